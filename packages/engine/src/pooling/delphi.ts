/** Rounds of a Delphi: what is shown back after each, how far it moved from the one before, and whether the answers have settled. */
import { quantiles } from "../statistics/quantiles.js";

/** One round of answers. Changes are counted among those who answered this round and the one before. */
export interface DelphiRound {
  readonly answers: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** How far the median moved, and the same in interquartile ranges of the round before. */
  readonly medianShift?: number;
  readonly relativeShift?: number;
  /** The interquartile range over that of the round before; below 1 the panel has drawn together. */
  readonly spreadRatio?: number;
  /** The share of experts who changed their answer. */
  readonly changed?: number;
  /** Fewer than 15 % changed their answer, the criterion of Scheibe, Skutsch and Schofer (1975). */
  readonly isStable?: boolean;
}

/** The share of changed answers below which a round counts as settled. */
export const stableShare = 0.15;

/** Summaries of all rounds; `rounds[r][e]` is what expert e answered in round r, undefined for no answer. Rounds without an answer are left out. */
export function delphiRounds(rounds: readonly (readonly (number | undefined)[])[]): readonly DelphiRound[] {
  const answered = rounds.filter((round) => round.some((answer) => answer !== undefined));
  return answered.map((round, index) => {
    const present = round.filter((answer) => answer !== undefined);
    const [lowerQuartile, median, upperQuartile] = quartiles(present);
    const summary = { answers: present.length, median, lowerQuartile, upperQuartile };
    const before = answered[index - 1];
    if (before === undefined) return summary;
    const [lowerBefore, medianBefore, upperBefore] = quartiles(before.filter((answer) => answer !== undefined));
    const spread = upperBefore - lowerBefore;
    const both = round.flatMap((answer, expert) =>
      answer !== undefined && before[expert] !== undefined ? [answer !== before[expert]] : [],
    );
    const medianShift = median - medianBefore;
    const changed = both.length > 0 ? both.filter((hasChanged) => hasChanged).length / both.length : undefined;
    return {
      ...summary,
      medianShift,
      ...(spread > 0 && { relativeShift: medianShift / spread, spreadRatio: (upperQuartile - lowerQuartile) / spread }),
      ...(changed !== undefined && { changed, isStable: changed < stableShare }),
    };
  });
}

function quartiles(answers: readonly number[]): readonly [number, number, number] {
  return quantiles(Float64Array.from(answers), [0.25, 0.5, 0.75]).map(({ value }) => value) as [number, number, number];
}
