/** The tornado: one bar per input, its two halves told apart by shade, around the result when all inputs are in the middle. */
import { barX, ruleX } from "@observablehq/plot";
import type { SwingPlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import type { Room } from "./canvas.js";
import { airySpan, drawRows, lowered } from "./rows.js";

/** Draws a tornado. */
export function drawSwings(figure: SwingPlot, room: Room): string {
  const rows = figure.rows.map((row, place) => ({ ...row, place }));
  const ends = [figure.middle, ...rows.flatMap((row) => [row.low, row.high])];
  const { insetTop, insetBottom } = lowered(room);
  const half = (end: "low" | "high", fill: string) =>
    barX(rows, { y: "place", x1: () => figure.middle, x2: end, fill, insetTop, insetBottom });
  return drawRows({
    rows,
    room,
    domain: airySpan(ends),
    axis: axisScale(ends, figure.unit),
    marks: [
      half("low", "var(--series-soft)"),
      half("high", "var(--series)"),
      ruleX([figure.middle], { stroke: "currentColor", strokeOpacity: 0.7 }),
    ],
  });
}
