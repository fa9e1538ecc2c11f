/** Scenario discovery on tables of which we know where the interesting rows are, and on tables in which there is nothing to find. */
import { describe, expect, it } from "vitest";
import { Cancelled } from "../parallel/pool.js";
import { tradeOff } from "./box-choice.js";
import { contentsOf, prepareTable, quasiP, rowsInBox, type ScenarioTable } from "./boxes.js";
import { column } from "./columns-for-tests.js";
import { isUnsuitable } from "./draws.js";
import { inspectBox, type PrimSettings, prim } from "./prim.js";

/** Rows of uniforms, interesting with a probability that depends on the row. */
function planted(rows: number, inputs: number, seed: number, probability: (x: readonly number[]) => number): ScenarioTable {
  const columns = Array.from({ length: inputs }, (_, k) => ({ name: `x${k}`, values: column(`x${k}`, rows, seed) }));
  const chance = column("chance", rows, seed);
  return { inputs: columns, ofInterest: chance.map((u, row) => (u < probability(columns.map(({ values }) => values[row]!)) ? 1 : 0)) };
}

function found(table: ScenarioTable, settings?: PrimSettings) {
  const result = prim(table, settings);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

describe("a planted box", () => {
  const rows = 4000;
  const isInside = ([a, b]: readonly number[]) => a! < 0.4 && b! > 0.3 && b! < 0.8;
  const table = planted(rows, 8, 3, (x) => (isInside(x) ? 0.95 : 0.02));
  const { boxes, together, unconfirmed } = found(table);
  const [box] = boxes;

  it("is found alone, with its inputs and limits", () => {
    expect(boxes).toHaveLength(1);
    expect(box!.restrictions.map(({ input }) => input).sort()).toEqual(["x0", "x1"]);
    const [a, b] = ["x0", "x1"].map((name) => box!.restrictions.find(({ input }) => input === name)!);
    // Of 4,000 rows 800 lie in the box, so that a limit is between two interesting rows some 0.001 apart; ten such gaps are allowed.
    expect(a!.low).toBeUndefined();
    expect(Math.abs(a!.high! - 0.4)).toBeLessThan(0.01);
    expect(Math.abs(b!.low! - 0.3)).toBeLessThan(0.01);
    expect(Math.abs(b!.high! - 0.8)).toBeLessThan(0.01);
    expect(unconfirmed).toBeUndefined();
  });

  it("is measured as a recount measures it", () => {
    const inside = rowsInBox(table.inputs, box!.restrictions);
    const held = inside.reduce((sum, one) => sum + one, 0);
    const interesting = inside.reduce((sum, one, row) => sum + (one === 1 && table.ofInterest[row] ? 1 : 0), 0);
    const all = Array.from(table.ofInterest).filter(Boolean).length;
    expect([box!.rows, box!.interesting]).toEqual([held, interesting]);
    expect(box!.density).toBeCloseTo(interesting / held, 12);
    expect(box!.coverage).toBeCloseTo(interesting / all, 12);
    expect(box!.mass).toBeCloseTo(held / rows, 12);
    expect(together).toEqual({ rows: held, interesting, coverage: box!.coverage, density: box!.density, mass: box!.mass });
  });

  it("is told from chance, and found again in halves of the rows, where it does as well", () => {
    for (const { quasiP, reproduced } of box!.restrictions) {
      expect(quasiP).toBeLessThan(1e-20);
      expect(reproduced).toBe(1);
    }
    const [{ density, coverage, p }] = [box!.heldOut];
    expect(p).toBeLessThan(1e-20);
    // The box holds 95 % of interest; sought in half of the rows its limits are off by some rows.
    expect(Math.abs(density.value - 0.95)).toBeLessThan(0.03);
    expect(Math.abs(coverage.value - (0.2 * 0.95) / (0.2 * 0.95 + 0.8 * 0.02))).toBeLessThan(0.03);
  });

  it("any box can be looked at: the chosen one, and all rows", () => {
    const looked = inspectBox(table, box!.restrictions);
    if (isUnsuitable(looked)) throw new Error(looked.reason);
    expect(looked.density).toBe(box!.density);
    expect(looked.restrictions.map(({ quasiP }) => quasiP)).toEqual(box!.restrictions.map(({ quasiP }) => quasiP));
    expect(inspectBox(table, [])).toMatchObject({ coverage: 1, mass: 1, restrictions: [] });
  });

  it("comes with every box of the peeling, each as a recount measures it", () => {
    const prepared = prepareTable(table);
    if ("kind" in prepared) throw new Error(prepared.reason);
    const all = new Uint8Array(rows).fill(1);
    const { trajectory } = box!;
    expect(trajectory[0]).toMatchObject({ coverage: 1, mass: 1, restrictions: [] });
    for (const step of trajectory) {
      const { rows, interesting } = contentsOf(prepared, all, step.restrictions);
      expect([step.rows, step.interesting]).toEqual([rows, interesting]);
    }
    for (let k = 1; k < trajectory.length; k++) {
      // Patience: a slice takes a twentieth of the rows, rounded down.
      expect(trajectory[k - 1]!.rows - trajectory[k]!.rows).toBe(Math.max(1, Math.floor(0.05 * trajectory[k - 1]!.rows)));
    }
  });
});

it("finds two boxes one after the other", () => {
  const { boxes, together } = found(
    planted(8000, 6, 5, ([a, b, c, d]) => (a! < 0.25 && b! < 0.5 ? 0.97 : c! > 0.8 && d! > 0.5 ? 0.9 : 0.01)),
  );
  const inputs = boxes.map(({ restrictions }) => restrictions.map(({ input }) => input).sort());
  expect(inputs.slice(0, 2)).toEqual([
    ["x0", "x1"],
    ["x2", "x3"],
  ]);
  expect(together.coverage).toBeGreaterThan(0.9);
  expect(together.density).toBeGreaterThan(0.9);
});

it("finds a box of rare interest, and one where most rows are of interest", () => {
  const rare = found(planted(20_000, 5, 7, ([a, b]) => (a! > 0.9 && b! > 0.9 ? 0.8 : 0.001)));
  expect(rare.boxes[0]!.restrictions.map(({ input, low }) => [input, Math.round(100 * low!) / 100]).sort()).toEqual([
    ["x0", 0.9],
    ["x1", 0.9],
  ]);
  const common = found(planted(4000, 5, 8, ([a]) => (a! < 0.5 ? 0.95 : 0.5)));
  expect(common.boxes[0]!.restrictions.map(({ input }) => input)).toEqual(["x0"]);
  expect(Math.abs(common.boxes[0]!.restrictions[0]!.high! - 0.5)).toBeLessThan(0.03);
});

it("a limit that shuts out next to nothing is dropped, though the other end of its input matters", () => {
  for (let seed = 60; seed < 80; seed++) {
    const { boxes } = found(
      planted(400, 3, seed, ([a, b]) => (a! < 0.5 && b! > 0.4 ? 0.6 : 0.1)),
      { resamples: 0, mostBoxes: 1 },
    );
    const byInput = Object.fromEntries(boxes[0]!.restrictions.map((one) => [one.input, one]));
    expect([byInput.x0!.low, byInput.x1!.high]).toEqual([undefined, undefined]);
  }
});

it("puts limits on the values of whole inputs, and lists the members of unordered ones", () => {
  const { inputs } = planted(3000, 4, 9, () => 0);
  const [dice, colour, ...others] = inputs;
  const faces = { name: "dice", values: dice!.values.map((u) => Math.floor(6 * u) + 1) };
  const colours = { name: "colour", values: colour!.values.map((u) => Math.floor(5 * u)), unordered: true };
  const ofInterest = faces.values.map((face, row) => (face >= 3 && face <= 5 && [0, 3].includes(colours.values[row]!) ? 1 : 0));
  const { boxes } = found({ inputs: [faces, colours, ...others], ofInterest });
  expect(boxes).toHaveLength(1);
  const byInput = Object.fromEntries(boxes[0]!.restrictions.map((one) => [one.input, one]));
  expect(byInput.dice).toMatchObject({ low: 3, high: 5 });
  expect(byInput.colour).toMatchObject({ members: [0, 3] });
  expect(boxes[0]).toMatchObject({ coverage: 1, density: 1 });
});

it("finds nothing in noise, but for as often as its level allows", () => {
  const tables = 200;
  let confirmed = 0;
  for (let seed = 0; seed < tables; seed++) confirmed += found(planted(300, 6, 100 + seed, () => 0.3)).boxes.length > 0 ? 1 : 0;
  // Three standard errors of a share of 5 % above it.
  expect(confirmed / tables).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / tables));
});

