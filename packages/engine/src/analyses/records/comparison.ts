/** The comparison of all options on all objectives: what each is worth, how firm the ranking is, who dominates whom, and what one would regret. */
import { defineAnalysis } from "../analysis.js";
import { type ComparisonTable, comparisonTable } from "../comparison.js";

export const comparison = defineAnalysis<ComparisonTable>({
  name: "comparison",
  question: "Which option is best on each objective, and is the ranking real?",
  needs: ["objective"],
  fewestDraws: 100,
  method: "comparison",
  holds:
    "`objectives`: per objective and option `mean`, `quantiles`, `badTail` (CVaR), `difference` to the baseline, `probabilityWorse`, `probabilityBetter`, `targets`; `rankings` with and without contested options: `order`, `dominance`, `regrets`, `selection`. `pareto` and `targets` over all objectives.",
  knownAnswer: "Normal distributions in closed form, small tables by brute force, stated rates against 200 seeds",
  run: async ({ decision, objectives, standings, breaches, breachShares, replicated }, { tailProbability }) =>
    comparisonTable({
      options: decision.options.map(({ name }, option) => ({
        name,
        standing: standings[option]!,
        breach: breachShares[option]!,
        ...(breaches.length === 0 ? {} : { breaches: anyOf(breaches.map((rule) => rule[option]!)) }),
      })),
      objectives: decision.objectives.map(({ name, sense, targets }, place) => ({
        name,
        sense,
        columns: objectives[place]!,
        targets: targets.map(({ kind, value }) => ({ bound: kind, value })),
      })),
      baseline: decision.baseline,
      replicated,
      ...(tailProbability === undefined ? {} : { tailProbability }),
    }),
});

function anyOf(columns: readonly Float64Array[]): Float64Array {
  return columns[0]!.map((_, draw) => (columns.some((column) => column[draw]! > 0.5) ? 1 : 0));
}
