/**
 * Rank correlation by Gaussian copula: conversion between rank and product-moment correlation, whether a set of correlations can hold
 * together, and the nearest set that can.
 */
import type { Correlation } from "./graph.js";
import { eigenOf, eigenvalueTolerance, isPossible, type Matrix, nearestCorrelation } from "./sampling/nearest-correlation.js";

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

/** Rank correlations that hold together, in two decimals and close to those given, which hold together without rounding. */
export function roundedCorrelations(ranks: Matrix): Matrix {
  for (let share = 0; share < 1; share += 0.005) {
    const rounded = ranks.map((row, i) => row.map((value, j) => (i === j ? 1 : Math.round(value * (1 - share) * 100) / 100)));
    if (isPossible(rounded.map((row) => row.map(pearsonOfRank)))) return rounded;
  }
  return ranks.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
}

/** What is wrong with a matrix of rank correlations, in words, or nothing when they can hold together. */
export function correlationProblem(names: readonly string[], matrix: Matrix): CorrelationProblem | undefined {
  const pearson = matrix.map((row) => row.map(pearsonOfRank));
  if (isPossible(pearson)) return undefined;
  const nearest = nearestCorrelation(pearson).map((row) => row.map(rankOfPearson));
  const set = conflictingSet(pearson);
  const involved = set.map((index) => names[index]!);
  return {
    conflict: wordsOf(names, matrix, set) ?? `The correlations among ${involved.join(", ")} cannot hold together.`,
    names: involved,
    nearest,
  };
}

/** How many sets of names are looked at in search of the smallest conflict. */
const searchLimit = 20_000;

/**
 * The fewest streams whose correlations alone cannot hold together, the weakest pair first and last; among sets of one size the one that is
 * furthest from possible. When the search would be too long, a set from which no stream can be left out.
 */
function conflictingSet(pearson: Matrix): readonly number[] {
  const least = (set: readonly number[]) => Math.min(...eigenOf(set.map((i) => set.map((j) => pearson[i]![j]!))).values);
  const isConflict = (set: readonly number[]) => least(set) <= -eigenvalueTolerance;
  let found: readonly number[] = pearson.map((_, index) => index);
  for (const index of [...found].reverse()) {
    const without = found.filter((other) => other !== index);
    if (isConflict(without)) found = without;
  }
  let looked = 0;
  for (let size = 2; size < found.length && looked < searchLimit; size++) {
    const worst: { set?: readonly number[]; value: number } = { value: -eigenvalueTolerance };
    for (const set of subsets(pearson.length, size)) {
      if (++looked > searchLimit) break;
      const value = least(set);
      if (value < worst.value) Object.assign(worst, { set, value });
    }
    if (worst.set !== undefined) found = worst.set;
  }
  return weakestOutside(pearson, found);
}

/** Every set of so many of the first `count` whole numbers, in ascending order. */
function* subsets(count: number, size: number, from = 0): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (let first = from; first <= count - size; first++) for (const rest of subsets(count, size - 1, first + 1)) yield [first, ...rest];
}

function weakestOutside(pearson: Matrix, set: readonly number[]): readonly number[] {
  let [first, last] = [set[0]!, set[set.length - 1]!];
  for (const i of set) {
    for (const j of set.filter((other) => other > i)) {
      const [value, weakest] = [pearson[i]![j]!, pearson[first]![last]!];
      if (Math.abs(value) < Math.abs(weakest) || (value < weakest && value === -weakest)) [first, last] = [i, j];
    }
  }
  return [first, ...set.filter((index) => index !== first && index !== last), last];
}

/** Between which values the first and the last of a set must lie when its other correlations stay, in words; nothing when those alone cannot. */
function wordsOf(names: readonly string[], ranks: Matrix, set: readonly number[]): string | undefined {
  const first = set[0]!;
  const last = set[set.length - 1]!;
  const between = set.slice(1, -1);
  const factor = (end: number) => {
    const order = [...between, end];
    return copulaRows(
      order.map((i) => order.map((j) => pearsonOfRank(ranks[i]![j]!))),
      () => true,
    )?.[between.length];
  };
  const [left, right] = [factor(first), factor(last)];
  if (left === undefined || right === undefined) return undefined;
  const product = between.reduce((sum, _, index) => sum + left[index]! * right[index]!, 0);
  const slack = left[between.length]! * right[between.length]!;
  const range = [product - slack, product + slack].map(rankOfPearson) as [number, number];
  const is = ranks[first]![last]!;
  let decimals = 2;
  while (
    decimals < 6 &&
    Number(fixed(is, decimals)) >= Number(fixed(range[0], decimals)) &&
    Number(fixed(is, decimals)) <= Number(fixed(range[1], decimals))
  )
    decimals++;
  const written = (rank: number) => fixed(rank, decimals).replace("-", "−");
  const pair = (i: number, j: number) => `${names[i]!} and ${names[j]!} at ${written(ranks[i]![j]!)}`;
  const middle = between[0];
  const given =
    between.length === 1 && middle !== undefined
      ? `With ${pair(first, middle)} and ${pair(middle, last)}`
      : `With the other correlations among ${set.map((index) => names[index]!).join(", ")} as they are`;
  return `${given}, ${names[first]!} and ${names[last]!} must lie between ${written(range[0])} and ${written(range[1])}, but they are at ${written(is)}.`;
}

/** A number rounded to so many decimals, without zeros at its end. */
function fixed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)) + 0);
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
