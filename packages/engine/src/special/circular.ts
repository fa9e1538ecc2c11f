/** Sine, cotangent and arc tangent as far as distributions need them, from their series, so that every machine gives the same digits. */

/** sin(t) / t for t^2 = z, |t| <= pi / 4 (DLMF 4.19.1). */
function sineSeries(z: number): number {
  let sum = 1;
  for (let n = 16; n >= 2; n -= 2) sum = 1 - (z * sum) / (n * (n + 1));
  return sum;
}

/** cos(t) for t^2 = z, |t| <= pi / 4 (DLMF 4.19.2). */
function cosineSeries(z: number): number {
  let sum = 1;
  for (let n = 17; n >= 1; n -= 2) sum = 1 - (z * sum) / (n * (n + 1));
  return sum;
}

/** sin(pi x) for x from 0 to 1. */
export function sinPi(x: number): number {
  const near = x > 0.5 ? 1 - x : x;
  const t = Math.PI * (near > 0.25 ? 0.5 - near : near);
  return near > 0.25 ? cosineSeries(t * t) : t * sineSeries(t * t);
}

/** cot(pi x) for x from 0 to 1/2. */
export function cotPi(x: number): number {
  const t = Math.PI * (x > 0.25 ? 0.5 - x : x);
  const tangent = (t * sineSeries(t * t)) / cosineSeries(t * t);
  return x > 0.25 ? tangent : 1 / tangent;
}

/** The arc tangent of x >= 0: two halvings of the angle, then the series of Gregory (DLMF 4.24.3). */
export function arcTan(x: number): number {
  if (x > 1) return Math.PI / 2 - arcTan(1 / x);
  const half = x / (1 + Math.sqrt(1 + x * x));
  const quarter = half / (1 + Math.sqrt(1 + half * half));
  const z = quarter * quarter;
  let sum = 0;
  for (let n = 25; n >= 1; n -= 2) sum = 1 / n - z * sum;
  return 4 * quarter * sum;
}