it("is repeated by its seed and keeps to the most restrictions allowed", () => {
  const table = planted(2000, 6, 11, (x) => (x.every((value) => value < 0.8) ? 0.9 : 0.05));
  expect(prim(table, { seed: 4 })).toEqual(prim(table, { seed: 4 }));
  expect(found(table, { mostRestrictions: 2 }).boxes[0]!.restrictions.length).toBeLessThanOrEqual(2);
  expect(found(table, { mostRestrictions: 6, resamples: 0 }).boxes[0]!.restrictions).toHaveLength(6);
  expect(found(table, { objective: "density" }).boxes.length).toBeGreaterThan(0);
});

describe("quasi-p values", () => {
  // The first three by binom.test of R 4, one-sided. Binomial tails by hand: at least 9 of 10 at one half is (10 + 1) / 2^10; all of 5 at 0.8 is 0.8^5.
  it.each([
    [100, 80, { rows: 200, interesting: 120 }, 1.64118779021221e-5],
    [50, 37, { rows: 100, interesting: 61 }, 0.0384154900628335],
    [1000, 900, { rows: 2000, interesting: 1700 }, 2.03896612747277e-6],
    [10, 9, { rows: 20, interesting: 10 }, 11 / 1024],
    [5, 5, { rows: 10, interesting: 8 }, 0.8 ** 5],
    [5, 0, { rows: 10, interesting: 2 }, 1],
    [5, 5, { rows: 10, interesting: 10 }, 1],
  ])("%i rows, %i of interest", (rows, interesting, wider, expected) => {
    expect(quasiP(rows, interesting, wider)).toBeCloseTo(expected, 12);
  });

  it("of a limit are those of the box with that limit lifted", () => {
    const table = planted(600, 2, 13, ([a]) => (a! > 0.3 && a! < 0.6 ? 0.9 : 0.1));
    const [restriction] = found(table, { resamples: 0 }).boxes[0]!.restrictions;
    const { low, high, quasiPLow, quasiPHigh } = restriction!;
    const [x] = table.inputs;
    const count = (isIn: (value: number) => boolean) => {
      const rows = [...x!.values.keys()].filter((row) => isIn(x!.values[row]!));
      return { rows: rows.length, interesting: rows.filter((row) => table.ofInterest[row]).length };
    };
    const box = count((value) => value >= low! && value <= high!);
    expect(quasiPLow).toBe(
      quasiP(
        box.rows,
        box.interesting,
        count((value) => value <= high!),
      ),
    );
    expect(quasiPHigh).toBe(
      quasiP(
        box.rows,
        box.interesting,
        count((value) => value >= low!),
      ),
    );
  });
});

