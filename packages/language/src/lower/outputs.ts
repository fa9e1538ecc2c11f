/** What a run keeps beside the declarations: rules, forecasts, checks and the values that stand in the prose. */
import { isDimensionless, type NodeId, type Output, plainUnit, type Unit } from "@outweigh/engine";
import type { CheckDeclaration, ForecastDeclaration, InlineValue, RuleDeclaration } from "../assessment.js";
import { conditionInProse, intervalReversed, noOptions, probabilityOutOfRange } from "../diagnostics/model.js";
import { duplicateName, unusedElement } from "../diagnostics/names.js";
import type { Expression } from "../syntax.js";
import { adopt, applyNode, asCondition, asPlain } from "./combine.js";
import { findOption } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, type Scope, scopeOf } from "./model.js";
import type { Value } from "./value.js";

/** An output with the unit in which it is shown. */
export interface Shown {
  readonly output: Output;
  readonly unit: Unit | undefined;
}

/**
 * An output of a node. Single values and values by option keep their draws, which comparisons and leverage read; so do `isState` values, whose
 * shares are counted from them. Courses over time, which are shown as figures, keep quantiles of a sample and other values all quantiles; values
 * that are both over named dimensions and over time or options keep only moments.
 */
export function outputOf(model: Model, name: string, node: NodeId, isState = false): Output {
  const kinds = model.builder.dimensionsOf(node).map((dimension) => model.builder.dimension(dimension).kind);
  const isLarge = kinds.some((kind) => kind === "named" || kind === "rows") && kinds.some((kind) => kind === "option" || kind === "time");
  if (isLarge && model.builder.randomnessOf(node) === "draws") return { name, node, keep: "moments" };
  return {
    name,
    node,
    keep: isState || kinds.every((kind) => kind === "option") ? "draws" : kinds.includes("time") ? "sample" : "quantiles",
  };
}

/** A value in the prose. */
export function lowerInline(model: Model, inline: InlineValue): Shown | undefined {
  const unit = inline.unit && model.units.read(inline.unit);
  const name = `inline:${inline.index}`;
  const value = elaborate(model, scopeOf(name, [], true), inline.expression, unit);
  if (!value || (inline.unit && !unit)) return undefined;
  if (value.kind === "boolean") {
    model.report(conditionInProse.at(inline.span, { text: model.text(inline.expression.span) }));
    return undefined;
  }
  const shown = unit && value.kind === "number" ? adopt(model, value, unit, inline.expression.span, "This value") : settled(model, value);
  return (
    shown && { output: outputOf(model, name, shown.node, value.kind === "state"), unit: value.kind === "state" ? undefined : shown.unit }
  );
}

function settled(model: Model, value: Value): Value {
  return value.free === "percent" ? { ...value, unit: model.units.find("%") ?? plainUnit } : value;
}

/** An assertion: the least of its draws, so that it is 1 only when it holds in all. */
export function lowerCheck(model: Model, declaration: CheckDeclaration): Shown | undefined {
  const scope = scopeOf(`check:${declaration.id}`, [], true);
  const value = asCondition(model, elaborate(model, scope, declaration.that), declaration.that.span);
  if (!value) return undefined;
  const isRandom = model.builder.randomnessOf(value.node) === "draws";
  const node = isRandom ? model.builder.statistic(value.node, { kind: "min" }) : value.node;
  return { output: outputOf(model, `check:${declaration.id}`, node), unit: undefined };
}

/** A forecast whose probability the model computes; a range or a number that is written needs no run. */
export function lowerForecast(model: Model, declaration: ForecastDeclaration): Shown | undefined {
  const { probability, id } = declaration;
  const name = `forecast:${id}`;
  const scope = scopeOf(name, [], true);
  if (probability.kind === "interval" && !probability.shape) {
    checkRange(model, scope, probability);
    return undefined;
  }
  const value = asPlain(model, elaborate(model, scope, probability), probability.span, "The probability of a forecast");
  if (!value) return undefined;
  const fixed = model.builder.fixedValues(value.node);
  const bad = fixed?.find((each) => !(each >= 0 && each <= 1));
  if (bad !== undefined) model.report(probabilityOutOfRange.at(probability.span, { found: bad }));
  if (bad !== undefined || probability.kind === "number") return undefined;
  return {
    output: outputOf(model, name, value.node),
    unit: isDimensionless(value.unit) ? (model.units.find("%") ?? plainUnit) : value.unit,
  };
}

