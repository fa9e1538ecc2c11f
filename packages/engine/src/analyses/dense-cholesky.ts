/** Cholesky factors of whole symmetric matrices, which leave out rows that depend on those before them. */

/** A factor: rows of the lower triangle, and which rows of the matrix take part. */
export interface Kept {
  readonly rows: readonly Float64Array[];
  readonly used: readonly boolean[];
}

/** Factors a symmetric matrix given by the rows of its lower triangle. A row of which less than `tolerance` is left is not used. */
export function choleskyKeeping(lower: readonly Float64Array[], tolerance = 1e-9): Kept {
  const used: boolean[] = [];
  const rows: Float64Array[] = [];
  for (const [i, row] of lower.entries()) {
    const factor = new Float64Array(i + 1);
    for (let j = 0; j < i; j++) {
      if (!used[j]) continue;
      let sum = row[j]!;
      const other = rows[j]!;
      for (let k = 0; k < j; k++) sum -= factor[k]! * other[k]!;
      factor[j] = sum / other[j]!;
    }
    let rest = row[i]!;
    for (let k = 0; k < i; k++) rest -= factor[k]! * factor[k]!;
    const isUsed = rest > tolerance * row[i]!;
    used.push(isUsed);
    factor[i] = isUsed ? Math.sqrt(rest) : 0;
    rows.push(factor);
  }
  return { rows, used };
}

/** Solves with the factor; the coefficients of rows that are not used are 0. */
export function solveKept({ rows, used }: Kept, right: Float64Array): Float64Array {
  const size = right.length;
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    if (!used[i]) continue;
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= rows[i]![k]! * x[k]!;
    x[i] = sum / rows[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    if (!used[i]) continue;
    let sum = x[i]!;
    for (let k = i + 1; k < size; k++) if (used[k]) sum -= rows[k]![i]! * x[k]!;
    x[i] = sum / rows[i]![i]!;
  }
  return x;
}
