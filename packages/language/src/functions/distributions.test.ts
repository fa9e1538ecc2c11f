/** Distributions in the notation: each by name, cut and mixed; those made to measure; and messages in the reader's unit. */
import { distributions, fitMetalog, metalogName, silvermanBandwidth } from "@outweigh/engine";
import { describe, expect, it } from "vitest";
import { compileModel, errorsOf } from "../lower/test-support.js";
import { runCase } from "../run-case.js";

const draws = 10_000;

function summariesOf(model: string, name: string, tables: Readonly<Record<string, string>> = {}) {
  const compiled = compileModel(model, "", tables);
  expect(errorsOf(compiled)).toEqual([]);
  const output = runCase(compiled, { draws }).result.outputs.find((each) => each.name === name);
  return output?.summaries ?? [];
}

/** The quantile of one cell with the standard error of its probability known: whether the exact cumulative probability there is right. */
function medianOf(model: string, name: string, tables: Readonly<Record<string, string>> = {}): number {
  const [summary] = summariesOf(model, name, tables);
  return summary!.quantiles!.find(({ probability }) => probability === 0.5)!.value;
}

const fiveErrors = (5 * 0.5) / Math.sqrt(draws);

function messagesOf(model: string, tables: Readonly<Record<string, string>> = {}): readonly string[] {
  return compileModel(model, "", tables)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ message }) => message);
}

describe.each([...distributions.values()])("$name", (record) => {
  const p = [...record.example.matchAll(/= ([\d.]+)( %)?/g)].map(([, number, sign]) => Number(number) / (sign === undefined ? 1 : 100));

  it("has its median where the record says", () => {
    const median = medianOf(`quantity x = ${record.example}`, "x");
    expect(record.cdf(median, p)).toBeGreaterThan(0.5 - fiveErrors);
    expect(record.cdf(median, p) - (record.discrete ? record.density(median, p) : 0)).toBeLessThan(0.5 + fiveErrors);
  });

  it("can be cut and mixed", () => {
    const [low, high] = [record.quantile(0.1, p), record.quantile(0.9, p)];
    if (!(low < high)) return;
    const cut = medianOf(`quantity x = truncate(${record.example}, min = ${low}, max = ${high})`, "x");
    expect(cut >= low && cut <= high).toBe(true);
    const mixed = medianOf(`quantity x = mixture(50 % -> ${record.example}, 50 % -> ${record.example})`, "x");
    expect(record.cdf(mixed, p)).toBeGreaterThan(0.5 - fiveErrors);
  });
});

it("intervals take the new shapes", () => {
  for (const shape of ["weibull", "logistic", "loglogistic", "pareto", "gumbel", "laplace", "cauchy", "inverse_gamma"]) {
    const record = distributions.get(shape)!;
    const p = record.fromInterval!(5, 10, 0.9) as readonly number[];
    expect(Math.abs(record.cdf(medianOf(`quantity x : km = 5 to 10 as ${shape}`, "x") / 1000, p) - 0.5)).toBeLessThan(fiveErrors);
  }
});

it("a quantity may still be called f, t or chi", () => {
  expect(errorsOf(compileModel("quantity f : km = 3\nquantity t = 4\nquantity chi = t * 2\nquantity z : km = f * chi"))).toEqual([]);
});

describe("counts in a unit with a size", () => {
  const dozen = "unit eggs\nunit dozen = 12 eggs\n";

  it("are counted in that unit, by natural parameters and by others", () => {
    const [natural] = summariesOf(`${dozen}quantity x : dozen = negative_binomial(mean = 4, shape = 2)`, "x");
    const [moments] = summariesOf(`${dozen}quantity x : dozen = negative_binomial(mean = 4, sd = ${Math.sqrt(12)})`, "x");
    expect(moments).toEqual(natural);
    expect(Math.abs(natural!.mean / 12 - 4)).toBeLessThan((5 * Math.sqrt(12)) / Math.sqrt(draws));
  });
});

