/** The criteria of a forecast as its block has them, and in what they differ from those that the ledger froze. */
import type { ForecastDeclaration } from "../assessment.js";
import { dateOfDay, dayOfDate, shifted } from "../calendar.js";
import type { Expression } from "../syntax.js";
import type { ForecastCriteria } from "./entry.js";

/** The last day of a date that may be a whole month or year: `2027-06` is 2027-06-30. */
export function lastDayOf(date: string): string {
  const first = dayOfDate(date);
  const unit = date.length === 4 ? "year" : date.length === 7 ? "month" : undefined;
  if (first === undefined || !unit) return date;
  return dateOfDay(shifted(first, { count: 1, unit }, 1) - 1);
}

/** The criteria of a block. */
export function criteriaOf(declaration: ForecastDeclaration): ForecastCriteria {
  const { question, by, opens, resolves, resolutionSource, unclear, form } = declaration;
  return {
    question,
    type: form.kind,
    closes: lastDayOf(by),
    ...(resolves === undefined ? {} : { resolves }),
    ...(resolutionSource === undefined ? {} : { source: resolutionSource }),
    ...(unclear === undefined ? {} : { unclear }),
    ...(opens === undefined ? {} : { opens: dateOfDay(dayOfDate(opens) ?? 0) }),
    ...(form.kind === "multiple" ? { options: form.states.map(({ text }) => text) } : {}),
    ...(form.kind === "numeric" ? { unit: unitWords(form.unit) } : {}),
  };
}

/** A unit as it is written, `deaths/year`; empty of plain numbers. */
function unitWords(unit: Expression): string {
  switch (unit.kind) {
    case "name":
      return unit.name === "number" ? "" : unit.name;
    case "number":
      return `${unit.value}`;
    case "binary":
      return `${unitWords(unit.left)}${unit.operator}${unitWords(unit.right)}`;
    default:
      return "%";
  }
}

const fields = ["question", "type", "resolves", "source", "unclear", "opens", "closes", "options", "unit"] as const;

/** The fields in which criteria differ; how a text is broken into lines makes no difference, nor does the order of the states. */
export function differingCriteria(one: ForecastCriteria, other: ForecastCriteria): readonly (keyof ForecastCriteria)[] {
  return fields.filter((field) => plain(one[field]) !== plain(other[field]));
}

function plain(value: string | readonly string[] | undefined): string {
  return typeof value === "object" ? JSON.stringify([...value].sort()) : (value ?? "").replace(/\s+/g, " ").trim();
}
