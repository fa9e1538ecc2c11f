/** What the rules say about each option: barred when a rule is breached in every draw, contested when in some. The law gates; it is never averaged in. */
import type { Dimension, OutputResult } from "@outweigh/engine";
import type { Assessment } from "@outweigh/language";
import type { Standing } from "./document.js";
import type { OptionFinding } from "./findings.js";
import { drawAt, mean } from "./measures.js";

/** Standing that a probability of breach gives. */
export function standingOf(breach: number): Standing {
  return breach >= 1 ? "barred" : breach > 0 ? "contested" : "clear";
}

/** The options of the case with the rules that touch them. */
export function readStandings(
  assessment: Assessment,
  dimension: Dimension | undefined,
  output: (name: string) => OutputResult | undefined,
): readonly OptionFinding[] {
  const members = dimension?.members ?? [];
  const baseline = assessment.case.baseline ?? members[0]?.id;
  return members.map((member, position) => {
    const touched = assessment.rules.flatMap((rule) => {
      const breached = output(`rule:${rule.id}`);
      const cell = breached?.dimensions.includes("option") ? position : 0;
      const probability = breached?.summaries[cell]?.mean ?? 0;
      return probability > 0 ? [{ rule, probability, draws: breached?.draws?.[cell] }] : [];
    });
    const breach = anyBreach(touched);
    return {
      id: member.id,
      label: member.label,
      position,
      isBaseline: member.id === baseline,
      standing: standingOf(breach),
      breach,
      rules: touched.map(({ rule, probability }) => ({ rule, probability })),
    };
  });
}

/** Probability that any of the rules is breached, from the joint draws where they were kept and otherwise as if the rules were independent. */
function anyBreach(touched: readonly { readonly probability: number; readonly draws: Float64Array | undefined }[]): number {
  const columns = touched.flatMap(({ draws }) => (draws === undefined ? [] : [draws]));
  const first = columns[0];
  if (first === undefined || columns.length < touched.length)
    return 1 - touched.reduce((clear, { probability }) => clear * (1 - probability), 1);
  const draws = Math.max(...columns.map((column) => column.length));
  return mean(Float64Array.from({ length: draws }, (_, draw) => (columns.some((column) => drawAt(column, draw) > 0.5) ? 1 : 0)));
}
