/** Sequential decisions by simulation: Longstaff and Schwartz's put, the used-car buyer, and stages that can be enumerated. */
import { describe, expect, it } from "vitest";
import { exp, ln } from "../elementary.js";
import { Cancelled } from "../parallel/pool.js";
import { column, normals } from "./columns-for-tests.js";
import { isUnsuitable } from "./draws.js";
import { bestStopping, type StoppingProblem } from "./least-squares-monte-carlo.js";
import { fitStates } from "./state-regression.js";

function solved(...given: Parameters<typeof bestStopping>) {
  const result = bestStopping(...given);
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

/** Paths of a share with pairs of opposite shocks, at 50 dates of one year, and the discounted payoffs of a put at 40 with 6 % interest. */
function put(price: number, volatility: number, paths: number, seed: number): StoppingProblem {
  const dates = 50;
  const drift = (0.06 - (volatility * volatility) / 2) / dates;
  const logs = new Float64Array(paths).fill(ln(price));
  return {
    actions: ["exercise"],
    dates: Array.from({ length: dates }, (_, date) => {
      const shocks = normals(`date ${date}`, paths / 2, seed);
      const states = logs.map((_, path) => {
        logs[path]! += drift + ((path % 2 === 0 ? 1 : -1) * volatility * shocks[path >>> 1]!) / Math.sqrt(dates);
        return exp(logs[path]!);
      });
      const discount = exp((-0.06 * (date + 1)) / dates);
      return {
        name: `${date + 1}`,
        states: [states],
        payoffs: [states.map((value) => discount * Math.max(0, 40 - value))],
        eligible: states.map((value) => (value < 40 ? 1 : 0)),
      };
    }),
  };
}

// Longstaff and Schwartz (2001), Review of Financial Studies 14:113-147, table 1: finite differences for 50 dates, and the early exercise value's complement, the European put.
describe.each([
  [36, 0.2, 4.478, 3.844],
  [44, 0.2, 1.11, 1.017],
])("the American put at %d", (price, volatility, american, european) => {
  const { value, inSample, clairvoyant, bestFixed, policy } = solved(put(price, volatility, 50_000, 7), { payoffsAreKnown: true });

  it("has the published value", () => {
    // The policy learnt from 10,000 paths loses about a cent; the paper's own values are off by as much.
    expect(Math.abs(value.value - american)).toBeLessThan(4 * value.error + 0.01);
    expect(inSample.value).toBeGreaterThan(value.value - 2 * value.error);
    expect(clairvoyant.value).toBeGreaterThan(american);
  });

  it("is at a fixed date worth what the European one is, or exercise at the first date", () => {
    const fixed = Math.max(european, 40 * Math.exp(-0.06 / 50) - price);
    expect(Math.abs(bestFixed.value.value - fixed)).toBeLessThan(4 * bestFixed.value.error);
  });

  // The boundaries of this Bermudan put by quadrature on a fine grid (Gauss and Hermite, 64 points; scipy), which gives the values of the table to a tenth of a cent.
  it.each([
    [25, 34.54],
    [30, 34.89],
    [40, 35.92],
  ])("at date %d is exercised below %d", (date, boundary) => {
    const found = policy[date - 1]!.boundary!;
    expect(found.acts).toBe("below");
    expect(found.agreement).toBeGreaterThan(0.95);
    // Where both choices are worth nearly the same, a boundary off by half a dollar costs a hundredth of a cent.
    expect(Math.abs(found.at - boundary)).toBeLessThan(0.6);
  });
});

// Howard's used-car buyer: a fifth of the cars are lemons; a test that costs 25 tells. Worth without a test 28, with it 31; perfect information is worth 28.
describe("the used-car buyer in two stages", () => {
  const paths = 1000;
  const lemon = Float64Array.from({ length: paths }, (_, path) => (path % 5 === 0 ? 1 : 0));
  const payoffs = (fee: number) => [
    lemon.map((isLemon) => (isLemon ? -100 : 60) - fee),
    lemon.map((isLemon) => (isLemon ? 40 : 20) - fee),
    lemon.map(() => -fee),
  ];
  const actions = ["no guarantee", "guarantee", "no car"];
  const now = { name: "now", states: [], payoffs: payoffs(0) };
  const tested = { name: "tested", states: [lemon], payoffs: payoffs(25) };

  it("tests, then asks for the guarantee of a lemon alone", () => {
    const { value, clairvoyant, bestFixed, flexibility, policy } = solved({ actions, dates: [now, tested], never: lemon.map(() => -25) });
    expect(value.value).toBeCloseTo(31, 10);
    expect(bestFixed.value.value).toBeCloseTo(28, 10);
    expect(bestFixed).toMatchObject({ date: "now", action: "no guarantee" });
    expect(flexibility.value).toBeCloseTo(3, 10);
    expect(clairvoyant.value - bestFixed.value.value).toBeCloseTo(28, 10);
    expect(policy[0]!.acting).toBe(0);
    expect(policy[1]!.byAction[0]).toBeCloseTo(0.8, 10);
    expect(policy[1]!.byAction[1]).toBeCloseTo(0.2, 10);
  });

  it("the spread of the worth is the published one", () => {
    const { value } = solved({ actions, dates: [now, tested], never: lemon.map(() => -25) });
    expect(value.error).toBeCloseTo(8 / Math.sqrt(paths), 3);
  });
});

/** Three faces of a die are seen at the first date, the sum of two at the second; the worth of taking it is the sum less 7, or of a safe action 0.5. */
function diceProblem(paths: number, seed: number): StoppingProblem {
  const [first, second] = ["first", "second"].map((name) => column(name, paths, seed).map((u) => 1 + Math.floor(6 * u)));
  const sum = first!.map((face, path) => face + second![path]! - 7);
  const safe = first!.map(() => 0.5);
  return {
    actions: ["take", "safe"],
    dates: [
      { name: "one", states: [first!], payoffs: [sum.map((value) => value + 0.4), safe] },
      { name: "two", states: [first!, second!], payoffs: [sum, safe.map((value) => value - 0.3)] },
    ],
  };
}

/** By enumeration: at the second date the better of the sum and 0.2; at the first the better of face + 3.5 - 7 + 0.4, 0.5, and the mean of waiting. */
function diceValue(): number {
  const faces = [1, 2, 3, 4, 5, 6];
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return mean(faces.map((face) => Math.max(face - 3.1, 0.5, mean(faces.map((other) => Math.max(face + other - 7, 0.2))))));
}

describe("two dice", () => {
  it("are worth what enumeration says, with errors that hold", () => {
    const runs = 200;
    let covered = 0;
    let sum = 0;
    for (let seed = 0; seed < runs; seed++) {
      const { value } = solved(diceProblem(4000, 1000 + seed));
      if (Math.abs(value.value - diceValue()) < 1.96 * value.error) covered++;
      sum += (value.value - diceValue()) / value.error / runs;
    }
    // 95 % of 200, less three standard errors; a small bias downwards is what halves are for.
    expect(covered / runs).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / runs));
    expect(sum).toBeLessThan(3 / Math.sqrt(runs));
    expect(sum).toBeGreaterThan(-0.5);
  });
});

