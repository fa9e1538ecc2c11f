/** Figures of the DOCX brief as tables with coloured cells: sharp at any size, native to Word and LibreOffice, and no picture file to go wrong. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { IntervalPlot, Plot, ProbabilityPlot, Standing, StatePlot } from "../document.js";
import { axisScale } from "../figures/axis-scale.js";
import { roundTicks } from "../figures/scale.js";
import { shadeOf } from "../figures/states.js";
import { formatProbabilityShort } from "../numbers.js";
import { plain } from "./docx-inlines.js";
import { ink, page } from "./docx-style.js";
import { noBorders } from "./docx-table.js";

const labelWidth = 2900;
const cells = 60;
const cellWidth = Math.floor((page.text - labelWidth) / cells);

/** Beyond so many panels the table says it better than a page of bars. */
const mostPanels = 3;

/** A stretch of a row: so many cells of the grid in one colour, perhaps with words in it. */
interface Stretch {
  readonly span: number;
  readonly fill?: string;
  readonly text?: string;
  readonly colour?: string;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
}

/** A figure; nothing for curves, maps, graphs and many panels, whose numbers follow as a table. */
export function figureTables(plot: Plot): readonly (Table | Paragraph)[] {
  switch (plot.kind) {
    case "intervals":
      return [grid(intervalRows(plot))];
    case "panel":
      return [
        grid(
          intervalRows(
            {
              kind: "intervals",
              unit: plot.unit,
              rows: plot.rows.map((row) => ({ ...row, standing: row.isPool ? "contested" : "clear" })),
              reference: undefined,
            },
            false,
          ),
        ),
      ];
    case "probabilities":
      if (plot.panels.length > mostPanels) return [];
      return plot.panels.flatMap((panel) => [
        new Paragraph({ style: "CellHead", spacing: { before: 80, after: 40 }, text: plain(panel) }),
        grid(probabilityRows(plot, panel)),
      ]);
    case "states":
      return [legend(plot), grid(stateRows(plot))];
    case "fan":
    case "swings":
    case "bars":
    case "map":
    case "curve":
    case "ranges":
    case "plane":
    case "echoes":
    case "schedule":
    case "calibration":
    case "steps":
      return [];
  }
}

function grid(rows: readonly { readonly label: string; readonly stretches: readonly Stretch[]; readonly isAxis?: boolean }[]): Table {
  const gap = { style: BorderStyle.SINGLE, size: 32, color: ink.paper } as const;
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
  const height = rows.some(({ label }) => label.length > 34) ? 500 : 350;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: labelWidth + cells * cellWidth, type: WidthType.DXA },
    columnWidths: [labelWidth, ...new Array<number>(cells).fill(cellWidth)],
    borders: noBorders,
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    rows: rows.map(
      ({ label, stretches, isAxis }, position) =>
        new TableRow({
          cantSplit: true,
          height: { value: isAxis ? 300 : height, rule: HeightRule.ATLEAST },
          children: [
            new TableCell({
              width: { size: labelWidth, type: WidthType.DXA },
              verticalAlign: VerticalAlign.CENTER,
              margins: { right: 120 },
              children: [
                new Paragraph({
                  style: "Cell",
                  alignment: AlignmentType.RIGHT,
                  keepNext: position < rows.length - 1,
                  children: [new TextRun({ text: plain(label), size: 16 })],
                }),
              ],
            }),
            ...stretches
              .filter(({ span }) => span > 0)
              .map((stretch) => stretchCell(stretch, isAxis ? none : gap, position < rows.length - 1)),
          ],
        }),
    ),
  });
}

function stretchCell(
  stretch: Stretch,
  border: { readonly style: (typeof BorderStyle)[keyof typeof BorderStyle]; readonly size: number; readonly color: string },
  isJoined: boolean,
): TableCell {
  return new TableCell({
    columnSpan: stretch.span,
    width: { size: stretch.span * cellWidth, type: WidthType.DXA },
    verticalAlign: VerticalAlign.CENTER,
    borders: { top: border, bottom: border },
    ...(stretch.fill === undefined ? {} : { shading: { type: "clear", color: "auto", fill: stretch.fill } }),
    children: [
      new Paragraph({
        style: "Cell",
        alignment: stretch.alignment ?? AlignmentType.CENTER,
        keepNext: isJoined,
        children: [new TextRun({ text: plain(stretch.text ?? ""), size: 17, color: stretch.colour ?? ink.text })],
      }),
    ],
  });
}

