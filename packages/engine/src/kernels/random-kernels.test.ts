/** Kernels for uniforms against `fillUniforms` and against arithmetic on big integers. */
import { describe, expect, it } from "vitest";
import { fillUniforms, streamKey } from "../random.js";
import { column, kernel, memory, wordSource } from "./harness-for-tests.js";

function rotate(word: bigint, by: bigint): bigint {
  return BigInt.asUintN(32, (word << by) | (word >> (32n - by)));
}

/** xoshiro128** as published, on big integers. */
function* xoshiro(state: readonly number[]): Generator<bigint> {
  let [a = 0n, b = 0n, c = 0n, d = 0n] = state.map((word) => BigInt(word >>> 0));
  for (;;) {
    yield BigInt.asUintN(32, rotate(BigInt.asUintN(32, b * 5n), 7n) * 9n);
    const shifted = BigInt.asUintN(32, b << 9n);
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11n);
  }
}

function uniformOf(words: Generator<bigint>): number {
  const high = words.next().value >> 6n;
  const low = words.next().value >> 6n;
  return (Number((high << 26n) | low) + 0.5) / 4503599627370496;
}

function mixed(word: number): number {
  let result = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  result = Math.imul(result ^ (result >>> 13), 0xc2b2ae35);
  return result ^ (result >>> 16);
}

/** The generator's state at the start of a block: the key with two more words absorbed, as `random.ts` seeds it. */
function blockState(key: Uint32Array, block: number): number[] {
  let [a, b, c, d] = [key[0]!, key[1]!, key[2]!, key[3]!];
  for (const word of [block, 0x5bd1e995]) {
    const first = mixed(a ^ Math.imul(word, 0xcc9e2d51));
    const second = mixed((b ^ Math.imul(word, 0x1b873593)) + first);
    const third = mixed((c ^ Math.imul(word, 0x38b34ae5)) + second);
    const fourth = mixed((d ^ Math.imul(word, 0xa1e38b93)) + third);
    [a, b, c, d] = [first + fourth, second, third, fourth].map((value) => value | 0) as [number, number, number, number];
  }
  return [a, b, c, d];
}

describe("xoshiro", () => {
  it("gives the published sequence", () => {
    const state = [0x12345678, -0x1edcba98, 77, 0x80000001 | 0];
    kernel("xoshiro")(4096, 512 * 8, ...state);
    const words = xoshiro(state);
    expect(Array.from(column(4096, 512))).toEqual(Array.from({ length: 512 }, () => uniformOf(words)));
  });

  it("gives the uniforms of a block of a stream", () => {
    const key = streamKey(7, ["a"]);
    const expected = new Float64Array(512);
    fillUniforms(expected, key, 3);
    kernel("xoshiro")(4096, 512 * 8, ...blockState(key, 3));
    expect(Array.from(column(4096, 512))).toEqual(Array.from(expected));
  });
});

describe("digital", () => {
  it("changes each word by one of eight", () => {
    const next = wordSource(9);
    const words = new BigUint64Array(memory.buffer, 8192, 520);
    for (let i = 0; i < words.length; i++) words[i] = (BigInt(next()) << 32n) | BigInt(next());
    words[0] = words[512]!;
    words[1] = words[513]! ^ 0xffffffffffffffffn;
    new Int32Array(memory.buffer, 8192 + 8192, 1)[0] = 1;
    kernel("digital")(32768, 8192, 8192 + 4096, 1, 8192 + 8192, 4096);
    const expected = Array.from({ length: 512 }, (_, i) => (Number((words[i]! ^ words[512 + (i & 7)]!) >> 12n) + 0.5) / 4503599627370496);
    expect(Array.from(column(32768, 512))).toEqual(expected);
    expect(expected.slice(0, 2)).toEqual([1.1102230246251565e-16, 0.9999999999999999]);
  });
});
