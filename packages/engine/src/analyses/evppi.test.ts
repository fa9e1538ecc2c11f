/** Value of information against closed forms, published cases, other methods and its own laws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { run } from "../run/run.js";
import { number, Sketch } from "../run/sketch-for-tests.js";
import { normalCdf, normalDensity, normalQuantile } from "../special.js";
import type { InputDraws, OptionDraws } from "./draws.js";
import { evpi, gainOfRule } from "./evpi.js";
import { type Evppi, type EvppiOptions, evppi, evppiByPartition, hasValue } from "./evppi.js";
import { evppiNested } from "./evppi-nested.js";
import { covered, fine, input, normals, options, uniforms } from "./option-draws-for-tests.js";

/** The values of inputs, then those of groups. */
function values(draws: OptionDraws, inputs: readonly InputDraws[], settings: EvppiOptions = {}): readonly Evppi[] {
  const found = fine(evppi(draws, inputs, settings));
  return [...found.inputs, ...found.groups].map((each) => {
    if (hasValue(each)) return each;
    throw new Error(JSON.stringify(each));
  });
}

/** E max(0, X) less max(0, E X) for a normal X. */
const unitLoss = (mean: number, sd: number) => mean * normalCdf(mean / sd) + sd * normalDensity(mean / sd) - Math.max(0, mean);

/** Two options, 0 and p1 - p2, with p1 ~ N(1, 1), p2 ~ N(0, 2): the model of the vignette of the R package voi. */
function toy(count: number, seed: number) {
  const p1 = normals(count, seed, "p1").map((z) => 1 + z);
  const p2 = normals(count, seed, "p2").map((z) => 2 * z);
  return {
    draws: options(
      new Float64Array(count),
      p1.map((value, i) => value - p2[i]!),
    ),
    inputs: [input("p1", p1), input("p2", p2)],
  };
}
const truth = { evpi: unitLoss(1, Math.sqrt(5)), p1: unitLoss(1, 1), p2: unitLoss(1, 2) };

describe("the toy with normal inputs", () => {
  test("its closed forms", () => {
    expect(truth.evpi).toBeCloseTo(0.4798107063483925, 12);
    expect(truth.p1).toBeCloseTo(0.0833154705876864, 12);
    expect(truth.p2).toBeCloseTo(0.39559311480261217, 12);
  });

  test("regression, partition and nested simulation agree within 3 %", () => {
    const { draws, inputs } = toy(1_000_000, 1);
    const [p1, p2] = values(draws, inputs);
    const nested = (known: number) =>
      evppiNested(
        { quantiles: [(u) => 1 + normalQuantile(u), (u) => 2 * normalQuantile(u)], benefits: ([a, b]) => [0, a! - b!] },
        [known],
        { outer: 40_000, inner: 50, seed: 3 },
      );
    for (const [index, regression] of [p1!, p2!].entries()) {
      const exact = index === 0 ? truth.p1 : truth.p2;
      expect(Math.abs(regression.value / exact - 1)).toBeLessThan(0.03);
      expect(Math.abs(regression.value - exact)).toBeLessThan(4 * regression.error);
      const parted = fine(evppiByPartition(draws, inputs[index]!));
      expect(Math.abs(parted.value / exact - 1)).toBeLessThan(0.03);
      const simulated = nested(index);
      expect(Math.abs(simulated.value - exact)).toBeLessThan(4 * simulated.error);
      expect(simulated.error / exact).toBeLessThan(0.03);
    }
  });

  test("errors cover the truth at 95 %", () => {
    const of = (seed: number) => fine(evppi(toy(2000, seed).draws, toy(2000, seed).inputs));
    const found = Array.from({ length: 201 }, (_, seed) => of(seed));
    for (const [exact, estimate] of [
      [truth.evpi, (seed: number) => found[seed]!.evpi],
      [truth.p1, (seed: number) => found[seed]!.inputs[0] as Evppi],
      [truth.p2, (seed: number) => found[seed]!.inputs[1] as Evppi],
    ] as const) {
      expect(covered(200, exact, estimate)).toBeGreaterThanOrEqual(180);
      expect(covered(200, exact, estimate)).toBeLessThanOrEqual(199);
    }
  });

  test("replicated draws of the engine: smaller errors, and within them", () => {
    const s = new Sketch();
    const [p1, p2] = [s.draw("normal", "p1", [number(1), number(1)]), s.draw("normal", "p2", [number(0), number(2)])];
    s.output("p1", p1);
    s.output("p2", p2);
    const columns = run(s.graph(), { seed: 1, draws: 16_384 }).outputs.map((output) => output.draws![0]!) as [Float64Array, Float64Array];
    const draws = {
      ...options(
        new Float64Array(16_384),
        columns[0].map((value, i) => value - columns[1][i]!),
      ),
      replicated: true,
    };
    const found = fine(evppi(draws, [input("p1", columns[0]), input("p2", columns[1])]));
    const independent = toy(16_384, 1);
    expect(found.evpi.error).toBeLessThan(fine(evpi(independent.draws)).error / 2);
    expect(Math.abs(found.evpi.value - truth.evpi)).toBeLessThan(4 * found.evpi.error);
    expect(Math.abs((found.inputs[0] as Evppi).value / truth.p1 - 1)).toBeLessThan(0.03);
    expect(Math.abs((found.inputs[1] as Evppi).value / truth.p2 - 1)).toBeLessThan(0.03);
  });
});

