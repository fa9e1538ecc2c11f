/** The catalogue of distributions. A new one is a record in a file of its own and a line here. */
import { bernoulli } from "./bernoulli.js";
import { beta } from "./beta.js";
import { betaBinomial } from "./beta-binomial.js";
import { binomial } from "./binomial.js";
import { cauchy } from "./cauchy.js";
import { chiSquare } from "./chi-square.js";
import type { Distribution } from "./distribution.js";
import { exponential } from "./exponential.js";
import { fisherF } from "./fisher-f.js";
import { gamma } from "./gamma.js";
import { geometric } from "./geometric.js";
import { gumbel } from "./gumbel.js";
import { hypergeometric } from "./hypergeometric.js";
import { inverseGamma } from "./inverse-gamma.js";
import { laplace } from "./laplace.js";
import { logistic } from "./logistic.js";
import { loglogistic } from "./loglogistic.js";
import { lognormal } from "./lognormal.js";
import { metalogNamed } from "./metalog.js";
import { negativeBinomial } from "./negative-binomial.js";
import { normal } from "./normal.js";
import { pareto } from "./pareto.js";
import { pert } from "./pert.js";
import { poisson } from "./poisson.js";
import { smoothedNamed } from "./smoothed.js";
import { studentT } from "./student-t.js";
import { tabled } from "./tabled.js";
import { triangular } from "./triangular.js";
import { uniform } from "./uniform.js";
import { weibull } from "./weibull.js";

const records = [
  normal,
  lognormal,
  uniform,
  triangular,
  pert,
  beta,
  gamma,
  exponential,
  weibull,
  logistic,
  loglogistic,
  studentT,
  pareto,
  gumbel,
  laplace,
  cauchy,
  inverseGamma,
  chiSquare,
  fisherF,
  bernoulli,
  binomial,
  poisson,
  negativeBinomial,
  geometric,
  hypergeometric,
  betaBinomial,
];

/** The catalogue. It lists the families with a fixed number of parameters; those with any number are made when asked for by the name of their size, such as `metalog 5`. */
class Catalogue extends Map<string, Distribution> {
  override get(name: string): Distribution | undefined {
    return super.get(name) ?? metalogNamed(name) ?? smoothedNamed(name) ?? (name === tabled.name ? tabled : undefined);
  }
}

/** All distributions with parameters, by name. */
export const distributions: ReadonlyMap<string, Distribution> = new Catalogue(records.map((record) => [record.name, record]));

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
export { type Bounds, fitMetalog, metalogName, mostMetalogTerms } from "./metalog.js";
export { mixture, mixtureProblem } from "./mixture.js";
export { mostSmoothedValues, silvermanBandwidth, smoothedName } from "./smoothed.js";
export { tabledName, tabledParameters } from "./tabled.js";
export { truncated, truncationProblem } from "./truncation.js";
