/** The JSON form of a run; its schema is docs/schema/run.schema.json. Numbers are in base units with the unit's scale beside them. */
import { readFindings } from "@outweigh/brief";
import type { Conditioning, Dimension, OutputResult, Summary } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import { handlingJson } from "./handling.js";
import { diagnosticsJson } from "./places.js";
import { countsOf } from "./report.js";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The outcome of a run as data. What is not a finite number is null. */
export function runJson(folder: string, evaluated: Evaluated) {
  const { assessment, result, diagnostics } = evaluated;
  const findings = readFindings(evaluated);
  return {
    format: "outweigh-run-1",
    state: "done",
    folder,
    case: assessment.case.id,
    question: assessment.case.question,
    ...handlingJson(assessment),
    record: result.record,
    ...(evaluated.withdrawal === undefined ? {} : { withdrawal: evaluated.withdrawal }),
    ...(result.conditioning === undefined ? {} : { conditioning: conditioningJson(result.conditioning) }),
    counts: countsOf(diagnostics),
    diagnostics: diagnosticsJson(diagnostics, assessment.files),
    dimensions: result.dimensions,
    options: findings.options.map(({ id, label, isBaseline, standing, breach, rules }) => ({
      id,
      label,
      isBaseline,
      standing,
      breach: finite(breach),
      rules: rules.map(({ rule, probability }) => ({ id: rule.id, probability: finite(probability) })),
    })),
    objectives: findings.objectives.map(({ declaration, unit, rows }) => ({
      id: declaration.id,
      label: declaration.label,
      sense: declaration.sense,
      unit: unit ? { text: unit.text, scale: unit.scale } : null,
      options: rows.map(({ option, compared, summary }) => ({
        option: option.id,
        rank: compared.rank ?? null,
        mean: finite(summary.mean),
        ...estimateJson(compared.estimate),
        best: compared.best ?? null,
        toBaseline: compared.toBaseline
          ? { ...estimateJson(compared.toBaseline.estimate), worse: compared.toBaseline.worse, worseError: compared.toBaseline.worseError }
          : null,
      })),
    })),
    outputs: result.outputs.map((output) => {
      const unit = findings.unit(output.name);
      return {
        name: output.name,
        unit: unit ? { text: unit.text, scale: unit.scale } : null,
        dimensions: output.dimensions,
        cells: cellsJson(output, result.dimensions),
      };
    }),
  };
}

function conditioningJson({ effectiveDraws, observations }: Conditioning) {
  return {
    effectiveDraws: finite(effectiveDraws),
    observations: observations.map(({ name, effectiveDraws, prior }) => ({
      id: name,
      effectiveDraws: finite(effectiveDraws),
      prior: prior ? { mean: finite(prior.mean), sd: finite(prior.sd) } : null,
    })),
  };
}

function estimateJson({ median, low, high }: { readonly median: number; readonly low: number; readonly high: number }) {
  return { median: finite(median), p5: finite(low), p95: finite(high) };
}

function cellsJson({ dimensions, summaries }: OutputResult, all: readonly Dimension[]) {
  const axes = dimensions.map((name) => ({ name, members: all.find((dimension) => dimension.name === name)?.members ?? [] }));
  return summaries.map((summary, cell) => {
    const at: Record<string, string> = {};
    let rest = cell;
    for (const { name, members } of [...axes].reverse()) {
      at[name] = members[rest % Math.max(members.length, 1)]?.id ?? "";
      rest = Math.floor(rest / Math.max(members.length, 1));
    }
    return { at, ...summaryJson(summary) };
  });
}

function summaryJson({ mean, meanError, sd, min, max, notFinite = 0, quantiles }: Summary) {
  return {
    mean: finite(mean),
    meanError: finite(meanError),
    sd: finite(sd),
    min: finite(min),
    max: finite(max),
    notFinite,
    quantiles: quantiles?.map(({ probability, value, error }) => ({ probability, value: finite(value), error: finite(error) })) ?? null,
  };
}
