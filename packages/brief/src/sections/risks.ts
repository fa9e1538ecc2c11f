/** The section on what could go wrong: the chances with the probabilities of their states under each option, and the worst 5 % of each objective. */
import type { ChanceDeclaration } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading, paragraph, standingMark } from "../blocks.js";
import { cellLabels, cellsOf, stateShares } from "../cells.js";
import type { Block, FigureBlock } from "../document.js";
import type { Findings, ObjectiveFinding } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise } from "../words.js";
import { defineSection } from "./section.js";

/** Most rows that a table of chances shows; one over more cells is described by its lineage alone. */
const mostRows = 40;

export const risks = defineSection({
  name: "risks",
  title: "What could go wrong",
  doc: "The probabilities of the states of each chance under each option, and what the worst 5 % of the draws look like on each objective.",
  needs: ["chances", "objectives"],
  place: "back",
  compose: (findings) => {
    const figures = findings.assessment.chances.flatMap((chance) => chanceFigure(findings, chance));
    const alone = findings.assessment.chances.filter((chance) => findings.output(chance.id)?.summaries.length === 1);
    const tails = findings.objectives.map((objective) => tailTable(findings, objective));
    return [
      ...(figures.length + alone.length > 0 ? [heading(figureAnchor("chances"), "Events, and how likely they are")] : []),
      ...(alone.length > 0 ? [chanceTable(findings, alone)] : []),
      ...figures,
      ...(tails.length > 0
        ? [
            heading(figureAnchor("tails"), "The worst 5\u00a0%"),
            paragraph("One draw in twenty turns out at least as badly as the first number; the second is the mean of those draws."),
            ...tails,
          ]
        : []),
      ...(figures.length + alone.length + tails.length === 0 ? [paragraph("The run kept no draws of a chance or an objective.")] : []),
    ];
  },
});

/** The chances that are the same whatever is chosen: a line each. */
function chanceTable(findings: Findings, chances: readonly ChanceDeclaration[]): Block {
  return {
    kind: "table",
    caption: "The same under every option: share of the draws in each state",
    columns: columns("Event", "Probability of each state"),
    rows: chances.map((chance) => {
      const output = findings.output(chance.id);
      const words = output ? (cellsOf(findings, output)[0]?.text ?? "") : "";
      return { cells: [[text(capitalise(chance.label))], [value(findings, chance.id, words)]] };
    }),
  };
}

function chanceFigure(findings: Findings, chance: ChanceDeclaration): readonly FigureBlock[] {
  const output = findings.output(chance.id);
  if (output?.draws === undefined || output.summaries.length === 1 || output.summaries.length > mostRows) return [];
  const states = chance.states.map((state) => state.text.replaceAll("_", " "));
  const labels = cellLabels(findings, output.dimensions);
  const optionAxis = output.dimensions.length === 1 && output.dimensions[0] === "option";
  const rows = labels.map((label, cell) => ({
    label,
    standing: optionAxis ? (findings.options[cell]?.standing ?? "clear") : "clear",
    shares: stateShares(output, cell, states.length) ?? [],
  }));
  const last = states[states.length - 1] ?? "";
  return [
    {
      kind: "figure",
      anchor: figureAnchor(chance.id),
      caption: `${capitalise(chance.label)}: probability of each state`,
      note: "",
      alternative: `${capitalise(chance.label)}. Probability of “${last}”: ${rows.map((row) => `${row.label} ${formatProbability(row.shares[states.length - 1] ?? 0)}`).join("; ")}.`,
      plot: {
        kind: "states",
        states,
        rows: rows.map(({ label, standing, shares }) => ({ label: standing === "barred" ? `${label} (barred)` : label, shares })),
      },
      table: {
        kind: "table",
        caption: `${capitalise(chance.label)}: share of the draws in each state`,
        columns: columns(optionAxis ? "Option" : "Case", ...states.map((state) => `>${capitalise(state)}`)),
        rows: rows.map((row, cell) => ({
          faded: optionAxis && findings.options[cell]?.standing === "barred",
          cells: [
            [
              text(row.label),
              ...(optionAxis ? standingMark(findings.options[cell]?.standing ?? "clear", findings.options[cell]?.breach ?? 0) : []),
            ],
            ...states.map((_, state) => [value(findings, chance.id, formatProbability(row.shares[state] ?? 0))]),
          ],
        })),
      },
      tableOpen: false,
    },
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
