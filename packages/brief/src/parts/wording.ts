/** Words and numbers that parts share: inputs and options by their labels, numbers of a column to one last digit. */
import type { Unit } from "@outweigh/engine";
import { wordFor } from "@outweigh/evidence";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { capitalise } from "../words.js";

/** An option in quotation marks, by its place. */
export function optionWords(findings: Findings, option: number): string {
  return `“${findings.options[option]?.label ?? option}”`;
}

/** An input as the reader knows it; several with commas stay several. */
export function inputWords(findings: Findings, name: string): string {
  return name
    .split(", ")
    .map((each) => findings.label(each.replace(/#\d+$/, "")))
    .join(" with ");
}

/** The same at the head of a row. */
export function inputHead(findings: Findings, name: string): string {
  return capitalise(inputWords(findings, name));
}

/** Numbers of a column to the digit that tells the values of the column apart. */
export function columnNumbers(values: readonly number[], unit: Unit | undefined): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const width = Math.max(...finite) - Math.min(...finite);
  return (value) => formatWithin(value, width > 0 ? width / 2 : Math.abs(value) / 10, unit);
}

/** A probability with its word of the case's yardstick: `18 % (unlikely)`. */
export function likelihoodWords(findings: Findings, probability: number): string {
  const word = wordFor(probability, findings.assessment.case.yardstick);
  return word === undefined ? formatProbability(probability) : `${formatProbability(probability)} (${word})`;
}

/** The first objective that has a result. */
export function firstOf<Result>(results: { readonly objectives: readonly Result[] }): Result | undefined {
  return results.objectives[0];
}
