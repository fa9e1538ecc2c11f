/** Robustness as a distance: how far the world may move from what is expected before an option fails. */

/** A range about the value that is expected: what a distance from it is measured by. */
export interface NominalInput {
  readonly name: string;
  readonly values: Float64Array;
  readonly nominal: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How far all inputs may move at once before an option fails, as a share of their ranges (satisficing by radius; the robustness of
 * information-gap theory, Ben-Haim 2006): the distance of the nearest failing scenario, each input's distance from its nominal value being
 * measured by how far its range reaches on that side, and the greatest counting. Infinite where no scenario fails. Since scenarios are
 * finitely many, the truth may be smaller, never larger.
 */
export function satisficingRadius(inputs: readonly NominalInput[], isMet: ArrayLike<number | boolean>): number {
  let least = Infinity;
  for (let scenario = 0; scenario < isMet.length; scenario++) {
    if (isMet[scenario]) continue;
    let distance = 0;
    for (const { values, nominal, low, high } of inputs) {
      const away = values[scenario]! - nominal;
      if (away !== 0) distance = Math.max(distance, away > 0 ? away / (high - nominal) : away / (low - nominal));
    }
    least = Math.min(least, distance);
  }
  return least;
}
