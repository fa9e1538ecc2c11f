/** The correlation matrix that is nearest to a matrix which is none, and the eigenvalues that it takes. */

/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/** How far below zero an eigenvalue may lie by rounding alone. */
export const eigenvalueTolerance = 1e-9;

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

/** Whether no combination of numbers with these correlations would have a negative variance. */
export function isPossible(matrix: Matrix): boolean {
  return Math.min(...eigenOf(matrix).values) > -eigenvalueTolerance;
}
