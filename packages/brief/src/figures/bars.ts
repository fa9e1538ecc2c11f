/** Bars of one measure with whiskers of two standard errors, and perhaps a line to compare with. */
import { barX, ruleX, ruleY, text } from "@observablehq/plot";
import type { BarPlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { type Room, shortened } from "./canvas.js";
import { airySpan, drawRows, lowered } from "./rows.js";

/** Draws bars. */
export function drawBars(figure: BarPlot, room: Room): string {
  const rows = figure.rows.map((row, place) => ({
    ...row,
    place,
    from: row.value - 2 * (row.error ?? 0),
    to: row.value + 2 * (row.error ?? 0),
  }));
  const ends = [...rows.flatMap((row) => [row.value, row.to]), ...(figure.reference ? [figure.reference.value] : [])];
  const { insetTop, insetBottom, dy } = lowered(room);
  return drawRows({
    rows,
    room,
    domain: airySpan(ends, true),
    axis: axisScale(ends, figure.unit),
    marks: [
      barX(rows, { y: "place", x: "value", fill: "var(--series)", insetTop, insetBottom }),
      ruleY(
        rows.filter((row) => row.error !== undefined && row.error > 0),
        { y: "place", x1: (row: { from: number }) => Math.max(0, row.from), x2: "to", stroke: "currentColor", strokeWidth: 1.5, dy },
      ),
      ...(figure.reference
        ? [
            ruleX([figure.reference.value], { stroke: "currentColor", strokeOpacity: 0.55, strokeDasharray: "3 3" }),
            text([figure.reference], {
              x: "value",
              text: ({ label }: { label: string }) => shortened(label, room === "wide" ? 40 : 28),
              frameAnchor: "top",
              textAnchor: "end",
              dy: -16,
              fill: "var(--muted)",
              fontSize: 12,
            }),
          ]
        : []),
    ],
  });
}
