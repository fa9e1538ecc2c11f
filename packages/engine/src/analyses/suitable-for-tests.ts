/** For tests: results that must not be refusals. */
import { isUnsuitable, type Unsuitable } from "./draws.js";
import type { Interval } from "./intervals.js";

/** The result; throws with the reason where there is none. */
export function suitable<T extends object>(result: T): Exclude<T, Unsuitable> {
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result as Exclude<T, Unsuitable>;
}

/** Whether an interval holds a value. */
export function covers({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}
