/**
 * Quick quantiles for the columns of a run, of a continuous distribution with fixed parameters: Chebyshev polynomials in half octaves of
 * the distance to the nearer end of (0, 1). Each piece is made when first met, because a run of few draws meets few, and checked against
 * the formula, which stands in where a polynomial does not serve. Which of the two depends on distribution and probability alone.
 */
import type { Distribution } from "../distributions/distribution.js";

const NODES = [
  0.9927088740980539, 0.9350162426854148, 0.8229838658936564, 0.6631226582407952, 0.4647231720437686, 0.2393156642875578, 0,
  -0.2393156642875578, -0.4647231720437686, -0.6631226582407952, -0.8229838658936564, -0.9350162426854148, -0.9927088740980539,
];
const COUNT = NODES.length;
const OCTAVES = 20;
const PROBES = [-0.97, -0.35, 0.11, 0.58, 0.999];

/** Values of the Chebyshev polynomials at the nodes: entry `k * COUNT + j` is the one of degree k at node j. */
const POLYNOMIALS = ((): Float64Array => {
  const values = new Float64Array(COUNT * COUNT);
  for (let j = 0; j < COUNT; j++) {
    values[j] = 1;
    values[COUNT + j] = NODES[j]!;
    for (let k = 2; k < COUNT; k++) values[k * COUNT + j] = 2 * NODES[j]! * values[(k - 1) * COUNT + j]! - values[(k - 2) * COUNT + j]!;
  }
  return values;
})();

/** Entry k is 2 to the power of k. */
const POWERS = new Float64Array(OCTAVES + 3).fill(1);
for (let k = 1; k < POWERS.length; k++) POWERS[k] = 2 * POWERS[k - 1]!;

const UNKNOWN = 0;
const POLYNOMIAL = 1;
const FORMULA = 2;

/** Turns probabilities, which lie strictly between 0 and 1, into quantiles; `out` and `uniforms` may be the same column. */
export type LazyQuantiles = (out: Float64Array, uniforms: Float64Array) => void;

/** Opens the quantiles of a distribution that is not discrete, at parameters without a problem. */
export function lazyQuantiles(distribution: Distribution, parameters: readonly number[]): LazyQuantiles {
  const states = new Uint8Array(4 * (OCTAVES + 1));
  const coefficients = new Float64Array(states.length * COUNT);
  const { quantile } = distribution;

  const build = (piece: number): number => {
    const isUpper = (piece & 2) !== 0;
    const octave = piece >> 2;
    const start = (1 + (piece & 1) / 2) / POWERS[octave + 1]!;
    const width = 1 / POWERS[octave + 2]!;
    const valueAt = (x: number) => {
      const distance = start + (width * (x + 1)) / 2;
      return quantile(isUpper ? 1 - distance : distance, parameters);
    };
    const values = NODES.map(valueAt);
    const base = piece * COUNT;
    for (let k = 0; k < COUNT; k++) {
      let sum = 0;
      for (let j = 0; j < COUNT; j++) sum += values[j]! * POLYNOMIALS[k * COUNT + j]!;
      coefficients[base + k] = ((k === 0 ? 1 : 2) * sum) / COUNT;
    }
    const size = Math.max(...values.map(Math.abs));
    const rounding = (Math.abs(values[0]! - values[COUNT - 1]!) / width) * 2.220446049250313e-16;
    const tolerance = 4 * (1e-12 * size + rounding);
    const fits = PROBES.every((x) => Math.abs(clenshaw(coefficients, base, x) - valueAt(x)) <= tolerance);
    return fits ? POLYNOMIAL : FORMULA;
  };

  return (out, uniforms) => {
    for (let i = 0; i < out.length; i++) {
      const u = uniforms[i]!;
      const distance = u < 0.5 ? u : 1 - u;
      const octave = Math.clz32(distance * 4294967296);
      if (octave > OCTAVES || octave === 0) {
        out[i] = quantile(u, parameters);
        continue;
      }
      const place = distance * POWERS[octave + 1]! - 1;
      const half = place < 0.5 ? 0 : 1;
      const piece = 4 * octave + (u < 0.5 ? 0 : 2) + half;
      if (states[piece] === UNKNOWN) states[piece] = build(piece);
      out[i] = states[piece] === POLYNOMIAL ? clenshaw(coefficients, piece * COUNT, 4 * place - 2 * half - 1) : quantile(u, parameters);
    }
  };
}

/** The sum of Chebyshev polynomials at x, by Clenshaw's recurrence. */
function clenshaw(coefficients: Float64Array, base: number, x: number): number {
  let next = 0;
  let afterNext = 0;
  for (let k = COUNT - 1; k > 0; k--) {
    const present = 2 * x * next - afterNext + coefficients[base + k]!;
    afterNext = next;
    next = present;
  }
  return x * next - afterNext + coefficients[base]!;
}
