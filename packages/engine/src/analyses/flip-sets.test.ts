/** Sets of assumptions that flip an answer: sums by hand, and tails of normal inputs in closed form. */
import { describe, expect, it } from "vitest";
import { Cancelled } from "../parallel/pool.js";
import { column, normals } from "./columns-for-tests.js";
import { isUnsuitable } from "./draws.js";
import { type Assumption, type FlipSettings, flipSets } from "./flip-sets.js";
import { type DrawFlipSettings, flipSetsOfDraws } from "./flip-sets-of-draws.js";

const shifts = (names: string): readonly Assumption[] => [...names].map((name) => ({ name, values: [-1, 1] }));

async function flipped(
  assumptions: readonly Assumption[],
  lead: (x: (name: string) => number) => readonly number[],
  settings?: FlipSettings,
) {
  const result = await flipSets(assumptions, (changes) => lead((name) => changes.get(name) ?? 0), settings);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

describe("by evaluation", () => {
  it("one assumption is enough where it is", async () => {
    const found = await flipped(shifts("abc"), (x) => [2 + x("a") - 3 * x("b"), x("c")]);
    expect(found).toMatchObject({ leader: 0, lead: 2, size: 1, isComplete: true, evaluations: 7 });
    expect(found.sets).toEqual([{ changes: [{ name: "b", value: 1 }], leader: 1, margin: 1 }]);
  });

  it("two are needed where none is enough, and all such pairs are given, the greatest margin first", async () => {
    // The lead is 3 + 2 a - b + c: a = -1 takes 2, b = 1 and c = -1 take 1 each, so that a with b or with c makes a tie and no flip; all three flip.
    const tied = await flipped(shifts("abc"), (x) => [3 + 2 * x("a") - x("b") + x("c"), 0]);
    expect(tied.size).toBe(3);
    expect(tied.sets).toHaveLength(1);
    const found = await flipped(shifts("abc"), (x) => [2.5 + 2 * x("a") - x("b") + 0.8 * x("c"), 0]);
    expect(
      found.sets.map(({ changes, margin }) => [changes.map(({ name, value }) => `${name}${value}`).join(" "), Math.round(100 * margin)]),
    ).toEqual([
      ["a-1 b1", 50],
      ["a-1 c-1", 30],
    ]);
  });

  it("finds what only works together", async () => {
    const found = await flipped(shifts("abcd"), (x) => [1, 3 * x("b") * x("d")]);
    expect(found.sets.map(({ changes }) => changes.map(({ value }) => value))).toEqual([
      [-1, -1],
      [1, 1],
    ]);
    expect(found.sets.every(({ changes }) => changes.map(({ name }) => name).join("") === "bd")).toBe(true);
  });

  it("says that the answer stands, and up to which size that was tried", async () => {
    expect(await flipped(shifts("abcd"), (x) => [9 + x("a") + x("b"), 0])).toMatchObject({ sets: [], size: 3, isComplete: true });
  });

  it("with many assumptions combines those that do most, and says so", async () => {
    const names = "abcdefghijklmnopqrstuvwxyz";
    const found = await flipped(shifts(names), (x) => [1.5 - x("q") - 0.9 * x("z") + 0.01 * x("c"), 0], { mostEvaluations: 40 });
    expect(found).toMatchObject({ size: 2, isComplete: false });
    expect(found.sets[0]!.changes.map(({ name }) => name).sort()).toEqual(["q", "z"]);
  });

  it("a barred option never leads", async () => {
    const found = await flipped(shifts("a"), (x) => [1, 5, 0.5 + x("a")], { barred: [false, true, false] });
    expect(found).toMatchObject({ leader: 0, lead: 0.5 });
    expect(found.sets[0]).toMatchObject({ leader: 2, margin: 0.5 });
  });

  it("is as small as trying all subsets says", async () => {
    for (let seed = 0; seed < 20; seed++) {
      const effects = column("effects", 5, seed).map((u) => u - 0.5);
      const lead = 0.2 + column("lead", 1, seed)[0]!;
      const worth = (x: (name: string) => number) => [lead + [..."abcde"].reduce((sum, name, k) => sum + effects[k]! * x(name), 0), 0];
      const { sets, size } = await flipped(shifts("abcde"), worth, { mostAssumptions: 5 });
      // Each assumption can take its absolute effect off the lead, the greatest first.
      const sorted = [...effects].map(Math.abs).sort((a, b) => b - a);
      const least = sorted.findIndex((_, k) => sorted.slice(0, k + 1).reduce((sum, value) => sum + value, 0) > lead) + 1;
      expect(sets.length === 0 ? 0 : size).toBe(least);
    }
  });

  it("bad questions are refused", async () => {
    expect(await flipSets([], () => [1, 0])).toMatchObject({ reason: "no-inputs" });
    expect(await flipSets(shifts("a"), () => [1])).toMatchObject({ reason: "too-few-options" });
    expect(await flipSets(shifts("a"), (changes) => [1, changes.size / 0])).toMatchObject({ reason: "not-finite" });
    await expect(flipSets(shifts("a"), () => [1, 0], { signal: { aborted: true } })).rejects.toThrow(Cancelled);
  });
});

describe("by draws", () => {
  const count = 16_384;
  const [x, y, z] = ["x", "y", "z"].map((name) => normals(name, count));
  const inputs = [
    { name: "x", columns: [x!] },
    { name: "y", columns: [y!] },
    { name: "z", columns: [z!] },
  ];
  const against = (lead: Float64Array, settings?: DrawFlipSettings) => {
    const result = flipSetsOfDraws(inputs, { options: ["a", "b"], benefits: [lead, new Float64Array(count)], replicated: false }, settings);
    if (isUnsuitable(result)) throw new Error(result.reason);
    return result;
  };
  // The mean of a standard normal number in its lowest tenth: the density at -1.2816 over 0.1 is 1.7550.
  const tailMean = -1.754983;

  it("a pair of tails has the mean of the closed form", () => {
    const { sets, size, leader } = against(x!.map((value, draw) => 2.5 + value - y![draw]!));
    expect([size, leader]).toEqual([2, 0]);
    expect(sets).toHaveLength(1);
    const [{ tails, margin, share }] = sets as [(typeof sets)[0]];
    expect(tails.map(({ input, side }) => [input, side])).toEqual([
      ["x", "low"],
      ["y", "high"],
    ]);
    expect(Math.abs(margin.value - (-2 * tailMean - 2.5))).toBeLessThan(4 * margin.error);
    // Both tails come together in a hundredth of the draws.
    expect(Math.abs(share - 0.01)).toBeLessThan(4 * Math.sqrt(0.01 / count));
  });

  it("one tail is enough where it is, and none where the lead is great", () => {
    expect(against(x!.map((value) => 1 + value))).toMatchObject({ size: 1, sets: [{ tails: [{ input: "x", side: "low" }], leader: 1 }] });
    expect(against(x!.map((value) => 9 + value)).sets).toEqual([]);
  });

  it("noise flips nothing", () => {
    let flips = 0;
    for (let seed = 0; seed < 100; seed++)
      flips +=
        against(
          normals("noise", count, seed).map((value) => value + 0.05),
          { mostInputs: 2 },
        ).sets.length > 0
          ? 1
          : 0;
    // Five of a hundred would be the stated level; three standard errors more are 11.5.
    expect(flips).toBeLessThan(12);
  });

  it("a rare state is a tail of its own, and states of more than half are none", () => {
    const rare = column("rare", count).map((u) => (u < 0.06 ? 1 : 0));
    const result = flipSetsOfDraws([{ name: "rare", columns: [rare] }], {
      options: ["a", "b"],
      benefits: [rare.map((one) => 1 - 3 * one), new Float64Array(count)],
      replicated: false,
    });
    expect(result).toMatchObject({
      size: 1,
      sets: [{ tails: [{ input: "rare", side: "high", end: 1 }], leader: 1, margin: { value: 2, error: 0 } }],
    });
  });

  it("bad draws are refused", () => {
    const draws = { options: ["a", "b"], benefits: [x!, y!], replicated: false };
    expect(flipSetsOfDraws([], draws)).toMatchObject({ reason: "no-inputs" });
    expect(flipSetsOfDraws(inputs, { ...draws, benefits: [x!] })).toMatchObject({ reason: "too-few-options" });
    expect(flipSetsOfDraws([{ name: "c", columns: [new Float64Array(count)] }], draws)).toMatchObject({ reason: "constant" });
    expect(
      flipSetsOfDraws([{ name: "c", columns: [x!.slice(0, 50)] }], { ...draws, benefits: [x!.slice(0, 50), y!.slice(0, 50)] }),
    ).toMatchObject({
      reason: "too-few-draws",
      have: 50,
      need: 1000,
    });
    expect(flipSetsOfDraws([{ name: "c", columns: [new Float64Array(count).fill(Number.NaN)] }], draws)).toMatchObject({
      reason: "not-finite",
      name: "c",
    });
  });
});
