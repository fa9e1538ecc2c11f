/** Where a value comes from: its definition as written, what it is, why, and what it stands on. */
import { formatEstimate, formatExact, formatProbability, readFindings, unitName } from "@outweigh/brief";
import type { Summary, Unit } from "@outweigh/engine";
import type { Assessment, Compiled, Declared, Evaluated, Reason } from "@outweigh/language";
import { estimateOf } from "./comparison-tables.js";
import { type Place, placeFinder } from "./places.js";
import { pad, printable, type Style, shorten, table, wrap } from "./terminal.js";

const deepest = 4;
const mostCells = 24;

/** A value with the cell that it belongs to: `{ option: "act" }`, or nothing when there is one value only. */
export interface CellValue {
  readonly at: readonly string[];
  readonly median: number | null;
  readonly p5: number | null;
  readonly p95: number | null;
  readonly mean: number | null;
  /** In words, with the unit. */
  readonly text: string;
}

/** One reason, followed to its source. */
export interface ReasonJson {
  readonly kind: string;
  readonly id: string | null;
  readonly text: string;
}

/** What is known of a name. */
export interface Lineage {
  readonly kind: string;
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly place: Place;
  /** The block as written. */
  readonly text: string;
  /** Dimensions of the values, in the order of their `at`. */
  readonly dimensions: readonly string[];
  readonly values: readonly CellValue[];
  readonly because: readonly ReasonJson[];
  readonly uses: readonly Used[];
  readonly usedBy: readonly string[];
}

/** A name that a definition uses, with its value in words and what it uses in turn. */
export interface Used {
  readonly id: string;
  readonly value: string;
  readonly uses: readonly Used[];
}

const kinds = {
  sources: "source",
  claims: "claim",
  units: "unit",
  dimensions: "dimension",
  data: "data",
  options: "option",
  quantities: "quantity",
  chances: "chance",
  precedents: "precedent",
  experts: "expert",
  judgements: "judgement",
  seeds: "seed",
  rules: "rule",
  stocks: "stock",
  objectives: "objective",
  weights: "weights",
  scenarios: "scenario",
  futures: "futures",
  studies: "study",
  forecasts: "forecast",
  indicators: "indicator",
  observations: "observation",
  checks: "check",
} as const;

/** A declaration by its name, with its kind. */
export function declarationOf(assessment: Assessment, id: string): { readonly kind: string; readonly declared: Declared } | undefined {
  for (const [slot, kind] of Object.entries(kinds)) {
    const declared = assessment[slot as keyof typeof kinds].find((each) => each.id === id);
    if (declared) return { kind, declared };
  }
  return assessment.case.id === id ? { kind: "case", declared: assessment.case } : undefined;
}

/** Everything known of a name; undefined when nothing has it. Values are there when the case was run. */
export function lineageJson(
  id: string,
  { assessment, lowering }: Pick<Compiled, "assessment" | "lowering">,
  evaluated: Evaluated | undefined,
): Lineage | undefined {
  const found = declarationOf(assessment, id);
  if (!found) return undefined;
  const { kind, declared } = found;
  const findings = evaluated && readFindings(evaluated);
  const valuesOf = (name: string): readonly CellValue[] => {
    const output = findings?.output(name) ?? findings?.output(`${kind}:${name}`);
    if (!findings || !output) return [];
    const axes = output.dimensions.map((dimension) => findings.dimension(dimension)?.members ?? []);
    const isChance = kind === "rule" || kind === "forecast";
    return output.summaries.map((summary, cell) => ({
      at: cellLabels(axes, cell),
      ...cellValue(summary, findings.unit(output.name), isChance),
    }));
  };
  const valueWords = (name: string): string => {
    const values = valuesOf(name);
    return values.length === 1 ? (values[0]?.text ?? "") : values.length > 1 ? `${values.length} values` : "";
  };
  const usesOf = (name: string, path: readonly string[]): readonly Used[] =>
    path.length >= deepest
      ? []
      : [...(lowering.references.get(name) ?? [])]
          .filter((other) => other !== name && !path.includes(other))
          .map((other) => ({ id: other, value: valueWords(other), uses: usesOf(other, [...path, name]) }));
  return {
    kind,
    id,
    label: declared.label,
    unit: unitName(lowering.units.get(id)),
    place: placeFinder(assessment.files)(declared.span),
    text: (
      lowering.definitions.get(id) ?? (assessment.files[declared.span.file] ?? "").slice(declared.span.from, declared.span.to)
    ).trimEnd(),
    dimensions: (findings?.output(id) ?? findings?.output(`${kind}:${id}`))?.dimensions ?? [],
    values: valuesOf(id),
    because: [...(kind === "claim" ? [claimOf(declared)] : []), ...declared.because].map((reason) => reasonJson(assessment, reason)),
    uses: usesOf(id, []),
    usedBy: usersOf(id, assessment, lowering),
  };
}

/** What stands on a name: formulas that use it, declarations that give it as a reason, claims of a source. */
function usersOf(id: string, assessment: Assessment, lowering: Compiled["lowering"]): readonly string[] {
  const inFormulas = [...lowering.references].filter(([, names]) => names.has(id)).map(([other]) => other);
  const declarations: readonly Declared[] = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap(
    (slot): readonly Declared[] => assessment[slot],
  );
  const byReason = declarations.filter(({ because }) => because.some((reason) => reason.kind === "reference" && reason.id === id));
  const claims = assessment.claims.filter(({ source }) => source === id);
  return [...new Set([...inFormulas, ...byReason.map((each) => each.id), ...claims.map((each) => each.id)])].filter(
    (other) => other !== id,
  );
}

