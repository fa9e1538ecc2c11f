/** What became of pathways in a run, as plain data: how often and when each signpost was passed, and what was followed at each time. */
import { type Estimated, meanError, momentsOf, type QuantileEstimate, quantiles, summaryProbabilities } from "@outweigh/engine";
import type { SwitchRule } from "./assessment.js";
import { errorRuleOf } from "./error-rule.js";
import type { Evaluated } from "./evaluated.js";

/** One rule of a pathway. */
export interface SignpostReport {
  /** From 1, in the order of the text. */
  readonly number: number;
  /** The condition as written, without its times. */
  readonly condition: string;
  /** The first and last point in time at which it may fire, as written. */
  readonly from: string | undefined;
  readonly by: string | undefined;
  readonly action: SwitchRule["action"];
  /** The option that is added or gone over to. */
  readonly option: string;
  /** The share of draws in which it fired. */
  readonly fired: Estimated;
  /** When it fired, in years of the calendar, among the draws in which it did; empty when it never did. */
  readonly dates: readonly QuantileEstimate[];
}

/** One pathway of a case. */
export interface PathwayReport {
  readonly id: string;
  readonly label: string;
  readonly signposts: readonly SignpostReport[];
  /** Every option that it may follow, the one with which it starts first, with the share of draws in which it is followed at the beginning of each period. */
  readonly followed: readonly { readonly option: string; readonly label: string; readonly shares: readonly number[] }[];
  /** The periods of the case: their beginnings in years of the calendar. */
  readonly years: readonly number[];
}

/** Reports every pathway of a case that has been run; none where the case has errors. */
export function pathwayReport({ assessment, lowering, result }: Evaluated): readonly PathwayReport[] {
  const { time } = lowering.graph;
  const outputs = new Map(result.outputs.map((output) => [output.name, output]));
  if (!time) return [];
  const end = time.start + time.reportStep * time.reportCount;
  const halfStep = time.reportStep / time.stepsPerReport / 2;
  const { replicated, errorFactor } = errorRuleOf(result);
  const textOf = ({ condition: { span } }: SwitchRule) =>
    (assessment.files[span.file] ?? "").slice(span.from, span.to).replace(/\s+/g, " ").trim();
  return assessment.pathways.flatMap(({ id, label, rules }) => {
    const state = outputs.get(`pathway:${id}:state`);
    const members = result.dimensions.find(({ name }) => name === state?.dimensions[0])?.members;
    if (!state || !members) return [];
    const signposts = rules.map((rule, index): SignpostReport => {
      const draws = outputs.get(`pathway:${id}:rule:${index + 1}`)?.draws?.[0] ?? new Float64Array(0);
      const hasFired = (date: number) => date < end - halfStep;
      const dates = draws.filter(hasFired);
      const share = dates.length / Math.max(1, draws.length);
      const error = draws.length > 0 ? meanError(momentsOf(draws.map((date) => Number(hasFired(date)))), replicated) * errorFactor : 0;
      return {
        number: index + 1,
        condition: textOf(rule),
        from: rule.from?.text,
        by: rule.by?.text,
        action: rule.action,
        option: rule.option.text,
        fired: { value: share, error },
        dates: dates.length > 0 ? quantiles(dates, summaryProbabilities) : [],
      };
    });
    const shares = state.summaries.map((summary) => summary.mean);
    const followed = members.map((member, at) => ({
      option: member.id,
      label: member.label,
      shares: shares.slice(at * time.reportCount, (at + 1) * time.reportCount),
    }));
    const years = Array.from({ length: time.reportCount }, (_, period) => time.start + period * time.reportStep);
    return [{ id, label, signposts, followed, years }];
  });
}
