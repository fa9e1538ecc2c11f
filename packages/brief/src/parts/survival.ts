/** The part that says whether the answer survives without part of its evidence. */
import type { EvidenceResult } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import type { Findings } from "../findings.js";
import { text } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputWords, optionWords } from "./wording.js";

const shown = 8;

export const survival = tellingPart<EvidenceResult>({
  name: "survival",
  title: "Without the weakest evidence",
  analysis: "evidence",
  weight: (_, { without }) => (without.length > 0 ? 0.8 : 0),
  compose: (findings, { base, without }) => {
    const [first] = base;
    if (first === undefined) return [];
    if (without.length === 0) return [paragraph("Nothing that the model uses rests on claims or sources alone that could be withdrawn.")];
    const { objective, leader } = first;
    const flips = without.filter(({ flipped }) => flipped.includes(objective));
    const shift = (each: EvidenceResult["without"][number]) => Math.abs(each.outcomes[0]!.means[leader]! - first.means[leader]!);
    const listed = [...without].sort(
      (one, other) => Number(other.flipped.includes(objective)) - Number(one.flipped.includes(objective)) || shift(other) - shift(one),
    );
    const number = columnNumbers(
      [first.means[leader]!, ...without.map(({ outcomes }) => outcomes[0]!.means[leader]!)],
      findings.unit(objective),
    );
    return [
      paragraph(
        flips.length === 0
          ? `The answer survives: on ${inputWords(findings, objective)}, ${optionWords(findings, leader)} still leads in all ${without.length} runs without part of the evidence — below a grade, without one source or one speaker, with a rival claim taken instead, or with a key assumption wrong.`
          : `The answer does not survive all of it: on ${inputWords(findings, objective)} another option leads ${joinWords(flips.map((each) => withoutWords(findings, each)))}.`,
        otherFlips(findings, without, objective),
      ),
      {
        kind: "table",
        caption: `Runs without part of the evidence: those that move “${findings.options[leader]?.label}” most (with all of it: ${number(first.means[leader]!)})`,
        columns: columns("Without", "What changes", "Leader", ">Its mean"),
        rows: listed.slice(0, shown).map((each) => {
          const outcome = each.outcomes[0]!;
          return {
            cells: [
              [text(capitalise(withoutWords(findings, each)))],
              [text(changesWords(each))],
              [text(outcome.leader < 0 ? "none left" : (findings.options[outcome.leader]?.label ?? ""))],
              [text(outcome.leader < 0 ? "–" : number(outcome.means[outcome.leader]!))],
            ],
          };
        }),
        note: [
          text(
            "What loses its support takes a value that was stated for that, loses the rows that rested on it, or has its spread doubled (a stress test, and no estimate).",
          ),
        ],
      },
    ];
  },
});

function withoutWords(findings: Findings, { kind, name, label }: EvidenceResult["without"][number]): string {
  switch (kind) {
    case "grade":
      return `without claims graded worse than ${name.replace(/^grade < /, "")}`;
    case "source":
      return `without “${label}”`;
    case "speaker":
      return `without what ${label} said`;
    case "assumption":
      return `if it is wrong that ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
    case "instead":
      return `with “${findings.assessment.claims.find(({ id }) => id === name)?.label ?? label}” instead`;
  }
}

function changesWords({ changes }: EvidenceResult["without"][number]): string {
  const how = (wanted: string) => changes.filter((change) => change.how === wanted).length;
  const parts = [
    how("instead") > 0 ? countWords(how("instead"), "other value") : "",
    how("widened") > 0 ? `${countWords(how("widened"), "spread")} doubled` : "",
    how("rows-dropped") > 0 ? `cases dropped from ${countWords(how("rows-dropped"), "base rate")}` : "",
    how("repooled") > 0 ? `${countWords(how("repooled"), "panel")} of experts smaller` : "",
    how("left-out") > 0 ? `${countWords(how("left-out"), "item")} of evidence left out` : "",
  ].filter((part) => part !== "");
  return capitalise(joinWords(parts));
}

function otherFlips(findings: Findings, without: EvidenceResult["without"], objective: string): string {
  const others = [...new Set(without.flatMap(({ flipped }) => flipped))].filter((each) => each !== objective);
  return others.length === 0 ? "" : ` On ${joinWords(others.map((each) => inputWords(findings, each)))} some of them change the leader.`;
}
