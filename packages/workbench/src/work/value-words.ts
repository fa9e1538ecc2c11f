/** What a quantity came to, in a line: for the editor, which shows it behind the block that declares it. */
import { cellsOf, type Findings, formatEstimate } from "@outweigh/brief";
import type { OutputResult } from "@outweigh/engine";

/** So many values stand in a line; of more the least and the greatest are told. */
const mostListed = 4;

/** The cells of an output at the end of the time that it runs over, by position. */
export function lastCells(findings: Findings, { dimensions, summaries }: OutputResult): readonly number[] {
  const axis = dimensions.indexOf("time");
  const all = summaries.map((_, cell) => cell);
  if (axis < 0) return all;
  const sizes = dimensions.map((dimension) => findings.dimension(dimension)?.members.length ?? 1);
  const stride = sizes.slice(axis + 1).reduce((product, size) => product * size, 1);
  const length = sizes[axis] ?? 1;
  return all.filter((cell) => Math.floor(cell / stride) % length === length - 1);
}

/** The value in a line; undefined where there is none that fits in one. */
export function valueLine(findings: Findings, output: OutputResult): string | undefined {
  const unit = findings.unit(output.name);
  const isChance = findings.assessment.chances.some(({ id }) => id === output.name);
  const cells = lastCells(findings, output);
  if (cells.length === 1 || (isChance && cells.length <= mostListed)) {
    const texts = cellsOf(findings, output);
    const shown = [...new Set(cells.map((cell) => texts[cell]!.text))];
    return shown.length === 1 ? `${shown[0]}${atEnd(findings, output)}` : undefined;
  }
  if (isChance || cells.length > 4096) return undefined;
  const middles = cells.map((cell) => {
    const summary = output.summaries[cell]!;
    const at = (probability: number) => summary.quantiles?.find((each) => each.probability === probability)?.value ?? summary.mean;
    return { middle: at(0.5), text: formatEstimate({ low: at(0.05), median: at(0.5), high: at(0.95) }, unit).middle, cell };
  });
  const distinct = [...new Set(middles.map(({ text }) => text))];
  if (distinct.length === 1) return `${distinct[0]}${atEnd(findings, output)}`;
  if (cells.length <= mostListed)
    return middles.map(({ text, cell }) => `${nameOf(findings, output, cell)} ${text}`).join("  ·  ") + atEnd(findings, output);
  const sorted = middles.sort((one, other) => one.middle - other.middle);
  return `${sorted[0]!.text} to ${sorted.at(-1)!.text}${atEnd(findings, output)}`;
}

/** The cell by the names of its options and members, as the text has them. */
function nameOf(findings: Findings, { dimensions }: OutputResult, cell: number): string {
  let rest = cell;
  const names: string[] = [];
  for (const dimension of [...dimensions].reverse()) {
    const members = findings.dimension(dimension)?.members ?? [];
    if (dimension !== "time") names.unshift(members[rest % members.length]?.id ?? "");
    rest = Math.floor(rest / members.length);
  }
  return names.join(", ");
}

function atEnd(findings: Findings, { dimensions }: OutputResult): string {
  const last = dimensions.includes("time") ? findings.dimension("time")?.members.at(-1)?.label : undefined;
  return last === undefined ? "" : ` (${last})`;
}
