/** The section on what could go wrong: the chances with the probabilities of their states under each option, and the worst 5 % of each objective. */
import { ownerOf } from "@outweigh/language";
import { figureAnchor, sectionAnchor } from "../anchors.js";
import { columns, heading, interleave, paragraph, standingMark } from "../blocks.js";
import { chanceFigure, chanceTable } from "../chances.js";
import type { Block } from "../document.js";
import type { Findings, ObjectiveFinding } from "../findings.js";
import { formatWithin } from "../numbers.js";
import { reasonInlines } from "../reasons.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, formatDate, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const risks = defineSection({
  name: "risks",
  title: "What could go wrong",
  doc: "The probabilities of the states of each chance under each option, and what the worst 5 % of the draws look like on each objective.",
  needs: ["chances", "objectives", "premortems"],
  place: "back",
  compose: (findings) => {
    const chances = findings.assessment.chances.filter(({ id }) => ownerOf(findings.assessment, id) === undefined);
    const figures = chances.flatMap((chance) => chanceFigure(findings, chance));
    const alone = chances.filter((chance) => findings.output(chance.id)?.summaries.length === 1);
    const tails = findings.objectives.map((objective) => tailTable(findings, objective));
    return [
      ...(figures.length + alone.length > 0 ? [heading(figureAnchor("chances"), "Events, and how likely they are")] : []),
      ...(chances.length < findings.assessment.chances.length
        ? [
            paragraph(
              "How actors react is told in ",
              { kind: "reference", text: "the section on actors", anchor: sectionAnchor("actors") },
              ".",
            ),
          ]
        : []),
      ...(alone.length > 0 ? [chanceTable(findings, alone)] : []),
      ...figures,
      ...(tails.length > 0
        ? [
            heading(figureAnchor("tails"), "The worst 5\u00a0%"),
            paragraph("One draw in twenty turns out at least as badly as the first number; the second is the mean of those draws."),
            ...tails,
          ]
        : []),
      ...premortemBlocks(findings),
      ...(figures.length + alone.length + tails.length === 0 ? [paragraph("The run kept no draws of a chance or an objective.")] : []),
    ];
  },
});

/** The option has failed: the causes that people wrote down, what would show them coming and what would help. */
function premortemBlocks(findings: Findings): readonly Block[] {
  const { premortems } = findings.assessment;
  if (premortems.length === 0) return [];
  return [
    heading(figureAnchor("premortems"), "Imagined failures"),
    ...premortems.map((each): Block => {
      const who = [
        each.of && `“${findings.label(each.of.text)}”`,
        each.date && `seen from ${formatDate(each.date)}`,
        each.by && `by ${each.by}`,
      ];
      const shown = each.shownBy.map(({ text: id }) => findings.label(id));
      return {
        kind: "table",
        caption: `${capitalise(each.label)}: ${who.filter(Boolean).join(", ")}`,
        columns: columns("Cause", "Reason"),
        rows: each.causes.map((cause) => ({
          cells: [
            [text(sentence(cause.text))],
            cause.because.length === 0
              ? [text("–")]
              : interleave(
                  cause.because.map((reason) => reasonInlines(findings, reason)),
                  "; ",
                ),
          ],
        })),
        ...(shown.length + each.helpedBy.length === 0
          ? {}
          : {
              note: [
                text(
                  [
                    ...(shown.length > 0 ? [`Shown by: ${joinWords(shown)}.`] : []),
                    ...(each.helpedBy.length > 0 ? [`What would help: ${each.helpedBy.map(sentence).join(" ")}`] : []),
                  ].join(" "),
                ),
              ],
            }),
      };
    }),
  ];
}

function tailTable(findings: Findings, objective: ObjectiveFinding): Block {
  const { declaration, unit, rows } = objective;
  const word = declaration.sense === "minimise" ? "or more" : "or less";
  return {
    kind: "table",
    caption: withUnit(`${capitalise(declaration.label)}: the worst 5\u00a0% of the draws`, unit),
    columns: columns("Option", ">Median", `>Worst 5\u00a0%: this ${word}`, ">Mean of the worst 5\u00a0%"),
    rows: rows.map(({ option, compared }) => {
      const width = compared.estimate.high - compared.estimate.low;
      const number = (content: number) => [value(findings, declaration.id, formatWithin(content, width, bareUnit(unit)))];
      return {
        faded: option.standing === "barred",
        cells: [
          [text(option.label), ...standingMark(option.standing, option.breach)],
          number(compared.estimate.median),
          number(compared.tail.threshold),
          number(compared.tail.mean),
        ],
      };
    }),
  };
}
