/** A value over time: one panel per option, with bands for the 50 % and 90 % intervals and the baseline's middle as a dashed line. */
import { areaY, axisX, axisY, gridY, line, text } from "@observablehq/plot";
import type { FanPlot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { chunks, draw, type Room, widths } from "./canvas.js";

/** Draws the panels, in as many rows as the room asks for; all share one scale. */
export function drawFan(figure: FanPlot, room: Room): string {
  const points = figure.series.flatMap((series) => series.points);
  const tops = points.map((point) => point.high90 ?? point.middle);
  const bottoms = points.map((point) => point.low90 ?? point.middle);
  const [low, high] = [Math.min(...bottoms), Math.max(...tops)];
  const domain: [number, number] = [low >= 0 && low < high * 0.7 ? 0 : low, high === low ? high + 1 : high];
  return chunks(
    figure.series.map((_, position) => position),
    room === "wide" ? 4 : 2,
  )
    .map((row) => drawRow(figure, row, domain, room))
    .join("");
}

function drawRow(figure: FanPlot, row: readonly number[], domain: [number, number], room: Room): string {
  const places = row.map((position) => ({ position, label: figure.series[position]?.label ?? "" }));
  const points = row.flatMap((position) => (figure.series[position]?.points ?? []).map((point) => ({ ...point, position })));
  const banded = points.filter((point) => point.low90 !== undefined && point.high90 !== undefined);
  const against =
    figure.baseline === undefined
      ? []
      : row
          .filter((position) => position !== figure.baseline)
          .flatMap((position) => (figure.series[figure.baseline ?? 0]?.points ?? []).map((point) => ({ ...point, position })));
  const times = points.map((point) => point.time);
  const scale = axisScale([domain[1]], figure.unit);
  const panelWidth = (widths[room] - 64) / row.length;
  const titleLines = Math.max(...places.map(({ label }) => Math.ceil((label.length * 7) / (panelWidth * 0.8))));
  const marginTop = titleLines * 16 + 42;
  return draw({
    width: widths[room],
    height: marginTop + (room === "wide" ? 150 : 130) + 28,
    marginLeft: 56,
    marginRight: 14,
    marginTop,
    marginBottom: 28,
    x: { domain: [Math.min(...times), Math.max(...times)] },
    y: { domain, nice: true },
    fx: { domain: [...row], padding: 0.12, axis: null },
    marks: [
      gridY({ ticks: 4, stroke: "var(--rule)", strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, tickFormat: scale.format, label: null }),
      text([scale.label], {
        fx: () => row[0],
        text: (label: string) => label,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: -50,
        dy: -20,
        fill: "var(--muted)",
        fontSize: 12,
      }),
      ...[Math.min(...times), Math.max(...times)].map((time, end) =>
        axisX({
          ticks: [time],
          tickSize: 3,
          tickFormat: (tick: number) => String(Math.round(tick * 100) / 100),
          label: null,
          textAnchor: end === 0 ? "start" : "end",
        }),
      ),
      text(places, {
        fx: "position",
        text: "label",
        frameAnchor: "top-left",
        textAnchor: "start",
        lineAnchor: "bottom",
        dy: -36,
        lineHeight: 1.2,
        lineWidth: (panelWidth * 0.8) / 13,
        fontWeight: 600,
      }),
      areaY(banded, { fx: "position", x: "time", y1: "low90", y2: "high90", fill: "var(--series)", fillOpacity: 0.16 }),
      areaY(banded, { fx: "position", x: "time", y1: "low50", y2: "high50", fill: "var(--series)", fillOpacity: 0.3 }),
      line(against, {
        fx: "position",
        x: "time",
        y: "middle",
        stroke: "currentColor",
        strokeOpacity: 0.6,
        strokeDasharray: "3 3",
        strokeWidth: 1.2,
      }),
      line(points, { fx: "position", x: "time", y: "middle", stroke: "var(--series)", strokeWidth: 2.2 }),
    ],
  });
}
