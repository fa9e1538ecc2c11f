/** The cells of an output as text: estimates by their unit, chances by their states, over whatever dimensions the output has. */
import type { OutputResult, Summary } from "@outweigh/engine";
import type { ChanceDeclaration } from "@outweigh/language";
import type { Findings } from "./findings.js";
import { formatEstimate, formatExact, formatProbability, formatWithin } from "./numbers.js";
import { bareUnit } from "./unit-words.js";

/** One cell of an output: where it lies, in the reader's words, and its value. */
export interface Cell {
  readonly label: string;
  readonly text: string;
}

/** Labels of the cells of an output in storage order: `Strikes, 2030`; empty for a single cell. */
export function cellLabels(findings: Findings, dimensions: readonly string[]): readonly string[] {
  return dimensions.reduce<readonly string[]>(
    (labels, dimension) => {
      const members = findings.dimension(dimension)?.members ?? [];
      return labels.flatMap((label) => members.map((member) => (label === "" ? member.label : `${label}, ${member.label}`)));
    },
    [""],
  );
}

/** A summary as text: the number when it is certain, otherwise median and 90 % interval, or mean and spread where the draws were not kept. */
export function summaryText(summary: Summary, unit: Parameters<typeof formatExact>[1]): string {
  if (summary.min === summary.max || summary.sd === 0) return formatExact(summary.mean, unit);
  const at = (probability: number) => summary.quantiles?.find((quantile) => quantile.probability === probability)?.value;
  const [low, median, high] = [at(0.05), at(0.5), at(0.95)];
  if (low !== undefined && median !== undefined && high !== undefined && high > low)
    return formatEstimate({ low, median, high }, unit).both;
  const width = 3.29 * summary.sd;
  return `${formatWithin(summary.mean, width, unit)} (mean; standard deviation ${formatWithin(summary.sd, width, bareUnit(unit))})`;
}

/** Probabilities of the states of a chance in one cell, from its draws (which are indices of states). Undefined when draws were not kept. */
export function stateShares(output: OutputResult, cell: number, states: number): readonly number[] | undefined {
  const column = output.draws?.[cell];
  if (column === undefined) return undefined;
  const counts = new Array<number>(states).fill(0);
  for (const state of column) counts[state] = (counts[state] ?? 0) + 1;
  return counts.map((count) => count / column.length);
}

/** The chance that an output belongs to, if it is one. */
export function chanceOf(findings: Findings, name: string): ChanceDeclaration | undefined {
  return findings.assessment.chances.find((chance) => chance.id === name);
}

/** Every cell of an output. */
export function cellsOf(findings: Findings, output: OutputResult): readonly Cell[] {
  const labels = cellLabels(findings, output.dimensions);
  const chance = chanceOf(findings, output.name);
  const unit = findings.unit(output.name);
  const isProbability = /^(rule|challenge|unlawful|veto|check|forecast):/.test(output.name);
  return output.summaries.map((summary, cell) => ({
    label: labels[cell] ?? "",
    text: chance
      ? shareText(chance, stateShares(output, cell, chance.states.length))
      : isProbability
        ? formatProbability(summary.mean)
        : summaryText(summary, unit),
  }));
}

function shareText(chance: ChanceDeclaration, shares: readonly number[] | undefined): string {
  if (shares === undefined) return "draws not kept";
  return chance.states
    .map((state, position) => `${state.text.replaceAll("_", " ")} ${formatProbability(shares[position] ?? 0)}`)
    .join(", ");
}
