/** `outweigh publish DIR`: freezes a version of a case with its brief, its run record and the hashes of all that it rests on, and enters it into the ledger. */
import type { KeyObject } from "node:crypto";
import {
  type BriefRecord,
  fileNames,
  type HashedSource,
  historyAfter,
  judgementsOf,
  limitOf,
  type Manifest,
  manifestText,
  openChanges,
} from "@outweigh/brief";
import { isStricter, type TlpMark, tlpLabel } from "@outweigh/evidence";
import { type Compiled, compileCase, type Evaluated, markOfCase } from "@outweigh/language";
import { analysisSettings } from "../analysing.js";
import { authorOf } from "../author.js";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { fitFor, type HandlingOptions } from "../handling.js";
import { readLedgerFile } from "../ledger-file.js";
import { diagnosticsJson } from "../places.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { countsOf, exitOf, failWith, printErrors } from "../report.js";
import { runJson } from "../run-json.js";
import { count, printable, styleOf, widthOf, wrap } from "../terminal.js";
import { version as program } from "../version.js";
import { briefDocument } from "../versions/brief-page.js";
import { type CaseFile, filesRead, snapshotOf } from "../versions/case-snapshot.js";
import { listVersions, sha256, type Version, versionsFolder, versionsSoFar } from "../versions/read-versions.js";
import { askedReasons, isOpen, refuseUnexplained, withReasons } from "../versions/reasons.js";
import { fingerprintOf, fingerprintWords, publicHalf, readKey, signatureText } from "../versions/signing.js";
import { nameProblem, nextName } from "../versions/version-names.js";
import { enterVersion, finishCutOff, writeVersion } from "../versions/write-version.js";
import { evaluate, refuse } from "./run.js";

const format = "outweigh-publish-1";

/** Options of the command. */
export interface PublishOptions extends CaseOptions, HandlingOptions {
  readonly as?: string;
  readonly by?: string;
  readonly sign?: string;
  readonly reason?: readonly string[];
}

/** What is to be published, before it has a manifest. */
interface Edition {
  readonly name: string;
  readonly by: string;
  readonly at: string;
  readonly earlier: readonly Version[];
  readonly files: readonly CaseFile[];
  readonly sources: readonly HashedSource[];
  readonly evaluated: Evaluated;
  /** Of the whole case, whatever the brief is made for. */
  readonly caseMark: TlpMark | undefined;
  readonly key: KeyObject | undefined;
}

/** Runs the command. A case with errors, or with a changed judgement that nobody explains, is not published. */
export async function publish(folder: string, options: PublishOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder) ?? (options.as === undefined ? undefined : nameProblem(options.as, []));
  if (blocked) return failWith(effects, blocked);
  const key = options.sign === undefined ? undefined : signingKey(folder, options.sign, effects);
  if (isProblem(key)) return failWith(effects, key);
  const finished = finishCutOff(effects, folder);
  if (isProblem(finished)) return failWith(effects, finished);
  const snapshot = snapshotOf(openCase(effects, options));
  const whole = compileCase(snapshot, folder);
  const last = finished.at(-1);
  if (last !== undefined) {
    sayFinished(finished, effects);
    if (last.manifest.inputsHash === whole.inputsHash && (options.as ?? last.name) === last.name)
      return say(folder, last.manifest, last.manifestHash, options, effects);
  }
  const taken = listVersions(effects, folder).map(({ name }) => name);
  const occupied = options.as === undefined ? undefined : nameProblem(options.as, taken);
  if (occupied) return failWith(effects, occupied);
  const evaluated = await soundly(folder, whole, options, effects);
  if (typeof evaluated === "number") return evaluated;
  const by = authorOf(effects, options.by, whole.assessment.case.author);
  if (isProblem(by)) return failWith(effects, by);
  const edition: Edition = {
    ...{ name: options.as ?? nextName(taken), by, at: timeOf(effects), evaluated, key, earlier: versionsSoFar(effects, folder) },
    caseMark: markOfCase(whole.assessment),
    ...filesRead(effects.disk, folder, snapshot, whole.assessment),
  };
  return publishEdition(folder, edition, options, effects);
}

