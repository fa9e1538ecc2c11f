/** Attribution of a change against shares by hand: sums, products, common causes, what is no change, and what cannot be mixed. */
import { describe, expect, test } from "vitest";
import { attributeChange, type ChangeAttribution, type ChangeSettings } from "./attribution.js";
import { changesBetween } from "./case-changes.js";
import { compileModel, errorsOf } from "./lower/test-support.js";

const options = 'option wait "Wait"\noption act "Act"\n';

function compiled(model: string, prose = "") {
  const found = compileModel(`${options}${model}`, prose);
  expect(errorsOf(found)).toEqual([]);
  return found;
}

async function attributed(before: string, after: string, settings: ChangeSettings = {}, draws = 256): Promise<ChangeAttribution> {
  const found = await attributeChange(compiled(before), compiled(after), { draws }, settings);
  if (found.kind !== "attribution") throw new Error(found.reason);
  for (const which of ["means", "best"] as const)
    for (const [option, { value }] of found.total[which].entries())
      expect(found.causes.reduce((sum, cause) => sum + cause[which][option]!.value, 0)).toBeCloseTo(value, 9);
  return found;
}

const sharesOf = ({ causes }: ChangeAttribution) =>
  Object.fromEntries(
    causes.map(({ changes, means }) => [changes.map(({ key }) => key).join(), means.map(({ value }) => Math.round(value * 1e9) / 1e9)]),
  );
const keysOf = (changes: readonly { readonly key: string; readonly how: string }[]) => changes.map(({ key, how }) => `${how} ${key}`);

