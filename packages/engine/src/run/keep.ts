/** What is kept of a node over all draws: a total per cell, gathered batch by batch. */
import type { NodeId } from "../graph.js";
import type { Summary } from "../result.js";
import { batchSize } from "../statistics/batches.js";
import type { BlockStatistics } from "../statistics/block-statistics.js";
import { type CellGatherer, type CellPlan, type CellTotal, cellGatherer, cellTotal, replayOf } from "../statistics/cells.js";
import type { Moments } from "../statistics/moments.js";
import { summaryOfMoments } from "../statistics/summary.js";
import type { Machine } from "./instructions.js";
import { kernelStatistics } from "./kernel-statistics.js";
import { cellCount, mapCells, memberOf } from "./layout.js";

/** What a node is kept for: the most that any output or statistic asks of it. */
export type Need = Pick<CellPlan, "keep" | "probabilities">;

/** Keeps a node that does not follow a statistic. Cells are those of its full shape, time included. */
export interface Keeper {
  readonly node: NodeId;
  readonly isDynamic: boolean;
  /** Takes the present block's values: those of one reporting point for a dynamic node. */
  readonly record: (block: { readonly start: number; readonly count: number }, period: number) => void;
  /** Whether brackets missed, so that all blocks have to be recorded again. From now on only those cells listen. */
  readonly replays: () => boolean;
  /** A column per cell: all draws, or a single value where nothing is random. Only when draws are kept. */
  readonly columns: () => readonly Float64Array[] | undefined;
  readonly moments: () => readonly Moments[];
  /** A quantile of each cell: one of those needed, or of summaries. */
  readonly quantiles: (probability: number) => readonly number[];
  /** With everything that is kept; `momentsOnly` leaves out the rest. Whether the draws are `replicated` decides the errors of means. */
  readonly summaries: (replicated: boolean, momentsOnly: boolean) => readonly Summary[];
}

interface KeptCell {
  readonly from: Float64Array;
  readonly period: number;
  readonly plan: CellPlan;
  readonly gatherer: CellGatherer;
  readonly total: CellTotal;
  readonly blocks: BlockStatistics | undefined;
}

/** Opens a keeper for a run of this many draws. */
export function keeperOf(machine: Machine, node: NodeId, need: Need, draws: number): Keeper {
  const { wiring, columns, random, arena } = machine;
  const { plan } = wiring;
  const full = plan.fullShapes[node]!;
  const stored = mapCells(full, plan.shapes[node]!).map((cell) => cell + wiring.first[node]!);
  const isDynamic = plan.isDynamic[node] === true;
  const length = stored.some((cell) => random[cell]) ? draws : 1;
  const cells: KeptCell[] = Array.from({ length: cellCount(full) }, (_, cell) => {
    const from = columns[stored[cell]!]!;
    const period = isDynamic && plan.timeName !== undefined ? memberOf(full, cell, plan.timeName) : 0;
    const blocks = arena && from.length > 1 ? kernelStatistics(arena) : undefined;
    return keptCell(from, period, { ...need, draws: from.length > 1 ? draws : 1, misses: 0 }, blocks);
  });
  const listeners: KeptCell[][] = Array.from({ length: isDynamic ? (plan.time?.reportCount ?? 0) : 1 }, () => []);
  for (const cell of cells) listeners[cell.period]!.push(cell);
  return {
    node,
    isDynamic,
    record: ({ start, count }, period) => {
      for (const { from, plan, gatherer, total } of listeners[period]!) {
        if (start >= plan.draws) continue;
        const end = Math.min(plan.draws, start + count);
        if (start % batchSize === 0) gatherer.begin(start / batchSize);
        gatherer.take(from, 0, end - start);
        if (end % batchSize === 0 || end === plan.draws) total.add(gatherer.finish());
      }
    },
    replays: () => {
      for (const listening of listeners) listening.length = 0;
      cells.forEach(({ from, period, plan, total, blocks }, index) => {
        if (!total.isMissed()) return;
        cells[index] = keptCell(from, period, replayOf(plan), blocks);
        listeners[period]!.push(cells[index]);
      });
      return listeners.some((listening) => listening.length > 0);
    },
    columns: () => (need.keep === "draws" ? cells.map(({ total }) => spread(total.column()!, length)) : undefined),
    moments: () => cells.map(({ total }) => total.moments()),
    quantiles: (probability) => cells.map(({ total }) => total.quantile(probability).value),
    summaries: (replicated, momentsOnly) =>
      cells.map(({ total }) => (momentsOnly ? summaryOfMoments(total.moments(), replicated) : total.summary(replicated))),
  };
}

function keptCell(from: Float64Array, period: number, plan: CellPlan, blocks: BlockStatistics | undefined): KeptCell {
  const total = cellTotal(plan);
  return { from, period, plan, total, blocks, gatherer: cellGatherer(plan, total.brackets, total.store(), blocks) };
}

function spread(column: Float64Array, length: number): Float64Array {
  return column.length === length ? column : new Float64Array(length).fill(column[0]!);
}
