/** Functions of numbers: element by element, in every draw, option and period. */
import { conversionFactor, isDimensionless, type OperationName, plainUnit, powerUnit } from "@outweigh/engine";
import { applyNode, asPlain, type Placed, unify } from "../lower/combine.js";
import type { Lowered, Value } from "../lower/value.js";
import { bindArguments, type Call, type FunctionRecord, numberArgument, wrongCall } from "./function.js";
import { lowerReduction } from "./reduce.js";

function plainFunction(name: "exp" | "ln", doc: string, example: string): FunctionRecord {
  return {
    name,
    family: "arithmetic",
    signature: `${name}(x)`,
    doc,
    example,
    unit: "x must be a plain number, and so is the result.",
    build(call) {
      const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
      const plain = argument && asPlain(call.model, argument.value, argument.span, `What ${name} takes`);
      if (!plain) return undefined;
      const free = argument.value.free ? { free: "number" as const } : {};
      return { kind: "number", node: call.model.builder.apply(name, plain.node), unit: plainUnit, ...free };
    },
  };
}

function roundingFunction(name: "round" | "floor" | "ceil", doc: string): FunctionRecord {
  return {
    name,
    family: "arithmetic",
    signature: `${name}(x)`,
    doc: `${doc} It counts in the unit in which x is written or declared: weeks stay whole weeks.`,
    example: `${name}(7 / 2)`,
    unit: "The unit of x.",
    build(call) {
      const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
      if (!argument) return undefined;
      const { value } = argument;
      const { builder } = call.model;
      const factor = call.expected && value.free ? 1 : conversionFactor(value.unit, plainUnit);
      const scale = builder.number(factor);
      const node = builder.apply("multiply", builder.apply(name, builder.apply("divide", value.node, scale)), scale);
      return { ...value, node };
    },
  };
}

const exp = plainFunction("exp", "e to the power of x.", "exp(0.5)");
const ln = plainFunction("ln", "The natural logarithm of x.", "ln(10)");

const sqrt: FunctionRecord = {
  name: "sqrt",
  family: "arithmetic",
  signature: "sqrt(x)",
  doc: "The square root of x.",
  example: "sqrt(2)",
  unit: "The root of the unit of x: km2 gives a length.",
  build(call) {
    const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
    if (!argument) return undefined;
    const node = call.model.builder.apply("sqrt", argument.value.node);
    const unit = isDimensionless(argument.value.unit) ? plainUnit : powerUnit(argument.value.unit, 0.5);
    return { ...argument.value, node, unit };
  },
};

const abs: FunctionRecord = {
  name: "abs",
  family: "arithmetic",
  signature: "abs(x)",
  doc: "The size of x without its sign.",
  example: "abs(2 - 5)",
  unit: "The unit of x.",
  build(call) {
    const argument = numberArgument(call, bindArguments(call, ["x"])?.get("x"));
    return argument && { ...argument.value, node: call.model.builder.apply("abs", argument.value.node) };
  },
};

function extremeFunction(name: "min" | "max", word: string): FunctionRecord {
  return {
    name,
    family: "arithmetic",
    signature: `${name}(a, b, …) or ${name}(x over DIMENSION)`,
    doc: `The ${word} of several values, in every draw; or the ${word} over a dimension.`,
    example: `${name}(3, 5)`,
    unit: "All need the same unit.",
    build(call) {
      if (call.syntax.over) return lowerReduction(call, name);
      if (call.syntax.arguments.length < 2) return wrongCall(call, "it needs two values or more, or a dimension after “over”");
      const items = call.syntax.arguments.map((argument) =>
        argument.name || argument.to ? wrongCall(call, "its values have no names") : numberArgument(call, argument.value),
      );
      return combineAll(call, name, items, "These cannot be compared");
    },
  };
}

/** Folds an operation over values of one unit. */
function combineAll(call: Call, operation: OperationName, items: readonly (Placed | undefined)[], what: string): Lowered {
  const placed = items.filter((item) => item !== undefined);
  if (placed.length < items.length) return undefined;
  const common = unify(call.model, placed, what, call.syntax.span);
  const [first, ...others] = placed;
  if (!common || !first) return undefined;
  let node: number | undefined = first.value.node;
  for (const item of others) {
    if (node !== undefined) node = applyNode(call.model, call.syntax.span, operation, node, item.value.node);
  }
  return node === undefined ? undefined : { kind: "number", node, ...common };
}

const clamp: FunctionRecord = {
  name: "clamp",
  family: "arithmetic",
  signature: "clamp(x, low, high)",
  doc: "x, but not less than low and not more than high.",
  example: "clamp(7, 0, 5)",
  unit: "All three need the same unit.",
  build(call) {
    const bound = bindArguments(call, ["x", "low", "high"]);
    if (!bound) return undefined;
    const items = ["x", "low", "high"].map((name) => numberArgument(call, bound.get(name)));
    const [x, low, high] = items;
    if (!x || !low || !high) return undefined;
    const common = unify(call.model, [x, low, high], "These cannot be compared", call.syntax.span);
    const raised = common && applyNode(call.model, call.syntax.span, "max", x.value.node, low.value.node);
    const node = raised === undefined ? undefined : applyNode(call.model, call.syntax.span, "min", raised, high.value.node);
    return node === undefined || !common ? undefined : ({ kind: "number", node, ...common } satisfies Value);
  },
};

/** exp, ln, sqrt, abs, min, max, round, floor, ceil, clamp. */
export const arithmeticFunctions: readonly FunctionRecord[] = [
  exp,
  ln,
  sqrt,
  abs,
  extremeFunction("min", "smallest"),
  extremeFunction("max", "largest"),
  roundingFunction("round", "The nearest whole number; a half goes up."),
  roundingFunction("floor", "The next whole number below."),
  roundingFunction("ceil", "The next whole number above."),
  clamp,
];
