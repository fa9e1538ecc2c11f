/** Running a compiled case, and the checks that need its results: likelihood words, the analyst's own checks, values that cannot be computed. */

import { defaultSampling, engineVersion, type OutputResult, resultBytes, run, type SamplingMethod } from "@outweigh/engine";
import { sha256Hex } from "@outweigh/evidence";
import { checkLikelihood } from "./check/words.js";
import type { Diagnostic } from "./diagnostic.js";
import { checkFailed } from "./diagnostics/results.js";
import type { Compiled, Evaluated } from "./evaluated.js";
import { isNotFinite, reportNotFinite } from "./not-finite.js";

/** Seed and draws override those of the case; without either, seed 1 and 10,000 draws. */
export interface RunOptions {
  readonly seed?: number;
  readonly draws?: number;
  /** How the uniform numbers behind the draws are made; the engine's default unless said. */
  readonly sampling?: SamplingMethod;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Runs a compiled case. It should have no diagnostics of severity error. */
export function runCase(compiled: Compiled, options: RunOptions = {}): Evaluated {
  const { assessment, lowering } = compiled;
  const seed = options.seed ?? assessment.case.seed ?? 1;
  const draws = options.draws ?? assessment.case.draws ?? 10_000;
  const sampling = options.sampling ?? defaultSampling;
  const outputs = run(lowering.graph, { seed, draws, sampling, ...(options.onProgress ? { onProgress: options.onProgress } : {}) });
  const result = {
    ...outputs,
    record: { engineVersion, seed, sampling, draws, inputsHash: compiled.inputsHash, resultHash: sha256Hex(resultBytes(outputs.outputs)) },
  };
  const found: Diagnostic[] = [];
  reportNotFinite(compiled, result.outputs, { seed, draws, sampling }, (diagnostic) => void found.push(diagnostic));
  const byName = new Map(result.outputs.map((output) => [output.name, output]));
  for (const inline of assessment.inlines) {
    const output = byName.get(`inline:${inline.index}`);
    if (output === undefined) continue;
    if (inline.likelihood && output.summaries.length === 1 && !isNotFinite(output)) {
      checkLikelihood(assessment, inline, output.summaries[0]!, (diagnostic) => void found.push(diagnostic));
    }
  }
  for (const check of assessment.checks) {
    const output = byName.get(`check:${check.id}`);
    if (output && !isNotFinite(output) && !holds(output)) {
      found.push(checkFailed.at(check.span, { name: check.label, where: failingPlace(output, result.dimensions) }));
    }
  }
  return { ...compiled, result, diagnostics: [...compiled.diagnostics, ...found] };
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
