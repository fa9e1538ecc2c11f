/** Summaries of draws with their Monte Carlo standard errors, from moments or from a column. */
import type { QuantileEstimate, Summary, Tails } from "../result.js";
import { type Moments, meanError, momentsOf, standardDeviation } from "./moments.js";
import { ordered } from "./order-statistics.js";
import { hasNaN, noQuantiles, quantilePlaces, quantilesAt, ranksOf, summaryProbabilities } from "./quantiles.js";
import { noTails, tailPlaces, tailsOf } from "./tails.js";

/** What the order of the draws says: quantiles, and the means of the tails. */
export interface RankStatistics {
  readonly quantiles: readonly QuantileEstimate[];
  readonly tails: Tails;
}

/** The rank statistics of a column; `areFinite` says that there is no need to look for NaN. */
export function rankStatistics(values: Float64Array, probabilities: readonly number[], areFinite = false): RankStatistics {
  if (!areFinite && hasNaN(values)) return noRankStatistics(probabilities);
  const places = quantilePlaces(values.length, probabilities);
  const ends = tailPlaces(values.length);
  const at = ordered(values, [...ranksOf(places), ends.low, ends.high]);
  return { quantiles: quantilesAt(places, at), tails: tailsOf(values, ends, at) };
}

/** Rank statistics where a value is not a number. */
export function noRankStatistics(probabilities: readonly number[]): RankStatistics {
  return { quantiles: noQuantiles(probabilities), tails: noTails };
}

/** The summary of moments alone. `replicated` says how the standard error is formed: see `meanError`. */
export function summaryOfMoments(moments: Moments, replicated = false): Summary {
  const { mean, min, max, notFinite } = moments;
  const summary = { mean, meanError: meanError(moments, replicated), sd: standardDeviation(moments), min, max };
  return notFinite > 0 ? { ...summary, notFinite } : summary;
}

/** The summary of a column of draws, whose moments may be known already; a column of length one is a certain value. */
export function summarise(values: Float64Array, replicated = false, moments: Moments = momentsOf(values)): Summary & RankStatistics {
  return { ...summaryOfMoments(moments, replicated), ...rankStatistics(values, summaryProbabilities, moments.notFinite === 0) };
}
