/** Estimates with the interval in which the truth lies 19 times in 20, as far as chance in sampling goes. */
import { replicateCount } from "../random.js";
import type { Estimated } from "./draws.js";

/** An estimate with its 95 % interval. */
export interface Interval extends Estimated {
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % quantile of Student's t with seven degrees of freedom, and that of the normal. */
const ofReplicates = 2.3646242515927844;
const ofMany = 1.959963984540054;

/** A number times itself. */
export function square(value: number): number {
  return value * value;
}

/** The interval around an estimate of which each of the eight replicates gives its own. */
export function intervalOfReplicates(value: number, replicates: ArrayLike<number>): Interval {
  let mean = 0;
  for (let r = 0; r < replicateCount; r++) mean += replicates[r]! / replicateCount;
  let sum = 0;
  for (let r = 0; r < replicateCount; r++) sum += square(replicates[r]! - mean);
  const error = Math.sqrt(sum / (replicateCount * (replicateCount - 1)));
  return { value, error, low: value - ofReplicates * error, high: value + ofReplicates * error };
}

/** The interval of an estimate whose standard error is known from many independent draws. */
export function intervalOfError(value: number, error: number): Interval {
  return { value, error, low: value - ofMany * error, high: value + ofMany * error };
}
