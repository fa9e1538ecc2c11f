/** Analysis of competing hypotheses (Heuer 1999, ch. 8) as arithmetic: inconsistency scores, diagnosticity, and Bayes' rule behind them. */
import { ln } from "../elementary.js";

/** How an item of evidence fits a hypothesis: very consistent, consistent, neutral, inconsistent, very inconsistent, not applicable. */
export type Rating = "CC" | "C" | "N" | "I" | "II" | "NA";

/** Ratings from the best fit to the worst, then NA. */
export const ratings: readonly Rating[] = ["CC", "C", "N", "I", "II", "NA"];

/** What a rating is read as where no probability is given: that of the evidence, if the hypothesis holds. A convention, stated in the brief. */
export const ratingLikelihoods: Readonly<Record<Exclude<Rating, "NA">, number>> = { CC: 0.95, C: 0.75, N: 0.5, I: 0.25, II: 0.05 };

const points: Readonly<Record<Rating, number>> = { CC: 0, C: 0, N: 0, I: 1, II: 2, NA: 0 };
const scale: Readonly<Record<Exclude<Rating, "NA">, number>> = { II: 1, I: 2, N: 3, C: 4, CC: 5 };

/**
 * The inconsistency of each hypothesis: 1 for each I and 2 for each II, times the weight of the item where there are weights (PARC: credibility ×
 * relevance, each 1/√2, 1 or √2). The lowest survives. `items[i][h]` rates item `i` by hypothesis `h`.
 */
export function inconsistency(items: readonly (readonly Rating[])[], weights: readonly number[] = items.map(() => 1)): readonly number[] {
  const hypotheses = items[0]?.length ?? 0;
  return Array.from({ length: hypotheses }, (_, hypothesis) =>
    items.reduce((sum, row, item) => sum + points[row[hypothesis]!] * (weights[item] ?? 1), 0),
  );
}

/** How far an item tells hypotheses apart, by ratings: the standard deviation of their places on a scale of 1 to 5, NA left out; 0 when all are the same. */
export function diagnosticityOfRatings(row: readonly Rating[]): number {
  const places = row.flatMap((rating) => (rating === "NA" ? [] : [scale[rating]]));
  if (places.length === 0) return 0;
  const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
  return Math.sqrt(places.reduce((sum, place) => sum + (place - mean) * (place - mean), 0) / places.length);
}

/** The same by probabilities: the greatest |ln(likelihood ratio)| of any two hypotheses; infinite where one of them rules the item out. */
export function diagnosticityOfLikelihoods(row: readonly number[]): number {
  const [least, most] = [Math.min(...row), Math.max(...row)];
  return most === least ? 0 : ln(most) - ln(least);
}

/** Ratings as probabilities of the item; undefined when the item does not apply to one of the hypotheses, since it then says nothing of any. */
export function likelihoodsOfRatings(row: readonly Rating[]): readonly number[] | undefined {
  const likelihoods = row.flatMap((rating) => (rating === "NA" ? [] : [ratingLikelihoods[rating]]));
  return likelihoods.length === row.length ? likelihoods : undefined;
}

/**
 * Likelihoods as they count when the report is sound with probability `trust` and otherwise says nothing: trust·L + (1 − trust)·½, the same ½ for
 * every hypothesis, so that no trust at all leaves the odds as they are.
 */
export function discounted(row: readonly number[], trust: number): readonly number[] {
  return row.map((likelihood) => trust * likelihood + (1 - trust) * 0.5);
}

/**
 * Bayes' rule: prior times the likelihoods of independent items, normalised. Undefined when every hypothesis is ruled out. The prior need not sum
 * to 1.
 */
export function posteriorOf(prior: readonly number[], items: readonly (readonly number[])[]): readonly number[] | undefined {
  let weights: readonly number[] = prior;
  for (const row of items) {
    const next = weights.map((weight, hypothesis) => weight * row[hypothesis]!);
    const most = Math.max(...next);
    if (!(most > 0)) return undefined;
    weights = next.map((weight) => weight / most);
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? weights.map((weight) => weight / sum) : undefined;
}
