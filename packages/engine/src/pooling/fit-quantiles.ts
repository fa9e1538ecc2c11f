/** A distribution for an expert's quantiles: least squares on the probabilities, as in SHELF (Oakley and O'Hagan), a metalog, or straight lines through the judgement. */
import { fitMetalog, metalogName } from "../distributions/metalog.js";
import { readable } from "../distributions/words.js";
import { type Curve, type CurveForm, curveOf, recordForm, tableForm } from "./curve.js";
import { families, type LeastSquaresFamily } from "./families.js";
import { isJudgementProblem, type JudgementProblem, type QuantileJudgement, type RisingJudgement, risingJudgement } from "./judgement.js";
import { leastNear } from "./nelder-mead.js";

/** What can be fitted: a family by least squares, the metalog, or the straight lines of `piecewise_linear`. */
export type FitFamily = LeastSquaresFamily | "metalog" | "piecewise_linear";

/** All that can be fitted. */
export const fitFamilies: readonly FitFamily[] = [...(Object.keys(families) as LeastSquaresFamily[]), "metalog", "piecewise_linear"];

/** How one family did. */
export interface FitCandidate {
  readonly family: LeastSquaresFamily;
  /** The sum of squared misses of the probabilities. */
  readonly squares?: number;
  readonly problem?: JudgementProblem;
}

/** A distribution fitted to a judgement. Lists that follow the judgement have its order. */
export interface FittedQuantiles {
  readonly family: FitFamily;
  readonly form: CurveForm;
  readonly curve: Curve;
  /** The fitted cumulative probability at each judged value. */
  readonly fitted: readonly number[];
  /** The weighted sum of squared misses; judgements of 0 and 1 are limits and do not count. */
  readonly squares: number;
  /** Indexes of the judgements that the fit misses by more than 0.05. */
  readonly missed: readonly number[];
  /** The probability that the fit gives to values beyond the limits. */
  readonly beyondLimits: number;
  /** Quantiles to show back to the expert, those at 5 % and 95 % among them. */
  readonly feedback: readonly { readonly probability: number; readonly value: number }[];
  /** With `best`: the families that were compared, the chosen one among them. */
  readonly candidates?: readonly FitCandidate[];
}

/** The number of terms of a metalog (as many as judgements when missing, sixteen at most) and the probabilities at which quantiles are shown back. */
export interface FitOptions {
  readonly terms?: number;
  readonly feedback?: readonly number[];
}

/** The probabilities at which the fit is shown back to the expert. */
export const feedbackProbabilities: readonly number[] = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

/** From which miss of a judged probability the fit is called into question. */
export const greatestMiss = 0.05;

/**
 * Fits a family, or with `best` the one of least squares among all but the skew normal, whose third number would win nearly always; of
 * families that do equally well, one that keeps the limits. Least squares need a judgement below 40 % and one above 60 %.
 */
export function fitQuantiles(
  judgement: QuantileJudgement,
  family: FitFamily | "best",
  options: FitOptions = {},
): FittedQuantiles | JudgementProblem {
  const rising = risingJudgement(judgement);
  if (isJudgementProblem(rising)) return rising;
  if (family === "best") return bestFit(judgement, rising, options);
  const form = formOf(rising, family, options.terms);
  return isJudgementProblem(form) ? form : describe(judgement, rising, family, form, options);
}

function formOf(rising: RisingJudgement, family: FitFamily, terms: number | undefined): CurveForm | JudgementProblem {
  if (family === "metalog") return metalogForm(rising, terms);
  if (family === "piecewise_linear") return straightLines(rising);
  const { needs, freeNumbers, search } = families[family];
  const missing = needs.filter((limit) => rising[limit] === undefined);
  const named = family.replaceAll("_", " ");
  if (missing.length > 0)
    return { kind: "outside-support", reason: `a ${named} fit needs the ${missing.join(" and the ")} limit of the quantity` };
  if (rising.values.length < freeNumbers)
    return {
      kind: "too-few",
      reason: `a ${named} fit takes at least ${freeNumbers} judgements strictly between 0 % and 100 %, but there are ${rising.values.length}`,
    };
  if (!(rising.probabilities.some((p) => p < 0.4) && rising.probabilities.some((p) => p > 0.6)))
    return { kind: "too-few", reason: "a fit takes at least one judgement below 40 % and one above 60 %" };
  const { starts, form } = search(rising);
  const squares = (free: readonly number[]) => squaresOf(curveOf(form(free)), rising);
  const found = starts.map((start) => leastNear(squares, start)).reduce((best, next) => (next.value < best.value ? next : best));
  if (found.value === Infinity) return { kind: "infeasible", reason: `no ${named} distribution comes near these judgements` };
  return form(found.at);
}

