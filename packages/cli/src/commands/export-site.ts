/** `outweigh export-site DIR -o OUT`: one case as a page to explore, for any web host; nothing can be changed in it and no server computes for it. */
import { strictestMark, type TlpMark, tlpLabel, tlpReaders } from "@outweigh/evidence";
import { type Assessment, type Compiled, compileCase, redact } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase, tidyPath } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import type { HandlingOptions } from "../handling.js";
import { type Problem, problem } from "../problem.js";
import { exitOf, failWith, printErrors } from "../report.js";
import { packCase } from "../site/site-case.js";
import { siteFiles } from "../site/site-pages.js";
import { packVersions } from "../site/site-versions.js";
import { filesBelow, type SiteFile, targetProblem, writeSite } from "../site/write-site.js";
import { printable, styleOf, widthOf, wrap } from "../terminal.js";
import { versionsSoFar } from "../versions/read-versions.js";
import { evaluate, refuse } from "./run.js";

/** Options of the command. */
export interface ExportSiteOptions extends CaseOptions, HandlingOptions {
  readonly output: string;
  /** Whether copies of sources go with it. */
  readonly withSources?: boolean;
  /** False where published versions stay at home. */
  readonly versions?: boolean;
}

/** Runs the command. A case with errors gives no site. */
export async function exportSite(folder: string, options: ExportSiteOptions, effects: Effects): Promise<number> {
  const target = tidyPath(options.output);
  const blocked = folderProblem(effects, folder) ?? overlapProblem(effects, folder, target) ?? targetProblem(effects, target);
  if (blocked) return failWith(effects, blocked);
  const workbench = builtWorkbench(effects);
  if (workbench === undefined)
    return failWith(effects, problem("The workbench is not built yet.", "Build it once, in the folder of Outweigh: npm run build"));
  const files = openCase(effects, options);
  const compiled = compileCase(files, folder);
  const outcome = await evaluate(compiled, {}, effects);
  if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
  const { diagnostics, assessment } = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
  if (exitOf(diagnostics) !== exit.fine) return refuse(effects, folder, diagnostics, assessment.files, "No site was written.");
  printErrors(effects, effects.stderr, folder, diagnostics, assessment.files);
  const marked = markProblem(compiled, options.tlp);
  if (marked) return failWith(effects, marked);
  const published = options.versions === false ? [] : versionsSoFar(effects, folder);
  const marks: (TlpMark | undefined)[] = [strictestOf(assessment)];
  const versions = packVersions(effects, folder, published, (frozen) => {
    if (markProblem(frozen, options.tlp)) return "it holds what is marked more strictly";
    marks.push(strictestOf(frozen.assessment));
    return undefined;
  });
  const mark = strictestMark(marks);
  const handling = mark && { mark: tlpLabel(mark), readers: tlpReaders[mark] };
  const name = effects.disk.absolute(folder).split("/").filter(Boolean).pop() ?? "case";
  const packed = packCase(files, folder, assessment, { withSources: options.withSources === true, handling, name });
  if (exitOf(packed.compiled.diagnostics) !== exit.fine)
    return failWith(
      effects,
      problem("Without the copies of its sources the case has errors. No site was written.", "Let them go with it: --with-sources"),
    );
  const made = siteFiles(workbench, packed.site, packed.copies, versions, assessment.case.question);
  const failure = writeSite(effects, target, made);
  if (failure) return failWith(effects, failure);
  const { green, dim } = styleOf(effects, effects.stdout);
  const size = (made.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6).toFixed(1);
  const copies = packed.copies.length === 0 ? "no copies of sources" : `copies of sources, whole (${packed.copies.length})`;
  const earlier = versions.names.length === 0 ? "" : ` its published versions (${versions.names.join(", ")}),`;
  const words = `It holds the text of the case to the letter,${earlier} and ${copies}; ${printable(target)}/README.txt lists it all.${handling ? ` It is marked ${handling.mark}.` : ""}`;
  for (const { name: left, why } of versions.leftOut)
    effects.stderr.write(`${dim(wrap(`Version ${printable(left)} is left out: ${why}.`, widthOf(effects.stderr)))}\n`);
  effects.stdout.write(
    `${green("wrote")} ${printable(target)}/index.html ${dim(`(${made.length} files, ${size} MB)`)}\n${dim(wrap(words, widthOf(effects.stdout)))}\n`,
  );
  return exit.fine;
}

/** The strictest mark of anything that the text tells: of the case, its sources and its claims, whether or not a number rests on them. */
function strictestOf({ case: { tlp }, sources, claims }: Assessment): TlpMark | undefined {
  return strictestMark([tlp?.mark, ...sources.map((source) => source.tlp?.mark), ...claims.map((claim) => claim.tlp?.mark)]);
}

/** A site holds the text itself, from which nothing can be withheld as from a brief: what may not go out keeps all of it here. */
function markProblem(compiled: Compiled, limit: TlpMark | undefined): Problem | undefined {
  const mark = strictestOf(compiled.assessment);
  if (limit === undefined || mark === undefined) return undefined;
  const made = redact(compiled, limit);
  if (made.kind === "redacted" && made.withheld.length === 0) return undefined;
  return problem(
    `The case holds what is marked ${tlpLabel(mark)}, so a site of it may not go out as ${tlpLabel(limit)}: it holds the text itself, of which nothing can be withheld.`,
    `Write a brief, which withholds it: outweigh brief --tlp ${limit}. Or export a copy of the folder without it.`,
  );
}

/** A site within the case would become part of it, and a case within a site would be replaced with it. */
function overlapProblem(effects: Effects, folder: string, target: string): Problem | undefined {
  const { disk } = effects;
  const parent = target.includes("/") ? target.slice(0, target.lastIndexOf("/")) || "/" : ".";
  const real = (path: string) => disk.real(path) ?? disk.absolute(path);
  const [inner, outer] = [
    `${real(folder)}/`,
    `${disk.kind(target) === "missing" ? `${real(parent)}/${target.split("/").pop()}` : real(target)}/`,
  ];
  return inner.startsWith(outer) || outer.startsWith(inner)
    ? problem(`The site would lie in the folder of the case, or around it: ${printable(target)}.`, "Choose a folder beside it with -o.")
    : undefined;
}

function builtWorkbench({ web, disk }: Effects): readonly SiteFile[] | undefined {
  if (web === undefined || disk.kind(`${web.workbench}/index.html`) !== "file") return undefined;
  return filesBelow(disk, web.workbench).flatMap((path) => {
    const read = disk.readWhole(`${web.workbench}/${path}`);
    return read.ok ? [{ path, bytes: read.bytes }] : [];
  });
}
