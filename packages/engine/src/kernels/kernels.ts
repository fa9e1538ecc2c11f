/** Kernels in one module. Addresses and lengths are in bytes; columns begin at multiples of 16 and hold whole multiples of eight numbers. */
import { compileModule, instantiate, type WasmFunction, type WasmMemory, type WasmModule } from "../wasm/instantiate.js";
import { type MemoryShape, Module } from "../wasm/module.js";
import { exportLoops, macroLoop } from "./block.js";
import { exportColumnKernels } from "./column-kernels.js";
import { exportDirectKernels } from "./direct-kernels.js";
import { expm1Macro, log1pMacro, tanhMacro } from "./elementary-macros.js";
import { macroImports } from "./macro.js";
import { functionOperations, plainOperations } from "./operation-macros.js";
import { powMacro, rootMacro } from "./power-macro.js";
import { exportQuantileKernels } from "./quantile-kernels.js";
import { exportRandomKernels } from "./random-kernels.js";
import { scalarFunctions } from "./scalar-functions.js";
import { cosMacro, erfMacro, lgammaMacro, normalCdfMacro, normalQuantileMacro, sinMacro } from "./special-macros.js";
import { exportStatisticsKernels } from "./statistics-kernels.js";

/** Functions beside those of the graph's operations, each exported under its own name. */
const functionMacros = [expm1Macro, log1pMacro, tanhMacro, erfMacro, normalCdfMacro, normalQuantileMacro, lgammaMacro, sinMacro, cosMacro];

function exportOperations(module: Module): void {
  for (const [name, macro] of Object.entries(plainOperations)) exportLoops(module, name, macro, macro.arity);
  exportLoops(module, "exp", functionOperations.exp, 1);
  exportLoops(module, "ln", functionOperations.ln, 1);
  for (const macro of functionMacros) exportLoops(module, macro.name, macro, 1);
  exportPower(module);
}

/** Powers with one exponent for all draws have loops of their own for squares and square roots. */
function exportPower(module: Module): void {
  exportLoops(module, "power", powMacro, 2, ["vv", "sv"]);
  module.export("power_vs", ["i32", "i32", "i32", "i32"], undefined, (code, out, a, b, bytes) => {
    const y = code.load("f64", b);
    const loop = (macro: Parameters<typeof macroLoop>[2]) => () => macroLoop(module, code, macro, "vs", out, [a, b], bytes);
    code.if(y.equal(2), loop({ fast: (x) => x.multiply(x) }), () => code.if(y.equal(0.5), loop(rootMacro), loop(powMacro)));
  });
}

/** The bytes of a module with the kernels of the given names, or with all. */
export function kernelBytes(names?: ReadonlySet<string>, memory?: MemoryShape): Uint8Array<ArrayBuffer> {
  const module = new Module(memory, macroImports, names);
  exportOperations(module);
  exportColumnKernels(module);
  exportDirectKernels(module);
  exportRandomKernels(module);
  exportQuantileKernels(module);
  exportStatisticsKernels(module);
  return module.bytes();
}

/** The module with the kernels of the given names, or with all, compiled. */
export function compileKernels(names?: ReadonlySet<string>, memory?: MemoryShape): WasmModule {
  return compileModule(kernelBytes(names, memory));
}

/** The functions of a compiled module, of kernels or generated, working on a memory. */
export function bindKernels(module: WasmModule, memory: WasmMemory): Readonly<Record<string, WasmFunction>> {
  return instantiate(module, memory, scalarFunctions);
}
