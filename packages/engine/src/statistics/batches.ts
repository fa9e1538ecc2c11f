/**
 * How draws are grouped. A block of 512 is the unit of filling columns, a batch of 16 blocks the unit of parallel work: what is gathered is
 * gathered per batch from nothing, and batches are combined in the order of their numbers, wherever they were made.
 */
import { blockSize, replicateCount } from "../random.js";

/** Draws per batch. */
export const batchSize = 16 * blockSize;

/** How many batches a run of this many draws has. */
export function batchCount(draws: number): number {
  return Math.ceil(draws / batchSize);
}

/** How many draws the batch has: fewer than the others only in the last. */
export function drawsInBatch(batch: number, draws: number): number {
  return Math.max(0, Math.min(batchSize, draws - batch * batchSize));
}

/** How many of the first `count` draws belong to the replicate. */
export function drawsInReplicate(replicate: number, count: number): number {
  return Math.floor((count + replicateCount - 1 - replicate) / replicateCount);
}

/** The sum of eight numbers that start at `from`, by pairs: the one order in which lanes are added up. */
export function sumOfEight(lanes: Float64Array, from: number): number {
  const first = lanes[from]! + lanes[from + 1]! + (lanes[from + 2]! + lanes[from + 3]!);
  return first + (lanes[from + 4]! + lanes[from + 5]! + (lanes[from + 6]! + lanes[from + 7]!));
}
