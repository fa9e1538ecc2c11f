/** The catalogue of distributions. A new one is a record in a file of its own and a line here. */
import { bernoulli } from "./bernoulli.js";
import { beta } from "./beta.js";
import { binomial } from "./binomial.js";
import type { Distribution } from "./distribution.js";
import { exponential } from "./exponential.js";
import { gamma } from "./gamma.js";
import { lognormal } from "./lognormal.js";
import { normal } from "./normal.js";
import { pert } from "./pert.js";
import { poisson } from "./poisson.js";
import { triangular } from "./triangular.js";
import { uniform } from "./uniform.js";

/** All distributions with parameters, by name. */
export const distributions: ReadonlyMap<string, Distribution> = new Map(
  [normal, lognormal, uniform, triangular, pert, beta, gamma, exponential, bernoulli, binomial, poisson].map((record) => [
    record.name,
    record,
  ]),
);

/** The names of the shapes that can have `low` to `high` as their central interval of probability `level`. */
export function fittingShapes(low: number, high: number, level: number): readonly string[] {
  return [...distributions.values()]
    .filter((record) => record.fromInterval !== undefined && typeof record.fromInterval(low, high, level) !== "string")
    .map((record) => record.name);
}

export type { Alternative, Distribution, Parameter, ParameterUnit } from "./distribution.js";
export { defineDistribution } from "./distribution.js";
export type { FixedDistribution } from "./fixed-distribution.js";
export { fix } from "./fixed-distribution.js";
export { discrete, discreteProblem, empirical, empiricalProblem, point } from "./listed-values.js";
export { mixture, mixtureProblem } from "./mixture.js";
export { quantileTable } from "./quantile-table.js";
export { truncated, truncationProblem } from "./truncation.js";
