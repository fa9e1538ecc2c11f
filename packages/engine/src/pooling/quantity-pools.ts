/** Pools of distributions of one quantity. The linear pool mixes the experts, the logarithmic one multiplies their densities, quantile averages average their answers, and the others pool the cumulative probability at each value. */
import type { FixedDistribution } from "../distributions/fixed-distribution.js";
import { mixture } from "../distributions/mixture.js";
import { exp, ln } from "../elementary.js";
import { type Curve, curveOf, recordForm, tableForm } from "./curve.js";
import { type ProbabilityPool, poolProbabilities, poolWeights, poolWeightsProblem } from "./probability-pools.js";
import { momentsByQuantiles } from "./quadrature.js";

/** How distributions are combined. Three different averages carry three names: `linear` of cumulative probabilities, `quantile-average` of quantiles, `density-log` of log densities. */
export type QuantityPool = { readonly kind: "density-log" } | { readonly kind: "quantile-average" } | ProbabilityPool;

/** A pooled quantity with the variance of the linear pool taken apart: the experts' own (`within`) and their disagreement (`between`). */
export interface PooledQuantity {
  readonly curve: Curve;
  readonly within: number;
  readonly between: number;
}

/** The pooled distribution of continuous ones, or in words why there is none. */
export function poolQuantities(curves: readonly Curve[], pool: QuantityPool, weights?: readonly number[]): PooledQuantity | string {
  const problem = poolWeightsProblem(weights ?? curves.map(() => 1), curves.length);
  if (problem !== undefined) return problem;
  const all = poolWeights(weights, curves.length);
  const counted = curves.map((curve, k) => ({ curve, weight: all[k]! })).filter(({ weight }) => weight > 0);
  const parts = counted.map(({ curve }) => curve);
  const ws = counted.map(({ weight }) => weight);
  const pooled = pooledCurve(parts, ws, pool);
  return typeof pooled === "string" ? pooled : { curve: pooled, ...varianceParts(parts, ws) };
}

/** The variance of the linear pool: the weighted mean of the experts' variances, and the variance of their means. */
export function varianceParts(
  curves: readonly FixedDistribution[],
  weights: readonly number[],
): { readonly within: number; readonly between: number } {
  const ws = poolWeights(weights, curves.length);
  const sum = (of: (curve: FixedDistribution) => number) => curves.reduce((total, curve, k) => total + ws[k]! * of(curve), 0);
  const mean = sum((curve) => curve.mean);
  return { within: sum((curve) => curve.variance), between: sum((curve) => (curve.mean - mean) * (curve.mean - mean)) };
}

function pooledCurve(parts: readonly Curve[], weights: readonly number[], pool: QuantityPool): Curve | string {
  const [only] = parts;
  if (pool.kind === "linear") return only !== undefined && parts.length === 1 ? only : mixture(weights, parts);
  if (pool.kind === "density-log") return logNormals(parts, weights) ?? densityLog(parts, weights);
  if (pool.kind === "quantile-average") return quantileAverage(parts, weights);
  const middle = poolProbabilities(
    parts.map(() => 0.5),
    pool,
    weights,
  );
  if (typeof middle === "string") return middle;
  return cumulative(parts, weights, pool);
}

/** Mean and standard deviation of each part where all are normal. */
function normalsOf(parts: readonly Curve[]): readonly (readonly [number, number])[] | undefined {
  const found = parts.flatMap(({ form }) =>
    form?.kind === "record" && form.distribution === "normal" && !form.exponential
      ? [[form.base + form.scale * form.parameters[0]!, Math.abs(form.scale) * form.parameters[1]!] as const]
      : [],
  );
  return found.length === parts.length ? found : undefined;
}

function logNormals(parts: readonly Curve[], weights: readonly number[]): Curve | undefined {
  const normals = normalsOf(parts);
  if (normals === undefined) return undefined;
  const precision = normals.reduce((sum, [, sd], k) => sum + weights[k]! / (sd * sd), 0);
  const mean = normals.reduce((sum, [m, sd], k) => sum + (weights[k]! * m) / (sd * sd), 0) / precision;
  return curveOf(recordForm("normal", [mean, 1 / Math.sqrt(precision)]));
}

function quantileAverage(parts: readonly Curve[], weights: readonly number[]): Curve {
  const normals = normalsOf(parts);
  const average = (of: (k: number) => number) => weights.reduce((sum, weight, k) => sum + weight * of(k), 0);
  if (normals !== undefined) return curveOf(recordForm("normal", [average((k) => normals[k]![0]), average((k) => normals[k]![1])]));
  const quantile = (u: number) => average((k) => parts[k]!.quantile(u));
  const support: [number, number] = [average((k) => parts[k]!.support[0]), average((k) => parts[k]!.support[1])];
  const cdf = (x: number) => (x <= support[0] ? 0 : x >= support[1] ? 1 : crossing((u) => quantile(u) - x));
  return {
    discrete: false,
    support,
    density: (x) => {
      const u = cdf(x);
      return u > 0 && u < 1 ? 1 / average((k) => 1 / parts[k]!.density(parts[k]!.quantile(u))) : 0;
    },
    cdf,
    cdfBelow: cdf,
    quantile,
    ...momentsByQuantiles(quantile),
  };
}

