/** A graph of dynamics with all that time loops have: stocks that move by Runge-Kutta steps, delays, totals over time that enter a second loop, tables, choices, and inputs that are correlated. */
import type { Graph } from "@outweigh/engine";
import { number, Sketch } from "../../packages/engine/src/run/sketch-for-tests.js";

/** Two regions and two options over eight years, in steps of a quarter. */
export function dynamicGraph(): Graph {
  const s = new Sketch(
    { option: 2, region: 2, states: 3 },
    { start: 2025, reportStep: 1, reportCount: 8, stepsPerReport: 4, method: "rk4" },
  );
  const growth = s.draw("lognormal", "growth", [number(0.3), number(0.2)], { over: ["region"] });
  const room = s.draw("normal", "room", [s.constant([80, 120], ["region"]), number(5)]);
  const effort = s.draw("beta", "effort", [number(2), number(5)], { over: ["region"] });
  const shock = s.draw("normal", "shock", [number(0), number(0.05)], { over: ["time"] });
  s.correlations.push({ left: "growth", right: "effort", rank: -0.4 });
  const level = s.stock(number(10), 0, ["option", "region"]);
  const crowding = s.apply("subtract", number(1), s.apply("divide", level, room));
  const seen = s.lag(level, 0.75, number(10));
  const answered = s.push({
    kind: "interpolate",
    x: seen,
    xs: [0, 20, 60, 100],
    ys: [0, 0.1, 0.6, 0.7],
    dimensions: s.nodes[seen]!.dimensions,
  });
  const removal = s.apply("multiply", s.apply("multiply", answered, effort), s.constant([0.5, 1.5], ["option"]));
  const rate = s.apply("subtract", s.apply("multiply", growth, crowding), s.apply("subtract", removal, shock));
  s.flow(level, s.apply("multiply", level, rate));
  const total = s.reduce("integral", level, "time");
  const peak = s.reduce("max", s.reduce("sum", level, "region"), "time");
  const probabilities = s.constant([0.2, 0.5, 0.3], ["states"]);
  const when = s.push({ kind: "categorical", probabilities, states: "states", stream: "when", independentOver: [], dimensions: [] });
  const then = s.choose(level, "time", when);
  const worry = s.stock(then, undefined, ["option", "region"]);
  const relief = s.apply("exp", s.apply("multiply", number(-0.1), s.apply("subtract", s.now(), number(2025))));
  const pressure = s.apply("divide", s.apply("multiply", level, relief), s.apply("add", peak, number(1)));
  s.flow(worry, s.apply("subtract", pressure, s.apply("multiply", worry, number(0.2))));
  s.output("level", level, "quantiles");
  s.output("total", total);
  s.output("peak", peak);
  s.output("worry", s.reduce("final", worry, "time"));
  s.output("course", worry, "moments");
  s.output("asked", s.statistic(total, { kind: "quantile", probability: 0.123 }));
  return s.graph();
}
