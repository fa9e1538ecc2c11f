/**
 * Stochastic dominance between options, on the empirical distributions of their draws: statewise, of the first and of the second order, and
 * how nearly each holds.
 */

import { unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { groupCount, jackknifeError } from "./jackknife.js";

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
  const sorted = columns.map(sortedWithGroups);
  const walks = new Map<string, Areas>();
  return pairs.map(([a, b]) => {
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const areas = walks.get(key) ?? areasBetween(sorted[Math.min(a, b)]!, sorted[Math.max(a, b)]!);
    walks.set(key, areas);
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
    const [left, right] = [columns[a]!, columns[b]!];
    return left.length === right.length ? { statewise: statewise(left, right, tolerance), first, second } : { first, second };
  });
}

function statewise(a: Float64Array, b: Float64Array, tolerance: number): DominanceDegree {
  const count = a.length;
  let [worse, better] = [0, 0];
  for (let draw = 0; draw < count; draw++) {
    if (a[draw]! < b[draw]!) worse++;
    else if (a[draw]! > b[draw]!) better++;
  }
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

/** Each group is sorted by itself and then merged with the others, which is several times faster than sorting numbers of draws. */
function sortedWithGroups(column: Float64Array): Sorted {
  const length = column.length;
  const groups = groupCount(length);
  const sizes = Array.from({ length: groups }, (_, group) => Math.ceil((length - group) / groups));
  let parts = sizes.map(
    (size, group): Omit<Sorted, "counts"> => ({
      values: Float64Array.from({ length: size }, (_, k) => column[group + k * groups]!).sort(),
      groups: new Uint8Array(size).fill(group),
    }),
  );
  while (parts.length > 1) {
    const pairs = parts.filter((_, place) => place % 2 === 0).map((part, pair) => ({ part, other: parts[2 * pair + 1] }));
    parts = pairs.map(({ part, other }) => (other ? merged(part, other) : part));
  }
  const counts = groups < 2 ? [length] : [length, ...sizes.map((size) => length - size)];
  return { ...parts[0]!, counts: Float64Array.from(counts) };
}

function merged(a: Omit<Sorted, "counts">, b: Omit<Sorted, "counts">): Omit<Sorted, "counts"> {
  const length = a.values.length + b.values.length;
  const [values, groups] = [new Float64Array(length), new Uint8Array(length)];
  for (let at = 0, i = 0, j = 0; at < length; at++) {
    const isFirst = j === b.values.length || (i < a.values.length && a.values[i]! <= b.values[j]!);
    values[at] = isFirst ? a.values[i]! : b.values[j]!;
    groups[at] = isFirst ? a.groups[i++]! : b.groups[j++]!;
  }
  return { values, groups };
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

/** One walk over the values of both columns: F_a - F_b is a step function, its integral straight between steps. */
function areasBetween(a: Sorted, b: Sorted): Areas {
  const variants = Math.min(a.counts.length, b.counts.length);
  const [passedA, passedB, integrals] = [new Float64Array(variants), new Float64Array(variants), new Float64Array(variants)];
  const [firstAbove, firstBelow, secondAbove, secondBelow] = Array.from({ length: 4 }, () => new Float64Array(variants)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let [i, j, at, highest, lowest] = [0, 0, 0, 0, 0];
  const [countA, countB] = [a.values.length, b.values.length];
  while (i < countA || j < countB) {
    const next = i < countA && (j === countB || a.values[i]! <= b.values[j]!) ? a.values[i]! : b.values[j]!;
    const width = i + j > 0 ? next - at : 0;
    for (let variant = 0; variant < variants; variant++) {
      const level = passedA[variant]! * b.counts[variant]! - passedB[variant]! * a.counts[variant]!;
      const begin = integrals[variant]!;
      const step = level * width;
      const end = begin + step;
      if (step > 0) firstAbove[variant]! += step;
      else firstBelow[variant]! -= step;
      if (begin >= 0 && end >= 0) secondAbove[variant]! += ((begin + end) / 2) * width;
      else if (begin <= 0 && end <= 0) secondBelow[variant]! -= ((begin + end) / 2) * width;
      else {
        const [high, low] = begin > end ? [begin, end] : [end, begin];
        const steepness = 2 * Math.abs(level);
        secondAbove[variant]! += (high * high) / steepness;
        secondBelow[variant]! += (low * low) / steepness;
      }
      integrals[variant] = end;
    }
    highest = Math.max(highest, integrals[0]!);
    lowest = Math.min(lowest, integrals[0]!);
    for (; i < countA && a.values[i] === next; i++) pass(passedA, a.groups[i]!);
    for (; j < countB && b.values[j] === next; j++) pass(passedB, b.groups[j]!);
    at = next;
  }
  return {
    first: firstAbove.map((above, variant) => above + firstBelow[variant]!),
    second: secondAbove.map((above, variant) => above + secondBelow[variant]!),
    against: { first: firstAbove, second: secondAbove, highest, last: integrals[0]! },
    opposite: { first: firstBelow, second: secondBelow, highest: -lowest, last: -integrals[0]! },
  };
}

/** Counts a draw in every variant but the one without its group. */
function pass(passed: Float64Array, group: number): void {
  for (let variant = 0; variant < passed.length; variant++) if (variant !== group + 1) passed[variant]!++;
}
