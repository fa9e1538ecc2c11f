/** Verifying one page of a brief, wherever it lies: that it is a published one, or that the case gives exactly this page. */

import { draftHistory } from "@outweigh/brief";
import { engineVersion } from "@outweigh/engine";
import { type Compiled, compileCase } from "@outweigh/language";
import { openCase } from "../case-folder.js";
import { evaluate } from "../commands/run.js";
import type { Effects } from "../effects.js";
import { fitFor } from "../handling.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { version as program } from "../version.js";
import { withheld } from "../withheld.js";
import { briefDocument, recordOf } from "./brief-page.js";
import { type Finding, findingsOf } from "./finding.js";
import { firstDifference } from "./page-difference.js";
import { openVersion, sha256, type Version } from "./read-versions.js";

/** Verifies the page at `path` against a case and its versions. A page that is no brief, or has no run record, is a problem. */
export async function verifyPage(
  effects: Effects,
  folder: string,
  path: string,
  versions: readonly Version[],
  sources: readonly string[],
): Promise<readonly Finding[] | Problem> {
  const { disk } = effects;
  const read = disk.readWhole(path);
  if (!read.ok)
    return problem(
      read.reason === "missing" ? `There is no file ${path}.` : `${path} cannot be read.`,
      "Give a brief as HTML: --brief brief.html",
    );
  const hash = sha256(read.bytes);
  const published = versions.find(({ manifest }) => manifest.made.some((file) => file.sha256 === hash));
  if (published)
    return [findingsOf(published.name).holds("brief", path, `The page is the brief of version ${published.name}, byte for byte.`)];
  const page = new TextDecoder().decode(read.bytes);
  const record = recordOf(page);
  if (record === undefined)
    return problem(
      `${path} is no brief with a run record that can be read.`,
      "Briefs that outweigh writes as HTML have one, unless it was taken out.",
    );
  const { holds, fails, unchecked } = findingsOf(null);
  if (record.version !== null)
    return [
      fails(
        "brief",
        path,
        `The page says that it is version ${record.version}, and no published brief of this case has these bytes.`,
        versions.some(({ name }) => name === record.version)
          ? `It was changed since. The brief that was published is in versions/${record.version}.`
          : "That version is not in this folder: it was taken away, or the page is of another case.",
      ),
    ];
  const compiled = caseOf(effects, folder, record.record.inputsHash, versions, sources);
  if (compiled === undefined)
    return [
      fails(
        "brief",
        path,
        "The page was made from another state of the case: neither the case as it is now nor any published version has its inputs.",
        "Take the case back to that state, for instance from git, and verify the page again.",
      ),
    ];
  const isOther = record.program !== program || record.record.engineVersion !== engineVersion;
  const amiss = isOther ? unchecked : fails;
  const words = isOther
    ? ` It was made by program ${record.program} with engine ${record.record.engineVersion}; this is ${program} with ${engineVersion}.`
    : "";
  const without = withheld(compiled, {
    without: record.without,
    instead: record.instead,
    ...(record.expert === null ? {} : { expert: record.expert }),
  });
  if (isProblem(without)) return without;
  const fit = record.tlp === null ? without : fitFor(without, record.tlp, effects);
  if (isProblem(fit)) return fit;
  const { seed, draws, sampling } = record.record;
  const outcome = await evaluate(fit, { seed, draws, sampling }, effects);
  if (outcome.kind === "too-large") return outcome.problem;
  if (outcome.kind === "refused")
    return [amiss("brief", path, `The case has errors, and a case with errors gives no brief.${words}`, "See: outweigh check")];
  const { evaluated } = outcome;
  if (evaluated.result.record.resultHash !== record.record.resultHash)
    return [
      amiss(
        "result",
        path,
        `The case gives another result than the page says it shows.${words}`,
        "The page or its run record was changed.",
      ),
    ];
  const known = versions.filter(({ name }) => record.earlier.includes(name));
  const history = record.earlier.length === 0 ? undefined : draftHistory(known, evaluated, record, record.tlp ?? undefined);
  const { renderHtml } = await import("@outweigh/brief/render");
  const settings = { analysing: { seed, sampling, draws: record.analysisDraws }, history, record };
  const difference = firstDifference(page, renderHtml(await briefDocument(evaluated, settings, effects)));
  return [
    holds("result", path, "The case gives the result that the page says it shows, to the last bit."),
    difference === undefined
      ? holds("brief", path, "The page is the one that the case gives, letter for letter.")
      : amiss(
          "brief",
          path,
          `The page is not the one that the case gives: ${difference}${words}`,
          "The page was changed, or the ledger has grown since, or another edition of the program wrote it.",
        ),
  ];
}

/** The case with these inputs: as it is now, or as it was in a version. */
function caseOf(
  effects: Effects,
  folder: string,
  inputsHash: string,
  versions: readonly Version[],
  sources: readonly string[],
): Compiled | undefined {
  const now = compileCase(openCase(effects, { sources }), folder);
  if (now.inputsHash === inputsHash) return now;
  const version = versions.find(({ manifest }) => manifest.inputsHash === inputsHash);
  if (version === undefined) return undefined;
  const opened = openVersion(effects, folder, version, sources);
  return compileCase(opened.files, opened.folder);
}
