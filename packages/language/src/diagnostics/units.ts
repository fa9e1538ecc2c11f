/** Diagnostics of units: unknown, mismatched, used where a plain number is needed. */
import { defineDiagnostic, writeInstead } from "../diagnostic.js";

const listed = (near: string) => (near === "" ? "" : ` Nearest: ${near}.`);

export const unknownUnit = defineDiagnostic<{ name: string; near: string }>(
  "unknown-unit",
  "error",
  ({ name, near }) => `There is no unit called “${name}”.${listed(near)}`,
  ({ name, near }) =>
    near === ""
      ? `Declare it: unit ${name}, or with a conversion: unit ${name} = 42 litres.`
      : `Write ${near.split(", ")[0]} if that is meant, or declare: unit ${name}.`,
  ({ near }) => writeInstead(near),
);

export const unitUnreadable = defineDiagnostic<{ found: string }>(
  "unit-unreadable",
  "error",
  ({ found }) => `${found} is not a unit.`,
  () => "A unit is made of names with *, / and powers: people, USD/week, kg*km, 1/year, km^2.",
);

export const circularUnit = defineDiagnostic<{ name: string }>(
  "circular-unit",
  "error",
  ({ name }) => `The unit ${name} is defined by itself.`,
  () => "Define it by built-in units, or leave the definition out for a unit of its own kind.",
);

export const unitMismatch = defineDiagnostic<{ what: string; left: string; right: string; remedy: string }>(
  "unit-mismatch",
  "error",
  ({ what, left, right }) => `${what}: one side is in ${left}, the other in ${right}.`,
  ({ remedy }) => remedy,
);

export const wrongUnit = defineDiagnostic<{ what: string; found: string; expected: string; remedy: string }>(
  "wrong-unit",
  "error",
  ({ what, found, expected }) => `${what} is in ${found}, where ${expected} is expected.`,
  ({ remedy }) => remedy,
);

export const exponentNotFixed = defineDiagnostic<{ unit: string }>(
  "exponent-not-fixed",
  "error",
  ({ unit }) => `A value in ${unit} can only be raised to a fixed number, because the unit of the result depends on it.`,
  () => "Write a number such as 2 as the exponent, or divide by a reference value first so that the base is a plain number.",
);