/** A claim as the first reason for itself: its quote, source and grade are what it stands on. */
function claimOf({ id, span }: Declared): Reason {
  return { kind: "reference", id, span };
}

function cellLabels(axes: readonly (readonly { readonly label: string }[])[], cell: number): string[] {
  const labels: string[] = [];
  let rest = cell;
  for (const members of [...axes].reverse()) {
    labels.unshift(members[rest % Math.max(members.length, 1)]?.label ?? "");
    rest = Math.floor(rest / Math.max(members.length, 1));
  }
  return labels;
}

const finite = (value: number | undefined): number | null => (value !== undefined && Number.isFinite(value) ? value : null);

function cellValue(summary: Summary, unit: Unit | undefined, isChance: boolean): Omit<CellValue, "at"> {
  const estimate = isChance ? undefined : estimateOf(summary);
  const text = (
    isChance ? formatProbability(summary.mean) : estimate ? formatEstimate(estimate, unit).both : formatExact(summary.mean, unit, 3)
  ).replaceAll("\u00a0", " ");
  return { median: finite(estimate?.median), p5: finite(estimate?.low), p95: finite(estimate?.high), mean: finite(summary.mean), text };
}

function reasonJson(assessment: Assessment, reason: Reason): ReasonJson {
  if (reason.kind === "judgement") return { kind: "judgement", id: null, text: reason.text };
  const claim = assessment.claims.find(({ id }) => id === reason.id);
  const judgement = assessment.judgements.find(({ id }) => id === reason.id);
  if (judgement) return { kind: "judgement", id: judgement.id, text: judgementWords(assessment, judgement) };
  if (!claim) {
    const found = declarationOf(assessment, reason.id);
    return { kind: found?.kind ?? "unknown", id: reason.id, text: found?.declared.label ?? "" };
  }
  const source = assessment.sources.find(({ id }) => id === claim.source);
  const grade = [source?.grade, claim.grade].join("");
  const words = claim.quote !== undefined ? `“${claim.quote}”` : (claim.states ?? "");
  return {
    kind: "claim",
    id: claim.id,
    text: `${words} — ${source?.label ?? claim.source}${grade === "" ? "" : `, ${grade}`} (${claim.quoteState.replaceAll("-", " ")})`,
  };
}

/** Who judged, and on what grounds. */
function judgementWords({ experts }: Assessment, { by, because }: Assessment["judgements"][number]): string {
  const grounds = because.map((reason) => (reason.kind === "judgement" ? `“${reason.text}”` : reason.id));
  return `${experts.find(({ id }) => id === by.text)?.label ?? by.text}: ${grounds.join("; ")}`;
}

/** The lineage as text. */
export function lineageText(lineage: Lineage, style: Style, width: number): string {
  const { kind, id, label, unit, place, text, values, because, uses, usedBy } = lineage;
  const title = `${style.bold(id)} · ${kind}${unit === "" ? "" : ` · ${unit}`}${label === id.replaceAll("_", " ") ? "" : ` · ${printable(label)}`}`;
  const parts = [
    wrap(title, width),
    [
      style.dim(`${printable(place.file)}:${place.line}`),
      ...text.split("\n").map((line) => style.cyan(shorten(`    ${printable(line)}`, width))),
    ].join("\n"),
  ];
  if (values.length === 1)
    parts.push(wrap(`${style.bold("Value")} ${values[0]?.text ?? ""} ${style.dim("(median, 90 % interval)")}`, width));
  else if (values.length > 1) {
    const all = courses(lineage).map(({ at, text }) => [printable(at.join(", ")), text]);
    const more = all.length > mostCells ? [`  … and ${all.length - mostCells} more; --json has all`] : [];
    const title = kind === "rule" ? "Probability of a breach" : "Values";
    parts.push(
      [style.bold(title), ...table(all.slice(0, mostCells), [{ side: "left", yields: true }, { side: "left" }], width), ...more].join("\n"),
    );
  }
  if (because.length > 0)
    parts.push(
      [
        style.bold(kind === "claim" ? "Source" : "Because"),
        ...because.map((reason) => wrap(`${reason.id ?? "judgement"}: ${printable(reason.text)}`, width, "  ", "    ")),
      ].join("\n"),
    );
  else if (kind === "quantity") parts.push(wrap("No reason is given: this is an assumption.", width));
  if (uses.length > 0) parts.push([style.bold("Stands on"), ...tree(uses, width, "  ")].join("\n"));
  if (usedBy.length > 0) parts.push(wrap(`${style.bold("Used by")} ${usedBy.join(", ")}`, width, "", "  "));
  return parts.join("\n\n");
}

/** The values, and of each course over time only its first and last. */
function courses({ dimensions, values }: Lineage): readonly Pick<CellValue, "at" | "text">[] {
  if (dimensions.at(-1) !== "time" || dimensions.length === 1) return values;
  const last = new Map(values.map((value) => [value.at.slice(0, -1).join(), value]));
  const first = new Map([...values].reverse().map((value) => [value.at.slice(0, -1).join(), value]));
  return [...last].map(([key, end]) => {
    const begin = first.get(key) ?? end;
    return { at: end.at.slice(0, -1), text: `${begin.text} (${begin.at.at(-1)}) to ${end.text} (${end.at.at(-1)})` };
  });
}

function tree(uses: readonly Used[], width: number, indent: string): string[] {
  return uses.flatMap(({ id, value, uses: below }) => [
    shorten(`${indent}${value === "" ? id : `${pad(id, Math.max(0, 34 - indent.length), "right")}  ${value}`}`, width),
    ...tree(below, width, `${indent}  `),
  ]);
}
