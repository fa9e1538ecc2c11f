/**
 * Options set against each other as the page shows them while a slider moves: the numbers of a comparison in the brief and no others, gone through
 * draw by draw once.
 */
import { emptyMoments, type Moments, meanError, quantiles, summaryProbabilities } from "@outweigh/engine";
import type { ErrorRule } from "@outweigh/language";

/** The 5, 25, 50, 75 and 95 % quantiles. */
export type FiveQuantiles = readonly [number, number, number, number, number];

/** A share of the draws with its standard error. */
export interface Share {
  readonly probability: number;
  readonly error: number;
}

/** One option. */
export interface OptionMeasures {
  readonly quantiles: FiveQuantiles;
  /** Place among those that are not barred, by median; 1 is best. */
  readonly rank: number | undefined;
  /** How often it is the best of those that are not barred; ties share the place. */
  readonly best: Share | undefined;
  /** Less the option of reference, draw by draw, and how often it is worse. */
  readonly toReference: { readonly quantiles: FiveQuantiles; readonly worse: Share } | undefined;
}

/** Measures columns of draws, one for each option; a column of length one is the same in every draw. `reference` is -1 where there is none. */
export function measureOptions(
  columns: readonly Float64Array[],
  sense: "minimise" | "maximise",
  reference: number,
  eligible: readonly boolean[],
  errors: ErrorRule,
): readonly OptionMeasures[] {
  const draws = Math.max(0, ...columns.map(({ length }) => length));
  const known = new Map<Float64Array, FiveQuantiles>();
  const own = columns.map((column) => {
    const found = known.get(column) ?? fiveOf(column);
    known.set(column, found);
    return found;
  });
  const gain = sense === "minimise" ? -1 : 1;
  const places = columns.map((_, option) => option).filter((option) => eligible[option]);
  const order = [...places].sort((one, other) => gain * (own[other]![2] - own[one]![2]));
  const best = tallyBest(
    places.map((option) => columns[option]!),
    gain,
    draws,
  );
  const against = columns[reference];
  return columns.map((column, option) => {
    const place = places.indexOf(option);
    return {
      quantiles: own[option]!,
      rank: place < 0 ? undefined : order.indexOf(option) + 1,
      best: place < 0 ? undefined : shareOf(best[place]!, draws, errors),
      toReference: against === undefined || option === reference ? undefined : differenceTo(against, column, gain, errors),
    };
  });
}

function fiveOf(column: Float64Array): FiveQuantiles {
  return quantiles(column, summaryProbabilities).map(({ value }) => value) as unknown as FiveQuantiles;
}

/** Sums of a column that is made up as it is gone through: all in all, of squares, and by replicate. */
interface Tally {
  squares: number;
  readonly sums: Float64Array;
}

const emptyTally = (): Tally => ({ squares: 0, sums: new Float64Array(emptyMoments().replicateSums.length) });

function shareOf({ squares, sums }: Tally, count: number, { replicated, errorFactor }: ErrorRule): Share {
  const sum = sums.reduce((total, each) => total + each, 0);
  const moments: Moments = {
    ...emptyMoments(),
    count,
    mean: sum / count,
    squares: Math.max(0, squares - (sum * sum) / count),
    replicateSums: sums,
  };
  return { probability: moments.mean, error: meanError(moments, replicated) * errorFactor };
}

function tallyBest(columns: readonly Float64Array[], gain: number, draws: number): readonly Tally[] {
  const tallies = columns.map(emptyTally);
  const sums = tallies.map((tally) => tally.sums);
  const steps = columns.map(({ length }) => (length === 1 ? 0 : 1));
  const values = new Float64Array(columns.length);
  const replicates = sums[0]?.length ?? 1;
  for (let draw = 0; draw < draws; draw++) {
    let best = -Infinity;
    let ties = 0;
    let first = 0;
    for (let place = 0; place < columns.length; place++) {
      const value = columns[place]![draw * steps[place]!]! * gain;
      values[place] = value;
      if (value > best || (ties === 0 && value === best)) {
        best = value;
        ties = 1;
        first = place;
      } else if (value === best) ties++;
      else if (!(value < best)) {
        // Without an order of all of them nothing is the best, in this draw and so on the whole.
        for (const own of sums) own.fill(Number.NaN);
        return tallies;
      }
    }
    const replicate = draw % replicates;
    if (ties === 1) {
      sums[first]![replicate]!++;
      tallies[first]!.squares++;
    } else
      for (let place = 0; place < columns.length; place++) {
        if (values[place] !== best) continue;
        sums[place]![replicate]! += 1 / ties;
        tallies[place]!.squares += 1 / ties / ties;
      }
  }
  return tallies;
}

let scratch = new Float64Array(0);

function differenceTo(reference: Float64Array, column: Float64Array, gain: number, errors: ErrorRule): OptionMeasures["toReference"] {
  const count = Math.max(column.length, reference.length);
  if (scratch.length !== count) scratch = new Float64Array(count);
  const [step, otherStep] = [column.length === 1 ? 0 : 1, reference.length === 1 ? 0 : 1];
  const tally = emptyTally();
  const { sums } = tally;
  for (let draw = 0; draw < count; draw++) {
    const value = column[draw * step]!;
    const other = reference[draw * otherStep]!;
    scratch[draw] = value - other;
    if (value * gain < other * gain) sums[draw % sums.length]!++;
    else if (!(value * gain >= other * gain)) sums.fill(Number.NaN);
  }
  tally.squares = sums.reduce((total, each) => total + each, 0);
  return { quantiles: fiveOf(scratch), worse: shareOf(tally, count, errors) };
}
