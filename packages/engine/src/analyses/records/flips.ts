/** What would change the answer: the values of inputs at which another option overtakes the one in front, and pairs of inputs together. */
import { momentsOf } from "../../statistics/moments.js";
import { quantiles } from "../../statistics/quantiles.js";
import { defineAnalysis } from "../analysis.js";
import type { DecisionDraws } from "../decision.js";
import { type InputDraws, isUnsuitable, type OptionDraws, type Unsuitable } from "../draws.js";
import { type ExpectedMap, type ExpectedPoint, expectedMap } from "../expected-curve.js";
import { type FlipPoint, flipPoints } from "../flip-points.js";
import { type DrawFlipSets, flipSetsOfDraws } from "../flip-sets-of-draws.js";
import { differenceOf } from "../information.js";
import { firstOrder } from "../rank-importance.js";
import { winsOf } from "./leading-pair.js";
import { type PerObjective, perObjective } from "./per-objective.js";

/** An input that can turn the ranking of two options, what it would take, and the expected difference over it. Options are places in the decision. */
export interface Flip {
  readonly input: string;
  readonly points: readonly FlipPoint[];
  /** The probability that the input lies where the other option is better. */
  readonly changed: { readonly value: number; readonly error: number };
  readonly curve: readonly ExpectedPoint[];
  /** The 5 %, 50 % and 95 % quantiles of the input. */
  readonly quantiles: readonly [number, number, number];
}

/** The option in front against another one: inputs that flip the two, those that matter and do not, and the map of the two inputs that matter most. */
export interface FlipsOfPair {
  readonly pair: readonly [number, number];
  readonly flips: readonly Flip[];
  /** The inputs by the share of the variance of the difference that each explains alone, largest first. The map is made where something flips. */
  readonly shares: readonly { readonly input: string; readonly share: { readonly value: number; readonly error: number } }[];
  readonly map?: ExpectedMap;
}

/** The pairs: the option in front against the option that is most often better than all others and, on the first objective, against the baseline; and the fewest inputs whose tails together flip the answer. */
export interface FlipsResult {
  readonly leader: number;
  readonly pairs: readonly FlipsOfPair[];
  readonly together: DrawFlipSets | Unsuitable;
}

/** So many rivals are looked at beside the baseline, so many inputs for flip points, and so many listed by what they explain. */
const mostRivals = 1;
const mostInfluential = 20;
const mostListed = 12;

export const flips = defineAnalysis<PerObjective<FlipsResult>>({
  name: "flip-points",
  question: "What would change the answer?",
  needs: ["objective", "options", "inputs"],
  fewestDraws: 512,
  method: "flip-points",
  holds:
    "`objectives` (and `weights:NAME`): `leader`; `pairs` with `flips` (per input `points`, the probability `changed` of the far side, the `curve`), `shares` of the spread, and the `map` over two inputs with its `zeroLines`; `together`, the smallest sets of inputs that flip the answer.",
  knownAnswer: "Linear model with normal inputs in closed form",
  run: async (subject, means) => {
    const flipsOf = (draws: OptionDraws, eligible: readonly boolean[], isFirst: boolean): FlipsResult | Unsuitable => {
      const order = draws.options.map((_, option) => option).filter((option) => eligible[option]);
      const means = draws.benefits.map((column) => momentsOf(column).mean);
      order.sort((one, other) => means[other]! - means[one]!);
      const [leader, ...others] = order;
      if (leader === undefined || others.length === 0)
        return { kind: "unsuitable", reason: "too-few-options", have: order.length, need: 2 };
      const wins = winsOf(draws, eligible);
      const nearest = [...others].sort((one, other) => wins[other]! - wins[one]!);
      const asked = [...nearest.slice(0, mostRivals), ...(isFirst ? [subject.decision.baseline] : [])];
      const rivals = new Set(asked.filter((option) => others.includes(option)));
      const pairs = [...rivals].map((other) => flipsOfPair(subject, draws, [leader, other]));
      const named = new Set(pairs.flatMap(({ shares }) => shares.map(({ input }) => input)));
      const inputs = subject.inputs.filter(({ name }) => named.has(name));
      return { leader, pairs, together: flipSetsOfDraws(inputs, draws, { barred: eligible.map((each) => !each) }) };
    };
    return perObjective(subject, means, flipsOf, { weighed: true });
  },
});

function flipsOfPair(subject: DecisionDraws, draws: OptionDraws, pair: readonly [number, number]): FlipsOfPair {
  const single = subject.inputs.filter(({ columns }) => columns.length === 1);
  const difference = differenceOf(draws.benefits[pair[0]]!, draws.benefits[pair[1]]!);
  const shares = single.flatMap((input) => {
    const share = firstOrder(difference, input.columns[0]!, draws.replicated);
    return isUnsuitable(share) ? [] : [{ input, share }];
  });
  shares.sort((one, other) => other.share.value - one.share.value);
  const influential = shares.filter(({ share }) => share.value > 2 * share.error).slice(0, mostInfluential);
  const found = influential.flatMap(({ input }): readonly Flip[] => {
    const result = flipPoints(draws, pair, input);
    if (isUnsuitable(result) || !result.points.some(({ isClear }) => isClear)) return [];
    const [low, middle, high] = quantiles(input.columns[0]!, [0.05, 0.5, 0.95]).map(({ value }) => value);
    const { points, changed, curve } = result;
    return [{ input: input.name, points, changed, curve: thinned(curve.points), quantiles: [low!, middle!, high!] }];
  });
  const map =
    found.length === 0
      ? undefined
      : mapOf(
          difference,
          shares.map(({ input }) => input),
        );
  return {
    pair,
    flips: found.sort((one, other) => other.changed.value - one.changed.value),
    shares: shares.slice(0, mostListed).map(({ input, share }) => ({ input: input.name, share })),
    ...(map === undefined ? {} : { map }),
  };
}

/** The two inputs that matter most and have more than a few values. */
function mapOf(difference: Float64Array, inputs: readonly InputDraws[]): ExpectedMap | undefined {
  const [x, y] = inputs.filter(({ columns }) => new Set(columns[0]!.subarray(0, 64)).size > 12);
  if (x === undefined || y === undefined) return undefined;
  const map = expectedMap(difference, x, y, 24);
  return isUnsuitable(map) ? undefined : map;
}

function thinned(points: readonly ExpectedPoint[]): readonly ExpectedPoint[] {
  const step = Math.max(1, Math.floor(points.length / 60));
  return points.filter((_, index) => index % step === 0 || index === points.length - 1);
}
