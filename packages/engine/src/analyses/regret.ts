/** Regret: how much less an option is worth in a draw than the best eligible option in that very draw. */
import type { QuantileEstimate } from "../result.js";
import { quantiles, summaryProbabilities } from "../statistics/quantiles.js";
import { estimatedMean, mapDistinct, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { differenceOf } from "./information.js";

/** The regret of one option. That of an option which is not eligible may be negative: it would have been better than all that are. */
export interface OptionRegret {
  readonly option: string;
  readonly eligible: boolean;
  readonly expected: Estimated;
  /** The greatest regret of any draw, which more draws can only raise, and the draw, counted from 0. */
  readonly maximum: number;
  readonly maximumDraw: number;
  readonly quantiles: readonly QuantileEstimate[];
}

/** The regrets of all options, and the eligible options (by number) with the least expected and the least maximum regret. */
export interface Regrets {
  readonly options: readonly OptionRegret[];
  readonly leastExpected: number;
  readonly minimax: number;
  /** The expected value of perfect information: the least expected regret, which is that of the option with the best mean. */
  readonly perfectInformation: Estimated;
}

/** Which options may be chosen (all unless given), and the quantiles of regret wanted. */
export interface RegretOptions {
  readonly eligible?: readonly boolean[];
  readonly probabilities?: readonly number[];
}

/** The regret of every option in every draw, a column per option. At least one option must be eligible. */
export function regretColumns(benefits: readonly Float64Array[], eligible: readonly boolean[] = []): readonly Float64Array[] {
  const columns = widened(benefits);
  const ranked = columns.filter((_, option) => eligible[option] ?? true);
  if (ranked.length === 0) throw new Error("Regret needs an eligible option.");
  const best = Float64Array.from(ranked[0]!);
  for (const column of ranked) for (let draw = 0; draw < best.length; draw++) if (column[draw]! > best[draw]!) best[draw] = column[draw]!;
  return mapDistinct(columns, (column) => differenceOf(best, column));
}

/** Expected, greatest and minimax regret. */
export function regrets(
  draws: OptionDraws,
  { eligible = [], probabilities = summaryProbabilities }: RegretOptions = {},
): Regrets | Unsuitable {
  const count = draws.options.length;
  if (count < 2) return { kind: "unsuitable", reason: "too-few-options", have: count, need: 2 };
  const ranked = draws.options.map((_, option) => option).filter((option) => eligible[option] ?? true);
  if (ranked.length === 0) return { kind: "unsuitable", reason: "all-barred" };
  const unsuitable = unsuitableColumns(draws.benefits, draws.options);
  if (unsuitable) return unsuitable;
  const found = mapDistinct(regretColumns(draws.benefits, eligible), (column) => {
    let maximumDraw = 0;
    for (let draw = 1; draw < column.length; draw++) if (column[draw]! > column[maximumDraw]!) maximumDraw = draw;
    return {
      expected: estimatedMean(column, draws.replicated),
      maximum: column[maximumDraw]!,
      maximumDraw,
      quantiles: quantiles(column, probabilities),
    };
  });
  const options = found.map(
    (each, option): OptionRegret => ({ option: draws.options[option]!, eligible: eligible[option] ?? true, ...each }),
  );
  const least = (of: (option: OptionRegret) => number) =>
    ranked.reduce((best, option) => (of(options[option]!) < of(options[best]!) ? option : best));
  const leastExpected = least(({ expected }) => expected.value);
  return {
    options,
    leastExpected,
    minimax: least(({ maximum }) => maximum),
    perfectInformation: options[leastExpected]!.expected,
  };
}
