/** How much more one option is worth than another, on average, at each value of an input: a curve with its error, and a map over two inputs. */
import { momentsOf } from "../statistics/moments.js";
import { binsOf, sumByBin } from "./bins.js";
import type { InputDraws, Unsuitable } from "./draws.js";
import { smoothSurface, surfaceAt } from "./multivariate-smoother.js";
import { type Curve, curveAt, smooth } from "./smoother.js";
import { zeroLines } from "./zero-lines.js";

/** Points of E[difference | input = x]. */
export interface ExpectedCurve {
  readonly input: string;
  readonly points: readonly ExpectedPoint[];
  /** The fit, for any other place. */
  readonly curve: Curve;
  /** The least and greatest value of the input. */
  readonly from: number;
  readonly to: number;
}

/** The expected difference at a value of the input, with its standard error and the share of draws that lie at or below the value. */
export interface ExpectedPoint {
  readonly at: number;
  readonly value: number;
  readonly error: number;
  readonly below: number;
}

/** The curve of a difference of benefits, draw by draw, over an input of one cell, at about `count` points of equal steps in rank, the ends included. */
export function expectedCurve(difference: Float64Array, input: InputDraws, count = 101): ExpectedCurve | Unsuitable {
  const column = input.columns[0]!;
  if (difference.some((value) => !Number.isFinite(value))) return { kind: "unsuitable", reason: "not-finite" };
  const bins = binsOf(column);
  if ("kind" in bins) return { ...bins, name: input.name };
  const [curve] = smooth(bins, [sumByBin(bins, difference)]);
  const { min: from, max: to } = momentsOf(column);
  const { counts, centres } = bins;
  const steps = Math.min(count - 1, centres.length - 1);
  const places = new Set(Array.from({ length: steps + 1 }, (_, k) => Math.round((k * (centres.length - 1)) / steps)));
  let below = 0;
  const points: ExpectedPoint[] = [];
  counts.forEach((inBin, bin) => {
    below += inBin;
    if (!places.has(bin)) return;
    const at = bin === 0 ? from : bin === centres.length - 1 ? to : centres[bin]!;
    const { value, error } = curveAt(curve!, at);
    points.push({ at, value, error, below: below / column.length });
  });
  return { input: input.name, points, curve: curve!, from, to };
}

/** E[difference | x, y] on a grid, and the lines on which it is zero. */
export interface ExpectedMap {
  readonly inputs: readonly [string, string];
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** By y, by x. */
  readonly values: readonly (readonly number[])[];
  readonly errors: readonly (readonly number[])[];
  /** Polylines, each a list of points [x, y]; a closed one ends where it begins. */
  readonly zeroLines: readonly (readonly (readonly [number, number])[])[];
}

/** The map of a difference over two inputs of one cell, between their 1 % and 99 % quantiles, with `count` steps each way. */
export function expectedMap(difference: Float64Array, x: InputDraws, y: InputDraws, count = 40): ExpectedMap | Unsuitable {
  if (difference.some((value) => !Number.isFinite(value))) return { kind: "unsuitable", reason: "not-finite" };
  const columns = [x.columns[0]!, y.columns[0]!] as const;
  const surface = smoothSurface(columns, [difference]);
  if ("kind" in surface) return { ...surface, name: surface.name === "1" ? y.name : x.name };
  const [xs, ys] = columns.map((column) => {
    const sorted = Float64Array.from(column).sort();
    const [low, high] = [0.01, 0.99].map((probability) => sorted[Math.round(probability * (sorted.length - 1))]!) as [number, number];
    return Array.from({ length: count + 1 }, (_, k) => low + ((high - low) * k) / count);
  }) as [number[], number[]];
  const cells = ys.map((across) => xs.map((along) => surfaceAt(surface, 0, [along, across])));
  const values = cells.map((row) => row.map(({ value }) => value));
  return {
    inputs: [x.name, y.name],
    xs,
    ys,
    values,
    errors: cells.map((row) => row.map(({ error }) => error)),
    zeroLines: zeroLines(xs, ys, values),
  };
}
