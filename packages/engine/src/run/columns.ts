/** What is done with whole columns: copying, scaling, and the kernels by which columns are combined. A column of length one is the same in every draw. */
import { operations } from "../operations.js";

/** Copies a column; a single value is spread. */
export function transfer(out: Float64Array, from: Float64Array): void {
  if (from.length === out.length) out.set(from);
  else out.fill(from[0]!);
}

/** The kernel of an operation of two arguments. */
export function fillOf(name: "add" | "multiply" | "min" | "max"): (out: Float64Array, a: Float64Array, b: Float64Array) => void {
  const operation = operations[name];
  if (operation.arity !== 2) throw new Error(`The operation ${name} does not take two arguments.`);
  return operation.fill;
}

/** Adds a multiple of a column; a single value is spread. */
export function addScaled(out: Float64Array, from: Float64Array, factor: number): void {
  if (from.length === out.length) for (let i = 0; i < out.length; i++) out[i] = out[i]! + factor * from[i]!;
  else {
    const change = factor * from[0]!;
    for (let i = 0; i < out.length; i++) out[i] = out[i]! + change;
  }
}