describe("shares", () => {
  const sum = (a: string, b: string) =>
    `quantity a : m = ${a}\nquantity b : m = ${b}\nobjective far : m\n  minimise a + (if act then 2 * b else b)`;

  test("of a sum are what each part changes by", async () => {
    const found = await attributed(sum("1 m", "10 m"), sum("3 m", "15 m"));
    expect(sharesOf(found)).toEqual({ a: [2, 2], b: [5, 10] });
    expect([found.before.means, found.after.means, found.total.means].map((each) => each.map(({ value }) => value))).toEqual([
      [11, 21],
      [18, 33],
      [7, 12],
    ]);
    expect([found.isExact, found.idle, found.rankingBefore, found.rankingAfter]).toEqual([true, [], [0, 1], [0, 1]]);
    expect(found.causes.map(({ changes: [change] }) => [change!.was, change!.is])).toEqual([
      ["10 m", "15 m"],
      ["1 m", "3 m"],
    ]);
  });

  test("of a product are Shapley’s", async () => {
    const product = (a: number, b: number) => `quantity a = ${a}\nquantity b = ${b}\nobjective far\n  minimise a * b`;
    // 2 × 5 to 3 × 7: first or last, a adds 5 or 7 and b adds 4 or 6.
    expect(sharesOf(await attributed(product(2, 5), product(3, 7)))).toEqual({ a: [6, 6], b: [5, 5] });
  });

  test("of uncertain parts are those of their means, with little error on common random numbers", async () => {
    const found = await attributed(sum("normal(1, 1)", "normal(10, 3)"), sum("normal(3, 1)", "normal(15, 3)"), {}, 2048);
    expect(sharesOf(found)).toEqual({
      a: [expect.closeTo(2, 9), expect.closeTo(2, 9)],
      b: [5, 10].map((value) => expect.closeTo(value, 9)),
    });
    const wider = await attributed(
      sum("1 m", "lognormal(median = 10, sigma = 0.3)"),
      sum("2 m", "lognormal(median = 10, sigma = 0.6)"),
      {},
      4096,
    );
    const [b] = wider.causes[0]!.means;
    expect(Math.abs(b!.value - 10 * (Math.exp(0.18) - Math.exp(0.045)))).toBeLessThan(4 * b!.error);
    expect(b!.error).toBeGreaterThan(0);
  });

  test.each([
    ["random", "lognormal(median = 10, sigma = 0.3)", "lognormal(median = 10, sigma = 0.6)", 10 * (Math.exp(0.18) - Math.exp(0.045))],
    ["sobol", "10 * uniform(0, 1) ^ 2", "10 * uniform(0, 1) ^ 3", 10 / 4 - 10 / 3],
  ] as const)("have errors that cover the truth at their rate (%s)", async (sampling, was, is, truth) => {
    const [before, after] = [was, is].map((b) => compiled(sum("1 m", `(${b}) * 1 m`)));
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const found = await attributeChange(before!, after!, { draws: 256, seed, sampling });
      if (found.kind !== "attribution") throw new Error(found.reason);
      const { value, error } = found.causes[0]!.means[0]!;
      // Student's t with the 7 degrees of freedom of eight replicates.
      if (Math.abs(value - truth) < 2.365 * error) covered++;
    }
    expect(covered).toBeGreaterThan(190 - 4 * Math.sqrt(200 * 0.95 * 0.05));
  });

  test("of many changes are sampled in orders, and still add up", async () => {
    const many = (value: number) =>
      `${Array.from({ length: 6 }, (_, k) => `quantity q${k} = ${k + value}`).join("\n")}\nobjective far\n  minimise q0 * q1 * q2 + q3 + q4 * q5`;
    const found = await attributed(many(1), many(2), { exactUpTo: 3, pairs: 12 });
    expect([found.isExact, found.causes.length]).toEqual([false, 6]);
    const shares = sharesOf(found);
    // q3 stands alone; q4 × q5 from 5 × 6 to 6 × 7 works by pairs, for which an order and its reverse are exact.
    expect([shares.q3, shares.q4, shares.q5]).toEqual([
      [1, 1],
      [6.5, 6.5],
      [5.5, 5.5],
    ]);
    expect(found.causes.find(({ changes }) => changes[0]!.key === "q1")!.means[0]!.error).toBeGreaterThan(0);
  });

  test("are found for the probability of being best, too", async () => {
    const cost = (price: number, limit: number) =>
      `quantity luck = uniform(0, 1)\nquantity price = ${price}\nquantity limit = ${limit}\nobjective cost\n  minimise if act then price else (if luck < limit then 0 else 10)`;
    // Acting is best where luck ≥ limit, as long as the price stays under 10; beyond it never is.
    const found = await attributed(cost(5, 0.25), cost(20, 0.5), {}, 4096);
    expect(found.total.best.map(({ value }) => value)).toEqual([expect.closeTo(0.75, 2), expect.closeTo(-0.75, 2)]);
    const byKey = new Map(found.causes.map(({ changes, best }) => [changes[0]!.key, best[1]!.value]));
    // In the order price, limit: −0.75 and 0; limit, price: −0.25 and −0.5.
    expect(byKey.get("price")).toBeCloseTo(-0.625, 2);
    expect(byKey.get("limit")).toBeCloseTo(-0.125, 2);
    expect([found.rankingBefore, found.rankingAfter]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe("what is a change", () => {
  const model =
    'quantity a "A" : m = 2 m\n  because "guess"\n  note "so"\nquantity b : m = 3 m\nobjective far : m\n  minimise a + b\n  target at most 9 m';

  test("is not another order, layout, label, note, reason, target or prose", async () => {
    const same =
      'objective far "How far" : m\n  minimise   a  +  b\nquantity b : m = 3 m\n  because "counted"\nquantity a "Apples" : m  =  2 m';
    expect(changesBetween(compiled(model), compiled(same, "Other words."))).toEqual([]);
    const found = await attributed(model, same);
    expect([found.causes, found.idle, found.total.means.map(({ value, error }) => [value, error])]).toEqual([
      [],
      [],
      [
        [0, 0],
        [0, 0],
      ],
    ]);
  });

  test("names what was added, removed and changed", () => {
    const after = 'quantity a "A" : m = 2 m + extra\nquantity extra : m = 1 m\noption third "Third"\nobjective far : m\n  minimise a';
    expect(keysOf(changesBetween(compiled(model), compiled(after)))).toEqual([
      "changed a",
      "added extra",
      "changed far",
      "added third",
      "removed b",
    ]);
  });

  test("that the objective does not rest on has no share", async () => {
    const [before, after] = [1, 2].map((value) => `${model}\nquantity idle = ${value}\nquantity also : m = a * ${value}`);
    const found = await attributed(before!, after!);
    expect([found.causes, keysOf(found.idle)]).toEqual([[], ["changed idle", "changed also"]]);
  });

  test("takes new declarations with what uses them, and old ones with what used them", async () => {
    const after =
      'quantity a "A" : m = 2 m + extra\nquantity extra : m = 2 * more\nquantity more : m = 1 m\nobjective far : m\n  minimise a';
    const found = await attributed(model, after);
    expect(sharesOf(found)).toEqual({ a: [2, 2], far: [-3, -3] });
    const carried = new Map(found.causes.map(({ changes, carried: along }) => [changes[0]!.key, along.map(({ key }) => key)]));
    expect(carried).toEqual(
      new Map([
        ["far", ["b"]],
        ["a", ["extra", "more"]],
      ]),
    );
    expect(found.idle).toEqual([]);
  });

  test("is one where units or dimensions change together", async () => {
    const before = `quantity per : 1 = 2\nquantity a : m = 3 m\nquantity c : m = 4 m\nobjective far : m\n  minimise per * a + c`;
    const after = `dimension side\n  members\n    north "North"\n    south "South"\nquantity per : 1 over side\n  given side\n    north 1\n    south 2\nquantity a : m = 5 m\nquantity c : m = 5 m\nobjective far : m\n  minimise sum(per over side) * a + c`;
    const found = await attributed(before, after);
    expect(found.causes.map(({ changes, means }) => [changes.map(({ key }) => key).sort(), means[0]!.value])).toEqual([
      // 2·3 + 4 to 3·5 + 5: a adds 2·2 or 3·2, the weights 3 or 5.
      [["a"], 5],
      [["far", "per"], 4],
      [["c"], 1],
    ]);
  });

  test("is an observation that has come in, which moves what it bears on", async () => {
    const wet = "quantity rain = uniform(0, 1)\nobjective far\n  minimise 10 * rain";
    const found = await attributed(wet, `${wet}\nobserve wet\n  that rain > 0.5`, {}, 4096);
    const [{ means, changes }] = found.causes as [ChangeAttribution["causes"][number]];
    expect(changes[0]!.key).toBe("observation:wet");
    expect(Math.abs(means[0]!.value - 2.5)).toBeLessThan(4 * means[0]!.error);
  });

  test("is a rule of a pathway, for the pathway alone", async () => {
    const model = (limit: number) => `
stock level : m
  starts at 0 m
  gains 1 m/year
quantity toll : 1/year = if act then 0/year else 1/year
objective tolls
  minimise total(toll)
pathway careful "Carefully"
  starts wait
  when level >= ${limit} m then switch to act`;
    // Five years from 2025: the rule fires in the year at whose beginning the level is reached, and counts from the next one.
    const found = await attributed(model(1), model(3), {}, 64);
    expect(found.options.map(({ name }) => name)).toEqual(["wait", "act", "careful"]);
    expect(found.causes.map(({ changes, means }) => [changes[0]!.kind, means.map(({ value }) => Math.round(value * 1e6) / 1e6)])).toEqual([
      ["pathway", [0, 0, 2]],
    ]);
  });

  test("is a row of a table, and the period with all that is built upon it", async () => {
    const model =
      'dimension side\n  members\n    north "North"\n    south "South"\ndata prices from "prices.csv"\n  column side : side\n  column price : number\nobjective cost\n  minimise sum(prices.price over side) * total(1/year)';
    const [before, after] = [
      ["2025", "2"],
      ["2026", "5"],
    ].map(([from, price]) => {
      const found = compileModel(
        `${options}${model}`,
        "",
        { "prices.csv": `side,price\nnorth,1\nsouth,${price}\n` },
        `case demo\n  question "Which?"\n  time yearly from ${from} to 2029\n`,
      );
      expect(errorsOf(found)).toEqual([]);
      return found;
    });
    const found = await attributeChange(before!, after!, { draws: 64 });
    if (found.kind !== "attribution") throw new Error(found.reason);
    // 3 × 5 years to 6 × 4 years: the table adds 15 or 12, the period −3 or −6.
    expect(sharesOf(found)).toEqual({ prices: [13.5, 13.5], case: [-4.5, -4.5] });
  });

  test("is an option that is there no more: others are best more often", async () => {
    const cost = (extra: string) => `${extra}objective cost\n  minimise if act then 2 else (if third then 1 else 3)`;
    const third = 'option third "Third"\n';
    const found = await attributeChange(compiled(cost(third)), compiled("objective cost\n  minimise if act then 2 else 3"), { draws: 64 });
    if (found.kind !== "attribution") throw new Error(found.reason);
    expect([found.removed, found.added, found.options.map(({ name }) => name)]).toEqual([["Third"], [], ["wait", "act"]]);
    expect(found.total.best.map(({ value }) => value)).toEqual([0, 1]);
    expect(found.total.means.map(({ value }) => value)).toEqual([0, 0]);
  });
});

describe("is refused", () => {
  const far = "objective far : m\n  minimise if act then 1 m else 2 m";

  test.each([
    ["no objective in common", far, far.replace("far", "near"), "no-common-objective"],
    ["an objective in another unit", far, "objective far : days\n  minimise if act then 1 days else 2 days", "different-unit"],
    [
      "what is infinite",
      `quantity z = 1\n${far.replace("1 m", "1 m / z")}`,
      `quantity z = uniform(0, 1) * 0\n${far.replace("1 m", "1 m / z")}`,
      "not-finite",
    ],
  ])("%s", async (_, before, after, reason) => {
    expect(await attributeChange(compiled(before), compiled(after), { draws: 64 })).toMatchObject({ kind: "not-attributed", reason });
  });

  test("a case with errors", async () => {
    const broken = compileModel(`${options}quantity a = nothing_known\n${far}`);
    expect(await attributeChange(compiled(far), broken)).toEqual({ kind: "not-attributed", reason: "errors" });
    expect(await attributeChange(broken, compiled(far))).toEqual({ kind: "not-attributed", reason: "errors" });
  });
});