function squaresOf(curve: Curve, { values, probabilities, weights }: RisingJudgement): number {
  return values.reduce((sum, x, k) => {
    const miss = curve.cdf(x) - probabilities[k]!;
    return sum + weights[k]! * miss * miss;
  }, 0);
}

function metalogForm(
  { probabilities, values, lower, upper }: RisingJudgement,
  terms = Math.min(values.length, 16),
): CurveForm | JudgementProblem {
  if (values.length < 2)
    return {
      kind: "too-few",
      reason: `a metalog takes at least two judgements strictly between 0 % and 100 %, but there are ${values.length}`,
    };
  const fit = fitMetalog(probabilities, values, terms, { min: lower, max: upper });
  return typeof fit === "string" ? { kind: "infeasible", reason: fit } : recordForm(metalogName(terms, { min: lower, max: upper }), fit);
}

function straightLines({ probabilities, values, lower, upper }: RisingJudgement): CurveForm | JudgementProblem {
  if (lower === undefined || upper === undefined)
    return { kind: "outside-support", reason: "straight lines through a judgement need the lower and the upper limit of the quantity" };
  return tableForm([0, ...probabilities, 1], [lower, ...values, upper]);
}

function bestFit(judgement: QuantileJudgement, rising: RisingJudgement, options: FitOptions): FittedQuantiles | JudgementProblem {
  const tried = (Object.keys(families) as LeastSquaresFamily[])
    .filter((family) => family !== "skew_normal")
    .map((family) => ({ family, form: formOf(rising, family, undefined) }));
  const scored = tried.map(({ family, form }) => ({
    family,
    form,
    squares: isJudgementProblem(form) ? Infinity : squaresOf(curveOf(form), rising),
  }));
  const least = Math.min(...scored.map(({ squares }) => squares));
  const chosen = scored.find(({ squares }) => squares <= least + 1e-10);
  if (chosen === undefined || isJudgementProblem(chosen.form))
    return scored.find(({ family }) => family === "normal")!.form as JudgementProblem;
  const candidates = scored.map(
    ({ family, form, squares }): FitCandidate => (isJudgementProblem(form) ? { family, problem: form } : { family, squares }),
  );
  return { ...describe(judgement, rising, chosen.family, chosen.form, options), candidates };
}

function describe(
  judgement: QuantileJudgement,
  rising: RisingJudgement,
  family: FitFamily,
  form: CurveForm,
  { feedback = feedbackProbabilities }: FitOptions,
): FittedQuantiles {
  const curve = curveOf(form);
  const fitted = judgement.values.map((x) => curve.cdf(x));
  const { lower = -Infinity, upper = Infinity } = rising;
  return {
    family,
    form,
    curve,
    fitted,
    squares: squaresOf(curve, rising),
    missed: rising.order.filter((index) => Math.abs(fitted[index]! - judgement.probabilities[index]!) > greatestMiss).sort((a, b) => a - b),
    beyondLimits: (lower === -Infinity ? 0 : curve.cdf(lower)) + (upper === Infinity ? 0 : 1 - curve.cdf(upper)),
    feedback: feedback.map((probability) => ({ probability, value: curve.quantile(probability) })),
  };
}

/** Probabilities of all states of a chance, as an expert gave them, scaled to add up to 100 %; `sum` is what they added up to. */
export interface FittedProbabilities {
  readonly probabilities: readonly number[];
  readonly sum: number;
}

/** Probabilities that add up to within 5 % of one are taken as rounded and scaled; others are a mistake. */
export function fitProbabilities(judged: readonly number[]): FittedProbabilities | JudgementProblem {
  const bad = judged.findIndex((p) => !(p >= 0 && p <= 1));
  if (bad >= 0)
    return {
      kind: "not-a-probability",
      index: bad,
      reason: `a probability lies between 0 % and 100 %, but one is ${readable(100 * judged[bad]!)} %`,
    };
  if (judged.length < 2) return { kind: "too-few", reason: "a chance has at least two states" };
  const sum = judged.reduce((total, p) => total + p, 0);
  if (!(Math.abs(sum - 1) <= 0.05))
    return { kind: "infeasible", reason: `the probabilities must add up to 100 %, but they add up to ${readable(100 * sum)} %` };
  return { probabilities: judged.map((p) => p / sum), sum };
}