// Howard (1977) as in the documentation of DecisionProgramming.jl: a lemon has probability 0.2; a peach is worth 60 without and 20 with the
// guarantee, a lemon -100 and 40, not buying 0. Without a test the best is 28, and knowing the car would be worth 28 more.
test("the used car buyer: best 28, EVPI 28", () => {
  const count = 200_000;
  const lemon = uniforms(count, 1, "lemon").map((u) => (u < 0.2 ? 1 : 0));
  const buy = lemon.map((isLemon) => (isLemon === 1 ? -100 : 60));
  const guarantee = lemon.map((isLemon) => (isLemon === 1 ? 40 : 20));
  const draws = options(buy, guarantee, new Float64Array(count));
  const found = fine(evpi(draws));
  expect(Math.abs(found.means[0]!.value - 28)).toBeLessThan(4 * found.means[0]!.error);
  expect(Math.abs(found.means[1]!.value - 24)).toBeLessThan(4 * found.means[1]!.error);
  expect(Math.abs(found.value - 28)).toBeLessThan(4 * found.error);
  const [known] = values(draws, [input("lemon", lemon)]);
  expect(known!.value).toBeCloseTo(found.value, 9);
  expect(known!.method).toBe("means");
});

// Three acts and three states of probability 0.5, 0.3, 0.2: payoffs (200, -20, 50), (100, 60, 40), (60, 50, 90) have means 104, 76, 63, and 200, 60, 90 in the best case: EVPI 136 - 104 = 32.
test("a table of payoffs with exact shares", () => {
  const state = Float64Array.from({ length: 100 }, (_, draw) => (draw < 50 ? 0 : draw < 80 ? 1 : 2));
  const act = (payoffs: readonly number[]) => state.map((each) => payoffs[each]!);
  const draws = options(act([200, -20, 50]), act([100, 60, 40]), act([60, 50, 90]));
  const found = fine(evpi(draws));
  expect(found.value).toBeCloseTo(32, 12);
  expect(found.best).toBe(0);
  expect(found.regrets.map((regret) => regret!.value)).toEqual([32, 60, 73].map((value) => expect.closeTo(value, 12)));
  expect(fine(evpi(draws, { eligible: [false, true, true] })).value).toBeCloseTo(100 * 0.5 + 60 * 0.3 + 90 * 0.2 - 76, 12);
  expect(values(draws, [input("state", state)])[0]!.value).toBeCloseTo(32, 12);
  const rule = fine(gainOfRule(draws, (draw) => (state[draw] === 0 ? 0 : 1)));
  expect(rule.value).toBeCloseTo(0.3 * 80 + 0.2 * -10, 12);
});

