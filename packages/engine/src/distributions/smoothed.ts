/** Data smoothed by a normal distribution of the same width about each value (a kernel density). There is one record for each number of values. */
import { pow } from "../elementary.js";
import { type Distribution, defineDistribution, type Parameter } from "./distribution.js";
import { type SmoothedCurve, smoothedCurve } from "./smoothed-curve.js";
import { notFinite, notPositive } from "./words.js";

/** The greatest number of values; with more the listed values themselves are smooth enough. */
export const mostSmoothedValues = 5000;

/** The name in a graph of smoothed data of so many values: `smoothed 25`. */
export function smoothedName(count: number): string {
  return `smoothed ${count}`;
}

/** The record of smoothed data with a name from `smoothedName`; undefined for other names. Its parameters are the bandwidth and the values in rising order. */
export function smoothedNamed(name: string): Distribution | undefined {
  const count = Number(/^smoothed (\d+)$/.exec(name)?.[1]);
  return count >= 1 && count <= mostSmoothedValues ? smoothed(name, count) : undefined;
}

/** The curve of the parameters asked for last: one draw after the other asks for the same. */
function rememberedCurve(count: number): (p: readonly number[]) => SmoothedCurve {
  const last = new Float64Array(count + 1).fill(NaN);
  let curve: SmoothedCurve | undefined;
  return (p) => {
    let isSame = curve !== undefined;
    for (let k = 0; isSame && k <= count; k += 1) isSame = last[k] === p[k];
    if (isSame && curve !== undefined) return curve;
    last.set(p);
    curve = smoothedCurve(p[0]!, last.slice(1));
    return curve;
  };
}

function smoothed(name: string, count: number): Distribution {
  const curveOf = rememberedCurve(count);
  const names = ["bandwidth", ...Array.from({ length: count }, (_, index) => `value ${index + 1}`)];
  const mean = (p: readonly number[]) => p.slice(1).reduce((sum, value) => sum + value / count, 0);
  return defineDistribution({
    name,
    doc: "The values of data, each spread out a little.",
    example: "smoothed(12, 15, 21, 34)",
    reference: "Silverman, Density Estimation for Statistics and Data Analysis (1986), chapter 3",
    discrete: false,
    parameters: names.map((each, index): Parameter => ({ name: each, doc: index === 0 ? "The width." : "A value.", unit: "value" })),
    alternatives: [],
    problem: (p) => {
      const problem = notFinite(names, p) ?? notPositive("bandwidth", p[0]!);
      if (problem !== undefined) return problem;
      for (let k = 2; k <= count; k += 1) if (p[k]! < p[k - 1]!) return "the values must be in rising order";
      return undefined;
    },
    support: () => [-Infinity, Infinity],
    density: (x, p) => curveOf(p).density(x),
    cdf: (x, p) => curveOf(p).below(x),
    quantile: (u, p) => curveOf(p).quantile(u),
    mean,
    variance: (p) => {
      const middle = mean(p);
      return p.slice(1).reduce((sum, value) => sum + ((value - middle) * (value - middle)) / count, 0) + p[0]! * p[0]!;
    },
  });
}

/** Silverman's rule of thumb, 0.9 min(s, R / 1.34) n^(-1/5) with s the standard deviation of the sample and R its interquartile range; or in words why there is none. */
export function silvermanBandwidth(rising: readonly number[]): number | string {
  const count = rising.length;
  if (count < 2) return "a single value does not show how far it may spread, so bandwidth = must be given";
  const mean = rising.reduce((sum, value) => sum + value, 0) / count;
  const sd = Math.sqrt(rising.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / (count - 1));
  const quartile = (share: number) => {
    const place = share * (count - 1);
    const index = Math.floor(place);
    return rising[index]! + (place - index) * ((rising[index + 1] ?? rising[index]!) - rising[index]!);
  };
  const middle = (quartile(0.75) - quartile(0.25)) / 1.34;
  if (!(sd > 0)) return "all values are the same, so that bandwidth = must be given";
  return 0.9 * (middle > 0 ? Math.min(sd, middle) : sd) * pow(count, -0.2);
}
