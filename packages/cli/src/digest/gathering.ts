/** Gathers what a digest tells: the ledger since its beginning, and what the case says now against what it said then. */
import { type DifferencePart, type DigestRecord, digestOfDifference, digestOfLedger, newsAfter, titleOf } from "@outweigh/brief";
import { readTlpMark, strictestMark, type TlpMark, tlpLabel } from "@outweigh/evidence";
import {
  type Compiled,
  compileCase,
  type Difference,
  dayOfDate,
  differenceOf,
  isEntry,
  type Ledger,
  type LedgerEntry,
  markOfCase,
  redact,
  withheldOf,
} from "@outweigh/language";
import type { CaseOptions } from "../case-folder.js";
import { folderProblem, openCase } from "../case-folder.js";
import type { Effects } from "../effects.js";
import { fitFor, type HandlingOptions } from "../handling.js";
import { readLedgerFile } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf } from "../report.js";
import { pause } from "../spread-run.js";
import { listVersions, openVersion, type Version } from "../versions/read-versions.js";
import { progress } from "../watch.js";
import type { DigestSettings } from "./digest-settings.js";

/** How a digest is asked for. */
export interface GatheringOptions extends CaseOptions, HandlingOptions {
  /** A day, a moment, the name of a version, or `last`; without it that of the last digest. */
  readonly since?: string;
  /** An older state of the case to compare with, a folder, instead of a published version. */
  readonly against?: string;
}

/** Where a digest begins. */
interface Beginning {
  readonly at: string;
  readonly words: string;
  readonly isNew: (entry: LedgerEntry) => boolean;
  /** The version that it begins with. */
  readonly version?: Version;
}

/** What was gathered, with what is needed to send it. */
export interface Gathered {
  readonly record: DigestRecord;
  readonly compiled: Compiled;
  readonly ledger: Ledger;
  /** The day of the digest before, where this one follows it. */
  readonly follows?: string;
}

/** Gathers the record. The case must be free of errors. */
export async function gather(
  folder: string,
  options: GatheringOptions,
  settings: DigestSettings,
  compiled: Compiled,
  effects: Effects,
): Promise<Gathered | Problem> {
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return ledger;
  const versions = listVersions(effects, folder).filter((each) => each.kind === "version");
  const beginning = beginningOf(options.since ?? "last", ledger, versions, folder);
  if (isProblem(beginning)) return beginning;
  const until = new Date(effects.now()).toISOString().replace(/\.\d+Z$/, "Z");
  if (beginning.at > until)
    return problem(`${beginning.words} lies ahead: a digest tells what has happened.`, "Give an earlier day with --since.");
  const { assessment } = compiled;
  const part = digestOfLedger({
    entries: ledger.entries,
    isNew: beginning.isNew,
    compiled,
    today: until.slice(0, 10),
    horizon: settings.dueWithin,
  });
  const older = await olderState(folder, options, beginning, versions, effects);
  if (isProblem(older)) return older;
  const fit = fitness(compiled, older, options.tlp, effects);
  if (isProblem(fit)) return fit;
  const compared = fit.older.compiled === undefined ? undefined : await compare(fit.older, compiled, effects);
  const marks = [
    markOfCase(assessment),
    fit.older.compiled && markOfCase(fit.older.compiled.assessment),
    ...versionMarks(part.versions, versions),
  ];
  const handling = options.tlp ?? strictestMark(marks);
  const record: DigestRecord = {
    case: { id: assessment.case.id, title: titleOf(assessment), question: assessment.case.question },
    since: { at: beginning.at, words: beginning.words },
    until,
    ...(handling && { handling }),
    ...(compared === undefined ? { results: [], causes: [], overtaken: [], changes: [] } : fit.told(compared)),
    ...part,
    gaps: [...fit.older.gaps, ...ledgerGaps(ledger)],
  };
  const telling = fit.telling(record);
  if (telling !== undefined) return telling;
  const last = lastDigest(ledger.entries);
  return { record, compiled, ledger, ...(options.since === undefined && last && { follows: last.until }) };
}

