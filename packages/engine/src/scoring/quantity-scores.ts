/** Scores of forecasts of a number, all losses in the unit of the number: CRPS of ensembles, of the normal and lognormal distribution and of quantiles; interval and pinball scores. */
import { exp, ln } from "../elementary.js";
import { normalCdf, normalDensity } from "../special/normal.js";

/** The continuous ranked probability score of an ensemble as it stands: mean |x - y| less half the mean |x - x'| over all pairs (Gneiting and Raftery 2007). */
export function crpsEnsemble(members: readonly number[], outcome: number): number {
  return ensembleScore(members, outcome, members.length * members.length);
}

/** The same for members that are a sample of what is meant: pairs of a member with itself are left out, so that a small ensemble is not punished (Ferro 2014). One member scores its absolute error. */
export function crpsEnsembleFair(members: readonly number[], outcome: number): number {
  return ensembleScore(members, outcome, Math.max(1, members.length * (members.length - 1)));
}

/** The sum of |x - x'| over all ordered pairs is 2 Σ (2i - n + 1) x_(i) over the sorted members, i from 0. */
function ensembleScore(members: readonly number[], outcome: number, pairs: number): number {
  const sorted = [...members].sort((a, b) => a - b);
  const count = sorted.length;
  let distance = 0;
  let spread = 0;
  for (let i = 0; i < count; i++) {
    distance += Math.abs(sorted[i]! - outcome);
    spread += (2 * i - count + 1) * sorted[i]!;
  }
  return distance / count - spread / pairs;
}

/** The CRPS of a normal distribution: s (z (2Φ(z) - 1) + 2φ(z) - 1/√π). */
export function crpsNormal(mean: number, deviation: number, outcome: number): number {
  if (deviation === 0) return Math.abs(outcome - mean);
  const z = (outcome - mean) / deviation;
  return deviation * (z * (2 * normalCdf(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}

/** The CRPS of a lognormal distribution, whose logarithm has mean `mu` and standard deviation `sigma` (Baran and Lerch 2015). */
export function crpsLognormal(mu: number, sigma: number, outcome: number): number {
  const middle = exp(mu + (sigma * sigma) / 2);
  if (outcome <= 0) return -outcome + 2 * middle * (1 - normalCdf(sigma / Math.SQRT2));
  const w = (ln(outcome) - mu) / sigma;
  return outcome * (2 * normalCdf(w) - 1) - 2 * middle * (normalCdf(w - sigma) + normalCdf(sigma / Math.SQRT2) - 1);
}

/** A quantile: the share of the probability that lies at or below a value. */
export type QuantilePoint = readonly [probability: number, value: number];

/**
 * The CRPS of a forecast by quantiles in rising order. Between two of them the distribution function is a straight line; what lies beyond the
 * first and the last is counted as lying on them, since nothing was said about it.
 */
export function crpsQuantiles(quantiles: readonly QuantilePoint[], outcome: number): number {
  if (quantiles.length === 0) return Number.NaN;
  const [first, last] = [quantiles[0]![1], quantiles.at(-1)![1]];
  let sum = outcome < first ? first - outcome : outcome > last ? outcome - last : 0;
  for (let i = 0; i + 1 < quantiles.length; i++) {
    const [p, from] = quantiles[i]!;
    const [q, to] = quantiles[i + 1]!;
    if (to === from) continue;
    const cut = Math.min(to, Math.max(from, outcome));
    const between = p + ((q - p) * (cut - from)) / (to - from);
    sum += squaredLine(p, between, cut - from) + squaredLine(1 - between, 1 - q, to - cut);
  }
  return sum;
}

/** The integral of the square of a straight line from `a` to `b` over this width. */
function squaredLine(a: number, b: number, width: number): number {
  return (width * (a * a + a * b + b * b)) / 3;
}

/** The stepwise CRPS: twice the mean pinball loss of the quantiles, which for many evenly spaced ones comes near to the CRPS. */
export function crpsStepwise(quantiles: readonly QuantilePoint[], outcome: number): number {
  return (2 * quantiles.reduce((sum, [probability, value]) => sum + pinballLoss(probability, value, outcome), 0)) / quantiles.length;
}

/** The pinball loss of one quantile: (τ - 1[y < q]) (y - q). */
export function pinballLoss(probability: number, quantile: number, outcome: number): number {
  return (probability - (outcome < quantile ? 1 : 0)) * (outcome - quantile);
}

/** The score of a central interval that should be missed with the chance `alpha`: its width, and 2/alpha times the distance by which it was missed (Gneiting and Raftery 2007). */
export function intervalScore(low: number, high: number, alpha: number, outcome: number): number {
  return high - low + (2 / alpha) * (Math.max(0, low - outcome) + Math.max(0, outcome - high));
}
