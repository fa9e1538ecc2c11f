/** Classification trees against splits found by trying all, planted boxes and noise. */
import { describe, expect, it } from "vitest";
import { rowsInBox, type ScenarioTable } from "./boxes.js";
import { type CartSettings, cart } from "./cart.js";
import { column } from "./columns-for-tests.js";
import { isUnsuitable } from "./draws.js";

function planted(rows: number, inputs: number, seed: number, probability: (x: readonly number[]) => number): ScenarioTable {
  const columns = Array.from({ length: inputs }, (_, k) => ({ name: `x${k}`, values: column(`x${k}`, rows, seed) }));
  const chance = column("chance", rows, seed);
  return { inputs: columns, ofInterest: chance.map((u, row) => (u < probability(columns.map(({ values }) => values[row]!)) ? 1 : 0)) };
}

function grown(table: ScenarioTable, settings?: CartSettings) {
  const result = cart(table, settings);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

/** The leaves as counted row by row. */
function recounted({ inputs, ofInterest }: ScenarioTable, leaves: ReturnType<typeof grown>["leaves"]) {
  return leaves.map(({ restrictions }) => {
    const inside = [...rowsInBox(inputs, restrictions).entries()].filter(([, isIn]) => isIn === 1);
    return [inside.length, inside.filter(([row]) => ofInterest[row]).length];
  });
}

describe("a planted box", () => {
  const table = planted(5000, 6, 2, ([a, b]) => (a! < 0.3 && b! > 0.6 ? 0.95 : 0.05));
  const tree = grown(table);

  it("is the densest leaf", () => {
    const [densest] = tree.leaves;
    const byInput = Object.fromEntries(densest!.restrictions.map((one) => [one.input, one]));
    expect(Object.keys(byInput).sort()).toEqual(["x0", "x1"]);
    // Interest falls from 95 % to 5 % at the limit, which a best split finds to within a few rows of 5,000.
    expect(Math.abs(byInput.x0!.high! - 0.3)).toBeLessThan(0.01);
    expect(Math.abs(byInput.x1!.low! - 0.6)).toBeLessThan(0.01);
    expect(densest!.density).toBeGreaterThan(0.9);
    expect(tree.leaves).toHaveLength(3);
  });

  it("leaves share out all rows, and are measured as a recount measures them", () => {
    expect(tree.leaves.reduce((sum, { mass }) => sum + mass, 0)).toBeCloseTo(1, 12);
    expect(tree.leaves.reduce((sum, { coverage }) => sum + coverage, 0)).toBeCloseTo(1, 12);
    expect(tree.leaves.map(({ rows, interesting }) => [rows, interesting])).toEqual(recounted(table, tree.leaves));
  });

  it("errors of the sizes are those of predictions on rows not seen", () => {
    // The mean square of a perfect prediction is the mean of p (1 - p), here 0.0475 in both regions.
    const best = tree.sizes.find(({ leaves }) => leaves === 3)!;
    expect(Math.abs(best.error - 0.0475)).toBeLessThan(4 * best.standardError + 0.002);
    expect(tree.sizes.at(-1)!.leaves).toBe(1);
  });
});

it("the first split is the best of all, by trying each", () => {
  for (let seed = 0; seed < 20; seed++) {
    const table = planted(60, 3, 40 + seed, ([a, b]) => a! * b! + 0.2);
    const { inputs, ofInterest } = table;
    const giniOf = (rows: readonly number[]) => {
      const share = rows.filter((row) => ofInterest[row]).length / rows.length;
      return rows.length * 2 * share * (1 - share);
    };
    let least = Infinity;
    for (const { values } of inputs)
      for (const limit of values) {
        const [low, high] = [true, false].map((side) => [...values.keys()].filter((row) => values[row]! <= limit === side));
        if (low!.length >= 6 && high!.length >= 6) least = Math.min(least, giniOf(low!) + giniOf(high!));
      }
    const { leaves } = grown(table, { mostSplits: 1, leastMass: 0.1, tolerance: 0, folds: 2 });
    if (leaves.length < 2) continue;
    const ours = leaves.reduce((sum, { rows, density }) => sum + rows * 2 * density * (1 - density), 0);
    expect(ours).toBeCloseTo(least, 9);
  }
});

it("whole inputs are split at their values, unordered ones by their members", () => {
  const { inputs } = planted(3000, 3, 9, () => 0);
  const faces = { name: "dice", values: inputs[0]!.values.map((u) => Math.floor(6 * u) + 1) };
  const colours = { name: "colour", values: inputs[1]!.values.map((u) => Math.floor(5 * u)), unordered: true };
  const ofInterest = faces.values.map((face, row) => (face >= 3 && [0, 3].includes(colours.values[row]!) ? 1 : 0));
  const tree = grown({ inputs: [faces, colours, inputs[2]!], ofInterest });
  const byInput = Object.fromEntries(tree.leaves[0]!.restrictions.map((one) => [one.input, one]));
  expect(byInput).toEqual({ dice: { input: "dice", low: 3 }, colour: { input: "colour", members: [0, 3] } });
  expect(tree.leaves[0]).toMatchObject({ density: 1, coverage: 1 });
});

it("noise is left whole", () => {
  const tables = 100;
  let split = 0;
  for (let seed = 0; seed < tables; seed++) split += grown(planted(300, 5, 200 + seed, () => 0.3)).leaves.length > 1 ? 1 : 0;
  // One standard error of tolerance holds back most splits; there is no exact rate.
  expect(split / tables).toBeLessThan(0.1);
});

it("no leaf is smaller than allowed, and the seed repeats the tree", () => {
  const table = planted(1000, 4, 21, ([a, b]) => a! * b!);
  const tree = grown(table, { leastMass: 0.1 });
  expect(Math.min(...tree.leaves.map(({ mass }) => mass))).toBeGreaterThanOrEqual(0.1);
  expect(cart(table, { seed: 5 })).toEqual(cart(table, { seed: 5 }));
});

it("bad tables are refused, and work is stopped when told to", () => {
  const table = planted(100, 2, 15, () => 0.5);
  expect(cart({ ...table, ofInterest: new Uint8Array(100) })).toMatchObject({ kind: "unsuitable", reason: "none-of-interest" });
  expect(() => cart(table, { signal: { aborted: true } })).toThrow("cancelled");
});
