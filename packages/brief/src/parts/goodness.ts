/** The part on targets: how likely each option is to be good enough. */
import type { ComparisonTable } from "@outweigh/engine";
import { columns, paragraph, standingMark } from "../blocks.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, optionWords } from "./wording.js";

export const goodness = tellingPart<ComparisonTable>({
  name: "goodness",
  title: "Which options are good enough",
  analysis: "comparison",
  weight: (_, { targets }) => (targets === undefined ? 0 : 0.75),
  compose: (findings, { targets, options }) => {
    if (targets === undefined) return [];
    const wanted = findings.assessment.objectives.flatMap(({ id }) =>
      (findings.evaluated.lowering.targets.get(id) ?? []).map((target) => ({ id, ...target })),
    );
    const ranked = [...targets.keys()].filter((option) => options[option]?.standing !== "barred");
    const best = ranked.reduce((most, option) => (targets[option]!.all.value > targets[most]!.all.value ? option : most), ranked[0] ?? 0);
    const levels = wanted.map(
      ({ id, direction, value, unit }) =>
        `${inputWords(findings, id)} ${direction.replace("-", " ")} ${formatWithin(value, Math.abs(value) / 5, unit)}`,
    );
    return [
      paragraph(
        `Good enough means ${joinWords(levels)}. ${wanted.length > 1 ? "All at once are met most often" : "It is met most often"} by ${optionWords(findings, best)}, with a probability of ${formatProbability(targets[best]?.all.value ?? 0)}.`,
      ),
      {
        kind: "table",
        caption: "Probability that an option meets each target",
        columns: columns("Option", ...wanted.map(({ id }) => `>${shortHead(findings, id)}`), ...(wanted.length > 1 ? [">All"] : [])),
        rows: targets.map(({ each, all }, option) => ({
          faded: options[option]?.standing === "barred",
          cells: [
            [
              text(findings.options[option]?.label ?? ""),
              ...standingMark(findings.options[option]!.standing, findings.options[option]!.breach),
            ],
            ...each.map(({ value }) => [text(formatProbability(value))]),
            ...(wanted.length > 1 ? [[text(formatProbability(all.value))]] : []),
          ],
        })),
      },
    ];
  },
});

function shortHead(findings: Findings, id: string): string {
  return inputHead(findings, id).replace(/,.*$/, "");
}
