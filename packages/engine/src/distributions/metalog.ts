/** Metalog distributions: whatever quantiles say, with or without bounds. There is one record for each number of terms and each set of bounds. */
import { exp, ln, log1p } from "../elementary.js";
import { newtonInside } from "../special/solve.js";
import { type Distribution, defineDistribution, type Parameter } from "./distribution.js";
import { checkedQuantiles, type Fit } from "./fitting.js";
import { logit } from "./logistic.js";
import { curveAt, fallOf, nearestCurve, slopeAt } from "./metalog-curve.js";
import { notFinite, percent, readable } from "./words.js";

/** The greatest number of terms; more are not needed in practice and lose digits. */
export const mostMetalogTerms = 16;

/** The ends between which the values lie; either may be open. */
export interface Bounds {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** The name in a graph of the metalog with so many terms: `metalog 5`, `metalog 3 min`, `metalog 3 min max`. */
export function metalogName(terms: number, bounds: Bounds): string {
  return `metalog ${terms}${bounds.min === undefined ? "" : " min"}${bounds.max === undefined ? "" : " max"}`;
}

/** How values between bounds are stretched onto the whole line: there, back, and the slope of the way back. */
interface Stretch {
  to(x: number): number;
  from(m: number): number;
  slope(m: number): number;
}

function stretch({ min, max }: Bounds): Stretch {
  if (min === undefined && max === undefined) return { to: (x) => x, from: (m) => m, slope: () => 1 };
  if (max === undefined) return { to: (x) => ln(x - min!), from: (m) => min! + exp(m), slope: exp };
  if (min === undefined) return { to: (x) => -ln(max - x), from: (m) => max - exp(-m), slope: (m) => exp(-m) };
  const width = max - min;
  return {
    to: (x) => ln((x - min) / (max - x)),
    from: (m) => (m < 0 ? min + (width * exp(m)) / (1 + exp(m)) : max - (width * exp(-m)) / (1 + exp(-m))),
    slope: (m) => {
      const decay = exp(-Math.abs(m));
      return (width * decay) / ((1 + decay) * (1 + decay));
    },
  };
}

/** The record of a metalog with a name from `metalogName`; undefined for other names. */
export function metalogNamed(name: string): Distribution | undefined {
  const match = /^metalog (\d+)( min)?( max)?$/.exec(name);
  const terms = Number(match?.[1]);
  if (!match || !(terms >= 2 && terms <= mostMetalogTerms)) return undefined;
  return metalog(name, terms, match[2] !== undefined, match[3] !== undefined);
}

function metalog(name: string, terms: number, hasMin: boolean, hasMax: boolean): Distribution {
  const boundsOf = (p: readonly number[]): Bounds => ({
    min: hasMin ? p[terms]! : undefined,
    max: hasMax ? p[terms + (hasMin ? 1 : 0)]! : undefined,
  });
  const placeOf = (x: number, p: readonly number[]): number => {
    const wanted = stretch(boundsOf(p)).to(x);
    return newtonInside(0, -Infinity, Infinity, (t) => (wanted - curveAt(t, p, terms)) / slopeAt(t, p, terms));
  };
  const end = (bound: number | undefined, open: number) => bound ?? open;
  const coefficients = Array.from(
    { length: terms },
    (_, index): Parameter => ({
      name: `a${index + 1}`,
      doc: `The coefficient of term ${index + 1}.`,
      unit: hasMin || hasMax ? "number" : "value",
    }),
  );
  const limits = [...(hasMin ? ["min"] : []), ...(hasMax ? ["max"] : [])];
  const parameters = [...coefficients, ...limits.map((limit): Parameter => ({ name: limit, doc: "A bound.", unit: "value" }))];
  const names = [...coefficients.map(({ name }) => `coefficient ${name}`), ...limits.map((limit) => `bound ${limit}`)];
  const moment = (p: readonly number[], of: (x: number) => number, degree: number) => {
    const steepest = Math.max(hasMin !== hasMax ? slopeAt(hasMin ? 700 : -700, p, terms) : 0, 0) * degree;
    if (steepest >= 1) return hasMin || degree > 1 ? Infinity : -Infinity;
    const { from } = stretch(boundsOf(p));
    const reach = Math.min(700, 40 / (1 - steepest));
    const step = reach / 1024;
    let [sum, weights] = [0, 0];
    for (let k = -1024; k <= 1024; k += 1) {
      const decay = exp(-Math.abs(k * step));
      const weight = decay / ((1 + decay) * (1 + decay));
      sum += weight * of(from(curveAt(k * step, p, terms)));
      weights += weight;
    }
    return sum / weights;
  };
  const record: Distribution = {
    name,
    doc: "Follows given quantiles, whatever their shape, between given bounds if there are any.",
    example: "metalog(p10 = 2, p50 = 3, p90 = 7, min = 0)",
    reference: "Keelin, Decision Analysis 13 (2016) 243",
    discrete: false,
    parameters,
    alternatives: [],
    problem: (p) => {
      const problem = notFinite(names, p);
      if (problem !== undefined) return problem;
      const { min, max } = boundsOf(p);
      if (min !== undefined && max !== undefined && !(min < max)) return boundsReversed(min, max);
      return fallOf(p, terms) === undefined ? undefined : "the curve of its quantiles does not rise everywhere";
    },
    support: (p) => [end(boundsOf(p).min, -Infinity), end(boundsOf(p).max, Infinity)],
    density: (x, p) => {
      const { min, max } = boundsOf(p);
      if (!(x > end(min, -Infinity) && x < end(max, Infinity))) return 0;
      const t = placeOf(x, p);
      const decay = exp(-Math.abs(t));
      return decay / ((1 + decay) * (1 + decay)) / (slopeAt(t, p, terms) * stretch({ min, max }).slope(curveAt(t, p, terms)));
    },
    cdf: (x, p) => {
      const { min, max } = boundsOf(p);
      if (x <= end(min, -Infinity)) return 0;
      if (x >= end(max, Infinity)) return 1;
      const t = placeOf(x, p);
      return t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t));
    },
    quantile: (u, p) => {
      if (u === 0 || u === 1) return record.support(p)[u]!;
      return stretch(boundsOf(p)).from(curveAt(logit(u), p, terms));
    },
    mean: (p) => moment(p, (x) => x, 1),
    variance: (p) => {
      const mean = moment(p, (x) => x, 1);
      return moment(p, (x) => (x - mean) * (x - mean), 2);
    },
  };
  return defineDistribution(record);
}

