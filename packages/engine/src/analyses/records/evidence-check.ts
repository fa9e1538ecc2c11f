/** Whether the answer survives without part of its evidence: the weakest grades, one source, one speaker, or with a rival claim instead. */
import { defineAnalysis } from "../analysis.js";
import { type DecisionWithout, drawDecision } from "../decision.js";
import { type Outcome, outcomesOf } from "./standing-up.js";

/** The outcomes with all evidence, and without each part of it. */
export interface EvidenceResult {
  readonly base: readonly Outcome[];
  readonly without: readonly {
    readonly kind: DecisionWithout["kind"];
    readonly name: string;
    readonly label: string;
    readonly changes: DecisionWithout["changes"];
    readonly outcomes: readonly Outcome[];
    /** Objectives on which another option leads. */
    readonly flipped: readonly string[];
  }[];
}

export const evidenceCheck = defineAnalysis<EvidenceResult>({
  name: "evidence",
  question: "Does the answer survive without the weakest evidence, or without any one source?",
  needs: ["objective", "options", "evidence"],
  fewestDraws: 100,
  method: "without-evidence",
  knownAnswer: "A case whose answer turns on one claim, by hand",
  run: async (subject, means) => {
    const base = outcomesOf(subject);
    const asked = subject.decision.without ?? [];
    const found: EvidenceResult["without"][number][] = [];
    for (const [index, { kind, name, label, changes, make }] of asked.entries()) {
      means.onProgress?.(index / asked.length);
      const outcomes = outcomesOf(await drawDecision({ ...make(), inputs: [] }, means));
      const flipped = outcomes.filter(({ leader }, place) => leader !== base[place]!.leader).map(({ objective }) => objective);
      found.push({ kind, name, label, changes, outcomes, flipped });
    }
    return { base, without: found };
  },
});
