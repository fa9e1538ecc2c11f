/** Looking where the indicators of a case are read: columns of files, feeds and pages. What is new becomes readings and candidates for the ledger. */
import { hasPercent } from "@outweigh/engine";
import {
  type CandidateEntry,
  type Compiled,
  candidateKeyOf,
  feedLook,
  findPassage,
  hasPhrase,
  type IndicatorDeclaration,
  type IndicatorSource,
  type IndicatorState,
  isEntry,
  isPassed,
  joinPath,
  type LedgerDraft,
  type LedgerEntry,
  latestReadings,
  numberWithUnit,
  passageKey,
  type ReadingEntry,
  readingKey,
  readTable,
  type StatedIndicator,
} from "@outweigh/language";
import type { Effects } from "../effects.js";
import { isInside } from "../ingest/case-transaction.js";
import { type Opening, openDocument } from "../ingest/taking.js";

/** Drafts of readings and candidates. */
export type WatchDraft = LedgerDraft<ReadingEntry> | LedgerDraft<CandidateEntry>;

/** What is wrong with a file or feed that an indicator is read from. */
export interface WatchProblem {
  readonly indicator: string;
  readonly where: string;
  readonly message: string;
  readonly remedy: string;
  /** Whether some of it was read all the same. */
  readonly isPartial?: boolean;
}

/** What looking brought. */
export interface Look {
  readonly drafts: readonly WatchDraft[];
  readonly problems: readonly WatchProblem[];
}

/** Under whose name and at what time entries are written. */
export interface Signature {
  readonly by: string;
  /** A time in UTC. */
  readonly at: string;
}

/** What looking needs. */
export interface LookContext {
  readonly compiled: Compiled;
  readonly folder: string;
  readonly entries: readonly LedgerEntry[];
  readonly states: readonly IndicatorState[];
  readonly signature: Signature;
  readonly allowLocal: boolean;
  readonly effects: Effects;
}

/** So many new candidates of one feed are filed at once, and so many new rows of one file. */
const mostCandidates = 50;
const mostRows = 1000;

/** Looks everywhere, one place after the other. A place that cannot be read is told, and the others go on. */
export async function lookEverywhere(context: LookContext): Promise<Look> {
  const [drafts, problems]: [WatchDraft[], WatchProblem[]] = [[], []];
  const opened = new Map<string, Promise<Opening>>();
  for (const indicator of context.compiled.assessment.indicators) {
    const stated = context.compiled.lowering.indicators.get(indicator.id);
    for (const source of indicator.reads ?? []) {
      if (context.effects.stopped.aborted) return { drafts, problems };
      if (!stated || source.kind === "person") continue;
      const found =
        source.kind === "column" ? lookAtColumn(context, indicator, stated, source) : await lookAtFeed(context, indicator, source, opened);
      drafts.push(...found.drafts);
      problems.push(...found.problems);
    }
  }
  return { drafts, problems };
}

function lookAtColumn(
  context: LookContext,
  indicator: IndicatorDeclaration,
  stated: StatedIndicator,
  source: Extract<IndicatorSource, { readonly kind: "column" }>,
): Look {
  const { effects, folder, entries } = context;
  const { file } = source;
  const failed = (message: string, remedy: string): Look => ({
    drafts: [],
    problems: [{ indicator: indicator.id, where: file, message, remedy }],
  });
  const remedy = `Give the path of a CSV file inside ${folder} that you may read.`;
  if (!isInside(effects.disk, folder, file)) return failed(`${file} does not lie inside the case.`, remedy);
  const read = effects.disk.read(`${folder}/${file}`);
  if (!read.ok) {
    const reasons = { missing: "is not there", unreadable: "may not be read", folder: "is a folder", "too-large": "is larger than 20 MB" };
    return failed(`${file} ${reasons[read.reason]}.`, remedy);
  }
  const { readings, problems } = readTable(read.bytes, source, hasPercent(stated.unit));
  const recorded = latestReadings(
    entries.filter(isEntry("reading")).filter((entry) => entry.indicator === indicator.id && entry.from === file),
  );
  const byPeriod = new Map(recorded.map((entry) => [entry.of, entry]));
  const latest =
    readings.findLast(({ of }) => byPeriod.has(of))?.day ?? (recorded.length > 0 ? -Infinity : readings.at(-1)?.day) ?? Infinity;
  const news = readings.filter(({ of, day, value }) =>
    byPeriod.has(of) ? byPeriod.get(of)!.value !== value : recorded.length === 0 ? day === latest : day > latest,
  );
  const drafts: WatchDraft[] = [];
  let wasPassed = recorded.at(-1)?.passed === true;
  for (const reading of news.slice(0, mostRows)) {
    const known = readings.slice(0, readings.indexOf(reading) + 1);
    const passed = isPassed(stated, known);
    drafts.push(
      ...draftsOfReading(indicator, stated, context.signature, {
        value: reading.value,
        of: reading.of,
        from: file,
        passed,
        before: byPeriod.get(reading.of)?.key,
        isCrossing: passed === true && !wasPassed,
      }),
    );
    wasPassed = passed === true;
  }
  const told = problems.map((words) => ({
    indicator: indicator.id,
    where: file,
    message: `In ${file}, ${words}.`,
    remedy: readings.length > 0 ? "The other rows are read." : "Put that right in the file, or in the line “column” of the indicator.",
    isPartial: readings.length > 0,
  }));
  return { drafts, problems: told };
}

