/** Modules made last, by their bytes: a function that has run before runs faster, and the next run of a model, or of one much like it, mostly needs the same ones. */
import { compileModule, type WasmModule } from "./instantiate.js";

/** The most bytes of all modules together. */
const mostBytes = 2_000_000;
const modules: CompiledModule[] = [];
let held = 0;

/** A module with the bytes that it was compiled from. */
export interface CompiledModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly module: WasmModule;
}

/** The modules that are kept, the last one made last. */
export function cachedModules(): readonly CompiledModule[] {
  return modules;
}

/** Keeps modules that another thread has compiled. */
export function adoptModules(compiled: readonly CompiledModule[]): void {
  for (const each of compiled) keep(each);
}

/** The compiled module of these bytes. */
export function cachedModule(bytes: Uint8Array<ArrayBuffer>): WasmModule {
  const at = modules.findIndex((each) => isSame(each.bytes, bytes));
  const [known] = at < 0 ? [] : modules.splice(at, 1);
  if (known !== undefined) held -= bytes.length;
  const made = known ?? { bytes, module: compileModule(bytes) };
  keep(made);
  return made.module;
}

function keep(made: CompiledModule): void {
  modules.push(made);
  held += made.bytes.length;
  while (held > mostBytes && modules.length > 1) held -= modules.shift()!.bytes.length;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
