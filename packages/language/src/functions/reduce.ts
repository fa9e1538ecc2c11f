/** Functions that take a dimension away: sums, means, extremes and products over named dimensions, options or time. */
import { isDimensionless, plainUnit, type ReductionName } from "@outweigh/engine";
import { dimensionAbsent, noTime } from "../diagnostics/model.js";
import { unknownDimension } from "../diagnostics/names.js";
import { wrongUnit } from "../diagnostics/units.js";
import type { Lowered } from "../lower/value.js";
import { type Call, type FunctionRecord, numberArgument, wrongCall } from "./function.js";

/** Reduces the one argument of a call over the dimension after `over`. */
export function lowerReduction(call: Call, reduction: Exclude<ReductionName, "integral" | "final">): Lowered {
  const { model, syntax } = call;
  const [argument] = syntax.arguments;
  if (!syntax.over) return wrongCall(call, "the dimension is missing");
  if (!argument || syntax.arguments.length > 1 || argument.name || argument.to) return wrongCall(call, "it takes one value before “over”");
  const placed = numberArgument(call, argument.value);
  const name = syntax.over.text;
  if (name === "time" && !model.time) {
    model.report(noTime.at(syntax.over.span, { what: `${reduction}(… over time)` }));
    return undefined;
  }
  const isKnown =
    name === "time" || name === "option" || model.environment.dimensions.has(name) || model.environment.entities.get(name)?.kind === "data";
  if (!isKnown && model.environment.entities.get(name)?.kind === "dimension") return undefined;
  if (!isKnown) {
    const known = [...model.environment.dimensions.keys(), "option", "time"];
    model.report(unknownDimension.at(syntax.over.span, { name, near: model.environment.near(name, known) }));
    return undefined;
  }
  if (!placed) return undefined;
  const value = name === "time" ? { ...placed.value, node: model.builder.follow(placed.value.node) } : placed.value;
  const dimensions = model.builder.dimensionsOf(value.node);
  if (!dimensions.includes(name)) {
    if (name === "time" && reduction !== "sum" && reduction !== "product") return value;
    model.report(dimensionAbsent.at(syntax.span, { what: `“${model.text(placed.span)}”`, dimension: name, has: dimensions.join(", ") }));
    return undefined;
  }
  if (reduction === "product" && !value.free && !isDimensionless(value.unit)) {
    const remedy = "Divide by a reference value first, so that a plain number is left.";
    model.report(
      wrongUnit.at(
        placed.span,
        { what: "What product multiplies", found: value.unit.text, expected: "a plain number", remedy },
        value.origin,
      ),
    );
    return undefined;
  }
  const node = model.builder.reduce(reduction, name, value.node);
  return { ...value, node, unit: reduction === "product" ? plainUnit : value.unit };
}

const sum: FunctionRecord = {
  name: "sum",
  family: "dimensions",
  signature: "sum(x over DIMENSION)",
  doc: "The sum of x over the members of a dimension.",
  example: "sum(lorries over district)",
  unit: "The unit of x.",
  build: (call) => lowerReduction(call, "sum"),
};

const product: FunctionRecord = {
  name: "product",
  family: "dimensions",
  signature: "product(x over DIMENSION)",
  doc: "The product of x over the members of a dimension, for instance the probability that all hold.",
  example: "product(share over district)",
  unit: "x must be a plain number, and so is the result.",
  build: (call) => lowerReduction(call, "product"),
};

/** sum and product; mean is with the statistics, min and max with arithmetic, since they have other uses too. */
export const dimensionFunctions: readonly FunctionRecord[] = [sum, product];
