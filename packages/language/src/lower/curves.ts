/** Curves through judgements and their pools, remembered from one lowering to the next, and the nodes that draw from them. */
import {
  type Curve,
  type CurveForm,
  curveOf,
  distributions,
  type FitFamily,
  feedbackProbabilities,
  fitQuantiles,
  fix,
  isJudgementProblem,
  type JudgementProblem,
  type NodeId,
  poolQuantities,
  type QuantileJudgement,
  type QuantityPool,
  tabledName,
  tabledParameters,
} from "@outweigh/engine";
import type { PoolKind } from "../assessment.js";
import type { JudgedCurve, JudgedFit } from "../judged.js";
import type { Model } from "./model.js";

/** Families that may be the best one: all with a mean. The skew normal has a number more than the others and would win nearly always. */
const candidates: readonly FitFamily[] = ["beta", "lognormal", "gamma", "mirror_lognormal", "mirror_gamma", "normal", "student_t"];

/** The families that a judgement may ask for, and how they are written. */
export const fitWords: readonly string[] = ["best", ...candidates, "log_t", "mirror_log_t", "skew_normal", "metalog", "piecewise_linear"];

/** A fit with the curve that it describes. */
export interface Fitted {
  readonly fit: JudgedFit;
  readonly form: CurveForm;
}

const most = 2000;
const fits = new Map<string, Fitted | JudgementProblem>();
const pools = new Map<string, Pooled | string>();

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.delete(key);
  known.set(key, found);
  if (known.size > most) known.delete(known.keys().next().value!);
  return found;
}

/** The curve through a judgement, of the family asked for or of the one that comes nearest; or why there is none. */
export function fitted(judgement: QuantileJudgement, family: FitFamily | "best", isAssumedPositive: boolean): Fitted | JudgementProblem {
  return remember(fits, JSON.stringify([judgement, family, isAssumedPositive]), () => {
    const found = family === "best" ? nearest(judgement) : fitQuantiles(judgement, family);
    if (isJudgementProblem(found)) return found;
    const { probabilities, values, lower, upper } = judgement;
    const { fitted: shares, squares, missed, beyondLimits } = found;
    const curve = described(found.curve);
    if (typeof curve === "string") return { kind: "infeasible", reason: curve };
    const { family: name, form } = found;
    const said = { probabilities, values, lower, upper, isAssumedPositive };
    return { fit: { ...said, ...curve, family: name, isChosen: family !== "best", fitted: shares, squares, missed, beyondLimits }, form };
  });
}

function nearest(judgement: QuantileJudgement): ReturnType<typeof fitQuantiles> {
  const found = candidates.map((family) => fitQuantiles(judgement, family));
  const made = found.flatMap((each) => (isJudgementProblem(each) ? [] : [each]));
  const least = Math.min(...made.map((each) => each.squares));
  return made.find((each) => each.squares <= least + 1e-10) ?? found[candidates.indexOf("normal")]!;
}

/** Moments, quantiles and table of a curve, all from the table that is drawn from; in words why it cannot be drawn from. */
function described(curve: Curve): JudgedCurve | string {
  const table = tabledParameters(curve);
  const record = distributions.get(tabledName)!;
  if (record.problem(table) !== undefined)
    return "its tails reach beyond what can be computed; give limits (at least, at most), or name another family";
  const made = fix(record, table);
  const exact = curve.form?.kind === "record" && Number.isFinite(curve.mean) && Number.isFinite(curve.variance);
  return {
    mean: exact ? curve.mean : made.mean,
    sd: Math.sqrt(exact ? curve.variance : made.variance),
    quantiles: feedbackProbabilities.map((probability) => ({ probability, value: curve.quantile(probability) })),
    table,
  };
}

/** A pooled curve; `form` where it is that of one record. */
export interface Pooled {
  readonly curve: JudgedCurve & { readonly within: number; readonly between: number };
  readonly form: CurveForm | undefined;
}

const poolNames: Readonly<Record<PoolKind, QuantityPool>> = {
  linear: { kind: "linear" },
  log: { kind: "density-log" },
  quantiles: { kind: "quantile-average" },
  odds: { kind: "log" },
};

/** The pool of curves, or in words why there is none. */
export function pooled(parts: readonly Fitted[], weights: readonly number[], pool: PoolKind): Pooled | string {
  const forms = parts.map(({ form }) => form);
  return remember(pools, JSON.stringify([forms, weights, pool]), () => {
    const found = poolQuantities(forms.map(curveOf), poolNames[pool], weights);
    if (typeof found === "string") return found;
    const curve = described(found.curve);
    if (typeof curve === "string") return curve;
    return { curve: { ...curve, within: found.within, between: found.between }, form: found.curve.form };
  });
}

/** A node that draws from a pooled curve, in base units: `scale` is the size of the unit in which it is written. */
export function drawCurve({ builder }: Model, stream: string, { curve, form }: Pooled, scale: number): NodeId {
  const isPlain = form?.kind === "record" && form.base === 0 && form.scale > 0 && !form.exponential;
  const factor = isPlain ? form.scale * scale : 1;
  const parameters = isPlain ? form.parameters : curve.table.map((value) => value * scale);
  const drawn = builder.draw({
    distribution: isPlain ? form.distribution : tabledName,
    parameters: parameters.map((value) => builder.number(value)),
    stream,
    independentOver: [],
  });
  return factor === 1 ? drawn : builder.apply("multiply", drawn, builder.number(factor));
}
