/** Base rates from counted cases: the posterior of a chance, how relevant cases weigh in, what it foretells for further cases, and rates of events in time. */
import { beta } from "../distributions/beta.js";
import { exp, log1p } from "../elementary.js";
import { lgamma } from "../special/log-gamma.js";

/** Successes among trials; of a case that is only partly comparable, `weight` says how much of a case it counts as, 1 when missing. */
export interface CountedCases {
  readonly successes: number;
  readonly trials: number;
  readonly weight?: number;
}

/** The two parameters of a beta distribution. */
export interface BetaShape {
  readonly alpha: number;
  readonly beta: number;
}

/** Successes and trials in all, each case by its weight. */
export function totalOf(cases: readonly CountedCases[]): { readonly successes: number; readonly trials: number } {
  return {
    successes: cases.reduce((sum, { successes, weight = 1 }) => sum + weight * successes, 0),
    trials: cases.reduce((sum, { trials, weight = 1 }) => sum + weight * trials, 0),
  };
}

/** The posterior of the chance. Weights make it a power prior: beta(a + Σ w x, b + Σ w (n - x)) (Ibrahim and Chen 2000). */
export function baseRate(cases: readonly CountedCases[], prior: BetaShape): BetaShape {
  return {
    alpha: prior.alpha + cases.reduce((sum, { successes, weight = 1 }) => sum + weight * successes, 0),
    beta: prior.beta + cases.reduce((sum, { successes, trials, weight = 1 }) => sum + weight * (trials - successes), 0),
  };
}

/** The central interval of the Jeffreys posterior, which begins at 0 without a success and ends at 1 without a failure (Brown, Cai and DasGupta 2001). */
export function jeffreysInterval(successes: number, trials: number, level: number): readonly [number, number] {
  const shape = [successes + 0.5, trials - successes + 0.5];
  return [successes === 0 ? 0 : beta.quantile((1 - level) / 2, shape), successes === trials ? 1 : beta.quantile((1 + level) / 2, shape)];
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return lgamma(a) + lgamma(b) - lgamma(a + b);
}

/** The probabilities of 0, 1, … successes in so many further cases. */
export function furtherCases({ alpha, beta }: BetaShape, trials: number): readonly number[] {
  const logs = lgamma(trials + 1) - logBeta(alpha, beta);
  return Array.from({ length: trials + 1 }, (_, k) =>
    exp(logs - lgamma(k + 1) - lgamma(trials - k + 1) + logBeta(alpha + k, beta + trials - k)),
  );
}

/** The posterior of a rate of events: a gamma by shape and scale. */
export interface EventRate {
  readonly shape: number;
  readonly scale: number;
}

/** So many events in so long a time, with the prior of Jeffreys: gamma(x + 1/2, 1/T). */
export function eventRate(events: number, duration: number): EventRate {
  return { shape: events + 0.5, scale: 1 / duration };
}

/** The probability of at least one event within so long a time: 1 - (T / (T + t))^shape. */
export function chanceOfAny({ shape, scale }: EventRate, duration: number): number {
  return 1 - exp(-shape * log1p(duration * scale));
}
