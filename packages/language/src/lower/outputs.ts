/** What a run keeps beside the declarations: forecasts, checks and the values that stand in the prose. */
import { isDimensionless, type NodeId, type Output, plainUnit, type Unit } from "@outweigh/engine";
import type { CheckDeclaration, ForecastDeclaration, InlineValue } from "../assessment.js";
import { conditionInProse, intervalReversed, probabilityOutOfRange } from "../diagnostics/model.js";
import type { Expression } from "../syntax.js";
import { adopt, asCondition, asPlain } from "./combine.js";
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
