/** A distribution by a table of its quantiles, for curves that have no family of their own: what several experts say, put together. */
import { exp, ln } from "../elementary.js";
import { type Distribution, defineDistribution, type Parameter } from "./distribution.js";
import type { FixedDistribution } from "./fixed-distribution.js";
import { notFinite } from "./words.js";

/** Its name in a graph. */
export const tabledName = "tabled";

/** The table is even on the logarithm of the odds of u, from 3 in 10 million to as near to 1; so it is as fine in the tails as in the middle. */
const reach = 15;
const perStep = 16;
const count = 2 * reach * perStep + 1;

const logitAt = (index: number) => index / perStep - reach;
const chanceAt = (t: number) => (t < 0 ? exp(t) / (1 + exp(t)) : 1 / (1 + exp(-t)));

/** The parameters of the tabled distribution with these quantiles, which must rise with u. */
export function tabledParameters({ quantile }: Pick<FixedDistribution, "quantile">): readonly number[] {
  return Array.from({ length: count }, (_, index) => quantile(chanceAt(logitAt(index))));
}

/** The slope at a place of the table: the harmonic mean of those on its sides, so that the curve rises wherever the table does (Fritsch and Butland 1984). */
function slopeAt(p: readonly number[], index: number): number {
  const before = index > 0 ? p[index]! - p[index - 1]! : p[1]! - p[0]!;
  const after = index < count - 1 ? p[index + 1]! - p[index]! : before;
  return before > 0 && after > 0 ? (2 * before * after) / (before + after) : 0;
}

/** Value and slope, both per step of the table, at `share` of the way from one place to the next. */
function between(p: readonly number[], index: number, share: number): readonly [value: number, slope: number] {
  const [low, high] = [p[index]!, p[index + 1]!];
  const [left, right] = [slopeAt(p, index), slopeAt(p, index + 1)];
  const rise = high - low;
  const [square, bend] = [3 * rise - 2 * left - right, left + right - 2 * rise];
  const value = low + share * (left + share * (square + share * bend));
  return [Math.min(high, Math.max(low, value)), Math.max(0, left + share * (2 * square + 3 * share * bend))];
}

/** Between which places of the table a value lies, and how far. The value lies inside the table. */
function placeOf(x: number, p: readonly number[]): readonly [index: number, share: number] {
  let [low, high] = [0, count - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (p[middle]! < x) low = middle;
    else high = middle;
  }
  let [from, to] = [0, 1];
  for (let round = 0; round < 54; round += 1) {
    const middle = (from + to) / 2;
    if (between(p, low, middle)[0] < x) from = middle;
    else to = middle;
  }
  return [low, (from + to) / 2];
}

function moment(p: readonly number[], of: (x: number) => number): number {
  let [sum, weights] = [0, 0];
  for (let step = 0; step <= 4 * (count - 1); step += 1) {
    const decay = exp(-Math.abs(step / 4 / perStep - reach));
    const weight = decay / ((1 + decay) * (1 + decay));
    const index = Math.min(count - 2, Math.floor(step / 4));
    sum += weight * of(between(p, index, step / 4 - index)[0]);
    weights += weight;
  }
  return sum / weights;
}

const names = Array.from({ length: count }, (_, index) => `quantile ${index + 1}`);

/** The record; its parameters are from `tabledParameters`. */
export const tabled: Distribution = defineDistribution({
  name: tabledName,
  doc: "A curve by its quantiles.",
  example: "",
  reference: "Fritsch and Butland, SIAM Journal on Scientific and Statistical Computing 5 (1984) 300",
  discrete: false,
  parameters: names.map((name): Parameter => ({ name, doc: "A quantile.", unit: "value" })),
  alternatives: [],
  problem: (p) => {
    const problem = notFinite(names, p);
    if (problem !== undefined) return problem;
    for (let index = 1; index < count; index += 1) if (p[index]! < p[index - 1]!) return "its quantiles must rise";
    return p[0]! < p[count - 1]! ? undefined : "its quantiles must not all be the same";
  },
  support: (p) => [p[0]!, p[count - 1]!],
  density: (x, p) => {
    if (!(x > p[0]! && x < p[count - 1]!)) return 0;
    const [index, share] = placeOf(x, p);
    const u = chanceAt(logitAt(index) + share / perStep);
    const slope = between(p, index, share)[1] * perStep;
    return slope > 0 ? (u * (1 - u)) / slope : Infinity;
  },
  cdf: (x, p) => {
    if (x <= p[0]!) return 0;
    if (x >= p[count - 1]!) return 1;
    const [index, share] = placeOf(x, p);
    return chanceAt(logitAt(index) + share / perStep);
  },
  quantile: (u, p) => {
    const place = (ln(u / (1 - u)) + reach) * perStep;
    if (!(place > 0)) return p[0]!;
    if (place >= count - 1) return p[count - 1]!;
    const index = Math.floor(place);
    return between(p, index, place - index)[0];
  },
  mean: (p) => moment(p, (x) => x),
  variance: (p) => {
    const mean = moment(p, (x) => x);
    return moment(p, (x) => (x - mean) * (x - mean));
  },
});
