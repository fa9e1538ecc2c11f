/** Verifying that a version says what its case gives: compiled and run again from the frozen files, compared to the last bit. */
import {
  type BriefRecord,
  fileNames,
  historyAfter,
  type Judgement,
  judgementsOf,
  limitOf,
  type Manifest,
  needsReason,
  openChanges,
  versionsBefore,
} from "@outweigh/brief";
import { engineVersion } from "@outweigh/engine";
import { readTlpMark } from "@outweigh/evidence";
import { type Compiled, compileCase, type Evaluated, redact } from "@outweigh/language";
import { evaluate } from "../commands/run.js";
import type { Disk, Effects } from "../effects.js";
import { runJson } from "../run-json.js";
import { version as program } from "../version.js";
import { briefDocument } from "./brief-page.js";
import { type Finding, findingsOf } from "./finding.js";
import { firstDifference } from "./page-difference.js";
import { openVersion, type Version, versionsFolder } from "./read-versions.js";

/** Messages of the check that are about copies of sources and their quotes. Without the copies a sound case has some. */
const aboutCopies = new Set(["source-copy-missing", "source-unreadable", "source-changed", "source-not-locked", "quote-not-in-source"]);

/** What a version gives when it is computed again. `versions` are all that there are, oldest first. */
export async function verifyResult(
  effects: Effects,
  folder: string,
  version: Version,
  versions: readonly Version[],
  copies: readonly string[],
): Promise<readonly Finding[]> {
  const { manifest, name } = version;
  const { fails, unchecked } = findingsOf(name);
  const open = (settings: { readonly asThen?: boolean }) => {
    const { files, folder: at } = openVersion(effects, folder, version, copies, settings);
    return compileCase(files, at);
  };
  const whole = open({ asThen: true });
  const errors = whole.diagnostics.filter(({ severity, code }) => severity === "error" && !aboutCopies.has(code));
  const where = `${versionsFolder}/${name}/case`;
  const isOther = manifest.program !== program || manifest.engine !== engineVersion;
  const words = isOther
    ? ` It was published by program ${manifest.program} with engine ${manifest.engine}; this is ${program} with ${engineVersion}.`
    : "";
  const amiss = isOther ? unchecked : fails;
  const advice = isOther
    ? "Verify it with the program that published it."
    : "The same program would not have published it: what is frozen is not what was computed.";
  if (errors[0])
    return [
      amiss(
        "result",
        where,
        `This program finds errors in the frozen case, first: ${errors[0].message} (${errors[0].code})${words}`,
        advice,
      ),
    ];
  const quotes = verifyQuotes(open({}), version);
  if (whole.inputsHash !== manifest.inputsHash)
    return [
      ...quotes,
      amiss("result", where, `The frozen case reads otherwise than it did: its inputs have another hash.${words}`, advice),
    ];
  const compiled = forMark(whole, manifest);
  if (compiled === undefined)
    return [...quotes, amiss("brief", fileNames.brief, `The frozen case may not go out under ${manifest.tlp}.${words}`, advice)];
  const { seed, draws, sampling } = manifest;
  const outcome = await evaluate({ ...compiled, diagnostics: [] }, { seed, draws, sampling }, effects);
  if (outcome.kind !== "evaluated")
    return [
      ...quotes,
      unchecked("result", where, "There is not enough memory here to compute it again.", "Verify it on a machine with more memory."),
    ];
  const { evaluated } = outcome;
  const result = verifyNumbers(effects.disk, version, evaluated, amiss, words, advice);
  if (result.some(({ state }) => state !== "holds")) return [...quotes, ...result];
  const sound = { ...evaluated, diagnostics: [...compiled.diagnostics, ...evaluated.diagnostics] };
  const lacks = manifest.sources.some(({ id, copy }) => copy === "at-hand" && hasNoCopy(whole, id));
  return [
    ...quotes,
    ...result,
    ...verifyJudgements(version, versions, judgementsOf(evaluated), amiss, words, advice),
    lacks
      ? unchecked(
          "brief",
          `${versionsFolder}/${name}/${fileNames.brief}`,
          "The brief was not made again: it tells how each quote stands in its copy, and not all copies are at hand.",
          "Name a folder with the copies: --sources FOLDER",
        )
      : await verifyBrief(effects, version, versions, sound),
  ];
}

