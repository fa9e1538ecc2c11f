/** Bars of probability per option, one panel per objective. */
import { axisY, barX, ruleX, text } from "@observablehq/plot";
import type { ProbabilityPlot } from "../document.js";
import { formatProbabilityShort } from "../numbers.js";
import { chunks, draw, labelRoom, type Room, shortened, widths } from "./canvas.js";

/** Draws the panels, in as many rows as the room asks for. */
export function drawProbabilities(figure: ProbabilityPlot, room: Room): string {
  return chunks(figure.panels, room === "wide" ? 3 : 1)
    .map((panels) => drawRow(figure, panels, room))
    .join("");
}

function drawRow(figure: ProbabilityPlot, panels: readonly string[], room: Room): string {
  const wide = room === "wide";
  const bars = panels.flatMap((panel) => figure.bars.filter((bar) => bar.panel === panel).map((bar, place) => ({ ...bar, place })));
  const options = bars.filter((bar) => bar.panel === panels[0]);
  const labels = labelRoom(
    options.map((bar) => bar.label),
    210,
  );
  const height = wide ? Math.max(24, labels.lines * 16 + 8) : 44;
  const gap = 0.12;
  const marginLeft = wide ? labels.margin : 4;
  const panelWidth = ((widths[room] - marginLeft) / panels.length) * (1 - gap);
  const titleLines = Math.max(...panels.map((panel) => Math.ceil((panel.length * 8.2) / panelWidth)));
  const titleHeight = titleLines * 16 + 12;
  const lowered = wide ? { insetTop: 3, insetBottom: 3 } : { insetTop: 24, insetBottom: 4 };
  return draw({
    width: widths[room],
    height: options.length * height + titleHeight + 8,
    marginLeft,
    marginRight: 6,
    marginTop: titleHeight,
    marginBottom: 8,
    x: { domain: [0, wide ? 1.4 : 1.2], axis: null },
    y: { type: "band", domain: options.map((bar) => bar.place), padding: 0, axis: null },
    fx: { domain: [...panels], padding: gap, axis: null },
    marks: [
      ...(wide
        ? [axisY({ label: null, tickSize: 0, lineWidth: labels.lineWidth, tickFormat: (place: number) => options[place]?.label ?? "" })]
        : [
            text(bars, {
              fx: "panel",
              y: "place",
              text: (bar: { label: string }) => shortened(bar.label, 46),
              frameAnchor: "left",
              textAnchor: "start",
              dx: 4,
              dy: -9,
            }),
          ]),
      text(panels, {
        fx: (panel: string) => panel,
        text: (panel: string) => panel,
        frameAnchor: "top-left",
        textAnchor: "start",
        lineAnchor: "bottom",
        dy: -8,
        lineWidth: panelWidth / 15,
        lineHeight: 1.2,
        fontWeight: 600,
      }),
      ...[true, false].map((emphasised) =>
        barX(
          bars.filter((bar) => bar.emphasised === emphasised),
          { fx: "panel", y: "place", x: "value", fill: emphasised ? "var(--series)" : "var(--series-soft)", ...lowered },
        ),
      ),
      text(bars, {
        fx: "panel",
        y: "place",
        x: "value",
        text: (bar: { value: number }) => formatProbabilityShort(bar.value),
        textAnchor: "start",
        dx: 5,
        dy: wide ? 0 : 10,
        fontVariant: "tabular-nums",
      }),
      ruleX([0], { stroke: "var(--muted)" }),
    ],
  });
}
