/** Words and numbers that parts share: inputs and options by their labels, numbers of a column to one last digit. */
import type { Estimated, Unit } from "@outweigh/engine";
import { wordFor } from "@outweigh/evidence";
import type { Findings } from "../findings.js";
import { formatExact, formatInDigits, formatProbability, formatStatistic, formatWithin } from "../numbers.js";
import { bareUnit, unitWords } from "../unit-words.js";
import { capitalise } from "../words.js";

/** An option in quotation marks, by its place. */
export function optionWords(findings: Findings, option: number): string {
  return `“${findings.options[option]?.label ?? option}”`;
}

/** The label of an input, an objective or a set of weights; several with commas stay several. */
function labelOf(findings: Findings, name: string): string {
  const weights = /^weights:(.+)$/.exec(name)?.[1];
  if (weights !== undefined) return findings.assessment.weights.find(({ id }) => id === weights)?.label ?? weights;
  return name
    .split(", ")
    .map((each) => findings.label(each.replace(/#\d+$/, "")))
    .join(" with ");
}

/** An input or an objective in a sentence, in quotation marks. */
export function inputWords(findings: Findings, name: string): string {
  return `“${labelOf(findings, name)}”`;
}

/** The same at the head of a row, bare. */
export function inputHead(findings: Findings, name: string): string {
  return capitalise(labelOf(findings, name));
}

/** The unit of an objective, or of a weighted value: hundredths of all swings together. */
export function valueUnit(findings: Findings, name: string): Unit | undefined {
  return name.startsWith("weights:") ? { scale: 1, powers: {}, text: "points" } : findings.unit(name);
}

/** Numbers of a column to the digit that tells the values of the column apart. */
export function columnNumbers(values: readonly number[], unit: Unit | undefined): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const width = Math.max(...finite) - Math.min(...finite);
  const sizes = finite.map((value) => Math.abs(value) / unitWords(unit).scale).filter((size) => size > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const isMixed = least < 1e6 && most >= 1e6 && most < 1e8 && width > 0;
  return (value) =>
    isMixed ? formatInDigits(value, width / 2, unit) : formatWithin(value, width > 0 ? width / 2 : Math.abs(value) / 10, unit);
}

/** A probability with its word of the case's yardstick: `18 % (unlikely)`. */
export function likelihoodWords(findings: Findings, probability: number): string {
  const word = wordFor(probability, findings.assessment.case.yardstick);
  return word === undefined ? formatProbability(probability) : `${formatProbability(probability)} (${word})`;
}

/** `on “Deaths”`, or `by “Weights of the committee”`. */
export function onWords(findings: Findings, name: string): string {
  return `${name.startsWith("weights:") ? "by" : "on"} ${inputWords(findings, name)}`;
}

/** The word of the case's yardstick for a probability, or `–`. */
export function likelihoodWord(findings: Findings, probability: number): string {
  return wordFor(probability, findings.assessment.case.yardstick) ?? "–";
}

/** How a value stands to another by their difference: `1,200 ± 40 deaths better than`, and `not told apart by the simulation from` within two errors. */
export function differenceWords({ value, error }: Estimated, sense: "minimise" | "maximise", unit: Unit | undefined): string {
  if (value === 0) return "the same as";
  const size = estimatedWords({ value: Math.abs(value), error }, unit);
  if (!(Math.abs(value) > 2 * error)) return `within the error of the simulation (${size}) of`;
  return `${size} ${value < 0 === (sense === "minimise") ? "better" : "worse"} than`;
}

/** A number with the standard error of its simulation: `1,230 ± 40 deaths`. */
export function estimatedWords({ value, error }: Estimated, unit: Unit | undefined): string {
  if (!(error > 0)) return formatStatistic(value, unit);
  return `${formatWithin(value, error * 8, bareUnit(unit))} ±\u00a0${formatExact(error, unit, 2)}`;
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A time in years of the calendar no finer than the steps of the case: `2029` for the beginning of a year, or `Apr 2029`. */
export function calendarWords(findings: Findings, year: number): string {
  const time = findings.evaluated.lowering.graph.time;
  const step = time === undefined ? 1 : time.reportStep / time.stepsPerReport;
  if (step >= 1 || Number.isInteger(year)) return String(Math.round(year));
  const month = Math.floor(year * 12 + 0.02);
  return `${months[((month % 12) + 12) % 12]} ${Math.floor(month / 12)}`;
}