function timeOf(effects: Effects): string {
  return new Date(effects.now()).toISOString().replace(/\.\d+Z$/, "Z");
}

function signingKey(folder: string, path: string, effects: Effects): KeyObject | Problem {
  const key = readKey(effects.disk, path, "private");
  const { real } = effects.disk;
  if (!isProblem(key) && `${real(path)}`.startsWith(`${real(folder)}/`)) {
    const { yellow } = styleOf(effects, effects.stderr);
    const words = `${path} lies in the folder of the case: whoever gets the case gets your private key. Move it elsewhere.`;
    effects.stderr.write(`${yellow(wrap(words, widthOf(effects.stderr)))}\n`);
  }
  return key;
}

/** The case computed, or the exit code where it cannot be published. */
async function soundly(folder: string, whole: Compiled, { tlp, json }: PublishOptions, effects: Effects): Promise<Evaluated | number> {
  const compiled = tlp === undefined || exitOf(whole.diagnostics) !== exit.fine ? whole : fitFor(whole, tlp, effects);
  if (isProblem(compiled)) return failWith(effects, compiled);
  const outcome = await evaluate(compiled, {}, effects);
  if (outcome.kind === "too-large") return failWith(effects, outcome.problem);
  const { diagnostics, assessment } = outcome.kind === "refused" ? outcome.compiled : outcome.evaluated;
  if (outcome.kind === "refused" || exitOf(diagnostics) !== exit.fine) {
    if (!json) return refuse(effects, folder, diagnostics, assessment.files, "Nothing was published.");
    const found = { counts: countsOf(diagnostics), diagnostics: diagnosticsJson(diagnostics, assessment.files) };
    effects.stdout.write(`${JSON.stringify({ format, state: "refused", folder, because: "errors", ...found }, null, 2)}\n`);
    return exit.errors;
  }
  printErrors(effects, effects.stderr, folder, diagnostics, assessment.files);
  return outcome.evaluated;
}

async function publishEdition(folder: string, edition: Edition, options: PublishOptions, effects: Effects): Promise<number> {
  const { evaluated, earlier, key } = edition;
  const previous = earlier.at(-1);
  const judgements = judgementsOf(evaluated);
  const explained = withReasons(previous === undefined ? [] : openChanges(previous.manifest.judgements, judgements), options.reason ?? []);
  if (isProblem(explained)) return failWith(effects, explained);
  const changes = options.json ? explained : await askedReasons(explained, effects);
  if (previous !== undefined && changes.some(isOpen)) {
    if (!options.json) return refuseUnexplained(changes, previous.name, effects);
    const data = { format, state: "refused", folder, because: "unexplained", previous: previous.name, changes };
    effects.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return exit.errors;
  }
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return failWith(effects, ledger);
  const { record } = evaluated.result;
  const { draws: analysisDraws } = analysisSettings(evaluated, {});
  const history = historyAfter(earlier, edition.name, changes, limitOf(evaluated, options.tlp));
  const briefRecord: BriefRecord = {
    ...{
      format: "outweigh-brief-1",
      case: evaluated.assessment.case.id,
      program,
      version: edition.name,
      earlier: earlier.map(({ name }) => name),
    },
    ...{ record, analysisDraws, tlp: options.tlp ?? null, full: false, without: [], instead: [], expert: null },
  };
  const { renderHtml } = await import("@outweigh/brief/render");
  const bytes = (text: string) => new TextEncoder().encode(text);
  const brief = bytes(renderHtml(await briefDocument(evaluated, { analysing: {}, history, record: briefRecord }, effects)));
  const run = bytes(`${JSON.stringify(runJson("case", evaluated))}\n`);
  const mark = options.tlp ?? markOfCase(evaluated.assessment);
  const made = (path: string, content: Uint8Array) => ({ path, sha256: sha256(content), bytes: content.length });
  const manifest: Manifest = {
    format: "outweigh-version-1",
    version: edition.name,
    number: (previous?.manifest.number ?? 0) + 1,
    at: edition.at,
    by: edition.by,
    case: evaluated.assessment.case.id,
    question: evaluated.assessment.case.question,
    previous: previous === undefined ? null : { version: previous.name, manifest: previous.manifestHash },
    program,
    engine: record.engineVersion,
    ...{ seed: record.seed, draws: record.draws, sampling: record.sampling, analysisDraws },
    ...{ inputsHash: record.inputsHash, resultHash: record.resultHash },
    tlp: mark === undefined ? null : tlpLabel(mark),
    redacted: options.tlp !== undefined,
    files: edition.files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
    sources: edition.sources,
    ...{ judgements, changes, ledger: { heads: ledger.heads } },
    made: [made(fileNames.brief, brief), made(fileNames.run, run)],
    signedBy: key === undefined ? null : fingerprintOf(publicHalf(key)),
  };
  const sign = key && ((signed: Uint8Array) => signatureText(key, signed));
  const failure = writeVersion(effects, folder, manifest, { files: edition.files, brief, run, sign });
  if (failure) return failWith(effects, failure);
  const manifestHash = sha256(manifestText(manifest));
  const unentered = enterVersion(effects, folder, manifest, manifestHash);
  if (unentered)
    return failWith(
      effects,
      problem(
        `Version ${edition.name} is in ${folder}/${versionsFolder}, but the ledger does not have it yet. ${unentered.message}`,
        `Put that right, then run the same command again: it makes up for the entry. ${unentered.remedy}`,
      ),
    );
  if (options.tlp !== undefined && edition.caseMark && isStricter(edition.caseMark, options.tlp)) sayWhatIsFit(options.tlp, effects);
  return say(folder, manifest, manifestHash, options, effects);
}