/** What a mark allows to be told: everything where none is asked for. */
interface Fitness {
  readonly older: OlderState;
  readonly told: (difference: Difference) => DifferencePart;
  readonly telling: (record: DigestRecord) => Problem | undefined;
}

/** A digest goes out under a mark as a brief does, or not at all: no number rests on what is withheld, and no text tells it. */
function fitness(compiled: Compiled, older: OlderState, mark: TlpMark | undefined, effects: Effects): Fitness | Problem {
  if (mark === undefined) return { older, told: digestOfDifference, telling: () => undefined };
  const fit = fitFor(compiled, mark, effects);
  if (isProblem(fit)) return fit;
  const isOlderFit = older.compiled === undefined || redact(older.compiled, mark).kind === "redacted";
  const open: OlderState = isOlderFit
    ? older
    : { name: older.name, gaps: [`What changed in the case itself is not told: ${older.name} holds what ${tlpLabel(mark)} must not show`] };
  const sides = [compiled, ...(open.compiled ? [open.compiled] : [])].map(({ assessment }) => withheldOf(assessment, mark));
  const isWithheld = (name: string) => sides.some(({ names }) => names.has(name));
  return {
    older: open,
    told: (difference) => {
      const items = difference.items.filter(({ kind, name, formerly }) => {
        const isEvidence = kind === "claim" || kind === "source";
        return !(isEvidence && (isWithheld(name) || (formerly !== undefined && isWithheld(formerly))));
      });
      const count = difference.items.length - items.length;
      const part = withoutNames(digestOfDifference({ ...difference, items }), isWithheld);
      const words = `${count} ${count === 1 ? "claim or source" : "claims and sources"} that ${tlpLabel(mark)} must not show`;
      return count === 0 ? part : { ...part, changes: [...part.changes, { kind: "evidence", label: words, how: "changed" }] };
    },
    telling: (record) => {
      const found = sides.flatMap(({ toldIn }) => textsOf(record).flatMap(toldIn))[0];
      return found === undefined
        ? undefined
        : problem(
            `The digest would tell what ${tlpLabel(mark)} must not show: “${found.words}” of ${found.claim}.`,
            "It stands in a reason or a passage of the ledger, or in what changed. Send this digest under the stricter mark, or begin it later with --since.",
          );
    },
  };
}

