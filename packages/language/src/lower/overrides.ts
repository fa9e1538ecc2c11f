/** Quantities that are not as they are defined: set by a scenario or a design, left open among futures, or widened because their evidence was withdrawn. */
import type { Assessment, QuantityDeclaration } from "../assessment.js";
import type { Model, Override } from "./model.js";
import type { Lowered } from "./value.js";
import { widen } from "./widening.js";

/** The assessment in which the values that are given stand as definitions. */
export function withValues(assessment: Assessment, overrides: ReadonlyMap<string, Override>): Assessment {
  if (![...overrides.values()].some((each) => typeof each !== "number" && each.kind === "value")) return assessment;
  return { ...assessment, quantities: assessment.quantities.map((quantity) => withValue(quantity, overrides.get(quantity.id))) };
}

function withValue(quantity: QuantityDeclaration, override: Override | undefined): QuantityDeclaration {
  if (override === undefined || typeof override === "number" || override.kind !== "value") return quantity;
  const isNew = (name: string) => name !== "time" && name !== "option" && !quantity.over.some(({ text }) => text === name);
  const added = (override.over ?? []).filter(isNew).map((text) => ({ text, span: quantity.span }));
  return { ...quantity, definition: override.value, given: undefined, uplift: undefined, over: [...quantity.over, ...added] };
}

/** The value of a quantity as its override says; `value` is that of its definition. */
export function overridden(model: Model, id: string, value: Lowered): Lowered {
  const override = model.overrides.get(id);
  if (override === undefined || value === undefined) return value;
  const { builder } = model;
  const dimensions = builder.dimensionsOf(value.node);
  if (typeof override === "number")
    return { ...value, node: builder.constant(dimensions, new Array<number>(builder.cells(dimensions)).fill(override * value.unit.scale)) };
  switch (override.kind) {
    case "value":
      return { ...value, node: builder.broadcast(value.node, (override.over ?? []).includes("time") && model.time ? ["time"] : []) };
    case "range": {
      const parameters = [builder.number(override.low), builder.number(override.high)];
      return { ...value, node: builder.draw({ distribution: "uniform", parameters, stream: id, independentOver: [] }) };
    }
    case "widened": {
      const node = widen(model, id, value);
      if (node === undefined) return value;
      model.widened.set(id, value.node);
      return { ...value, node };
    }
  }
}