function boundsReversed(min: number, max: number): string {
  return `the lower bound (${readable(min)}) must be less than the upper bound (${readable(max)})`;
}

/**
 * The parameters of the metalog whose quantiles at the probabilities are the values, or with fewer terms than quantiles come nearest to
 * them; or in words which of them no such distribution can have, and what to change.
 */
export function fitMetalog(probabilities: readonly number[], values: readonly number[], terms: number, bounds: Bounds): Fit {
  const count = probabilities.length;
  if (count < 2) return "it takes at least two quantiles";
  const most = Math.min(count, mostMetalogTerms);
  if (!(Number.isInteger(terms) && terms >= 2 && terms <= most))
    return `the number of terms must be a whole number from 2 to ${most}, as there are ${count} quantiles, but it is ${readable(terms)}`;
  return checkedQuantiles(count, probabilities, values, (us, xs) => boundsProblem(us, xs, bounds) ?? fitRising(us, xs, terms, bounds));
}

function fitRising(probabilities: readonly number[], values: readonly number[], terms: number, bounds: Bounds): Fit {
  const { to } = stretch(bounds);
  const fit = (size: number) => nearestCurve(probabilities.map(logit), values.map(to), size);
  const coefficients = fit(terms);
  if (coefficients === undefined)
    return `quantiles that lie evenly about 50 % leave a curve of ${terms} terms open; write terms = ${terms - 1} for a curve that passes near them, or add a quantile`;
  const fall = fallOf(coefficients, terms);
  if (fall === undefined) return [...coefficients, ...[bounds.min, bounds.max].filter((bound) => bound !== undefined)];
  const where = whereItFalls(fall, probabilities, values);
  return `${where}; ${middleRemedy(probabilities, values, terms, bounds) ?? smootherRemedy(probabilities, values, terms, bounds, fit)}`;
}

