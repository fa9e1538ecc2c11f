/**
 * One cell through a run. A gatherer turns the draws of a batch into a partial, which is plain data that may come from another thread or
 * machine; a total takes the partials of all batches in the order of their numbers.
 */
import type { Output } from "../graph.js";
import type { QuantileEstimate, Summary } from "../result.js";
import { batchSize, drawsInBatch } from "./batches.js";
import type { BlockStatistics } from "./block-statistics.js";
import { type BracketGatherer, type BracketPartial, bracketGatherer } from "./bracket-gatherer.js";
import { type BracketTotals, bracketTotals } from "./bracket-totals.js";
import { type Brackets, bracketsOf, bracketWidths, pilotBatches, sampleDraws, storedDraws } from "./brackets.js";
import { accumulators, clearAccumulators, emptyAccumulators, emptyMoments, gather, type Moments, mergeBatch } from "./moments.js";
import { summaryProbabilities } from "./quantiles.js";
import { noRankStatistics, type RankStatistics, rankStatistics, summaryOfMoments } from "./summary.js";

/** What is kept of a cell. */
export interface CellPlan {
  readonly keep: Output["keep"];
  /** Draws of the run; one for a cell that is the same in all draws, which has its value in the first batch. */
  readonly draws: number;
  /** Quantiles asked for beside those of summaries. */
  readonly probabilities: readonly number[];
  /** How often a bracket has missed: an index into `bracketWidths`. */
  readonly misses: number;
}

/** What a batch holds of a cell. */
export interface CellPartial {
  /** As laid out in `accumulators`. */
  readonly moments: Float64Array;
  /** The draws of the batch, where they are stored: kept draws, short runs, and the pilot of a long one. */
  readonly column?: Float64Array;
  readonly brackets?: BracketPartial;
}

/** What a batch holds of all cells of a run, in the order of their plans. */
export interface BatchPartial {
  readonly batch: number;
  readonly cells: readonly CellPartial[];
}

/** Gathers the draws of one cell, batch by batch. */
export interface CellGatherer {
  begin(batch: number): void;
  /** Takes the next draws of the batch: values from index `from` up to but not including `to`. Whole eights, but for the last draws of a run. */
  take(values: Float64Array, from: number, to: number): void;
  /** Whether more is gathered of this batch than moments. */
  asksForMore(): boolean;
  /** Takes the next draws for all but the moments, which kernels have gathered of many cells at once: whole blocks. */
  takeMore(values: Float64Array): void;
  /** Ends the batch; its moments go where the caller says. */
  finish(into?: Float64Array): CellPartial;
}

/** All that is known of a cell. */
export interface CellTotal {
  /** Adds the next batch. */
  add(partial: CellPartial): void;
  /** The column of the whole run that is being filled, where draws are stored. */
  store(): Float64Array | undefined;
  /** The brackets of a long run of quantiles; known from the pilot on. */
  brackets(): Brackets | undefined;
  /** Whether the run has to be repeated for this cell, with the plan that `replayOf` gives. */
  isMissed(): boolean;
  moments(): Moments;
  /** Every draw; undefined where they are not kept. */
  column(): Float64Array | undefined;
  /** A quantile of the plan or of summaries. */
  quantile(probability: number): QuantileEstimate;
  summary(replicated: boolean): Summary;
}

/** How many of the first draws the total keeps in a column from which it selects. */
function storedLength({ keep, draws }: CellPlan): number {
  if (keep === "draws") return draws;
  if (keep === "sample") return Math.min(draws, sampleDraws);
  return keep === "quantiles" && draws <= storedDraws ? draws : 0;
}

/** The plan under which a cell is gathered again after its brackets missed. */
export function replayOf(plan: CellPlan): CellPlan {
  return { ...plan, misses: plan.misses + 1 };
}

/**
 * Opens the gatherer of a cell. `brackets` gives those of a total to which the pilot has been added. `store`, where given, is the column of
 * the whole run, shared with the total: draws are then written there, and the partial shows
 * its part of it. `blocks`, where given, takes whole blocks by kernels.
 */
