/** Running a compiled case, and the checks that need its results: likelihood words, the analyst's own checks, values that cannot be computed. */

import {
  defaultSampling,
  engineVersion,
  type OutputResult,
  type RunOutputs,
  resultBytes,
  run,
  type SamplingMethod,
} from "@outweigh/engine";
import { sha256Hex } from "@outweigh/evidence";
import type { Assessment } from "./assessment.js";
import { checkConditions, checkObservations } from "./check/conditioning.js";
import { checkStudies } from "./check/studies.js";
import { checkLikelihood } from "./check/words.js";
import type { Diagnostic } from "./diagnostic.js";
import { checkFailed } from "./diagnostics/results.js";
import type { Compiled, Evaluated } from "./evaluated.js";
import { isNotFinite, reportNotFinite } from "./not-finite.js";
import type { Span } from "./syntax.js";

/** Seed and draws override those of the case; without either, seed 1 and 10,000 draws. */
export interface CaseSettings {
  readonly seed?: number;
  readonly draws?: number;
  /** How the uniform numbers behind the draws are made; the engine's default unless said. */
  readonly sampling?: SamplingMethod;
}

/** How to run a case in one go. */
export interface RunOptions extends CaseSettings {
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a run of the case is made with, nothing left open. */
export function settingsOf({ assessment }: Compiled, options: CaseSettings = {}): Required<CaseSettings> {
  return {
    seed: options.seed ?? assessment.case.seed ?? 1,
    draws: options.draws ?? assessment.case.draws ?? 10_000,
    sampling: options.sampling ?? defaultSampling,
  };
}

/** Runs a compiled case. It should have no diagnostics of severity error. */
export function runCase(compiled: Compiled, options: RunOptions = {}): Evaluated {
  const settings = settingsOf(compiled, options);
  return evaluateCase(
    compiled,
    settings,
    run(compiled.lowering.graph, { ...settings, ...(options.onProgress ? { onProgress: options.onProgress } : {}) }),
  );
}

/** A case with what a run of its graph under these settings gave, wherever that was made. */
export function evaluateCase(compiled: Compiled, settings: Required<CaseSettings>, outputs: RunOutputs): Evaluated {
  const { assessment } = compiled;
  const result = {
    ...outputs,
    record: {
      engineVersion,
      ...settings,
      inputsHash: compiled.inputsHash,
      resultHash: sha256Hex(resultBytes(outputs.outputs)),
      ...(compiled.withdrawal ? { without: compiled.withdrawal.asked } : {}),
    },
  };
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void found.push(diagnostic);
  // The words of the text were written with all of its evidence, so it is no mistake when they do not fit without some of it.
  const reportAsWarning = (diagnostic: Diagnostic) => report({ ...diagnostic, severity: "warning" });
  checkObservations(compiled, result, report);
  checkConditions(compiled, result, report);
  const spans = writtenAt(assessment);
  const few = [...found];
  const sound = result.outputs.filter(({ name }) => {
    const span = spans.get(name);
    return span === undefined || !few.some((each) => isWithin(each.span, span));
  });
  reportNotFinite(compiled, sound, settings, report);
  const byName = new Map(sound.map((output) => [output.name, output]));
  for (const inline of assessment.inlines) {
    const output = byName.get(`inline:${inline.index}`);
    if (output === undefined) continue;
    if (inline.likelihood && output.summaries.length === 1 && !isNotFinite(output)) {
      checkLikelihood(assessment, inline, output.summaries[0]!, compiled.withdrawal ? reportAsWarning : report);
    }
  }
  checkStudies(compiled, byName, compiled.withdrawal ? reportAsWarning : report);
  for (const check of assessment.checks) {
    const output = byName.get(`check:${check.id}`);
    if (output && !isNotFinite(output) && !holds(output)) {
      found.push(checkFailed.at(check.span, { name: check.label, where: failingPlace(output, result.dimensions) }));
    }
  }
  return { ...compiled, result, diagnostics: [...compiled.diagnostics, ...found] };
}

/** Where outputs are written that may hold statistics. */
function writtenAt({ inlines, checks, forecasts }: Assessment): ReadonlyMap<string, Span> {
  return new Map([
    ...inlines.map(({ index, span }) => [`inline:${index}`, span] as const),
    ...checks.map(({ id, that }) => [`check:${id}`, that.span] as const),
    ...forecasts.flatMap(({ id, probability }) => (probability ? [[`forecast:${id}`, probability.span] as const] : [])),
  ]);
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && inner.from >= outer.from && inner.to <= outer.to;
}

function holds(output: OutputResult): boolean {
  return output.summaries.every((summary) => summary.min >= 1);
}

/** Where a check fails first, in words: the members of its cell. */
function failingPlace(output: OutputResult, dimensions: Evaluated["result"]["dimensions"]): string {
  let cell = output.summaries.findIndex((summary) => !(summary.min >= 1));
  const share = 1 - (output.summaries[cell]?.mean ?? 0);
  const members: string[] = [];
  for (const name of [...output.dimensions].reverse()) {
    const dimension = dimensions.find((entry) => entry.name === name);
    if (!dimension) continue;
    members.unshift(`${name} ${dimension.members[cell % dimension.members.length]?.label ?? ""}`);
    cell = Math.floor(cell / dimension.members.length);
  }
  const place = members.length > 0 ? ` for ${members.join(", ")}` : "";
  return Number.isFinite(share) && share < 1 ? `in ${(share * 100).toPrecision(2)} % of the draws${place}` : `in every draw${place}`;
}
