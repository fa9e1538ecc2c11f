/**
 * A design over ranges without probabilities: rows that fill the space of deep uncertainties evenly. Evenness is a choice of futures to look at, and
 * says nothing of how probable they are.
 */
import { exp, ln } from "../elementary.js";
import { blockSize } from "../random.js";
import { openStream, type SamplingMethod } from "../sampling/sampler.js";
import type { Unsuitable } from "./draws.js";

/** What an input may be: anything between two ends (evenly, or evenly in its logarithm), a whole number between them, or one of several members. */
export type DesignRange =
  | { readonly name: string; readonly low: number; readonly high: number; readonly scale?: "even" | "logarithmic" | "whole" }
  | { readonly name: string; readonly members: readonly number[] };

/** How the design is made. */
export interface DesignSettings {
  readonly rows: number;
  readonly seed: number;
  /** `sobol`: scrambled Sobol points, a power of two of rows being best; or `latin`. */
  readonly method?: SamplingMethod;
}

/** The values of each input, one a row, in the order of the ranges. The column of an input depends on its name and its place among the ranges. */
export function rangeDesign(
  ranges: readonly DesignRange[],
  { rows, seed, method = "sobol" }: DesignSettings,
): readonly Float64Array[] | Unsuitable {
  if (ranges.length === 0) return { kind: "unsuitable", reason: "no-ranges" };
  if (rows < 1) return { kind: "unsuitable", reason: "too-few-draws", have: rows, need: 1 };
  for (const range of ranges) {
    const numbers = "members" in range ? range.members : [range.low, range.high];
    if (!numbers.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite", name: range.name };
    if (isEmpty(range)) return { kind: "unsuitable", reason: "empty-range", name: range.name };
  }
  return ranges.map((range, dimension) => {
    const stream = openStream(method, seed, ["design", range.name], { draws: rows, dimension });
    const column = new Float64Array(Math.ceil(rows / blockSize) * blockSize);
    for (let from = 0; from < rows; from += blockSize) stream.fill(column.subarray(from, from + blockSize), from / blockSize);
    return column.slice(0, rows).map(valueIn(range));
  });
}

function isEmpty(range: DesignRange): boolean {
  if ("members" in range) return range.members.length === 0;
  const { low, high, scale } = range;
  return low > high || (scale === "logarithmic" && low <= 0) || (scale === "whole" && Math.ceil(low) > Math.floor(high));
}

function valueIn(range: DesignRange): (u: number) => number {
  if ("members" in range) return (u) => range.members[Math.floor(u * range.members.length)]!;
  const { low, high, scale = "even" } = range;
  switch (scale) {
    case "even":
      return (u) => low + u * (high - low);
    case "logarithmic":
      return (u) => Math.min(high, Math.max(low, low * exp(u * ln(high / low))));
    case "whole":
      return (u) => Math.ceil(low) + Math.floor(u * (Math.floor(high) - Math.ceil(low) + 1));
  }
}
