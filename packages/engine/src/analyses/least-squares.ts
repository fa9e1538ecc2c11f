/** Linear least squares on columns of draws, several responses at once. */
import { choleskyKeeping, type Kept, solveKept } from "./dense-cholesky.js";
import { dotProduct } from "./dot-product.js";

/** The fit of one response: its coefficients, the constant first. */
export interface LinearFit {
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  readonly residualVariance: number;
  readonly variance: number;
}

/** Columns of terms (the constant first), the sums of products of these by rows of the lower triangle, and the responses. */
export interface Regression {
  readonly columns: readonly Float64Array[];
  readonly gram: readonly Float64Array[];
  readonly responses: readonly Float64Array[];
}

/** Sums of products of columns by rows of the lower triangle; those of the first columns may be known. */
export function gramOf(columns: readonly Float64Array[], known: readonly Float64Array[] = []): readonly Float64Array[] {
  return columns.map((column, i) => known[i] ?? Float64Array.from(columns.slice(0, i + 1), (other) => dotProduct(column, other)));
}

/** Least squares, with the inverse of the matrix of products. */
export function solutionOf(regression: Regression): { readonly fits: readonly LinearFit[]; readonly inverse: readonly Float64Array[] } {
  const { fits, kept } = fitsOf(regression);
  const inverse = regression.columns.map((_, i) => {
    const unit = new Float64Array(regression.columns.length);
    unit[i] = 1;
    return solveKept(kept, unit);
  });
  return { fits, inverse };
}

/** Least squares about the mean of each response; a term that depends on those before it gets no weight. */
export function fitsOf({ columns, gram, responses }: Regression): { readonly fits: readonly LinearFit[]; readonly kept: Kept } {
  const count = columns[0]!.length;
  const kept = choleskyKeeping(gram);
  const degrees = kept.used.filter((isUsed) => isUsed).length;
  const fits = responses.map((response): LinearFit => {
    let mean = 0;
    for (let draw = 0; draw < count; draw++) mean += response[draw]!;
    mean /= count;
    const centred = new Float64Array(count);
    for (let draw = 0; draw < count; draw++) centred[draw] = response[draw]! - mean;
    const coefficients = solveKept(
      kept,
      Float64Array.from(columns, (column) => dotProduct(column, centred)),
    );
    coefficients[0] = coefficients[0]! + mean;
    const fitted = new Float64Array(count);
    columns.forEach((column, i) => {
      const factor = coefficients[i]!;
      if (factor !== 0) for (let draw = 0; draw < count; draw++) fitted[draw] = fitted[draw]! + factor * column[draw]!;
    });
    let rest = 0;
    for (let draw = 0; draw < count; draw++) rest += (response[draw]! - fitted[draw]!) * (response[draw]! - fitted[draw]!);
    return {
      coefficients,
      fitted,
      residualVariance: rest / Math.max(1, count - degrees),
      variance: dotProduct(centred, centred) / (count - 1),
    };
  });
  return { fits, kept };
}
