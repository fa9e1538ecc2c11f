/** Two inputs against each other: the lines on which two options are level, and the option that is better on each side. */
import { axisX, axisY, gridX, gridY, line, text } from "@observablehq/plot";
import type { PlanePlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { axisLabel, draw, type Room, shortened, widths } from "./canvas.js";

/** Draws a plane. */
export function drawPlane(figure: PlanePlot, room: Room): string {
  const wide = room === "wide";
  const { across, up } = figure;
  const [acrossScale, upScale] = [axisScale([across.low, across.high], across.unit), axisScale([up.low, up.high], up.unit)];
  const ticks = { tickSize: 0, label: null };
  return draw({
    width: widths[room],
    height: wide ? 320 : 290,
    marginLeft: 58,
    marginRight: 16,
    marginTop: 34,
    marginBottom: 46,
    x: { domain: [across.low, across.high] },
    y: { domain: [up.low, up.high] },
    marks: [
      gridX({ ticks: wide ? 7 : 4, stroke: "var(--rule)", strokeOpacity: 1 }),
      gridY({ ticks: 5, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisX({
        ...ticks,
        label: axisLabel(across.label, acrossScale.label),
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
        ticks: wide ? 7 : 4,
        tickFormat: acrossScale.format,
      }),
      axisY({ ...ticks, ticks: 5, tickFormat: upScale.format }),
      text([axisLabel(up.label, upScale.label)], {
        text: (label: string) => label,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -50,
        dy: -22,
        fill: "var(--muted)",
        fontSize: 12,
      }),
      ...figure.lines.map((points) => line(points, { x: "x", y: "y", stroke: "var(--contested)", strokeWidth: 2.5 })),
      text(figure.sides, {
        x: "x",
        y: "y",
        text: ({ label }: { label: string }) => shortened(label, wide ? 40 : 26),
        textAnchor: "middle",
        fontWeight: 600,
        fill: "currentColor",
        stroke: "var(--paper)",
        strokeWidth: 4,
        fontSize: 12,
      }),
    ],
  });
}
