/**
 * The operations that work element by element, one record each. A kernel fills a column from columns; an argument of length one is the
 * same in every draw. The loops are written out, one per operation, so that each stays a simple loop over numbers; those of arithmetic take
 * four draws at a time, which is half as fast again.
 */
import { exp, ln, pow } from "./elementary.js";
import type { OperationName } from "./graph.js";

type Column = Float64Array;

/** An operation: how many arguments it takes, what it does, and its kernel. One that `folds` takes further arguments from left to right. */
export type Operation =
  | { readonly arity: 1; readonly folds: false; readonly doc: string; readonly fill: (out: Column, a: Column) => void }
  | { readonly arity: 2; readonly folds: boolean; readonly doc: string; readonly fill: (out: Column, a: Column, b: Column) => void }
  | {
      readonly arity: 3;
      readonly folds: false;
      readonly doc: string;
      readonly fill: (out: Column, a: Column, b: Column, c: Column) => void;
    };

function add(out: Column, a: Column, b: Column): void {
  const count = out.length;
  let i = 0;
  if (a.length === count && b.length === count) {
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! + b[i]!;
      out[i + 1] = a[i + 1]! + b[i + 1]!;
      out[i + 2] = a[i + 2]! + b[i + 2]!;
      out[i + 3] = a[i + 3]! + b[i + 3]!;
    }
    for (; i < count; i++) out[i] = a[i]! + b[i]!;
  } else if (a.length === count) {
    const single = b[0]!;
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! + single;
      out[i + 1] = a[i + 1]! + single;
      out[i + 2] = a[i + 2]! + single;
      out[i + 3] = a[i + 3]! + single;
    }
    for (; i < count; i++) out[i] = a[i]! + single;
  } else {
    const single = a[0]!;
    const stride = b.length === 1 ? 0 : 1;
    for (let j = 0; i < count; i++, j += stride) out[i] = single + b[j]!;
  }
}

function subtract(out: Column, a: Column, b: Column): void {
  const count = out.length;
  let i = 0;
  if (a.length === count && b.length === count) {
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! - b[i]!;
      out[i + 1] = a[i + 1]! - b[i + 1]!;
      out[i + 2] = a[i + 2]! - b[i + 2]!;
      out[i + 3] = a[i + 3]! - b[i + 3]!;
    }
    for (; i < count; i++) out[i] = a[i]! - b[i]!;
  } else if (a.length === count) {
    const single = b[0]!;
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! - single;
      out[i + 1] = a[i + 1]! - single;
      out[i + 2] = a[i + 2]! - single;
      out[i + 3] = a[i + 3]! - single;
    }
    for (; i < count; i++) out[i] = a[i]! - single;
  } else {
    const single = a[0]!;
    const stride = b.length === 1 ? 0 : 1;
    for (let j = 0; i < count; i++, j += stride) out[i] = single - b[j]!;
  }
}

function multiply(out: Column, a: Column, b: Column): void {
  const count = out.length;
  let i = 0;
  if (a.length === count && b.length === count) {
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! * b[i]!;
      out[i + 1] = a[i + 1]! * b[i + 1]!;
      out[i + 2] = a[i + 2]! * b[i + 2]!;
      out[i + 3] = a[i + 3]! * b[i + 3]!;
    }
    for (; i < count; i++) out[i] = a[i]! * b[i]!;
  } else if (a.length === count) {
    const single = b[0]!;
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! * single;
      out[i + 1] = a[i + 1]! * single;
      out[i + 2] = a[i + 2]! * single;
      out[i + 3] = a[i + 3]! * single;
    }
    for (; i < count; i++) out[i] = a[i]! * single;
  } else {
    const single = a[0]!;
    const stride = b.length === 1 ? 0 : 1;
    for (let j = 0; i < count; i++, j += stride) out[i] = single * b[j]!;
  }
}

function divide(out: Column, a: Column, b: Column): void {
  const count = out.length;
  let i = 0;
  if (a.length === count && b.length === count) {
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! / b[i]!;
      out[i + 1] = a[i + 1]! / b[i + 1]!;
      out[i + 2] = a[i + 2]! / b[i + 2]!;
      out[i + 3] = a[i + 3]! / b[i + 3]!;
    }
    for (; i < count; i++) out[i] = a[i]! / b[i]!;
  } else if (a.length === count) {
    const single = b[0]!;
    for (; i + 3 < count; i += 4) {
      out[i] = a[i]! / single;
      out[i + 1] = a[i + 1]! / single;
      out[i + 2] = a[i + 2]! / single;
      out[i + 3] = a[i + 3]! / single;
    }
    for (; i < count; i++) out[i] = a[i]! / single;
  } else {
    const single = a[0]!;
    const stride = b.length === 1 ? 0 : 1;
    for (let j = 0; i < count; i++, j += stride) out[i] = single / b[j]!;
  }
}

