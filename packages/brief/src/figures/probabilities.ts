/** Bars of probability per option, one panel per objective. */
import { axisY, barX, ruleX, text } from "@observablehq/plot";
import type { ProbabilityPlot } from "../document.js";
import { formatProbability } from "../numbers.js";
import { chunks, draw, labelRoom, type Room, widths } from "./canvas.js";

/** Draws the panels, in as many rows as the room asks for. */
export function drawProbabilities(figure: ProbabilityPlot, room: Room): string {
  return chunks(figure.panels, room === "wide" ? 3 : 1)
    .map((panels) => drawRow(figure, panels, room))
    .join("");
}

function drawRow(figure: ProbabilityPlot, panels: readonly string[], room: Room): string {
  const bars = figure.bars.filter((bar) => panels.includes(bar.panel));
  const options = [...new Set(bars.map((bar) => bar.label))];
  const labels = labelRoom(options, room === "wide" ? 210 : 130);
  const height = Math.max(24, labels.lines * 16 + 8);
  const gap = 0.12;
  const panelWidth = ((widths[room] - labels.margin) / panels.length) * (1 - gap);
  const titleLines = Math.max(...panels.map((panel) => Math.ceil((panel.length * 7) / panelWidth)));
  const titleHeight = titleLines * 16 + 12;
  return draw({
    width: widths[room],
    height: options.length * height + titleHeight + 8,
    marginLeft: labels.margin,
    marginRight: 6,
    marginTop: titleHeight,
    marginBottom: 8,
    x: { domain: [0, 1.32], axis: null },
    y: { domain: options, padding: 0.28, axis: null },
    fx: { domain: [...panels], padding: gap, axis: null },
    marks: [
      axisY({ label: null, tickSize: 0, lineWidth: labels.lineWidth }),
      text(panels, {
        fx: (panel: string) => panel,
        text: (panel: string) => panel,
        frameAnchor: "top-left",
        textAnchor: "start",
        lineAnchor: "bottom",
        dy: -8,
        lineWidth: panelWidth / 13,
        lineHeight: 1.2,
        fontWeight: 600,
      }),
      ...[true, false].map((emphasised) =>
        barX(
          bars.filter((bar) => bar.emphasised === emphasised),
          { fx: "panel", y: "label", x: "value", fill: emphasised ? "var(--series)" : "var(--series-soft)" },
        ),
      ),
      text(bars, {
        fx: "panel",
        y: "label",
        x: "value",
        text: (bar: { value: number }) => formatProbability(bar.value),
        textAnchor: "start",
        dx: 5,
        fontVariant: "tabular-nums",
      }),
      ruleX([0], { stroke: "var(--muted)" }),
    ],
  });
}
