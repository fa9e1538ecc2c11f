/** The interval plot of an objective: one line per option with its median, 50 % and 90 % intervals. */
import { axisX, axisY, dot, gridX, ruleX, ruleY, text } from "@observablehq/plot";
import type { IntervalPlot, IntervalRow } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { draw, labelRoom, type Room, shortened, standingColour, widths } from "./canvas.js";

/** Draws an interval plot. */
export function drawIntervals(figure: IntervalPlot, room: Room): string {
  const rows = figure.rows.map((row, position) => ({
    ...row,
    place: position,
    suffix: row.standing === "clear" ? "" : ` (${row.standing})`,
    name: row.standing === "clear" ? row.label : `${row.label} (${row.standing})`,
  }));
  const labels = labelRoom(
    rows.map((row) => row.name),
    240,
  );
  const ends = rows.flatMap((row) => [row.low90, row.high90]);
  const scale = axisScale(ends, figure.unit);
  const wide = room === "wide";
  const height = wide ? Math.max(34, labels.lines * 16 + 12) : 50;
  const margins = { marginLeft: wide ? labels.margin : 8, marginRight: 18, marginTop: figure.reference ? 26 : 8, marginBottom: 46 };
  const colour = (row: IntervalRow) => standingColour[row.standing];
  return draw({
    width: widths[room],
    height: rows.length * height + margins.marginTop + margins.marginBottom,
    ...margins,
    x: { nice: true, domain: domain(ends) },
    y: { type: "band", domain: rows.map((row) => row.place), padding: 0.2, axis: null },
    marks: [
      gridX({ stroke: "var(--rule)", strokeOpacity: 1, ticks: wide ? 7 : 4 }),
      axisX({
        label: scale.label || null,
        labelAnchor: "center",
        labelArrow: "none",
        tickSize: 0,
        ticks: wide ? 7 : 4,
        tickFormat: scale.format,
        labelOffset: 40,
      }),
      ...(wide
        ? [axisY({ label: null, tickSize: 0, lineWidth: labels.lineWidth, tickFormat: (place: number) => rows[place]?.name ?? "" })]
        : [
            text(rows, {
              y: "place",
              text: (row: { label: string; suffix: string }) => `${shortened(row.label, 46 - row.suffix.length)}${row.suffix}`,
              frameAnchor: "left",
              textAnchor: "start",
              dy: -17,
              fill: "currentColor",
            }),
          ]),
      ...(figure.reference
        ? [
            ruleX([figure.reference.value], { stroke: "currentColor", strokeOpacity: 0.55, strokeDasharray: "3 3" }),
            text([figure.reference], {
              x: "value",
              text: (reference: { label: string }) => shortened(reference.label, wide ? 40 : 28),
              frameAnchor: "top",
              dy: -16,
              textAnchor: anchorAt(figure.reference.value, domain(ends)),
              fill: "var(--muted)",
              fontSize: 12,
            }),
          ]
        : []),
      ...rows.flatMap((row) => [
        ruleY([row], {
          y: "place",
          x1: "low90",
          x2: "high90",
          stroke: colour(row),
          strokeWidth: 2,
          dy: wide ? 0 : 4,
          ...(row.standing === "barred" ? { strokeDasharray: "4 3" } : {}),
        }),
        ruleY([row], {
          y: "place",
          x1: "low50",
          x2: "high50",
          stroke: colour(row),
          strokeWidth: 9,
          dy: wide ? 0 : 4,
          strokeOpacity: row.standing === "barred" ? 0.5 : 1,
        }),
        dot([row], { y: "place", x: "median", r: 4.5, fill: "var(--paper)", stroke: colour(row), strokeWidth: 2.5, dy: wide ? 0 : 4 }),
      ]),
    ],
  });
}

/** The span of the axis: the ends with a little air, from zero when they are all on one side and near enough. */
function domain(ends: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const width = high - low || Math.abs(high) || 1;
  const [left, right] = [low - width * 0.04, high + width * 0.04];
  if (low >= 0 && low < width * 0.6) return [0, right];
  if (high <= 0 && -high < width * 0.6) return [left, 0];
  return [left, right];
}

/** Keeps the words beside a line near an end of the axis inside the picture. */
function anchorAt(value: number, [low, high]: [number, number]): "start" | "middle" | "end" {
  const place = (value - low) / (high - low);
  return place < 0.2 ? "start" : place > 0.8 ? "end" : "middle";
}
