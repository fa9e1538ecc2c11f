/** A WebAssembly module: functions written in the kernel language that share one imported memory. */
import { Bytes } from "./bytes.js";
import { Code, type FunctionReference, type Kind, stackType, type Values, type ValuesOf } from "./code.js";
import { emit } from "./emit.js";
import { valueTypes } from "./opcodes.js";

/** The memory that a module is given: in pages of 64 KiB; a shared one needs its greatest size. */
export interface MemoryShape {
  readonly pages: number;
  readonly most?: number;
  readonly shared?: boolean;
}

const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** The functions that a module is given, by name. */
export type Imports = Readonly<Record<string, { readonly parameters: readonly Kind[]; readonly result: Kind | undefined }>>;

/**
 * Collects functions and turns them into the bytes of a module, which imports its memory as `engine.memory` and its given functions
 * from `scalar`. With a set of `wanted` names, exports of other names are passed over.
 */
export class Module {
  private readonly types: string[] = [];
  private readonly typeOf: number[] = [];
  private readonly bodies: Bytes[] = [];
  private readonly exported: [string, number][] = [];
  private readonly shared = new Map<string, FunctionReference<readonly Kind[], Kind | undefined>>();

  private readonly importedTypes: number[];

  constructor(
    private readonly memory: MemoryShape = { pages: 1 },
    private readonly imports: Imports = {},
    private readonly wanted?: ReadonlySet<string>,
  ) {
    this.importedTypes = Object.values(imports).map(({ parameters, result }) => this.typeIndex(parameters, result));
  }

  private typeIndex(parameters: readonly Kind[], result: Kind | undefined): number {
    const signature = `${parameters.map(stackType).join(" ")}>${result === undefined ? "" : stackType(result)}`;
    const known = this.types.indexOf(signature);
    return known >= 0 ? known : this.types.push(signature) - 1;
  }

  /** A given function with this result. */
  imported<R extends Kind | undefined>(name: string, result: R): FunctionReference<readonly Kind[], R> {
    const index = Object.keys(this.imports).indexOf(name);
    const declared = this.imports[name];
    if (declared === undefined || declared.result !== result) throw new Error(`No function ${name} is given to the module.`);
    return { index, parameters: declared.parameters, result };
  }

  /** Writes a function. `body` receives the parameters and returns the result, if there is one. */
  define<const P extends readonly Kind[], R extends Kind | undefined>(
    parameters: P,
    result: R,
    body: (code: Code, ...values: ValuesOf<P>) => R extends Kind ? Values[R] : void,
  ): FunctionReference<P, R> {
    const code = new Code();
    const value = body(code, ...code.parameters(parameters));
    if (result !== undefined && value !== undefined) code.yield(value);
    this.typeOf.push(this.typeIndex(parameters, result));
    const own = this.bodies.push(emit(code.nodes, parameters.length)) - 1;
    return { index: this.importedTypes.length + own, parameters, result };
  }

  /** Writes a function and exports it under a name, unless others alone are wanted. */
  export<const P extends readonly Kind[], R extends Kind | undefined>(
    name: string,
    parameters: P,
    result: R,
    body: (code: Code, ...values: ValuesOf<P>) => R extends Kind ? Values[R] : void,
  ): void {
    if (this.wanted === undefined || this.wanted.has(name)) this.exported.push([name, this.define(parameters, result, body).index]);
  }

  /** The function known by a key, written when first asked for. */
  once<P extends readonly Kind[], R extends Kind | undefined>(key: string, write: () => FunctionReference<P, R>): FunctionReference<P, R> {
    const known = this.shared.get(key) ?? write();
    this.shared.set(key, known);
    return known as FunctionReference<P, R>;
  }

  /** The finished module. */
  bytes(): Uint8Array<ArrayBuffer> {
    const out = new Bytes(4096);
    out.append(HEADER);
    const section = (id: number, write: (part: Bytes) => void): void => {
      const part = new Bytes(4096);
      write(part);
      out.byte(id);
      out.sized(part);
    };
    section(1, (part) => {
      part.unsigned(this.types.length);
      for (const type of this.types) writeType(part, type);
    });
    section(2, (part) => {
      part.unsigned(1 + this.importedTypes.length);
      Object.keys(this.imports).forEach((name, index) => {
        part.name("scalar");
        part.name(name);
        part.byte(0);
        part.unsigned(this.importedTypes[index]!);
      });
      part.name("engine");
      part.name("memory");
      part.byte(2);
      const { pages, most, shared } = this.memory;
      part.byte(most === undefined ? 0 : shared ? 3 : 1);
      part.unsigned(pages);
      if (most !== undefined) part.unsigned(most);
    });
    section(3, (part) => {
      part.unsigned(this.typeOf.length);
      for (const type of this.typeOf) part.unsigned(type);
    });
    section(7, (part) => {
      part.unsigned(this.exported.length);
      for (const [name, index] of this.exported) {
        part.name(name);
        part.byte(0);
        part.unsigned(index);
      }
    });
    section(10, (part) => {
      part.unsigned(this.bodies.length);
      for (const body of this.bodies) part.sized(body);
    });
    return new Uint8Array(out.view());
  }
}

function writeType(part: Bytes, signature: string): void {
  part.byte(0x60);
  for (const side of signature.split(">")) {
    const names = side === "" ? [] : side.split(" ");
    part.unsigned(names.length);
    for (const name of names) part.byte(valueTypes[name as keyof typeof valueTypes]);
  }
}
