/** The sum of products of two columns. */

/** The sum over the first `count` rows, added up in four lanes so that no addition waits for the one before. */
export function dotProduct(one: Float64Array, other: Float64Array, count = one.length): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const whole = count - (count % 4);
  for (let row = 0; row < whole; row += 4) {
    a += one[row]! * other[row]!;
    b += one[row + 1]! * other[row + 1]!;
    c += one[row + 2]! * other[row + 2]!;
    d += one[row + 3]! * other[row + 3]!;
  }
  for (let row = whole; row < count; row++) a += one[row]! * other[row]!;
  return a + b + (c + d);
}
