/** The expected result over one input, with its 90 % band and the places where it crosses zero. */
import { areaY, axisX, axisY, gridY, line, ruleX, ruleY, text } from "@observablehq/plot";
import type { CurvePlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { axisLabel, draw, type Room, widths } from "./canvas.js";
import { airySpan } from "./rows.js";

/** Draws a curve. */
export function drawCurve(figure: CurvePlot, room: Room): string {
  const { points } = figure;
  const heights = points.flatMap(({ low, high }) => [low, high]);
  const across = points.map(({ x }) => x);
  const scale = axisScale(heights, figure.unit);
  const acrossScale = axisScale(across, figure.across.unit);
  const wide = room === "wide";
  return draw({
    width: widths[room],
    height: wide ? 260 : 230,
    marginLeft: 58,
    marginRight: 16,
    marginTop: 44,
    marginBottom: 46,
    x: { domain: [Math.min(...across), Math.max(...across)] },
    y: { domain: airySpan(heights, true) },
    marks: [
      gridY({ ticks: 5, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisY({ ticks: 5, tickSize: 0, tickFormat: scale.format, label: null }),
      axisX({
        label: axisLabel(figure.across.label, acrossScale.label),
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
        ticks: wide ? 7 : 4,
        tickSize: 3,
        tickFormat: acrossScale.format,
      }),
      text([scale.label], {
        text: (label: string) => label,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -50,
        dy: -32,
        fill: "var(--muted)",
        fontSize: 12,
      }),
      areaY(points, { x: "x", y1: "low", y2: "high", fill: "var(--series)", fillOpacity: 0.2 }),
      line(points, { x: "x", y: "y", stroke: "var(--series)", strokeWidth: 2.5 }),
      ruleY([0], { stroke: "currentColor", strokeOpacity: 0.7 }),
      ruleX(figure.crossings, { x: "x", stroke: "var(--contested)", strokeDasharray: "4 3", strokeWidth: 1.5 }),
      text(figure.crossings, {
        x: "x",
        text: "label",
        frameAnchor: "top",
        dy: -12,
        fill: "var(--contested)",
        fontWeight: 600,
        fontSize: 12,
      }),
    ],
  });
}
