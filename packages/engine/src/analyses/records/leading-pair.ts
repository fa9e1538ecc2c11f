/** The two options between which the decision lies. */
import { momentsOf } from "../../statistics/moments.js";
import { bestShares } from "../draw-columns.js";
import type { OptionDraws } from "../draws.js";

/** A rival has to be the best in at least this share of the draws; otherwise the baseline is what matters to compare with. */
const leastWins = 0.02;

/** Per option, in which share of the draws it is the best of the eligible ones; ties share the place. */
export function winsOf({ benefits }: OptionDraws, eligible: readonly boolean[]): readonly number[] {
  return bestShares(benefits, eligible).map((shares) => momentsOf(shares).mean);
}

/**
 * The option in front by its mean, and what it is set against: the one that most often beats all others, where one does so at all, else the
 * baseline; the runner-up where that is in front itself or barred. Undefined with fewer than two eligible options.
 */
export function leadingPair(draws: OptionDraws, eligible: readonly boolean[], baseline: number): readonly [number, number] | undefined {
  const means = draws.benefits.map((column) => momentsOf(column).mean);
  const order = means.map((_, option) => option).filter((option) => eligible[option]);
  order.sort((one, other) => means[other]! - means[one]!);
  const [leader, second] = order;
  if (leader === undefined || second === undefined) return undefined;
  const wins = winsOf(draws, eligible);
  const rival = order.slice(1).reduce((most, option) => (wins[option]! > wins[most]! ? option : most), second);
  if (wins[rival]! >= leastWins) return [leader, rival];
  return [leader, leader === baseline || !eligible[baseline] ? second : baseline];
}