/** The probability at which a rising function of it crosses zero; searched over its log odds, so that the tails keep their digits. */
function crossing(of: (u: number) => number): number {
  const at = (t: number) => (t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));
  let [low, high] = [-700, 36];
  for (let round = 0; round < 80 && high - low > 1e-14 * Math.max(1, Math.abs(low)); round += 1) {
    const middle = (low + high) / 2;
    if (of(at(middle)) >= 0) high = middle;
    else low = middle;
  }
  return at(high);
}

function cumulative(parts: readonly Curve[], weights: readonly number[], pool: ProbabilityPool): Curve {
  const cdf = (x: number) => {
    const pooled = poolProbabilities(
      parts.map((part) => part.cdf(x)),
      pool,
      weights,
      1e-300,
    );
    return typeof pooled === "string" ? Number.NaN : pooled;
  };
  const support: [number, number] = [Math.min(...parts.map((part) => part.support[0])), Math.max(...parts.map((part) => part.support[1]))];
  const spread = Math.max(...parts.map((part) => part.quantile(0.75))) - Math.min(...parts.map((part) => part.quantile(0.25)));
  const quantile = (u: number) => {
    if (u === 0 || u === 1) return support[u]!;
    let low = Math.min(...parts.map((part) => part.quantile(u)));
    let high = Math.max(...parts.map((part) => part.quantile(u)));
    for (let step = spread; cdf(low) >= u && low > support[0]; step *= 2) low = Math.max(support[0], low - step);
    for (let step = spread; cdf(high) < u && high < support[1]; step *= 2) high = Math.min(support[1], high + step);
    for (let round = 0; round < 200; round += 1) {
      const middle = low + (high - low) / 2;
      if (middle <= low || middle >= high) break;
      if (cdf(middle) >= u) high = middle;
      else low = middle;
    }
    return high;
  };
  const step = 1e-5 * spread;
  return {
    discrete: false,
    support,
    density: (x) => Math.max(0, (cdf(x + step) - cdf(x - step)) / (2 * step)),
    cdf,
    cdfBelow: cdf,
    quantile,
    ...momentsByQuantiles(quantile),
  };
}

/** About how many places the product of densities is first taken at, and the share of the whole above which a stretch between two of them is cut up. */
const gridPlaces = 3000;
const finestShare = 1 / 4000;

function densityLog(parts: readonly Curve[], weights: readonly number[]): Curve | string {
  const low = Math.max(...parts.map((part) => part.support[0]));
  const high = Math.min(...parts.map((part) => part.support[1]));
  const each = Math.max(60, Math.ceil(gridPlaces / parts.length));
  const places = new Set<number>([low, high].filter((end) => Number.isFinite(end) && low < high));
  for (const part of parts) {
    for (let k = 0; k <= each; k += 1) {
      const t = -32 + (64 * k) / each;
      const x = part.quantile(t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));
      if (x > low && x < high) places.add(x);
    }
  }
  const logAt = (x: number) => parts.reduce((sum, part, k) => sum + weights[k]! * ln(part.density(x)), 0);
  const rough = [...places].sort((a, b) => a - b);
  const logs = rough.map(logAt);
  const most = logs.reduce((greatest, value) => (value < Infinity && value > greatest ? value : greatest), -Infinity);
  if (!(most > -Infinity)) return nothingLeft;
  const heightOf = (log: number) => (log < Infinity ? exp(log - most) : 0);
  const roughSums = sumsOf(rough, logs.map(heightOf));
  const cell = roughSums.at(-1)! * finestShare;
  const xs = rough.flatMap((x, k) => {
    const pieces = k + 1 < rough.length ? Math.min(200, Math.ceil((roughSums[k + 1]! - roughSums[k]!) / cell)) : 1;
    return Array.from({ length: Math.max(1, pieces) }, (_, piece) => (piece === 0 ? x : x + ((rough[k + 1]! - x) * piece) / pieces));
  });
  const sums = sumsOf(
    xs,
    xs.map((x) => heightOf(logAt(x))),
  );
  const total = sums.at(-1)!;
  const first = sums.findIndex((_, k) => (sums[k + 1] ?? 0) > 0);
  const last = sums.findIndex((sum) => sum >= total);
  if (!(total > 0) || first < 0) return nothingLeft;
  return curveOf(
    tableForm(
      sums.slice(first, last + 1).map((sum) => sum / total),
      xs.slice(first, last + 1),
    ),
  );
}

const nothingLeft = "no value is possible to all experts, so that the logarithmic pool leaves nothing; use the linear pool";

/** The areas under a curve from its first place up to each, by trapezoids. */
function sumsOf(places: readonly number[], heights: readonly number[]): number[] {
  const sums = [0];
  for (let k = 1; k < places.length; k += 1)
    sums.push(sums[k - 1]! + ((heights[k]! + heights[k - 1]!) / 2) * (places[k]! - places[k - 1]!));
  return sums;
}
