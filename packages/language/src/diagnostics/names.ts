/** Diagnostics of names: unknown, of the wrong kind, declared twice, reserved. */
import { defineDiagnostic, writeInstead } from "../diagnostic.js";

const listed = (near: string) => (near === "" ? "" : ` Nearest: ${near}.`);

export const unknownName = defineDiagnostic<{ name: string; near: string; hint: string }>(
  "unknown-name",
  "error",
  ({ name, near, hint }) => `There is no “${name}” in this case.${listed(near)}${hint === "" ? "" : ` ${hint}`}`,
  ({ name, near }) =>
    near === ""
      ? `Declare it, for instance: quantity ${name} : UNIT, or correct the spelling.`
      : `Write ${near.split(", ")[0]} if that is meant, or declare ${name}.`,
  ({ near }) => writeInstead(near),
);

export const wrongKindOfName = defineDiagnostic<{ name: string; kind: string; wanted: string; instead: string }>(
  "wrong-kind-of-name",
  "error",
  ({ name, kind, wanted }) => `“${name}” is ${kind}, and here ${wanted} is wanted.`,
  ({ instead }) => instead,
);

export const duplicateName = defineDiagnostic<{ name: string; kind: string }>(
  "duplicate-name",
  "error",
  ({ name, kind }) => `“${name}” is already the name of ${kind}.`,
  ({ name }) => `Give one of the two another name, for instance ${name}_2; every name stands for one thing.`,
);

export const nameIsReserved = defineDiagnostic<{ name: string; kind: string }>(
  "name-is-reserved",
  "error",
  ({ name, kind }) => `“${name}” cannot be declared because it is ${kind}.`,
  ({ name }) => `Choose a longer name, for instance all_${name} or ${name}_now.`,
);

export const unknownFunction = defineDiagnostic<{ name: string; near: string }>(
  "unknown-function",
  "error",
  ({ name, near }) => `There is no function or distribution called “${name}”.${listed(near)}`,
  ({ near }) =>
    near === ""
      ? "The manual lists the functions; to multiply by a bracket, write * before it."
      : `Write ${near.split(", ")[0]} if that is meant.`,
  ({ near }) => writeInstead(near),
);

export const unknownMember = defineDiagnostic<{ name: string; dimension: string; near: string; known: string }>(
  "unknown-member",
  "error",
  ({ name, dimension, near }) => `“${name}” is not a member of ${dimension}.${listed(near)}`,
  ({ dimension, known }) => (known === "" ? "Leave it out: this value has no members to pick from." : `Members of ${dimension}: ${known}.`),
  ({ near }) => writeInstead(near),
);

export const unknownDimension = defineDiagnostic<{ name: string; near: string }>(
  "unknown-dimension",
  "error",
  ({ name, near }) => `There is no dimension called “${name}”.${listed(near)}`,
  ({ name, near }) =>
    near === ""
      ? `Declare it: dimension ${name} : first | second.`
      : `Write ${near.split(", ")[0]} if that is meant, or declare: dimension ${name} : first | second.`,
  ({ near }) => writeInstead(near),
);

export const unknownOption = defineDiagnostic<{ name: string; near: string; known: string }>(
  "unknown-option",
  "error",
  ({ name, near }) => `There is no option called “${name}”.${listed(near)}`,
  ({ name, known }) => (known === "" ? `Declare it: option ${name} "label".` : `Options of this case: ${known}.`),
  ({ near }) => writeInstead(near),
);

export const unknownState = defineDiagnostic<{ name: string; chance: string; known: string; near: string }>(
  "unknown-state",
  "error",
  ({ name, chance, near }) => `“${name}” is not a state of ${chance}.${listed(near)}`,
  ({ chance, known }) => `States of ${chance}: ${known}.`,
  ({ near }) => writeInstead(near),
);

export const unknownElement = defineDiagnostic<{ name: string; rule: string; known: string; near: string }>(
  "unknown-element",
  "error",
  ({ name, rule, near }) => `The rule ${rule} has no element “${name}”.${listed(near)}`,
  ({ name, known }) => `${known === "" ? "" : `Its elements: ${known}. `}Add a line like: element ${name} "what must be shown" met`,
  ({ near }) => writeInstead(near),
);

export const unusedElement = defineDiagnostic<{ name: string; rule: string }>(
  "unused-element",
  "warning",
  ({ name, rule }) => `The element “${name}” of the rule ${rule} stands in neither its “when” nor its “unless”, so nothing turns on it.`,
  ({ name }) => `Use it, for instance: unless ${name}, or remove it.`,
);

export const unknownColumn = defineDiagnostic<{ name: string; data: string; near: string; known: string }>(
  "unknown-column",
  "error",
  ({ name, data, near }) => `The table ${data} has no column “${name}”.${listed(near)}`,
  ({ data, known }) =>
    known === "" ? `Add a line “column” to the data ${data}.` : `Columns: ${known}; one is written ${data}.${known.split(", ")[0]}.`,
  ({ near }) => writeInstead(near),
);
