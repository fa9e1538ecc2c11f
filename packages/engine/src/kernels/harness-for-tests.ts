/** Numbers on which kernels and scalar functions are compared bit by bit, and the means to run a kernel on them. */
import type { WasmFunction } from "../wasm/instantiate.js";
import { createMemory } from "../wasm/instantiate.js";
import { bindKernels, compileKernels } from "./kernels.js";

export const memory = createMemory(64);
export const kernels = bindKernels(compileKernels(), memory);

/** A kernel by its name. */
export function kernel(name: string): WasmFunction {
  const found = kernels[name];
  if (found === undefined) throw new Error(`There is no kernel ${name}.`);
  return found;
}

/** Numbers of memory from an address. */
export function column(address: number, count: number): Float64Array {
  return new Float64Array(memory.buffer, address, count);
}

/** Words of 32 bits from a fixed start (xorshift, Marsaglia 2003). */
export function wordSource(start: number): () => number {
  let state = start;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

/** Zeros, ends of the range, neighbours of thresholds and the like, with either sign. */
export const edges: readonly number[] = [
  0,
  5e-324,
  1e-310,
  2.225073858507201e-308,
  2.2250738585072014e-308,
  1e-300,
  1e-150,
  9.9e-151,
  1e-30,
  1.1102230246251565e-16,
  1e-8,
  0.25,
  0.29289321881345254,
  0.3465735902799726,
  0.3465735902799727,
  0.4142135623730951,
  0.49999999999999994,
  0.5,
  0.5000000000000001,
  Math.SQRT1_2,
  0.7071067811865477,
  0.9999999999999999,
  1,
  1.0000000000000002,
  Math.SQRT2,
  1.4142135623730954,
  1.5,
  2,
  2.5,
  3,
  7,
  10,
  18.9,
  19,
  22,
  36.9,
  37.5,
  38,
  38.1,
  39,
  40,
  707.9,
  708,
  709.782712893384,
  709.7827128933841,
  710,
  745.1332191019411,
  745.1332191019412,
  1e5,
  4503599627370495.5,
  4503599627370497,
  9007199254740991,
  9007199254740992,
  1e19,
  1e20,
  1.1e20,
  1e150,
  1e300,
  1.7976931348623157e308,
  Infinity,
  NaN,
].flatMap((x) => [x, -x]);

/** So many numbers: all edges, then random ones of a few ranges, the last range being any bits at all. */
export function testNumbers(
  count: number,
  start: number,
  ranges: readonly (readonly [number, number])[] = [
    [-1, 1],
    [-40, 40],
    [0, 1],
  ],
): Float64Array {
  const numbers = new Float64Array(count);
  const words = new Uint32Array(numbers.buffer);
  const next = wordSource(start);
  for (let i = 0; i < count; i++) {
    const range = ranges[i % (ranges.length + 1)];
    if (i < edges.length) numbers[i] = edges[i]!;
    else if (range !== undefined) numbers[i] = range[0] + (range[1] - range[0]) * ((next() + next() / 4294967296) / 4294967296);
    else {
      words[2 * i] = next();
      words[2 * i + 1] = next();
    }
  }
  return numbers;
}

/** The indices at which two columns differ in their bits; every NaN counts as the same. */
export function differences(actual: ArrayLike<number>, expected: ArrayLike<number>): number[] {
  return Array.from(actual).flatMap((value, i) => (Object.is(value, expected[i]) ? [] : [i]));
}
