/** The appendix that every number leads to: value, definition in the notation, reasons down to the words of the source, what it uses and what uses it. */
import type { OutputResult } from "@outweigh/engine";
import type { InlineValue, PrecedentCase, Span } from "@outweigh/language";
import { figureAnchor, lineageAnchor } from "../anchors.js";
import { heading, interleave, paragraph } from "../blocks.js";
import { type Cell, cellsOf } from "../cells.js";
import type { Fact, Inline, LineageBlock } from "../document.js";
import { namesIn } from "../expressions.js";
import type { Findings } from "../findings.js";
import { formatExact, formatProbability } from "../numbers.js";
import { countOfClass, fullReason } from "../reasons.js";
import { inlineCells, lineageName, text } from "../values.js";
import { capitalise, countWords, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

/** Most cells of an output that its entry lists one by one. */
const listed = 24;

export const lineage = defineSection({
  name: "lineage",
  title: "Lineage: where every number comes from",
  doc: "For every number: its value, its definition as written, its reasons with claim, quote and source, what it uses and where it is used.",
  needs: [],
  place: "end",
  compose: (findings) => {
    const inlines = findings.assessment.inlines.filter((inline) => lineageName(findings, inline) === `inline:${inline.index}`);
    const model = findings.evaluated.result.outputs.filter((output) => !/^(inline|check|given):/.test(output.name));
    const users = usersOf(findings);
    return [
      paragraph("Definitions are in the notation of the assessment, as written. Ranges are 90\u00a0% intervals."),
      ...(model.length > 0 ? [heading(figureAnchor("lineage-model"), "The model")] : []),
      ...model.map((output) => modelEntry(findings, output.name, users.get(output.name) ?? [])),
      ...(inlines.length > 0 ? [heading(figureAnchor("lineage-text"), "Values in the text")] : []),
      ...inlines.map((inline) => inlineEntry(findings, inline)),
    ];
  },
});

/** For each name, the outputs whose declarations use it. */
function usersOf(findings: Findings): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const [name, used] of findings.evaluated.lowering.references) {
    if (/^(inline|check|observation):/.test(name)) continue;
    for (const other of used) users.set(other, [...(users.get(other) ?? []), name]);
  }
  return users;
}

function modelEntry(findings: Findings, name: string, users: readonly string[]): LineageBlock {
  const output = findings.output(name);
  const id = name.replace(/^(rule|challenge|unlawful|veto|forecast):/, "");
  const declaration = findings.declared(name);
  const cells = output === undefined ? [] : endsOfTime(findings, output);
  const used = [...(findings.evaluated.lowering.references.get(name) ?? findings.evaluated.lowering.references.get(id) ?? [])];
  return {
    kind: "lineage",
    anchor: lineageAnchor(name),
    name: capitalise(declaration?.label ?? findings.label(name)),
    identifier: id,
    values: shortened(sameEverywhere(cells)),
    definition: findings.evaluated.lowering.definitions.get(name) ?? findings.evaluated.lowering.definitions.get(id),
    facts: [
      ...reasonFacts(findings, name),
      ...precedentFacts(findings, id),
      ...observationFacts(findings, id),
      ...linkFacts(findings, "Uses", used),
      ...linkFacts(findings, "Used by", users),
      ...(declaration?.note ? [fact("Note", [text(sentence(declaration.note))])] : []),
      ...(declaration ? [fact("Written in", [text(place(findings, declaration.span))])] : []),
    ],
  };
}

function inlineEntry(findings: Findings, inline: InlineValue): LineageBlock {
  const cells = inlineCells(findings, inline);
  return {
    kind: "lineage",
    anchor: lineageAnchor(`inline:${inline.index}`),
    name: inline.likelihood === undefined ? "Value in the text" : `“${inline.likelihood.text}”`,
    identifier: "",
    values: shortened(cells),
    definition: inline.text,
    facts: [...linkFacts(findings, "Uses", namesIn(inline.expression)), fact("Written in", [text(place(findings, inline.span))])],
  };
}

function fact(term: string, content: readonly Inline[]): Fact {
  return { term, content };
}

function reasonFacts(findings: Findings, id: string): readonly Fact[] {
  const declaration = findings.declared(id);
  if (declaration === undefined) return [];
  if (declaration.because.length > 0) return declaration.because.map((reason) => fact("Because", fullReason(findings, reason)));
  const { assessment } = findings;
  const chance = assessment.chances.find((candidate) => candidate.id === id);
  if (chance?.precedent)
    return [fact("Because", fullReason(findings, { kind: "reference", id: chance.precedent.text, span: chance.precedent.span }))];
  const assumed = [...assessment.quantities, ...assessment.chances, ...assessment.stocks].some((candidate) => candidate.id === id);
  return assumed ? [fact("Because", [{ kind: "mark", tone: "contested", text: "no reason stated: assumed" }])] : [];
}

