/** The drawing surface of all figures: Observable Plot on a document of its own, colours as CSS variables so that one picture serves light and dark. */
import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";

/** How much room a figure has: a column of text on a desk, or a telephone. */
export type Room = "wide" | "narrow";

/** Width of a figure in its own units, which are pixels at full size. */
export const widths: Readonly<Record<Room, number>> = { wide: 720, narrow: 350 };

const { document } = parseHTML("<!doctype html><html><body></body></html>");

/** Draws a plot to SVG text. The picture is hidden from screen readers: the figure around it carries the words. */
export function draw(options: PlotOptions): string {
  const element = plot({ ...options, document: document as never, style: { background: "none", fontSize: "13px", overflow: "visible" } });
  return element.outerHTML
    .replace(/<style>[\s\S]*?<\/style>/g, "")
    .replace(/ aria-(label|hidden|description)="[^"]*"/g, "")
    .replace(/ class="[^"]*"/g, "")
    .replace(/ font-family="[^"]*"/g, "")
    .replace(/(\d+\.\d{2})\d+/g, "$1")
    .replace(/^<svg /, '<svg aria-hidden="true" focusable="false" ');
}

/** Colours of the standings. */
export const standingColour = { clear: "var(--series)", contested: "var(--contested)", barred: "var(--barred)" } as const;

/** What an axis shows, with its unit in brackets. */
export function axisLabel(label: string, unit: string): string {
  return unit === "" ? label : `${label} (${unit})`;
}

/** Splits a list into runs of at most `size`, as even as they can be. */
export function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / size);
  const even = Math.ceil(list.length / Math.max(count, 1));
  return Array.from({ length: count }, (_, position) => list.slice(position * even, (position + 1) * even));
}

/** Room for labels at the left: as wide as the longest, within bounds, and how many ems a line of it may hold. */
export function labelRoom(
  labels: readonly string[],
  most: number,
): { readonly margin: number; readonly lineWidth: number; readonly lines: number } {
  const longest = Math.max(0, ...labels.map((label) => label.length));
  const margin = Math.min(most, Math.max(60, longest * 6.6 + 16));
  const lineWidth = (margin - 14) / 13;
  return { margin, lineWidth, lines: Math.ceil((longest * 6.6) / (margin - 16)) };
}

/** A label cut to a length, for a place that has one line. */
export function shortened(label: string, length: number): string {
  return label.length <= length ? label : `${label.slice(0, length - 1)}…`;
}
