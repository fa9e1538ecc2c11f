/**
 * Why two results differ: the change is shared out among what was changed by Shapley's value (1953), the mean over all orders in which the
 * changes could have been made of what each one then adds. What is evaluated is the caller's affair.
 */
import { fillUniforms, streamKey } from "../random.js";
import type { Estimated, Unsuitable } from "./draws.js";
import { noteProgress, type Watch } from "./watch.js";

/** A change that gets a share: one input, or several that belong together and count as one. */
export interface Change {
  readonly name: string;
  /** The inputs that change with it: the name itself where left out. */
  readonly inputs?: readonly string[];
}

/** How the shares are found; all may be left out. */
export interface AttributionSettings extends Watch {
  /** Up to so many changes every subset is evaluated, 2 to the power of their number: 10. */
  readonly exactUpTo?: number;
  /** Beyond, so many random orders are taken, each with its reverse: 50. */
  readonly pairs?: number;
  readonly seed?: number;
}

/** What one change accounts for, per result (most often, per option). */
export interface Share {
  readonly change: string;
  /** Its Shapley value; the error is 0 where it is exact. */
  readonly share: readonly Estimated[];
  /** What it does when it is made alone. */
  readonly alone: readonly number[];
}

/** A change of results and what accounts for it. The shares add up to the change of each result, but for rounding. */
export interface Attribution {
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly shares: readonly Share[];
  readonly isExact: boolean;
  /** How often results were evaluated. */
  readonly evaluations: number;
}

/**
 * Shares out the difference between no change and all changes. `evaluate` gives the results when these inputs are changed and the others not; it is
 * asked once for each set of changes. Refused: no changes, results that are not finite (the name lists the inputs that were changed).
 */
export async function attribute(
  changes: readonly Change[],
  evaluate: (changed: readonly string[]) => readonly number[] | Promise<readonly number[]>,
  settings: AttributionSettings = {},
): Promise<Attribution | Unsuitable> {
  const { exactUpTo = 10, pairs = 50 } = settings;
  const count = changes.length;
  if (count === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const isExact = count <= exactUpTo;
  const most = isExact ? 1 << count : 2 + count + 2 * pairs * (count - 1);
  const known = new Map<string, readonly number[]>();
  const firstKey = "0".repeat(count);
  let broken: Unsuitable | undefined;
  const resultsOf = async (isMade: readonly boolean[]): Promise<readonly number[]> => {
    const key = isMade.map((made) => (made ? "1" : "0")).join("");
    const before = known.get(key);
    if (before) return before;
    noteProgress(settings, known.size, most);
    const inputs = changes.flatMap(({ name, inputs }, k) => (isMade[k] ? (inputs ?? [name]) : []));
    const results = await evaluate(inputs);
    if (!results.every(Number.isFinite)) broken ??= { kind: "unsuitable", reason: "not-finite", name: inputs.join(", ") };
    if (results.length !== (known.get(firstKey) ?? results).length) throw new Error(`${inputs.join(", ")} changes the number of results.`);
    known.set(key, results);
    return results;
  };
  const none = changes.map(() => false);
  const before = await resultsOf(none);
  const after = await resultsOf(none.map(() => true));
  const alone: (readonly number[])[] = [];
  for (let k = 0; k < count && !broken; k++) alone.push(less(await resultsOf(none.with(k, true)), before));
  if (broken) return broken;
  const shares = isExact
    ? await exactShares(count, resultsOf)
    : await sampledShares(count, before.length, resultsOf, pairs, settings.seed ?? 1);
  if (broken) return broken;
  noteProgress(settings, most, most);
  return {
    before,
    after,
    shares: changes.map(({ name }, k) => ({ change: name, share: shares[k]!, alone: alone[k]! })),
    isExact,
    evaluations: known.size,
  };
}

type Results = (isMade: readonly boolean[]) => Promise<readonly number[]>;

function less(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.map((value, k) => value - b[k]!);
}

/** The sum over all sets without the change of what it adds, over n times the number of sets of that size (Shapley 1953, formula 12). */
async function exactShares(count: number, resultsOf: Results): Promise<readonly (readonly Estimated[])[]> {
  const sets = Array.from({ length: 1 << count }, (_, set) => Array.from({ length: count }, (_, k) => ((set >>> k) & 1) === 1));
  const results: (readonly number[])[] = [];
  for (const set of sets) results.push(await resultsOf(set));
  const ways = [1];
  for (let size = 1; size < count; size++) ways.push((ways[size - 1]! * (count - size)) / size);
  return Array.from({ length: count }, (_, change) => {
    const share = results[0]!.map(() => 0);
    for (let set = 0; set < sets.length; set++) {
      if (sets[set]![change]) continue;
      const size = sets[set]!.filter(Boolean).length;
      const added = less(results[set + (1 << change)]!, results[set]!);
      for (let k = 0; k < share.length; k++) share[k]! += added[k]! / (count * ways[size]!);
    }
    return share.map((value) => ({ value, error: 0 }));
  });
}

/** Means over random orders, each with its reverse (Castro, Gómez and Tejada 2009; antithetic pairs as in Mitchell et al. 2022); the pairs are independent. */
async function sampledShares(
  count: number,
  results: number,
  resultsOf: Results,
  pairs: number,
  seed: number,
): Promise<readonly (readonly Estimated[])[]> {
  const sums = Array.from({ length: count }, () => new Float64Array(results));
  const squares = Array.from({ length: count }, () => new Float64Array(results));
  for (let pair = 0; pair < pairs; pair++) {
    const order = shuffled(count, seed, pair);
    const means = Array.from({ length: count }, () => new Float64Array(results));
    for (const one of [order, order.toReversed()]) {
      let made: readonly boolean[] = order.map(() => false);
      let last = await resultsOf(made);
      for (const change of one) {
        made = made.with(change, true);
        const next = await resultsOf(made);
        for (let k = 0; k < results; k++) means[change]![k]! += (next[k]! - last[k]!) / 2;
        last = next;
      }
    }
    for (let change = 0; change < count; change++) {
      for (let k = 0; k < results; k++) {
        sums[change]![k]! += means[change]![k]!;
        squares[change]![k]! += means[change]![k]! * means[change]![k]!;
      }
    }
  }
  return sums.map((sum, change) =>
    Array.from(sum, (total, k) => {
      const value = total / pairs;
      const spread = Math.max(0, squares[change]![k]! / pairs - value * value);
      return { value, error: Math.sqrt(spread / Math.max(1, pairs - 1)) };
    }),
  );
}

/** A random order of the numbers below `count`. */
function shuffled(count: number, seed: number, pair: number): readonly number[] {
  const keys = new Float64Array(count);
  fillUniforms(keys, streamKey(seed, ["attribution"]), pair);
  return Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]!);
}
