/** The triangular distribution. */
import { defineDistribution } from "./distribution.js";
import { threePoints } from "./fitting.js";
import { notFinite, readable } from "./words.js";

/** Why three values are not a least, a most likely and a greatest one. */
export function threePointProblem(p: readonly number[]): string | undefined {
  const [min = NaN, mode = NaN, max = NaN] = p;
  const problem = notFinite(["minimum", "mode", "maximum"], p);
  if (problem !== undefined) return problem;
  if (!(min < max)) return `the minimum (${readable(min)}) must be less than the maximum (${readable(max)})`;
  if (mode < min || mode > max)
    return `the mode (${readable(mode)}) must lie between the minimum (${readable(min)}) and the maximum (${readable(max)})`;
  return undefined;
}

/** On 0 to 1 with the peak at `peak`. */
function standardQuantile(u: number, peak: number): number {
  return u <= peak ? Math.sqrt(u * peak) : 1 - Math.sqrt((1 - u) * (1 - peak));
}

/** Straight lines up to a most likely value and down again. */
export const triangular = defineDistribution({
  name: "triangular",
  doc: "Rises in a straight line from the least to the most likely value and falls in a straight line to the greatest: rough judgements on three points.",
  example: "triangular(min = 1, mode = 2, max = 6)",
  reference: "Kotz and van Dorp, Beyond Beta (2004), chapter 1",
  discrete: false,
  parameters: [
    { name: "min", doc: "The least possible value.", unit: "value" },
    { name: "mode", doc: "The most likely value.", unit: "value" },
    { name: "max", doc: "The greatest possible value.", unit: "value" },
  ],
  alternatives: [],
  problem: threePointProblem,
  support: (p) => [p[0]!, p[2]!],
  density: (x, p) => {
    const [min, mode, max] = [p[0]!, p[1]!, p[2]!];
    if (x < min || x > max) return 0;
    if (x === mode) return 2 / (max - min);
    return x < mode ? (2 * (x - min)) / ((max - min) * (mode - min)) : (2 * (max - x)) / ((max - min) * (max - mode));
  },
  cdf: (x, p) => {
    const [min, mode, max] = [p[0]!, p[1]!, p[2]!];
    if (x <= min) return 0;
    if (x >= max) return 1;
    return x <= mode ? ((x - min) * (x - min)) / ((max - min) * (mode - min)) : 1 - ((max - x) * (max - x)) / ((max - min) * (max - mode));
  },
  quantile: (u, p) => {
    const [min, mode, max] = [p[0]!, p[1]!, p[2]!];
    const width = max - min;
    return u * width <= mode - min ? min + Math.sqrt(u * width * (mode - min)) : max - Math.sqrt((1 - u) * width * (max - mode));
  },
  mean: (p) => (p[0]! + p[1]! + p[2]!) / 3,
  variance: (p) => {
    const [min, mode, max] = [p[0]!, p[1]!, p[2]!];
    return ((max - min) * (max - min) - (max - mode) * (mode - min)) / 18;
  },
  fromQuantiles: (probabilities, values) => threePoints("triangular", probabilities, values, standardQuantile),
  fromInterval: (low, high, level) => {
    const middle = low + (high - low) / 2;
    const half = (high - low) / 2 / (1 - Math.sqrt(1 - level));
    return [middle - half, middle, middle + half];
  },
});
