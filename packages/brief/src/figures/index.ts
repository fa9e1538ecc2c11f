/** The figures by kind. */
import type { Plot } from "../document.js";
import type { Room } from "./canvas.js";
import { drawFan } from "./fan.js";
import { drawIntervals } from "./intervals.js";
import { drawProbabilities } from "./probabilities.js";
import { drawStates } from "./states.js";

/** Draws a figure as SVG text: one picture, or several below each other. */
export function drawPlot(figure: Plot, room: Room): string {
  switch (figure.kind) {
    case "intervals":
      return drawIntervals(figure, room);
    case "probabilities":
      return drawProbabilities(figure, room);
    case "fan":
      return drawFan(figure, room);
    case "states":
      return drawStates(figure, room);
  }
}
