/**
 * Sobol' indices of first, second and total order from two independent samples A and B whose columns change places (Saltelli et al. 2010,
 * Jansen 1999), each with its interval. From columns of outputs; a graph or a function is evaluated in `sobol-of-model.ts`.
 */
import { replicateCount } from "../random.js";
import type { Unsuitable } from "./draws.js";
import { type Interval, intervalOfError, intervalOfReplicates, square } from "./intervals.js";

/** One output at the rows of the design. All columns have one length. */
export interface SobolColumns {
  /** At the rows of A, and at those of B. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** For each input at the rows of A with that input from B. */
  readonly mixed: readonly Float64Array[];
  /** For each input at the rows of B with that input from A: needed for the second order alone. */
  readonly reverse?: readonly Float64Array[];
}

/** How much of an output's variance comes from one input: by itself, and with all interactions in which it takes part. */
export interface SobolIndex {
  readonly name: string;
  readonly first: Interval;
  readonly total: Interval;
}

/** The interaction of two inputs beyond what each does by itself. */
export interface SobolPair {
  readonly left: string;
  readonly right: string;
  readonly second: Interval;
}

/** The indices of one output. */
export interface SobolIndices {
  readonly inputs: readonly SobolIndex[];
  /** Every pair of inputs; only where `reverse` was given. */
  readonly pairs?: readonly SobolPair[];
  readonly mean: number;
  readonly variance: number;
  /** At most 1 but for chance; what is missing is interaction. */
  readonly sumOfFirst: Interval;
  /** At least 1 but for chance. */
  readonly sumOfTotals: Interval;
  /** Whether one single row makes up more than a twentieth of the variance, so that neither indices nor their intervals can be relied on. */
  readonly isHeavyTailed: boolean;
}

/** How the rows were drawn. */
export interface SobolOptions {
  /** The names of inputs; numbers from 1 unless said. */
  readonly names?: readonly string[];
  /** Whether row k belongs to replicate k % 8 of a randomised sequence; independent rows unless said. */
  readonly replicated?: boolean;
}

/** The fewest rows for which there is an answer. */
const fewestRows = 64;

/** The indices of one output: unsuitable where it is constant or not finite, or where there are too few rows. */
export function sobolIndices(columns: SobolColumns, { names, replicated = false }: SobolOptions = {}): SobolIndices | Unsuitable {
  const { first, second, mixed, reverse } = columns;
  const base = baseOf(first, second);
  if ("kind" in base) return base;
  const passes = mixed.map((column) => passOver(base, column, !replicated));
  const closed = reverse?.flatMap((column, left) =>
    mixed.slice(left + 1).map((other, index) => ({ left, right: left + 1 + index, sums: productOf(base, column, other, !replicated) })),
  );
  return indicesOf(base, passes, closed, names ?? mixed.map((_, index) => String(index + 1)), replicated);
}

