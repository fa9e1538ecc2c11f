/** Symmetric matrices with three diagonals beside the main one, which is what cubic splines lead to, and their Cholesky factors. */

/** Diagonals that are kept: the main one and three beside it. */
export const bandWidth = 4;

/** A symmetric band matrix: entry (i, i - k) at `4 i + k`, for k from 0 to 3. Also its lower Cholesky factor, in the same places. */
export type BandMatrix = Float64Array;

/** `a + factor * b`. */
export function addBands(a: BandMatrix, b: BandMatrix, factor: number): BandMatrix {
  const sum = new Float64Array(a.length);
  for (let place = 0; place < a.length; place++) sum[place] = a[place]! + factor * b[place]!;
  return sum;
}

/** The lower Cholesky factor; undefined where the matrix is not positive definite to rounding. */
export function bandCholesky(matrix: BandMatrix): BandMatrix | undefined {
  const size = matrix.length / bandWidth;
  const factor = new Float64Array(matrix.length);
  for (let i = 0; i < size; i++) {
    for (let k = Math.min(i, bandWidth - 1); k >= 0; k--) {
      const j = i - k;
      let sum = matrix[i * bandWidth + k]!;
      for (let m = Math.max(0, i - bandWidth + 1); m < j; m++) sum -= factor[i * bandWidth + i - m]! * factor[j * bandWidth + j - m]!;
      if (k > 0) factor[i * bandWidth + k] = sum / factor[j * bandWidth]!;
      else {
        if (!(sum > 1e-15 * matrix[i * bandWidth]!)) return undefined;
        factor[i * bandWidth] = Math.sqrt(sum);
      }
    }
  }
  return factor;
}

/** The x for which the factor times x is `right`. */
export function forwardSolve(factor: BandMatrix, right: Float64Array): Float64Array {
  const x = right.slice();
  for (let i = 0; i < x.length; i++) {
    let sum = x[i]!;
    for (let k = 1; k < bandWidth && k <= i; k++) sum -= factor[i * bandWidth + k]! * x[i - k]!;
    x[i] = sum / factor[i * bandWidth]!;
  }
  return x;
}

/** The x for which the matrix of the factor times x is `right`. */
export function bandSolve(factor: BandMatrix, right: Float64Array): Float64Array {
  const size = right.length;
  const x = forwardSolve(factor, right);
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let k = 1; k < bandWidth && i + k < size; k++) sum -= factor[(i + k) * bandWidth + k]! * x[i + k]!;
    x[i] = sum / factor[i * bandWidth]!;
  }
  return x;
}

/**
 * For right sides r, the numbers r' H⁻¹ r by the factor of any matrix H of their size: the squares of `forwardSolve`. Right sides are taken
 * together, since the steps of one have to wait for each other.
 */
export function explainedParts(rights: readonly Float64Array[]): (factor: BandMatrix) => Float64Array {
  const many = rights.length;
  const size = rights[0]?.length ?? 0;
  const all = Float64Array.from({ length: size * many }, (_, place) => rights[place % many]![Math.floor(place / many)]!);
  // Three rows of noughts stand before the first.
  const x = new Float64Array((size + bandWidth - 1) * many);
  return (factor) => {
    const squares = new Float64Array(many);
    for (let i = 0, place = 0; i < size; i++) {
      const [diagonal, one, two, three] = [factor[4 * i]!, factor[4 * i + 1]!, factor[4 * i + 2]!, factor[4 * i + 3]!];
      for (let k = 0; k < many; k++, place++) {
        const sum = all[place]! - one * x[place + 2 * many]! - two * x[place + many]! - three * x[place]!;
        const value = sum / diagonal;
        x[place + 3 * many] = value;
        squares[k] = squares[k]! + value * value;
      }
    }
    return squares;
  };
}

/** The whole inverse by the factor, row by row. */
export function bandInverse(factor: BandMatrix): readonly Float64Array[] {
  const size = factor.length / bandWidth;
  return Array.from({ length: size }, (_, i) => {
    const unit = new Float64Array(size);
    unit[i] = 1;
    return bandSolve(factor, unit);
  });
}