/** A new reading of an indicator. */
export interface NewReading {
  readonly value: number | string;
  readonly of: string;
  readonly from: string;
  readonly passed: boolean | null;
  /** The key of the reading about the same period that it takes the place of. */
  readonly before: string | undefined;
  /** Whether the threshold is passed and was not before. */
  readonly isCrossing: boolean;
}

/** The entry of a reading, and the candidate that it gives rise to: of a measurement each, of a sign when its threshold is first passed. */
export function draftsOfReading(
  { id, label, threshold }: IndicatorDeclaration,
  stated: StatedIndicator,
  signature: Signature,
  { value, of, from, passed, before, isCrossing }: NewReading,
): readonly WatchDraft[] {
  const key = readingKey(id, of, value, before);
  const reading: LedgerDraft<ReadingEntry> = { kind: "reading", ...signature, indicator: id, value, of, from, passed, key };
  const isMeasured = stated.measures?.error !== undefined && typeof value === "number";
  if (!isMeasured && !(stated.likelihood && isCrossing)) return [reading];
  const shown = typeof value === "number" ? numberWithUnit(value, stated.unit) : value;
  const limit = isMeasured || threshold === undefined ? "" : ` This passes the threshold: ${threshold}.`;
  const passage = `${of}: ${shown} (${from}).${limit}`;
  return [
    reading,
    { kind: "candidate", ...signature, key: candidateKeyOf(key), indicator: id, title: label, passage, found: signature.at },
  ];
}

async function lookAtFeed(
  context: LookContext,
  indicator: IndicatorDeclaration,
  { address, phrases }: Extract<IndicatorSource, { readonly kind: "feed" }>,
  opened: Map<string, Promise<Opening>>,
): Promise<Look> {
  const { effects, folder, entries, signature, allowLocal } = context;
  const isOfWeb = /^[a-z][a-z0-9+.-]*:\/\//i.test(address);
  const problemAt = (message: string, remedy: string): WatchProblem => ({ indicator: indicator.id, where: address, message, remedy });
  if (!isOfWeb && (/^[\\/]/.test(address) || !isInside(effects.disk, folder, joinPath(address))))
    return {
      drafts: [],
      problems: [
        problemAt(
          `${address} does not lie inside the case.`,
          "Write an address of the web, or the path of a file in the folder of the case.",
        ),
      ],
    };
  const input = isOfWeb ? address : `${folder}/${joinPath(address)}`;
  const opening = opened.get(input) ?? openDocument(input, { allowLocal }, effects);
  opened.set(input, opening);
  const found = await opening;
  if (!found.ok) return { drafts: [], problems: [problemAt(found.problem.message, found.problem.remedy)] };
  const keys = new Set(entries.filter(isEntry("candidate")).map(({ key }) => key));
  const drafts: WatchDraft[] = [];
  let [matching, left] = [0, 0];
  for (const { document, url } of found.documents) {
    if (!hasPhrase(document, phrases)) continue;
    matching++;
    const passage = drafts.length < mostCandidates ? findPassage(document, phrases) : undefined;
    const place = url ?? address;
    const key = passage && passageKey(indicator.id, place, passage.passage);
    if (drafts.length === mostCandidates) left++;
    if (!passage || key === undefined || keys.has(key)) continue;
    keys.add(key);
    const title = (document.title ?? indicator.label).slice(0, 300);
    drafts.push({
      kind: "candidate",
      ...signature,
      key,
      indicator: indicator.id,
      title,
      address: place,
      passage: passage.passage,
      found: signature.at,
    });
  }
  const problems =
    left === 0
      ? []
      : [
          {
            ...problemAt(
              `${address} has ${left} more entries with a phrase than are filed at once.`,
              "Run the command again; or look for narrower phrases.",
            ),
            isPartial: true,
          },
        ];
  return { drafts: [...drafts, ...lookDraft(context, indicator, address, matching)], problems };
}

/** Once in each interval of the indicator it is recorded that the feed was looked at, so that a feed nobody looks at is told. */
function lookDraft(
  { entries, signature, states }: LookContext,
  { id, interval }: IndicatorDeclaration,
  address: string,
  matching: number,
): readonly WatchDraft[] {
  const today = signature.at.slice(0, 10);
  const from = `${feedLook}${address}`;
  const looks = entries.filter(isEntry("reading")).filter((entry) => entry.indicator === id && entry.from === from);
  const due = states.find(({ indicator }) => indicator === id)?.due;
  if (!interval || looks.some(({ at }) => at.slice(0, 10) === today) || (looks.length > 0 && due !== undefined && today < due)) return [];
  const key = readingKey(id, today, `${from} ${matching}`, undefined);
  return [{ kind: "reading", ...signature, indicator: id, value: matching, of: today, from, passed: null, key }];
}
