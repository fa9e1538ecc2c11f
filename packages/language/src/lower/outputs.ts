/** What a run keeps beside the declarations: checks and the values that stand in the prose. */
import { type NodeId, type Output, plainUnit, type Unit } from "@outweigh/engine";
import type { CheckDeclaration, InlineValue } from "../assessment.js";
import { conditionInProse } from "../diagnostics/model.js";
import { adopt, asCondition } from "./combine.js";
import { elaborate } from "./expression.js";
import { type Model, scopeOf } from "./model.js";
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