function precedentFacts(findings: Findings, id: string): readonly Fact[] {
  const precedent = findings.assessment.precedents.find((candidate) => candidate.id === id);
  if (precedent === undefined) return [];
  const { prior, rows, ratios = [], events = [], includes, family, selectedOnOutcome } = precedent;
  const outcome = { yes: "counted, yes", no: "counted, no", excluded: "left out" };
  const selected = selectedOnOutcome ? "; the class was selected on its outcome" : "";
  const others = family ? findings.assessment.precedents.filter((each) => each.family?.text === family.text && each.id !== id) : [];
  const counted = `${countOfClass(precedent).replace(/^(base rate|rate), /, "")}${precedent.ratios ? "" : priorWords(prior, precedent.events !== undefined, others.length > 0)}`;
  const rowFact = (row: PrecedentCase, what: string) =>
    fact(capitalise(row.id.replaceAll("_", " ")), [
      text(
        `${what}: ${row.similarity ? `${sentence(row.reason)} Counts as ${formatProbability(row.similarity.share)} of a case: ${row.similarity.reason}` : row.reason}`,
      ),
    ]);
  return [
    ...(includes === undefined ? [] : [fact("Taken in", [text(includes)])]),
    fact("Counted", [text(`${counted}${selected}`)]),
    ...(others.length === 0 ? [] : [fact("Leans on", [text(joinWords(others.map(({ label }) => `“${label}”`)))])]),
    ...rows.map((row) => rowFact(row, row.trials > 1 ? `${row.successes} of ${row.trials}` : outcome[row.outcome])),
    ...ratios.map((row) => rowFact(row, `${formatExact(row.ratio, undefined)} times the estimate`)),
    ...events.map((row) => rowFact(row, countWords(row.events, "event"))),
  ];
}

function priorWords(prior: { readonly alpha: number; readonly beta: number }, isRate: boolean, isShared: boolean): string {
  if (isRate) return `; prior gamma(${prior.alpha}, 0)`;
  return `; prior beta(${prior.alpha}, ${prior.beta})${isShared ? " of the mean of the family" : ""}`;
}

/** Observations in which the value stands, with their reasons. */
function observationFacts(findings: Findings, id: string): readonly Fact[] {
  const { assessment, lowering } = findings.evaluated;
  return assessment.observations
    .filter((observation) => lowering.references.get(`observation:${observation.id}`)?.has(id))
    .map(({ label, because }) => {
      const reasons = because.map((reason) => fullReason(findings, reason));
      return fact("Observed", [text(reasons.length > 0 ? `${label}: ` : label), ...interleave(reasons, "; ")]);
    });
}

function linkFacts(findings: Findings, term: string, names: readonly string[]): readonly Fact[] {
  const known = [...new Set(names.map((name) => (findings.output(name) ? name : (name.split(".")[0] ?? name))))].filter((name) =>
    findings.output(name),
  );
  if (known.length === 0) return [];
  const links = known.map((name): readonly Inline[] => [{ kind: "reference", text: findings.label(name), anchor: lineageAnchor(name) }]);
  return [fact(term, interleave(links, ", "))];
}

/** One entry instead of many that say the same. */
function sameEverywhere(cells: readonly Cell[]): readonly Cell[] {
  const [first] = cells;
  return first !== undefined && cells.length > 1 && cells.every((cell) => cell.text === first.text)
    ? [{ label: "", text: `${first.text} throughout` }]
    : cells;
}

function shortened(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length <= listed) return cells;
  return [...cells.slice(0, listed - 1), { label: "…", text: `${cells.length - listed + 1} more` }];
}

/** The cells of an output; of a long course over time only the first and the last point. */
function endsOfTime(findings: Findings, output: OutputResult): readonly Cell[] {
  const cells = cellsOf(findings, output);
  const sizes = output.dimensions.map((dimension) => findings.dimension(dimension)?.members.length ?? 1);
  const axis = output.dimensions.indexOf("time");
  if (axis < 0 || cells.length <= 12) return cells;
  const stride = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
  const last = (sizes[axis] ?? 1) - 1;
  return cells.filter((_, cell) => [0, last].includes(Math.floor(cell / stride) % (last + 1)));
}

/** File and line of a declaration. */
function place(findings: Findings, span: Span): string {
  const before = findings.assessment.files[span.file]?.slice(0, span.from) ?? "";
  return `${span.file}, line ${before.split("\n").length}`;
}
