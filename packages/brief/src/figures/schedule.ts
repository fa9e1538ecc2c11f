/** Days by which things have to be done: a bar from the day on which each can begin, a point where it is due, lines at the days that all count from. */

import { dot, ruleX, ruleY, text } from "@observablehq/plot";
import { dateOfDay } from "@outweigh/language";
import type { SchedulePlot } from "../document.js";
import { shortMonth } from "../words.js";
import type { Room } from "./canvas.js";
import { drawRows, lowered } from "./rows.js";

/** More days than this are named by month and year on the axis. */
const longSpan = 300;

/** Draws a schedule. */
export function drawSchedule(figure: SchedulePlot, room: Room): string {
  const days = [...figure.marks.map(({ day }) => day), ...figure.rows.flatMap(({ from, due }) => [from ?? due, due])];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const air = Math.max(1, (last - first) * 0.04);
  const [low, high] = [first - air, last + air];
  const rows = figure.rows.map((row, place) => ({
    ...row,
    place,
    begins: row.from ?? row.due,
    anchor: row.due > low + (high - low) * 0.5 ? ("end" as const) : ("start" as const),
  }));
  const dy = lowered(room).dy - 4;
  const label = (anchor: "start" | "end") =>
    text(
      rows.filter((row) => row.anchor === anchor),
      { y: "place", x: "due", text: "words", textAnchor: anchor, dx: anchor === "end" ? 5 : -5, dy: dy + 15, fontSize: 11.5 },
    );
  return drawRows({
    rows,
    room,
    domain: [low, high],
    axis: { label: "", format: (day) => axisDate(day, last - first) },
    below: 14,
    marks: [
      ruleX(figure.marks, { x: "day", stroke: "var(--muted)", strokeDasharray: "4 3" }),
      text(figure.marks, { x: "day", text: "label", frameAnchor: "top", dy: -16, fontSize: 11.5, fill: "var(--muted)" }),
      ruleY(rows, { y: "place", x1: "begins", x2: "due", stroke: "var(--series-soft)", strokeWidth: 7, dy }),
      dot(rows, { y: "place", x: "due", r: 5, fill: "var(--series)", dy }),
      label("start"),
      label("end"),
    ],
  });
}

function axisDate(day: number, span: number): string {
  const [year = "", month = "", date = ""] = dateOfDay(day).split("-");
  return span > longSpan ? `${shortMonth(Number(month))} ${year}` : `${Number(date)} ${shortMonth(Number(month))}`;
}
