/**
 * Mean, standard deviation and extremes: gathered in eight lanes within a batch, so that vectors of two lanes give the same bits, and merged
 * batch by batch after Chan, Golub and LeVeque (1979). A value that is not a number makes every moment not a number, and is counted.
 */
import { replicateCount } from "../random.js";
import { batchSize, drawsInReplicate, sumOfEight } from "./batches.js";

/**
 * Where the accumulators of a batch lie in their Float64Array. With v the value of draw j, r = j % 8 and c the shift:
 * `sums + r` adds up v - c and `squares + r` adds up (v - c)², each in the order of the draws; `least + j % 2` and `most + j % 2` are the
 * minimum and maximum (not a number when any is); `shift` is the first value of the batch, or 0 where that is not finite; `count` and
 * `notFinite` are how many values there were and how many of them are infinite or not numbers. A kernel takes eight values at a time:
 * vector k of four holds lanes 2k and 2k + 1, and multiplication and addition are rounded one after the other.
 */
export const accumulators = { sums: 0, squares: 8, least: 16, most: 18, shift: 20, count: 21, notFinite: 22, length: 24 } as const;

/** Accumulators of nothing yet. */
export function emptyAccumulators(): Float64Array {
  const state = new Float64Array(accumulators.length);
  clearAccumulators(state);
  return state;
}

/** Makes accumulators those of nothing. */
export function clearAccumulators(state: Float64Array): void {
  state.fill(0);
  state.fill(Infinity, accumulators.least, accumulators.least + 2);
  state.fill(-Infinity, accumulators.most, accumulators.most + 2);
}

/** Adds the values from index `from` up to but not including `to`. What has been gathered before must be whole eights. A kernel stands in for it where it can. */
export function gather(state: Float64Array, values: Float64Array, from: number, to: number): void {
  if (to <= from) return;
  if (state[accumulators.count] === 0) state[accumulators.shift] = Number.isFinite(values[from]!) ? values[from]! : 0;
  const whole = to - ((to - from) % 8);
  gatherEights(state, values, from, whole);
  const { sums, squares, least, most } = accumulators;
  const shift = state[accumulators.shift]!;
  for (let i = whole; i < to; i++) {
    const lane = i - whole;
    const value = values[i]!;
    const deviation = value - shift;
    state[sums + lane] = state[sums + lane]! + deviation;
    state[squares + lane] = state[squares + lane]! + deviation * deviation;
    state[least + (lane & 1)] = Math.min(state[least + (lane & 1)]!, value);
    state[most + (lane & 1)] = Math.max(state[most + (lane & 1)]!, value);
  }
  state[accumulators.count] = state[accumulators.count]! + (to - from);
  lookForUnusual(state, values, from, to);
}

/** Where the sum of the lanes is not finite, counts which of the values that have just been gathered are not, and lets no minimum stand beside a NaN. */
export function lookForUnusual(state: Float64Array, values: Float64Array, from: number, to: number): void {
  const { sums, least, most } = accumulators;
  if (Number.isFinite(sumOfEight(state, sums))) return;
  countNotFinite(state, values, from, to);
  for (let i = from; i < to; i++) {
    if (!Number.isNaN(values[i]!)) continue;
    state.fill(Number.NaN, least, least + 2);
    state.fill(Number.NaN, most, most + 2);
    return;
  }
}

/** The loop that a vector kernel may stand in for: lanes in two halves of four, which is what registers hold. */
function gatherEights(state: Float64Array, values: Float64Array, from: number, to: number): void {
  const { sums, squares, least, most } = accumulators;
  const shift = state[accumulators.shift]!;
  let [leastEven, leastOdd, mostEven, mostOdd] = [state[least]!, state[least + 1]!, state[most]!, state[most + 1]!];
  for (let half = 0; half < 8; half += 4) {
    const s = sums + half;
    const q = squares + half;
    let [s0, s1, s2, s3] = [state[s]!, state[s + 1]!, state[s + 2]!, state[s + 3]!];
    let [q0, q1, q2, q3] = [state[q]!, state[q + 1]!, state[q + 2]!, state[q + 3]!];
    for (let i = from + half; i < to; i += 8) {
      const a = values[i]!;
      const b = values[i + 1]!;
      const c = values[i + 2]!;
      const d = values[i + 3]!;
      s0 += a - shift;
      s1 += b - shift;
      s2 += c - shift;
      s3 += d - shift;
      q0 += (a - shift) * (a - shift);
      q1 += (b - shift) * (b - shift);
      q2 += (c - shift) * (c - shift);
      q3 += (d - shift) * (d - shift);
      leastEven = Math.min(leastEven, a, c);
      leastOdd = Math.min(leastOdd, b, d);
      mostEven = Math.max(mostEven, a, c);
      mostOdd = Math.max(mostOdd, b, d);
    }
    state[s] = s0;
    state[s + 1] = s1;
    state[s + 2] = s2;
    state[s + 3] = s3;
    state[q] = q0;
    state[q + 1] = q1;
    state[q + 2] = q2;
    state[q + 3] = q3;
  }
  state[least] = leastEven;
  state[least + 1] = leastOdd;
  state[most] = mostEven;
  state[most + 1] = mostOdd;
}