it("the trade-off of all rows is 0, that of a perfect box 1, and for rare interest it is nearly the F1 measure", () => {
  expect(tradeOff(1, 0.3, 0.3)).toBe(0);
  expect(tradeOff(1, 1, 0.3)).toBe(1);
  expect(tradeOff(0.5, 0.8, 1e-6)).toBeCloseTo((2 * 0.5 * 0.8) / 1.3, 5);
  expect(tradeOff(0.5, 0.1, 0.3)).toBeLessThan(0);
});

describe("bad tables", () => {
  const good = planted(100, 2, 15, () => 0.5);
  it.each([
    ["no inputs", { ...good, inputs: [] }, { reason: "no-inputs" }],
    ["too few rows", planted(20, 2, 1, () => 0.5), { reason: "too-few-draws", have: 20, need: 40 }],
    ["none of interest", { ...good, ofInterest: new Uint8Array(100) }, { reason: "none-of-interest" }],
    ["all of interest", { ...good, ofInterest: new Uint8Array(100).fill(1) }, { reason: "all-of-interest" }],
    ["few of interest", { ...good, ofInterest: Uint8Array.from({ length: 100 }, (_, row) => (row < 3 ? 1 : 0)) }, { have: 3, need: 10 }],
    [
      "not a number",
      { ...good, inputs: [{ name: "gap", values: new Float64Array(100).fill(Number.NaN) }] },
      { reason: "not-finite", name: "gap" },
    ],
    ["constant inputs", { ...good, inputs: [{ name: "one", values: new Float64Array(100).fill(1) }] }, { reason: "constant" }],
  ])("%s", (_, table, expected) => {
    expect(prim(table)).toMatchObject({ kind: "unsuitable", ...expected });
  });

  it("columns of different lengths are a bug", () => {
    expect(() => prim({ ...good, inputs: [{ name: "short", values: new Float64Array(7) }] })).toThrow("short has 7 rows");
  });

  it("an input given twice is restricted once", () => {
    const { inputs, ofInterest } = planted(1000, 3, 18, ([a]) => (a! < 0.3 ? 0.9 : 0.1));
    const twin = { name: "twin", values: inputs[0]!.values };
    expect(found({ inputs: [...inputs, twin], ofInterest }).boxes[0]!.restrictions.map(({ input }) => input)).toEqual(["x0"]);
  });

  it("one constant input among others does no harm", () => {
    const table = planted(1000, 2, 16, ([a]) => (a! < 0.3 ? 0.9 : 0.1));
    const inputs = [{ name: "still", values: new Float64Array(1000).fill(4) }, ...table.inputs];
    expect(found({ ...table, inputs }).boxes[0]!.restrictions.map(({ input }) => input)).toEqual(["x0"]);
  });
});

it("says how far it is and stops when told to", () => {
  const table = planted(1000, 3, 17, ([a]) => (a! < 0.3 ? 0.9 : 0.1));
  const seen: number[] = [];
  prim(table, { onProgress: (done, total) => void seen.push(done / total) });
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
  const signal = { aborted: false };
  expect(() => prim(table, { signal, onProgress: () => (signal.aborted = true) })).toThrow(Cancelled);
});
