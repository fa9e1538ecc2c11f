/** Options compared draw by draw on common random numbers: how often each is best, and its difference to the baseline. */
import type { Summary } from "./result.js";
import { meanError, momentsOf } from "./statistics/moments.js";
import { type RankStatistics, summarise } from "./statistics/summary.js";

/** An option against the baseline, draw by draw. */
export interface BaselineComparison {
  /** The option less the baseline, draw by draw. */
  readonly difference: Summary;
  readonly probabilityWorse: number;
  readonly probabilityWorseError: number;
  readonly probabilityBetter: number;
  readonly probabilityBetterError: number;
}

/**
 * How one option stands. Probabilities come with their standard errors; ties share the first place and count as neither worse nor better. A
 * draw in which something compared is not a number makes the probability not a number.
 */
export interface OptionComparison extends BaselineComparison {
  readonly eligible: boolean;
  /** The share of draws in which the option is the best of the eligible ones; 0 for an option that is not eligible. */
  readonly probabilityBest: number;
  readonly probabilityBestError: number;
}

/**
 * Compares options by their draws: a column per option, all of one length or of length one where the value is certain. `replicated` says how
 * the draws were made, and so how standard errors are formed. Without the draws, see `comparisonOutputs`.
 */
export function compareOptions(
  draws: readonly Float64Array[],
  sense: "minimise" | "maximise",
  baselineIndex: number,
  eligible: readonly boolean[] = draws.map(() => true),
  replicated = false,
): readonly OptionComparison[] {
  const count = Math.max(...draws.map((column) => column.length));
  const shares = sharesOfBest(draws, sense, eligible, count);
  const baseline = draws[baselineIndex];
  if (baseline === undefined) throw new Error(`There is no option ${baselineIndex} to compare with.`);
  return draws.map((column, option) => {
    const best = meanAndError(shares[option]!, replicated);
    return {
      eligible: eligible[option] ?? true,
      probabilityBest: best.mean,
      probabilityBestError: best.error,
      ...compareWithBaseline(column, baseline, sense, replicated),
    };
  });
}

/** Compares one column of draws with that of the baseline; either may have length one. */
export function compareWithBaseline(
  column: Float64Array,
  baseline: Float64Array,
  sense: "minimise" | "maximise",
  replicated = false,
): BaselineComparison & { readonly difference: RankStatistics } {
  const difference = differenceOf(column, baseline);
  const sides = sidesOf(difference, column, baseline, sense);
  const worse = meanAndError(sides.worse, replicated);
  const better = meanAndError(sides.better, replicated);
  return {
    difference: summarise(difference, replicated),
    probabilityWorse: worse.mean,
    probabilityWorseError: worse.error,
    probabilityBetter: better.mean,
    probabilityBetterError: better.error,
  };
}

function at(column: Float64Array, draw: number): number {
  return column[column.length === 1 ? 0 : draw]!;
}

function differenceOf(column: Float64Array, baseline: Float64Array): Float64Array {
  const difference = new Float64Array(Math.max(column.length, baseline.length));
  for (let draw = 0; draw < difference.length; draw++) difference[draw] = at(column, draw) - at(baseline, draw);
  return difference;
}

/** 1 in the draws in which the option is worse, or better, and not a number where one of the two is not. */
function sidesOf(difference: Float64Array, column: Float64Array, baseline: Float64Array, sense: "minimise" | "maximise") {
  const above = new Float64Array(difference.length);
  const below = new Float64Array(difference.length);
  for (let draw = 0; draw < difference.length; draw++) {
    const value = at(column, draw);
    const other = at(baseline, draw);
    if (value > other) above[draw] = 1;
    else if (value < other) below[draw] = 1;
    else if (value !== other) above[draw] = below[draw] = Number.NaN;
  }
  return sense === "minimise" ? { worse: above, better: below } : { worse: below, better: above };
}

/** Per option and draw, its share of the first place. */
function sharesOfBest(
  draws: readonly Float64Array[],
  sense: "minimise" | "maximise",
  eligible: readonly boolean[],
  count: number,
): readonly Float64Array[] {
  const shares = draws.map(() => new Float64Array(count));
  const ranked = draws.map((_, option) => option).filter((option) => eligible[option] ?? true);
  const gain = sense === "minimise" ? -1 : 1;
  for (let draw = 0; draw < count; draw++) {
    let best = -Infinity;
    let ties = 0;
    for (const option of ranked) {
      const value = at(draws[option]!, draw) * gain;
      if (Number.isNaN(value)) best = Number.NaN;
      else if (value > best || (ties === 0 && value === best)) {
        best = value;
        ties = 1;
      } else if (value === best) ties++;
    }
    for (const option of ranked) {
      if (Number.isNaN(best)) shares[option]![draw] = Number.NaN;
      else if (at(draws[option]!, draw) * gain === best) shares[option]![draw] = 1 / ties;
    }
  }
  return shares;
}

function meanAndError(values: Float64Array, replicated: boolean): { readonly mean: number; readonly error: number } {
  const moments = momentsOf(values);
  return { mean: moments.mean, error: meanError(moments, replicated) };
}