it("the recipe for a multivariate normal gives the ordinary correlations that it names", () => {
  const model = [
    "quantity a = normal(mean = 0, sd = 1)",
    "quantity b = normal(mean = 0, sd = 1)\n  correlated with a by 0.683",
    "quantity c = normal(mean = 0, sd = 1)\n  correlated with a by 0.483\n  correlated with b by 0.288",
    "quantity ab = a * b\nquantity ac = a * c\nquantity bc = b * c",
  ].join("\n");
  for (const [name, r] of [
    ["ab", 0.7],
    ["ac", 0.5],
    ["bc", 0.3],
  ] as const) {
    const [product] = summariesOf(model, name);
    expect(Math.abs(product!.mean - r)).toBeLessThan((5 * Math.sqrt(1 + r * r)) / Math.sqrt(draws));
  }
});

describe("metalog", () => {
  it("has the quantiles that are given, in the declared unit", () => {
    const p = fitMetalog([0.1, 0.5, 0.9], [2, 3, 7], 3, { min: 0 }) as readonly number[];
    const record = distributions.get(metalogName(3, { min: 0 }))!;
    const median = medianOf("quantity x : days = metalog(p90 = 7, min = 0, p10 = 2, p50 = 3)", "x") * 365.25;
    expect(Math.abs(record.cdf(median, p) - 0.5)).toBeLessThan(fiveErrors);
    expect(medianOf("quantity x : weeks = metalog(p10 = 14 days, p50 = 21 days, p90 = 49 days, min = 0 days)", "x")).toBeCloseTo(
      (median / 365.25) * 7,
      9,
    );
  });

  it("can be cut, mixed and correlated", () => {
    const made = "metalog(p10 = 2, p50 = 3, p90 = 7)";
    expect(medianOf(`quantity x = truncate(${made}, min = 3)`, "x")).toBeGreaterThan(3);
    expect(medianOf(`quantity x = mixture(50 % -> ${made}, 50 % -> point(1))`, "x")).toBeLessThan(3);
    expect(errorsOf(compileModel(`quantity x = ${made}\nquantity y = normal(0, 1)\n  correlated with x by 0.5`))).toEqual([]);
  });

  it("takes fewer terms than quantiles, and bounds on both sides", () => {
    const text = "metalog(p5 = 3 %, p25 = 6 %, p50 = 10 %, p75 = 15 %, p95 = 30 %, min = 0, max = 1, terms = 3)";
    expect(medianOf(`quantity x : % = ${text}`, "x")).toBeGreaterThan(0.09);
  });

  it("says in the reader's unit what is wrong", () => {
    expect(messagesOf("quantity x : days = metalog(p10 = 2, p50 = 2.1, p90 = 7)")).toEqual([
      expect.stringMatching(
        /^There is no such metalog distribution: .*the 10 % quantile \(2\).*would have to lie from 2\.83\d* to 6\.16\d*/,
      ),
    ]);
    expect(messagesOf("quantity x = metalog(p50 = 2)")).toEqual([
      "There is no such metalog distribution: it takes at least two quantiles.",
    ]);
    expect(messagesOf("quantity x = metalog(p10 = 2, p90 = 5, terms = 4)")[0]).toMatch(
      /the number of terms must be a whole number from 2 to 2/,
    );
    expect(messagesOf("quantity x = metalog(p10 = 2, median = 5)")[0]).toMatch(/it has no argument called “median”/);
    expect(messagesOf("quantity x = metalog(p10 = 2, p10 = 5)")[0]).toMatch(/“p10” is given twice/);
    expect(messagesOf("quantity x = metalog(2, 5)")[0]).toMatch(/each argument needs its name/);
    expect(errorsOf(compileModel("quantity y = normal(3, 1)\nquantity x = metalog(p10 = 2, p90 = 5 + y)"))[0]).toMatch(/^must-be-fixed/);
    expect(errorsOf(compileModel("quantity x = metalog(p10 = 2 km, p90 = 5 kg)"))[0]).toMatch(/^unit-mismatch/);
  });
});