test("a group of all inputs is worth the EVPI, and an interaction is found in the pair alone", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => normals(20_000, 2, name)) as [Float64Array, Float64Array, Float64Array];
  const product = options(
    new Float64Array(20_000),
    a.map((value, i) => value * b[i]! + 0.5 * c[i]!),
  );
  const found = values(product, [input("a", a), input("b", b), input("c", c)], {
    groups: [
      { name: "a+b", members: ["a", "b"] },
      { name: "all", members: ["a", "b", "c"] },
    ],
  });
  const all = fine(evpi(product)).value;
  expect(found[0]!.value).toBeLessThan(0.02);
  expect(found[1]!.value).toBeLessThan(0.02);
  // E|ab| / 2 = 1 / pi.
  expect(Math.abs(found[3]!.value - 1 / Math.PI)).toBeLessThan(4 * found[3]!.error);
  expect(Math.abs(found[4]!.value / all - 1)).toBeLessThan(0.01);
});

// B = ±1 + noise with the jump at 0.62 of a uniform input: E B = -0.24, EVPPI = 0.38; and a gain of 20 of probability 0.02 against a loss of 1: 0.4.
test("a jump is followed by the rule of choice where the curve misses it", () => {
  const count = 100_000;
  const [x, e] = [uniforms(count, 9, "x"), normals(count, 9, "e")];
  for (const [at, gain, exact] of [
    [0.62, 1, 0.38],
    [0.98, 20, 0.4],
  ] as const) {
    const draws = options(
      new Float64Array(count),
      x.map((value, draw) => (value > at ? gain : -1) + e[draw]!),
    );
    const [found] = values(draws, [input("x", x)]);
    expect(Math.abs(found!.value - exact)).toBeLessThan(4 * found!.error);
    expect(Math.abs(found!.value / exact - 1)).toBeLessThan(0.03);
  }
});

// Six options linear in a normal input with noise of their own; the truth by quadrature.
test("errors cover with many options that are nearly alike, and where there is nothing to know", () => {
  const lines = [
    [0, 0.2],
    [0.3, 0.15],
    [0.6, 0],
    [-0.4, 0.1],
    [0.9, -0.3],
    [-0.8, -0.1],
  ] as const;
  let exact = -0.2;
  for (let z = -8; z <= 8; z += 0.0005) exact += 0.0005 * normalDensity(z) * Math.max(...lines.map(([slope, start]) => slope * z + start));
  const of = (seed: number, slopes: number) => {
    const x = normals(2000, seed, "x");
    const benefits = lines.map(([slope, start], option) => {
      const e = normals(2000, seed, `e${option}`);
      return x.map((value, draw) => slopes * slope * value + start + 2 * e[draw]!);
    });
    return values(options(...benefits), [input("x", x)])[0]!;
  };
  expect(covered(200, exact, (seed) => of(seed, 1))).toBeGreaterThanOrEqual(180);
  expect(covered(200, 0, (seed) => of(seed, 0))).toBeGreaterThanOrEqual(180);
});

test("an input of two cells is valued as both together", () => {
  const { draws, inputs } = toy(20_000, 4);
  const [both] = values(draws, [{ name: "p", columns: [inputs[0]!.columns[0]!, inputs[1]!.columns[0]!] }]);
  expect(both!.value).toBeCloseTo(fine(evpi(draws)).value, 2);
});

// R 4.2.2 with mgcv 1.8-41 on the draws of smoother.test.ts: mean(pmax(fitted, 0)) - max(0, mean(y)) with gam(y ~ s(x, k = 33))
// and gam(y ~ s(x, k = 33) + s(z, k = 15) + ti(x, z, k = 8)), by REML.
test("agrees with mgcv", () => {
  const weyl = (step: number) => Float64Array.from({ length: 4000 }, (_, i) => ((i + 1) * step + 0.5) % 1).map(normalQuantile);
  const [x, z, e] = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703].map(weyl) as [Float64Array, Float64Array, Float64Array];
  const y = x.map((value, i) => 0.4 + Math.sin(2 * value) + 0.5 * value * z[i]! + 1.5 * e[i]!);
  const [one, , both] = values(options(new Float64Array(4000), y), [input("x", x), input("z", z)], {
    groups: [{ name: "both", members: ["x", "z"] }],
  });
  expect(Math.abs(one!.value / 0.1586473 - 1)).toBeLessThan(0.02);
  expect(Math.abs(both!.value / 0.192436 - 1)).toBeLessThan(0.03);
});