/** The indices from passes over the columns of all inputs. */
export function indicesOf(
  base: Base,
  passes: readonly Pass[],
  closed: readonly { readonly left: number; readonly right: number; readonly sums: Sums }[] | undefined,
  names: readonly string[],
  replicated: boolean,
): SobolIndices | Unsuitable {
  if (passes.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const areNumbers = passes.every(({ first, total }) => [first, total].every(({ replicates }) => replicates.every(Number.isFinite)));
  if (!areNumbers) return { kind: "unsuitable", reason: "not-finite" };
  const estimate = (sums: Sums): Interval => {
    const { value, replicates } = ratio(base, sums);
    return replicated ? intervalOfReplicates(value, replicates) : intervalOfError(value, errorOfRatio(base, sums, value));
  };
  const pairs = closed?.map(({ left, right, sums }) => {
    const beyond = addUp([sums, passes[left]!.first, passes[right]!.first], [1, -1, -1]);
    return { left: names[left]!, right: names[right]!, second: estimate(beyond) };
  });
  return {
    inputs: passes.map(({ first, total }, index) => ({ name: names[index]!, first: estimate(first), total: estimate(total) })),
    ...(pairs === undefined ? {} : { pairs }),
    mean: base.mean,
    variance: base.variance,
    sumOfFirst: estimate(addUp(passes.map(({ first }) => first))),
    sumOfTotals: estimate(addUp(passes.map(({ total }) => total))),
    isHeavyTailed: base.largest > 0.05 * base.rows * base.variance,
  };
}

/** What all indices of an output are measured against. */
export interface Base {
  readonly rows: number;
  readonly mean: number;
  readonly variance: number;
  /** The largest square of a distance from the mean, halved. */
  readonly largest: number;
  /** The sums whose mean is the variance. */
  readonly squares: Sums;
}

/** The same with the columns themselves. */
interface ColumnBase extends Base {
  readonly first: Float64Array;
  /** The second sample less the mean. */
  readonly centred: Float64Array;
}

/** Sums over the rows of each replicate, and the single terms where rows are independent. */
export interface Sums {
  readonly replicates: Float64Array;
  readonly terms?: Float64Array;
}

/** What one pass over an input's column gives. */
export interface Pass {
  readonly first: Sums;
  readonly total: Sums;
}

/** The mean and variance over both samples; unsuitable where they are not finite, where there is no variance, or where rows are few. */
function baseOf(a: Float64Array, b: Float64Array): ColumnBase | Unsuitable {
  const rows = a.length;
  if (rows < fewestRows) return { kind: "unsuitable", reason: "too-few-draws", have: rows, need: fewestRows };
  let [sum, least, most] = [0, Infinity, -Infinity];
  for (const column of [a, b]) {
    for (let k = 0; k < rows; k++) {
      const value = column[k]!;
      sum += value;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  const mean = sum / (2 * rows);
  if (!Number.isFinite(mean)) return { kind: "unsuitable", reason: "not-finite" };
  const terms = new Float64Array(rows);
  const centred = new Float64Array(rows);
  const replicates = new Float64Array(replicateCount);
  for (let k = 0; k < rows; k++) {
    const [one, other] = [a[k]! - mean, b[k]! - mean];
    centred[k] = other;
    terms[k] = (one * one + other * other) / 2;
    replicates[k % replicateCount]! += terms[k]!;
  }
  const variance = replicates.reduce((total, each) => total + each, 0) / rows;
  const base = checkedBase({ rows, mean, variance, least, most, squares: { replicates, terms } });
  return "kind" in base ? base : { ...base, first: a, centred };
}

/** The base of these sums; unsuitable where the variance is not finite, or none. */
export function checkedBase({
  least,
  most,
  ...base
}: Omit<Base, "largest"> & { readonly least: number; readonly most: number }): Base | Unsuitable {
  const { mean, variance } = base;
  if (!Number.isFinite(variance)) return { kind: "unsuitable", reason: "not-finite" };
  if (least === most || variance <= 1e-26 * mean * mean) return { kind: "unsuitable", reason: "constant" };
  const furthest = Math.max(most - mean, mean - least);
  return { ...base, largest: (furthest * furthest) / 2 };
}

/** One pass over an input's column: covariances with B for the first order, squared distances to A for the total order. */
function passOver({ first: a, centred }: ColumnBase, mixed: Float64Array, hasTerms: boolean): Pass {
  const rows = a.length;
  const products = new Float64Array(replicateCount);
  const squares = new Float64Array(replicateCount);
  const [ofFirst, ofTotal] = hasTerms ? [new Float64Array(rows), new Float64Array(rows)] : [];
  for (let k = 0; k < rows; k++) {
    const change = mixed[k]! - a[k]!;
    const product = centred[k]! * change;
    const square = 0.5 * change * change;
    products[k & 7]! += product;
    squares[k & 7]! += square;
    if (ofFirst !== undefined && ofTotal !== undefined) {
      ofFirst[k] = product;
      ofTotal[k] = square;
    }
  }
  return { first: sums(products, ofFirst), total: sums(squares, ofTotal) };
}

/** Covariances of an input's reversed column with the mixed one of another: what both explain together. */
function productOf({ mean }: Base, reverse: Float64Array, mixed: Float64Array, hasTerms: boolean): Sums {
  const replicates = new Float64Array(replicateCount);
  const terms = hasTerms ? new Float64Array(mixed.length) : undefined;
  for (let k = 0; k < mixed.length; k++) {
    const product = (reverse[k]! - mean) * (mixed[k]! - mean);
    replicates[k % replicateCount]! += product;
    if (terms !== undefined) terms[k] = product;
  }
  return sums(replicates, terms);
}

function sums(replicates: Float64Array, terms: Float64Array | undefined): Sums {
  return terms === undefined ? { replicates } : { replicates, terms };
}

function addUp(list: readonly Sums[], weights: readonly number[] = list.map(() => 1)): Sums {
  const add = (columns: readonly (Float64Array | undefined)[]) => {
    const result = new Float64Array(columns[0]!.length);
    columns.forEach((column, index) => {
      for (let k = 0; k < result.length; k++) result[k]! += weights[index]! * column![k]!;
    });
    return result;
  };
  const replicates = add(list.map((each) => each.replicates));
  return list[0]?.terms === undefined ? { replicates } : { replicates, terms: add(list.map(({ terms }) => terms)) };
}

/** The share of the variance, over all rows and in each replicate by itself. */
function ratio({ squares }: Base, { replicates }: Sums): { readonly value: number; readonly replicates: Float64Array } {
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  return { value: total(replicates) / total(squares.replicates), replicates: replicates.map((sum, r) => sum / squares.replicates[r]!) };
}

/** The standard error of a ratio of two means over independent rows, to first order. */
function errorOfRatio({ squares, variance }: Base, { terms }: Sums, value: number): number {
  const rows = terms!.length;
  let sum = 0;
  for (let k = 0; k < rows; k++) sum += square(terms![k]! - value * squares.terms![k]!);
  return Math.sqrt(sum) / (rows * variance);
}
