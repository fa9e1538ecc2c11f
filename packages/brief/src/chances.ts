/** Chances as pictures and tables: the probability of each state under each option. */
import type { ChanceDeclaration } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns, standingMark } from "./blocks.js";
import { cellLabels, cellsOf, stateShares } from "./cells.js";
import type { Block, FigureBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { formatProbability } from "./numbers.js";
import { text, value } from "./values.js";
import { capitalise } from "./words.js";

/** Most rows that a table of chances shows; one over more cells is described by its lineage alone. */
const mostRows = 40;

/** The chances that are the same whatever is chosen: a line each. */
export function chanceTable(findings: Findings, chances: readonly ChanceDeclaration[]): Block {
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

/** A chance that differs between options: its states as stacked bars. Nothing where the run kept no draws of it, or it is the same everywhere. */
export function chanceFigure(findings: Findings, chance: ChanceDeclaration, anchor = chance.id): readonly FigureBlock[] {
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
      anchor: figureAnchor(anchor),
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
