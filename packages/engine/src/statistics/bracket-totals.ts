/** What all batches together say of a cell with brackets: exact order statistics, or that a bracket missed one. */
import { sumOfEight } from "./batches.js";
import type { BracketPartial } from "./bracket-gatherer.js";
import type { Brackets } from "./brackets.js";
import { ordered } from "./order-statistics.js";
import { quantilePlaces, quantilesAt, ranksOf } from "./quantiles.js";
import { noRankStatistics, type RankStatistics } from "./summary.js";
import { tailMean, tailPlaces, tailProbability } from "./tails.js";

/** Collects batches in the order of their numbers. */
export interface BracketTotals {
  add(partial: BracketPartial): void;
  /** The rank statistics of so many draws; undefined when a bracket missed. Exactly what a full sort would give, but for rounding in the tails. */
  resolve(probabilities: readonly number[], draws: number): RankStatistics | undefined;
}

/** Opens totals of nothing yet. */
export function bracketTotals(brackets: Brackets): BracketTotals {
  const counts = new Float64Array(brackets.kept.length);
  const sums = new Float64Array(16);
  const parts: BracketPartial[] = [];
  return {
    add(partial) {
      for (let position = 0; position < counts.length; position++) counts[position]! += partial.counts[position]!;
      for (let lane = 0; lane < 16; lane++) sums[lane]! += partial.sums[lane]!;
      parts.push(partial);
    },
    resolve(probabilities, draws) {
      const line = lineOf(brackets, counts, parts);
      if (line.before[counts.length]! < draws) return noRankStatistics(probabilities);
      const places = quantilePlaces(draws, probabilities);
      const ends = tailPlaces(draws);
      const at = valuesAtRanks(line, [...ranksOf(places), ends.low, ends.high]);
      const low = at && lowTail(line, sumOfEight(sums, 0), ends.share, ends.low, at(ends.low));
      const high = at && highTail(line, sumOfEight(sums, 8), ends.share, ends.high, at(ends.high));
      if (at === undefined || low === undefined || high === undefined) return undefined;
      return { quantiles: quantilesAt(places, at), tails: { probability: tailProbability, low, high } };
    },
  };
}

/** The positions of some brackets with all that fell there. */
interface Line {
  readonly brackets: Brackets;
  /** Per position, how many values lie at positions before it; at the end, all. */
  readonly before: Float64Array;
  readonly positionOf: (rank: number) => number;
  /** Whether the values at a position are known, and not only how many there are. */
  readonly isKnown: (position: number) => boolean;
  readonly edgeAt: (position: number) => number;
  /** All values kept at a position, in the order of the draws. */
  readonly valuesAt: (position: number) => Float64Array;
}

function lineOf(brackets: Brackets, counts: Float64Array, parts: readonly BracketPartial[]): Line {
  const { edges, kept } = brackets;
  const before = new Float64Array(counts.length + 1);
  for (let position = 0; position < counts.length; position++) before[position + 1] = before[position]! + counts[position]!;
  const gathered = new Map<number, Float64Array>();
  const gatherAt = (position: number) => {
    const result = new Float64Array(counts[position]!);
    let filled = 0;
    for (const part of parts) {
      let from = 0;
      for (let other = 0; other < position; other++) if (kept[other] === 1) from += part.counts[other]!;
      result.set(part.values.subarray(from, from + part.counts[position]!), filled);
      filled += part.counts[position]!;
    }
    gathered.set(position, result);
    return result;
  };
  return {
    brackets,
    before,
    positionOf: (rank) => {
      let position = 0;
      while (before[position + 1]! <= rank) position++;
      return position;
    },
    isKnown: (position) => position % 2 === 1 || kept[position] === 1,
    edgeAt: (position) => edges[(position - 1) / 2]!,
    valuesAt: (position) => gathered.get(position) ?? gatherAt(position),
  };
}

function valuesAtRanks(line: Line, ranks: readonly number[]): ((rank: number) => number) | undefined {
  const byPosition = new Map<number, Set<number>>();
  for (const rank of ranks) {
    const position = line.positionOf(rank);
    if (!line.isKnown(position)) return undefined;
    byPosition.set(position, (byPosition.get(position) ?? new Set()).add(rank));
  }
  const found = new Map<number, number>();
  for (const [position, asked] of byPosition) {
    const start = line.before[position]!;
    const at =
      position % 2 === 1
        ? () => line.edgeAt(position)
        : ordered(
            line.valuesAt(position),
            [...asked].map((rank) => rank - start),
          );
    for (const rank of asked) found.set(rank, at(rank - start));
  }
  return (rank) => found.get(rank) ?? Number.NaN;
}

/** The mean of the lowest draws, of which those below the bracket are known by their sum; undefined when its end is not in that bracket. */
function lowTail(line: Line, outside: number, share: number, rank: number, end: number): number | undefined {
  const { lowPosition } = line.brackets;
  const endPosition = line.positionOf(rank);
  if (endPosition < lowPosition) return undefined;
  let sum = outside;
  for (let position = lowPosition; position < endPosition; position++) {
    if (!line.isKnown(position)) return undefined;
    sum += sumAt(line, position);
  }
  let count = line.before[endPosition]!;
  if (endPosition % 2 === 0) {
    const values = line.valuesAt(endPosition);
    for (let i = 0; i < values.length; i++) {
      if (values[i]! >= end) continue;
      sum += values[i]!;
      count++;
    }
  }
  return tailMean(share, sum, count, end);
}

/** The same of the highest draws. */
function highTail(line: Line, outside: number, share: number, rank: number, end: number): number | undefined {
  const { highPosition } = line.brackets;
  const endPosition = line.positionOf(rank);
  if (endPosition > highPosition) return undefined;
  let sum = outside;
  for (let position = highPosition; position > endPosition; position--) {
    if (!line.isKnown(position)) return undefined;
    sum += sumAt(line, position);
  }
  let count = line.before[line.before.length - 1]! - line.before[endPosition + 1]!;
  if (endPosition % 2 === 0) {
    const values = line.valuesAt(endPosition);
    for (let i = 0; i < values.length; i++) {
      if (values[i]! <= end) continue;
      sum += values[i]!;
      count++;
    }
  }
  return tailMean(share, sum, count, end);
}

function sumAt(line: Line, position: number): number {
  if (position % 2 === 1) return line.edgeAt(position) * (line.before[position + 1]! - line.before[position]!);
  const values = line.valuesAt(position);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
