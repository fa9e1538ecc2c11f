/** The JSON form of a run; its schema is docs/schema/run.schema.json. Numbers are in base units with the unit's scale beside them. */
import { type Findings, readFindings } from "@outweigh/brief";
import type { Conditioning, Dimension, OutputResult, Summary } from "@outweigh/engine";
import {
  type ActorDeclaration,
  dateOfDay,
  type Evaluated,
  type OptionTimeline,
  type Party,
  type Reason,
  timelinesOf,
} from "@outweigh/language";
import { handlingJson } from "./handling.js";
import { judgedJson } from "./judged-json.js";
import { diagnosticsJson } from "./places.js";
import { countsOf } from "./report.js";

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The outcome of a run as data. What is not a finite number is null. */
export function runJson(folder: string, evaluated: Evaluated) {
  const { assessment, result, diagnostics } = evaluated;
  const findings = readFindings(evaluated);
  const timelines = timelinesOf(assessment);
  return {
    format: "outweigh-run-1",
    state: "done",
    folder,
    case: assessment.case.id,
    question: assessment.case.question,
    ...handlingJson(assessment),
    record: result.record,
    ...(evaluated.withdrawal === undefined ? {} : { withdrawal: evaluated.withdrawal }),
    ...judgedJson(evaluated),
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
      rules: rules.map(({ rule, probability }) => ({ id: rule.id, probability: finite(probability), ...foundJson(findings, rule.id, id) })),
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
    ...(assessment.actors.length === 0 ? {} : { actors: assessment.actors.map((actor) => actorJson(findings, actor)) }),
    ...(timelines.length === 0 ? {} : { timelines: timelines.map(timelineJson) }),
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

/** The probabilities of being challenged and of being found unlawful, where the rule says how probable a challenge is. */
function foundJson(findings: Findings, rule: string, option: string) {
  const challenged = shareOf(findings, `challenge:${rule}`, option);
  return challenged === undefined
    ? {}
    : { challenged: finite(challenged), unlawful: finite(shareOf(findings, `unlawful:${rule}`, option) ?? 0) };
}

function shareOf(findings: Findings, name: string, option: string): number | undefined {
  const output = findings.output(name);
  const place = findings.options.findIndex(({ id }) => id === option);
  return output?.summaries[output.dimensions.includes("option") ? place : 0]?.mean;
}

function actorJson(findings: Findings, { id, label, actorKind, interests, reactions, vetoes, decides }: ActorDeclaration) {
  return {
    id,
    label,
    kind: actorKind ?? null,
    interests: interests.map(({ text, because }) => ({ text, because: because.map(reasonJson) })),
    reactions: reactions.map(({ text }) => text),
    decides: decides.map(({ text }) => text),
    vetoes: vetoes.map((veto) => ({
      id: veto.id,
      label: veto.label,
      for: veto.lapse ?? null,
      options: findings.options.flatMap((option) => {
        const probability = shareOf(findings, `veto:${veto.id}`, option.id) ?? 0;
        return probability > 0 ? [{ option: option.id, probability: finite(probability) }] : [];
      }),
    })),
  };
}

function timelineJson({ option, label, choice, start, duties }: OptionTimeline) {
  const date = (day: number | undefined) => (day === undefined ? null : dateOfDay(day));
  return {
    option,
    label,
    choice: date(choice),
    start: date(start),
    duties: duties.map((duty) => ({
      id: duty.id,
      label: duty.label,
      kind: duty.kind,
      rule: duty.rule,
      by: duty.by.map(partyJson),
      with: duty.with.map(partyJson),
      deadline: duty.words,
      date: duty.date ?? null,
      from: date(duty.from),
      because: duty.because.map(reasonJson),
    })),
  };
}

function reasonJson(reason: Reason): string {
  return reason.kind === "reference" ? reason.id : reason.text;
}

function partyJson(party: Party): string {
  return party.kind === "actor" ? party.id : party.text;
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
