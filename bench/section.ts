/** What a workload reports: a table of contestants, further lines, goals, and everything that is wrong. */
import type { Measured } from "./measure.js";

/** A figure that was promised. Without a value it says why there is none. */
export interface Goal {
  readonly what: string;
  readonly value?: number;
  readonly why?: string;
  readonly unit: string;
  readonly commit: number;
  readonly aim: number;
  /** Whether less is better. */
  readonly isCeiling?: boolean;
}

/** One workload's part of the report. The first contestant is ours, to which ratios are taken. */
export interface Section {
  readonly name: string;
  readonly title: string;
  readonly measured: readonly Measured[];
  readonly lines: readonly string[];
  readonly goals: readonly Goal[];
  /** Wrong answers; any of them fails the benchmark. */
  readonly wrong: readonly string[];
}

/** The fastest of some contestants by minimum, in milliseconds; undefined when none took part. */
export function fastest(measured: readonly Measured[], ...names: readonly string[]): number | undefined {
  const times = measured.filter(({ name }) => names.includes(name)).map(({ min }) => min);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** A goal on the ratio of two times; either may be missing. */
export function ratioGoal(what: string, above: number | undefined, below: number | undefined, commit: number, aim: number): Goal {
  const common = { what, unit: "×", commit, aim };
  return above === undefined || below === undefined
    ? { ...common, why: "not measured: a contestant is missing" }
    : { ...common, value: above / below };
}
