/** Kernels that make columns of uniform numbers, each in the open interval (0, 1). */
import type { Variable } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { I64x2 } from "../wasm/vectors.js";
import { eachRound } from "./block.js";

/** The bits of 1, and 1 - 2^-53. */
const ONE = 0x3ff0000000000000n;
const NEARLY_ONE = 0.9999999999999999;

/**
 * `xoshiro(out, bytes, a, b, c, d)`: uniforms of xoshiro128** (Blackman and Vigna 2018) from the given state, the bits of `fillUniforms`.
 * The upper 26 bits of two outputs in turn make one number.
 */
function exportXoshiro(module: Module): void {
  module.export("xoshiro", ["i32", "i32", "i32", "i32", "i32", "i32"], undefined, (code, out, bytes, ...state) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => code.variable("i32", state[k]!)) as [Word, Word, Word, Word];
    const place = code.variable("i32", out);
    const end = out.add(bytes);
    const step = (): I32 => {
      const [a0, b0, c0, d0] = [a.get(), b.get(), c.get(), d.get()];
      const c1 = c0.xor(a0);
      const d1 = d0.xor(b0);
      a.set(a0.xor(d1));
      b.set(b0.xor(c1));
      c.set(c1.xor(b0.shiftLeft(9)));
      d.set(d1.rotateLeft(11));
      return b0.multiply(5).rotateLeft(7).multiply(9).shiftRight(6);
    };
    code.repeat(() => {
      const at = place.get();
      for (let k = 0; k < 8; k++) {
        const high = step().toI64();
        const low = step().toI64();
        const bits = high.shiftLeft(26n).or(low).or(ONE);
        code.store(at, bits.asF64().subtract(NEARLY_ONE), 8 * k);
      }
      const next = at.add(64);
      place.set(next);
      return next.less(end);
    });
  });
}

type Word = Variable<"i32">;

/** The number in (0, 1) that the upper 52 bits of a word stand for: they and one half, times 2^-52. */
export function toUniform(word: I64x2) {
  return word.shiftRight(12).or(ONE).asF64x2().subtract(NEARLY_ONE);
}

/** `xorShuffle(out, base, offset, bytes)`: uniforms from the 64-bit words of `base`, each changed by one of the eight words of `offset` in turn. */
function exportShuffle(module: Module): void {
  module.export("xorShuffle", ["i32", "i32", "i32", "i32"], undefined, (code, out, base, offset, bytes) => {
    const offsets = [0, 16, 32, 48].map((place) => code.load("i64x2", offset, place));
    eachRound(code, bytes, (at) => {
      const from = base.add(at);
      const to = out.add(at);
      offsets.forEach((change, k) => {
        code.store(to, toUniform(code.load("i64x2", from, 16 * k).xor(change)), 16 * k);
      });
    });
  });
}

/** All kernels of this file. */
export function exportRandomKernels(module: Module): void {
  exportXoshiro(module);
  exportShuffle(module);
}
