/** Observations: facts on which every result is conditioned, as likelihoods of the draws. */
import type { NodeId, Observation } from "@outweigh/engine";
import type { ObservationDeclaration } from "../assessment.js";
import { indicatorProblem } from "../diagnostics/indicators.js";
import { mustBeFixed } from "../diagnostics/model.js";
import { observationCertain, observationVaries } from "../diagnostics/observations.js";
import type { Measured } from "../evaluated.js";
import type { Expression } from "../syntax.js";
import { placedNumber } from "./arithmetic.js";
import { asCondition, asNumber, asPlain, unify } from "./combine.js";
import { elaborate } from "./expression.js";
import { lowerMeasurement } from "./measurement.js";
import { type Model, type Scope, scopeOf } from "./model.js";
import { standsAlone } from "./stands-alone.js";

/** An observation with what was measured, where that is one number. */
export interface LoweredObservation {
  readonly observation: Observation;
  readonly measured: Measured | undefined;
}

/** Lowers an observation: a condition has the likelihood 1 or 0, a measured value that of its error. */
export function lowerObservation(model: Model, declaration: ObservationDeclaration): LoweredObservation | undefined {
  const { that, measured, ratio } = declaration;
  const name = declaration.id;
  const scope = scopeOf(`observation:${name}`);
  if (measured) return lowerMeasured(model, scope, name, that, measured);
  const condition = asCondition(model, elaborate(model, scope, that), that.span);
  if (!condition || !isTelling(model, condition.node, [], that)) return undefined;
  const { builder } = model;
  if (!ratio) return { observation: { name, logLikelihood: builder.apply("ln", condition.node) }, measured: undefined };
  const times = likelihoodRatio(model, ratio);
  const logLikelihood =
    times === undefined ? undefined : builder.apply("multiply", condition.node, builder.apply("ln", builder.number(times)));
  return logLikelihood === undefined ? undefined : { observation: { name, logLikelihood }, measured: undefined };
}

/** A likelihood ratio: a plain number above 0. Anything else is reported. */
export function likelihoodRatio(model: Model, ratio: Expression): number | undefined {
  const what = "A likelihood ratio";
  if (!standsAlone(model, ratio, what)) return undefined;
  const written = asNumber(model, elaborate(model, scopeOf("likelihood"), ratio), ratio.span, what);
  const value = written && asPlain(model, written, ratio.span, what);
  const times = value && model.builder.fixedNumber(value.node);
  if (!value || (times !== undefined && times > 0 && times < Infinity)) return times;
  if (times === undefined) model.report(mustBeFixed.at(ratio.span, { what }));
  else model.report(indicatorProblem.at(ratio.span, { problem: `a likelihood ratio is above 0, not ${times}`, remedy: likelihoodRemedy }));
  return undefined;
}

const likelihoodRemedy =
  "Write how many times as often it is seen when the condition holds than when it does not: 4; or 0.25 where it speaks against it.";

function lowerMeasured(
  model: Model,
  scope: Scope,
  name: string,
  that: Expression,
  measured: NonNullable<ObservationDeclaration["measured"]>,
): LoweredObservation | undefined {
  const { builder } = model;
  const elaborated = (of: Expression) => elaborate(model, scope, of);
  const value = placedNumber(model, that, elaborated);
  const result = placedNumber(model, measured.value, elaborated);
  const common = value && result && unify(model, [value, result], "What was measured does not match the value of the model", that.span);
  if (!value || !result || !common) return undefined;
  const fixed = builder.fixedValues(result.value.node);
  if (!fixed) {
    model.report(mustBeFixed.at(result.span, { what: "What was measured" }));
    return undefined;
  }
  const over = builder.dimensionsOf(result.value.node);
  if (!isTelling(model, value.value.node, over, that)) return undefined;
  const likelihood = lowerMeasurement(model, scope, measured.error, { value: value.value.node, result: result.value.node, common });
  if (likelihood === undefined || !isWithin(model, likelihood, over, measured.error)) return undefined;
  const logLikelihood = builder.dimensionsOf(likelihood).reduce((node, dimension) => builder.reduce("sum", dimension, node), likelihood);
  if (over.length > 0) return { observation: { name, logLikelihood }, measured: undefined };
  return { observation: { name, logLikelihood, of: value.value.node }, measured: { value: fixed[0]!, unit: common.unit } };
}

/** Whether a value can be learnt from: it differs between draws, and only over the dimensions of what was measured. */
export function isTelling(model: Model, node: NodeId, over: readonly string[], expression: Expression): boolean {
  if (!isWithin(model, node, over, expression)) return false;
  if (model.builder.randomnessOf(node) === "draws") return true;
  model.report(observationCertain.at(expression.span, { what: model.text(expression.span) }));
  return false;
}

function isWithin(model: Model, node: NodeId, over: readonly string[], expression: Expression): boolean {
  const extra = model.builder.dimensionsOf(node).find((name) => name === "option" || !over.includes(name));
  if (extra === undefined) return true;
  const text = model.text(expression.span);
  model.report(observationVaries.at(expression.span, { what: text, dimension: extra, picked: picked(model, expression, text, extra) }));
  return false;
}

/** How one member is picked of what is written: `x[hold]`, `x[2026, hold]`. */
function picked(model: Model, expression: Expression, text: string, dimension: string): string {
  const { assessment } = model.environment;
  const first = model.builder.dimension(dimension).members[0]?.id ?? "";
  const member =
    dimension === "option" ? (assessment.case.baseline ?? first) : dimension === "time" ? `${assessment.case.time?.from ?? 2026}` : first;
  if (expression.kind === "name") return `${text}[${member}]`;
  return expression.kind === "index" ? `${text.slice(0, -1)}, ${member}]` : `NAME[${member}] for each name`;
}
