/** EVPPI of a model that can be called, by two nested loops of simulation: slow, and free of any curve. It checks what regression says. */
import { fillUniforms, streamKey } from "../random.js";
import type { Estimated } from "./draws.js";
import { meanOf } from "./information.js";

/** A model with independent inputs. */
export interface CallableModel {
  /** By input, its quantile function: the value for a uniform number between 0 and 1. */
  readonly quantiles: readonly ((u: number) => number)[];
  /** By option, the benefit for the values of all inputs. */
  readonly benefits: (inputs: readonly number[]) => readonly number[];
}

/** How much is simulated: `outer` values of what is known, each with `inner` of the rest; the inner number is even. */
export interface NestedOptions {
  readonly outer: number;
  readonly inner: number;
  readonly seed: number;
}

/**
 * The value of knowing the inputs with these indices. The mean of the inner maxima is too high by the noise of the inner means, which falls
 * as one over their number; twice the whole less the mean of its halves takes that away (Giles and Goda 2019). The standard error is that of
 * the outer values.
 */
export function evppiNested(
  { quantiles, benefits }: CallableModel,
  known: readonly number[],
  { outer, inner, seed }: NestedOptions,
): Estimated {
  const uniforms = quantiles.map((_, index) => {
    const column = new Float64Array(known.includes(index) ? outer : outer * inner);
    fillUniforms(column, streamKey(seed, ["nested", String(index)]), 0);
    return column;
  });
  const half = inner / 2;
  const rows = Array.from({ length: outer }, (_, row) => {
    const sums: [number[], number[]] = [[], []];
    for (let draw = 0; draw < inner; draw++) {
      const values = quantiles.map((quantile, index) => quantile(uniforms[index]![known.includes(index) ? row : row * inner + draw]!));
      const into = sums[draw < half ? 0 : 1];
      benefits(values).forEach((benefit, option) => {
        into[option] = (into[option] ?? 0) + benefit / half;
      });
    }
    const means = sums[0].map((first, option) => (first + sums[1][option]!) / 2);
    return { means, most: 2 * Math.max(...means) - (Math.max(...sums[0]) + Math.max(...sums[1])) / 2 };
  });
  const totals = rows[0]!.means.map((_, option) => rows.reduce((sum, { means }) => sum + means[option]!, 0));
  const best = totals.indexOf(Math.max(...totals));
  return meanOf(
    Float64Array.from(rows, ({ means, most }) => most - means[best]!),
    false,
  );
}
