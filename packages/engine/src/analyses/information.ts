/** What analyses of value of information share: the options that may be chosen, their gains over the best one now, and what a rule of choice is worth. */
import { meanError, momentsOf } from "../statistics/moments.js";
import { mapDistinct, momentsOfDraws } from "./draw-columns.js";
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";

/** Which options may be chosen; all where nothing is said. */
export interface ChoiceOptions {
  readonly eligible?: readonly boolean[];
}

/** The eligible options in every draw, less the one that is best on average. */
export interface Gains {
  /** The index, among all options, of the one that is best on average: what would be chosen now. */
  readonly best: number;
  /** The indices of the other eligible options. */
  readonly others: readonly number[];
  /** What each of the others is worth more than the best one, draw by draw. */
  readonly columns: readonly Float64Array[];
  readonly count: number;
  readonly replicated: boolean;
}

/** The mean of a column with its standard error. */
export function meanOf(column: Float64Array, replicated: boolean): Estimated {
  const moments = momentsOf(column);
  return { value: moments.mean, error: meanError(moments, replicated) };
}

/** Sets options against the one that is best on average. Refused: fewer than two that may be chosen, fewer than two draws, a benefit that is not finite. */
export function gainsOf(draws: OptionDraws, { eligible }: ChoiceOptions = {}): Gains | Unsuitable {
  const indices = draws.options.map((_, index) => index).filter((index) => eligible?.[index] ?? true);
  if (indices.length === 0 && draws.options.length > 0) return { kind: "unsuitable", reason: "all-barred" };
  if (indices.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: indices.length, need: 2 };
  const count = draws.benefits[indices[0]!]!.length;
  if (count < 2) return { kind: "unsuitable", reason: "too-few-draws", have: count, need: 2 };
  const means = indices.map((index) => momentsOfDraws(draws.benefits[index]!));
  const bad = means.findIndex(({ mean, notFinite }) => notFinite > 0 || !Number.isFinite(mean));
  if (bad >= 0) return { kind: "unsuitable", reason: "not-finite", name: draws.options[indices[bad]!]! };
  const place = means.reduce((leader, { mean }, index) => (mean > means[leader]!.mean ? index : leader), 0);
  const best = indices[place]!;
  const reference = draws.benefits[best]!;
  const others = indices.filter((index) => index !== best);
  const columns = mapDistinct(
    others.map((index) => draws.benefits[index]!),
    (column) => differenceOf(column, reference),
  );
  return { best, others, columns, count, replicated: draws.replicated };
}

/** One column less another, draw by draw. */
export function differenceOf(column: Float64Array, other: Float64Array): Float64Array {
  const difference = new Float64Array(column.length);
  for (let draw = 0; draw < difference.length; draw++) difference[draw] = column[draw]! - other[draw]!;
  return difference;
}

/** What is gained over the best option now by choosing in each draw the other one given by `choice`, an index into the columns, or -1 for the best one now. */
export function gainOfChoice({ columns, count, replicated }: Gains, choice: (draw: number) => number): Estimated {
  const gained = new Float64Array(count);
  for (let draw = 0; draw < count; draw++) {
    const chosen = choice(draw);
    if (chosen >= 0) gained[draw] = columns[chosen]![draw]!;
  }
  return meanOf(gained, replicated);
}

/** The first draws only, of which there are at least as many. */
export function firstOf(gains: Gains, count: number): Gains {
  return count >= gains.count ? gains : { ...gains, count, columns: mapDistinct(gains.columns, (column) => column.subarray(0, count)) };
}

const compared = 1000;

const together = new WeakMap<readonly InputDraws[], Map<InputDraws, readonly string[]>>();

/** The names of other inputs that rise or fall with an input without exception: what is learnt of one is learnt of the other. Found once for a list that is held. */
export function inseparable(input: InputDraws, inputs: readonly InputDraws[]): readonly string[] {
  const known = together.get(inputs) ?? new Map<InputDraws, readonly string[]>();
  together.set(inputs, known);
  const names = known.get(input) ?? movingWith(input, inputs);
  known.set(input, names);
  return names;
}

function movingWith(input: InputDraws, inputs: readonly InputDraws[]): readonly string[] {
  const [column, second] = input.columns;
  if (column === undefined || second !== undefined) return [];
  const order = Array.from({ length: Math.min(compared, column.length) }, (_, k) =>
    Math.floor((k * column.length) / Math.min(compared, column.length)),
  );
  order.sort((one, other) => column[one]! - column[other]!);
  return inputs
    .filter((other) => other.name !== input.name && other.columns.length === 1 && movesWith(column, other.columns[0]!, order))
    .map(({ name }) => name);
}

function movesWith(column: Float64Array, other: Float64Array, order: readonly number[]): boolean {
  let direction = 0;
  for (let k = 1; k < order.length; k++) {
    const [before, here] = [order[k - 1]!, order[k]!];
    const step = Math.sign(other[here]! - other[before]!);
    if ((step === 0) !== (column[here] === column[before]) || (direction !== 0 && step !== 0 && step !== direction)) return false;
    if (step !== 0) direction = step;
  }
  return direction !== 0;
}
