/** Statistics of blocks by kernels: where their tables lie in linear memory. */
import { bracketBuckets, bracketLists, bracketTable, bucketOf } from "../kernels/statistics-kernels.js";
import { blockSize } from "../random.js";
import type { BlockBrackets, BlockStatistics } from "../statistics/block-statistics.js";
import type { Brackets } from "../statistics/brackets.js";
import { accumulators } from "../statistics/moments.js";
import type { Arena } from "./arena.js";

/** Cells with more edges than this are gathered without kernels. */
const mostEdges = 32;

/** How many numbers of linear memory a cell may need, how many more one with brackets, and how many all together need besides. */
export const statisticsRoom = {
  cell: 2 + accumulators.length,
  bracketed: bracketTable.edges / 8 + mostEdges,
  shared: bracketLists.bytes / 8,
} as const;

/** The statistics of a cell whose columns lie in this memory. */
export function kernelStatistics(arena: Arena): BlockStatistics {
  const state = arena.column(accumulators.length);
  return {
    accumulators: state,
    takes: (values, from, to) => from === 0 && to === blockSize && arena.holds(values),
    bracketed: (brackets) => bracketsInBlocks(arena, brackets),
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

function bracketsInBlocks(arena: Arena, { edges, kept, low, high, scale: given }: Brackets): BlockBrackets | undefined {
  const scale = edges.length === 1 ? 1 : given;
  if (edges.length === 0 || edges.length > mostEdges || scale === 0) return undefined;
  const table = arena.tryColumn(bracketTable.edges / 8 + edges.length);
  if (table === undefined) return undefined;
  const lists = arena.lists(statisticsRoom.shared);
  const sums = table.subarray(bracketTable.sums / 8, bracketTable.sums / 8 + 16);
  const words = (start: number, length: number) => new Uint32Array(table.buffer, start, length);
  const [steps, counted] = [bracketTable.steps, bracketTable.counts].map((start) => words(table.byteOffset + start, bracketBuckets));
  const first = edges[0]!;
  const positionOf = new Uint16Array(bracketBuckets);
  const buckets = Array.from(edges, (edge) => bucketOf(edge, first, scale));
  for (let bucket = 0; bucket < bracketBuckets; bucket++) {
    positionOf[bucket] = 2 * buckets.filter((other) => other < bucket).length;
    steps![bucket] = kept[positionOf[bucket]!] === 1 || buckets.includes(bucket) ? 8 : 0;
  }
  counted!.fill(0);
  sums.fill(0);
  table.set([low, high]);
  table.set([first, scale], bracketTable.first / 8);
  table.set(edges, bracketTable.edges / 8);
  const run = arena.kernels.gatherBrackets!;
  const count = edges.length;
  return {
    take: (values) => run(table.byteOffset, count, lists.byteOffset, values.byteOffset, values.byteLength),
    values: lists,
    positions: words(lists.byteOffset + bracketLists.positions, blockSize + 8),
    release: (counts, into) => {
      for (let bucket = 0; bucket < bracketBuckets; bucket++) if (steps![bucket] === 0) counts[positionOf[bucket]!]! += counted![bucket]!;
      for (let lane = 0; lane < 16; lane++) into[lane]! += sums[lane]!;
      counted!.fill(0);
      sums.fill(0);
    },
  };
}
