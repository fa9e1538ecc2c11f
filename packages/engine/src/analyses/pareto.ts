/** The Pareto front over several objectives: of given scores, and how often each option is on it by draws. */

import { estimatedMean, unsuitableColumns, widened } from "./draw-columns.js";
import type { Estimated, Unsuitable } from "./draws.js";

/** Where one alternative stands: on the front or not, dominated by whom, dominating whom. */
export interface ParetoStanding {
  readonly isOnFront: boolean;
  readonly dominatedBy: readonly number[];
  readonly dominates: readonly number[];
  /** 1 on the front; 2 on the front of what is left without it; and so on. */
  readonly layer: number;
}

/** Whether scores are nowhere less than others and somewhere more. */
export function paretoDominates(scores: readonly number[], others: readonly number[]): boolean {
  return scores.every((score, k) => score >= others[k]!) && scores.some((score, k) => score > others[k]!);
}

/** The Pareto front of alternatives: `scores` has a row per alternative with a number per objective, more being better. Equal rows do not dominate each other. */
export function paretoFront(scores: readonly (readonly number[])[]): readonly ParetoStanding[] {
  const places = scores.map((_, place) => place);
  const dominatedBy = scores.map((row) => places.filter((other) => paretoDominates(scores[other]!, row)));
  const layers = new Array<number>(scores.length).fill(0);
  for (let layer = 1, left = places; left.length > 0; layer++) {
    for (const place of left.filter((each) => !dominatedBy[each]!.some((other) => left.includes(other)))) layers[place] = layer;
    left = left.filter((place) => layers[place] === 0);
  }
  return places.map((place) => ({
    isOnFront: layers[place] === 1,
    dominatedBy: dominatedBy[place]!,
    dominates: places.filter((other) => dominatedBy[other]!.includes(place)),
    layer: layers[place]!,
  }));
}

/** How often options are on the front, and how often each dominates each. */
export interface ParetoProbabilities {
  /** Per option, the share of draws in which none dominates it. */
  readonly onFront: readonly Estimated[];
  /** Row i, column j: the share of draws in which i dominates j. */
  readonly dominates: readonly (readonly Estimated[])[];
}

/** The Pareto front draw by draw. `objectives` has a list per objective with a column per option, more being better. */
export function paretoProbabilities(
  objectives: readonly (readonly Float64Array[])[],
  options: readonly string[],
  replicated: boolean,
): ParetoProbabilities | Unsuitable {
  if (objectives.length < 2) return { kind: "unsuitable", reason: "not-enough-objectives", have: objectives.length, need: 2 };
  if (options.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: options.length, need: 2 };
  const unsuitable = unsuitableColumns(
    objectives.flat(),
    objectives.flatMap(() => options),
  );
  if (unsuitable) return unsuitable;
  const columns = widened(objectives.flat());
  const draws = columns[0]!.length;
  const columnsOf = (option: number) => objectives.map((_, objective) => columns[objective * options.length + option]!);
  const dominated = options.map(() => new Uint8Array(draws));
  const never: Estimated = { value: 0, error: 0 };
  const dominates = options.map(() => options.map(() => never));
  for (let one = 0; one < options.length; one++)
    for (let other = one + 1; other < options.length; other++) {
      const winners = winnersOf(columnsOf(one), columnsOf(other));
      for (const [winner, loser, side] of [
        [one, other, 1],
        [other, one, -1],
      ] as const) {
        const indicator = indicatorOf(winners, side);
        for (let draw = 0; draw < draws; draw++) if (winners[draw] === side) dominated[loser]![draw] = 1;
        dominates[winner]![loser] = estimatedMean(indicator, replicated);
      }
    }
  const onFront = dominated.map((marks) => estimatedMean(indicatorOf(marks, 0), replicated));
  return { onFront, dominates };
}

/** By draw 1 where one option dominates the other, -1 where it is dominated, else 0; a column per objective, more being better. */
function winnersOf(one: readonly Float64Array[], other: readonly Float64Array[]): Int8Array {
  const count = one.length;
  const winners = new Int8Array(one[0]!.length);
  for (let draw = 0; draw < winners.length; draw++) {
    let sides = 0;
    for (let k = 0; k < count && sides < 3; k++) {
      const left = one[k]![draw]!;
      const right = other[k]![draw]!;
      if (left > right) sides |= 1;
      else if (left < right) sides |= 2;
    }
    winners[draw] = sides === 1 ? 1 : sides === 2 ? -1 : 0;
  }
  return winners;
}

/** 1 in the draws in which a column has the value. */
function indicatorOf(column: Int8Array | Uint8Array, value: number): Float64Array {
  const indicator = new Float64Array(column.length);
  for (let draw = 0; draw < indicator.length; draw++) if (column[draw] === value) indicator[draw] = 1;
  return indicator;
}
