/** Observations: facts on which every result is conditioned, as likelihoods of the draws. */
import type { NodeId, Observation } from "@outweigh/engine";
import type { ObservationDeclaration } from "../assessment.js";
import { mustBeFixed } from "../diagnostics/model.js";
import { observationCertain, observationVaries } from "../diagnostics/observations.js";
import type { Measured } from "../evaluated.js";
import type { Expression } from "../syntax.js";
import { placedNumber } from "./arithmetic.js";
import { asCondition, unify } from "./combine.js";
import { elaborate } from "./expression.js";
import { lowerMeasurement } from "./measurement.js";
import { type Model, type Scope, scopeOf } from "./model.js";

/** An observation with what was measured, where that is one number. */
export interface LoweredObservation {
  readonly observation: Observation;
  readonly measured: Measured | undefined;
}

/** Lowers an observation: a condition has the likelihood 1 or 0, a measured value that of its error. */
export function lowerObservation(model: Model, declaration: ObservationDeclaration): LoweredObservation | undefined {
  const { that, measured } = declaration;
  const name = declaration.id;
  const scope = scopeOf(`observation:${name}`);
  if (measured) return lowerMeasured(model, scope, name, that, measured);
  const condition = asCondition(model, elaborate(model, scope, that), that.span);
  if (!condition || !isTelling(model, condition.node, [], that)) return undefined;
  return { observation: { name, logLikelihood: model.builder.apply("ln", condition.node) }, measured: undefined };
}

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
function isTelling(model: Model, node: NodeId, over: readonly string[], expression: Expression): boolean {
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
