/**
 * Stochastic dominance between options, on the empirical distributions of their draws: statewise, of the first and of the second order, and
 * how nearly each holds.
 */

import { unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, OptionDraws, Unsuitable } from "./draws.js";
import { groupCount, jackknifeError, withoutGroup } from "./jackknife.js";

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
  const undominated = (order: "statewise" | "first" | "second") =>
    places.filter((option) => !pairs.some((pair) => pair.dominated === option && pair[order]?.holds));
  return {
    options: draws.options,
    pairs,
    undominated: { statewise: undominated("statewise"), first: undominated("first"), second: undominated("second") },
  };
}

function dominancesOf(
  columns: readonly Float64Array[],
  tolerance: number,
  pairs: readonly (readonly [number, number])[],
): readonly Dominance[] {
  const measured = (taken: readonly Float64Array[]) => {
    const sorted = taken.map((column) => column.slice().sort());
    return pairs.map(([a, b]) => areasBetween(sorted[a]!, sorted[b]!));
  };
  const whole = measured(columns);
  const groups = Math.min(...columns.map((column) => groupCount(column.length)));
  const parts =
    groups < 2 ? [] : Array.from({ length: groups }, (_, group) => measured(columns.map((column) => withoutGroup(column, group))));
  return pairs.map(([a, b], pair) => {
    const areas = whole[pair]!;
    const error = (of: (areas: Areas) => number) => jackknifeError(parts.map((part) => of(part[pair]!)));
    const degree = (isExact: boolean, share: (areas: Areas) => number, mayHold = true): DominanceDegree => ({
      holds: areas.first > 0 && (isExact || (mayHold && share(areas) <= tolerance)),
      violation: isExact ? { value: 0, error: 0 } : { value: share(areas), error: error(share) },
    });
    const first = degree(!areas.isEverAbove, firstShare);
    const second = degree(isAlwaysBelow(areas), secondShare, areas.gap >= -rounding * areas.first);
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

/** What lies between F_a and F_b: areas, those against a dominance of a, and the mean of a less that of b. */
interface Areas {
  readonly isEverAbove: boolean;
  readonly first: number;
  readonly firstAgainst: number;
  readonly highestIntegral: number;
  readonly second: number;
  readonly secondAgainst: number;
  readonly gap: number;
}

const firstShare = ({ first, firstAgainst }: Areas) => (first > 0 ? firstAgainst / first : 0);
const secondShare = ({ second, secondAgainst }: Areas) => (second > 0 ? secondAgainst / second : 0);
const isAlwaysBelow = ({ highestIntegral, first }: Areas) => highestIntegral <= rounding * first;

/** One walk over the values of both sorted columns: F_a - F_b is a step function, its integral straight between steps. */
function areasBetween(a: Float64Array, b: Float64Array): Areas {
  const [countA, countB] = [a.length, b.length];
  let [i, j, level, integral, at] = [0, 0, 0, 0, 0];
  let [first, firstAgainst, second, secondAgainst, highestIntegral, isEverAbove] = [0, 0, 0, 0, 0, false];
  while (i < countA || j < countB) {
    const next = i < countA && (j === countB || a[i]! <= b[j]!) ? a[i]! : b[j]!;
    if (level !== 0) {
      const step = level * (next - at);
      const end = integral + step;
      first += Math.abs(step);
      if (level > 0) {
        firstAgainst += step;
        isEverAbove = true;
      }
      const width = next - at;
      if (integral >= 0 === end >= 0 || integral === 0 || end === 0) {
        const area = ((integral + end) / 2) * width;
        second += Math.abs(area);
        if (area > 0) secondAgainst += area;
      } else {
        const [high, low] = [Math.max(integral, end), Math.min(integral, end)];
        const steepness = 2 * Math.abs(level);
        second += (high * high + low * low) / steepness;
        secondAgainst += (high * high) / steepness;
      }
      integral = end;
      highestIntegral = Math.max(highestIntegral, integral);
    } else {
      const area = integral * (i + j > 0 ? next - at : 0);
      second += Math.abs(area);
      if (area > 0) secondAgainst += area;
    }
    while (i < countA && a[i] === next) i++;
    while (j < countB && b[j] === next) j++;
    level = (i * countB - j * countA) / (countA * countB);
    at = next;
  }
  return { isEverAbove, first, firstAgainst, highestIntegral, second, secondAgainst, gap: -integral };
}
