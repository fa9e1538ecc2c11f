/** Calls of kernels with columns in linear memory. */
import type { Arena } from "./arena.js";
import type { Instruction } from "./instructions.js";

type Column = Float64Array;

/** Whether a column has a number for each draw; one of length one is the same in every draw. */
export function isFull(column: Column): boolean {
  return column.length > 1;
}

/** The call of a kernel of one to four arguments, chosen by which of them are single numbers. At least one is not. */
export function kernel(arena: Arena, name: string, out: Column, arguments_: readonly Column[]): Instruction {
  const layout = arguments_.map((column) => (isFull(column) ? "v" : "s")).join("");
  const run = arena.kernels[arguments_.length === 1 ? name : `${name}_${layout}`];
  if (run === undefined) throw new Error(`There is no kernel ${name} for ${layout}.`);
  const to = out.byteOffset;
  const bytes = out.byteLength;
  const [a, b = 0, c = 0, d = 0] = arguments_.map((column) => column.byteOffset);
  switch (arguments_.length) {
    case 1:
      return () => void run(to, a!, bytes);
    case 2:
      return () => void run(to, a!, b, bytes);
    case 3:
      return () => void run(to, a!, b, c, bytes);
    default:
      return () => void run(to, a!, b, c, d, bytes);
  }
}
