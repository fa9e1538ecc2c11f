/** Compiling modules and giving them memory. The few names of WebAssembly that are used are declared here, since the package is built without those of any platform. */

/** Linear memory. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A compiled module; it can be sent to workers. */
export type WasmModule = object;

declare const WebAssembly: {
  readonly Memory: new (shape: { initial: number; maximum?: number; shared?: boolean }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: { engine: { memory: WasmMemory }; scalar: Readonly<Record<string, WasmFunction>> },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** What functions of a module look like from outside: numbers in, a number or nothing out. */
export type WasmFunction = (...values: number[]) => number;

let compiles: boolean | undefined;

/** Whether modules can be compiled here: some browsers and policies forbid it. Asked once, with the smallest module that there is. */
export function canCompile(): boolean {
  if (compiles === undefined) {
    try {
      compiles = typeof compileModule(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) === "object";
    } catch {
      compiles = false;
    }
  }
  return compiles;
}

/** New memory of so many pages of 64 KiB. */
export function createMemory(pages: number): WasmMemory {
  return new WebAssembly.Memory({ initial: pages });
}

/** Compiles the bytes of a module, at once. */
export function compileModule(bytes: Uint8Array<ArrayBuffer>): WasmModule {
  return new WebAssembly.Module(bytes);
}

/** The functions of a compiled module, working on a memory and calling the given functions. */
export function instantiate(
  module: WasmModule,
  memory: WasmMemory,
  scalar: Readonly<Record<string, WasmFunction>> = {},
): Readonly<Record<string, WasmFunction>> {
  return new WebAssembly.Instance(module, { engine: { memory }, scalar }).exports as Readonly<Record<string, WasmFunction>>;
}
