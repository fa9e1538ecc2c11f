/** Scores of one probability forecast of an event or of several states: Brier in both conventions, ordered, logarithmic, spherical, and skill. */
import { ln } from "../elementary.js";

/**
 * The Brier score as Brier (1950) wrote it: the sum over the states of (p - o)^2. From 0 (right and certain) to 2 (wrong and certain); a coin
 * flip scores 0.5. `outcome` is the place of the state that came true. The Good Judgment Project publishes this one.
 */
export function brierOriginal(probabilities: readonly number[], outcome: number): number {
  let sum = 0;
  for (let state = 0; state < probabilities.length; state++) {
    const miss = probabilities[state]! - (state === outcome ? 1 : 0);
    sum += miss * miss;
  }
  return sum;
}

/** Half of the original Brier score: for an event (p - o)^2. From 0 to 1; a coin flip scores 0.25. */
export function brierHalf(probabilities: readonly number[], outcome: number): number {
  return brierOriginal(probabilities, outcome) / 2;
}

/**
 * The Brier score for states in order, as the Good Judgment Project uses it: the mean of the original (0 to 2) scores of all splits into "up
 * to here" and "above", so that a near miss costs less than a far one (Jose, Nau and Winkler 2009).
 */
export function brierOrdered(probabilities: readonly number[], outcome: number): number {
  const splits = probabilities.length - 1;
  let upTo = 0;
  let sum = 0;
  for (let split = 0; split < splits; split++) {
    upTo += probabilities[split]!;
    const miss = upTo - (outcome <= split ? 1 : 0);
    sum += 2 * miss * miss;
  }
  return splits > 0 ? sum / splits : 0;
}

/** Forecasts nearer to 0 or 1 than this are counted as this far away wherever a logarithm is taken: one certainty that fails would cost infinitely much. */
export const leastScoredChance = 0.001;

/** A probability kept at least `least` away from 0 and 1. */
export function clippedChance(probability: number, least: number = leastScoredChance): number {
  return Math.min(1 - least, Math.max(least, probability));
}

/** The logarithmic score ln p of what came true: 0 is best, less is worse. `least` is how far from 0 and 1 it is clipped; 0 does not clip. */
export function logScore(probability: number, least: number = leastScoredChance): number {
  const clipped = clippedChance(probability, least);
  return clipped > 0 ? ln(clipped) : -Infinity;
}

/** The spherical score p of what came true divided by the root of the sum of all p^2: from 0 to 1, more is better. */
export function sphericalScore(probabilities: readonly number[], outcome: number): number {
  let squares = 0;
  for (const p of probabilities) squares += p * p;
  return probabilities[outcome]! / Math.sqrt(squares);
}

/** One minus a loss as a part of the loss of a reference: 1 is perfect, 0 as good as the reference, below zero worse; undefined where the reference loses nothing. */
export function skill(loss: number, referenceLoss: number): number | undefined {
  return referenceLoss > 0 ? 1 - loss / referenceLoss : undefined;
}
