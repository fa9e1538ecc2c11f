/** Kernels that select from columns of any length, in a small module and memory of their own: whoever adds up batches uses them without a run. */
import type { Code } from "../wasm/code.js";
import { compileModule, createMemory, instantiate, type WasmFunction } from "../wasm/instantiate.js";
import { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { F64x2 } from "../wasm/vectors.js";
import { eachRound, places } from "./block.js";

/** How many buckets there are: equal ones between two numbers, one below and one above. */
export const selectionBuckets = 2050;

/** How many numbers are looked at in one call. */
export const selectionChunk = 65_536;

/** Where things stand, in bytes: where the buckets begin, how many there are to 1, two limits, sums and counts beyond these, two words for each bucket, a chunk, and a list with a round to spare. */
const at = {
  first: 0,
  scale: 8,
  low: 16,
  high: 24,
  sums: 32,
  beyond: 160,
  steps: 256,
  counts: 8512,
  chunk: 16_768,
  list: 16_768 + 8 * selectionChunk,
  end: 16_832 + 16 * selectionChunk,
} as const;

/** 2 to the power 52: added to a number from 0 it leaves the nearest whole one in the low bits. */
const TWO_52 = 4503599627370496;

function loadFour(code: Code, address: I32): readonly F64x2[] {
  return places.map((place) => code.load("f64x2", address, at.chunk + place));
}

/** Carries out the body for the number and the address of the bucket of each of so many bytes of the chunk; it never falls as the number rises, and that of NaN is the first. */
function eachBucket(code: Code, bytes: I32, body: (value: F64x2, lane: 0 | 1, entry: I32) => void): void {
  const [first, scale] = [at.first, at.scale].map((place) => code.loadSplat(code.i32(0), place)) as [F64x2, F64x2];
  eachRound(code, bytes, (start) => {
    for (const value of loadFour(code, start)) {
      const place = value
        .subtract(first)
        .multiply(scale)
        .add(1)
        .greater(0)
        .lesser(selectionBuckets - 1);
      const bucket = place.add(TWO_52).asI64x2();
      for (const lane of [0, 1] as const) body(value, lane, bucket.low32(lane).shiftLeft(2));
    }
  });
}

function compile(): Uint8Array<ArrayBuffer> {
  const module = new Module();
  module.export("count", ["i32"], undefined, (code, bytes) => {
    eachBucket(code, bytes, (_value, _lane, entry) => {
      code.store(entry, code.load("i32", entry, at.counts).add(1), at.counts);
    });
  });
  module.export("list", ["i32"], "i32", (code, bytes) => {
    const end = code.variable("i32", code.i32(0));
    eachBucket(code, bytes, (value, lane, entry) => {
      const place = end.get();
      code.store(place, value.lane(lane), at.list);
      end.set(place.add(code.load("i32", entry, at.steps)));
    });
    return end.get().shiftRight(3);
  });
  module.export("addTails", ["i32"], undefined, (code, bytes) => {
    const zero = code.i32(0);
    const [low, high] = [code.loadSplat(zero, at.low), code.loadSplat(zero, at.high)];
    const sums = Array.from({ length: 8 }, (_, k) => code.variable("f64x2", code.load("f64x2", zero, at.sums + 16 * k)));
    const beyond = [0, 1].map((side) => code.variable("i64x2", code.load("i64x2", zero, at.beyond + 16 * side)));
    eachRound(code, bytes, (start) => {
      loadFour(code, start).forEach((value, k) => {
        [value.isLess(low), value.isGreater(high)].forEach((isBeyond, side) => {
          const sum = sums[4 * side + k]!;
          sum.set(sum.get().add(isBeyond.keep(value)));
          beyond[side]!.set(beyond[side]!.get().subtract(isBeyond.asI64x2()));
        });
      });
    });
    sums.forEach((sum, k) => {
      code.store(zero, sum.get(), at.sums + 16 * k);
    });
    beyond.forEach((count, side) => {
      code.store(zero, count.get(), at.beyond + 16 * side);
    });
  });
  return module.bytes();
}

/** The kernels with their memory. All count in bytes of the chunk, whole eights of numbers. */
export interface Selector {
  /** Where the buckets begin, and how many of them there are to 1. */
  readonly range: Float64Array;
  readonly limits: Float64Array;
  /** In eight lanes each, the sums of what is less than the first limit and of what is greater than the second. */
  readonly sums: Float64Array;
  /** How many there were of each, in words of which some are 0. */
  readonly beyond: Uint32Array;
  /** By bucket, 8 where its numbers are listed and 0 where not. */
  readonly steps: Uint32Array;
  readonly counts: Uint32Array;
  readonly chunk: Float64Array;
  readonly listed: Float64Array;
  readonly count: WasmFunction;
  /** Lists the numbers of the chunk that are to be, and says how many. */
  readonly list: WasmFunction;
  readonly addTails: WasmFunction;
}

let selector: Selector | undefined;

/** The one selector there is; it is used up before anyone else can ask. */
export function theSelector(): Selector {
  selector ??= newSelector();
  return selector;
}

function newSelector(): Selector {
  const memory = createMemory(Math.ceil(at.end / 65_536));
  const { count, list, addTails } = instantiate(compileModule(compile()), memory);
  const numbers = (place: number, length: number) => new Float64Array(memory.buffer, place, length);
  const words = (place: number, length: number) => new Uint32Array(memory.buffer, place, length);
  return {
    range: numbers(at.first, 2),
    limits: numbers(at.low, 2),
    sums: numbers(at.sums, 16),
    beyond: words(at.beyond, 8),
    steps: words(at.steps, selectionBuckets),
    counts: words(at.counts, selectionBuckets),
    chunk: numbers(at.chunk, selectionChunk),
    listed: numbers(at.list, selectionChunk),
    count: count!,
    list: list!,
    addTails: addTails!,
  };
}
