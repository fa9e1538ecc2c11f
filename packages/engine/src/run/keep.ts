/** What is kept of a node over all draws: every draw of every cell, or moments gathered block by block. */
import type { NodeId } from "../graph.js";
import type { Summary } from "../result.js";
import { emptyMoments, gather, type Moments, summarise, summaryOfMoments } from "../statistics.js";
import type { Machine } from "./instructions.js";
import { cellCount, mapCells, memberOf } from "./layout.js";

/** Keeps a node that does not follow a statistic. Cells are those of its full shape, time included. */
export interface Keeper {
  readonly node: NodeId;
  readonly isDynamic: boolean;
  /** Takes the present block's values: those of one reporting point for a dynamic node. */
  readonly record: (block: { readonly start: number; readonly count: number }, period: number) => void;
  /** A column per cell: all draws, or a single value where nothing is random. Only when draws are kept. */
  readonly columns: () => readonly Float64Array[] | undefined;
  readonly moments: () => readonly Moments[];
  readonly summaries: () => readonly Summary[];
}

interface KeptCell {
  readonly from: Float64Array;
  readonly period: number;
  readonly draws: Float64Array | undefined;
  readonly moments: Moments;
}

/** Opens a keeper for a run of this many draws. */
export function keeperOf(machine: Machine, node: NodeId, keepsDraws: boolean, draws: number): Keeper {
  const { wiring, columns, random } = machine;
  const { plan } = wiring;
  const full = plan.fullShapes[node]!;
  const stored = mapCells(full, plan.shapes[node]!).map((cell) => cell + wiring.first[node]!);
  const isDynamic = plan.isDynamic[node] === true;
  const isRandom = stored.some((cell) => random[cell]);
  const cells: KeptCell[] = Array.from({ length: cellCount(full) }, (_, cell) => ({
    from: columns[stored[cell]!]!,
    period: isDynamic && plan.timeName !== undefined ? memberOf(full, cell, plan.timeName) : 0,
    draws: keepsDraws ? new Float64Array(isRandom ? draws : 1) : undefined,
    moments: emptyMoments(),
  }));
  const byPeriod: KeptCell[][] = Array.from({ length: isDynamic ? (plan.time?.reportCount ?? 0) : 1 }, () => []);
  for (const cell of cells) byPeriod[cell.period]!.push(cell);
  let summaries: readonly Summary[] | undefined;
  return {
    node,
    isDynamic,
    record: ({ start, count }, period) => {
      for (const { from, draws: kept, moments } of byPeriod[period]!) {
        if (from.length > 1) {
          gather(moments, from, 0, count);
          kept?.set(count === from.length ? from : from.subarray(0, count), start);
        } else if (start === 0) {
          gather(moments, from, 0, 1);
          kept?.fill(from[0]!);
        }
      }
    },
    columns: () => (keepsDraws ? cells.map((cell) => cell.draws!) : undefined),
    moments: () => cells.map((cell) => cell.moments),
    summaries: () => {
      summaries ??= cells.map((cell) => {
        if (cell.draws === undefined) return summaryOfMoments(cell.moments);
        return cell.moments.count === 1 ? summarise(cell.draws.subarray(0, 1)) : summarise(cell.draws, cell.moments);
      });
      return summaries;
    },
  };
}
