/** Cells computed one after the other: what kernels do is called by one generated function, which costs far less than calls from outside. */
import type { Kind } from "../wasm/code.js";
import { instantiate } from "../wasm/instantiate.js";
import { type Imports, Module } from "../wasm/module.js";
import { cachedModule } from "../wasm/module-cache.js";
import type { Arena } from "./arena.js";
import type { Instruction, Machine } from "./instructions.js";
import { isKernelInstruction, type KernelCall } from "./kernel-calls.js";
import { fastInstructionOf } from "./kernel-instructions.js";

/** The instruction that computes these cells, made when first carried out: by then everything certain before it is known. */
export function sequence(machine: Machine, cells: readonly number[]): Instruction {
  let made: Instruction | undefined;
  return () => {
    made ??= compose(machine, cells);
    made();
  };
}

function compose(machine: Machine, cells: readonly number[]): Instruction {
  const instructions = cells.flatMap((cell) => fastInstructionOf(machine, cell) ?? []);
  const { arena } = machine;
  const steps: Instruction[] = arena === undefined ? instructions : joined(arena, instructions);
  return () => {
    for (let step = 0; step < steps.length; step++) steps[step]!();
  };
}

/** Stretches of kernel calls become one instruction each. */
function joined(arena: Arena, instructions: readonly Instruction[]): Instruction[] {
  const steps: Instruction[] = [];
  let calls: KernelCall[] = [];
  const flush = () => {
    if (calls.length > 0) steps.push(driver(arena, calls));
    calls = [];
  };
  for (const instruction of instructions) {
    if (isKernelInstruction(instruction)) calls.push(...instruction.calls);
    else {
      flush();
      steps.push(instruction);
    }
  }
  flush();
  return steps;
}

/** A generated function that makes the calls in turn. Results that ask for something to be done are handed out through `done`. */
function driver(arena: Arena, calls: readonly KernelCall[]): Instruction {
  const imports: Record<string, Imports[string]> = { done: { parameters: ["i32", "i32"], result: undefined } };
  for (const { name, arguments: values, then } of calls)
    imports[name] = { parameters: values.map((): Kind => "i32"), result: then === undefined ? undefined : "i32" };
  const module = new Module(undefined, imports);
  module.export("run", [], undefined, (code) => {
    calls.forEach(({ name, arguments: values, then }, index) => {
      const numbers = values.map((value) => code.i32(value));
      if (then === undefined) code.call(module.imported(name, undefined), ...numbers);
      else {
        const result = code.call(module.imported(name, "i32"), ...numbers);
        code.if(result, () => void code.call(module.imported("done", undefined), code.i32(index), result));
      }
    });
  });
  const given = Object.fromEntries(Object.keys(imports).map((name) => [name, arena.kernels[name]!]));
  const done = (index: number, result: number) => {
    calls[index]!.then!(result);
    return 0;
  };
  return instantiate(cachedModule(module.bytes()), arena.memory, { ...given, done }).run as Instruction;
}
