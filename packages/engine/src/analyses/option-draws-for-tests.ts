/** Draws for the tests of analyses: columns of independent random numbers by seed and name. */
import { fillUniforms, streamKey } from "../random.js";
import { normalQuantile } from "../special.js";
import type { InputDraws, OptionDraws } from "./draws.js";

/** Uniform numbers. */
export function uniforms(count: number, seed: number, name: string): Float64Array {
  const column = new Float64Array(count);
  fillUniforms(column, streamKey(seed, ["test", name]), 0);
  return column;
}

/** Standard normal numbers. */
export function normals(count: number, seed: number, name: string): Float64Array {
  return uniforms(count, seed, name).map(normalQuantile);
}

/** An input of one cell. */
export function input(name: string, column: Float64Array): InputDraws {
  return { name, columns: [column] };
}

/** Options named by their index, from independent draws. */
export function options(...benefits: readonly Float64Array[]): OptionDraws {
  return { options: benefits.map((_, index) => `option ${index}`), benefits, replicated: false };
}

/** An answer that is not a reason for having none. */
export function fine<Answer extends object>(answer: Answer): Exclude<Answer, { readonly kind: "unsuitable" }> {
  if ("kind" in answer && answer.kind === "unsuitable") throw new Error(JSON.stringify(answer));
  return answer as Exclude<Answer, { readonly kind: "unsuitable" }>;
}

/** The number of `times` in which the error of an estimate covers the truth at 95 %. */
export function covered(
  times: number,
  truth: number,
  estimate: (seed: number) => { readonly value: number; readonly error: number },
): number {
  let inside = 0;
  for (let seed = 1; seed <= times; seed++) {
    const { value, error } = estimate(seed);
    if (Math.abs(value - truth) <= 1.96 * error) inside++;
  }
  return inside;
}
