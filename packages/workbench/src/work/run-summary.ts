/** What a run came to in a few words: options by objective, and the computed values of the prose, formatted as the brief formats them. */
import { formatEstimate, inlineContent, ranked, readFindings } from "@outweigh/brief";
import type { Evaluated } from "@outweigh/language";
import type { RunSummary } from "./messages.js";

/** Summarises a run that took so many milliseconds. */
export function summariseRun(evaluated: Evaluated, milliseconds: number): RunSummary {
  const findings = readFindings(evaluated);
  const { record } = evaluated.result;
  return {
    draws: record.draws,
    seed: record.seed,
    milliseconds,
    resultHash: record.resultHash,
    objectives: findings.objectives.map((finding) => ({
      id: finding.declaration.id,
      label: finding.declaration.label,
      sense: finding.declaration.sense,
      rows: ranked(finding).map(({ option, compared }) => {
        const words = formatEstimate(compared.estimate, finding.unit);
        return {
          option: { id: option.id, label: option.label, standing: option.standing },
          rank: compared.rank,
          median: words.middle,
          interval: words.interval,
          best: compared.best?.probability,
        };
      }),
    })),
    inlines: evaluated.assessment.inlines.map((inline) => ({
      index: inline.index,
      text: inlineContent(findings, inline)
        .map((piece) => ("text" in piece ? piece.text : ""))
        .join(""),
    })),
  };
}
