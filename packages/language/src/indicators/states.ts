/** How each indicator stands by the ledger: its last reading against its threshold, what waits for a decision, when the next look is due. */
import type { Assessment, IndicatorDeclaration } from "../assessment.js";
import { dateOfDay, dayOfDate, shifted } from "../calendar.js";
import { type CandidateEntry, type DecisionEntry, isEntry, type LedgerEntry, type ReadingEntry } from "../ledger/entry.js";
import type { StatedIndicator } from "./stated.js";
import { type DatedNumber, dayOfPeriod, isNear } from "./thresholds.js";

/** A candidate with the last decision about it. */
export interface IndicatorCandidate {
  readonly entry: CandidateEntry;
  readonly decision: DecisionEntry | undefined;
}

/**
 * How an indicator stands: nothing was read yet; read and quiet, as far as a threshold can be told; near its threshold; its threshold passed, or (of a
 * feed) seen, because what was found in it was accepted.
 */
export type IndicatorStanding = "unread" | "quiet" | "near" | "passed";

/** An indicator as the ledger has it. */
export interface IndicatorState {
  readonly indicator: string;
  readonly label: string;
  /** The threshold as written. */
  readonly threshold: string | undefined;
  readonly standing: IndicatorStanding;
  /** The reading about the latest period; of several about one, the last that was recorded. */
  readonly last: ReadingEntry | undefined;
  /** Numbers by rising period, one for each, in the unit of the indicator as written. */
  readonly readings: readonly (DatedNumber & { readonly of: string })[];
  /** The first period since which every reading passes the threshold. */
  readonly passedSince: string | undefined;
  readonly candidates: readonly IndicatorCandidate[];
  /** Those that wait for a decision. */
  readonly pending: readonly CandidateEntry[];
  /** The ISO day on which the next reading falls due, an interval after the last was recorded; undefined without an interval or a place to read. */
  readonly due: string | undefined;
  /** Whether that day is past; false without `today`. */
  readonly isOverdue: boolean;
}

/** What is known of the outside when states are told. */
export interface IndicatorContext {
  /** Indicators as they were lowered (`compiled.lowering.indicators`). Without them nothing is near. */
  readonly stated?: ReadonlyMap<string, StatedIndicator>;
  /** An ISO day. Without it nothing is overdue. */
  readonly today?: string;
}

/** The state of every indicator of the assessment, in its order. */
export function indicatorStates(
  entries: readonly LedgerEntry[],
  assessment: Pick<Assessment, "indicators"> & { readonly case?: Pick<Assessment["case"], "asOf"> },
  { stated, today }: IndicatorContext = {},
): readonly IndicatorState[] {
  const readings = byIndicator(entries.filter(isEntry("reading")));
  const candidates = byIndicator(entries.filter(isEntry("candidate")));
  const decisions = new Map(entries.filter(isEntry("decision")).map((decision) => [decision.key, decision]));
  const seen = new Set<string>();
  return assessment.indicators.flatMap((indicator): readonly IndicatorState[] => {
    if (seen.has(indicator.id)) return [];
    seen.add(indicator.id);
    const own = firstOfEachKey(candidates.get(indicator.id) ?? []).map((entry) => ({ entry, decision: decisions.get(entry.key) }));
    return [stateOf(indicator, readings.get(indicator.id) ?? [], own, stated?.get(indicator.id), today, assessment.case?.asOf)];
  });
}

function byIndicator<E extends { readonly indicator: string }>(entries: readonly E[]): ReadonlyMap<string, readonly E[]> {
  const groups = new Map<string, E[]>();
  for (const entry of entries) {
    const group = groups.get(entry.indicator);
    if (group) group.push(entry);
    else groups.set(entry.indicator, [entry]);
  }
  return groups;
}

function firstOfEachKey<E extends { readonly key: string }>(entries: readonly E[]): readonly E[] {
  return [...new Map([...entries].reverse().map((entry) => [entry.key, entry])).values()].reverse();
}

/** The readings by period, of each the one recorded last; those without a day of their own come first, in the order of the ledger. */
export function latestReadings(entries: readonly ReadingEntry[]): readonly ReadingEntry[] {
  const day = (of: string) => dayOfPeriod(of) ?? -Infinity;
  return [...new Map(entries.map((entry) => [entry.of, entry])).values()].sort((one, other) => {
    const [left, right] = [day(one.of), day(other.of)];
    return left === right ? 0 : left - right;
  });
}

function stateOf(
  { id, label, threshold, interval, reads }: IndicatorDeclaration,
  entries: readonly ReadingEntry[],
  candidates: readonly IndicatorCandidate[],
  stated: StatedIndicator | undefined,
  today: string | undefined,
  asOf: string | undefined,
): IndicatorState {
  const latest = latestReadings(entries.filter(({ from }) => !isLookAtFeed(from)));
  const last = latest.at(-1) ?? latestReadings(entries).at(-1);
  const numbers = latest.flatMap(({ of, value }) => {
    const day = dayOfPeriod(of);
    return typeof value === "number" && day !== undefined ? [{ of, value, day }] : [];
  });
  const accepted = candidates.filter(({ decision }) => decision?.verdict === "accepted");
  const pending = candidates.flatMap(({ entry, decision }) => (decision ? [] : [entry]));
  const isSeen = accepted.some(({ entry }) => entry.address !== undefined);
  const isPassed = last?.passed === true || isSeen;
  const isClose = !isPassed && stated !== undefined && isNear(stated, numbers);
  const lookedAt = entries.reduce((latestAt, { at }) => (at > latestAt ? at : latestAt), "").slice(0, 10) || asOf;
  const looked = lookedAt === undefined ? undefined : dayOfDate(lookedAt);
  const due = interval && reads && looked !== undefined ? dateOfDay(shifted(looked, interval, 1)) : undefined;
  const before = latest.findLastIndex(({ passed }) => passed !== true);
  return {
    indicator: id,
    label,
    threshold,
    standing: isPassed ? "passed" : isClose ? "near" : last ? "quiet" : "unread",
    last,
    readings: numbers,
    passedSince: last?.passed === true ? latest[before + 1]?.of : undefined,
    candidates,
    pending,
    due,
    isOverdue: due !== undefined && today !== undefined && due < today,
  };
}

/** How a look at a feed that brought nothing new to decide is recorded: the number of entries with a phrase. */
export const feedLook = "feed ";

function isLookAtFeed(from: string): boolean {
  return from.startsWith(feedLook);
}
