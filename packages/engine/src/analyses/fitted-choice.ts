/** A rule of choice made by fitted gains: what it is worth, with its error, and what it may owe to errors of the fits. */
import { normalCdf, normalDensity } from "../special.js";
import type { Estimated } from "./draws.js";
import { type Gains, gainOfChoice, meanOf } from "./information.js";

/** The best option at each place, a bin or a draw: the column of its gains, or -1 for the option that is best now. */
export interface Choice {
  readonly chosen: Int16Array;
  readonly value: number;
  readonly bias: number;
}

/** The choice by fitted gains, its value, and how much of it may be due to errors of the fits that are normal and independent. */
export function choiceOver(
  shares: Float64Array,
  fitted: readonly Float64Array[],
  errorOf: (column: number, place: number) => number,
): Choice {
  const chosen = new Int16Array(shares.length);
  let value = 0;
  let bias = 0;
  for (let place = 0; place < chosen.length; place++) {
    let best = -1;
    let most = 0;
    let second = -1;
    let next = -Infinity;
    for (let column = 0; column < fitted.length; column++) {
      const gain = fitted[column]![place]!;
      if (gain > most) {
        second = best;
        next = most;
        best = column;
        most = gain;
      } else if (gain > next) {
        second = column;
        next = gain;
      }
    }
    chosen[place] = best;
    value += shares[place]! * most;
    const own = best < 0 ? 0 : errorOf(best, place);
    const other = second < 0 ? 0 : errorOf(second, place);
    const error = Math.sqrt(own * own + other * other);
    const gap = error > 0 ? (most - next) / error : Infinity;
    if (gap < 8) bias += shares[place]! * error * (normalDensity(gap) - gap * normalCdf(-gap));
  }
  return { chosen, value, bias };
}

/** The weights of the places at which a column is chosen; undefined where it never is. */
export function weightsOf(chosen: Int16Array, column: number, weight: (place: number) => number): Float64Array | undefined {
  if (!chosen.includes(column)) return undefined;
  const weights = new Float64Array(chosen.length);
  for (let place = 0; place < weights.length; place++) if (chosen[place] === column) weights[place] = weight(place);
  return weights;
}

/** A choice with what it was made by: the place of each draw, and per column the fit and, where it is chosen anywhere, the lever at each place. */
export interface Judged extends Choice {
  readonly of: Uint16Array | Uint32Array;
  readonly fitted: readonly Float64Array[];
  readonly levers: readonly (Float64Array | undefined)[];
}

/** How many standard errors the curves may miss what was gained by the choice before they are no longer believed. */
const mostMissed = 3;

/**
 * The value with its error. Where the curves miss, on average over the draws in which another option is chosen, what it gained there, as they
 * do at a jump, the mean of what was gained is taken instead: the worth of the rule of choice itself, which needs no curve to be right.
 */
export function judged(gains: Gains, judgement: Judged): Estimated & { readonly bias: number } {
  const { value, bias, chosen, of } = judgement;
  const believed = fittedGains(judgement);
  const missed = meanOf(missesOf(gains, judgement, believed), gains.replicated);
  if (Math.abs(missed.value) <= mostMissed * missed.error) {
    const error = errorOf(gains, judgement, believed);
    return { value, error: Math.sqrt(error * error + bias * bias), bias };
  }
  const gained = gainOfChoice(gains, (draw) => chosen[of[draw]!]!);
  return { value: Math.max(0, gained.value), error: Math.sqrt(gained.error * gained.error + bias * bias), bias };
}

/** By draw, the fitted gain of what is chosen; 0 for the option that is best now. */
function fittedGains({ chosen, of, fitted }: Judged): Float64Array {
  const believed = new Float64Array(of.length);
  for (let draw = 0; draw < believed.length; draw++) {
    const place = of[draw]!;
    const column = chosen[place]!;
    if (column >= 0) believed[draw] = fitted[column]![place]!;
  }
  return believed;
}

function missesOf({ columns }: Gains, { chosen, of }: Judged, believed: Float64Array): Float64Array {
  const misses = new Float64Array(of.length);
  for (let draw = 0; draw < misses.length; draw++) {
    const column = chosen[of[draw]!]!;
    if (column >= 0) misses[draw] = columns[column]![draw]! - believed[draw]!;
  }
  return misses;
}

/**
 * The standard error of the mean of what is chosen: of the mean of the influences of the draws, which each place itself on the curves and pulls
 * at them with what it is above or below. That the choice itself might have been another one is of second order.
 */
function errorOf({ columns, count, replicated }: Gains, { of, fitted, levers }: Judged, believed: Float64Array): number {
  const influence = believed.slice();
  levers.forEach((lever, column) => {
    if (lever !== undefined) pull(influence, count, of, lever, columns[column]!, fitted[column]!);
  });
  return meanOf(influence, replicated).error;
}

function pull(
  influence: Float64Array,
  count: number,
  of: Uint16Array | Uint32Array,
  lever: Float64Array,
  values: Float64Array,
  fitted: Float64Array,
): void {
  for (let draw = 0; draw < influence.length; draw++) {
    const place = of[draw]!;
    influence[draw] = influence[draw]! + count * lever[place]! * (values[draw]! - fitted[place]!);
  }
}