// To act brings x, normal with mean 0.3 and sd 1, of which a study at a cost of 0.05 tells the part with sd 0.8. After the study the worth is the mean of
// max(0, y) with y normal(0.3, 0.8), less the cost: 0.3 Phi(0.375) + 0.8 phi(0.375) - 0.05 (scipy 1.17).
describe("what acting brings is uncertain even when acting", () => {
  const paths = 20_000;
  const [signal, noise] = [normals("signal", paths), normals("noise", paths)];
  const x = signal.map((s, path) => 0.3 + 0.8 * s + 0.6 * noise[path]!);
  const problem: StoppingProblem = {
    actions: ["act"],
    dates: [
      { name: "now", states: [], payoffs: [x] },
      { name: "after the study", states: [signal], payoffs: [x.map((value) => value - 0.05)] },
    ],
    never: x.map(() => -0.05),
  };

  it("the study is worth what the closed form says", () => {
    const { value, clairvoyant, policy, bestFixed } = solved(problem);
    expect(Math.abs(value.value - 0.4413350050976323)).toBeLessThan(4 * value.error);
    expect(Math.abs(bestFixed.value.value - 0.3)).toBeLessThan(4 * bestFixed.value.error);
    expect(clairvoyant.value).toBeGreaterThan(value.value);
    // The expectation is positive where the signal is above -0.375.
    expect(policy[1]!.boundary).toMatchObject({ acts: "above" });
    expect(Math.abs(policy[1]!.boundary!.at + 0.375)).toBeLessThan(0.1);
  });

  it("to take it as known would look ahead, and is worth more than the truth", () => {
    expect(solved(problem, { payoffsAreKnown: true }).value.value).toBeGreaterThan(0.4413350050976323 + 0.05);
  });
});

it("what does not come into question is not done", () => {
  const problem = diceProblem(1000, 3);
  const dates = problem.dates.map((date) => ({ ...date, eligible: new Uint8Array(1000) }));
  expect(solved({ ...problem, dates })).toMatchObject({ value: { value: 0, error: 0 }, never: 1, clairvoyant: { value: 0 } });
});

describe("expectations given the state", () => {
  const paths = Uint32Array.from({ length: 400 }, (_, path) => path);
  const [a, b] = [column("a", 400), column("b", 400)];

  it("of a cubic are the cubic", () => {
    const y = a!.map((x, path) => 1 + 2 * x - x * x * b![path]! + b![path]! ** 3);
    const [fit] = fitStates([a!, b!], [y], paths, 3);
    for (const path of [0, 17, 399]) expect(fit!(path)).toBeCloseTo(y[path]!, 9);
  });

  it("do not mind a state given twice, or a constant one", () => {
    const y = a!.map((x) => 3 * x * x);
    const [fit] = fitStates([a!, a!.map((x) => 2 * x), a!.map(() => 7)], [y], paths, 2);
    for (const path of [0, 17, 399]) expect(fit!(path)).toBeCloseTo(y[path]!, 6);
  });

  it("of few paths are simple, of few states their means", () => {
    const few = Uint32Array.of(0, 1, 2);
    const [mean] = fitStates([a!], [b!], few, 0);
    expect(mean!(0)).toBe(b![0]!);
    expect(mean!(50)).toBeCloseTo((b![0]! + b![1]! + b![2]!) / 3, 12);
  });
});

describe("bad problems", () => {
  const good = diceProblem(200, 1);
  it.each([
    ["no dates", { ...good, dates: [] }, { reason: "no-time" }],
    ["no actions", { actions: [], dates: [{ name: "x", states: [], payoffs: [] }] }, { reason: "too-few-options" }],
    ["few paths", diceProblem(50, 1), { reason: "too-few-draws", have: 50, need: 100 }],
    ["not a number", { ...good, never: new Float64Array(200).fill(Number.NaN) }, { reason: "not-finite" }],
  ])("%s", (_, problem, expected) => {
    expect(bestStopping(problem)).toMatchObject({ kind: "unsuitable", ...expected });
  });

  it("work is stopped when told to", () => {
    expect(() => bestStopping(good, { signal: { aborted: true } })).toThrow(Cancelled);
  });
});
