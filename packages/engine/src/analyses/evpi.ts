/** Expected value of perfect information: what it would be worth to know everything before choosing. */
import { estimatedMean } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { type ChoiceOptions, differenceOf, gainOfChoice, gainsOf, meanOf } from "./information.js";
import { tailWeight } from "./tail-risk.js";

/** The value of perfect information, in the unit of the benefits. It is the least of the expected regrets. */
export interface Evpi extends Estimated {
  /** The index of the option that is best on average. */
  readonly best: number;
  /** By option, its mean benefit; not a number where a barred option's is not. */
  readonly means: readonly Estimated[];
  /** By option, the expected regret: how much less it is worth than the best eligible option in each draw. Undefined where it is not eligible. */
  readonly regrets: readonly (Estimated | undefined)[];
  /** Options whose tails are so heavy that a mean, and every error here, may not exist (see `tailWeight`). */
  readonly heavy: readonly number[];
}

/**
 * E[max over d of B(d)] - max over d of E[B(d)] (Raiffa and Schlaifer 1961), from draws of the benefits B on common random numbers. Only
 * eligible options are chosen from. The standard error is of the mean of the paired differences; from replicates where there are such.
 */
export function evpi(draws: OptionDraws, options: ChoiceOptions = {}): Evpi | Unsuitable {
  const gains = gainsOf(draws, options);
  if ("kind" in gains) return gains;
  const { columns, best, others, count, replicated } = gains;
  const most = greatestGains(columns, count);
  const regretOf = (column: Float64Array) => meanOf(differenceOf(most, column), replicated);
  const value = meanOf(most, replicated);
  return {
    ...value,
    best,
    means: draws.benefits.map((column) => estimatedMean(column, replicated)),
    regrets: draws.options.map((_, index) =>
      index === best ? value : others.includes(index) ? regretOf(columns[others.indexOf(index)]!) : undefined,
    ),
    heavy: draws.options
      .map((_, index) => index)
      .filter((index) => (index === best || others.includes(index)) && tailWeight(draws.benefits[index]!).isHeavy),
  };
}

/** By draw, the greatest gain over the option that is best on average, and at least 0. */
function greatestGains(columns: readonly Float64Array[], count: number): Float64Array {
  const most = new Float64Array(count);
  for (const column of columns) for (let draw = 0; draw < count; draw++) if (column[draw]! > most[draw]!) most[draw] = column[draw]!;
  return most;
}

/** What a fixed rule of choice is worth over the best option now: `choice` gives the index of an option for each draw. */
export function gainOfRule(draws: OptionDraws, choice: (draw: number) => number, options: ChoiceOptions = {}): Estimated | Unsuitable {
  const gains = gainsOf(draws, options);
  if ("kind" in gains) return gains;
  return gainOfChoice(gains, (draw) => gains.others.indexOf(choice(draw)));
}
