/** Numbered points on two scales from 0 to 1, the corner at the right below shaded: what matters much and is supported badly. The table is the key. */
import { dot, rect, ruleX, ruleY, text } from "@observablehq/plot";
import type { MapPlot } from "../document.js";
import { draw, type Room, widths } from "./canvas.js";

const radius = 9;

/** Draws a map. Points that would cover one another are moved apart upwards. */
export function drawMap(figure: MapPlot, room: Room): string {
  const wide = room === "wide";
  const [width, height] = [widths[room], wide ? 360 : 340];
  const margins = { marginLeft: wide ? 64 : 26, marginRight: 14, marginTop: 26, marginBottom: 46 };
  const points = apart(
    figure.points,
    (2 * radius) / (width - margins.marginLeft - margins.marginRight),
    (2 * radius) / (height - margins.marginTop - margins.marginBottom),
  );
  const words = (content: string, place: object) =>
    text([content], { text: (label: string) => label, fill: "var(--muted)", fontSize: 12, ...place });
  const side = wide ? { textAnchor: "end", dx: -8 } : { rotate: -90, dx: -12 };
  return draw({
    width,
    height,
    ...margins,
    x: { domain: [-0.03, 1.03], axis: null },
    y: { domain: [-0.05, 1.05], axis: null },
    marks: [
      rect([0], { x1: 0.5, x2: 1.03, y1: -0.05, y2: 0.5, fill: "var(--contested-wash)" }),
      ruleX([-0.03, 0.5, 1.03], { stroke: "var(--rule)" }),
      ruleY([-0.05, 0.5, 1.05], { stroke: "var(--rule)" }),
      words(figure.across.low, { frameAnchor: "bottom-left", textAnchor: "start", dy: 18 }),
      words(figure.across.high, { frameAnchor: "bottom-right", textAnchor: "end", dy: 18 }),
      words(figure.across.label, { frameAnchor: "bottom", dy: 36 }),
      words(figure.up.low, { frameAnchor: "bottom-left", ...side, dy: wide ? -4 : -18 }),
      words(figure.up.high, { frameAnchor: "top-left", ...side, dy: wide ? 4 : 18 }),
      words(figure.up.label, { frameAnchor: "top-left", textAnchor: "start", dy: -14 }),
      dot(points, {
        x: "x",
        y: "y",
        r: radius,
        stroke: "var(--paper)",
        fill: (point: { emphasised: boolean }) => (point.emphasised ? "var(--contested)" : "var(--series)"),
      }),
      text(points, { x: "x", y: "y", text: "number", fill: "var(--paper)", fontSize: 11, fontWeight: 700 }),
    ],
  });
}

/** The points with their numbers; one that would lie on another goes up, or down where there is no room above. */
function apart(
  points: MapPlot["points"],
  across: number,
  up: number,
): readonly (MapPlot["points"][number] & { readonly number: string })[] {
  const placed: (MapPlot["points"][number] & { readonly number: string })[] = [];
  for (const [index, point] of points.entries()) {
    const isFree = (y: number) => placed.every((other) => Math.abs(other.x - point.x) > across || Math.abs(other.y - y) > up);
    const tried = Array.from({ length: 40 }, (_, step) => point.y + (step % 2 === 0 ? 1 : -1) * Math.ceil(step / 2) * up * 0.55);
    const y = tried.find((each) => each >= -0.02 && each <= 1.02 && isFree(each)) ?? point.y;
    placed.push({ ...point, y, number: String(index + 1) });
  }
  return placed;
}
