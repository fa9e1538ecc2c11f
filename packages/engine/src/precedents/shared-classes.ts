/**
 * Reference classes that lean on each other: every class has a rate of its own, and the rates come from one beta distribution whose mean and spread are
 * themselves unknown. Full Bayes on a grid; nothing is fixed at its best guess.
 */
import { beta } from "../distributions/beta.js";
import { exp, ln, log1p } from "../elementary.js";
import { type BetaShape, baseRate, type CountedCases, logBeta } from "./base-rates.js";

/** The fewest classes from which it can be told how much they differ. */
export const fewestClasses = 3;

/**
 * The posterior: `weights[g]` is the probability of a common distribution beta(alpha[g], beta[g]); given it the rate of class i is
 * beta(alpha[g] + successes, beta[g] + failures), with the counts in `classes`. Points are in rising order of the common mean.
 */
export interface SharedClasses {
  readonly weights: readonly number[];
  readonly alpha: readonly number[];
  readonly beta: readonly number[];
  readonly classes: readonly { readonly successes: number; readonly failures: number }[];
}

/** Mean, variance and quantiles of a rate. */
export interface SharedRate {
  readonly mean: number;
  readonly variance: number;
  cdf(x: number): number;
  quantile(u: number): number;
}

const places = 36;
/** What a posterior must not fall below, in logarithms, to be looked at, and to be kept. */
const [seen, kept] = [-21, -15];

/**
 * The posterior for three or more classes. Before counting, the common mean has the distribution `prior`, and the correlation between two cases of one
 * class, 1 / (alpha + beta + 1), is uniform from 0 (all classes have one rate) to 1 (a class says nothing of another): the uniform shrinkage prior.
 */
export function shareClasses(cases: readonly (readonly CountedCases[])[], prior: BetaShape): SharedClasses {
  const classes = cases.map((rows) => {
    const { alpha, beta: failures } = baseRate(rows, { alpha: 0, beta: 0 });
    return { successes: alpha, failures };
  });
  const logAt = (eta: number, zeta: number): number => {
    const [alpha, beta] = commonAt(eta, zeta);
    if (!(alpha > 0 && beta > 0)) return -Infinity;
    const mean = -prior.alpha * softplus(-eta) - prior.beta * softplus(eta);
    const correlation = -softplus(-zeta) - softplus(zeta);
    const none = logBeta(alpha, beta);
    return classes.reduce((sum, { successes, failures }) => sum + logBeta(alpha + successes, beta + failures) - none, mean + correlation);
  };
  const sliceAt = (zeta: number): Slice => {
    const etas = seenBy((eta) => logAt(eta, zeta));
    const logs = etas.map((eta) => logAt(eta, zeta));
    return { zeta, etas, logs, mass: logOfSum(logs) + ln(etas[1]! - etas[0]!) };
  };
  const slices = seenBy((zeta) => sliceAt(zeta).mass).map(sliceAt);
  const points = slices.flatMap(({ zeta, etas, logs }) => etas.map((eta, k) => ({ eta, zeta, log: logs[k]! + ln(etas[1]! - etas[0]!) })));
  const most = Math.max(...points.map(({ log }) => log));
  const relevant = points.filter(({ log }) => log > most + kept).sort((one, other) => one.eta - other.eta);
  const total = relevant.reduce((sum, { log }) => sum + exp(log - most), 0);
  const common = relevant.map(({ eta, zeta }) => commonAt(eta, zeta));
  return {
    weights: relevant.map(({ log }) => exp(log - most) / total),
    alpha: common.map(([alpha]) => alpha),
    beta: common.map(([, beta]) => beta),
    classes,
  };
}

/** The posterior at one correlation: logarithms of its density over the common mean, and of its integral. */
interface Slice {
  readonly zeta: number;
  readonly etas: readonly number[];
  readonly logs: readonly number[];
  readonly mass: number;
}

function logOfSum(logs: readonly number[]): number {
  const most = Math.max(...logs);
  return most + ln(logs.reduce((sum, log) => sum + exp(log - most), 0));
}

/**
 * Evenly spaced places across all of a curve that is worth looking at, found by closing in: the spread over means is wide where classes differ and narrow
 * where they are alike, so that no fixed grid serves both.
 */
function seenBy(logAt: (x: number) => number): readonly number[] {
  let [low, high, count] = [-30, 30, 61];
  for (let round = 0; ; round += 1) {
    const xs = rangeOf(low, high, count);
    const logs = xs.map(logAt);
    const most = Math.max(...logs);
    const inside = xs.filter((_, k) => logs[k]! > most + seen);
    if (round === 8 || inside.length >= places * 0.75)
      return rangeOf(inside[0]! - (xs[1]! - xs[0]!), inside.at(-1)! + (xs[1]! - xs[0]!), places);
    const step = xs[1]! - xs[0]!;
    [low, high, count] = [inside[0]! - step, inside.at(-1)! + step, places];
  }
}

/** ln(1 + e^x). */
function softplus(x: number): number {
  return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/** alpha and beta of the common distribution whose mean has the log odds eta and whose correlation the log odds zeta. */
function commonAt(eta: number, zeta: number): readonly [number, number] {
  const size = exp(-zeta);
  return [size * exp(-softplus(-eta)), size * exp(-softplus(eta))];
}

function rangeOf(low: number, high: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}

/** The rate of a class by its index, or with `undefined` that of a further class of which nothing is counted. */
export function sharedRate(shared: SharedClasses, index: number | undefined): SharedRate {
  const { successes, failures } = index === undefined ? { successes: 0, failures: 0 } : shared.classes[index]!;
  const shapes = shared.weights.map((weight, g) => ({ weight, p: [shared.alpha[g]! + successes, shared.beta[g]! + failures] }));
  const average = (of: (p: readonly number[]) => number) => shapes.reduce((sum, { weight, p }) => sum + weight * of(p), 0);
  const mean = average((p) => beta.mean(p));
  const cdf = (x: number) => average((p) => beta.cdf(x, p));
  return {
    mean,
    variance: average((p) => beta.variance(p) + (beta.mean(p) - mean) * (beta.mean(p) - mean)),
    cdf,
    quantile: (u) => {
      let [low, high] = [-700, 36];
      const at = (t: number) => (t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));
      for (let round = 0; round < 60 && high - low > 1e-12 * Math.max(1, -low); round += 1) {
        const middle = (low + high) / 2;
        if (cdf(at(middle)) >= u) high = middle;
        else low = middle;
      }
      return at(high);
    },
  };
}

/** The mean correlation between two cases of one class: 0 when the classes are alike, 1 when they say nothing of each other. */
export function sharedCorrelation({ weights, alpha, beta }: SharedClasses): number {
  return weights.reduce((sum, weight, g) => sum + weight / (alpha[g]! + beta[g]! + 1), 0);
}

/** The mean of the common distribution. */
export function sharedMean({ weights, alpha, beta }: SharedClasses): number {
  return weights.reduce((sum, weight, g) => sum + (weight * alpha[g]!) / (alpha[g]! + beta[g]!), 0);
}
