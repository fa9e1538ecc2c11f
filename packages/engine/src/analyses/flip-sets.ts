/**
 * The smallest set of assumptions whose plausible change gives the first place to another option. Sets of one are tried, then of two, and so on; the
 * caller evaluates. What draws alone can say of this is in `flip-sets-of-draws.ts`.
 */
import type { Unsuitable } from "./draws.js";
import { noteProgress, type Watch } from "./watch.js";

/** An assumption and the other values that it may plausibly have: most often a low and a high one. */
export interface Assumption {
  readonly name: string;
  readonly values: readonly number[];
}

/** How sets are sought; all may be left out. */
export interface FlipSettings extends Watch {
  /** Sets have at most so many assumptions: 3. */
  readonly mostAssumptions?: number;
  /** The most evaluations for sets of one size above one: 2,000. Beyond, only assumptions that do most by themselves are combined. */
  readonly mostEvaluations?: number;
  /** Options that a rule bars from the first place. */
  readonly barred?: readonly boolean[];
}

/** One set that flips the answer: what is changed to what, who leads then, and by how much over the former leader. */
export interface FlipSet {
  readonly changes: readonly { readonly name: string; readonly value: number }[];
  readonly leader: number;
  readonly margin: number;
}

/** What was found. No sets: within the sets tried the answer stands. */
export interface FlipSets {
  /** The option that leads as things are, and by how much over the next. */
  readonly leader: number;
  readonly lead: number;
  /** The sets of the smallest size that flip the answer, the greatest margin first. */
  readonly sets: readonly FlipSet[];
  /** The size up to which sets were tried. */
  readonly size: number;
  /** Whether all sets up to that size were tried. If not, assumptions that do little alone and much together may have been missed. */
  readonly isComplete: boolean;
  readonly evaluations: number;
}

/**
 * Seeks the smallest sets. `evaluate` gives what each option is worth, more being better, when these assumptions have these values and the others are
 * as they were. Refused: fewer than two options not barred, no assumptions, worths that are not finite.
 */
export async function flipSets(
  assumptions: readonly Assumption[],
  evaluate: (changes: ReadonlyMap<string, number>) => readonly number[] | Promise<readonly number[]>,
  settings: FlipSettings = {},
): Promise<FlipSets | Unsuitable> {
  const { mostAssumptions = 3, mostEvaluations = 2000, barred = [] } = settings;
  if (assumptions.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const start = await evaluate(new Map());
  const ranked = start.map((_, option) => option).filter((option) => !barred[option]);
  if (ranked.length < 2) return { kind: "unsuitable", reason: "too-few-options", have: ranked.length, need: 2 };
  if (!start.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite" };
  const leader = leaderOf(start, ranked);
  const rivals = ranked.filter((option) => option !== leader);
  const lead = start[leader]! - Math.max(...rivals.map((option) => start[option]!));
  let evaluations = 1;
  let isComplete = true;
  let pool = assumptions.map((_, k) => k);
  for (let size = 1; size <= Math.min(mostAssumptions, assumptions.length); size++) {
    const kept = size === 1 ? pool : poolFor(pool, size, assumptions, mostEvaluations);
    isComplete &&= kept.length === pool.length;
    const found: FlipSet[] = [];
    const effects = new Float64Array(assumptions.length);
    const sets = combinations(kept, size).flatMap((members) => valuesOf(members, assumptions));
    for (const [done, changes] of sets.entries()) {
      noteProgress(settings, done, sets.length);
      const worths = await evaluate(new Map(changes.map(({ name, value }) => [name, value])));
      evaluations++;
      if (!worths.every(Number.isFinite))
        return { kind: "unsuitable", reason: "not-finite", name: changes.map(({ name }) => name).join(", ") };
      const next = leaderOf(worths, ranked);
      if (worths[next]! > worths[leader]!) found.push({ changes, leader: next, margin: worths[next]! - worths[leader]! });
      if (size > 1) continue;
      const k = assumptions.findIndex(({ name }) => name === changes[0]!.name);
      for (const rival of rivals) effects[k] = Math.max(effects[k]!, worths[rival]! - worths[leader]! - (start[rival]! - start[leader]!));
    }
    noteProgress(settings, sets.length, sets.length);
    if (found.length > 0) {
      found.sort((a, b) => b.margin - a.margin);
      return { leader, lead, sets: found, size, isComplete, evaluations };
    }
    if (size === 1) pool = pool.toSorted((a, b) => effects[b]! - effects[a]! || a - b);
  }
  return { leader, lead, sets: [], size: Math.min(mostAssumptions, assumptions.length), isComplete, evaluations };
}

function leaderOf(worths: readonly number[], ranked: readonly number[]): number {
  return ranked.reduce((best, option) => (worths[option]! > worths[best]! ? option : best));
}

/** As many of the pool, from its front, as can all be combined within the limit; at least as many as one set needs. */
function poolFor(pool: readonly number[], size: number, assumptions: readonly Assumption[], most: number): readonly number[] {
  for (let count = pool.length; count > size; count--) {
    const kept = pool.slice(0, count);
    if (
      countOf(
        kept.map((k) => assumptions[k]!.values.length),
        size,
      ) <= most
    )
      return kept;
  }
  return pool.slice(0, size);
}

/** How many sets of a size there are, each member having so many values: the elementary symmetric polynomial of these numbers. */
export function countOf(values: readonly number[], size: number): number {
  const counts = [1, ...new Array<number>(size).fill(0)];
  for (const many of values) for (let k = size; k >= 1; k--) counts[k]! += many * counts[k - 1]!;
  return counts[size]!;
}

/** All sets of a size, in the order of their members. */
function combinations<Member>(members: readonly Member[], size: number): readonly (readonly Member[])[] {
  if (size === 0) return [[]];
  return members.flatMap((member, k) => combinations(members.slice(k + 1), size - 1).map((rest) => [member, ...rest]));
}

function valuesOf(members: readonly number[], assumptions: readonly Assumption[]): readonly FlipSet["changes"][] {
  return members.reduce<FlipSet["changes"][]>(
    (sets, k) => {
      const { name, values } = assumptions[k]!;
      return sets.flatMap((changes) => values.map((value) => [...changes, { name, value }]));
    },
    [[]],
  );
}
