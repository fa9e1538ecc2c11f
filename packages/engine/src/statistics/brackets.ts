/**
 * Brackets: intervals that are all but certain to hold the order statistics asked for, laid around the quantiles of a pilot (the first two
 * batches). The rest of a run counts what falls between them and keeps what falls inside, so that exact quantiles need little memory. Every
 * worker computes the same pilot, therefore the same brackets, and what they keep can be put together.
 */
import { batchSize } from "./batches.js";
import { orderStatistics } from "./order-statistics.js";
import { hasNaN, summaryProbabilities } from "./quantiles.js";
import { tailProbability } from "./tails.js";

/** How many batches make the pilot. */
export const pilotBatches = 2;

/** Up to this many draws, columns are stored and selected from; beyond, brackets are used. */
export const storedDraws = 2 * pilotBatches * batchSize;

/** Of how many first draws the quantiles of a sample are: those that a pilot would have. */
export const sampleDraws = pilotBatches * batchSize;

/**
 * Half the width of a bracket, in standard deviations of the pilot's rank: on the first pass, and on the replays of cells whose brackets
 * missed. The last width keeps every value and cannot miss.
 */
export const bracketWidths: readonly number[] = [4.5, 18, Infinity];

/** Values that stand so often among the first ones inside the brackets of a pilot are counted and not kept. */
const atomDraws = 4;
const firstInside = 1024;

const buckets = 512;

/**
 * Brackets of one cell. Positions take turns along the line of numbers: position 2k + 1 is the edge k itself, position 2k the open gap below
 * it, the last position the gap above all edges.
 */
export interface Brackets {
  /** Rising, all different: the ends of the brackets and the values that are common inside. */
  readonly edges: Float64Array;
  /** By position, 1 where values are kept. They are merely counted at edges, and in gaps outside the brackets. */
  readonly kept: Uint8Array;
  /** The bracket of the lowest 5 % begins at this value and position. */
  readonly low: number;
  readonly lowPosition: number;
  /** The bracket of the highest 5 % ends at this value and position. */
  readonly high: number;
  readonly highPosition: number;
  /** Values from the first edge to the last fall into buckets, the whole part of `(value - edges[0]) * scale`. */
  readonly scale: number;
  /** By bucket, the first edge that is not in one before. */
  readonly starts: Uint16Array;
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

const everything: Interval = { low: -Infinity, high: Infinity };

/** The brackets of a pilot for the quantiles of every summary and of these probabilities, in a run of so many draws. */
export function bracketsOf(pilot: Float64Array, probabilities: readonly number[], draws: number, width: number): Brackets {
  if (hasNaN(pilot)) return positioned([], new Float64Array(), everything);
  const all = [...new Set([tailProbability, 1 - tailProbability, ...summaryProbabilities, ...probabilities])];
  const asked = intervalsOf(pilot, all, draws, width);
  const intervals = joined(asked);
  const edges = new Set(intervals.flatMap(({ low, high }) => [low, high]).filter(Number.isFinite));
  const inside = firstOf(pilot, intervals).sort();
  for (let i = 0; i + atomDraws <= inside.length; i++) if (inside[i] === inside[i + atomDraws - 1]) edges.add(inside[i]!);
  const around = ({ low, high }: Interval) => intervals.find((interval) => interval.low <= low && high <= interval.high) ?? everything;
  return positioned(intervals, Float64Array.from(edges).sort(), { low: around(asked[0]!).low, high: around(asked[1]!).high });
}

/** The first values of a pilot that lie within intervals. */
function firstOf(pilot: Float64Array, intervals: readonly Interval[]): Float64Array {
  const found = new Float64Array(firstInside);
  let count = 0;
  for (let i = 0; i < pilot.length && count < firstInside; i++) {
    const value = pilot[i]!;
    for (const { low, high } of intervals) if (value > low && value < high) found[count++] = value;
  }
  return found.subarray(0, count);
}

function intervalsOf(pilot: Float64Array, probabilities: readonly number[], draws: number, width: number): readonly Interval[] {
  const last = pilot.length - 1;
  const ends = probabilities.map((probability) => {
    const spread = Math.sqrt(pilot.length * probability * (1 - probability));
    const reach = width === Infinity ? Infinity : 1 + spread * (width + Math.sqrt(pilot.length / draws));
    return { low: Math.floor(last * probability - reach), high: Math.ceil(last * probability + reach) };
  });
  const ranks = [...new Set(ends.flatMap(({ low, high }) => [low, high]))].filter((rank) => rank >= 0 && rank <= last);
  const values = orderStatistics(pilot, ranks);
  const valueAt = (rank: number) => (rank < 0 ? -Infinity : rank > last ? Infinity : values[ranks.indexOf(rank)]!);
  return ends.map(({ low, high }) => ({ low: valueAt(low), high: valueAt(high) }));
}

/** The intervals in rising order, those that touch made one. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  for (const next of [...intervals].sort((a, b) => (a.low === b.low ? 0 : a.low - b.low))) {
    const present = result[result.length - 1];
    if (present !== undefined && next.low <= present.high)
      result[result.length - 1] = { low: present.low, high: Math.max(present.high, next.high) };
    else result.push(next);
  }
  return result;
}

function positioned(intervals: readonly Interval[], edges: Float64Array, tails: Interval): Brackets {
  const kept = new Uint8Array(2 * edges.length + 1);
  for (let gap = 0; gap <= edges.length; gap++) {
    const [left, right] = [edges[gap - 1] ?? -Infinity, edges[gap] ?? Infinity];
    kept[2 * gap] = intervals.some(({ low, high }) => low <= left && right <= high) ? 1 : 0;
  }
  const { low, high } = tails;
  const range = edges.length > 1 ? edges[edges.length - 1]! - edges[0]! : 0;
  const scale = range > 0 && Number.isFinite((buckets - 1) / range) ? (buckets - 1) / range : 0;
  const starts = new Uint16Array(buckets);
  for (let bucket = 1, edge = 0; bucket < buckets; bucket++) {
    while (edge < edges.length && (((edges[edge]! - edges[0]!) * scale) | 0) < bucket) edge++;
    starts[bucket] = edge;
  }
  const lowPosition = low === -Infinity ? 0 : 2 * edges.indexOf(low) + 1;
  const highPosition = high === Infinity ? 2 * edges.length : 2 * edges.indexOf(high) + 1;
  return { edges, kept, low, lowPosition, high, highPosition, scale, starts };
}
