/** Whether the answer survives without part of its evidence: the weakest grades, one source, one speaker, or with a rival claim instead. */
import type { Graph } from "../../graph.js";
import { defineAnalysis, turn } from "../analysis.js";
import { type Decision, type DecisionWithout, type EvidenceChange, firstDraws } from "../decision.js";
import { drawVariants } from "../variant-draws.js";
import { type Outcome, outcomesOf } from "./standing-up.js";

/** The outcomes with all evidence, and without each part of it that changes anything. */
export interface EvidenceResult {
  /** So many draws are enough to see a leader change. */
  readonly draws: number;
  readonly base: readonly Outcome[];
  readonly without: readonly {
    readonly kind: DecisionWithout["kind"];
    readonly name: string;
    readonly label: string;
    readonly changes: readonly EvidenceChange[];
    readonly outcomes: readonly Outcome[];
    /** Objectives on which another option leads. */
    readonly flipped: readonly string[];
  }[];
}

/** More would only make the errors smaller. */
const mostDraws = 1024;

export const evidenceCheck = defineAnalysis<EvidenceResult>({
  name: "evidence",
  question: "Does the answer survive without the weakest evidence, or without any one source?",
  needs: ["objective", "options", "evidence"],
  fewestDraws: 100,
  method: "without-evidence",
  holds: "`base` outcomes, and `without`: per withdrawal what `changes`, the `outcomes`, and the objectives `flipped`.",
  knownAnswer: "A case whose answer turns on one claim, by hand",
  prepare: ({ without = [] }) => {
    for (const { make } of without) make();
  },
  run: async (subject, means) => {
    const draws = Math.min(mostDraws, subject.draws);
    const base = outcomesOf(firstDraws(subject, draws));
    const asked = subject.decision.without ?? [];
    const made: (Omit<EvidenceResult["without"][number], "outcomes" | "flipped"> & { readonly graph: Graph })[] = [];
    const models = new Map<Graph, Decision>();
    for (const [index, { kind, name, label, make }] of asked.entries()) {
      await turn(means, index / (2 * asked.length));
      const { decision, changes } = make();
      if (changes.length === 0) continue;
      models.set(decision.graph, decision);
      made.push({ kind, name, label, changes, graph: decision.graph });
    }
    const onProgress = (share: number) => means.onProgress?.((1 + share) / 2);
    const drawn = await drawVariants(subject.decision, [...models.values()], {
      ...means,
      settings: { ...means.settings, draws },
      onProgress,
    });
    const outcomesBy = new Map([...models.keys()].map((graph, index) => [graph, outcomesOf(drawn[index]!)]));
    const without = made.map(({ graph, ...rest }) => {
      const outcomes = outcomesBy.get(graph)!;
      const flipped = outcomes.filter(({ leader }, place) => leader !== base[place]!.leader).map(({ objective }) => objective);
      return { ...rest, outcomes, flipped };
    });
    return { draws, base, without };
  },
});
