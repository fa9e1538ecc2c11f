/** Draws by a closed formula have the bits of the distributions' quantiles, in kernels as in single numbers. */
import { describe, expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { normalQuantile } from "../special/normal.js";
import { layouts } from "./block.js";
import { bernoulliFrom, exponentialFrom, lognormalFrom, normalFrom, triangularFrom, uniformFrom } from "./direct-functions.js";
import { column, differences, kernel, wordSource } from "./harness-for-tests.js";

const count = 4096;
const next = wordSource(17);
const even = (low: number, high: number) => low + (high - low) * ((next() + 0.5) / 4294967296);
const cases: Readonly<Record<string, readonly [(a: number, b: number, c: number, d: number) => number, () => number[]]>> = {
  normal: [normalFrom, () => [even(-9, 9), even(0.1, 4)]],
  lognormal: [lognormalFrom, () => [even(0.1, 50), even(0.01, 300)]],
  uniform: [uniformFrom, () => [even(-9, 0), even(0, 9)]],
  exponential: [exponentialFrom, () => [even(0.1, 50)]],
  triangular: [triangularFrom, () => [even(-9, 0), even(0, 5), even(5, 9)]],
  bernoulli: [bernoulliFrom, () => [Math.min(1, Math.max(0, even(-0.2, 1.2)))]],
};

describe.each(Object.entries(cases))("%s", (name, [compute, parameters]) => {
  const quantile = distributions.get(name)!.quantile;
  const isFromNormal = name === "normal" || name === "lognormal";

  it.each(layouts(parameters().length + 1).filter((layout) => layout.startsWith("v")))("on %s", (layout) => {
    const fixed = parameters();
    const u = Float64Array.from({ length: count }, (_, i) => [0, 1, 0.5, 1e-12, 1e-320, 0.75, 1 - 2 ** -53, NaN][i] ?? even(0, 1));
    const draws = u.map((value) => (isFromNormal ? normalQuantile(value) : value));
    const columns = [draws, ...fixed.map(() => new Float64Array(count))];
    for (let i = 0; i < count; i++) {
      const own = parameters();
      own.forEach((value, k) => {
        columns[k + 1]![i] = layout[k + 1] === "s" ? fixed[k]! : value;
      });
    }
    columns.forEach((values, k) => {
      column(8192 * (16 + 4 * k), count).set(values);
    });
    kernel(`${name}From_${layout}`)(8192, ...columns.map((_, k) => 8192 * (16 + 4 * k)), count * 8);
    const single = u.map((_, i) => compute(...(columns.map((values) => values[i]!) as [number, number, number, number])));
    expect(differences(column(8192, count), single)).toEqual([]);
    const exact = u.map((value, i) =>
      quantile(
        value,
        columns.slice(1).map((values) => values[i]!),
      ),
    );
    const inside = (i: number) => u[i]! > 0 && u[i]! < 1;
    expect(differences(single, exact).filter(inside)).toEqual([]);
  });
});
