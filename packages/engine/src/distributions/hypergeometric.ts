/** The hypergeometric distribution. */
import { binomialTerm } from "../special/incomplete-beta.js";
import { normalQuantile } from "../special/normal.js";
import { defineDistribution } from "./distribution.js";
import { summedCdf } from "./summed.js";
import { roughQuantile, wholeQuantile } from "./whole-numbers.js";
import { notFinite, notWhole, readable, tooGreat } from "./words.js";

function least(p: readonly number[]): number {
  return Math.max(0, p[2]! + p[1]! - p[0]!);
}

function most(p: readonly number[]): number {
  return Math.min(p[1]!, p[2]!);
}

/** From three binomial probabilities at one common share (Loader 2000). */
function probability(k: number, p: readonly number[]): number {
  if (!(k >= least(p) && k <= most(p) && Math.floor(k) === k)) return 0;
  const [population, marked, draws] = [p[0]!, p[1]!, p[2]!];
  if (population === 0) return 1;
  const [share, rest] = [draws / population, (population - draws) / population];
  const within = binomialTerm(k, marked - k, share, rest) * binomialTerm(draws - k, population - marked - draws + k, share, rest);
  return within / binomialTerm(draws, population - draws, share, rest);
}

const cumulative = summedCdf((p) => {
  const [population, marked, draws] = [p[0]!, p[1]!, p[2]!];
  const mode = Math.max(least(p), Math.min(most(p), Math.floor(((marked + 1) * (draws + 1)) / (population + 2))));
  return {
    low: least(p),
    high: most(p),
    mode,
    probability: probability(mode, p),
    ratio: (k) => ((marked - k) / (k + 1)) * ((draws - k) / (population - marked - draws + k + 1)),
  };
});

function variance(p: readonly number[]): number {
  const [population, marked, draws] = [p[0]!, p[1]!, p[2]!];
  if (population < 2) return 0;
  return draws * (marked / population) * ((population - marked) / population) * ((population - draws) / (population - 1));
}

function mean(p: readonly number[]): number {
  return p[0] === 0 ? 0 : (p[2]! * p[1]!) / p[0]!;
}

/** The number of marked ones in a sample without putting back. */
export const hypergeometric = defineDistribution({
  name: "hypergeometric",
  doc: "How many marked ones a sample holds when nothing is drawn twice: faulty pieces found by an inspection, opponents in a panel chosen by lot.",
  example: "hypergeometric(population = 50, marked = 10, draws = 8)",
  reference: "Johnson, Kemp and Kotz, Univariate Discrete Distributions (2005), chapter 6",
  discrete: true,
  quantileBySearch: true,
  parameters: [
    { name: "population", doc: "How many there are in all, a whole number.", unit: "value" },
    { name: "marked", doc: "How many of them are marked, a whole number.", unit: "value" },
    { name: "draws", doc: "How many are drawn, a whole number.", unit: "value" },
  ],
  alternatives: [],
  problem: (p) => {
    const names = ["population", "number of marked ones", "number of draws"];
    const problem =
      notFinite(names, p) ??
      names.map((name, index) => notWhole(name, p[index]!)).find((each) => each !== undefined) ??
      tooGreat("population", p[0]!, 1e7, "binomial(n = draws, p = marked / population) serves as well there");
    if (problem !== undefined) return problem;
    const beyond = [1, 2].find((index) => p[index]! > p[0]!);
    return beyond === undefined
      ? undefined
      : `the ${names[beyond]} (${readable(p[beyond]!)}) must not be above the population (${readable(p[0]!)})`;
  },
  support: (p) => [least(p), most(p)],
  density: probability,
  cdf: (x, p) => (x < least(p) ? 0 : x >= most(p) ? 1 : cumulative(Math.floor(x), p)),
  quantile: (u, p) => {
    const share = p[0] === 0 ? 0 : (p[0]! - 2 * p[1]!) / p[0]!;
    const guess = roughQuantile(mean(p), Math.sqrt(variance(p)), share, normalQuantile(u));
    return wholeQuantile(u, guess, least(p), most(p), (k) => cumulative(k, p));
  },
  mean,
  variance,
});
