/** The Murphy decomposition of the half Brier score: how reliable forecasts are, how well they tell cases apart, and how uncertain the matter is. */
import { skill } from "./probability-scores.js";

/** A forecast of an event with what came of it, and how much it counts; 1 when missing. */
export interface ForecastWithOutcome {
  readonly probability: number;
  readonly cameTrue: boolean;
  readonly weight?: number;
}

/** Half Brier = reliability - resolution + uncertainty + withinBinVariance - withinBinCovariance. */
export interface MurphyDecomposition {
  /** The half Brier score, 0..1. */
  readonly brierHalf: number;
  /** How far the rates that came true lie from what was forecast; 0 is best. */
  readonly reliability: number;
  /** How far the rates of the groups lie from the base rate; more is better. */
  readonly resolution: number;
  /** The base rate times one less the base rate: what always forecasting the base rate would score. */
  readonly uncertainty: number;
  /** The variance of forecasts within their bins, and twice their covariance with the outcomes there; both zero where groups hold one forecast value each. */
  readonly withinBinVariance: number;
  readonly withinBinCovariance: number;
  readonly baseRate: number;
  /** 1 - brierHalf / uncertainty; undefined where everything or nothing came true. */
  readonly skillAgainstBaseRate: number | undefined;
}

/** Ten bins of equal width. */
export const tenths: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** The place of the bin of a probability: from its lower edge up to, but without, the upper; the last bin has both. */
export function binOf(probability: number, edges: readonly number[]): number {
  let bin = 0;
  while (bin + 2 < edges.length && probability >= edges[bin + 1]!) bin++;
  return bin;
}

/**
 * Decomposes the mean half Brier score. Without edges, forecasts of one value make a group and the three classical terms are exact (Murphy 1973);
 * with edges the two terms within bins are needed to make up the score (Stephenson, Coelho and Jolliffe 2008). Undefined without any forecast.
 */
export function murphyDecomposition(forecasts: readonly ForecastWithOutcome[], edges?: readonly number[]): MurphyDecomposition | undefined {
  const groups = new Map<number, { weight: number; forecast: number; came: number; members: ForecastWithOutcome[] }>();
  let [weights, came, missed] = [0, 0, 0];
  for (const each of forecasts) {
    const { probability, cameTrue, weight = 1 } = each;
    const key = edges === undefined ? probability : binOf(probability, edges);
    const group = groups.get(key) ?? { weight: 0, forecast: 0, came: 0, members: [] };
    group.weight += weight;
    group.forecast += weight * probability;
    group.came += cameTrue ? weight : 0;
    group.members.push(each);
    groups.set(key, group);
    weights += weight;
    came += cameTrue ? weight : 0;
    const miss = probability - (cameTrue ? 1 : 0);
    missed += weight * miss * miss;
  }
  if (!(weights > 0)) return undefined;
  const baseRate = came / weights;
  let [reliability, resolution, variance, covariance] = [0, 0, 0, 0];
  for (const group of groups.values()) {
    if (!(group.weight > 0)) continue;
    const [forecast, rate] = [group.forecast / group.weight, group.came / group.weight];
    reliability += group.weight * (forecast - rate) * (forecast - rate);
    resolution += group.weight * (rate - baseRate) * (rate - baseRate);
    if (edges === undefined) continue;
    for (const { probability, cameTrue, weight = 1 } of group.members) {
      const off = probability - forecast;
      variance += weight * off * off;
      covariance += 2 * weight * off * ((cameTrue ? 1 : 0) - rate);
    }
  }
  const [brierHalf, uncertainty] = [missed / weights, baseRate * (1 - baseRate)];
  return {
    brierHalf,
    reliability: reliability / weights,
    resolution: resolution / weights,
    uncertainty,
    withinBinVariance: variance / weights,
    withinBinCovariance: covariance / weights,
    baseRate,
    skillAgainstBaseRate: skill(brierHalf, uncertainty),
  };
}
