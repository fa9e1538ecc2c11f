/** Shares of the states of a chance as stacked bars. */
import { axisY, barX, text } from "@observablehq/plot";
import type { StatePlot } from "../document.js";
import { formatProbabilityShort } from "../numbers.js";
import { draw, labelRoom, type Room, shortened, widths } from "./canvas.js";

/** How many shades the style sheet has; further states take the last. */
export const shades = 5;

/** The shade of a state: the first state is the palest, the last the darkest. */
export function shadeOf(state: number, states: number): number {
  return states <= 1 ? shades - 1 : Math.round((state / (states - 1)) * (shades - 1));
}

/** Draws the bars. */
export function drawStates(figure: StatePlot, room: Room): string {
  const wide = room === "wide";
  const labels = labelRoom(
    figure.rows.map((row) => row.label),
    240,
  );
  const cells = figure.rows.flatMap((row, place) => {
    let from = 0;
    return row.shares.map((share, state) => {
      const cell = {
        place,
        state,
        from,
        to: from + share,
        middle: from + share / 2,
        words: share >= (wide ? 0.06 : 0.1) ? formatProbabilityShort(share) : "",
      };
      from += share;
      return cell;
    });
  });
  const height = wide ? Math.max(30, labels.lines * 16 + 8) : 50;
  const lowered = wide ? { insetTop: 4, insetBottom: 4 } : { insetTop: 24, insetBottom: 4 };
  return draw({
    width: widths[room],
    height: figure.rows.length * height + 12,
    marginLeft: wide ? labels.margin : 4,
    marginRight: 8,
    marginTop: 6,
    marginBottom: 6,
    x: { domain: [0, 1], axis: null },
    y: { type: "band", domain: figure.rows.map((_, place) => place), padding: 0, axis: null },
    marks: [
      ...(wide
        ? [axisY({ label: null, tickSize: 0, lineWidth: labels.lineWidth, tickFormat: (place: number) => figure.rows[place]?.label ?? "" })]
        : [
            text(figure.rows, {
              y: (_: unknown, place: number) => place,
              text: (row: { label: string }) => shortened(row.label, 46),
              frameAnchor: "left",
              textAnchor: "start",
              dy: -12,
            }),
          ]),
      ...figure.states.flatMap((_, state) => {
        const own = cells.filter((cell) => cell.state === state);
        const shade = shadeOf(state, figure.states.length);
        return [
          barX(own, { y: "place", x1: "from", x2: "to", fill: `var(--shade-${shade})`, insetRight: 1, ...lowered }),
          text(own, {
            y: "place",
            x: "middle",
            dy: wide ? 0 : 10,
            text: "words",
            fill: `var(--on-shade-${shade})`,
            fontSize: 12,
            fontVariant: "tabular-nums",
          }),
        ];
      }),
    ],
  });
}
