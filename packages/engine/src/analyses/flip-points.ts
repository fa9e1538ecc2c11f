/** The values of an input at which one of two options overtakes the other, everything else at its distribution. */
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";
import { type ExpectedCurve, expectedCurve } from "./expected-curve.js";
import { type ChoiceOptions, differenceOf, gainsOf, meanOf } from "./information.js";
import { curveAt } from "./smoother.js";

/** One crossing of the expected difference through zero. */
export interface FlipPoint extends Estimated {
  /** Which of the two options is better above the value, which below. */
  readonly betterAbove: number;
  readonly betterBelow: number;
  /** The probability that the input lies above. Its error counts the draws and the error of the value itself. */
  readonly above: Estimated;
  /** Whether the difference is more than two standard errors from zero somewhere on each side, up to the next crossing or the end. */
  readonly isClear: boolean;
}

/** The flip points of an input for two options. */
export interface FlipPoints {
  readonly input: string;
  /** The indices of the options; the expected difference is the first less the second. */
  readonly pair: readonly [number, number];
  /** The option that is better with nothing more known. */
  readonly better: number;
  /** By rising value; none where the ranking is the same at every value met. */
  readonly points: readonly FlipPoint[];
  /** The probability that the input lies where the other option is better: what it would take to change the ranking. */
  readonly changed: Estimated;
  readonly curve: ExpectedCurve;
}

/** How finely the curve is searched. */
const searchSteps = 400;

/**
 * Finds where E[B(first) - B(second) | input = x] crosses zero within the range of the draws. Of an input of few values a flip lies between two
 * of them. The error of a flip point is the error of the curve there over its slope.
 */
export function flipPoints(draws: OptionDraws, pair: readonly [number, number], input: InputDraws): FlipPoints | Unsuitable {
  const [first, second] = pair.map((index) => draws.benefits[index]!) as [Float64Array, Float64Array];
  const difference = differenceOf(first, second);
  const expected = expectedCurve(difference, input, searchSteps + 1);
  if ("kind" in expected) return expected;
  const roots = rootsOf(expected);
  const column = input.columns[0]!;
  const share = (isIn: (value: number) => boolean) =>
    meanOf(
      column.map((value) => (isIn(value) ? 1 : 0)),
      draws.replicated,
    );
  const shiftOf = (value: number, error: number) => share((x) => Math.abs(x - value) <= error).value / 2;
  const points = roots.map(({ value, error, rises, isClear }): FlipPoint => {
    const above = share((x) => x > value);
    const [winner, loser] = rises ? pair : [pair[1], pair[0]];
    return {
      value,
      error,
      betterAbove: winner,
      betterBelow: loser,
      above: { value: above.value, error: hypotenuse(above.error, shiftOf(value, error)) },
      isClear,
    };
  });
  const isFirst = meanOf(difference, draws.replicated).value >= 0;
  const changed = share((x) => isFirstAt(roots, expected, x) !== isFirst);
  const doubt = roots.reduce((sum, { value, error }) => hypotenuse(sum, shiftOf(value, error)), 0);
  return {
    input: input.name,
    pair,
    better: isFirst ? pair[0] : pair[1],
    points,
    changed: { value: changed.value, error: hypotenuse(changed.error, doubt) },
    curve: expected,
  };
}

/** How many of the options behind the best one are set against it. */
const runnersUp = 2;

/**
 * The flips of every input for the best option against each of the next two, by mean benefit: those that would most probably change the ranking
 * come first. Inputs that cannot be used (constant, several cells) are left out.
 */
export function likeliestFlips(
  draws: OptionDraws,
  inputs: readonly InputDraws[],
  { eligible }: ChoiceOptions = {},
): readonly FlipPoints[] | Unsuitable {
  const gains = gainsOf(draws, eligible === undefined ? {} : { eligible });
  if ("kind" in gains) return gains;
  const behind = gains.others
    .map((index, place) => ({ index, mean: meanOf(gains.columns[place]!, false).value }))
    .sort((one, other) => other.mean - one.mean);
  const found = behind.slice(0, runnersUp).flatMap(({ index }) =>
    inputs
      .filter(({ columns }) => columns.length === 1)
      .flatMap((input) => {
        const flips = flipPoints(draws, [gains.best, index], input);
        return "kind" in flips ? [] : [flips];
      }),
  );
  return found.sort((one, other) => other.changed.value - one.changed.value);
}

function hypotenuse(one: number, other: number): number {
  return Math.sqrt(one * one + other * other);
}

interface Root extends Estimated {
  readonly rises: boolean;
  readonly isClear: boolean;
}

function isFirstAt(roots: readonly Root[], { points }: ExpectedCurve, x: number): boolean {
  if (roots.length === 0) return points[0]!.value >= 0;
  let isFirst = !roots[0]!.rises;
  for (const { value, rises } of roots) if (x > value) isFirst = rises;
  return isFirst;
}

function rootsOf({ points, curve }: ExpectedCurve): readonly Root[] {
  const places: { value: number; error: number; rises: boolean; after: number }[] = [];
  for (let k = 0; k + 1 < points.length; k++) {
    let [left, right] = [points[k]!.at, points[k + 1]!.at];
    const rises = points[k + 1]!.value >= 0;
    if (points[k]!.value >= 0 === rises) continue;
    for (let step = 0; step < 60 && right - left > 0; step++) {
      const middle = left + (right - left) / 2;
      if (curveAt(curve, middle).value >= 0 === rises) right = middle;
      else left = middle;
    }
    const value = left + (right - left) / 2;
    const { error, slope } = curveAt(curve, value);
    places.push({ value, error: slope === 0 ? Infinity : error / Math.abs(slope), rises, after: k });
  }
  const isSure = (from: number, to: number) => points.slice(from, to).some(({ value, error }) => Math.abs(value) > 2 * error);
  return places.map(({ value, error, rises, after }, index) => ({
    value,
    error,
    rises,
    isClear:
      isSure((places[index - 1]?.after ?? -1) + 1, after + 1) && isSure(after + 1, (places[index + 1]?.after ?? points.length - 1) + 1),
  }));
}
