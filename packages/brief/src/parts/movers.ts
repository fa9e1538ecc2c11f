/** The part with the tornado: which input by itself moves the difference between the options most. */
import type { TornadoBar, TornadoResult } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { FigureBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatWithin } from "../numbers.js";
import { bareUnit, unitName, unitWords, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputHead, inputWords, optionWords } from "./wording.js";

const shown = 8;

export const movers = tellingPart<TornadoResult>({
  name: "movers",
  title: "What moves the result most",
  analysis: "tornado",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.5 : 0),
  compose: (findings, { objectives }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const bars = first.bars.filter(({ range }) => range[1] > range[0]).slice(0, shown);
    if (bars.length === 0) return [paragraph("No input by itself moves the difference.")];
    const [leader, other] = first.pair;
    const bent = bars.filter(({ isMonotone }) => !isMonotone).map(({ name }) => inputWords(findings, name));
    return [
      paragraph(
        `The difference in ${inputWords(findings, first.objective)} between ${optionWords(findings, leader)} and ${optionWords(findings, other)} moves most with ${joinWords(bars.slice(0, 3).map(({ name }) => inputWords(findings, name)))}.`,
        bent.length === 0 ? "" : ` It does not simply rise or fall with ${joinWords(bent)}.`,
      ),
      figure(findings, first.objective, first.base, bars),
    ];
  },
});

function figure(findings: Findings, objective: string, base: number, bars: readonly TornadoBar[]): FigureBlock {
  const unit = findings.unit(objective);
  const { scale } = unitWords(unit);
  const number = columnNumbers([base, ...bars.flatMap(({ range }) => [...range])], bareUnit(unit));
  const end = ({ points }: TornadoBar, place: 0 | -1) => points.at(place)!;
  const rows = bars.map((bar) => ({
    label: inputHead(findings, bar.name),
    low: end(bar, 0).output / scale,
    high: end(bar, -1).output / scale,
  }));
  const label = inputHead(findings, objective);
  return {
    kind: "figure",
    anchor: figureAnchor("brief.tornado"),
    caption: withUnit(`${label}: the difference when one input alone is low or high`, unit),
    note: "Light: the input at its 10\u00a0% quantile or first state; dark: at its 90\u00a0% quantile or last state; all others at their medians. Line: all at their medians.",
    alternative: `From the longest bar: ${rows.map((row) => row.label).join("; ")}.`,
    plot: { kind: "swings", unit: unitName(unit), middle: base / scale, rows },
    table: {
      kind: "table",
      caption: withUnit(`${label}: the difference at the ends of each input`, unit),
      columns: columns("Input", "Low to high", ">At low", ">At high"),
      rows: bars.map((bar) => ({
        cells: [
          [text(inputHead(findings, bar.name))],
          [text(rangeWords(findings, bar))],
          [text(number(end(bar, 0).output))],
          [text(number(end(bar, -1).output))],
        ],
      })),
    },
    tableOpen: false,
  };
}

function rangeWords(findings: Findings, { name, points }: TornadoBar): string {
  const states = findings.assessment.chances.find(({ id }) => id === name)?.states;
  const [low, high] = [points[0]!.value, points.at(-1)!.value];
  if (states) return `${states[low]?.text ?? low} to ${states[high]?.text ?? high}`;
  const unit = findings.unit(name);
  return `${formatWithin(low, high - low, unit)} to ${formatWithin(high, high - low, unit)}`;
}
