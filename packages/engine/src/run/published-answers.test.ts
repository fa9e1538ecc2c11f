/** Whole runs against published answers and closed forms: the Guide to the Expression of Uncertainty in Measurement, Ishigami's function, tails of the normal distribution. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rankOfPearson } from "../correlation.js";
import type { OutputResult } from "../result.js";
import { summarise } from "../statistics/summary.js";
import { type RunOptions, run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

function outputsOf(sketch: Sketch, options: RunOptions): Readonly<Record<string, OutputResult>> {
  return Object.fromEntries(run(sketch.graph(), options).outputs.map((output) => [output.name, output]));
}

describe.each(["sobol", "digital", "latin", "random"] as const)("by %s", (sampling) => {
  const draws = 65_536;

  // JCGM 101:2008, 9.2: the sum of four inputs of mean 0 and standard deviation 1. Half-width 3.88 of rectangular inputs is 3.8794 exactly, by the volume of a cut cube.
  it.each([
    ["normal", [0, 1], 3.919928, 0.02922],
    ["uniform", [-Math.sqrt(3), Math.sqrt(3)], 3.8794067, 0.0328],
  ] as const)("GUM Supplement 1, 9.2: four %s inputs", (shape, parameters, halfWidth, density) => {
    const s = new Sketch();
    const inputs = [1, 2, 3, 4].map((k) => s.draw(shape, `x${k}`, parameters.map(number)));
    const sum = s.apply("add", ...inputs);
    s.output("sum", sum);
    for (const probability of [0.025, 0.975]) s.output(`${probability}`, s.statistic(sum, { kind: "quantile", probability }));
    const outputs = outputsOf(s, { seed: 92, draws, sampling });
    const { mean, sd } = outputs.sum!.summaries[0]!;
    // The standard error of plain Monte Carlo: of the mean 2 / sqrt(n), of the sd at most that of a normal, of a quantile sqrt(p (1 - p) / n) over the density there, which is in the table.
    expect(Math.abs(mean)).toBeLessThan((4 * 2) / Math.sqrt(draws));
    expect(Math.abs(sd - 2)).toBeLessThan((4 * 2) / Math.sqrt(2 * draws));
    const error = Math.sqrt((0.025 * 0.975) / draws) / density;
    for (const [name, expected] of [
      ["0.025", -halfWidth],
      ["0.975", halfWidth],
    ] as const)
      expect(Math.abs(outputs[name]!.summaries[0]!.mean - expected)).toBeLessThan(4 * error);
  });

  // Ishigami and Homma (1990) with a = 7, b = 0.1: mean a / 2, variance a² / 8 + b π⁴ / 5 + b² π⁸ / 18 + 1 / 2.
  it("Ishigami's function has its mean and variance", () => {
    const s = new Sketch();
    const angle = (name: string) => s.draw("uniform", name, [number(-Math.PI), number(Math.PI)]);
    for (const name of ["x1", "x2", "x3"]) s.output(name, angle(name));
    const [x1, x2, x3] = run(s.graph(), { seed: 5, draws, sampling }).outputs.map(({ draws }) => draws![0]!);
    const values = x1!.map((x, draw) => Math.sin(x) + 7 * Math.sin(x2![draw]!) ** 2 + 0.1 * x3![draw]! ** 4 * Math.sin(x));
    const { mean, meanError, sd } = summarise(values, sampling === "sobol" || sampling === "digital");
    const variance = 49 / 8 + (0.1 * Math.PI ** 4) / 5 + (0.01 * Math.PI ** 8) / 18 + 1 / 2;
    expect(variance).toBeCloseTo(13.844588, 6);
    const plain = Math.sqrt(variance / draws);
    expect(Math.abs(mean - 3.5)).toBeLessThan(4 * plain);
    expect(meanError).toBeLessThan(2 * plain);
    // The kurtosis is 3.5 (by quadrature), so that the error of the variance is at most 1.6 times the variance over sqrt(n).
    expect(Math.abs(sd ** 2 - variance)).toBeLessThan((4 * 1.6 * variance) / Math.sqrt(draws));
  });

  // Rockafellar and Uryasev (2000), the normal portfolio: mean return 0.011, variance 0.00378529; VaR and CVaR of the loss at 95 %.
  it("the mean of the worst 5 % of a normal loss is that of the closed form", () => {
    const s = new Sketch();
    const sd = Math.sqrt(0.00378529);
    s.output("loss", s.draw("normal", "loss", [number(-0.011), number(sd)]), "quantiles");
    const { quantiles, tails } = outputsOf(s, { seed: 6, draws, sampling }).loss!.summaries[0]!;
    // Errors of plain Monte Carlo: sqrt(0.05 · 0.95 / n) over the density at the quantile, 0.1031 / sd; and sqrt(0.0152 / n) sd / 0.05 for the mean beyond it.
    expect(Math.abs(quantiles![4]!.value - 0.09019914318487497)).toBeLessThan((4 * Math.sqrt(0.0475 / draws) * sd) / 0.1031);
    expect(Math.abs(tails!.high - 0.115907808291186)).toBeLessThan((4 * Math.sqrt(0.0152 / draws) * sd) / 0.05);
  });
});

describe("GUM H.2: resistance, reactance and impedance from correlated readings", () => {
  const folder = new URL("../../../../../shared/fixtures/gum/", import.meta.url);
  const isThere = existsSync(folder);
  it.skipIf(!isThere)(isThere ? "table H.4" : "table H.4: not tested, because ../shared/fixtures/gum is absent", () => {
    const { h_2: published } = JSON.parse(readFileSync(new URL("gum-cases.json", folder), "utf8"));
    const rows = readFileSync(new URL("test_GUMH2.csv", folder), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));
    const columns = [0, 1, 2].map((place) => rows.map((row) => row[place]!));
    const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
    const covariance = (i: number, j: number) =>
      rows.reduce((sum, row) => sum + (row[i]! - means[i]!) * (row[j]! - means[j]!), 0) / (rows.length - 1) / rows.length;
    const errors = means.map((_, i) => Math.sqrt(covariance(i, i)));
    const s = new Sketch();
    const names = ["V", "I", "theta"];
    const [voltage, current, phase] = names.map((name, i) => s.draw("normal", name, [number(means[i]!), number(errors[i]!)]));
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const)
      s.correlations.push({ left: names[i]!, right: names[j]!, rank: rankOfPearson(covariance(i, j) / errors[i]! / errors[j]!) });
    s.output("Z", s.apply("divide", s.apply("multiply", voltage!, number(1000)), current!));
    s.output("theta", phase!);
    const draws = 131_072;
    const outputs = outputsOf(s, { seed: 8, draws });
    const impedance = outputs.Z!.draws![0]!;
    const angle = outputs.theta!.draws![0]!;
    const found = {
      Z: outputs.Z!.summaries[0]!,
      R: summarise(impedance.map((z, draw) => z * Math.cos(angle[draw]!))),
      X: summarise(impedance.map((z, draw) => z * Math.sin(angle[draw]!))),
    };
    for (const name of ["R", "X", "Z"] as const) {
      const [value, uncertainty] = published.expected[name];
      expect(Math.abs(found[name].mean - value)).toBeLessThan(published.tolerance + (4 * uncertainty) / Math.sqrt(draws));
      expect(Math.abs(found[name].sd - uncertainty)).toBeLessThan(published.tolerance + (4 * uncertainty) / Math.sqrt(2 * draws));
    }
  });
});