export function cellGatherer(
  plan: CellPlan,
  brackets: () => Brackets | undefined,
  store?: Float64Array,
  blocks?: BlockStatistics,
): CellGatherer {
  const stored = storedLength(plan);
  const moments = blocks?.accumulators ?? emptyAccumulators();
  let column: Float64Array | undefined;
  let bracketed: BracketGatherer | undefined;
  let taken = 0;
  const takeRest = (values: Float64Array, from: number, to: number) => {
    if (column !== undefined) column.set(from === 0 && to === values.length ? values : values.subarray(from, to), taken);
    else if (plan.keep === "quantiles") bracketed?.take(values, from, to, moments[accumulators.notFinite] === 0);
    taken += to - from;
  };
  return {
    begin(batch) {
      clearAccumulators(moments);
      taken = 0;
      const length = drawsInBatch(batch, plan.draws);
      const isStored = batch * batchSize < stored;
      const shared = isStored ? store?.subarray(batch * batchSize, batch * batchSize + length) : undefined;
      const isColumn = isStored || (plan.keep === "quantiles" && batch < pilotBatches);
      column = isColumn ? (shared ?? new Float64Array(length)) : undefined;
      if (plan.keep !== "quantiles" || isColumn) return;
      const known = brackets();
      if (bracketed === undefined && known === undefined) throw new Error("A long run needs its pilot before other batches.");
      bracketed ??= known && bracketGatherer(known, blocks);
    },
    take(values, from, to) {
      gather(moments, values, from, to);
      takeRest(values, from, to);
    },
    asksForMore: () => column !== undefined || plan.keep === "quantiles",
    takeMore: (values) => takeRest(values, 0, values.length),
    finish(gathered = new Float64Array(accumulators.length)) {
      gathered.set(moments);
      if (column !== undefined) return { moments: gathered, column };
      return bracketed === undefined ? { moments: gathered } : { moments: gathered, brackets: bracketed.finish() };
    },
  };
}

/** Opens the total of a cell. */
export function cellTotal(plan: CellPlan): CellTotal {
  const moments = emptyMoments();
  const probabilities = [...new Set([...summaryProbabilities, ...plan.probabilities])];
  const stored = storedLength(plan);
  let column: Float64Array | undefined;
  let pilot: Float64Array[] = [];
  let brackets: Brackets | undefined;
  let totals: BracketTotals | undefined;
  let ranks: RankStatistics | undefined;

  const store = () => {
    if (stored > 0 && ranks === undefined) column ??= new Float64Array(stored);
    return column;
  };

  const openBrackets = () => {
    const whole = new Float64Array(pilotBatches * batchSize);
    pilot.forEach((part, batch) => {
      whole.set(part, batch * batchSize);
    });
    brackets = bracketsOf(whole, plan.probabilities, plan.draws, bracketWidths[plan.misses] ?? Infinity);
    totals = bracketTotals(brackets);
    const gatherer = bracketGatherer(brackets);
    for (const part of pilot) {
      gatherer.take(part, 0, part.length);
      totals.add(gatherer.finish());
    }
    pilot = [];
  };

  const ranksOfColumn = (values: Float64Array) =>
    Number.isNaN(moments.min) ? noRankStatistics(probabilities) : rankStatistics(values, probabilities, true);

  const settled = (): RankStatistics | undefined => {
    if (moments.count !== plan.draws) throw new Error(`${moments.count} of ${plan.draws} draws have been added.`);
    if (ranks === undefined) {
      ranks = column === undefined ? totals?.resolve(probabilities, plan.draws) : ranksOfColumn(column);
      if (ranks !== undefined) totals = undefined;
      if (ranks !== undefined && plan.keep !== "draws") column = undefined;
    }
    return ranks;
  };

  return {
    add(partial) {
      const start = moments.count;
      if (partial.moments[accumulators.count] === 0) return;
      mergeBatch(moments, partial.moments);
      if (partial.column !== undefined && stored > 0) {
        const whole = store();
        if (whole?.buffer !== partial.column.buffer) whole?.set(partial.column, start);
      } else if (partial.column !== undefined) {
        pilot.push(partial.column);
        if (pilot.length === pilotBatches) openBrackets();
      } else if (partial.brackets !== undefined) totals?.add(partial.brackets);
    },
    store,
    brackets: () => brackets,
    isMissed: () => plan.keep !== "moments" && settled() === undefined,
    moments: () => moments,
    column: () => (plan.keep === "draws" ? column : undefined),
    quantile: (probability) => {
      const estimate = settled()?.quantiles.find((quantile) => quantile.probability === probability);
      if (estimate === undefined) throw new Error(`The quantile ${probability} was not asked for, or is not settled.`);
      return estimate;
    },
    summary: (replicated) => {
      const summary = summaryOfMoments(moments, replicated);
      const known = plan.keep === "moments" ? undefined : settled();
      if (known === undefined) return summary;
      const shown = summaryProbabilities.map((asked) => known.quantiles.find(({ probability }) => probability === asked)!);
      return { ...summary, quantiles: shown, tails: known.tails };
    },
  };
}
