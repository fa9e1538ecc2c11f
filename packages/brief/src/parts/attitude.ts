/** The part on attitude to risk: whether someone who dislikes it would choose otherwise. */
import type { PerObjective, RiskAttitude } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import { formatWithin } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputHead, inputWords, optionWords } from "./wording.js";

export const attitude = tellingPart<PerObjective<RiskAttitude>>({
  name: "attitude",
  title: "If risk is disliked",
  analysis: "risk-attitude",
  weight: (_, { objectives }) => (objectives.some(({ changes }) => changes.length > 0) ? 0.55 : 0),
  compose: (findings, { objectives }) => {
    const moved = objectives.filter(({ changes }) => changes.length > 0);
    const firm = objectives.filter(({ changes }) => changes.length === 0).map(({ objective }) => inputWords(findings, objective));
    return [
      ...(firm.length === 0
        ? []
        : [paragraph(`Dislike of risk changes nothing on ${joinWords(firm)}: the same option leads at every risk tolerance tried.`)]),
      ...moved.flatMap(({ objective, changes, tolerances }) => {
        const unit = findings.unit(objective);
        const tolerance = (value: number) => (Number.isFinite(value) ? formatWithin(value, value / 2, bareUnit(unit)) : "none disliked");
        const leading = tolerances.map(({ equivalents, leader }) => equivalents[leader]!.value);
        const number = columnNumbers(leading, bareUnit(unit));
        const sentences = changes.map(
          ({ tolerance: at, from, to }) =>
            `below a risk tolerance of ${formatWithin(at.value, at.value / 2, unit)}, ${optionWords(findings, to)} takes the lead from ${optionWords(findings, from)}`,
        );
        return [
          paragraph(`On ${inputWords(findings, objective)}: ${joinWords(sentences)}.`),
          {
            kind: "table" as const,
            caption: withUnit(`Leader by risk tolerance, ${inputHead(findings, objective)}`, unit),
            columns: columns("Risk tolerance", "Leader", ">Certainty equivalent"),
            rows: tolerances.map((each) => ({
              cells: [
                [text(tolerance(each.tolerance))],
                [text(findings.options[each.leader]?.label ?? "")],
                [text(number(Math.abs(each.equivalents[each.leader]!.value)))],
              ],
            })),
          },
        ];
      }),
    ];
  },
});