/** Counts what is not finite among values that have been gathered; needed only where the sum of the lanes is not finite any more. */
export function countNotFinite(state: Float64Array, values: Float64Array, from: number, to: number): void {
  let count = 0;
  for (let i = from; i < to; i++) if (!Number.isFinite(values[i]!)) count++;
  state[accumulators.notFinite] = state[accumulators.notFinite]! + count;
}

/** The moments of the batches so far; `squares` is the sum of squared deviations from the mean. */
export interface Moments {
  count: number;
  mean: number;
  squares: number;
  min: number;
  max: number;
  /** How many values are infinite or not numbers. */
  notFinite: number;
  /** The number from which the sums of the replicates are taken: the shift of the first batch. */
  origin: number;
  /** Per replicate, the sum of the deviations from `origin`. */
  readonly replicateSums: Float64Array;
}

/** Moments of nothing yet. */
export function emptyMoments(): Moments {
  const replicateSums = new Float64Array(replicateCount);
  return { count: 0, mean: 0, squares: 0, min: Infinity, max: -Infinity, notFinite: 0, origin: 0, replicateSums };
}

/** Adds a batch by its accumulators. Every batch before it must have been full. */
export function mergeBatch(moments: Moments, state: Float64Array): void {
  const count = state[accumulators.count]!;
  if (count === 0) return;
  const shift = state[accumulators.shift]!;
  const sum = sumOfEight(state, accumulators.sums);
  const squares = Math.max(0, sumOfEight(state, accumulators.squares) - (sum * sum) / count);
  if (moments.count === 0) moments.origin = shift;
  const offset = shift - moments.origin;
  const total = moments.count + count;
  if (moments.count > 0) {
    const difference = offset + sum / count - sumOfEight(moments.replicateSums, 0) / moments.count;
    moments.squares += (difference * difference * moments.count * count) / total;
  }
  for (let replicate = 0; replicate < replicateCount; replicate++) {
    const added = state[accumulators.sums + replicate]! + drawsInReplicate(replicate, count) * offset;
    moments.replicateSums[replicate] = moments.replicateSums[replicate]! + added;
  }
  moments.squares += squares;
  moments.count = total;
  moments.mean = moments.origin + sumOfEight(moments.replicateSums, 0) / total;
  moments.min = Math.min(moments.min, state[accumulators.least]!, state[accumulators.least + 1]!);
  moments.max = Math.max(moments.max, state[accumulators.most]!, state[accumulators.most + 1]!);
  moments.notFinite += state[accumulators.notFinite]!;
}

/** The moments of a column: the same bits as of a stream of its values. */
export function momentsOf(values: Float64Array): Moments {
  const moments = emptyMoments();
  const state = emptyAccumulators();
  for (let from = 0; from < values.length; from += batchSize) {
    clearAccumulators(state);
    gather(state, values, from, Math.min(values.length, from + batchSize));
    mergeBatch(moments, state);
  }
  return moments;
}

/** The standard deviation with divisor n - 1; zero for a single value, which is certain. */
export function standardDeviation(moments: Moments): number {
  if (moments.count === 1) return Number.isFinite(moments.mean) ? 0 : Number.NaN;
  return Math.sqrt(moments.squares / (moments.count - 1));
}

/**
 * The standard error of the mean: of independent draws the standard deviation over the root of their number; of `replicated` ones that of the
 * eight means of the replicates, over the root of eight (seven degrees of freedom). Below two draws per replicate always the former.
 */
export function meanError(moments: Moments, replicated: boolean): number {
  if (!replicated || moments.count < 2 * replicateCount) return standardDeviation(moments) / Math.sqrt(moments.count);
  const means = moments.replicateSums.map((sum, replicate) => sum / drawsInReplicate(replicate, moments.count));
  const middle = sumOfEight(means, 0) / replicateCount;
  const squares = sumOfEight(
    means.map((mean) => (mean - middle) * (mean - middle)),
    0,
  );
  return Math.sqrt(squares / (replicateCount * (replicateCount - 1)));
}