/** Whether the quotes from a source stand, or fall, without a copy. */
function hasNoCopy({ assessment }: Compiled, source: string): boolean {
  return assessment.claims.some(
    (claim) => claim.source === source && (claim.quoteState === "held-by-hash" || claim.quoteState === "failed"),
  );
}

function forMark(whole: Compiled, { tlp, redacted }: Manifest): Compiled | undefined {
  const mark = tlp === null ? undefined : readTlpMark(tlp);
  if (!redacted || mark === undefined) return whole;
  const made = redact(whole, mark);
  return made.kind === "redacted" ? made.compiled : undefined;
}

/** Whether the quotes of the frozen case stand in the copies of its sources. */
function verifyQuotes({ assessment }: Compiled, { name, manifest }: Version): readonly Finding[] {
  const { holds, fails, unchecked } = findingsOf(name);
  const quoted = assessment.claims.filter(({ quote }) => quote !== undefined);
  const verified = quoted.filter(({ quoteState }) => quoteState === "verified").length;
  const locked = quoted.filter(({ quoteState }) => quoteState === "held-by-hash");
  const failed = quoted.filter(({ quoteState }) => quoteState === "failed");
  const unknown = new Set(manifest.sources.filter(({ sha256, copy }) => sha256 === null || copy === "at-hand").map(({ id }) => id));
  return [
    ...(verified > 0
      ? [holds("quote", "claims", `${verified === 1 ? "One quote stands" : `${verified} quotes stand`} in the copies.`)]
      : []),
    ...(locked.length > 0
      ? [
          unchecked(
            "quote",
            locked.map(({ id }) => id).join(", "),
            `${locked.length === 1 ? "One quote is" : `${locked.length} quotes are`} known by hash alone: ${locked.length === 1 ? "its copy is" : "their copies are"} not at hand.`,
            "Their words are those that were found when the copies were locked. Name a folder with the copies: --sources FOLDER",
          ),
        ]
      : []),
    ...failed.map(({ id, source }) =>
      unknown.has(source)
        ? unchecked(
            "quote",
            id,
            `The quote of ${id} cannot be checked: the copy of ${source} is not at hand.`,
            "Name the folder where it is: --sources FOLDER",
          )
        : fails("quote", id, `The quote of ${id} does not stand in the copy of ${source}.`, "The quote, the lock or the copy was changed."),
    ),
  ];
}

type Amiss = ReturnType<typeof findingsOf>["fails"];

/** Whether every number is the one that was published; where not, which values differ. */
function verifyNumbers(
  disk: Disk,
  { name, path, manifest }: Version,
  evaluated: Evaluated,
  amiss: Amiss,
  words: string,
  advice: string,
): readonly Finding[] {
  const { holds } = findingsOf(name);
  const { record } = evaluated.result;
  if (record.resultHash === manifest.resultHash)
    return [
      holds("result", fileNames.run, `Computed again, every number is the same to the last bit (${record.resultHash.slice(0, 16)}…).`),
    ];
  const read = disk.readWhole(`${path}/${fileNames.run}`);
  const differing = read.ok ? differingOutputs(new TextDecoder().decode(read.bytes), evaluated) : [];
  const named =
    differing.length === 0
      ? ""
      : ` These differ: ${differing.slice(0, 5).join("; ")}${differing.length > 5 ? `; and ${differing.length - 5} more` : ""}.`;
  return [
    amiss(
      "result",
      fileNames.run,
      `Computed again, the result is another: ${record.resultHash.slice(0, 16)}…, not ${manifest.resultHash.slice(0, 16)}….${named}${words}`,
      advice,
    ),
  ];
}

/** The outputs whose means are others than in a run record: `cost, mean 12.4, published 12.1`. */
function differingOutputs(text: string, evaluated: Evaluated): readonly string[] {
  let published: unknown;
  try {
    published = JSON.parse(text);
  } catch {
    return [];
  }
  type Outputs = readonly { readonly name: string; readonly cells: readonly { readonly mean: number | null }[] }[];
  const before = ((published as { readonly outputs?: Outputs } | null)?.outputs ?? []) as Outputs;
  const now: Outputs = runJson("case", evaluated).outputs;
  return now.flatMap(({ name, cells }) => {
    const was = before.find((each) => each.name === name);
    const cell = cells.findIndex((each, index) => JSON.stringify(each) !== JSON.stringify(was?.cells[index]));
    if (cell < 0) return [];
    return [was === undefined ? `${name} is not in it` : `${name}, mean ${cells[cell]?.mean}, published ${was.cells[cell]?.mean}`];
  });
}

