/** Computed values in running text and tables, each tied to the entry of the lineage that explains it. */
import type { OutputResult } from "@outweigh/engine";
import type { InlineValue } from "@outweigh/language";
import { lineageAnchor } from "./anchors.js";
import { cellLabels, cellsOf, summaryText } from "./cells.js";
import type { Inline } from "./document.js";
import { isProbability, isStatistic } from "./expressions.js";
import type { Findings } from "./findings.js";
import { formatProbability, formatStatistic, formatWithin } from "./numbers.js";
import { widthOf } from "./precision.js";

/** Most cells that a value in running text lists one by one. */
const listed = 12;

/** Plain text. */
export function text(content: string): Inline {
  return { kind: "text", text: content };
}

/** A value that leads to the lineage of `name`, when the run kept something under that name. */
export function value(findings: Findings, name: string, content: string): Inline {
  return { kind: "value", text: content, anchor: findings.output(name) ? lineageAnchor(name) : undefined };
}

/** The name whose lineage explains an inline value: the quantity itself for a bare name, otherwise the value's own entry. */
export function lineageName(findings: Findings, inline: InlineValue): string {
  return inline.expression.kind === "name" && findings.output(inline.expression.name) ? inline.expression.name : `inline:${inline.index}`;
}

/** The cells of an inline value as text. */
export function inlineCells(findings: Findings, inline: InlineValue): readonly { readonly label: string; readonly text: string }[] {
  const output = findings.output(`inline:${inline.index}`);
  if (output === undefined) return [];
  const chance = inline.expression.kind === "name" ? findings.output(inline.expression.name) : undefined;
  if (chance && findings.assessment.chances.some(({ id }) => id === chance.name)) return cellsOf(findings, chance);
  const labels = cellLabels(findings, output.dimensions);
  return output.summaries.map((_, cell) => ({ label: labels[cell] ?? "", text: cellText(findings, inline, output, cell) }));
}

function cellText(findings: Findings, inline: InlineValue, output: OutputResult, cell: number): string {
  const summary = output.summaries[cell]!;
  const unit = findings.unit(output.name);
  if (isProbability(inline.expression)) return formatProbability(summary.mean);
  if (!isStatistic(inline.expression)) return summaryText(summary, unit);
  const width = widthOf(findings, inline, output, cell);
  return width === undefined ? formatStatistic(summary.mean, unit) : formatWithin(summary.mean, width, unit);
}

/** An inline value as running text: one number, or each cell with its label. */
export function inlineContent(findings: Findings, inline: InlineValue): readonly Inline[] {
  const cells = inlineCells(findings, inline);
  const anchored = (content: string) => value(findings, lineageName(findings, inline), content);
  const output = findings.output(`inline:${inline.index}`);
  if (cells.length === 0) return [{ kind: "mark", tone: "warning", text: `not computed: ${inline.text}` }];
  if (cells.length === 1) return [anchored(cells[0]!.text)];
  const isCourse = output?.dimensions.join() === "time";
  const [first, last] = [cells[0]!, cells[cells.length - 1]!];
  if (isCourse || cells.length > listed) {
    return [anchored(first.text), text(` (${first.label}) to `), anchored(last.text), text(` (${last.label})`)];
  }
  return cells.flatMap((cell, position) => [...(position > 0 ? [text("; ")] : []), text(`${cell.label} `), anchored(cell.text)]);
}