test("laws: 0 <= EVPPI <= EVPI, EVPI is the least expected regret, shifts and order of options do not matter", () => {
  const table = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    count: fc.integer({ min: 200, max: 1500 }),
    weights: fc.array(
      fc.tuple(
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
      ),
      { minLength: 2, maxLength: 5 },
    ),
  });
  fc.assert(
    fc.property(table, ({ seed, count, weights }) => {
      const [a, b] = [normals(count, seed, "a"), uniforms(count, seed, "b").map((u) => Math.floor(4 * u))];
      const c = normals(count, seed, "c");
      const benefits = weights.map(([first, second, third]) => a.map((value, i) => first * value + second * b[i]! * value + third * c[i]!));
      const draws = options(...benefits);
      const all = fine(evpi(draws));
      for (const { value, error } of values(draws, [input("a", a), input("b", b)], { groups: [{ name: "both", members: ["a", "b"] }] })) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(all.value);
        expect(error).toBeGreaterThanOrEqual(0);
      }
      expect(Math.min(...all.regrets.map((regret) => regret!.value))).toBeCloseTo(all.value, 9);
      const shifted = options(...[...benefits].reverse().map((column) => column.map((value, i) => value + 100 * c[i]!)));
      expect(fine(evpi(shifted)).value).toBeCloseTo(all.value, 8);
    }),
    { numRuns: 40, seed: 7 },
  );
});

test("what has no value says why, of the input that it concerns", () => {
  const { draws, inputs } = toy(1000, 5);
  const [p1] = inputs;
  const one = { ...draws, options: ["only"], benefits: [draws.benefits[1]!] };
  expect(evppi(one, inputs)).toEqual({ kind: "unsuitable", reason: "too-few-options", have: 1, need: 2 });
  expect(evppi(draws, inputs, { eligible: [false, false] })).toEqual({ kind: "unsuitable", reason: "all-barred" });
  expect(evppi(draws, [])).toMatchObject({ reason: "no-inputs" });
  const spoilt = draws.benefits[1]!.map((value, i) => (i === 3 ? Number.NaN : value));
  expect(evppi(options(draws.benefits[0]!, spoilt), inputs)).toEqual({ kind: "unsuitable", reason: "not-finite", name: "option 1" });
  const found = fine(
    evppi(draws, [
      p1!,
      input(
        "same",
        p1!.columns[0]!.map((value) => -Math.exp(value)),
      ),
      input("fixed", new Float64Array(1000).fill(2)),
      input(
        "gap",
        p1!.columns[0]!.map((value, i) => (i === 9 ? Number.NaN : value)),
      ),
    ]),
  );
  expect(found.inputs[0]).toMatchObject({ inseparable: ["same"] });
  expect(found.inputs[1]).toMatchObject({ inseparable: ["p1"] });
  expect(found.inputs[2]).toEqual({ name: "fixed", problem: { kind: "unsuitable", reason: "constant", name: "fixed" } });
  expect(found.inputs[3]).toEqual({ name: "gap", problem: { kind: "unsuitable", reason: "not-finite", name: "gap" } });
  const short = toy(50, 1);
  expect(fine(evppi(short.draws, short.inputs)).inputs[0]).toMatchObject({ problem: { reason: "too-few-draws", have: 50, need: 200 } });
  const equal = options(draws.benefits[1]!, draws.benefits[1]!);
  expect(fine(evppi(equal, inputs))).toMatchObject({
    evpi: { value: 0, error: 0 },
    inputs: [
      { value: 0, error: 0 },
      { value: 0, error: 0 },
    ],
  });
});

test("tails without a variance are found, others are not", () => {
  const u = uniforms(20_000, 8, "u");
  const heavy = [u.map((p) => Math.tan(Math.PI * (p - 0.5))), u.map((p) => (1 - p) ** (-1 / 1.5))];
  const light = [u.map(normalQuantile), u, u.map((p) => -Math.log(p)), u.map((p) => Math.exp(normalQuantile(p)))];
  expect(fine(evpi(options(...heavy, ...light))).heavy).toEqual([0, 1]);
});