/** Whether the judgements are those of the case, and those that changed since the version before have their reasons. */
function verifyJudgements(
  { name, manifest }: Version,
  versions: readonly Version[],
  computed: readonly Judgement[],
  amiss: Amiss,
  words: string,
  advice: string,
): readonly Finding[] {
  const { holds, fails } = findingsOf(name);
  const plain = (judgement: Judgement | undefined) => JSON.stringify(judgement ?? null);
  const count = Math.max(computed.length, manifest.judgements.length);
  const wrong = Array.from({ length: count }, (_, index) => index).filter(
    (index) => plain(computed[index]) !== plain(manifest.judgements[index]),
  );
  if (wrong.length > 0) {
    const [is, was] = [computed[wrong[0]!], manifest.judgements[wrong[0]!]];
    const said = (judgement: Judgement | undefined) => (judgement ? `${judgement.name}: ${judgement.word} (${judgement.shown})` : "none");
    return [
      amiss(
        "judgement",
        fileNames.manifest,
        `A judgement is not what the case gives: published “${said(was)}”, computed “${said(is)}”.${words}`,
        advice,
      ),
    ];
  }
  const before = versions.find((each) => each.name === manifest.previous?.version);
  const needed = before === undefined ? [] : openChanges(before.manifest.judgements, manifest.judgements).filter(needsReason);
  const silent = needed.filter(
    ({ judgement }) => !manifest.changes.some((change) => change.judgement === judgement && change.reason !== ""),
  );
  return silent.length === 0
    ? [
        holds(
          "judgement",
          fileNames.manifest,
          manifest.judgements.length === 1
            ? "The judgement is that of the case, and a change has its reason."
            : `${manifest.judgements.length} judgements are those of the case, and every change has its reason.`,
        ),
      ]
    : silent.map(({ judgement, was, now }) =>
        fails(
          "judgement",
          judgement,
          `It changed from “${was}” to “${now || "no longer stated"}” without a reason.`,
          "The program asks for reasons: this manifest was not written by it.",
        ),
      );
}

/** Whether the page of the brief is the one that the case gives. Its bytes are compared with the manifest elsewhere. */
async function verifyBrief(effects: Effects, version: Version, versions: readonly Version[], evaluated: Evaluated): Promise<Finding> {
  const { manifest, name, path } = version;
  const { holds, unchecked } = findingsOf(name);
  const where = `${versionsFolder}/${name}/${fileNames.brief}`;
  const read = effects.disk.readWhole(`${path}/${fileNames.brief}`);
  const published = read.ok ? new TextDecoder().decode(read.bytes) : "";
  const { seed, sampling, analysisDraws } = manifest;
  const mark = manifest.tlp === null ? undefined : readTlpMark(manifest.tlp);
  const asked = manifest.redacted ? mark : undefined;
  const earlier = versionsBefore(version, versions);
  const history = historyAfter(earlier, name, manifest.changes, limitOf(evaluated, asked));
  const record: BriefRecord = {
    ...{
      format: "outweigh-brief-1",
      case: manifest.case,
      program: manifest.program,
      version: name,
      earlier: earlier.map((each) => each.name),
    },
    ...{ record: evaluated.result.record, analysisDraws, tlp: asked ?? null, full: false, without: [], instead: [], expert: null },
  };
  const { renderHtml } = await import("@outweigh/brief/render");
  const page = renderHtml(
    await briefDocument(evaluated, { analysing: { seed, sampling, draws: analysisDraws }, history, record }, effects),
  );
  const difference = firstDifference(published, page);
  if (difference === undefined) return holds("brief", where, "The brief is the one that the case gives, letter for letter.");
  return unchecked(
    "brief",
    where,
    `The numbers are the same, but this program${manifest.program === program ? "" : ` (${program}, not ${manifest.program})`} writes the brief otherwise: ${difference}`,
    "Another edition of the program words some things differently. If the difference is a number, ask who published it.",
  );
}
