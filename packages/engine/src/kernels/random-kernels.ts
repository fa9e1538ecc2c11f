/** Kernels that make columns of uniform numbers, each in the open interval (0, 1). */
import type { Variable } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { I64x2 } from "../wasm/vectors.js";
import { eachIndex, eachRound, places } from "./block.js";

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

/**
 * `digital(out, base, directions, levels, place, bytes)`: the uniforms of a scrambled digital sequence in the block whose number stands at
 * `place`. The words of `base` are changed by eight words in turn: those of `directions`, eight for each of the lowest `levels` bits of
 * the number, joined by exclusive or where the bit is set.
 */
function exportDigital(module: Module): void {
  module.export("digital", ["i32", "i32", "i32", "i32", "i32", "i32"], undefined, (code, out, base, directions, levels, block, bytes) => {
    const offsets = places.map(() => code.variable("i64x2", code.i64x2(0n)));
    const number = code.load("i32", block);
    code.if(levels, () =>
      eachIndex(code, levels, (level) => {
        code.if(code.i32(1).shiftLeft(level).and(number), () => {
          const from = directions.add(level.shiftLeft(6));
          offsets.forEach((offset, k) => {
            offset.set(offset.get().xor(code.load("i64x2", from, places[k]!)));
          });
        });
      }),
    );
    const changes = offsets.map((offset) => offset.get());
    eachRound(code, bytes, (at) => {
      const from = base.add(at);
      const to = out.add(at);
      changes.forEach((change, k) => {
        code.store(to, toUniform(code.load("i64x2", from, places[k]!).xor(change)), places[k]!);
      });
    });
  });
}

/** All kernels of this file. */
export function exportRandomKernels(module: Module): void {
  exportXoshiro(module);
  exportDigital(module);
}
