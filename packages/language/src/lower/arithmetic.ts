/** Operators: arithmetic, comparison, logic, `is`, and the comparison of an option with another. */
import { isDimensionless, type OperationName, plainUnit, powerUnit } from "@outweigh/engine";
import { noOptions, senseUnknown, typeMismatch } from "../diagnostics/model.js";
import { unknownState } from "../diagnostics/names.js";
import { exponentNotFixed } from "../diagnostics/units.js";
import type { Expression, Span } from "../syntax.js";
import { applyNode, asCondition, asNumber, asPlain, isZero, multiply, type Placed, unify } from "./combine.js";
import { findOption } from "./environment.js";
import type { Model } from "./model.js";
import { booleanValue, describeUnit, kindWords, type Lowered, type Value } from "./value.js";

type Elaborate = (expression: Expression) => Lowered;
type Binary = Extract<Expression, { readonly kind: "binary" }>;
type CompareOptions = Extract<Expression, { readonly kind: "compare-options" }>;

const comparisons: Readonly<Record<string, OperationName>> = {
  "<": "less",
  "<=": "less-equal",
  ">": "greater",
  ">=": "greater-equal",
  is: "equal",
  "is-not": "not-equal",
};

/** A number below this is a length of time beside a date; one above it is a year of the calendar. */
const firstCalendarYear = 1000;

/** An operator with two sides. */
export function lowerBinary(model: Model, expression: Binary, elaborate: Elaborate): Lowered {
  const { operator, span } = expression;
  if (operator === "is" || operator === "is-not") return lowerIs(model, expression, elaborate);
  if (operator === "and" || operator === "or") {
    const left = asCondition(model, elaborate(expression.left), expression.left.span);
    const right = asCondition(model, elaborate(expression.right), expression.right.span);
    const node = left && right && applyNode(model, span, operator, left.node, right.node);
    return node === undefined ? undefined : booleanValue(node);
  }
  const left = placedNumber(model, expression.left, elaborate);
  const right = placedNumber(model, expression.right, elaborate);
  if (!left || !right) return undefined;
  switch (operator) {
    case "+":
    case "-":
      return lowerSum(model, operator, left, right, span);
    case "*":
      return multiply(model, "multiply", left, right, span);
    case "/":
      return multiply(model, "divide", left, right, span);
    case "^":
      return lowerPower(model, left, right, span);
    default:
      return lowerComparison(model, comparisons[operator] ?? "equal", left, right, span);
  }
}

/** A number with its place. */
export function placedNumber(model: Model, expression: Expression, elaborate: Elaborate): Placed | undefined {
  const value = asNumber(model, elaborate(expression), expression.span, `“${model.text(expression.span)}”`);
  return value && { value, span: expression.span };
}

function lowerSum(model: Model, operator: "+" | "-", left: Placed, right: Placed, span: Span): Lowered {
  const what = operator === "+" ? "These cannot be added" : "These cannot be subtracted";
  const common = unify(model, [left, right], what, span);
  const node = common && applyNode(model, span, operator === "+" ? "add" : "subtract", left.value.node, right.value.node);
  if (node === undefined || !common) return undefined;
  return { kind: "number", node, ...common, isCalendar: isCalendarSum(model, operator, left.value, right.value) };
}

function isCalendarSum(model: Model, operator: "+" | "-", left: Value, right: Value): boolean {
  const isPoint = (value: Value) =>
    value.isCalendar === true || (value.free !== undefined && (model.builder.fixedNumber(value.node) ?? 0) >= firstCalendarYear);
  if (!left.isCalendar && !right.isCalendar) return false;
  return operator === "+" ? isPoint(left) !== isPoint(right) : isPoint(left) && !isPoint(right);
}

function lowerPower(model: Model, base: Placed, exponent: Placed, span: Span): Lowered {
  const power = asPlain(model, exponent.value, exponent.span, "The exponent");
  if (!power) return undefined;
  const node = applyNode(model, span, "power", base.value.node, power.node);
  if (node === undefined) return undefined;
  if (base.value.free !== undefined)
    return { kind: "number", node, unit: plainUnit, ...(exponent.value.free ? { free: base.value.free } : {}) };
  if (isDimensionless(base.value.unit)) return { kind: "number", node, unit: plainUnit };
  const fixed = model.builder.fixedNumber(power.node);
  if (fixed === undefined) {
    model.report(exponentNotFixed.at(exponent.span, { unit: describeUnit(base.value.unit) }, base.value.origin));
    return undefined;
  }
  return { kind: "number", node, unit: powerUnit(base.value.unit, fixed), ...(base.value.origin ? { origin: base.value.origin } : {}) };
}

function lowerComparison(model: Model, operation: OperationName, left: Placed, right: Placed, span: Span): Lowered {
  if (!unify(model, [left, right], "These cannot be compared", span)) return undefined;
  const node = applyNode(model, span, operation, left.value.node, right.value.node);
  return node === undefined ? undefined : booleanValue(node);
}

