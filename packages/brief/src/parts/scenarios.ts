/** The part on named futures: who leads in each of them. */
import type { ScenariosResult } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import { formatProbability } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputHead, inputWords, optionWords } from "./wording.js";

export const scenarios = tellingPart<ScenariosResult>({
  name: "scenarios",
  title: "In other futures",
  analysis: "scenarios",
  weight: (_, result) => (result.scenarios.length > 0 ? 0.65 : 0),
  compose: (findings, { base, scenarios: futures }) => {
    const [first] = base;
    if (first === undefined) return [];
    const unit = findings.unit(first.objective);
    const outcomes = [
      { label: "As the case stands", outcome: first },
      ...futures.map(({ label, outcomes }) => ({ label, outcome: outcomes[0]! })),
    ];
    const number = columnNumbers(
      outcomes.map(({ outcome }) => outcome.means[outcome.leader] ?? Number.NaN),
      bareUnit(unit),
    );
    const others = futures.filter(({ outcomes }) => outcomes[0]!.leader !== first.leader);
    return [
      paragraph(
        others.length === 0
          ? `${optionWords(findings, first.leader)} leads on ${inputWords(findings, first.objective)} in every future that the case names.`
          : `${optionWords(findings, first.leader)} does not lead in ${joinWords(others.map(({ label }) => `“${label}”`))}.`,
      ),
      {
        kind: "table",
        caption: withUnit(`Leaders by future: ${inputHead(findings, first.objective)}`, unit),
        columns: columns("Future", "Leader", ">Its mean", ">Best in"),
        rows: outcomes.map(({ label, outcome: { leader, means, best } }) => ({
          cells: [
            [text(label)],
            [text(leader < 0 ? "none left" : (findings.options[leader]?.label ?? ""))],
            [text(leader < 0 ? "–" : number(means[leader]!))],
            [text(leader < 0 ? "–" : formatProbability(best[leader]!))],
          ],
        })),
      },
    ];
  },
});
