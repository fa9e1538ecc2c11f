/** The linear memory of a run: columns of numbers at addresses, so that kernels can work on them. */
import { createMemory, type WasmMemory } from "../wasm/instantiate.js";

const PAGE = 65536;

/** The memory of the last run, which serves the next one if it is large enough: touching new memory costs more than computing. */
let spare: WasmMemory | undefined;

/** Hands out stretches of one memory. Nothing is given back before the arena itself is. */
export class Arena {
  readonly memory: WasmMemory;
  private next = 0;

  /** An arena of at least so many bytes. */
  constructor(bytes: number) {
    const isEnough = spare !== undefined && spare.buffer.byteLength >= bytes;
    this.memory = isEnough ? spare! : createMemory(Math.ceil(bytes / PAGE));
    spare = undefined;
  }

  /** A column of numbers, none of them set. Its place in memory is its `byteOffset`. */
  column(length: number): Float64Array {
    const column = new Float64Array(this.memory.buffer, this.next, length);
    this.next += Math.ceil(length / 2) * 16;
    return column;
  }

  /** Whether a column lies in this memory. */
  holds(column: Float64Array): boolean {
    return column.buffer === this.memory.buffer;
  }

  /** Ends the use of this memory. */
  release(): void {
    if (spare === undefined || spare.buffer.byteLength < this.memory.buffer.byteLength) spare = this.memory;
  }
}
