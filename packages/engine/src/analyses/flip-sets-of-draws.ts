/**
 * The smallest set of inputs in whose tails another option leads, from finished draws: the mean of the difference between two options over the draws in
 * which each input of the set lies in its lowest or highest tenth. No model of the difference is needed, and inputs that depend on each other stay so.
 */
import { normalQuantile } from "../special.js";
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";
import { countOf } from "./flip-sets.js";
import { markedOnly, orderOfDraws } from "./row-order.js";
import { noteProgress, type Watch } from "./watch.js";

/** How sets are sought; all may be left out. */
export interface DrawFlipSettings extends Watch {
  /** The share of draws in a tail: 0.1. */
  readonly tail?: number;
  /** Sets have at most so many inputs: 3. */
  readonly mostInputs?: number;
  /** The fewest draws that may lie in all tails of a set: 100. */
  readonly leastDraws?: number;
  /** How sure it must be, over all sets of one size together, that another option leads: 0.95. */
  readonly sureness?: number;
  readonly barred?: readonly boolean[];
}

/** One tail of one cell of an input: its end, and how many draws lie beyond it. */
export interface InputTail {
  readonly input: string;
  readonly cell: number;
  readonly side: "low" | "high";
  /** The highest value of a low tail, the lowest of a high one. */
  readonly end: number;
  readonly share: number;
}

/** A set of tails in which another option leads: on the mean by so much over the former leader, in so large a share of all draws. */
export interface DrawFlipSet {
  readonly tails: readonly InputTail[];
  readonly leader: number;
  readonly margin: Estimated;
  readonly share: number;
}

/** What was found. */
export interface DrawFlipSets {
  readonly leader: number;
  /** The mean lead over the next option in all draws. */
  readonly lead: Estimated;
  /** The sets of the smallest size with a sure flip, the greatest margin first. */
  readonly sets: readonly DrawFlipSet[];
  /** The size up to which sets could be judged. */
  readonly size: number;
  /** Whether every set up to that size had enough draws in its tails to be judged. */
  readonly isComplete: boolean;
}

interface Tail extends InputTail {
  readonly column: number;
  readonly draws: Uint8Array;
}