function boundsProblem(probabilities: readonly number[], values: readonly number[], { min, max }: Bounds): string | undefined {
  if (min !== undefined && max !== undefined && !(min < max)) return boundsReversed(min, max);
  const last = values.length - 1;
  const named = (index: number) => `the ${percent(probabilities[index]!)} quantile (${readable(values[index]!)})`;
  if (min !== undefined && !(values[0]! > min)) return `${named(0)} must lie above the lower bound (${readable(min)})`;
  if (max !== undefined && !(values[last]! < max)) return `${named(last)} must lie below the upper bound (${readable(max)})`;
  return undefined;
}

/** Between which of the quantiles, or beyond which, the curve would turn back. */
function whereItFalls(t: number, probabilities: readonly number[], values: readonly number[]): string {
  const u = t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t));
  const next = probabilities.findIndex((probability) => probability > u);
  const named = (index: number) => `the ${percent(probabilities[index]!)} quantile (${readable(values[index]!)})`;
  const stretchOf =
    next === 0 ? `below ${named(0)}` : next < 0 ? `above ${named(values.length - 1)}` : `between ${named(next - 1)} and ${named(next)}`;
  return `the smooth curve through these quantiles would turn back ${stretchOf}`;
}

/** With three symmetric quantiles: where the middle one may lie. */
function middleRemedy(probabilities: readonly number[], values: readonly number[], terms: number, bounds: Bounds): string | undefined {
  const [low, middle, high] = probabilities as [number, number, number];
  if (terms !== 3 || values.length !== 3 || middle !== 0.5 || Math.abs(low + high - 1) > 1e-12) return undefined;
  const { to, from } = stretch(bounds);
  const [first, last] = [to(values[0]!), to(values[2]!)];
  const share = leastMiddle(low);
  const ends = [share, 1 - share].map((part) => readable(from(first + part * (last - first))));
  return `the 50 % quantile would have to lie from ${ends[0]} to ${ends[1]}, or the outer two elsewhere`;
}

/** With others: the quantile farthest from the best curve of fewer terms that is possible, and that number of terms. */
function smootherRemedy(
  probabilities: readonly number[],
  values: readonly number[],
  terms: number,
  bounds: Bounds,
  fit: (size: number) => readonly number[] | undefined,
): string {
  const { to, from } = stretch(bounds);
  for (let size = terms - 1; size >= 2; size -= 1) {
    const curve = fit(size);
    if (curve === undefined || fallOf(curve, size) !== undefined) continue;
    const smooth = probabilities.map((u) => curveAt(logit(u), curve, size));
    const misses = smooth.map((m, index) => Math.abs(m - to(values[index]!)));
    const worst = misses.indexOf(Math.max(...misses));
    const named = `the ${percent(probabilities[worst]!)} quantile (${readable(values[worst]!)})`;
    return `${named} is farthest out of line, as a smoother curve has ${readable(from(smooth[worst]!))} there; correct it, or write terms = ${size} for a curve that passes near them all`;
  }
  return "let neighbouring quantiles rise more evenly, or leave some of them out";
}

/** The least share of the way from low to high at which the median may lie, for three symmetric quantiles: from where the slope of the curve at an end or inside reaches zero. */
function leastMiddle(low: number): number {
  let [bad, good] = [0, 0.5];
  const spread = log1p(-low) - ln(low);
  for (let round = 0; round < 60; round += 1) {
    const share = (bad + good) / 2;
    const coefficients = [share, 0.5 / spread, (1 - 2 * share) / ((1 - 2 * low) * spread)];
    if (fallOf(coefficients, 3) === undefined) good = share;
    else bad = share;
  }
  return good;
}
