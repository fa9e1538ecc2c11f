/** The figures by kind. */
import type { Plot } from "../document.js";
import { drawBars } from "./bars.js";
import type { Room } from "./canvas.js";
import { drawCurve } from "./curve.js";
import { drawEchoes } from "./echoes.js";
import { drawFan } from "./fan.js";
import { drawIntervals } from "./intervals.js";
import { drawMap } from "./map.js";
import { drawPanel } from "./panel.js";
import { drawPlane } from "./plane.js";
import { drawProbabilities } from "./probabilities.js";
import { drawRanges } from "./ranges.js";
import { drawSchedule } from "./schedule.js";
import { drawStates } from "./states.js";
import { drawSteps } from "./steps.js";
import { drawSwings } from "./swings.js";

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
    case "swings":
      return drawSwings(figure, room);
    case "bars":
      return drawBars(figure, room);
    case "map":
      return drawMap(figure, room);
    case "curve":
      return drawCurve(figure, room);
    case "ranges":
      return drawRanges(figure, room);
    case "panel":
      return drawPanel(figure, room);
    case "plane":
      return drawPlane(figure, room);
    case "echoes":
      return drawEchoes(figure, room);
    case "schedule":
      return drawSchedule(figure, room);
    case "steps":
      return drawSteps(figure, room);
  }
}
