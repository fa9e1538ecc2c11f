/** Numbers that the brief needs about draws that a run has already made: means, differences and rank correlation. A column of one draw is a certain value. */

/** The arithmetic mean. */
export function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** One draw of a column; a column of one draw has the same value in every draw. */
export function drawAt(column: Float64Array, draw: number): number {
  return column[column.length === 1 ? 0 : draw] ?? Number.NaN;
}

/** `left - right`, draw by draw. */
export function difference(left: Float64Array, right: Float64Array): Float64Array {
  return Float64Array.from({ length: Math.max(left.length, right.length) }, (_, draw) => drawAt(left, draw) - drawAt(right, draw));
}

/** Ranks from 0 with ties at their average. */
function ranks(values: Float64Array): Float64Array {
  const rising = values.slice().sort();
  return values.map((value) => (search(rising, (entry) => entry >= value) + search(rising, (entry) => entry > value) - 1) / 2);
}

/** The first place whose entry has reached something; `reached` is false and then true along the column. */
function search(rising: Float64Array, reached: (entry: number) => boolean): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(rising[middle] ?? Number.NaN)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Spearman's rank correlation; undefined when either column does not vary or the two do not pair. */
export function rankCorrelation(left: Float64Array, right: Float64Array): number | undefined {
  if (left.length !== right.length || left.length < 2) return undefined;
  const [first, second] = [ranks(left), ranks(right)];
  const middle = (first.length - 1) / 2;
  let [product, firstSquares, secondSquares] = [0, 0, 0];
  for (let draw = 0; draw < first.length; draw++) {
    const [one, other] = [(first[draw] ?? 0) - middle, (second[draw] ?? 0) - middle];
    product += one * other;
    firstSquares += one * one;
    secondSquares += other * other;
  }
  return firstSquares > 0 && secondSquares > 0 ? product / Math.sqrt(firstSquares * secondSquares) : undefined;
}
