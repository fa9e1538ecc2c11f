/** Elaboration: one pass over an expression types it and builds its nodes. Mistakes are reported where they stand and spoil the value silently from there on. */
import type { Unit } from "@outweigh/engine";
import { typeMismatch } from "../diagnostics/model.js";
import { unknownFunction } from "../diagnostics/names.js";
import { findFunction, functionRecords } from "../functions/index.js";
import type { Expression } from "../syntax.js";
import { lowerIndex, lowerName } from "./access.js";
import { lowerBinary, lowerCompareOptions, lowerIf, lowerNegate, lowerNot, placedNumber } from "./arithmetic.js";
import { multiply, takeUnit } from "./combine.js";
import type { Model, Scope } from "./model.js";
import { lowerInterval } from "./random.js";
import { dateInYears } from "./time.js";
import type { Lowered } from "./value.js";

/** Lowers an expression, and remembers of which text its node is the value. `expected` is the unit that bare numbers will take, where the place has one. */
export function elaborate(model: Model, scope: Scope, expression: Expression, expected?: Unit): Lowered {
  const value = lowerExpression(model, scope, expression, expected);
  const isWritten = expression.kind !== "name" && expression.kind !== "number";
  if (value && isWritten && !model.traces.has(value.node)) model.traces.set(value.node, { span: expression.span, unit: value.unit });
  return value;
}

function lowerExpression(model: Model, scope: Scope, expression: Expression, expected: Unit | undefined): Lowered {
  const inner = (of: Expression) => elaborate(model, scope, of);
  switch (expression.kind) {
    case "number":
      return {
        kind: "number",
        node: model.builder.number(expression.value),
        unit: { scale: 1, powers: {}, text: "", factors: [] },
        free: expression.percent ? "percent" : "number",
      };
    case "date": {
      const year = model.units.find("year");
      return year && { kind: "number", node: model.builder.number(dateInYears(expression.day)), unit: year, isCalendar: true };
    }
    case "text":
      model.report(
        typeMismatch.at(expression.span, {
          what: "This",
          found: "a text",
          expected: "a number or a name",
          remedy: "Leave the quotation marks out, or declare a quantity.",
        }),
      );
      return undefined;
    case "name":
      return lowerName(model, scope, expression.name, expression.span);
    case "with-unit": {
      const amount = placedNumber(model, expression.of, inner);
      const unit = model.units.named(expression.unit.text, expression.unit.span);
      if (!amount || !unit) return undefined;
      const origin = { span: expression.span, message: `This is written in ${unit.text}.` };
      return multiply(
        model,
        "multiply",
        amount,
        { value: { kind: "number", node: model.builder.number(unit.scale), unit, origin }, span: expression.span },
        expression.span,
      );
    }
    case "negate":
      return lowerNegate(model, expression.of, (of) => elaborate(model, scope, of, expected));
    case "not":
      return lowerNot(model, expression.of, inner);
    case "binary":
      return lowerBinary(model, expression, inner);
    case "if":
      return lowerIf(model, expression, inner, (of) => takeUnit(model, elaborate(model, scope, of, expected), expected));
    case "interval":
      return lowerInterval(model, scope, expression, expected, inner);
    case "call":
      return lowerCall(model, scope, expression, expected);
    case "index":
      return lowerIndex(model, expression, inner);
    case "compare-options":
      return lowerCompareOptions(model, expression, inner);
    case "broken":
      return undefined;
  }
}

/** Functions by the names that they have in spreadsheets and in other programs. */
const elsewhereCalled: Readonly<Record<string, string>> = {
  probability: "P",
  prob: "P",
  average: "mean",
  avg: "mean",
  expectation: "mean",
  expected: "mean",
  stdev: "sd",
  stddev: "sd",
  std: "sd",
  log: "ln",
  maximum: "max",
  minimum: "min",
};

function lowerCall(
  model: Model,
  scope: Scope,
  syntax: Extract<Expression, { readonly kind: "call" }>,
  expected: Unit | undefined,
): Lowered {
  const record = findFunction(syntax.name.text);
  if (!record) {
    const near = elsewhereCalled[syntax.name.text.toLowerCase()] ?? model.environment.near(syntax.name.text, functionRecords.keys());
    model.report(unknownFunction.at(syntax.name.span, { name: syntax.name.text, near }));
    return undefined;
  }
  return record.build({ record, model, scope, syntax, expected, elaborate: (of, inner) => elaborate(model, scope, of, inner) });
}
