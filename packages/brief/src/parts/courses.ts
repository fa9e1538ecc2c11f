/** The part that sets the options side by side on every objective: a table of consequences, and how often each option is the best. */
import { columns, paragraph, standingMark } from "../blocks.js";
import type { Block, Inline, TableBlock } from "../document.js";
import { type Findings, type ObjectiveFinding, ranked } from "../findings.js";
import { formatCount, formatEstimate } from "../numbers.js";
import { chances } from "../sections/comparison.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise } from "../words.js";
import type { Part } from "./part.js";

export const courses: Part = {
  name: "courses",
  title: "The options compared",
  weight: ({ objectives }) => (objectives.length > 0 ? 1 : 0),
  compose: (findings) => [
    paragraph(
      `Every option is run on the same ${formatCount(findings.evaluated.result.record.draws)} draws of what is uncertain, so that a difference between two options is the effect of the choice. `,
      "Medians, with 90\u00a0% intervals in brackets; the best median of the options that are not barred is in bold.",
    ),
    consequences(findings),
    ...(findings.options.length > 1 ? [figure(findings)] : []),
  ],
};

function figure(findings: Findings): Block {
  return { ...chances(findings, "brief.best"), tableOpen: false };
}

/** A row per option and a column per objective. */
function consequences(findings: Findings): TableBlock {
  return {
    kind: "table",
    caption: "What each option leads to",
    columns: columns("Option", ...findings.objectives.map(({ declaration, unit }) => `>${withUnit(capitalise(declaration.label), unit)}`)),
    rows: findings.options.map((option) => ({
      faded: option.standing === "barred",
      cells: [
        [text(option.label), ...standingMark(option.standing, option.breach)],
        ...findings.objectives.map((objective) => cell(findings, objective, option.position)),
      ],
    })),
  };
}

function cell(findings: Findings, objective: ObjectiveFinding, position: number): readonly Inline[] {
  const row = objective.rows[position];
  if (row === undefined) return [text("–")];
  const content = value(findings, objective.declaration.id, formatEstimate(row.compared.estimate, bareUnit(objective.unit)).both);
  const isBest = findings.options.length > 1 && ranked(objective)[0]?.option.position === position && row.compared.rank === 1;
  return isBest ? [{ kind: "strong", content: [content] }] : [content];
}