/** The part with names of withheld evidence gone from what is quoted in the notation. */
function withoutNames(part: DifferencePart, isWithheld: (name: string) => boolean): DifferencePart {
  const open = (text: string) =>
    text.replace(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*/gu, (name) => (isWithheld(name) ? "withheld_evidence" : name));
  return {
    ...part,
    overtaken: part.overtaken.map(open),
    causes: part.causes.map((cause) => ({ ...cause, cause: open(cause.cause) })),
    changes: part.changes.map(({ was, now, reason, ...change }) => ({
      ...change,
      ...(was !== undefined && { was: open(was) }),
      ...(now !== undefined && { now: open(now) }),
      ...(reason !== undefined && { reason: open(reason) }),
    })),
  };
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function lastDigest(entries: readonly LedgerEntry[]) {
  return entries.filter(isEntry("digest")).at(-1);
}

function beginningOf(since: string, { entries }: Ledger, versions: readonly Version[], folder: string): Beginning | Problem {
  if (since === "last") {
    const last = lastDigest(entries);
    if (last !== undefined)
      return {
        at: last.until,
        words: `the last digest, of ${dayOf(last.until)}`,
        isNew: newsAfter(entries, [...(last.told ?? last.after), last.id]),
      };
    return { at: "1970-01-01T00:00:00Z", words: "the beginning", isNew: () => true };
  }
  const version = versions.find(({ name }) => name === since);
  if (version !== undefined) {
    const { at, ledger } = version.manifest;
    const published = entries
      .filter(isEntry("publish"))
      .find((entry) => entry.version === version.name && entry.manifest === version.manifestHash);
    return {
      at,
      words: `version ${version.name}, of ${dayOf(at)}`,
      isNew: newsAfter(entries, [...ledger.heads, ...(published ? [published.id] : [])]),
      version,
    };
  }
  const moment = momentOf(since);
  if (moment !== undefined) return { at: moment, words: dayOf(moment), isNew: ({ at }) => at >= moment };
  const names = versions.map(({ name }) => name);
  return problem(
    `--since ${since} is neither a day nor a published version.`,
    names.length === 0
      ? `Days are written like 2026-11-23. ${folder} has no published version: outweigh publish ${folder}`
      : `Days are written like 2026-11-23. Versions are: ${names.join(", ")}.`,
  );
}

/** A day, or a moment with its zone, as ISO date and time in UTC. A day begins at midnight UTC, whatever the clocks of a place do. */
function momentOf(words: string): string | undefined {
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(Z|[+-]\d{2}:\d{2}))?$/.exec(words) ?? [];
  if (day === undefined || dayOfDate(day) === undefined) return undefined;
  const at = Date.parse(time === undefined ? `${day}T00:00:00Z` : `${day}T${time}${zone}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}

function dayOf(at: string): string {
  const months = "January February March April May June July August September October November December".split(" ");
  const [year, month, day] = at.slice(0, 10).split("-").map(Number);
  return `${day} ${months[(month ?? 1) - 1]} ${year}`;
}

interface OlderState {
  readonly name: string;
  readonly compiled?: Compiled;
  readonly gaps: readonly string[];
}

/** The case as it was at the beginning: the version named, the last one published by then, or the folder that was given. */
async function olderState(
  folder: string,
  options: GatheringOptions,
  beginning: Beginning,
  versions: readonly Version[],
  effects: Effects,
): Promise<OlderState | Problem> {
  if (options.against !== undefined) {
    const amiss = folderProblem(effects, options.against);
    if (amiss) return amiss;
    return sound(options.against, compileCase(openCase(effects, options), options.against));
  }
  const version = beginning.version ?? versions.findLast(({ manifest }) => manifest.at <= beginning.at);
  if (version === undefined)
    return {
      name: "",
      gaps: [
        versions.length === 0
          ? "What changed in the case itself is not told: no version has been published to compare with"
          : `What changed in the case itself is not told: no version had been published by ${beginning.words}`,
      ],
    };
  const { files, folder: inside } = openVersion(effects, folder, version, options.sources ?? []);
  return sound(`version ${version.name}`, compileCase(files, inside));
}

function sound(name: string, compiled: Compiled): OlderState {
  if (exitOf(compiled.diagnostics) === 0) return { name, compiled, gaps: [] };
  return { name, gaps: [`What changed in the case itself is not told: ${name} cannot be computed by this edition of the program`] };
}

async function compare({ name, compiled }: OlderState, now: Compiled, effects: Effects): Promise<Difference> {
  const line = progress(effects, "Comparing");
  try {
    return await differenceOf(
      { name, compiled: compiled! },
      { name: "now", compiled: now },
      {
        signal: effects.stopped,
        pause,
        onProgress: line.report,
      },
    );
  } finally {
    line.end();
  }
}

function versionMarks(told: DigestRecord["versions"], versions: readonly Version[]): readonly (TlpMark | undefined)[] {
  const names = new Set(told.map(({ name }) => name));
  return versions
    .filter(({ name }) => names.has(name))
    .map(({ manifest }) => (manifest.tlp === null ? undefined : readTlpMark(manifest.tlp)));
}

function ledgerGaps({ problems }: Ledger): readonly string[] {
  const unusable = problems.filter(({ kind }) => kind !== "clock-backwards");
  if (unusable.length === 0) return [];
  const lines = unusable.map(({ line }) => line);
  return [
    `The ledger has ${lines.length === 1 ? "a line" : `${lines.length} lines`} that cannot be used (${lines.slice(0, 5).join(", ")}); what stood there is not told`,
  ];
}
