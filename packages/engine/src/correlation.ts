/**
 * Rank correlation by Gaussian copula: conversion between rank and product-moment correlation, whether a set of correlations can hold
 * together, and the nearest set that can.
 */
import type { Correlation } from "./graph.js";

/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/** Streams that are connected by correlations, with the rank correlation of every pair; a pair that is not stated counts as 0. */
export interface CorrelationGroup {
  readonly names: readonly string[];
  readonly matrix: Matrix;
}

/** Why correlations cannot hold together. `names` are those involved, `nearest` the nearest rank correlations that can, in the order of the question. */
export interface CorrelationProblem {
  readonly conflict: string;
  readonly names: readonly string[];
  readonly nearest: Matrix;
}

/** The product-moment correlation of two normals whose rank correlation is given: 2 sin(pi r / 6) (Pearson 1907). */
export function pearsonOfRank(rank: number): number {
  if (Math.abs(rank) === 1) return rank;
  const angle = (Math.PI * rank) / 6;
  const square = angle * angle;
  let term = angle;
  let sine = angle;
  for (let n = 2; n < 22; n += 2) {
    term *= -square / (n * (n + 1));
    sine += term;
  }
  return 2 * sine;
}

/** The inverse of `pearsonOfRank`: 6 / pi asin(p / 2). */
export function rankOfPearson(pearson: number): number {
  if (Math.abs(pearson) >= 1) return Math.sign(pearson);
  const half = pearson / 2;
  const square = half * half;
  let factor = half;
  let arc = half;
  for (let n = 1; n < 40; n++) {
    factor *= (square * (2 * n - 1)) / (2 * n);
    arc += factor / (2 * n + 1);
  }
  return (6 * arc) / Math.PI;
}

/** The groups of streams that correlations connect, in the order in which their names first come. */
export function correlationGroups(correlations: readonly Correlation[]): readonly CorrelationGroup[] {
  const groups: Set<string>[] = [];
  for (const { left, right } of correlations) {
    const touched = groups.filter((group) => group.has(left) || group.has(right));
    const target = touched[0] ?? new Set<string>();
    if (touched.length === 0) groups.push(target);
    for (const other of touched.slice(1)) {
      for (const name of other) target.add(name);
      groups.splice(groups.indexOf(other), 1);
    }
    target.add(left).add(right);
  }
  return groups.map((group) => {
    const names = [...group];
    const matrix: number[][] = names.map((_, i) => names.map((_, j) => (i === j ? 1 : 0)));
    for (const { left, right, rank } of correlations) {
      const i = names.indexOf(left);
      const j = names.indexOf(right);
      if (i < 0 || i === j) continue;
      matrix[i]![j] = rank;
      matrix[j]![i] = rank;
    }
    return { names, matrix };
  });
}

/** Whether streams that are independent over these dimensions can be paired: the dimensions of one must all be among those of the other. */
export function canCorrelate(left: readonly string[], right: readonly string[]): boolean {
  return left.every((name) => right.includes(name)) || right.every((name) => left.includes(name));
}

/** Eigenvalues and eigenvectors (as columns) of a symmetric matrix, by Jacobi rotations. */
export function eigenOf(matrix: Matrix): { readonly values: readonly number[]; readonly vectors: Matrix } {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, i) => matrix.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) off += a[i]![j]! * a[i]![j]!;
    if (off < 1e-28) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        if (a[p]![q] === 0) continue;
        const theta = (a[q]![q]! - a[p]![p]!) / (2 * a[p]![q]!);
        const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const cosine = 1 / Math.sqrt(tangent * tangent + 1);
        rotate(a, vectors, p, q, cosine, tangent * cosine);
      }
    }
  }
  return { values: a.map((row, i) => row[i]!), vectors };
}

function rotate(a: number[][], vectors: number[][], p: number, q: number, cosine: number, sine: number): void {
  for (const row of a) turn(row, p, q, cosine, sine);
  for (let k = 0; k < a.length; k++) {
    const above = a[p]![k]!;
    const below = a[q]![k]!;
    a[p]![k] = cosine * above - sine * below;
    a[q]![k] = sine * above + cosine * below;
  }
  for (const row of vectors) turn(row, p, q, cosine, sine);
}

function turn(row: number[], p: number, q: number, cosine: number, sine: number): void {
  const left = row[p]!;
  const right = row[q]!;
  row[p] = cosine * left - sine * right;
  row[q] = sine * left + cosine * right;
}

