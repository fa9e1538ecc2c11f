/** Modules made last, by their bytes: a function that has run before runs faster, and the next run of a model, or of one much like it, mostly needs the same ones. */
import { compileModule, type WasmModule } from "./instantiate.js";

/** The most bytes of all modules together. */
const mostBytes = 2_000_000;
const modules: { readonly bytes: Uint8Array; readonly module: WasmModule }[] = [];
let held = 0;

/** The compiled module of these bytes. */
export function cachedModule(bytes: Uint8Array<ArrayBuffer>): WasmModule {
  const at = modules.findIndex((each) => isSame(each.bytes, bytes));
  const [known] = at < 0 ? [] : modules.splice(at, 1);
  const made = known ?? { bytes, module: compileModule(bytes) };
  modules.push(made);
  if (known === undefined) held += bytes.length;
  while (held > mostBytes && modules.length > 1) held -= modules.shift()!.bytes.length;
  return made.module;
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