function power(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = pow(a[j]!, b[k]!);
}

function minimum(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = Math.min(a[j]!, b[k]!);
}

function maximum(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = Math.max(a[j]!, b[k]!);
}

/** Truth as a number; not a number where either side is none. */
function compared(truth: boolean, a: number, b: number): number {
  return Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : truth ? 1 : 0;
}

function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}

function less(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! < b[k]!, a[j]!, b[k]!);
}

function lessEqual(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! <= b[k]!, a[j]!, b[k]!);
}

function greater(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! > b[k]!, a[j]!, b[k]!);
}

function greaterEqual(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! >= b[k]!, a[j]!, b[k]!);
}

function equal(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! === b[k]!, a[j]!, b[k]!);
}

function notEqual(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = compared(a[j]! !== b[k]!, a[j]!, b[k]!);
}

function and(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = a[j]! === 0 || b[k]! === 0 ? 0 : compared(true, a[j]!, b[k]!);
}

function or(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q)
    out[i] = isTrue(a[j]!) || isTrue(b[k]!) ? 1 : compared(false, a[j]!, b[k]!);
}

function negate(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = -a[i]!;
}

function exponential(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = exp(a[i]!);
}

function logarithm(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = ln(a[i]!);
}

function squareRoot(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]!);
}

function absolute(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.abs(a[i]!);
}

function floor(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.floor(a[i]!);
}

function ceiling(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.ceil(a[i]!);
}

function round(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.round(a[i]!);
}

function not(out: Column, a: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = compared(a[i]! === 0, a[i]!, a[i]!);
}

function conditional(out: Column, condition: Column, then: Column, otherwise: Column): void {
  const p = condition.length === 1 ? 0 : 1;
  const q = then.length === 1 ? 0 : 1;
  const r = otherwise.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0, l = 0; i < out.length; i++, j += p, k += q, l += r) {
    const decides = condition[j]!;
    out[i] = decides === 0 ? otherwise[l]! : isTrue(decides) ? then[k]! : Number.NaN;
  }
}

/** Every operation by its name. Truth is 1, falsehood 0; anything but 0 counts as true. What is not a number makes the result none, unless the other side of `and` or `or` decides. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  add: { arity: 2, folds: true, doc: "The sum.", fill: add },
  subtract: { arity: 2, folds: false, doc: "The first less the second.", fill: subtract },
  multiply: { arity: 2, folds: true, doc: "The product.", fill: multiply },
  divide: { arity: 2, folds: false, doc: "The first over the second.", fill: divide },
  power: { arity: 2, folds: false, doc: "The first to the power of the second.", fill: power },
  negate: { arity: 1, folds: false, doc: "The number with its sign changed.", fill: negate },
  exp: { arity: 1, folds: false, doc: "e to the power of the number.", fill: exponential },
  ln: { arity: 1, folds: false, doc: "The natural logarithm.", fill: logarithm },
  sqrt: { arity: 1, folds: false, doc: "The square root.", fill: squareRoot },
  abs: { arity: 1, folds: false, doc: "The size without the sign.", fill: absolute },
  floor: { arity: 1, folds: false, doc: "The next whole number below.", fill: floor },
  ceil: { arity: 1, folds: false, doc: "The next whole number above.", fill: ceiling },
  round: { arity: 1, folds: false, doc: "The nearest whole number; halves go up.", fill: round },
  min: { arity: 2, folds: true, doc: "The smallest.", fill: minimum },
  max: { arity: 2, folds: true, doc: "The largest.", fill: maximum },
  less: { arity: 2, folds: false, doc: "Whether the first is below the second.", fill: less },
  "less-equal": { arity: 2, folds: false, doc: "Whether the first is not above the second.", fill: lessEqual },
  greater: { arity: 2, folds: false, doc: "Whether the first is above the second.", fill: greater },
  "greater-equal": { arity: 2, folds: false, doc: "Whether the first is not below the second.", fill: greaterEqual },
  equal: { arity: 2, folds: false, doc: "Whether both are the same.", fill: equal },
  "not-equal": { arity: 2, folds: false, doc: "Whether they differ.", fill: notEqual },
  and: { arity: 2, folds: true, doc: "Whether all are true; false where one is false, whatever the others are.", fill: and },
  or: { arity: 2, folds: true, doc: "Whether any is true, whatever the others are.", fill: or },
  not: { arity: 1, folds: false, doc: "Whether it is false.", fill: not },
  if: { arity: 3, folds: false, doc: "The second where the first is true, the third elsewhere.", fill: conditional },
};
