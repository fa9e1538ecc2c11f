/** Continuous distributions as judgements give them: a record of the catalogue moved into place, a table of quantiles, a skew normal. The form is data that a model can be built from; the curve answers questions. */
import { type FixedDistribution, fix } from "../distributions/fixed-distribution.js";
import { distributions } from "../distributions/index.js";
import { exp, ln } from "../elementary.js";
import { type SkewNormal, skewNormal } from "./skew-normal.js";

/**
 * `record`: the value is base + scale y, or base + scale exp(y) when `exponential` (used with Student's t alone), y having the named
 * distribution of the catalogue. `table`: straight lines between cumulative probabilities that rise from 0 to 1 and the values there, or
 * between the logarithms of the values; a uniform number looked up in it has the distribution. `skew-normal`: location + scale
 * (d |z| + sqrt(1 - d^2) y) with z and y standard normal and d = slant / sqrt(1 + slant^2).
 */
export type CurveForm =
  | {
      readonly kind: "record";
      readonly distribution: string;
      readonly parameters: readonly number[];
      readonly base: number;
      readonly scale: number;
      readonly exponential: boolean;
    }
  | { readonly kind: "table"; readonly probabilities: readonly number[]; readonly values: readonly number[]; readonly logarithmic: boolean }
  | ({ readonly kind: "skew-normal" } & SkewNormal);

/** A continuous distribution; with its form where it has one. */
export interface Curve extends FixedDistribution {
  readonly form?: CurveForm;
}

/** A record of the catalogue as it stands. */
export function recordForm(distribution: string, parameters: readonly number[], base = 0, scale = 1, exponential = false): CurveForm {
  return { kind: "record", distribution, parameters, base, scale, exponential };
}

/** The distribution that a form describes. */
export function curveOf(form: CurveForm): Curve {
  if (form.kind === "table") return { ...tableCurve(form), form };
  if (form.kind === "skew-normal") return { ...skewNormal(form), form };
  const record = distributions.get(form.distribution);
  if (record === undefined) throw new Error(`No distribution is called ${form.distribution}.`);
  const inner = fix(record, form.parameters);
  const { base, scale, exponential } = form;
  if (base === 0 && scale === 1 && !exponential) return { ...inner, form };
  const there = (y: number) => base + scale * (exponential ? exp(y) : y);
  const back = (x: number) => (exponential ? ln((x - base) / scale) : (x - base) / scale);
  const isOutside = (x: number) => exponential && !((x - base) / scale > 0);
  const below = (x: number) => (isOutside(x) ? 0 : inner.cdf(back(x)));
  const cdf = (x: number) => (scale > 0 ? below(x) : isOutside(x) ? 1 : 1 - inner.cdf(back(x)));
  const ends = [there(inner.support[0]), there(inner.support[1])];
  return {
    form,
    discrete: false,
    support: scale > 0 ? [ends[0]!, ends[1]!] : [ends[1]!, ends[0]!],
    density: (x) => (isOutside(x) ? 0 : inner.density(back(x)) / Math.abs(exponential ? x - base : scale)),
    cdf,
    cdfBelow: cdf,
    quantile: (u) => there(inner.quantile(scale > 0 ? u : 1 - u)),
    mean: exponential ? (scale > 0 ? Infinity : -Infinity) : base + scale * inner.mean,
    variance: exponential ? Infinity : scale * scale * inner.variance,
  };
}

/** A table as a form; probabilities that repeat, as an empty interval leaves them, are told apart by less than anybody sees. */
export function tableForm(probabilities: readonly number[], values: readonly number[], logarithmic = false): CurveForm {
  const rising: number[] = [];
  for (const probability of probabilities) {
    const before = rising.at(-1);
    rising.push(before !== undefined && probability <= before ? before + 1e-12 : probability);
  }
  const last = rising.at(-1)!;
  return { kind: "table", probabilities: last > 1 ? rising.map((p) => p / last) : rising, values, logarithmic };
}

type TableForm = CurveForm & { readonly kind: "table" };

function tableCurve({ probabilities, values, logarithmic }: TableForm): FixedDistribution {
  const places = logarithmic ? values.map(ln) : values;
  const lookUp = (at: number, from: readonly number[], to: readonly number[]) => {
    const k = pieceOf(at, from);
    const width = from[k + 1]! - from[k]!;
    const share = width > 0 ? (at - from[k]!) / width : 1;
    return to[k]! + share * (to[k + 1]! - to[k]!);
  };
  const [low, high] = [values[0]!, values.at(-1)!];
  const cdf = (x: number) => (x <= low ? 0 : x >= high ? 1 : lookUp(logarithmic ? ln(x) : x, places, probabilities));
  const quantile = (u: number) => {
    if (!(u >= 0 && u <= 1)) return Number.NaN;
    if (u === 0) return low;
    if (u === 1) return high;
    const place = lookUp(u, probabilities, places);
    return logarithmic ? exp(place) : place;
  };
  const moment = (power: 1 | 2, about: number) => {
    let sum = 0;
    for (let k = 0; k + 1 < values.length; k += 1) {
      const weight = probabilities[k + 1]! - probabilities[k]!;
      sum += weight * pieceMoment(values[k]!, values[k + 1]!, power, about, logarithmic);
    }
    return sum;
  };
  const mean = moment(1, 0);
  return {
    discrete: false,
    support: [low, high],
    density: (x) => {
      if (!(x >= low && x <= high)) return 0;
      const place = logarithmic ? ln(x) : x;
      const k = pieceOf(place, places);
      return (probabilities[k + 1]! - probabilities[k]!) / (places[k + 1]! - places[k]!) / (logarithmic ? x : 1);
    },
    cdf,
    cdfBelow: cdf,
    quantile,
    mean,
    variance: moment(2, mean),
  };
}

/** The average of (x - about)^power over one piece, on which x or its logarithm is uniform. */
function pieceMoment(a: number, b: number, power: 1 | 2, about: number, logarithmic: boolean): number {
  const width = logarithmic ? ln(b / a) : b - a;
  const first = logarithmic && width > 1e-9 ? (b - a) / width : (a + b) / 2;
  if (power === 1) return first - about;
  const second = logarithmic && width > 1e-9 ? ((b - a) * (b + a)) / (2 * width) : (a * a + a * b + b * b) / 3;
  if (logarithmic) return second - 2 * about * first + about * about;
  return ((a - about) * (a - about) + (a - about) * (b - about) + (b - about) * (b - about)) / 3;
}

/** The index of the piece between two rising numbers in which a number lies. */
export function pieceOf(at: number, rising: readonly number[]): number {
  let low = 0;
  let high = rising.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < at) low = middle;
    else high = middle;
  }
  return low;
}

/** Any continuous curve as a table of quantiles, dense in the tails, for a model that has no other way to draw from it. */
export function tableOf(curve: FixedDistribution, pieces = 512): CurveForm {
  const probabilities: number[] = [];
  for (let k = 0; k <= pieces; k += 1) {
    const t = -14 + (28 * k) / pieces;
    probabilities.push(t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));
  }
  const values = probabilities.map((u) => curve.quantile(u));
  const kept = values.flatMap((value, k) => (k === 0 || value > values[k - 1]! ? [k] : []));
  const rising = kept.map((k) => probabilities[k]!);
  rising[0] = 0;
  rising[rising.length - 1] = 1;
  return tableForm(
    rising,
    kept.map((k) => values[k]!),
  );
}
