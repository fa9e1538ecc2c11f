/** Kernels that turn uniforms into draws by tables: polynomial pieces for continuous distributions, guide tables for discrete ones. */
import type { Code } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import { type F64x2, I64x2, type Mask } from "../wasm/vectors.js";
import { eachRound } from "./block.js";

const HEADER_BYTES = 64;
const PIECE_BYTES = 48;

/** What the kernel keeps of a table's header. */
interface TableHead {
  readonly least: F64x2;
  readonly bits: I32;
  readonly otherBits: I32;
  readonly perSide: I64x2;
  /** Where the piece of number 0 would stand. */
  readonly origin: I32;
}

function readHead(code: Code, table: I32): TableHead {
  const first = code.load("i32", table, 16);
  return {
    least: code.loadSplat(table),
    bits: code.load("i32", table, 8),
    otherBits: code.load("i32", table, 12),
    perSide: I64x2.splat(code.load("i32", table, 20).toI64()),
    origin: table.add(HEADER_BYTES).subtract(first.multiply(PIECE_BYTES)),
  };
}

/** The tabulated quantiles of a pair, operation by operation as `tableQuantile`. */
function tabulated(code: Code, head: TableHead, u: F64x2): F64x2 {
  const tail = head.least.greater(u.lesser(u.subtractFrom(1))).asI64x2();
  const side = u.isGreaterEqual(0.5).asI64x2().and(head.perSide);
  const piece = tail.shiftRight(head.otherBits).add(side);
  const v = tail.shiftLeft(head.bits).and(0xfffffffffffffn).or(0x3ff0000000000000n).asF64x2().subtract(1.5);
  const [left, right] = ([0, 1] as const).map((lane) => piece.low32(lane).multiply(PIECE_BYTES).add(head.origin)) as [I32, I32];
  const terms = [0, 16, 32].map((offset) => {
    const a = code.load("f64x2", left, offset);
    const b = code.load("f64x2", right, offset);
    return a.firsts(b).add(v.multiply(a.seconds(b)));
  });
  const square = v.multiply(v);
  return terms[0]!.add(square.multiply(terms[1]!.add(square.multiply(terms[2]!))));
}

/** Appends the indices of the true lanes of four masks to a list of 32-bit words; returns where the list then ends. */
export function listLanes(code: Code, masks: readonly Mask[], firstIndex: I32, end: I32): I32 {
  let place = end;
  masks.forEach((mask, k) => {
    const bits = mask.bits();
    for (const lane of [0, 1]) {
      code.store(place, firstIndex.add(2 * k + lane));
      place = place.add((lane === 0 ? bits.and(1) : bits.shiftRight(1)).shiftLeft(2));
    }
  });
  return place;
}

/**
 * `quantile(out, u, table, redo, bytes)`: quantiles from a table of `buildQuantileTable`. Where the table has nothing the result is NaN and
 * the index of the draw is written to the list of 32-bit words at `redo`, which needs room for one more than all draws. Returns the length of the list.
 */
function exportQuantile(module: Module): void {
  module.export("quantile", ["i32", "i32", "i32", "i32", "i32"], "i32", (code, out, u, table, redo, bytes) => {
    const head = readHead(code, table);
    const end = code.variable("i32", redo);
    eachRound(code, bytes, (at) => {
      const from = u.add(at);
      const to = out.add(at);
      const missing = [0, 16, 32, 48].map((place) => {
        const value = tabulated(code, head, code.load("f64x2", from, place));
        code.store(to, value, place);
        return value.isNotEqual(value);
      });
      code.if(missing.reduce((some, next) => some.or(next)).any(), () => end.set(listLanes(code, missing, at.shiftRight(3), end.get())));
    });
    return end.get().subtract(redo).shiftRight(2);
  });
}

/**
 * `guided(out, u, table, bytes)`: values from a guide table of `buildGuideTable`, exactly the first whose threshold u does not exceed.
 */
function exportGuided(module: Module): void {
  module.export("guided", ["i32", "i32", "i32", "i32"], undefined, (code, out, u, table, bytes) => {
    const cells = code.load("f64", table);
    const guide = table.add(code.load("i32", table, 8));
    const thresholds = table.add(code.load("i32", table, 12));
    const valuesFrom = code.load("i32", table, 16);
    eachRound(code, bytes, (at) => {
      const from = u.add(at);
      const to = out.add(at);
      for (let k = 0; k < 64; k += 8) {
        const value = code.load("f64", from, k);
        const cell = value.multiply(cells).toI32();
        const place = code.variable("i32", thresholds.add(code.load("i32", guide.add(cell.shiftLeft(2)))));
        code.while(
          () => value.greater(code.load("f64", place.get())),
          () => place.set(place.get().add(8)),
        );
        code.store(to, code.load("f64", place.get().add(valuesFrom)), k);
      }
    });
  });
}

/** All kernels of this file. */
export function exportQuantileKernels(module: Module): void {
  exportQuantile(module);
  exportGuided(module);
}
