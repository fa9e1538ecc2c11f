/** Dependence asked as a concordance probability: how likely two quantities lie on the same side of their medians. */

import { rankOfPearson } from "../correlation.js";
import { percent } from "../distributions/words.js";
import { isPossible, type Matrix, nearestCorrelation } from "../sampling/nearest-correlation.js";
import { sinPi } from "../special/circular.js";

/** The correlation of two normals that lie on the same side of their medians with this probability: sin(pi (c - 1/2)), by the orthant formula (Sheppard 1899); the same for a random pair being ordered alike. */
export function correlationOfConcordance(concordance: number): number {
  const angle = concordance - 0.5;
  return angle < 0 ? -sinPi(-angle) : sinPi(angle);
}

/** What one expert says of two of the quantities, by index. */
export interface Concordance {
  readonly left: number;
  readonly right: number;
  readonly probability: number;
}

/** Correlations that hold together: of the normals behind the quantities, and of ranks as a model takes them. `moved` is the greatest change that this needed. */
export interface ElicitedDependence {
  readonly pearson: Matrix;
  readonly ranks: Matrix;
  readonly moved: number;
}

/** Correlations for so many quantities, pairs that were not asked about counting as independent; where they cannot hold together, the nearest that can. */
export function dependenceOf(count: number, pairs: readonly Concordance[]): ElicitedDependence | string {
  const bad = pairs.find(({ probability }) => !(probability >= 0 && probability <= 1));
  if (bad !== undefined) return `a concordance lies between 0 % and 100 %, but one is ${percent(bad.probability)}`;
  if (pairs.some(({ left, right }) => left === right || !(left >= 0 && left < count) || !(right >= 0 && right < count)))
    return "a concordance is one of two different quantities";
  const asked: number[][] = Array.from({ length: count }, (_, i) => Array.from({ length: count }, (_, j) => (i === j ? 1 : 0)));
  for (const { left, right, probability } of pairs) {
    asked[left]![right] = correlationOfConcordance(probability);
    asked[right]![left] = asked[left]![right]!;
  }
  const pearson = isPossible(asked) ? asked : nearestCorrelation(asked);
  const moved = Math.max(...asked.flatMap((row, i) => row.map((value, j) => Math.abs(value - pearson[i]![j]!))));
  return { pearson, ranks: pearson.map((row, i) => row.map((value, j) => (i === j ? 1 : rankOfPearson(value)))), moved };
}