function lowerIs(model: Model, expression: Binary, elaborate: Elaborate): Lowered {
  const operation = comparisons[expression.operator] ?? "equal";
  const [state, name] = stateSide(model, expression);
  if (state && name) {
    const value = elaborate(state);
    if (!value) return undefined;
    const chance = model.environment.entities.get(value.chance ?? "");
    if (chance?.kind !== "chance") return undefined;
    const states = chance.declaration.states.map((each) => each.text);
    const text = name.kind === "name" ? name.name : model.text(name.span);
    const position = states.indexOf(text);
    if (position < 0) {
      const place = { span: chance.declaration.span, message: `The states of “${chance.declaration.id}” are declared here.` };
      model.report(
        unknownState.at(
          name.span,
          { name: text, chance: chance.declaration.id, known: states.join(", "), near: model.environment.near(text, states) },
          place,
        ),
      );
      return undefined;
    }
    return booleanValue(model.builder.apply(operation, value.node, model.builder.number(position)));
  }
  const left = placedNumber(model, expression.left, elaborate);
  const right = placedNumber(model, expression.right, elaborate);
  if (!left || !right) return undefined;
  return lowerComparison(model, operation, left, right, expression.span);
}

/** The side of `is` that is a chance, and the other. */
function stateSide(model: Model, { left, right }: Binary): readonly [Expression, Expression] | readonly [undefined, undefined] {
  if (isChance(model, left)) return [left, right];
  if (isChance(model, right)) return [right, left];
  return [undefined, undefined];
}

/** Whether an expression is a chance, perhaps of one option, member or period. */
export function isChance(model: Model, expression: Expression): boolean {
  if (expression.kind === "index") return isChance(model, expression.of);
  if (expression.kind !== "name") return false;
  const { entities } = model.environment;
  if (entities.get(expression.name)?.kind === "chance") return true;
  const dot = expression.name.lastIndexOf(".");
  return dot > 0 && !entities.has(expression.name) && entities.get(expression.name.slice(0, dot))?.kind === "chance";
}

/** `deaths worse than hold`: whether a draw of an objective is worse in each option than in the one named. */
export function lowerCompareOptions(model: Model, expression: CompareOptions, elaborate: Elaborate): Lowered {
  const { environment, builder } = model;
  if (environment.optionPositions.size === 0) {
    model.report(noOptions.at(expression.span, { what: `“${expression.direction} than”` }));
    return undefined;
  }
  const position = findOption(environment, expression.option, model.report);
  const objectives = environment.assessment.objectives;
  const named = expression.of?.kind === "name" ? expression.of.name : undefined;
  const entity = named === undefined ? undefined : environment.entities.get(named);
  const objective = expression.of
    ? entity?.kind === "objective"
      ? entity.declaration
      : named === undefined
        ? undefined
        : environment.objectiveByDefinition.get(named)
    : objectives[0];
  const of: Expression | undefined = expression.of ?? (objective && { kind: "name", name: objective.id, span: expression.span });
  const value = of && elaborate(of);
  if (expression.of && !value) return undefined;
  if (!objective) {
    model.report(
      senseUnknown.at(expression.of?.span ?? expression.span, {
        direction: expression.direction,
        near: objectives.map((each) => each.id).join(", "),
      }),
    );
    return undefined;
  }
  if (!value || position === undefined) return undefined;
  const other = builder.pick(value.node, "option", position);
  const isMore = (expression.direction === "worse") === (objective.sense === "minimise");
  const whole = builder.dimensionsOf(value.node).includes("option") ? value.node : builder.broadcast(value.node, ["option"]);
  return booleanValue(builder.apply(isMore ? "greater" : "less", whole, other));
}

/** A sign before a number. */
export function lowerNegate(model: Model, of: Expression, elaborate: Elaborate): Lowered {
  const placed = placedNumber(model, of, elaborate);
  return placed && { ...placed.value, node: model.builder.apply("negate", placed.value.node) };
}

/** `not` before a condition. */
export function lowerNot(model: Model, of: Expression, elaborate: Elaborate): Lowered {
  const value = asCondition(model, elaborate(of), of.span);
  return value && booleanValue(model.builder.apply("not", value.node));
}

/** `if … then … else`. */
export function lowerIf(
  model: Model,
  expression: Extract<Expression, { readonly kind: "if" }>,
  elaborate: Elaborate,
  branch: Elaborate,
): Lowered {
  const condition = asCondition(model, elaborate(expression.condition), expression.condition.span);
  const [then, otherwise] = [branch(expression.then), branch(expression.otherwise)];
  if (!condition || !then || !otherwise) return undefined;
  if (then.kind !== otherwise.kind || then.kind === "state") {
    const place = { span: expression.then.span, message: `This is ${kindWords(then)}.` };
    const found = kindWords(otherwise);
    const remedy = "Let both sides be numbers or both conditions.";
    model.report(
      typeMismatch.at(
        expression.otherwise.span,
        { what: "What follows else", found, expected: then.kind === "state" ? "a number" : kindWords(then), remedy },
        place,
      ),
    );
    return undefined;
  }
  const items = [
    { value: then, span: expression.then.span },
    { value: otherwise, span: expression.otherwise.span },
  ];
  const common =
    then.kind === "boolean"
      ? { unit: plainUnit }
      : unify(model, scaledFree(model, items), "Both outcomes of “if” need one unit", expression.span);
  const node = common && applyNode(model, expression.span, "if", condition.node, then.node, otherwise.node);
  return node === undefined || !common ? undefined : { kind: then.kind, node, ...common };
}

/** Noughts fit any unit, so they do not take part in finding the common one. */
function scaledFree(model: Model, items: readonly Placed[]): readonly Placed[] {
  const telling = items.filter(({ value }) => !isZero(model, value));
  return telling.length > 0 ? telling : items;
}
