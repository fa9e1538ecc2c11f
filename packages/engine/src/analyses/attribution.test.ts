/** Shapley values of games that are solved by hand, exact and sampled. */
import { describe, expect, it } from "vitest";
import { Cancelled } from "../parallel/pool.js";
import { type AttributionSettings, attribute, type Change } from "./attribution.js";
import { column } from "./columns-for-tests.js";
import { isUnsuitable } from "./draws.js";

const named = (names: string): readonly Change[] => [...names].map((name) => ({ name }));

async function attributed(
  changes: readonly Change[],
  value: (changed: ReadonlySet<string>) => readonly number[],
  settings?: AttributionSettings,
) {
  const result = await attribute(changes, (changed) => value(new Set(changed)), settings);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

const valuesOf = ({ shares }: Awaited<ReturnType<typeof attributed>>, result = 0) => shares.map(({ share }) => share[result]!.value);

describe("exactly", () => {
  it("additive changes get what they add", async () => {
    const worth = { a: 3, b: -1, c: 0.5 } as const;
    const found = await attributed(named("abc"), (changed) => [10 + [...changed].reduce((sum, name) => sum + worth[name as "a"], 0)]);
    expect(valuesOf(found)).toEqual([3, -1, 0.5]);
    expect(found).toMatchObject({ before: [10], after: [12.5], isExact: true, evaluations: 8 });
  });

  it("the glove game: one left hand and two right ones", async () => {
    // Shapley values 2/3, 1/6, 1/6: the left glove adds a pair unless it comes first.
    const found = await attributed(named("lrs"), (has) => [has.has("l") && (has.has("r") || has.has("s")) ? 1 : 0]);
    for (const [k, expected] of [2 / 3, 1 / 6, 1 / 6].entries()) expect(valuesOf(found)[k]).toBeCloseTo(expected, 12);
    expect(found.shares.map(({ alone }) => alone[0])).toEqual([0, 0, 0]);
  });

  it("the runway game: each pays its part of every length that it needs", async () => {
    // Littlechild and Owen (1973): lengths 1, 2, 4 cost 1/3, 1/3 + 1/2, 1/3 + 1/2 + 2.
    const length = { a: 1, b: 2, c: 4 } as const;
    const found = await attributed(named("abc"), (who) => [Math.max(0, ...[...who].map((name) => length[name as "a"]))]);
    for (const [k, expected] of [1 / 3, 5 / 6, 17 / 6].entries()) expect(valuesOf(found)[k]).toBeCloseTo(expected, 12);
  });

  it("a product is shared between its factors, per option", async () => {
    // From 2 x 3 to 5 x 7, 29 more: the first factor gets 3 (3 + 7) / 2 = 15, the second 4 (2 + 5) / 2 = 14.
    const found = await attributed(named("pq"), (changed) => {
      const product = (changed.has("p") ? 5 : 2) * (changed.has("q") ? 7 : 3);
      return [product, -2 * product];
    });
    expect(valuesOf(found)).toEqual([15, 14]);
    expect(valuesOf(found, 1)).toEqual([-30, -28]);
    expect(found.shares.map(({ alone }) => alone[0])).toEqual([9, 8]);
  });

  it("changes of one group count as one", async () => {
    const evaluated: string[] = [];
    const found = await attribute([{ name: "prices", inputs: ["p", "q"] }, { name: "r" }], async (changed) => {
      evaluated.push(changed.join(""));
      return [changed.length];
    });
    if (isUnsuitable(found)) throw new Error(found.reason);
    expect(found.shares.map(({ change, share }) => [change, share[0]!.value])).toEqual([
      ["prices", 2],
      ["r", 1],
    ]);
    expect(evaluated.sort()).toEqual(["", "pq", "pqr", "r"]);
  });
});

describe("sampled", () => {
  // A symmetric game of twelve with interactions: the square of the sum of weights; the Shapley value of change i is w_i times the sum of all weights.
  const names = "abcdefghijkl";
  const weights = Object.fromEntries([...names].map((name, k) => [name, k + 1]));
  const square = (changed: ReadonlySet<string>) => [[...changed].reduce((sum, name) => sum + weights[name]!, 0) ** 2];

  it("pairs of opposite orders are exact where changes interact two by two", async () => {
    const found = await attributed(named(names), square);
    expect(found.isExact).toBe(false);
    for (const [k, value] of valuesOf(found).entries()) expect(value).toBeCloseTo((k + 1) * 78, 8);
  });

  it("shares add up to the change, with errors that hold", async () => {
    // Among maxima of uniform heights, exact values come from the runway game: the k-th lowest step is shared by all that reach it.
    const heights = Object.fromEntries([...names].map((name, k) => [name, column("heights", 12)[k]!]));
    const highest = (who: ReadonlySet<string>) => [Math.max(0, ...[...who].map((name) => heights[name]!))];
    const sorted = Object.values(heights).sort((a, b) => a - b);
    const exact = (name: string) =>
      sorted.reduce((sum, height, k) => (height <= heights[name]! ? sum + (height - (sorted[k - 1] ?? 0)) / (sorted.length - k) : sum), 0);
    let covered = 0;
    let asked = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const found = await attributed(named(names), highest, { seed, pairs: 40 });
      expect(valuesOf(found).reduce((sum, value) => sum + value, 0)).toBeCloseTo(sorted.at(-1)!, 10);
      for (const { change, share } of found.shares.slice(0, 6)) {
        asked++;
        if (Math.abs(share[0]!.value - exact(change)) < 1.96 * share[0]!.error + 1e-12) covered++;
      }
    }
    // Contributions to a maximum are skewed, and 40 pairs are few: nine of ten where 95 % would be ideal.
    expect(covered / asked).toBeGreaterThan(0.9);
  });

  it("is repeated by its seed", async () => {
    const cube = (changed: ReadonlySet<string>) => [square(changed)[0]! ** 1.5];
    expect(await attributed(named(names), cube, { seed: 5, pairs: 3 })).toEqual(
      await attributed(named(names), cube, { seed: 5, pairs: 3 }),
    );
  });
});

describe("bad questions", () => {
  it("no changes, and results that are not finite", async () => {
    expect(await attribute([], () => [1])).toMatchObject({ reason: "no-inputs" });
    expect(await attribute(named("ab"), (changed) => [changed.length === 2 ? Number.NaN : 1])).toMatchObject({
      reason: "not-finite",
      name: "a, b",
    });
  });

  it("says how far it is and stops when told to", async () => {
    const seen: number[] = [];
    await attribute(named("abc"), () => [1], { onProgress: (done, total) => void seen.push(done / total) });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(1);
    await expect(attribute(named("abc"), () => [1], { signal: { aborted: true } })).rejects.toThrow(Cancelled);
  });
});
