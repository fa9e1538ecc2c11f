/** Modules made last, by their bytes: a function that has run before runs faster, and the next run of a model mostly needs the same ones. */
import { compileModule, type WasmModule } from "./instantiate.js";

const mostModules = 24;
const modules: CompiledModule[] = [];

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
  modules.push(...compiled);
  modules.splice(0, modules.length - mostModules);
}

/** The compiled module of these bytes. */
export function cachedModule(bytes: Uint8Array<ArrayBuffer>): WasmModule {
  const at = modules.findIndex((each) => isSame(each.bytes, bytes));
  const [known] = at < 0 ? [] : modules.splice(at, 1);
  const made = known ?? { bytes, module: compileModule(bytes) };
  modules.push(made);
  if (modules.length > mostModules) modules.shift();
  return made.module;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
