/** What a batch leaves of a cell with brackets: counts by position, the values inside, and the sums of the tails in eight lanes. */
import { batchSize } from "./batches.js";
import type { BlockStatistics } from "./block-statistics.js";
import type { Brackets } from "./brackets.js";

/** What a batch holds of a cell. Counts and values do not depend on how they were found; the sums are in the order of the draws of their lane. */
export interface BracketPartial {
  /** By position, how many values fell there. Values that are not numbers fall nowhere. */
  readonly counts: Uint32Array;
  /** Lane j % 8 adds up the values v of draws j with v < `low`; lane 8 + j % 8 those with v > `high`. */
  readonly sums: Float64Array;
  /** The values of the positions that are kept, position after position, each in the order of the draws. */
  readonly values: Float64Array;
}

/** Gathers one cell, batch by batch. */
export interface BracketGatherer {
  /** Takes the values from index `from` up to but not including `to`. What the batch has taken before must be whole eights. `areNumbers` says that none is NaN. */
  take(values: Float64Array, from: number, to: number, areNumbers?: boolean): void;
  /** Ends the batch. */
  finish(): BracketPartial;
}

/** Opens a gatherer with these brackets. `blocks`, where given, takes whole blocks by kernels. */
export function bracketGatherer(brackets: Brackets, blocks?: BlockStatistics): BracketGatherer {
  const { edges, kept, low, high, scale, starts } = brackets;
  const [first, last] = edges.length > 0 ? [edges[0]!, edges[edges.length - 1]!] : [Infinity, Infinity];
  const above = kept.length - 1;
  const runs = runsOf(brackets);
  const ends = runs.map((run) => run.ends);
  const intervals = runs.length > 0 ? blocks?.intervals(ends, low, high) : undefined;
  let counts = new Uint32Array(kept.length);
  let sums = new Float64Array(16);
  let values = new Float64Array(1024);
  let positions = new Uint16Array(1024);
  let length = 0;
  let inBlocks = 0;
  const insides = runs.map(() => 0);

  const reserve = (count: number) => {
    if (length + count <= values.length) return;
    const capacity = Math.min(batchSize, Math.max(2 * values.length, length + count));
    const [moreValues, morePositions] = [new Float64Array(capacity), new Uint16Array(capacity)];
    moreValues.set(values);
    morePositions.set(positions);
    [values, positions] = [moreValues, morePositions];
  };
  const put = (position: number, value: number) => {
    counts[position]!++;
    if (kept[position] === 1) {
      values[length] = value;
      positions[length++] = position;
    }
  };
  const search = (value: number, from: number) => {
    let edge = from;
    while (edges[edge]! < value) edge++;
    put(edges[edge] === value ? 2 * edge + 1 : 2 * edge, value);
  };
  const takeBlock = (column: Float64Array) => {
    reserve(column.length);
    intervals!.take(column);
    inBlocks += column.length;
    const inside = intervals!.values;
    for (let run = 0; run < runs.length; run++) {
      const count = intervals!.countOf(run);
      const start = intervals!.startOf(run);
      const { edge } = runs[run]!;
      insides[run]! += count;
      for (let i = start; i < start + count; i++) search(inside[i]!, edge);
    }
  };
  /** What lies in no interval is known by difference. */
  const countBetween = () => {
    let before = 0;
    runs.forEach(({ gapBelow }, run) => {
      const below = intervals!.below(run);
      if (gapBelow >= 0) counts[gapBelow]! += below - before;
      before = below + insides[run]!;
    });
    counts[above]! += inBlocks - before;
    for (let lane = 0; lane < 16; lane++) sums[lane]! += intervals!.sums[lane]!;
    intervals!.clear();
    insides.fill(0);
    inBlocks = 0;
  };

  return {
    take(column, from, to, areNumbers = false) {
      if (intervals !== undefined && areNumbers && blocks!.takes(column, from, to)) return takeBlock(column);
      if (inBlocks > 0) countBetween();
      reserve(to - from);
      for (let i = from; i < to; i++) {
        const value = column[i]!;
        if (value < first) put(0, value);
        else if (value > last) put(above, value);
        else if (Number.isNaN(value)) continue;
        else search(value, starts[((value - first) * scale) | 0]!);
        if (value < low) sums[(i - from) & 7]! += value;
        else if (value > high) sums[8 + ((i - from) & 7)]! += value;
      }
    },
    finish() {
      if (inBlocks > 0) countBetween();
      const partial = { counts, sums, values: grouped(values, positions, length, counts, kept) };
      counts = new Uint32Array(kept.length);
      sums = new Float64Array(16);
      length = 0;
      return partial;
    },
  };
}

/** A stretch of the line that is looked at closely: neighbouring edges with the kept gaps between, before or after them. */
interface Run {
  readonly ends: readonly [number, number];
  /** The first of its edges. */
  readonly edge: number;
  /** The position of the gap below it, or -1 where it reaches down to the first position. */
  readonly gapBelow: number;
}

function runsOf({ edges, kept }: Brackets): readonly Run[] {
  const runs: Run[] = [];
  for (let edge = 0; edge < edges.length; ) {
    let final = edge;
    while (final + 1 < edges.length && kept[2 * final + 2] === 1) final++;
    const isOpenBelow = edge === 0 && kept[0] === 1;
    const isOpenAbove = final === edges.length - 1 && kept[2 * final + 2] === 1;
    const ends = [isOpenBelow ? -Infinity : edges[edge]!, isOpenAbove ? Infinity : edges[final]!] as const;
    runs.push({ ends, edge, gapBelow: isOpenBelow ? -1 : 2 * edge });
    edge = final + 1;
  }
  return runs;
}

function grouped(values: Float64Array, positions: Uint16Array, length: number, counts: Uint32Array, kept: Uint8Array): Float64Array {
  const result = new Float64Array(length);
  const next = new Uint32Array(kept.length);
  for (let position = 0, total = 0; position < kept.length; position++) {
    next[position] = total;
    if (kept[position] === 1) total += counts[position]!;
  }
  for (let i = 0; i < length; i++) result[next[positions[i]!]!++] = values[i]!;
  return result;
}
