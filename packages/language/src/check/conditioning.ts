/** Checks of what observations and conditions leave of the draws of a run. */
import { type Conditioning, type ObservationReport, type Result, run } from "@outweigh/engine";
import type { Diagnostic } from "../diagnostic.js";
import { conditionRare, observationImpossible, observationsLeaveFew } from "../diagnostics/observations.js";
import { uncomputable } from "../diagnostics/results.js";
import type { Compiled, Measured } from "../evaluated.js";
import { reportNotFinite } from "../not-finite.js";
import type { Span } from "../syntax.js";

type Report = (diagnostic: Diagnostic) => void;

/** Fewer effective draws than this are not shown: the error of a mean is then a twentieth of the standard deviation, that of a 5 % quantile a tenth. */
export const leastDraws = 400;

/** Reports observations that leave no draws or too few, at the one that leaves fewest. */
export function checkObservations({ assessment, lowering }: Compiled, { conditioning, record }: Result, report: Report): void {
  if (conditioning === undefined || conditioning.effectiveDraws >= leastDraws) return;
  const { draws } = record;
  const declared = (name: string) => assessment.observations.find(({ id }) => id === name)!;
  const spoiled = conditioning.observations.filter(({ effectiveDraws }) => Number.isNaN(effectiveDraws));
  if (spoiled.length > 0) {
    reportSpoiled(
      { assessment, lowering },
      record,
      spoiled.map(({ name }) => declared(name).that.span),
      report,
    );
    return;
  }
  const tightest = tightestOf(conditioning);
  const { label, that, span } = declared(tightest.name);
  const distance = distanceWords(textOf(assessment.files, that.span), tightest, lowering.measured.get(tightest.name));
  const alone = tightest.effectiveDraws;
  if (conditioning.effectiveDraws > 0) {
    const left = Math.floor(conditioning.effectiveDraws);
    const needed = drawsNeeded(draws, conditioning.effectiveDraws);
    report(observationsLeaveFew.at(span, { name: label, left, alone: Math.floor(alone), draws, least: leastDraws, needed, distance }));
  } else report(observationImpossible.at(span, { name: label, draws, alone: alone === 0 ? "yes" : "no", distance }));
}

/** Reports conditions of statistics that hold in no draw or in too few. */
export function checkConditions({ assessment, lowering }: Compiled, { conditioning, outputs, record }: Result, report: Report): void {
  const { draws } = record;
  const effectiveDraws = conditioning?.effectiveDraws ?? draws;
  for (const { name, span } of lowering.conditions) {
    const output = outputs.find((each) => each.name === name);
    const share = output && Math.min(...output.summaries.map(({ mean }) => mean));
    if (share === undefined || Number.isNaN(share)) continue;
    const left = share === 0 ? 0 : Math.max(1, Math.floor(share * effectiveDraws));
    if (left >= leastDraws) continue;
    const needed = left === 0 ? 0 : drawsNeeded(draws, share * effectiveDraws);
    report(conditionRare.at(span, { condition: textOf(assessment.files, span), left, draws, least: leastDraws, needed }));
  }
}

/** Likelihoods that are not numbers have it from a value that is not one, and it is reported there; or else where the observation is written. */
function reportSpoiled(
  { assessment, lowering }: Pick<Compiled, "assessment" | "lowering">,
  { seed, draws, sampling }: Result["record"],
  places: readonly Span[],
  report: Report,
): void {
  const { observations: _, ...graph } = lowering.graph;
  const { outputs } = run(graph, { seed, draws, sampling });
  let isReported = false;
  reportNotFinite({ assessment, lowering: { ...lowering, graph } }, outputs, { seed, draws, sampling }, (diagnostic) => {
    isReported = true;
    report(diagnostic);
  });
  if (isReported) return;
  const cause = "divides by nothing, or takes the root or the logarithm of a negative number";
  const remedy = "Observe something that is a number in every draw.";
  for (const span of places)
    report(uncomputable.at(span, { text: textOf(assessment.files, span), howOften: "in some draws", cause, remedy }));
}

function tightestOf({ observations }: Conditioning): ObservationReport {
  return observations.reduce((least, each) => (each.effectiveDraws < least.effectiveDraws ? each : least));
}

/** How many draws would leave enough, with a quarter to spare, in two digits. */
function drawsNeeded(draws: number, left: number): number {
  return Number(((1.25 * leastDraws * draws) / left).toPrecision(2));
}

/** How far a measured value lies from what was expected before. */
function distanceWords(what: string, { prior }: ObservationReport, measured: Measured | undefined): string {
  if (prior === undefined || measured === undefined || !(prior.sd > 0)) return "";
  const { value, unit } = measured;
  const inUnit = (number: number) => String(Number((number / unit.scale).toPrecision(3)));
  const count = Number((Math.abs(value - prior.mean) / prior.sd).toPrecision(2));
  const side = value < prior.mean ? "below" : "above";
  const words = unit.text === "" ? "" : ` ${unit.text}`;
  return `Before it, the model expects ${what} to be ${inUnit(prior.mean)}${words}, with a standard deviation of ${inUnit(prior.sd)}${words}; ${inUnit(value)}${words} lies ${count} standard deviations ${side}.`;
}

function textOf(files: Readonly<Record<string, string>>, { file, from, to }: Span): string {
  return (files[file] ?? "").slice(from, to).replace(/\s+/g, " ").trim();
}
