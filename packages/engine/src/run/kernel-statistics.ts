/** Statistics of blocks by kernels: where their tables lie in linear memory. */
import { bracketListBytes, bracketTable } from "../kernels/statistics-kernels.js";
import { blockSize } from "../random.js";
import type { BlockIntervals, BlockStatistics } from "../statistics/block-statistics.js";
import { accumulators } from "../statistics/moments.js";
import type { Arena } from "./arena.js";

/** Cells with more intervals than this are gathered without kernels. */
const mostIntervals = 24;

/** How many numbers of linear memory one cell may need, and how many all together need besides. */
export const statisticsRoom = {
  cell: 2 + accumulators.length + (bracketTable.intervals + mostIntervals * bracketTable.stride) / 8,
  shared: (mostIntervals * bracketListBytes) / 8,
} as const;

/** The statistics of a cell whose columns lie in this memory. */
export function kernelStatistics(arena: Arena): BlockStatistics {
  const state = arena.column(accumulators.length);
  return {
    accumulators: state,
    takes: (values, from, to) => from === 0 && to === blockSize && arena.holds(values),
    intervals: (ends, low, high) => (ends.length > mostIntervals ? undefined : kernelIntervals(arena, ends, low, high)),
  };
}

/** Gathers the present block of many cells, given by their accumulators and columns: whether any of it is not finite, which is then to be looked at. */
export function gatherOfMany(
  arena: Arena,
  most: number,
): { set(cells: readonly (readonly [Float64Array, Float64Array])[]): void; gather(): boolean } {
  const list = arena.words(2 * most);
  const run = arena.kernels.gatherMoments!;
  let count = 0;
  return {
    set: (cells) => {
      count = cells.length;
      list.set(cells.flatMap(([state, column]) => [state.byteOffset, column.byteOffset]));
    },
    gather: () => count > 0 && run(list.byteOffset, count, 8 * blockSize) !== 0,
  };
}

function kernelIntervals(arena: Arena, ends: readonly (readonly [number, number])[], low: number, high: number): BlockIntervals {
  const table = arena.column((bracketTable.intervals + ends.length * bracketTable.stride) / 8);
  const lists = arena.lists(statisticsRoom.shared);
  const placeOf = (interval: number, field: number) => (bracketTable.intervals + interval * bracketTable.stride + field) / 8;
  const sums = table.subarray(bracketTable.sums / 8, bracketTable.sums / 8 + 16);
  table.set([low, high]);
  ends.forEach(([least, most], interval) => {
    table.set([least, most], placeOf(interval, 0));
  });
  const run = arena.kernels.gatherBrackets!;
  const clear = () => {
    sums.fill(0);
    for (let interval = 0; interval < ends.length; interval++) table[placeOf(interval, bracketTable.below)] = 0;
  };
  clear();
  return {
    clear,
    sums,
    take: (values) => void run(table.byteOffset, ends.length, lists.byteOffset, values.byteOffset, values.byteLength),
    values: lists,
    startOf: (interval) => (interval * bracketListBytes) / 8,
    countOf: (interval) => table[placeOf(interval, bracketTable.inside)]!,
    below: (interval) => table[placeOf(interval, bracketTable.below)]!,
  };
}
