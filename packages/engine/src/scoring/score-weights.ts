/** From scores to weights: how much more a forecaster counts who lost less than the others did on the same questions. */
import { exp } from "../elementary.js";

/** How a forecaster did against the others. */
export interface TrackRecord {
  /** The Brier losses (0..2) less those of the mean of the others at the same time, added up over the questions: below zero is better than they. */
  readonly lossAboveOthers: number;
  /** On how many questions that rests; a question of which only a part was covered counts as that part. */
  readonly questions: number;
}

/** So many questions on which a forecaster was as good as the others are added to every record, so that luck on a few does not look like skill. */
export const questionsOfDoubt = 5;

/**
 * Weights that add up to one, for `poolProbabilities`, `poolStates` and `poolQuantities`: exp(-strength × mean loss above the others), where the
 * mean is drawn towards zero by `questionsOfDoubt`. Strength 0 gives equal weights, and a forecaster without a record weighs as much as one who is as good
 * as the others. The exponential form is that of the aggregating forecaster (Cesa-Bianchi and Lugosi 2006, ch. 2), and comparing with the others
 * on the same questions makes up for easy and hard ones (Budescu and Chen 2015).
 */
export function weightsFromScores(records: readonly TrackRecord[], strength: number): readonly number[] {
  const exponents = records.map(({ lossAboveOthers, questions }) => (-strength * lossAboveOthers) / (questions + questionsOfDoubt));
  const greatest = exponents.reduce((most, each) => Math.max(most, each), -Infinity);
  const raw = exponents.map((exponent) => exp(exponent - greatest));
  const sum = raw.reduce((total, each) => total + each, 0);
  return raw.map((each) => each / sum);
}
