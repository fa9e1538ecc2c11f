/** The two reference workloads against answers made outside: scrambled Sobol points with scipy for the first, numpy for the second. */
import { describe, expect, it } from "vitest";
import { compareOptions } from "../compare.js";
import { quantiles } from "../statistics/quantiles.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

describe("W1: twelve inputs, six losses", () => {
  const draws = 100_000;
  const s = new Sketch({ option: 6 });
  const threat = s.draw("lognormal", "threat", [number(20.085536923187668), number(0.5)]);
  const deter = s.draw("beta", "deter", [number(2), number(5)]);
  const succ = s.draw("beta", "succ", [number(8), number(3)]);
  const backl = s.draw("lognormal", "backl", [number(Math.E), number(0.4)]);
  const cost = s.draw("triangular", "cost", [number(10), number(20), number(50)]);
  const rate = s.draw("normal", "rate", [number(0.04), number(0.01)]);
  const escal = s.draw("bernoulli", "escal", [number(0.3)]);
  const incid = s.draw("poisson", "incid", [number(4)]);
  const elast = s.draw("normal", "elast", [number(1.2), number(0.25)]);
  const coop = s.draw("uniform", "coop", [number(0.5), number(1.5)]);
  const shock = s.draw("normal", "shock", [number(0), number(1)]);
  const legal = s.draw("lognormal", "legal", [number(1), number(0.25)]);
  const times = (...factors: Parameters<Sketch["apply"]>[1][]) => s.apply("multiply", ...factors);
  const plus = (...terms: Parameters<Sketch["apply"]>[1][]) => s.apply("add", ...terms);
  const disc = s.apply("exp", times(number(-5), rate));
  const thr = times(threat, s.apply("exp", times(number(0.15), shock)));
  const harm = s.apply("exp", times(elast, s.apply("ln", thr)));
  const w = times(incid, backl);
  const h = times(plus(harm, w), disc);
  const c2 = times(s.apply("max", cost, number(15)), legal);
  const c4 = s.apply("if", s.apply("greater", escal, number(0.5)), times(number(1.8), c2), c2);
  const cd = times(c4, disc);
  const hs = times(h, s.apply("divide", times(succ, coop), plus(coop, number(1))));
  const wd = times(w, deter, disc);
  const less = (factor: number) => s.apply("subtract", h, times(number(factor), hs));
  const loss = s.stack(
    "option",
    h,
    plus(less(0.2), times(number(0.2), cd)),
    plus(less(0.35), times(number(0.5), cd)),
    plus(less(0.6), times(number(0.9), wd), cd),
    plus(s.apply("max", less(1.4), number(5)), times(number(3.5), wd), times(number(1.6), cd)),
    plus(less(0.8), s.apply("min", cd, number(30)), times(number(0.5), wd)),
  );
  s.output("loss", loss);
  const { summaries, draws: columns } = run(s.graph(), { seed: 2024, draws }).outputs[0]!;
  const best = compareOptions(columns!, "minimise", 0);

  // mean, sd, p5, p50, p95, mean of the worst 5 %, P(best)
  const reference = [
    [62.001, 97.0, 13.443, 38.571, 178.25, 338.8, 0.7235],
    [63.205, 90.1, 17.464, 41.598, 171.29, 320.4, 0.0929],
    [68.319, 85.3, 22.703, 48.62, 170.7, 311.2, 0.0005],
    [79.326, 78.1, 31.152, 62.575, 173.98, 299.6, 0.0],
    [85.727, 57.0, 38.008, 74.437, 163.76, 241.5, 0.1304],
    [69.005, 70.2, 29.162, 53.298, 153.17, 268.5, 0.0527],
  ] as const;

  reference.forEach(([mean, sd, p5, p50, p95, worst, first], option) => {
    it(`L${option}`, () => {
      const summary = summaries[option]!;
      const column = columns![option]!;
      expect(Math.abs(summary.mean - mean)).toBeLessThan(4 * summary.meanError);
      const fourth = column.reduce((sum, value) => sum + (value - summary.mean) ** 4, 0) / draws;
      const sdError = Math.sqrt((fourth - summary.sd ** 4) / (4 * draws)) / summary.sd;
      expect(Math.abs(summary.sd - sd)).toBeLessThan(4 * sdError + 0.6);
      const asked = [p5, p50, p95];
      quantiles(column, [0.05, 0.5, 0.95]).forEach(({ value, error }, index) => {
        expect(Math.abs(value - asked[index]!)).toBeLessThan(4 * error);
      });
      const threshold = quantiles(column, [0.95])[0]!.value;
      const excess = column.map((value) => Math.max(0, value - threshold));
      const meanExcess = excess.reduce((sum, value) => sum + value, 0) / draws;
      const squares = excess.reduce((sum, value) => sum + value * value, 0) / draws;
      expect(Math.abs(threshold + meanExcess / 0.05 - worst)).toBeLessThan((4 * Math.sqrt((squares - meanExcess ** 2) / draws)) / 0.05);
      // The reference has four digits; where nothing was seen, three times 1 / n is the limit of what could be there.
      expect(Math.abs(best[option]!.probabilityBest - first)).toBeLessThan(4 * best[option]!.probabilityBestError + 0.0001);
    });
  });
});

describe("W2: ten coupled stocks, 520 Euler steps", () => {
  const model = (draw: boolean) => {
    const s = new Sketch(
      { run: draw ? 1 : 3, i: 10, j: 10 },
      { start: 0, reportStep: 1, reportCount: 521, stepsPerReport: 1, method: "euler" },
    );
    const u = draw ? s.draw("uniform", "u", [number(0), number(1)]) : s.constant([0.5e-4, 0.50005, 0.99995], ["run"]);
    const rho = s.apply("add", number(0.004), s.apply("multiply", number(0.002), u));
    const eta = s.apply("add", number(1), s.apply("multiply", number(3), u));
    const theta = s.apply("multiply", number(1e-6), s.apply("add", number(1), u));
    const cells = Array.from({ length: 100 }, (_, cell) => [Math.floor(cell / 10), cell % 10] as const);
    const coupling = s.constant(
      cells.map(([i, j]) => (i === j ? 0 : (7 * i + 3 * j) % 4 === 0 ? 1 : 0.1)),
      ["i", "j"],
    );
    const start = s.constant(
      Array.from({ length: 10 }, (_, i) => 100 + 37 * i),
      ["i"],
    );
    const stock = s.stock(start, 0, draw ? ["i"] : ["run", "i"]);
    const total = s.reduce("sum", stock, "i");
    const pressure = s.reduce("sum", s.apply("multiply", coupling, s.rename(stock, "i", "j")), "j");
    const losses = s.apply(
      "add",
      s.apply("divide", eta, total),
      s.apply("multiply", number(1e-6), stock),
      s.apply("multiply", theta, pressure),
    );
    s.flow(stock, s.apply("multiply", stock, s.apply("subtract", rho, losses)));
    s.output("final", s.reduce("final", total, "time"));
    return s.graph();
  };

  it("gives the final totals of runs 0, 5000 and 9999", () => {
    const final = run(model(false), { seed: 1, draws: 1 }).outputs[0]!;
    [7345.6311, 7468.4284, 7644.2305].forEach((expected, index) => {
      expect(Math.abs(final.draws![index]![0]! - expected)).toBeLessThan(1e-4);
    });
  });

  it("gives the mean over all runs, drawn at random", () => {
    const summary = run(model(true), { seed: 1, draws: 1024 }).outputs[0]!.summaries[0]!;
    expect(Math.abs(summary.mean - 7477.1874)).toBeLessThan(4 * summary.meanError);
  });
});
