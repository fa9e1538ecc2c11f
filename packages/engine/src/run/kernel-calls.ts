/** Calls of kernels with columns in linear memory. */
import type { Arena } from "./arena.js";
import type { Instruction } from "./instructions.js";

type Column = Float64Array;

/** One call: a kernel by its name with whole numbers, and what to do with the result where it gives one that is not zero. */
export interface KernelCall {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly then?: (result: number) => void;
}

/** An instruction that does nothing but call kernels, which may therefore be called from generated code instead. */
export interface KernelInstruction extends Instruction {
  readonly calls: readonly KernelCall[];
}

/** The instruction of these calls. */
export function callKernels(arena: Arena, calls: readonly KernelCall[]): KernelInstruction {
  const steps = calls.map(({ name, arguments: values, then }) => {
    const run = arena.kernels[name];
    if (run === undefined) throw new Error(`There is no kernel ${name}.`);
    return () => {
      const result = run(...values);
      if (then !== undefined && result !== 0) then(result);
    };
  });
  return Object.assign(
    () => {
      for (let step = 0; step < steps.length; step++) steps[step]!();
    },
    { calls },
  );
}

/** Whether an instruction does nothing but call kernels. */
export function isKernelInstruction(instruction: Instruction): instruction is KernelInstruction {
  return "calls" in instruction;
}

/** Instructions one after the other; of kernels alone if all are. */
export function inTurn(arena: Arena, instructions: readonly Instruction[]): Instruction {
  if (instructions.every(isKernelInstruction))
    return callKernels(
      arena,
      instructions.flatMap(({ calls }) => calls),
    );
  return () => {
    for (let step = 0; step < instructions.length; step++) instructions[step]!();
  };
}

/** Whether a column has a number for each draw; one of length one is the same in every draw. */
export function isFull(column: Column): boolean {
  return column.length > 1;
}

/** The call of a kernel of one to four arguments, chosen by which of them are single numbers. At least one is not. */
export function kernel(arena: Arena, name: string, out: Column, arguments_: readonly Column[]): KernelInstruction {
  const layout = arguments_.map((column) => (isFull(column) ? "v" : "s")).join("");
  const addresses = arguments_.map((column) => column.byteOffset);
  const call = { name: arguments_.length === 1 ? name : `${name}_${layout}`, arguments: [out.byteOffset, ...addresses, out.byteLength] };
  return callKernels(arena, [call]);
}
