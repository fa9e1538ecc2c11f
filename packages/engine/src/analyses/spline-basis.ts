/**
 * Cubic B-splines on given breakpoints (de Boor, A Practical Guide to Splines, 1978) and the integral of the squared second derivative as a
 * band matrix of the coefficients. Outside the breakpoints a spline goes on as a straight line.
 */
import { type BandMatrix, bandWidth } from "./band-matrix.js";

/** The basis: `knots` are the rising breakpoints with each end four times; there are four functions fewer than knots. */
export interface SplineBasis {
  readonly knots: Float64Array;
  readonly size: number;
}

/** The four functions that are not zero at a place, from the one of index `first` on: their values and derivatives. */
export interface BasisValues {
  readonly first: number;
  readonly values: Float64Array;
  readonly slopes: Float64Array;
}

/** The basis on at least two rising breakpoints. */
export function splineBasis(breakpoints: readonly number[]): SplineBasis {
  const [low, high] = [breakpoints[0]!, breakpoints[breakpoints.length - 1]!];
  const knots = Float64Array.from([low, low, low, ...breakpoints, high, high, high]);
  return { knots, size: knots.length - 4 };
}

/** The functions at a place. */
export function basisAt({ knots, size }: SplineBasis, place: number): BasisValues {
  const inside = Math.min(Math.max(place, knots[0]!), knots[size]!);
  let low = 3;
  let high = size;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (knots[middle]! <= inside) low = middle;
    else high = middle;
  }
  const values = new Float64Array(4);
  const slopes = new Float64Array(4);
  values[0] = 1;
  for (let degree = 1; degree <= 3; degree++) {
    let carried = 0;
    for (let k = 0; k < degree; k++) {
      const left = knots[low + 1 - degree + k]!;
      const right = knots[low + 1 + k]!;
      const share = values[k]! / (right - left);
      if (degree === 3) {
        slopes[k] = slopes[k]! - 3 * share;
        slopes[k + 1] = 3 * share;
      }
      values[k] = carried + (right - inside) * share;
      carried = (inside - left) * share;
    }
    values[degree] = carried;
  }
  if (place !== inside) for (let k = 0; k < 4; k++) values[k] = values[k]! + (place - inside) * slopes[k]!;
  return { first: low - 3, values, slopes };
}

/** The band matrix P for which c'Pc is the integral of the squared second derivative of the spline with coefficients c (O'Sullivan 1986). */
export function roughness({ knots, size }: SplineBasis): BandMatrix {
  const penalty = new Float64Array(size * bandWidth);
  const perSpan = (j: number) => 3 / (knots[j + 3]! - knots[j]!);
  const second = (j: number) => {
    const outer = 2 / (knots[j + 2]! - knots[j]!);
    return [outer * perSpan(j - 1), -outer * (perSpan(j - 1) + perSpan(j)), outer * perSpan(j), 0] as const;
  };
  for (let j = 2; j < size - 1; j++) {
    const width = (knots[j + 2]! - knots[j + 1]!) / 3;
    const here = second(j);
    const next = [0, ...second(j + 1)] as const;
    for (let a = 0; a < 4; a++)
      for (let b = 0; b <= a; b++) {
        const entry = here[a]! * here[b]! + next[a]! * next[b]! + (here[a]! * next[b]! + next[a]! * here[b]!) / 2;
        const place = (j - 2 + a) * bandWidth + a - b;
        penalty[place] = penalty[place]! + width * entry;
      }
  }
  return penalty;
}
