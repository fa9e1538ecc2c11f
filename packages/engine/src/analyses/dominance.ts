/**
 * Stochastic dominance between options, on the empirical distributions of their draws: statewise, of the first and of the second order, and
 * how nearly each holds.
 */

import { replicateCount } from "../random.js";
import { mapDistinct, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { groupCount, jackknifeError } from "./jackknife.js";
import { rowOrder } from "./row-order.js";

/** Whether a dominance holds, and the share (0 to 1) of what tells two options apart that speaks against it: 0 where it holds exactly. */
export interface DominanceDegree {
  readonly holds: boolean;
  readonly violation: Estimated;
}

/**
 * Whether one column dominates another, more being better.
 * - `statewise`: never worse in any draw; `violation` is the share of draws in which it is worse. Absent for columns of different lengths.
 * - `first`: whoever wants more prefers it (F_a ≤ F_b everywhere); `violation` is the area where F_a > F_b over the whole area between the
 *   two distribution functions, the ε of Leshno and Levy (2002).
 * - `second`: whoever wants more and dislikes risk prefers it (∫F_a ≤ ∫F_b up to everywhere); `violation` is the like share of the area
 *   between the integrals, the ε of Tzeng, Huang and Shih (2013).
 * Equal distributions dominate neither way, and violate nothing.
 */
export interface Dominance {
  readonly statewise?: DominanceDegree;
  readonly first: DominanceDegree;
  readonly second: DominanceDegree;
}

/** The dominance of one option (its number) over another. */
export interface DominancePair extends Dominance {
  readonly dominating: number;
  readonly dominated: number;
}

/** All ordered pairs of eligible options, and those of them that no other dominates, by their numbers. */
export interface DominanceMatrix {
  readonly options: readonly string[];
  readonly pairs: readonly DominancePair[];
  readonly undominated: { readonly statewise: readonly number[]; readonly first: readonly number[]; readonly second: readonly number[] };
}

/** `eligible` says which options a matrix is of (all unless given). `tolerance` is the greatest violation with which a dominance still counts as holding: 0 unless given; about 0.06 is what most people accept in experiments. */
export interface DominanceOptions {
  readonly tolerance?: number;
  readonly eligible?: readonly boolean[];
}

/** Whether the draws of `a` dominate those of `b`, more being better. Lengths may differ; each draw of a column is equally likely. */
export function dominance(a: Float64Array, b: Float64Array, options: DominanceOptions = {}): Dominance | Unsuitable {
  const unsuitable = unsuitableColumns([a, b], ["a", "b"]);
  if (unsuitable) return unsuitable;
  const [left, right] = a.length === 1 || b.length === 1 ? (widened([a, b]) as [Float64Array, Float64Array]) : [a, b];
  return dominancesOf([left, right], options.tolerance ?? 0, [[0, 1]])[0]!;
}

/** The dominance of every option over every other. */
export function dominanceMatrix(draws: OptionDraws, options: DominanceOptions = {}): DominanceMatrix | Unsuitable {
  const places = draws.options.map((_, option) => option).filter((option) => options.eligible?.[option] ?? true);
  if (places.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: places.length, need: 2 };
  const unsuitable = unsuitableColumns(draws.benefits, draws.options);
  if (unsuitable) return unsuitable;
  const wanted = places.flatMap((i) => places.filter((j) => j !== i).map((j) => [i, j] as const));
  const pairs = dominancesOf(widened(draws.benefits), options.tolerance ?? 0, wanted).map((each, index) => ({
    dominating: wanted[index]![0],
    dominated: wanted[index]![1],
    ...each,
  }));
  return dominanceAmong({ options: draws.options, pairs }, options.eligible);
}

/** The part of a matrix that is among eligible options. */
export function dominanceAmong(
  { options, pairs }: Pick<DominanceMatrix, "options" | "pairs">,
  eligible: readonly boolean[] = [],
): DominanceMatrix {
  const among = pairs.filter(({ dominating, dominated }) => (eligible[dominating] ?? true) && (eligible[dominated] ?? true));
  const places = options.map((_, option) => option).filter((option) => eligible[option] ?? true);
  const undominated = (order: "statewise" | "first" | "second") =>
    places.filter((option) => !among.some((pair) => pair.dominated === option && pair[order]?.holds));
  return {
    options,
    pairs: among,
    undominated: { statewise: undominated("statewise"), first: undominated("first"), second: undominated("second") },
  };
}

/** Both directions of each pair come of one walk. */
function dominancesOf(
  columns: readonly Float64Array[],
  tolerance: number,
  pairs: readonly (readonly [number, number])[],
): readonly Dominance[] {
  const sorted = mapDistinct(columns, sortedWithGroups);
  const walks = new Map<string, Walk>();
  return pairs.map(([left, right]) => {
    const [a, b] = [columns.indexOf(columns[left]!), columns.indexOf(columns[right]!)];
    const [one, other] = a < b ? [a, b] : [b, a];
    const key = `${one} ${other}`;
    const walk = walks.get(key) ?? {
      areas: areasBetween(sorted[one]!, sorted[other]!),
      states: statesBetween(columns[one]!, columns[other]!),
    };
    walks.set(key, walk);
    const { areas, states } = walk;
    const side = a < b ? areas.against : areas.opposite;
    const isDifferent = areas.first[0]! > 0;
    const degree = (isExact: boolean, against: Float64Array, total: Float64Array, mayHold = true): DominanceDegree => {
      const [share, ...leftOut] = Array.from(total, (area, variant) => (area > 0 ? against[variant]! / area : 0)) as [number, ...number[]];
      const violation = isExact ? { value: 0, error: 0 } : { value: share, error: jackknifeError(leftOut) };
      return { holds: isDifferent && (isExact || (mayHold && share <= tolerance)), violation };
    };
    const negligible = rounding * areas.first[0]!;
    const first = degree(side.first[0] === 0, side.first, areas.first);
    const second = degree(side.highest <= negligible, side.second, areas.second, side.last <= negligible);
    if (states === undefined) return { first, second };
    const [worse, better] = a < b ? [states.below, states.above] : [states.above, states.below];
    return { statewise: statewise(worse, better, columns[a]!.length, tolerance), first, second };
  });
}

/** What is found of two columns in one pass, the one of the lower number first. */
interface Walk {
  readonly areas: Areas;
  readonly states: { readonly below: number; readonly above: number } | undefined;
}

/** In how many draws the first column lies below and above the other; undefined for columns of different lengths. */
function statesBetween(one: Float64Array, other: Float64Array): Walk["states"] {
  if (one.length !== other.length) return undefined;
  let below = 0;
  let above = 0;
  for (let draw = 0; draw < one.length; draw++) {
    if (one[draw]! < other[draw]!) below++;
    else if (one[draw]! > other[draw]!) above++;
  }
  return { below, above };
}

function statewise(worse: number, better: number, count: number, tolerance: number): DominanceDegree {
  const share = worse / count;
  const error = count > 1 ? Math.sqrt((share * (1 - share)) / (count - 1)) : 0;
  return { holds: better > 0 && share <= tolerance, violation: { value: share, error } };
}

/** Sums over as many steps as there are draws are exact to about this share. */
const rounding = 1e-12;

/** A column in rising order, with the group that each draw belongs to, and how many draws there are: in all, and without each group. */
interface Sorted {
  readonly values: Float64Array;
  readonly groups: Uint8Array;
  readonly counts: Float64Array;
}

function sortedWithGroups(column: Float64Array): Sorted {
  const length = column.length;
  const count = groupCount(length);
  const order = rowOrder(column);
  const values = new Float64Array(length);
  const groups = new Uint8Array(length);
  for (let place = 0; place < length; place++) {
    const draw = order[place]!;
    values[place] = column[draw]!;
    groups[place] = draw % count;
  }
  const sizes = Array.from({ length: count }, (_, group) => Math.ceil((length - group) / count));
  return { values, groups, counts: Float64Array.from(count < 2 ? [length] : [length, ...sizes.map((size) => length - size)]) };
}

/** Areas that speak against a dominance, per variant; the highest and the last value of the integral that should not be above 0. */
interface Against {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly highest: number;
  readonly last: number;
}

/** Areas between F_a and F_b and between their integrals, times the numbers of draws: of all draws first, then without each group. */
interface Areas {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Against a dominance of a over b, and of b over a. */
  readonly against: Against;
  readonly opposite: Against;
}

/**
 * The values of both columns in one order: how far each lies from the one before, and whose it is: the group of a draw of a, or that and
 * `ofB` of one of b.
 */
interface Steps {
  readonly widths: Float64Array;
  readonly whose: Uint8Array;
}

const ofB = replicateCount;

function stepsBetween(a: Sorted, b: Sorted): Steps {
  const valuesA = a.values;
  const valuesB = b.values;
  const countA = valuesA.length;
  const countB = valuesB.length;
  const count = countA + countB;
  const widths = new Float64Array(count);
  const whose = new Uint8Array(count);
  let before = Math.min(valuesA[0]!, valuesB[0]!);
  let i = 0;
  let j = 0;
  for (let step = 0; step < count; step++) {
    const isA = j === countB || (i < countA && valuesA[i]! <= valuesB[j]!);
    const value = isA ? valuesA[i]! : valuesB[j]!;
    if (isA) whose[step] = a.groups[i++]!;
    else whose[step] = ofB + b.groups[j++]!;
    widths[step] = value - before;
    before = value;
  }
  return { widths, whose };
}

/** F_a - F_b is a step function, its integral straight between steps. Each variant goes through all steps by itself. */
function areasBetween(a: Sorted, b: Sorted): Areas {
  const variants = Math.min(a.counts.length, b.counts.length);
  const { widths, whose } = stepsBetween(a, b);
  const columns = Array.from({ length: 4 }, () => new Float64Array(variants));
  const [firstAbove, firstBelow, secondAbove, secondBelow] = columns as [Float64Array, Float64Array, Float64Array, Float64Array];
  const rises = new Float64Array(2 * ofB);
  let highest = 0;
  let lowest = 0;
  let last = 0;
  for (let variant = 0; variant < variants; variant++) {
    rises.fill(b.counts[variant]!, 0, ofB).fill(-a.counts[variant]!, ofB);
    if (variant > 0) rises[variant - 1] = rises[ofB + variant - 1] = 0;
    const walk = walkOf(widths, whose, rises);
    firstAbove[variant] = walk.above;
    firstBelow[variant] = walk.below;
    secondAbove[variant] = walk.integralAbove;
    secondBelow[variant] = walk.integralBelow;
    if (variant === 0) {
      highest = walk.highest;
      lowest = walk.lowest;
      last = walk.last;
    }
  }
  return {
    first: firstAbove.map((above, variant) => above + firstBelow[variant]!),
    second: secondAbove.map((above, variant) => above + secondBelow[variant]!),
    against: { first: firstAbove, second: secondAbove, highest, last },
    opposite: { first: firstBelow, second: secondBelow, highest: -lowest, last: -last },
  };
}

/** The areas of one variant, in which each draw moves the step function by what `rises` says for whose it is. */
function walkOf(widths: Float64Array, whose: Uint8Array, rises: Float64Array) {
  const count = widths.length;
  let level = 0;
  let begin = 0;
  let highest = 0;
  let lowest = 0;
  let above = 0;
  let below = 0;
  let integralAbove = 0;
  let integralBelow = 0;
  for (let place = 0; place < count; place++) {
    const width = widths[place]!;
    const step = level * width;
    const end = begin + step;
    if (step > 0) above += step;
    else below -= step;
    if (begin >= 0 && end >= 0) integralAbove += ((begin + end) / 2) * width;
    else if (begin <= 0 && end <= 0) integralBelow -= ((begin + end) / 2) * width;
    else {
      const high = Math.max(begin, end);
      const low = Math.min(begin, end);
      const steepness = 2 * Math.abs(level);
      integralAbove += (high * high) / steepness;
      integralBelow += (low * low) / steepness;
    }
    if (end > highest) highest = end;
    else if (end < lowest) lowest = end;
    begin = end;
    level += rises[whose[place]!]!;
  }
  return { above, below, integralAbove, integralBelow, highest, lowest, last: begin };
}