function checkRange(model: Model, scope: Scope, interval: Extract<Expression, { readonly kind: "interval" }>): void {
  const ends = [interval.low, interval.high].map((end) => {
    const value = asPlain(model, elaborate(model, scope, end), end.span, "The probability of a forecast");
    return value && model.builder.fixedNumber(value.node);
  });
  let [low, high] = ends;
  if (low === undefined || high === undefined) return;
  if (interval.low.kind === "number" && !interval.low.percent && interval.high.kind === "number" && interval.high.percent) low /= 100;
  const bad = [low, high].find((each) => !(each >= 0 && each <= 1));
  if (bad !== undefined) model.report(probabilityOutOfRange.at(interval.span, { found: bad }));
  else if (!(low < high))
    model.report(intervalReversed.at(interval.span, { low: model.text(interval.low.span), high: model.text(interval.high.span) }));
}

/** A rule as breach of each option: 1 in the draws in which the option is forbidden. */
export function lowerRule(model: Model, declaration: RuleDeclaration): Shown | undefined {
  const { builder, environment } = model;
  const elements = readElements(model, declaration);
  const scope: Scope = { ...scopeOf(`rule:${declaration.id}`), elements };
  const when = lowerLegal(model, scope, declaration.when);
  const unless = lowerLegal(model, scope, declaration.unless);
  reportUnused(model, declaration);
  if (environment.optionPositions.size === 0) {
    model.report(noOptions.at(declaration.span, { what: `The rule ${declaration.id}` }));
    return undefined;
  }
  const forbidden = declaration.forbids.map((name) => (findOption(environment, name, model.report) === undefined ? undefined : name.text));
  if (when === undefined || unless === undefined || forbidden.includes(undefined) || [...elements.values()].includes(undefined))
    return undefined;
  const bars = [...environment.optionPositions.keys()].map((option) =>
    forbidden.some((name) => name !== undefined && environment.measures.get(option)?.has(name)) ? 1 : 0,
  );
  const barred = barredOptions(model, bars);
  const applies = declaration.when ? builder.apply("and", when, barred) : barred;
  const node = declaration.unless ? applyNode(model, declaration.span, "and", applies, builder.apply("not", unless)) : applies;
  return node === undefined ? undefined : { output: outputOf(model, `rule:${declaration.id}`, node), unit: undefined };
}

/** Which options are barred; a pathway is in the draws in which it ever follows a barred one. */
function barredOptions({ builder }: Model, bars: readonly number[]): NodeId {
  const parts = bars.map((bar) => builder.number(bar));
  for (const { position, options, states, state } of builder.pathways) {
    const flags = options.map((option) => bars[option] ?? 0);
    if (bars[position] === 1 || !flags.includes(1)) continue;
    const isBarred = builder.choose(builder.constant([states], flags), states, state);
    parts[position] = builder.apply("greater", builder.reduce("integral", "time", isBarred), builder.number(0));
  }
  return builder.stack("option", parts);
}

function lowerLegal(model: Model, scope: Scope, expression: Expression | undefined): NodeId | undefined {
  if (!expression) return model.builder.number(0);
  return asCondition(model, elaborate(model, scope, expression), expression.span)?.node;
}

/** Each element as 0 or 1, drawn by its probability when it is contested; undefined when its probability is spoiled. */
function readElements(model: Model, declaration: RuleDeclaration): ReadonlyMap<string, NodeId | undefined> {
  const { builder } = model;
  const elements = new Map<string, NodeId | undefined>();
  for (const element of declaration.elements) {
    if (elements.has(element.id)) {
      model.report(duplicateName.at(element.span, { name: element.id, kind: `an element of ${declaration.id}` }));
      continue;
    }
    const stream = `rule:${declaration.id}:${element.id}`;
    if (!element.probability) {
      elements.set(element.id, builder.number(element.status === "met" ? 1 : 0));
      continue;
    }
    const value = asPlain(
      model,
      elaborate(model, scopeOf(`${stream}:probability`), element.probability),
      element.probability.span,
      "The probability of an element",
    );
    const bad = value && builder.fixedValues(value.node)?.find((each) => !(each >= 0 && each <= 1));
    if (bad !== undefined) model.report(probabilityOutOfRange.at(element.probability.span, { found: bad }));
    const isSound = value !== undefined && bad === undefined;
    elements.set(
      element.id,
      isSound ? builder.draw({ distribution: "bernoulli", parameters: [value.node], stream, independentOver: [] }) : undefined,
    );
  }
  return elements;
}

function reportUnused(model: Model, declaration: RuleDeclaration): void {
  const named = new Set<string>();
  const visit = (expression: Expression | undefined): void => {
    if (!expression) return;
    if (expression.kind === "name") named.add(expression.name);
    else if (expression.kind === "not") visit(expression.of);
    else if (expression.kind === "binary") {
      visit(expression.left);
      visit(expression.right);
    } else if (expression.kind === "if") {
      visit(expression.condition);
      visit(expression.then);
      visit(expression.otherwise);
    }
  };
  visit(declaration.when);
  visit(declaration.unless);
  for (const element of declaration.elements)
    if (!named.has(element.id)) model.report(unusedElement.at(element.span, { name: element.id, rule: declaration.id }));
}
