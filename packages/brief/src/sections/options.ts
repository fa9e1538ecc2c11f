/** The section that puts the question and the options: what each one is, which measures a package combines, how it stands in law. */
import { columns, paragraph, standingMark } from "../blocks.js";
import type { Block, Inline } from "../document.js";
import type { Findings, OptionFinding } from "../findings.js";
import { text } from "../values.js";
import { capitalise, countWords, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const options = defineSection({
  name: "options",
  title: "The question and the options",
  doc: "The question of the case, the options with the measures that they combine, the objectives that they are judged by.",
  needs: [],
  place: "front",
  compose: (findings) => {
    const { assessment } = findings;
    const goals = assessment.objectives.map(
      ({ label, sense }) => `${label} (${sense === "minimise" ? "less is better" : "more is better"})`,
    );
    return [
      paragraph({ kind: "emphasis", content: [text(sentence(assessment.case.question))] }),
      ...(goals.length > 0
        ? [
            paragraph(
              `${capitalise(countWords(findings.options.length, "option"))} ${findings.options.length === 1 ? "is" : "are"} judged by ${countWords(goals.length, "objective")}: ${goals.join("; ")}.`,
            ),
          ]
        : []),
      ...(findings.options.length > 0 ? [optionTable(findings)] : []),
    ];
  },
});

function optionTable(findings: Findings): Block {
  return {
    kind: "table",
    caption: "The options",
    columns: findings.assessment.rules.length > 0 ? columns("Option", "What it is", "In law") : columns("Option", "What it is"),
    rows: findings.options.map((option) => ({
      cells: [[text(option.label)], description(findings, option), ...(findings.assessment.rules.length > 0 ? [standingCell(option)] : [])],
      faded: option.standing === "barred",
    })),
  };
}

function description(findings: Findings, option: OptionFinding): readonly Inline[] {
  const declaration = findings.assessment.options.find(({ id }) => id === option.id);
  const parts = [
    ...(declaration?.isCombination
      ? [`Combines ${joinWords(declaration.measures.map((measure) => `“${findings.label(measure)}”`))}.`]
      : []),
    ...(declaration?.note ? [sentence(declaration.note)] : []),
    ...(option.isBaseline ? ["The course that the others are compared with."] : []),
  ];
  return [text(parts.join(" ") || "–")];
}

function standingCell(option: OptionFinding): readonly Inline[] {
  return option.standing === "clear" ? [text("no rule breached")] : standingMark(option.standing, option.breach).slice(1);
}
