/** Delayed names: what can be said of a declaration's dimensions and unit before it is lowered, so that circles through lags can close. */
import type { Unit } from "@outweigh/engine";
import type { Expression } from "../syntax.js";
import { findValue, type ValueEntity } from "./environment.js";
import type { Model } from "./model.js";

/** For a plain name that has not been lowered yet: the dimensions it may have and its declared unit. Otherwise nothing. */
export function lagDimensions(
  model: Model,
  of: Expression,
): { readonly dimensions: readonly string[]; readonly unit: Unit | undefined } | undefined {
  if (of.kind !== "name") return undefined;
  const found = findValue(model.environment, of.name);
  if (!found || found.rest !== undefined || model.values.has(of.name) || found.entity.kind === "chance") return undefined;
  return { dimensions: possibleDimensions(model, found.entity), unit: declaredUnit(model, found.entity) };
}

/** Every dimension that the value of a declaration may have. */
export function possibleDimensions(model: Model, entity: ValueEntity): readonly string[] {
  const { declaration } = entity;
  const named = [...("over" in declaration ? declaration.over : []), ...("given" in declaration ? (declaration.given?.over ?? []) : [])];
  const over = named.map((name) => name.text).filter((name) => model.environment.dimensions.has(name));
  const option = model.optionDependent.has(declaration.id) && model.environment.optionPositions.size > 0 ? ["option"] : [];
  return [...over, ...option];
}

function declaredUnit(model: Model, entity: ValueEntity): Unit | undefined {
  return "unit" in entity.declaration && entity.declaration.unit ? model.units.read(entity.declaration.unit) : undefined;
}
