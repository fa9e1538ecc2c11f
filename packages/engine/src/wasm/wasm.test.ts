/** The kernel language, tested by running what it writes. */
import { describe, expect, it } from "vitest";
import { Bytes } from "./bytes.js";
import { compileModule, createMemory, instantiate } from "./instantiate.js";
import { Module } from "./module.js";
import type { I32 } from "./scalars.js";
import { F64x2, I64x2 } from "./vectors.js";

function run(write: (module: Module) => void) {
  const module = new Module();
  write(module);
  const memory = createMemory(1);
  const functions = instantiate(compileModule(module.bytes()), memory);
  return { functions, numbers: new Float64Array(memory.buffer), words: new BigUint64Array(memory.buffer) };
}

describe("number encodings", () => {
  it("follow the examples of LEB128 in the DWARF 4 standard, figures 22 and 23", () => {
    const write = (put: (bytes: Bytes) => void) => {
      const bytes = new Bytes(1);
      put(bytes);
      return [...bytes.view()];
    };
    expect([2, 127, 128, 129, 130, 12857].map((n) => write((bytes) => bytes.unsigned(n)))).toEqual([
      [2],
      [127],
      [0x80, 1],
      [0x81, 1],
      [0x82, 1],
      [57 + 0x80, 100],
    ]);
    const signed = [[2], [0x7e], [127 + 0x80, 0], [1 + 0x80, 0x7f], [0x80, 1], [0x80, 0x7f], [1 + 0x80, 1], [127 + 0x80, 0x7e]];
    const numbers = [2, -2, 127, -127, 128, -128, 129, -129];
    expect(numbers.map((n) => write((bytes) => bytes.signed(n)))).toEqual(signed);
    expect(numbers.map((n) => write((bytes) => bytes.signed64(BigInt(n))))).toEqual(signed);
    expect(write((bytes) => bytes.unsigned(0xffffffff))).toEqual([0xff, 0xff, 0xff, 0xff, 0x0f]);
  });
});

describe("functions", () => {
  it("compute with scalars", () => {
    const { functions } = run((module) => {
      module.export("whole", ["i32", "i32"], "i32", (_, a, b) => a.multiply(b).add(a.rotateLeft(7)).xor(b.shiftRight(3)).subtract(-5));
      module.export("real", ["f64", "f64"], "f64", (_, a, b) => a.multiply(b).subtract(a.divide(b)).add(-0.1));
      module.export("bits", ["f64"], "f64", (_, a) =>
        a
          .asI64()
          .xor(1n << 63n)
          .asF64(),
      );
      module.export("wide", ["i32"], "f64", (_, a) =>
        a
          .toI64()
          .shiftLeft(30n)
          .or(5n)
          .and((1n << 60n) - 1n)
          .shiftRight(1n)
          .toI32()
          .toF64(),
      );
    });
    const [a, b] = [123456789, -987654321];
    expect(functions.whole!(a, b)).toBe(((Math.imul(a, b) + ((a << 7) | (a >>> 25))) ^ (b >>> 3)) + 5);
    expect(functions.real!(3.25, -7.5)).toBe(3.25 * -7.5 - 3.25 / -7.5 + -0.1);
    expect(functions.bits!(2.5)).toBe(-2.5);
    expect(functions.wide!(3)).toBe(Number((((3n << 30n) | 5n) >> 1n) & 0xffffffffn));
  });

  it("loop, branch, choose and call", () => {
    const { functions } = run((module) => {
      const half = module.define(["i32"], "i32", (_, n) => n.shiftRight(1));
      module.export("collatz", ["i32"], "i32", (code, start) => {
        const n = code.variable("i32", start);
        const steps = code.variable("i32", code.i32(0));
        code.while(
          () => n.get().notEqual(1),
          () => {
            const now = n.get();
            const next = code.choose(
              "i32",
              now.and(1),
              () => now.multiply(3).add(1),
              () => code.call(half, now),
            );
            n.set(next);
            steps.set(steps.get().add(1));
          },
        );
        return steps.get();
      });
      module.export("sign", ["f64"], "i32", (code, x) => {
        const sign = code.variable("i32", code.i32(0));
        code.if(
          x.greater(0),
          () => sign.set(code.i32(1)),
          () => code.if(x.less(0), () => sign.set(code.i32(-1))),
        );
        return sign.get();
      });
    });
    expect([1, 6, 27, 97].map((n) => functions.collatz!(n))).toEqual([0, 8, 111, 118]);
    expect([2.5, -0.1, 0].map((x) => functions.sign!(x))).toEqual([1, -1, 0]);
  });

  it("keep values across loops and later writes", () => {
    const { functions } = run((module) => {
      module.export("f", ["f64", "i32"], "f64", (code, x, rounds) => {
        const once = x.multiply(3);
        const counter = code.variable("i32", rounds);
        const total = code.variable("f64", x);
        code.repeat(() => {
          const before = total.get();
          total.set(before.add(once));
          total.set(total.get().add(before.subtract(before)));
          const left: I32 = counter.get().subtract(1);
          counter.set(left);
          return left;
        });
        return total.get().subtract(x);
      });
    });
    expect(functions.f!(2, 5)).toBe(30);
  });

  it("compute with pairs, in memory", () => {
    const { functions, numbers, words } = run((module) => {
      module.export("pairs", ["i32"], undefined, (code, at) => {
        const a = code.load("f64x2", at);
        const b = code.load("f64x2", at, 16);
        code.store(at, a.isLess(b).select(a.add(b), a.multiply(-0)), 32);
        code.store(at, a.firsts(b), 48);
        code.store(at, a.seconds(b), 64);
        code.store(
          at,
          a
            .asI64x2()
            .shiftRight(52)
            .add(1n)
            .xor(I64x2.splat(b.lane(1).asI64())),
          80,
        );
        code.store(at, a.sqrt().lane(1), 96);
        code.store(at, F64x2.splat(a.lane(0)).min(b), 104);
        code.store(at, a.isEqual(b).or(a.isGreater(2)).bits().add(a.isGreater(0).all().shiftLeft(4)).toF64(), 120);
      });
    });
    numbers.set([1, 9, 4, 8], 8);
    functions.pairs!(64);
    expect([...numbers.subarray(12, 18)]).toEqual([5, -0, 1, 4, 9, 8]);
    expect([...words.subarray(18, 20)]).toEqual([(0x3ffn + 1n) ^ 0x4020000000000000n, (0x402n + 1n) ^ 0x4020000000000000n]);
    expect([...numbers.subarray(20, 24)]).toEqual([3, 1, 1, 0b10 + 16]);
  });

  it("may be long and deep without slowing down", () => {
    const length = 100_000;
    const { functions } = run((module) => {
      module.export("long", ["f64"], "f64", (_, x) => {
        let sum = x;
        for (let k = 1; k < length; k++) sum = sum.add(k % 3 === 0 ? x : 1);
        return sum;
      });
    });
    const threes = Math.floor((length - 1) / 3);
    expect(functions.long!(0.5)).toBe(0.5 * (threes + 1) + (length - 1 - threes));
  });
});

it("a module may be limited to wanted exports", () => {
  const module = new Module(undefined, {}, new Set(["kept"]));
  module.export("left", ["i32"], "i32", (_, a) => a.add(1));
  module.export("kept", ["i32"], "i32", (_, a) => a.add(2));
  const functions = instantiate(compileModule(module.bytes()), createMemory(1));
  expect(Object.keys(functions)).toEqual(["kept"]);
  expect(functions.kept!(3)).toBe(5);
});
