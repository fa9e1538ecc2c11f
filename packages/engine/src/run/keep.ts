/** What is kept of a node over all draws: which cells, what a batch gathers of them, and what is known of them in the end. */
import type { NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import type { Summary } from "../result.js";
import { batchSize } from "../statistics/batches.js";
import type { Brackets } from "../statistics/brackets.js";
import { type CellGatherer, type CellPartial, type CellPlan, type CellTotal, cellGatherer } from "../statistics/cells.js";
import { accumulators, emptyAccumulators, lookForUnusual, type Moments } from "../statistics/moments.js";
import { summaryOfMoments } from "../statistics/summary.js";
import type { Machine } from "./instructions.js";
import { gatherOfMany, kernelStatistics } from "./kernel-statistics.js";
import { cellCount, mapCells, memberOf } from "./layout.js";
import type { Wiring } from "./wiring.js";

/** What a node is kept for: the most that any output or statistic asks of it. */
export type Need = Pick<CellPlan, "keep" | "probabilities">;

/** One kept cell: where its values stand, at which reporting point they are read, and what is gathered. */
export interface KeptCell {
  readonly stored: number;
  readonly period: number;
  readonly plan: CellPlan;
}

/** A node that is kept and does not follow a statistic. Cells are those of its full shape, time included. */
export interface KeptNode {
  readonly node: NodeId;
  readonly isDynamic: boolean;
  readonly need: Need;
  /** The length of its columns: all draws, or one where nothing in it is random. */
  readonly length: number;
  readonly periods: number;
  readonly cells: readonly KeptCell[];
}

/** Describes what a run of this many draws keeps of a node. */
export function keptNode(wiring: Wiring, random: Uint8Array, node: NodeId, need: Need, draws: number): KeptNode {
  const { plan } = wiring;
  const full = plan.fullShapes[node]!;
  const stored = mapCells(full, plan.shapes[node]!).map((cell) => cell + wiring.first[node]!);
  const isDynamic = plan.isDynamic[node] === true;
  return {
    node,
    isDynamic,
    need,
    length: stored.some((cell) => random[cell]) ? draws : 1,
    periods: isDynamic ? (plan.time?.reportCount ?? 0) : 1,
    cells: Array.from({ length: cellCount(full) }, (_, cell) => ({
      stored: stored[cell]!,
      period: isDynamic && plan.timeName !== undefined ? memberOf(full, cell, plan.timeName) : 0,
      plan: { ...need, draws: random[stored[cell]!] ? draws : 1, misses: 0 },
    })),
  };
}

/** From where gatherers of cells, by their numbers among all kept cells, have what is settled elsewhere. */
export interface Surroundings {
  /** The brackets of a cell, once the pilot is known. */
  readonly brackets: (cell: number) => Brackets | undefined;
  /** The column of the whole run, where whoever gathers shares it with the total. */
  readonly store?: (cell: number) => Float64Array | undefined;
  /** Takes the values of a cell from a draw on instead of all gatherers; the column begins with them, and holds others after the block. */
  readonly take?: (cell: number, column: Float64Array, start: number, count: number) => void;
}

/** Gathers a node, batch by batch. */
export interface Recorder {
  readonly node: NodeId;
  readonly isDynamic: boolean;
  /** Takes the present block's values: those of one reporting point for a dynamic node. */
  readonly record: (block: { readonly start: number; readonly count: number }, period: number) => void;
  /** What the batch holds, by cell of the node; the next batch starts from nothing. */
  readonly finish: () => readonly CellPartial[];
  /** From now on only those cells are gathered for which there is a plan. */
  readonly listen: (planOf: (cell: number) => CellPlan | undefined) => void;
}

/** What a batch holds of a cell that is not gathered in it. */
const nothing: CellPartial = { moments: emptyAccumulators() };

interface Listener {
  readonly cell: number;
  readonly from: Float64Array;
  readonly plan: CellPlan;
  readonly gatherer: CellGatherer;
  /** Where kernels gather the moments of whole blocks; none for cells that are certain, nor without kernels. */
  readonly moments: Float64Array | undefined;
}

/** Those who listen at one reporting point. */
interface Point {
  readonly all: Listener[];
  /** Those whose moments kernels gather, all at once. */
  many: readonly Listener[];
  /** Those of them that want more of the present batch. */
  asking: readonly Listener[];
  readonly gatherer: ReturnType<typeof gatherOfMany> | undefined;
}

/** Opens the recorder of a node whose first cell has the number `first`; by these plans of all kept cells it gathers until it is told others. */
export function recorderOf(
  machine: Machine,
  kept: KeptNode,
  first: number,
  plans: readonly (CellPlan | undefined)[],
  { brackets, store, take }: Surroundings,
): Recorder {
  const { arena, columns } = machine;
  const blocks = kept.cells.map(({ stored }, cell) =>
    arena && plans[first + cell] && columns[stored]!.length > 1 ? kernelStatistics(arena) : undefined,
  );
  const points = Array.from({ length: kept.periods }, (): Point => {
    const gatherer = arena && gatherOfMany(arena, kept.cells.length / kept.periods);
    return { all: [], many: [], asking: [], gatherer };
  });
  let partials: CellPartial[] = kept.cells.map(() => nothing);
  const listen = (planOf: (cell: number) => CellPlan | undefined) => {
    for (const { all } of points) all.length = 0;
    kept.cells.forEach(({ stored, period }, cell) => {
      const plan = planOf(cell);
      if (plan === undefined) return;
      const gatherer = cellGatherer(plan, () => brackets(first + cell), store?.(first + cell), blocks[cell]);
      points[period]!.all.push({ cell, from: columns[stored]!, plan, gatherer, moments: blocks[cell]?.accumulators });
    });
    for (const point of points) {
      point.many = point.all.filter(({ moments }) => moments !== undefined);
      point.gatherer?.set(point.many.map(({ moments, from }) => [moments!, from]));
    }
  };
  listen((cell) => plans[first + cell]);

  const takeWhole = ({ many, asking, gatherer }: Point) => {
    if (gatherer!.gather()) for (const { moments, from } of many) lookForUnusual(moments!, from, 0, blockSize);
    for (const listener of asking) listener.gatherer.takeMore(listener.from);
  };
  const record = ({ start, count }: { readonly start: number; readonly count: number }, period: number) => {
    const point = points[period]!;
    if (take !== undefined) {
      for (const { cell, from, plan } of point.all)
        if (start < plan.draws) take(first + cell, from, start, Math.min(plan.draws, start + count) - start);
      return;
    }
    const isWhole = count === blockSize && point.many.length > 0;
    if (start % batchSize === 0) {
      for (const { plan, gatherer } of point.all) if (start < plan.draws) gatherer.begin(start / batchSize);
      point.asking = point.many.filter(({ gatherer }) => gatherer.asksForMore());
    }
    if (isWhole) takeWhole(point);
    if (!isWhole || start === 0) {
      for (const { plan, from, gatherer, moments } of point.all)
        if (start < plan.draws && !(isWhole && moments !== undefined)) gatherer.take(from, 0, Math.min(plan.draws - start, count));
    }
    const end = start + count;
    if (start > 0 && end % batchSize > 0 && end < kept.length) return;
    const moments = new Float64Array(accumulators.length * point.all.length);
    point.all.forEach(({ cell, plan, gatherer }, index) => {
      if (start >= plan.draws || (end % batchSize > 0 && end < plan.draws)) return;
      partials[cell] = gatherer.finish(moments.subarray(index * accumulators.length, (index + 1) * accumulators.length));
    });
  };
  return {
    node: kept.node,
    isDynamic: kept.isDynamic,
    record,
    finish: () => {
      const finished = partials;
      partials = kept.cells.map(() => nothing);
      return finished;
    },
    listen,
  };
}

/** What is known of a node after the last batch. */
export interface Keeper {
  readonly node: NodeId;
  /** A column per cell: all draws, or a single value where nothing is random. Only when draws are kept. */
  readonly columns: () => readonly Float64Array[] | undefined;
  readonly moments: () => readonly Moments[];
  /** A quantile of each cell: one of those needed, or of summaries. */
  readonly quantiles: (probability: number) => readonly number[];
  /** With everything that is kept; `momentsOnly` leaves out the rest. Whether the draws are `replicated` decides the errors of means. */
  readonly summaries: (replicated: boolean, momentsOnly: boolean) => readonly Summary[];
}

/** The keeper of a node by the totals of its cells. */
export function keeperOf({ node, need, length }: KeptNode, totals: readonly CellTotal[]): Keeper {
  return {
    node,
    columns: () => (need.keep === "draws" ? totals.map((total) => spread(total.column()!, length)) : undefined),
    moments: () => totals.map((total) => total.moments()),
    quantiles: (probability) => totals.map((total) => total.quantile(probability).value),
    summaries: (replicated, momentsOnly) =>
      totals.map((total) => (momentsOnly ? summaryOfMoments(total.moments(), replicated) : total.summary(replicated))),
  };
}

function spread(column: Float64Array, length: number): Float64Array {
  return column.length === length ? column : new Float64Array(length).fill(column[0]!);
}
