/** Sums of many columns, and of products of columns, from left to right and several in one pass. Four columns and their sum fit the fastest memory. */
import { fillOf, transfer } from "./columns.js";

type Column = Float64Array;

/** The sum of columns. */
export function sumOf(out: Column, terms: readonly Column[]): () => void {
  const add = fillOf("add");
  const isFull = terms.every((term) => term.length === out.length);
  return () => {
    if (terms.length === 0) out.fill(0);
    else transfer(out, terms[0]!);
    let k = 1;
    if (isFull) for (; k + 3 < terms.length; k += 4) addFour(out, terms[k]!, terms[k + 1]!, terms[k + 2]!, terms[k + 3]!);
    for (; k < terms.length; k++) add(out, out, terms[k]!);
  };
}

function addFour(out: Column, a: Column, b: Column, c: Column, d: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + a[i]! + b[i]! + c[i]! + d[i]!;
}

/** The sum of the products of two lists of columns. */
export function sumOfProducts(out: Column, left: readonly Column[], right: readonly Column[]): () => void {
  const isFull = (factors: readonly Column[]) => factors.every((factor) => factor.length === out.length);
  const isSingle = (factors: readonly Column[]) => factors.every((factor) => factor.length === 1);
  if (isFull(left) && isFull(right)) return fullProducts(out, left, right);
  if (isSingle(left) && isFull(right)) return weighted(out, left, right);
  if (isFull(left) && isSingle(right)) return weighted(out, right, left);
  return () => {
    out.fill(-0);
    for (let k = 0; k < left.length; k++) addProduct(out, left[k]!, right[k]!);
  };
}

function fullProducts(out: Column, left: readonly Column[], right: readonly Column[]): () => void {
  return () => {
    out.fill(-0);
    let k = 0;
    for (; k + 1 < left.length; k += 2) addTwoProducts(out, left[k]!, right[k]!, left[k + 1]!, right[k + 1]!);
    if (k < left.length) addProduct(out, left[k]!, right[k]!);
  };
}

function weighted(out: Column, weights: readonly Column[], terms: readonly Column[]): () => void {
  return () => {
    out.fill(-0);
    let k = 0;
    for (; k + 3 < terms.length; k += 4) {
      addWeighted(
        out,
        weights[k]![0]!,
        terms[k]!,
        weights[k + 1]![0]!,
        terms[k + 1]!,
        weights[k + 2]![0]!,
        terms[k + 2]!,
        weights[k + 3]![0]!,
        terms[k + 3]!,
      );
    }
    for (; k < terms.length; k++) addProduct(out, weights[k]!, terms[k]!);
  };
}

function addTwoProducts(out: Column, a: Column, b: Column, c: Column, d: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + a[i]! * b[i]! + c[i]! * d[i]!;
}

function addWeighted(out: Column, a: number, x: Column, b: number, y: Column, c: number, z: Column, d: number, w: Column): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i]! + a * x[i]! + b * y[i]! + c * z[i]! + d * w[i]!;
}

function addProduct(out: Column, a: Column, b: Column): void {
  const p = a.length === 1 ? 0 : 1;
  const q = b.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) out[i] = out[i]! + a[j]! * b[k]!;
}
