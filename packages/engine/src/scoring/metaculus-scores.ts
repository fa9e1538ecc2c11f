/** Baseline and peer scores as Metaculus defines them: points against an ignorant forecast and against the others. */
import { ln } from "../elementary.js";

/** The baseline score 100 ln(pN) / ln N of the probability given to what came true among N states; for an event 100 (1 + log2 p). Zero for the uniform forecast, 100 for certainty. */
export function baselineScore(probability: number, states: number): number {
  return (100 * ln(probability * states)) / ln(states);
}

/** The densities that the baseline score of a number compares with, by how many ends of the range of the question are open. */
const ignorantDensities = [1, 0.95, 0.9] as const;

/** The baseline score of a number: 50 ln(density / that of an ignorant forecast). The density is on the range of the question scaled to 0..1. */
export function baselineDensityScore(density: number, openEnds: 0 | 1 | 2): number {
  return 50 * ln(density / ignorantDensities[openEnds]);
}

/** For an outcome beyond an open end, of which an ignorant forecast holds 5 %: 50 ln(probability beyond / 0.05). */
export function baselineBeyondScore(probability: number): number {
  return 50 * ln(probability / 0.05);
}

/**
 * The peer scores of forecasts that stand at the same time: 100 (ln p - the mean ln p of the others), which is 100 n/(n - 1) ln(p / geometric
 * mean of all). They add up to zero. `given` are the probabilities or, for a number, the densities of what came true; for a number scores are
 * halved. One forecast alone scores zero.
 */
export function peerScores(given: readonly number[], isNumber = false): readonly number[] {
  const count = given.length;
  if (count < 2) return given.map(() => 0);
  const logs = given.map(ln);
  const mean = logs.reduce((sum, log) => sum + log, 0) / count;
  const scale = ((isNumber ? 50 : 100) * count) / (count - 1);
  return logs.map((log) => scale * (log - mean));
}
