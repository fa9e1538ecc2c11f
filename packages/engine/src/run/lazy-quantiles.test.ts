import { describe, expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { fillUniforms, streamKey } from "../random.js";
import { lazyQuantiles } from "./lazy-quantiles.js";

const parameters: Readonly<Record<string, readonly (readonly number[])[]>> = {
  pert: [
    [0, 1, 3],
    [10, 10, 40],
  ],
  beta: [
    [2, 5],
    [0.5, 0.5],
    [30.5, 4.5],
  ],
  gamma: [
    [0.3, 2],
    [9, 1],
  ],
  triangular: [[0, 1, 3]],
};

describe("pieces against the formula", () => {
  const uniforms = new Float64Array(2000);
  fillUniforms(uniforms, streamKey(1, ["probabilities"]), 0);
  uniforms.set([1e-12, 1 - 1e-12, 2 ** -53, 1 - 2 ** -53, 0.5, 0.25, 0.75, 1e-6, 1 - 1e-6]);
  for (const [name, choices] of Object.entries(parameters)) {
    for (const p of choices) {
      it(`${name}(${p})`, () => {
        const distribution = distributions.get(name)!;
        const out = new Float64Array(uniforms.length);
        lazyQuantiles(distribution, p)(out, uniforms);
        const misses = out.filter((value, i) => {
          const u = uniforms[i]!;
          const expected = distribution.quantile(u, p);
          // What a relative change of the distance to the nearer end by 1e-11 would do, or rounding.
          const distance = Math.min(u, 1 - u);
          const shift = Math.max(distance * 1e-11, 2 ** -52);
          const reach = distance <= shift ? 0 : Math.abs(distribution.quantile(u + shift, p) - distribution.quantile(u - shift, p));
          return !(Math.abs(value - expected) <= reach + 1e-11 * Math.abs(expected));
        });
        expect(misses).toHaveLength(0);
      });
    }
  }
});
