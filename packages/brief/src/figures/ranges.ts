/** Parts of ranges: a thin line for all that was tried, a thick one for the part in question, in words beside it. */
import { ruleY, text } from "@observablehq/plot";
import type { RangePlot } from "../document.js";
import type { Room } from "./canvas.js";
import { drawRows, lowered } from "./rows.js";

/** Draws ranges. */
export function drawRanges(figure: RangePlot, room: Room): string {
  const rows = figure.rows.map((row, place) => ({
    ...row,
    place,
    middle: room === "wide" ? Math.min(0.75, Math.max(0.25, (row.from + row.to) / 2)) : 0.5,
  }));
  const dy = lowered(room).dy - 4;
  const small = { y: "place", fill: "var(--muted)", fontSize: 11.5, dy: dy + 14 };
  return drawRows({
    rows,
    room,
    domain: [0, 1],
    axis: undefined,
    below: 14,
    marks: [
      ruleY(rows, { y: "place", x1: 0, x2: 1, stroke: "var(--series-soft)", strokeWidth: 3, dy }),
      ruleY(rows, { y: "place", x1: "from", x2: "to", stroke: "var(--contested)", strokeWidth: 9, dy }),
      text(
        rows.filter(({ middle }) => middle > 0.4),
        { ...small, x: 0, text: "least", textAnchor: "start" },
      ),
      text(
        rows.filter(({ middle }) => middle < 0.6),
        { ...small, x: 1, text: "most", textAnchor: "end" },
      ),
      text(rows, { ...small, x: "middle", text: "words", fill: "currentColor", fontWeight: 600 }),
    ],
  });
}
