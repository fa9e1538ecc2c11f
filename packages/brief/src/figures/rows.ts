/** What figures with one row per label share: the labels at the left, or above each row where there is no room. */
import { axisX, axisY, gridX, type Markish, text } from "@observablehq/plot";
import { draw, labelRoom, type Room, shortened, widths } from "./canvas.js";

/** A row of such a figure. */
export interface LabelledRow {
  readonly label: string;
}

/** How a figure with rows is laid out. `marks` go over the grid; places of rows are 0, 1, 2 … */
export interface RowFigure {
  readonly rows: readonly LabelledRow[];
  readonly room: Room;
  readonly domain: readonly [number, number];
  /** None where positions along the row have no numbers. */
  readonly axis: { readonly label: string; format(value: number): string } | undefined;
  /** Room below each row for words. */
  readonly below?: number;
  readonly marks: readonly Markish[];
  readonly marginRight?: number;
}

/** Draws the rows. In a narrow room the marks of a row lie below its label: see `lowered`. */
export function drawRows({ rows, room, domain, axis, marks, below = 0, marginRight = 18 }: RowFigure): string {
  const wide = room === "wide";
  const labels = labelRoom(
    rows.map((row) => row.label),
    240,
  );
  const height = (wide ? Math.max(26, labels.lines * 16 + 6) : 44) + below;
  const margins = { marginLeft: wide ? labels.margin : 8, marginRight, marginTop: 24, marginBottom: axis ? 46 : 8 };
  const ticks = wide ? 6 : 4;
  return draw({
    width: widths[room],
    height: rows.length * height + margins.marginTop + margins.marginBottom,
    ...margins,
    x: { domain: [...domain], axis: null },
    y: { type: "band", domain: rows.map((_, place) => place), padding: 0.2, axis: null },
    marks: [
      ...(axis
        ? [
            gridX({ stroke: "var(--rule)", strokeOpacity: 1, ticks }),
            axisX({
              label: axis.label || null,
              labelAnchor: "center",
              labelArrow: "none",
              tickSize: 0,
              ticks,
              tickFormat: axis.format,
              labelOffset: 40,
            }),
          ]
        : []),
      wide
        ? axisY({ label: null, tickSize: 0, lineWidth: labels.lineWidth, tickFormat: (place: number) => rows[place]?.label ?? "" })
        : text(
            rows.map((row, place) => ({ ...row, place })),
            {
              y: "place",
              text: (row: LabelledRow) => shortened(row.label, 46),
              frameAnchor: "left",
              textAnchor: "start",
              dy: -14 - below / 2,
              fill: "currentColor",
            },
          ),
      ...marks,
    ],
  });
}

/** Insets of bars and how far to move points, so that they leave the label free in a narrow room. */
export function lowered(room: Room): { readonly insetTop: number; readonly insetBottom: number; readonly dy: number } {
  return room === "wide" ? { insetTop: 3, insetBottom: 3, dy: 0 } : { insetTop: 20, insetBottom: 2, dy: 9 };
}

/** A span with a little air at both ends; from or up to zero where all values lie on one side of it and near enough. */
export function airySpan(values: readonly number[], withZero = false): [number, number] {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite, ...(withZero ? [0] : [])), Math.max(...finite, ...(withZero ? [0] : []))];
  const width = high - low || Math.abs(high) || 1;
  return [low === 0 ? 0 : low - width * 0.04, high === 0 ? 0 : high + width * 0.04];
}
