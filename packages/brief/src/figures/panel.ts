/** The curves of a panel below each other: what each expert said as points on a line, the curve fitted to it above, and their pool last. */
import { areaY, axisX, dot, gridX, line, ruleY, text } from "@observablehq/plot";
import type { PanelPlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { draw, labelRoom, type Room, shortened, widths } from "./canvas.js";

/** Draws the panel. */
export function drawPanel(figure: PanelPlot, room: Room): string {
  const wide = room === "wide";
  const count = figure.rows.length;
  const rows = figure.rows.map((row, index) => ({
    ...row,
    base: count - 1 - index,
    colour: row.isPool ? "var(--contested)" : "var(--series)",
  }));
  const labels = labelRoom(
    rows.map(({ label }) => label),
    200,
  );
  const { low, high } = figure;
  const scale = axisScale([low, high], figure.unit);
  const each = wide ? 58 : 70;
  const tallest = wide ? 0.82 : 0.6;
  const inside = ({ x }: { readonly x: number }) => x >= low && x <= high;
  const cut = (value: number) => Math.min(high, Math.max(low, value));
  const points = rows.map(({ curve, base, colour }) => {
    const most = Math.max(...curve.map(({ height }) => height));
    return { colour, base, points: curve.filter(inside).map(({ x, height }) => ({ x, base, top: base + (tallest * height) / most })) };
  });
  return draw({
    width: widths[room],
    height: count * each + 60,
    marginLeft: wide ? labels.margin : 10,
    marginRight: 18,
    marginTop: 10,
    marginBottom: 46,
    x: { domain: [low, high] },
    y: { domain: [-0.16, count - 0.02], axis: null },
    marks: [
      gridX({ stroke: "var(--rule)", strokeOpacity: 1, ticks: wide ? 6 : 4 }),
      axisX({
        label: scale.label || null,
        labelAnchor: "center",
        labelArrow: "none",
        tickSize: 0,
        ticks: wide ? 6 : 4,
        tickFormat: scale.format,
        labelOffset: 40,
      }),
      ...points.flatMap(({ points: list, colour }) => [
        areaY(list, { x: "x", y1: "base", y2: "top", fill: colour, fillOpacity: 0.22 }),
        line(list, { x: "x", y: "top", stroke: colour, strokeWidth: 1.6 }),
      ]),
      ...rows.flatMap((row) => [
        ruleY([{ ...row, from: cut(row.low90), to: cut(row.high90) }], {
          y: "base",
          x1: "from",
          x2: "to",
          stroke: row.colour,
          strokeWidth: 3,
        }),
        dot(
          row.said.filter((x) => x >= low && x <= high).map((x) => ({ x, base: row.base })),
          { x: "x", y: "base", r: 4.5, fill: "var(--paper)", stroke: row.colour, strokeWidth: 2 },
        ),
      ]),
      wide
        ? text(rows, {
            y: "base",
            text: (row: { label: string }) => shortened(row.label, 30),
            frameAnchor: "left",
            textAnchor: "end",
            dx: -10,
            dy: -10,
            fill: "currentColor",
          })
        : text(rows, {
            y: "base",
            text: (row: { label: string }) => shortened(row.label, 40),
            frameAnchor: "left",
            textAnchor: "start",
            dy: -52,
            fill: "currentColor",
          }),
    ],
  });
}