describe("smoothed", () => {
  const tables = { "waits.csv": "wait\n12\n15\n21\n34\n" };
  const data = 'data waits from "waits.csv"\n  column wait : days\n';

  it("spreads data by Silverman's bandwidth or by one that is given", () => {
    const values = [12, 15, 21, 34];
    const record = distributions.get("smoothed 4")!;
    const widths: readonly (readonly [string, number])[] = [
      ["", silvermanBandwidth(values) as number],
      [", bandwidth = 2 days", 2],
      [", bandwidth = 48 hours", 2],
    ];
    for (const [text, bandwidth] of widths) {
      const median = medianOf(`${data}quantity x : days = smoothed(waits.wait${text})`, "x", tables) * 365.25;
      expect(Math.abs(record.cdf(median, [bandwidth, ...values]) - 0.5), text).toBeLessThan(fiveErrors);
    }
    const listed = medianOf("quantity x : days = smoothed(21, 12, 34, 15, bandwidth = 2)", "x");
    expect(listed).toBeCloseTo(medianOf(`${data}quantity x : days = smoothed(waits.wait, bandwidth = 2 days)`, "x", tables), 12);
  });

  it("can be cut", () => {
    const [summary] = summariesOf("quantity x = truncate(smoothed(1, 2, 5), min = 0)", "x");
    expect(summary!.mean).toBeGreaterThan(2);
    expect(medianOf("quantity x = truncate(smoothed(-9, 1, 2, bandwidth = 0.1), min = 0)", "x")).toBeGreaterThan(0.5);
  });

  it("says what is wrong", () => {
    expect(messagesOf("quantity x = smoothed(3)")[0]).toMatch(/a single value does not show how far it may spread/);
    expect(messagesOf("quantity x = smoothed(3, 3)")[0]).toMatch(/all values are the same/);
    expect(messagesOf("quantity x = smoothed(3, 4, bandwidth = 0)")[0]).toMatch(/the bandwidth must be above zero, but it is 0/);
    expect(messagesOf("quantity x = smoothed(bandwidth = 2)")[0]).toMatch(/the data are missing/);
    expect(messagesOf("quantity x = smoothed(3, 4, width = 2)")[0]).toMatch(/“width” is given/);
    const rows = Array.from({ length: 5001 }, (_, row) => row).join("\n");
    expect(messagesOf(`${data}quantity x = smoothed(waits.wait)`, { "waits.csv": `wait\n${rows}\n` })[0]).toMatch(
      /at most 5000 values, but there are 5001/,
    );
  });
});

describe("dirichlet", () => {
  const district = "dimension district : north | south | west\n";
  const share = "quantity share : % over district = dirichlet(north -> 12, south -> 5, west -> 3)\n";
  const alphas = [12, 5, 3];

  it("gives shares with the means and spreads of the Dirichlet distribution, which add up to one in every draw", () => {
    const cells = summariesOf(`${district}${share}`, "share");
    alphas.forEach((alpha, index) => {
      const mean = alpha / 20;
      const sd = Math.sqrt((mean * (1 - mean)) / 21);
      expect(Math.abs(cells[index]!.mean - mean)).toBeLessThan((5 * sd) / Math.sqrt(draws));
      expect(cells[index]!.sd / sd).toBeCloseTo(1, 1);
    });
    const [total] = summariesOf(`${district}${share}quantity all : % = sum(share over district)`, "all");
    expect(total!.mean).toBeCloseTo(1, 12);
    expect(total!.sd).toBeLessThan(1e-12);
  });

  it("has shares that move against each other as they should", () => {
    const [product] = summariesOf(`${district}${share}quantity both = share[north] * share[south]`, "both");
    const expected = (12 * 5) / (20 * 21);
    expect(Math.abs(product!.mean - expected)).toBeLessThan((5 * product!.sd) / Math.sqrt(draws));
  });

  it("takes weights over a dimension", () => {
    const weights = "quantity weight over district\n  given district\n    north  12\n    south  4\n    west  4\n";
    const cells = summariesOf(`${district}${weights}quantity share : % over district = dirichlet(weight over district)`, "share");
    expect(cells.map(({ mean }) => Math.round(mean * 10))).toEqual([6, 2, 2]);
  });

  it("says what is wrong", () => {
    const problem = (text: string) => messagesOf(`${district}quantity share : % over district = ${text}`)[0];
    expect(problem("dirichlet(north -> 12, south -> 5)")).toMatch(/the weight of west is missing, of the dimension district/);
    expect(problem("dirichlet(north -> 12, east -> 5)")).toMatch(/north, east are not members of one dimension/);
    expect(problem("dirichlet(north -> 12, south -> 5, west -> 0)")).toMatch(/each weight must be at least 0\.02, but one is 0/);
    expect(problem("dirichlet(north -> 12, north -> 5, west -> 1)")).toMatch(/north is given twice/);
    expect(problem("dirichlet(3, 4)")).toMatch(/each argument is the name of a member, -> and its weight/);
    expect(problem("dirichlet(3 over region)")).toMatch(/There is no dimension called “region”/);
  });
});
