/** The part with the rank correlations: what the difference between the options follows. It is told when it is asked for. */
import type { ImportanceResult, PerObjective, RankImportance } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import { formatProbability } from "../numbers.js";
import { text } from "../values.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, optionWords } from "./wording.js";

const shown = 10;

export const dependence = tellingPart<PerObjective<ImportanceResult>>({
  name: "dependence",
  title: "What the difference follows",
  analysis: "importance",
  weight: () => 0,
  compose: (findings, { objectives }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const inputs = first.inputs
      .filter((each): each is RankImportance => "rank" in each)
      .sort((one, other) => Math.abs(other.rank.value) - Math.abs(one.rank.value))
      .slice(0, shown);
    const number = (value: number) => value.toFixed(2).replace("-", "\u2212");
    const [leader, other] = first.pair;
    return [
      paragraph(
        `The gain on ${inputWords(findings, first.objective)} by choosing ${optionWords(findings, leader)} and not ${optionWords(findings, other)}, against each input: rank correlation (Spearman), partial rank correlation with the effect of all others taken away, and the share of variance that the input explains alone, whatever the shape.`,
      ),
      {
        kind: "table",
        caption: "What the gain follows",
        columns: columns("Input", ">Rank", ">Partial", ">Explains"),
        rows: inputs.map(({ name, rank, partial, firstOrder }) => ({
          cells: [
            [text(inputHead(findings, name))],
            [text(number(rank.value))],
            [text("value" in partial ? number(partial.value) : "–")],
            [text(formatProbability(Math.max(0, firstOrder.value)))],
          ],
        })),
      },
    ];
  },
});
