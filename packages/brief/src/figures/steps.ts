/** How forecasts changed: a line of steps for each forecaster, dashed where the model computed it, and a line at the day on which it was settled. */
import { axisX, axisY, dot, gridY, line, ruleX, text } from "@observablehq/plot";
import { dateOfDay } from "@outweigh/language";
import type { StepPlot } from "../document.js";
import { shortMonth } from "../words.js";
import { axisScale } from "./axis-scale.js";
import { draw, type Room, widths } from "./canvas.js";

/** Draws the steps. Each line goes on at its last height until the end. */
export function drawSteps(figure: StepPlot, room: Room): string {
  const values = figure.series.flatMap(({ points }) => points.map(({ value }) => value));
  const days = figure.series.flatMap(({ points }) => points.map(({ day }) => day));
  const [first, last] = [Math.min(...days), Math.max(figure.until, ...days)];
  const air = Math.max(1, (last - first) * 0.03);
  const lines = figure.series.map(({ points, ...series }, place) => ({
    ...series,
    place,
    points: [...points, { day: last, value: points.at(-1)?.value ?? 0 }],
  }));
  const ends = spread(lines.map(({ label, points }) => ({ label, day: last, value: points.at(-1)!.value })));
  const scale = axisScale([Math.max(...values)], figure.unit);
  const format = { share: (tick: number) => `${Math.round(tick * 100)} %`, number: scale.format, day: dateOfDay }[figure.scale];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const height = room === "wide" ? 190 : 170;
  const domain: [number, number] =
    figure.scale === "share" ? [0, 1] : high > low ? [low - (high - low) * 0.1, high + (high - low) * 0.1] : [low - 1, high + 1];
  return draw({
    width: widths[room],
    height,
    marginLeft: figure.scale === "day" ? 84 : 60,
    marginRight: room === "wide" ? 150 : 92,
    marginTop: 28,
    marginBottom: 30,
    x: { domain: [first - air, last + air] },
    y: { domain },
    marks: [
      gridY({ ticks: 4, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: format, label: null }),
      ...(figure.scale === "number"
        ? [
            text([scale.label], {
              text: (label: string) => label,
              frameAnchor: "top-left",
              textAnchor: "start",
              dx: -54,
              dy: -22,
              fill: "var(--muted)",
              fontSize: 12,
            }),
          ]
        : []),
      ...[first, last].map((day, end) =>
        axisX({
          ticks: [day],
          tickSize: 3,
          tickFormat: dayWords,
          label: null,
          textAnchor: last - first < 1 ? "middle" : end === 0 ? "start" : "end",
        }),
      ),
      ...(figure.mark
        ? [
            ruleX([figure.mark], { x: "day", stroke: "var(--muted)", strokeDasharray: "4 3" }),
            text([figure.mark], { x: "day", text: "label", frameAnchor: "top", dy: -16, fontSize: 12, fill: "var(--muted)" }),
          ]
        : []),
      ...lines.flatMap(({ points, isComputed }) => [
        line(points, {
          x: "day",
          y: "value",
          curve: "step-after",
          stroke: "var(--series)",
          strokeWidth: 2,
          ...(isComputed ? { strokeDasharray: "5 3" } : {}),
        }),
        dot(points.slice(0, -1), { x: "day", y: "value", r: 2.6, fill: "var(--series)" }),
      ]),
      text(ends, {
        x: "day",
        y: "value",
        text: ({ label }: { readonly label: string }) => (label.length > 18 ? `${label.slice(0, 17)}…` : label),
        textAnchor: "start",
        dx: 10,
        fontSize: 12,
      }),
    ],
  });

  /** Labels at the ends of the lines, moved apart until none covers another. */
  function spread<T extends { readonly value: number }>(labels: readonly T[]): readonly T[] {
    const span = figure.scale === "share" ? 1 : Math.max(...values) - Math.min(...values) || 1;
    const least = (15 / (room === "wide" ? 132 : 112)) * span * (figure.scale === "share" ? 1 : 1.2);
    const sorted = labels.toSorted((one, other) => one.value - other.value).map((label) => ({ ...label }));
    for (let index = 1; index < sorted.length; index++) {
      const [below, own] = [sorted[index - 1]!, sorted[index]!];
      if (own.value - below.value < least) sorted[index] = { ...own, value: below.value + least };
    }
    return sorted;
  }
}

function dayWords(day: number): string {
  const [year = "", month = "", date = ""] = dateOfDay(day).split("-");
  return `${Number(date)} ${shortMonth(Number(month))} ${year}`;
}