/** Seeks the smallest sets of tails. Refused: fewer than two options not barred, no inputs, all inputs constant, too few draws, values that are not finite. */
export function flipSetsOfDraws(
  inputs: readonly InputDraws[],
  draws: OptionDraws,
  settings: DrawFlipSettings = {},
): DrawFlipSets | Unsuitable {
  const { tail = 0.1, mostInputs = 3, leastDraws = 100, sureness = 0.95, barred = [] } = settings;
  const { benefits } = draws;
  const ranked = benefits.map((_, option) => option).filter((option) => !barred[option]);
  const count = benefits[0]?.length ?? 0;
  const need = Math.ceil(leastDraws / tail);
  if (ranked.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: ranked.length, need: 2 };
  if (inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  for (const [name, columns] of [...inputs.map(({ name, columns }) => [name, columns] as const), ["", benefits] as const])
    if (columns.some((column) => !column.every(Number.isFinite)))
      return { kind: "unsuitable", reason: "not-finite", ...(name && { name }) };
  if (count < need) return { kind: "unsuitable", reason: "too-few-draws", have: count, need };
  const byColumn = inputs
    .flatMap(({ name, columns }) => columns.map((values, cell) => ({ input: name, cell, values })))
    .map(({ values, ...named }, column) => tailsOf(values, tail).map((one): Tail => ({ ...named, ...one, column })))
    .filter((list) => list.length > 0);
  const tails = byColumn.flat();
  if (tails.length === 0) return { kind: "unsuitable", reason: "constant" };
  const all = Uint32Array.from({ length: count }, (_, draw) => draw);
  const means = benefits.map((column) => column.reduce((sum, value) => sum + value, 0) / count);
  const leader = ranked.reduce((best, option) => (means[option]! > means[best]! ? option : best));
  const rivals = ranked.filter((option) => option !== leader);
  const second = rivals.reduce((best, option) => (means[option]! > means[best]! ? option : best));
  const lead = differenceIn(all, benefits[leader]!, benefits[second]!);
  const tailsPerColumn = byColumn.map((list) => list.length);
  let isComplete: boolean = true;
  let judgedSize = 0;
  for (let size = 1; size <= Math.min(mostInputs, tailsPerColumn.length); size++) {
    const sets = countOf(tailsPerColumn, size);
    const z = normalQuantile(1 - (1 - sureness) / (sets * rivals.length));
    const found: DrawFlipSet[] = [];
    let judged = 0;
    let isWhole: boolean = isComplete;
    const judge = (set: readonly Tail[], inside: Uint32Array) => {
      if (judged++ % 256 === 0) noteProgress(settings, judged - 1, sets);
      const margins = rivals.map((rival) => differenceIn(inside, benefits[rival]!, benefits[leader]!));
      const best = margins.reduce((most, { value }, k) => (value > margins[most]!.value ? k : most), 0);
      if (margins[best]!.value <= z * margins[best]!.error) return;
      const named = set.map(({ input, cell, side, end, share }) => ({ input, cell, side, end, share }));
      found.push({ tails: named, leader: rivals[best]!, margin: margins[best]!, share: inside.length / count });
    };
    const extend = (set: readonly Tail[], inside: Uint32Array, from: number) => {
      for (let k = from; k < tails.length; k++) {
        const next = tails[k]!;
        if (set.at(-1)?.column === next.column) continue;
        const both = markedOnly(inside, next.draws);
        if (both.length < leastDraws) isWhole = false;
        else if (set.length + 1 === size) judge([...set, next], both);
        else extend([...set, next], both, k + 1);
      }
    };
    extend([], all, 0);
    if (judged === 0) break;
    judgedSize = size;
    isComplete = isWhole;
    noteProgress(settings, sets, sets);
    if (found.length > 0) return { leader, lead, sets: found.sort((a, b) => b.margin.value - a.margin.value), size, isComplete };
  }
  return { leader, lead, sets: [], size: judgedSize, isComplete };
}

/** The tails of a column, as nearly as equal values allow: no more than the share where that is possible, never more than half. */
function tailsOf(values: Float64Array, share: number): readonly TailOfColumn[] {
  const known = cut.get(values);
  if (known?.share === share) return known.tails;
  const tails = newTails(values, share);
  cut.set(values, { share, tails });
  return tails;
}

type TailOfColumn = Omit<Tail, "input" | "cell" | "column">;

/** The tails of columns that are held: one input is looked at for many objectives. Columns of draws do not change. */
const cut = new WeakMap<Float64Array, { readonly share: number; readonly tails: readonly TailOfColumn[] }>();

function newTails(values: Float64Array, share: number): readonly TailOfColumn[] {
  const order = orderOfDraws(values);
  const count = values.length;
  const at = (place: number) => values[order[place]!]!;
  if (at(0) === at(count - 1)) return [];
  const aim = Math.max(1, Math.floor(share * count));
  return (["low", "high"] as const).flatMap((side) => {
    const from = (place: number) => (side === "low" ? at(place) : at(count - 1 - place));
    let size = aim;
    while (size > 0 && from(size - 1) === from(size)) size--;
    if (size === 0) for (size = aim; from(size - 1) === from(size); ) size++;
    const end = from(size - 1);
    const draws = new Uint8Array(count);
    for (let place = 0; place < size; place++) draws[order[side === "low" ? place : count - 1 - place]!] = 1;
    return size > count / 2 ? [] : [{ side, end, share: size / count, draws }];
  });
}

/** The mean of one column less another over some draws, with the standard error of independent ones. */
function differenceIn(draws: Uint32Array, one: Float64Array, other: Float64Array): Estimated {
  let sum = 0;
  for (const draw of draws) sum += one[draw]! - other[draw]!;
  const mean = sum / draws.length;
  let squares = 0;
  for (const draw of draws) {
    const away = one[draw]! - other[draw]! - mean;
    squares += away * away;
  }
  return { value: mean, error: Math.sqrt(squares / (draws.length - 1) / draws.length) };
}