/** The correlation matrix nearest to a symmetric matrix in the Frobenius norm, by alternating projections with Dykstra's correction (Higham 2002). */
export function nearestCorrelation(matrix: Matrix): Matrix {
  const size = matrix.length;
  let y = matrix.map((row) => [...row]);
  let correction = matrix.map((row) => row.map(() => 0));
  for (let round = 0; round < 500; round++) {
    const r = y.map((row, i) => row.map((value, j) => value - correction[i]![j]!));
    const { values, vectors } = eigenOf(r);
    const x = r.map((_, i) =>
      r.map((_, j) => values.reduce((sum, value, k) => sum + Math.max(0, value) * vectors[i]![k]! * vectors[j]![k]!, 0)),
    );
    correction = x.map((row, i) => row.map((value, j) => value - r[i]![j]!));
    y = x.map((row, i) => row.map((value, j) => (i === j ? 1 : (value + x[j]![i]!) / 2)));
    let distance = 0;
    for (let i = 0; i < size; i++) distance = Math.max(distance, Math.abs(x[i]![i]! - 1));
    if (distance < 1e-10) break;
  }
  const lack = Math.max(0, 1e-9 - Math.min(...eigenOf(y).values));
  return y.map((row, i) => row.map((value, j) => (i === j ? 1 : value / (1 + lack))));
}

/** What is wrong with a matrix of rank correlations, in words, or nothing when they can hold together. */
export function correlationProblem(names: readonly string[], matrix: Matrix): CorrelationProblem | undefined {
  const pearson = matrix.map((row) => row.map(pearsonOfRank));
  const { values, vectors } = eigenOf(pearson);
  const least = Math.min(...values);
  if (least > -1e-9) return undefined;
  const nearest = nearestCorrelation(pearson).map((row) => row.map(rankOfPearson));
  const triple = worstTriple(pearson);
  if (triple !== undefined) {
    const [a, b, c] = triple.map((index) => names[index]!) as [string, string, string];
    const [i, j, k] = triple;
    const product = pearson[i]![j]! * pearson[j]![k]!;
    const slack = Math.sqrt((1 - pearson[i]![j]! * pearson[i]![j]!) * (1 - pearson[j]![k]! * pearson[j]![k]!));
    const range = [product - slack, product + slack].map((bound) => written(rankOfPearson(bound)));
    return {
      conflict:
        `With ${a} and ${b} at ${written(matrix[i]![j]!)} and ${b} and ${c} at ${written(matrix[j]![k]!)}, ` +
        `${a} and ${c} must lie between ${range[0]} and ${range[1]}, but they are at ${written(matrix[i]![k]!)}.`,
      names: [a, b, c],
      nearest,
    };
  }
  const direction = values.indexOf(least);
  const involved = names.filter((_, index) => Math.abs(vectors[index]![direction]!) > 0.05);
  return { conflict: `The correlations among ${involved.join(", ")} cannot hold together.`, names: involved, nearest };
}

/** The three of which no three numbers have these correlations, worst first; the weakest pair is the first and the last. */
function worstTriple(pearson: Matrix): readonly [number, number, number] | undefined {
  let worst = -1e-9;
  let triple: readonly [number, number, number] | undefined;
  const size = (i: number, j: number) => Math.abs(pearson[i]![j]!);
  for (let i = 0; i < pearson.length; i++) {
    for (let j = i + 1; j < pearson.length; j++) {
      for (let k = j + 1; k < pearson.length; k++) {
        const [a, b, c] = [pearson[i]![j]!, pearson[j]![k]!, pearson[i]![k]!];
        const determinant = 1 + 2 * a * b * c - a * a - b * b - c * c;
        if (determinant >= worst) continue;
        worst = determinant;
        const weakest = Math.min(size(i, j), size(j, k), size(i, k));
        triple = size(i, k) === weakest ? [i, j, k] : size(i, j) === weakest ? [i, k, j] : [j, i, k];
      }
    }
  }
  return triple;
}

function written(rank: number): string {
  const rounded = Math.round(rank * 100) / 100;
  return String(rounded === 0 ? 0 : rounded).replace("-", "−");
}

/**
 * The rows of a lower triangular matrix that turns independent normals into correlated ones (Cholesky). Row i uses only the earlier
 * columns that `allowed` names; towards the others it is independent given those it uses. Undefined when a row cannot be met.
 */
export function copulaRows(pearson: Matrix, allowed: (row: number, column: number) => boolean): Matrix | undefined {
  const rows: number[][] = [];
  for (let i = 0; i < pearson.length; i++) {
    const row = pearson.map(() => 0);
    let rest = 1;
    for (let j = 0; j < i; j++) {
      if (!allowed(i, j)) continue;
      let value = pearson[i]![j]!;
      for (let k = 0; k < j; k++) value -= row[k]! * rows[j]![k]!;
      const pivot = rows[j]![j]!;
      if (pivot < 1e-9) {
        if (Math.abs(value) > 1e-6) return undefined;
        continue;
      }
      row[j] = value / pivot;
      rest -= row[j]! * row[j]!;
    }
    if (rest < -1e-7) return undefined;
    row[i] = Math.sqrt(Math.max(0, rest));
    rows.push(row);
  }
  return rows;
}
