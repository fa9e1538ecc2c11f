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
  const inBlocks = blocks?.bracketed(brackets);
  const counts = new Uint32Array(kept.length);
  const next = new Uint32Array(kept.length);
  const sums = new Float64Array(16);
  let values = new Float64Array(1024);
  let positions = new Uint16Array(1024);
  let length = 0;

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
    const count = inBlocks!.take(column);
    const { values: listed, positions: places } = inBlocks!;
    for (let i = 0; i < count; i++) {
      const position = places[i]!;
      counts[position]!++;
      values[length] = listed[i]!;
      positions[length] = position;
      length += kept[position]!;
    }
  };
  return {
    take(column, from, to, areNumbers = false) {
      if (inBlocks !== undefined && areNumbers && blocks!.takes(column, from, to)) return takeBlock(column);
      inBlocks?.release(counts, sums);
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
      inBlocks?.release(counts, sums);
      const partial = partialOf(length, kept.length);
      partial.counts.set(counts);
      partial.sums.set(sums);
      for (let position = 0, total = 0; position < kept.length; position++) {
        next[position] = total;
        if (kept[position] === 1) total += counts[position]!;
      }
      for (let i = 0; i < length; i++) partial.values[next[positions[i]!]!++] = values[i]!;
      counts.fill(0);
      sums.fill(0);
      length = 0;
      return partial;
    },
  };
}

/** A partial with room for so many values, all in one stretch of memory. */
function partialOf(values: number, positions: number): BracketPartial {
  const numbers = new Float64Array(16 + values + Math.ceil(positions / 2));
  const counts = new Uint32Array(numbers.buffer, 8 * (16 + values), positions);
  return { counts, sums: numbers.subarray(0, 16), values: numbers.subarray(16, 16 + values) };
}