const tones: Readonly<Record<Standing, readonly [string, string, string]>> = {
  clear: [ink.clearSoft, ink.clearMiddle, ink.accent],
  contested: [ink.contestedSoft, ink.contestedMiddle, ink.contested],
  barred: [ink.barredSoft, ink.barredMiddle, ink.barred],
};

function intervalRows(plot: IntervalPlot, names = true) {
  const ends = plot.rows.flatMap((row) => [row.low90, row.high90]);
  const ticks = roundTicks(Math.min(...ends), Math.max(...ends));
  const [low, high] = [ticks[0] ?? 0, ticks[ticks.length - 1] ?? 1];
  const at = (value: number) => Math.min(Math.max(Math.round(((value - low) / (high - low)) * cells), 0), cells);
  const rows = plot.rows.map((row) => {
    const [soft, middle, dark] = tones[row.standing];
    const median = Math.min(Math.max(Math.floor(((row.median - low) / (high - low)) * cells), 0), cells - 1);
    const [a, b] = [Math.min(at(row.low90), median), Math.min(at(row.low50), median)];
    const [c, d] = [Math.max(at(row.high50), median + 1), Math.max(at(row.high90), median + 1)];
    return {
      label: row.standing === "clear" || !names ? row.label : `${row.label} (${row.standing})`,
      stretches: [
        { span: a },
        { span: b - a, fill: soft },
        { span: median - b, fill: middle },
        { span: 1, fill: dark },
        { span: c - median - 1, fill: middle },
        { span: d - c, fill: soft },
        { span: cells - d },
      ],
    };
  });
  return [...rows, axisRow(ticks, plot.unit)];
}

/** Tick numbers centred on their places; the first and the last at the ends. */
function axisRow(ticks: readonly number[], unit: string) {
  const scale = axisScale(ticks, unit);
  const steps = ticks.length - 1;
  const place = (position: number) => Math.round((position / steps) * cells);
  const edges = ticks.map((_, position) => (position === steps ? cells : Math.round((place(position) + place(position + 1)) / 2)));
  const stretches = ticks.map((tick, position) => ({
    span: (edges[position] ?? cells) - (position === 0 ? 0 : (edges[position - 1] ?? 0)),
    text: scale.format(tick),
    colour: ink.muted,
    alignment: position === 0 ? AlignmentType.LEFT : position === steps ? AlignmentType.RIGHT : AlignmentType.CENTER,
  }));
  return { label: scale.label, stretches, isAxis: true };
}

function probabilityRows(plot: ProbabilityPlot, panel: string) {
  const room = cells - 10;
  return plot.bars
    .filter((bar) => bar.panel === panel)
    .map((bar) => {
      const span = bar.value > 0 ? Math.max(Math.round(bar.value * room), 1) : 0;
      const words = { text: `\u00a0${formatProbabilityShort(bar.value)}`, alignment: AlignmentType.LEFT };
      return {
        label: bar.label,
        stretches: [
          { span, fill: bar.emphasised ? ink.clear : ink.clearMiddle },
          { span: cells - span, ...words },
        ],
      };
    });
}

function stateRows(plot: StatePlot) {
  return plot.rows.map((row) => {
    let used = 0;
    let sum = 0;
    const stretches = row.shares.map((share, state) => {
      sum += share;
      const end = state === row.shares.length - 1 ? cells : Math.round(sum * cells);
      const span = end - used;
      used = end;
      const shade = shadeOf(state, plot.states.length);
      return {
        span,
        fill: ink.shades[shade] ?? ink.accent,
        colour: shade >= 3 ? ink.paper : ink.text,
        text: span >= 6 ? formatProbabilityShort(share) : "",
      };
    });
    return { label: row.label, stretches };
  });
}

function legend(plot: StatePlot): Paragraph {
  const entries = plot.states.flatMap((state, position) => [
    new TextRun({ text: "\u25a0 ", color: ink.shades[shadeOf(position, plot.states.length)] ?? ink.accent }),
    new TextRun({ text: `${plain(state)}     ` }),
  ]);
  return new Paragraph({ style: "Reading", children: entries });
}
