/** What a distribution is: one record with its parameters, formulas and ways of being written down. Everything else that the project says of a distribution is derived from it. */
import { checkedInterval, checkedQuantiles } from "./fitting.js";
import { remembered } from "./remembered.js";

/** How a parameter's unit follows from that of the quantity: the same, one over it, or a plain number. */
export type ParameterUnit = "value" | "inverse-value" | "number";

/** One natural parameter. */
export interface Parameter {
  readonly name: string;
  readonly doc: string;
  readonly unit: ParameterUnit;
}

/** Another set of parameters by which the distribution may be written, or in words why they describe none. */
export interface Alternative {
  readonly names: readonly string[];
  readonly units: readonly ParameterUnit[];
  toNatural(values: readonly number[]): readonly number[] | string;
}

/**
 * A family of distributions. The array `p` holds the natural parameters in their order; `problem` says in a clause of plain words why
 * they are not possible, and all other functions may assume that they are. A distribution with no parameter of unit `value` is one of plain numbers.
 */
export interface Distribution {
  readonly name: string;
  readonly doc: string;
  /** As written in an assessment. */
  readonly example: string;
  /** Where the formulas are published. */
  readonly reference: string;
  /** Whether the values are whole numbers, each with a probability of its own. */
  readonly discrete: boolean;
  /** Whether `quantile` searches, so that a table pays when the parameters stay fixed. */
  readonly quantileBySearch?: boolean;
  readonly parameters: readonly Parameter[];
  readonly alternatives: readonly Alternative[];
  problem(p: readonly number[]): string | undefined;
  /** Least and greatest possible value. */
  support(p: readonly number[]): readonly [number, number];
  /** Probability density at x, or the probability of x itself for a discrete distribution. */
  density(x: number, p: readonly number[]): number;
  /** Probability of a value of at most x. */
  cdf(x: number, p: readonly number[]): number;
  /** The least value whose cumulative probability reaches u. */
  quantile(u: number, p: readonly number[]): number;
  mean(p: readonly number[]): number;
  variance(p: readonly number[]): number;
  /** Natural parameters under which `values` are the quantiles at `probabilities` (as many as parameters), or in words why there are none. */
  fromQuantiles?(probabilities: readonly number[], values: readonly number[]): readonly number[] | string;
  /** Natural parameters under which `low` to `high` is the central interval of probability `level`, or in words why there are none. */
  fromInterval?(low: number, high: number, level: number): readonly number[] | string;
}

/**
 * Completes a record. Quantiles and intervals reach the record's own fitting functions checked: in rising order, with finite values and
 * probabilities strictly between 0 and 1; an interval is fitted by its two quantiles when the record has no way of its own.
 */
export function defineDistribution(record: Distribution): Distribution {
  const count = record.parameters.length;
  const fit = record.fromQuantiles;
  const fitQuantiles =
    fit && ((probabilities: readonly number[], values: readonly number[]) => checkedQuantiles(count, probabilities, values, fit));
  const throughQuantiles = (low: number, high: number, level: number) => fit!([(1 - level) / 2, (1 + level) / 2], [low, high]);
  const own = record.fromInterval ?? (fit && count === 2 ? throughQuantiles : undefined);
  const interval = own && remembered(own);
  return Object.freeze({
    ...record,
    fromQuantiles: fitQuantiles,
    fromInterval: interval && ((low: number, high: number, level: number) => checkedInterval(low, high, level, interval)),
  });
}
