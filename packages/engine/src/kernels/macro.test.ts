/** Macros written into functions of one's own, with loops, shared values and ordinary and other arguments mixed. */
import { expect, it } from "vitest";
import { exp, ln, pow } from "../elementary.js";
import { erf } from "../special/normal.js";
import { compileModule } from "../wasm/instantiate.js";
import { Module } from "../wasm/module.js";
import { expMacro, lnMacro } from "./elementary-macros.js";
import { column, differences, memory, testNumbers } from "./harness-for-tests.js";
import { bindKernels } from "./kernels.js";
import { inline, macroImports } from "./macro.js";
import { plainOperations } from "./operation-macros.js";
import { powMacro } from "./power-macro.js";
import { erfMacro } from "./special-macros.js";

it("give the bits of the scalar functions within a loop over time", () => {
  const module = new Module(undefined, macroImports);
  module.export("step", ["i32", "i32", "i32"], undefined, (code, x, y, steps) => {
    const level = code.variable("f64x2", code.load("f64x2", x));
    const power = code.load("f64x2", y);
    const left = code.variable("i32", steps);
    code.repeat(() => {
      const now = level.get();
      const grown = inline(module, code, expMacro, now.multiply(0.25));
      const log = inline(module, code, lnMacro, plainOperations.abs.fast(grown.subtract(now)));
      const raised = inline(module, code, powMacro, log.add(3), power);
      level.set(plainOperations.min.fast(raised, inline(module, code, erfMacro, now)).add(now.multiply(0.5)));
      const rest = left.get().subtract(1);
      left.set(rest);
      return rest;
    });
    code.store(x, level.get());
  });
  const { step } = bindKernels(compileModule(module.bytes()), memory);
  const count = 2000;
  const start = testNumbers(count, 3, [
    [-9, 9],
    [0, 1],
  ]);
  const powers = testNumbers(count, 4, [
    [-3, 3],
    [0, 2],
  ]);
  column(8192, count).set(start);
  column(65536, count).set(powers);
  for (let i = 0; i < count; i += 2) step!(8192 + 8 * i, 65536 + 8 * i, 12);
  const expected = start.map((first, i) => {
    let level = first;
    for (let k = 0; k < 12; k++) {
      const log = ln(Math.abs(exp(level * 0.25) - level));
      level = Math.min(pow(log + 3, powers[i]!), erf(level)) + level * 0.5;
    }
    return level;
  });
  expect(differences(column(8192, count), expected)).toEqual([]);
  expect(expected.filter((value) => Number.isFinite(value) && value !== 0).length).toBeGreaterThan(count / 3);
});
