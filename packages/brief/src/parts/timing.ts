/** The part on when to act: what waiting to see is worth, when the best policy acts, and at which values of what is known. */
import type { Estimated, TimedDate, TimingOutcome, TimingResult } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import type { Block, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatCount, formatProbability, formatWithin } from "../numbers.js";
import { text } from "../values.js";
import { tellingPart } from "./part.js";
import { calendarWords, estimatedWords, inputWords } from "./wording.js";

export const timing = tellingPart<TimingResult>({
  name: "timing",
  title: "When to act",
  analysis: "timing",
  weight: (_, { timings }) => (timings.length > 0 ? 0.76 : 0),
  compose: (findings, { timings }) =>
    timings.flatMap((each) => [paragraph(sentenceOf(findings, each)), datesTable(findings, each)] satisfies readonly Block[]),
});

function sentenceOf(findings: Findings, outcome: TimingOutcome): string {
  const { option, starts, objective, known, bestFixed, flexibility, value, clairvoyant, dates, never } = outcome;
  const unit = findings.unit(objective);
  const what = inputWords(findings, objective);
  const fixed = bestFixed.date === undefined ? "never to act" : `to act in ${calendarWords(findings, bestFixed.date)}`;
  const busiest = dates.reduce((most, each) => (each.acting > most.acting ? each : most));
  const gains = isClear(flexibility)
    ? `Deciding at each date by ${knownWords(findings, known)} instead is better by ${estimatedWords(flexibility, unit)} (${estimatedWords(value, unit)})`
    : `Deciding at each date by ${knownWords(findings, known)} instead gains nothing that the simulation could tell`;
  const acts =
    never.share > busiest.acting
      ? `in ${formatProbability(never.share)} of the draws it never acts`
      : `in ${formatProbability(busiest.acting)} of the draws it acts in ${calendarWords(findings, busiest.date)}`;
  const barred = barredWords(findings, [option, starts]);
  return `“${outcome.label}”: from “${findings.label(starts)}” to “${findings.label(option)}”, at the best moment for ${what}. Settled today, the best plan is ${fixed} (${estimatedWords(bestFixed.value, unit)}). ${gains}; ${acts}. With all known in advance it would be ${estimatedWords(clairvoyant, unit)}.${barred}`;
}

function isClear({ value, error }: Estimated): boolean {
  return value > 2 * error;
}

function knownWords(findings: Findings, known: readonly string[]): string {
  return inputWords(findings, known.join(", "));
}

function barredWords({ options }: Findings, ids: readonly string[]): string {
  const barred = options.findIndex(({ id, standing }) => ids.includes(id) && standing === "barred");
  return barred < 0 ? "" : ` A rule bars “${options[barred]!.label}”.`;
}

function datesTable(findings: Findings, outcome: TimingOutcome): TableBlock {
  const { dates, never, objective, known, draws } = outcome;
  const unit = findings.unit(objective);
  const [only] = known;
  const hasBoundary = dates.some(({ boundary }) => boundary !== undefined);
  const rows = [
    ...dates.map((each) => ({
      label: calendarWords(findings, each.date),
      fixed: each.fixed,
      share: each.acting,
      boundary: boundaryWords(findings, only ?? "", each),
    })),
    { label: "Never", fixed: never.fixed, share: never.share, boundary: "" },
  ];
  return {
    kind: "table",
    caption: `“${outcome.label}”: when the best policy acts`,
    columns: columns("Date", ">Settled today", ">Acts then in", ...(hasBoundary ? ["Acts when"] : [])),
    rows: rows.map(({ label, fixed, share, boundary }) => ({
      cells: [
        [text(label)],
        [text(estimatedWords(fixed, unit))],
        [text(formatProbability(share))],
        ...(hasBoundary ? [[text(boundary)]] : []),
      ],
    })),
    note: [
      text(
        `Settled today: the mean of ${inputWords(findings, objective)} if it is settled now to act at that date, with the standard error of the simulation (${formatCount(draws)} draws).${hasBoundary ? " Acts when: the limit that tells best where the policy acts, and the share of the draws still waiting that it tells rightly." : ""}`,
      ),
    ],
  };
}

function boundaryWords(findings: Findings, known: string, { acting, boundary }: TimedDate): string {
  if (boundary === undefined) return acting > 0 ? "always" : "never";
  const { at, acts, agreement } = boundary;
  const level = formatWithin(at, Math.abs(at) / 2, findings.unit(known));
  return `${inputWords(findings, known)} ${acts} ${level} (${formatProbability(agreement)})`;
}
