/** The linear memory of a run: columns of numbers at addresses, and the kernels that work on them. */
import { bindKernels, compileKernels } from "../kernels/kernels.js";
import { blockSize } from "../random.js";
import { createMemory, type WasmFunction, type WasmMemory, type WasmModule } from "../wasm/instantiate.js";

const PAGE = 65536;

/** Distance between round places. */
export const roundPlace = 16 * PAGE;

/** A memory with the kernels that are bound to it. */
interface Workshop {
  readonly memory: WasmMemory;
  readonly kernels: Readonly<Record<string, WasmFunction>>;
}

let module: WasmModule | undefined;

/** The module of all kernels, compiled when first asked for. */
export function kernelModule(): WasmModule {
  module ??= compileKernels();
  return module;
}

/** Takes the module of all kernels from another thread, unless this one has compiled its own. */
export function adoptKernels(compiled: WasmModule): void {
  module ??= compiled;
}

/** The workshop of the last run, which serves the next one if it is large enough: touching new memory costs more than computing. */
let spare: Workshop | undefined;

function workshopOf(bytes: number): Workshop {
  const known = spare;
  spare = undefined;
  if (known !== undefined && known.memory.buffer.byteLength >= bytes) return known;
  const memory = createMemory(Math.ceil(bytes / PAGE));
  return { memory, kernels: bindKernels(kernelModule(), memory) };
}

/** Hands out stretches of one memory. Nothing is given back before the arena itself is. */
export class Arena {
  private readonly workshop: Workshop;
  private next = 0;
  private readonly scratches = new Map<string, Float64Array>();
  private readonly tables = new Map<Float64Array, Float64Array>();
  private redoList: Uint32Array | undefined;
  private blockNumber: Uint32Array | undefined;
  private listRoom: Float64Array | undefined;

  /** An arena of at least so many bytes. */
  constructor(bytes: number) {
    this.workshop = workshopOf(bytes);
  }

  get memory(): WasmMemory {
    return this.workshop.memory;
  }

  /** The kernels by name; addresses are places in this memory. */
  get kernels(): Readonly<Record<string, WasmFunction>> {
    return this.workshop.kernels;
  }

  /** Goes on at a round place: what generated functions name does then not move with every cell more or less before it. */
  toRoundPlace(): void {
    this.next = Math.ceil(this.next / roundPlace) * roundPlace;
  }

  /** A column of numbers, none of them set. Its place in memory is its `byteOffset`. */
  column(length: number): Float64Array {
    const column = new Float64Array(this.memory.buffer, this.next, length);
    this.next += Math.ceil(length / 2) * 16;
    return column;
  }

  /** Whether there is room for so many numbers more. */
  hasRoom(length: number): boolean {
    return this.next + 8 * length + 16 <= this.memory.buffer.byteLength;
  }

  /** A column if there is room for it. */
  tryColumn(length: number): Float64Array | undefined {
    return this.hasRoom(length) ? this.column(length) : undefined;
  }

  /** Words of 32 bits. */
  words(length: number): Uint32Array {
    const column = this.column(Math.ceil(length / 2));
    return new Uint32Array(this.memory.buffer, column.byteOffset, length);
  }

  /** A column of block length for passing values on within one instruction; one for each purpose. */
  scratch(purpose: "uniforms" | "sum" | "reached"): Float64Array {
    const known = this.scratches.get(purpose) ?? this.column(blockSize);
    this.scratches.set(purpose, known);
    return known;
  }

  /** Whether a column lies in this memory. */
  holds(column: Float64Array): boolean {
    return column.buffer === this.memory.buffer;
  }

  /** Room for lists that are read before the next are written. */
  lists(length: number): Float64Array {
    this.listRoom ??= this.column(length);
    return this.listRoom;
  }

  /** Where kernels find the number of the present block. */
  block(): Uint32Array {
    this.blockNumber ??= this.words(4);
    return this.blockNumber;
  }

  /** A list of draws for which a kernel asks for help, with room for one more than all. */
  redo(): Uint32Array {
    this.redoList ??= this.words(blockSize + 2);
    return this.redoList;
  }

  /** A table's place in memory, if there is room for it; equal tables share one. */
  table(numbers: Float64Array): Float64Array | undefined {
    const known = this.tables.get(numbers);
    if (known !== undefined) return known;
    const place = this.tryColumn(numbers.length);
    if (place === undefined) return undefined;
    place.set(numbers);
    this.tables.set(numbers, place);
    return place;
  }

  /** The address of a list of the columns' addresses. */
  addresses(columns: readonly Float64Array[]): number {
    const list = this.words(columns.length);
    list.set(columns.map((column) => column.byteOffset));
    return list.byteOffset;
  }

  /** Ends the use of this memory, which the next run may then take. */
  release(): void {
    if (spare === undefined || spare.memory.buffer.byteLength < this.memory.buffer.byteLength) spare = this.workshop;
  }
}
