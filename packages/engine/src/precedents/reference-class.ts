/** Reference-class forecasting of a quantity: what similar undertakings came to, as ratios of outcome to estimate, and the uplift that an estimate needs. */
import { pieceOf } from "../pooling/curve.js";

/** The ratios in rising order at cumulative probabilities from 0 to 1, between which straight lines run; with equal weights the quantiles are those of type 7. */
export interface RatioTable {
  readonly probabilities: readonly number[];
  readonly ratios: readonly number[];
}

/** The table of ratios with weights above zero, 1 when missing. A single ratio stands at both ends. */
export function ratioTable(cases: readonly { readonly ratio: number; readonly weight?: number }[]): RatioTable {
  const sorted = cases.filter(({ weight = 1 }) => weight > 0).sort((a, b) => a.ratio - b.ratio);
  const [only] = sorted;
  if (sorted.length === 1) return { probabilities: [0, 1], ratios: [only!.ratio, only!.ratio] };
  let before = 0;
  const middles = sorted.map(({ weight = 1 }) => {
    before += weight;
    return before - weight / 2;
  });
  const [first, last] = [middles[0]!, middles.at(-1)!];
  return { probabilities: middles.map((middle) => (middle - first) / (last - first)), ratios: sorted.map(({ ratio }) => ratio) };
}

/** The ratio that is not exceeded with this probability. */
export function ratioAt({ probabilities, ratios }: RatioTable, probability: number): number {
  const k = pieceOf(probability, probabilities);
  const share = (probability - probabilities[k]!) / (probabilities[k + 1]! - probabilities[k]!);
  return ratios[k]! + share * (ratios[k + 1]! - ratios[k]!);
}

/** By which share an estimate must be raised for the outcome to exceed it only with this risk (Flyvbjerg 2006): the quantile at 1 - risk, less one. */
export function upliftAt(table: RatioTable, risk: number): number {
  return ratioAt(table, 1 - risk) - 1;
}