function sayFinished(finished: readonly Version[], effects: Effects): void {
  const names = finished.map(({ name }) => name).join(", ");
  const words = `Publishing version ${names} was cut off before the ledger had it; that has been made up for.`;
  effects.stderr.write(`${wrap(words, widthOf(effects.stderr))}\n`);
}

function sayWhatIsFit(mark: TlpMark, effects: Effects): void {
  const words = `Of this version only ${fileNames.brief} is fit for ${tlpLabel(mark)}: the frozen case beside it holds what was withheld.`;
  effects.stderr.write(`${wrap(words, widthOf(effects.stderr))}\n`);
}

function say(folder: string, manifest: Manifest, manifestHash: string, { json }: PublishOptions, effects: Effects): number {
  const path = `${folder}/${versionsFolder}/${manifest.version}`;
  if (json) {
    const { version, number, at, by, previous, resultHash, inputsHash, tlp, changes, signedBy } = manifest;
    const data = { format, state: "published", folder, path, version, number, at, by, previous, inputsHash, resultHash };
    effects.stdout.write(`${JSON.stringify({ ...data, manifest: manifestHash, tlp, changes, signedBy }, null, 2)}\n`);
    return exit.fine;
  }
  const { green, bold, dim } = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const { files, sources, judgements, changes, signedBy, tlp } = manifest;
  const held = [count(files.length, "file"), count(sources.length, "source"), count(judgements.length, "judgement")].join(", ");
  const lines = [
    `${green("published")} ${bold(`version ${manifest.version}`)} in ${path}`,
    wrap(`${held}${tlp === null ? "" : `, ${tlp}`}; manifest ${manifestHash.slice(0, 16)}.`, width, "  "),
    ...changes
      .filter(({ reason }) => reason !== "")
      .map((change) => wrap(`changed: ${printable(change.of)}, because ${printable(change.reason)}`, width, "  ", "    ")),
    ...(signedBy === null ? [] : [wrap(`Signed with the key ${fingerprintWords(signedBy)}.`, width, "  ")]),
    dim(wrap(`To check it at any time: outweigh verify ${folder}`, width)),
  ];
  effects.stdout.write(`${lines.join("\n")}\n`);
  return exit.fine;
}
