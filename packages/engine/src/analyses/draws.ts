/** What analyses of finished draws read and give: columns of numbers, an estimate with its error, and the reasons for which there is no answer. */

/** The draws of one uncertain input: a column for each of its cells, most often one. All columns of an analysis have one length. */
export interface InputDraws {
  readonly name: string;
  readonly columns: readonly Float64Array[];
}

/** What every option is worth in every draw, more being better, on common random numbers. */
export interface OptionDraws {
  readonly options: readonly string[];
  /** A column per option; losses and costs come negated. */
  readonly benefits: readonly Float64Array[];
  /** Whether draw j belongs to replicate j % 8 of a randomised sequence, from whose differences standard errors are taken; independent draws otherwise. */
  readonly replicated: boolean;
}

/** A number with the standard error of the simulation behind it. */
export interface Estimated {
  readonly value: number;
  readonly error: number;
}

/** Why an analysis has no answer; `name` says of what, `have` and `need` how many where that is the matter. */
export interface Unsuitable {
  readonly kind: "unsuitable";
  readonly reason:
    | "too-few-draws"
    | "too-few-options"
    | "no-inputs"
    | "no-objective"
    | "not-enough-objectives"
    | "constant"
    | "perfectly-correlated"
    | "all-barred"
    | "infinite-variance"
    | "not-finite"
    | "no-time"
    | "no-scenarios"
    | "no-experts"
    | "no-ranges"
    | "no-weights"
    | "no-threshold"
    | "no-risk-tolerance"
    | "no-pathway"
    | "no-evidence"
    | "none-of-interest"
    | "all-of-interest"
    | "few-of-interest"
    | "empty-range"
    | "not-a-probability"
    | "not-a-rate"
    | "no-study"
    | "independent"
    | "no-studies"
    | "conditioned"
    | "follows-statistic"
    | "too-many-inputs";
  readonly name?: string;
  readonly have?: number;
  readonly need?: number;
}

/** Whether an analysis has no answer. */
export function isUnsuitable(result: object): result is Unsuitable {
  return "kind" in result && result.kind === "unsuitable";
}
