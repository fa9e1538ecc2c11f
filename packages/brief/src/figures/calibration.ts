/** What was forecast against what came true, with the band in which it would lie if every forecast were right; and below it how often each was said. */
import { axisX, axisY, dot, gridX, gridY, line, rectY, ruleX, text } from "@observablehq/plot";
import type { CalibrationPlot } from "../document.js";
import { draw, type Room, widths } from "./canvas.js";

/** Draws a calibration. Points are joined by a line only where there are enough settled questions for a curve. */
export function drawCalibration(figure: CalibrationPlot, room: Room): string {
  return `${drawRates(figure, room)}${drawHistogram(figure, room)}`;
}

const percent = (share: number) => `${Math.round(share * 100)}\u00a0%`;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
const across = { domain: [-0.03, 1.03] };

function drawRates({ bins, isSmall }: CalibrationPlot, room: Room): string {
  const wide = room === "wide";
  return draw({
    width: widths[room],
    height: wide ? 400 : 330,
    marginLeft: 58,
    marginRight: 16,
    marginTop: 44,
    marginBottom: 46,
    x: across,
    y: { domain: [-0.04, 1.04] },
    marks: [
      gridX({ ticks, stroke: "var(--rule)", strokeOpacity: 1 }),
      gridY({ ticks, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisX({
        ticks,
        tickSize: 0,
        tickFormat: percent,
        label: "what was forecast",
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 40,
      }),
      axisY({ ticks, tickSize: 0, tickFormat: percent, label: null }),
      caption("how much of it came true; questions above each point", -32),
      line([0, 1], {
        x: (share: number) => share,
        y: (share: number) => share,
        stroke: "currentColor",
        strokeOpacity: 0.55,
        strokeDasharray: "3 3",
      }),
      ruleX(bins, { x: "forecast", y1: "low", y2: "high", stroke: "var(--series)", strokeOpacity: 0.28, strokeWidth: wide ? 16 : 10 }),
      ...(isSmall ? [] : [line(bins, { x: "forecast", y: "rate", stroke: "var(--series)", strokeWidth: 2 })]),
      dot(bins, { x: "forecast", y: "rate", r: 5, fill: "var(--series)", stroke: "var(--paper)" }),
      text(bins, {
        x: "forecast",
        y: "rate",
        text: ({ questions }: { questions: number }) => `${questions}`,
        dy: -13,
        fill: "currentColor",
        stroke: "var(--paper)",
        strokeWidth: 3,
        fontSize: 11,
      }),
    ],
  });
}

function drawHistogram({ histogram }: CalibrationPlot, room: Room): string {
  return draw({
    width: widths[room],
    height: 130,
    marginLeft: 58,
    marginRight: 16,
    marginTop: 30,
    marginBottom: 24,
    x: across,
    y: { domain: [0, Math.max(...histogram.map(({ share }) => share), 0.01)], nice: 2 },
    marks: [
      axisX({ ticks, tickSize: 0, tickFormat: percent, label: null }),
      axisY({ ticks: 2, tickSize: 0, tickFormat: percent, label: null }),
      caption("how often it was forecast", -18),
      rectY(histogram, { x1: "from", x2: "to", y: "share", fill: "var(--series)", insetLeft: 1, insetRight: 1 }),
      ruleX([0], { stroke: "var(--rule)" }),
    ],
  });
}

function caption(words: string, dy: number) {
  return text([words], {
    text: (label: string) => label,
    frameAnchor: "top-left",
    textAnchor: "start",
    dx: -50,
    dy,
    fill: "var(--muted)",
    fontSize: 12,
  });
}
