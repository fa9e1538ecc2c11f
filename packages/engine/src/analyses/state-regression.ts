/**
 * What is to be expected given a state, learnt from simulated paths: means per state where states are few and discrete, and otherwise a polynomial
 * by least squares. Separate from the sequential decision that rests on it, since it knows nothing of dates and actions.
 */
import { choleskyKeeping, solveKept } from "./dense-cholesky.js";

/** Distinct states up to which each has a mean of its own. */
const mostGroups = 16;

/** Paths per coefficient below which the degree is lowered. */
const pathsPerTerm = 8;

/** Predicts the value of any path from its state. */
export type Prediction = (path: number) => number;

/** Fits one expectation per column of values, all on the same paths; `states` are columns over all paths, `paths` those that are learnt from. */
export function fitStates(
  states: readonly Float64Array[],
  values: readonly Float64Array[],
  paths: Uint32Array,
  degree: number,
): readonly Prediction[] {
  const groups = groupsOf(states, paths);
  if (groups) return values.map((column) => groupMeans(states, column, paths, groups));
  const scaled = states.map((column) => standardised(column, paths)).filter((column) => column !== undefined);
  let terms = termsOf(scaled.length, degree);
  for (let lower = degree - 1; terms.length * pathsPerTerm > paths.length && lower >= 0; lower--) terms = termsOf(scaled.length, lower);
  const row = new Float64Array(terms.length);
  const basisAt = (path: number) => {
    for (let k = 0; k < terms.length; k++) {
      let product = 1;
      const powers = terms[k]!;
      for (let state = 0; state < powers.length; state++)
        for (let power = powers[state]!; power > 0; power--) product *= scaled[state]!(path);
      row[k] = product;
    }
    return row;
  };
  const coefficients = leastSquares(terms.length, values, paths, basisAt);
  return coefficients.map((beta) => (path) => {
    const basis = basisAt(path);
    let sum = 0;
    for (let k = 0; k < beta.length; k++) sum += beta[k]! * basis[k]!;
    return sum;
  });
}

/** A state less its mean over its standard deviation; none where it is constant. */
function standardised(column: Float64Array, paths: Uint32Array): ((path: number) => number) | undefined {
  let sum = 0;
  for (const path of paths) sum += column[path]!;
  const mean = sum / paths.length;
  let squares = 0;
  for (const path of paths) squares += (column[path]! - mean) * (column[path]! - mean);
  const deviation = Math.sqrt(squares / paths.length);
  return deviation > 1e-12 * Math.abs(mean) ? (path) => (column[path]! - mean) / deviation : undefined;
}

/** The powers of every product of states of a degree at most this, the constant first. */
function termsOf(states: number, degree: number): readonly (readonly number[])[] {
  if (states === 0) return [[]];
  return Array.from({ length: degree + 1 }, (_, power) => termsOf(states - 1, degree - power).map((rest) => [power, ...rest])).flat();
}

function keyOf(states: readonly Float64Array[], path: number): string {
  return states.map((column) => column[path]).join(" ");
}

/** The number of each state that occurs, if these are few. */
function groupsOf(states: readonly Float64Array[], paths: Uint32Array): ReadonlyMap<string, number> | undefined {
  const groups = new Map<string, number>();
  for (const path of paths) {
    const key = keyOf(states, path);
    if (!groups.has(key)) groups.set(key, groups.size);
    if (groups.size > mostGroups) return undefined;
  }
  return groups;
}

/** Means per state; a state that was not met has the mean of all. */
function groupMeans(
  states: readonly Float64Array[],
  values: Float64Array,
  paths: Uint32Array,
  groups: ReadonlyMap<string, number>,
): Prediction {
  const sums = new Float64Array(groups.size + 1);
  const counts = new Float64Array(groups.size + 1);
  for (const path of paths) {
    for (const group of [groups.get(keyOf(states, path))!, groups.size]) {
      sums[group]! += values[path]!;
      counts[group]!++;
    }
  }
  return (path) => {
    const group = groups.get(keyOf(states, path)) ?? groups.size;
    return sums[group]! / counts[group]!;
  };
}

/** Least squares by the normal equations; a term of which nothing is left after those before it gets no weight. */
function leastSquares(
  terms: number,
  values: readonly Float64Array[],
  paths: Uint32Array,
  basisAt: (path: number) => Float64Array,
): readonly Float64Array[] {
  const lower = Array.from({ length: terms }, (_, i) => new Float64Array(i + 1));
  const right = values.map(() => new Float64Array(terms));
  for (const path of paths) {
    const basis = basisAt(path);
    for (let i = 0; i < terms; i++) {
      const line = lower[i]!;
      for (let j = 0; j <= i; j++) line[j]! += basis[i]! * basis[j]!;
      for (let k = 0; k < right.length; k++) right[k]![i]! += basis[i]! * values[k]![path]!;
    }
  }
  const kept = choleskyKeeping(lower, 1e-10);
  return right.map((vector) => solveKept(kept, vector));
}
