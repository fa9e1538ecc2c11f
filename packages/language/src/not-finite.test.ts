/** Where what is not finite is reported: at its origin, once, in bounded time. Which words are used, the literate cases show. */
import { describe, expect, test } from "vitest";
import { compileModel } from "./lower/test-support.js";
import { runCase } from "./run-case.js";

/** The errors of a run, each with the name in which it begins and the text at which it stands. */
function origins(model: string, prose = ""): readonly string[] {
  const compiled = compileModel(model, prose);
  expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const { diagnostics, assessment } = runCase(compiled, { draws: 200 });
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, parameters, span }) => `${code} ${parameters.origin ?? ""} @ ${assessment.files[span.file]?.slice(span.from, span.to)}`);
}

const x = "quantity x = -1 to 1 as normal\n";

describe("what is not finite", () => {
  test("is reported once, however much is computed from it", () => {
    const chain = Array.from({ length: 3000 }, (_, index) => `quantity q${index + 1} = q${index} + 1`).join("\n");
    expect(origins(`${x}quantity q0 = ln(x)\n${chain}`)).toEqual(["not-a-number q0 @ ln(x)"]);
  });

  test("is reported for each origin, and not for ever", () => {
    expect(origins(`${x}quantity a = ln(x)\nquantity b = sqrt(x) + a`)).toEqual(["not-a-number a @ ln(x)"]);
    expect(origins(`${x}quantity a = ln(x)\nquantity b = sqrt(x)`)).toEqual(["not-a-number a @ ln(x)", "not-a-number b @ sqrt(x)"]);
    const many = Array.from({ length: 60 }, (_, index) => `quantity q${index} = ln(x - ${index})`).join("\n");
    expect(origins(x + many)).toHaveLength(20);
  });

  test("is not what a condition leaves aside, and not hidden by a comparison", () => {
    expect(origins(`${x}quantity a = if x > 0 then ln(x) else 0`)).toEqual([]);
    expect(origins(`${x}quantity a = if x > 0 and ln(x) < 5 then 1 else 0`)).toEqual([]);
    expect(origins(`${x}quantity a = if ln(x) > 0 then 1 else 0`)).toEqual(["not-a-number a @ ln(x)"]);
  });

  test("in the prose is a matter of the prose only where it begins there", () => {
    expect(origins(x, "It is {ln(x)} and {mean(sqrt(x))}.").map((each) => each.split(" ")[0])).toEqual(["uncomputable", "uncomputable"]);
    expect(origins(`${x}quantity a = ln(x)`, "It is {a} and {mean(a)}.")).toEqual(["not-a-number a @ ln(x)"]);
  });

  test("is found in a stock, its rate and a delay, where they depend on each other", () => {
    const model =
      "stock s\n  starts at 1\n  loses r\nquantity r : 1/year = sqrt(s) * 3 / 1 year\nquantity later = lag(r * 1 year, 1 year, 0)";
    expect(origins(model)).toEqual(["not-a-number r @ sqrt(s)"]);
  });

  test("may be the mean of numbers that are finite", () => {
    expect(origins("quantity x = 1e308 to 1.7e308 as uniform").map((each) => each.split(" ")[0])).toEqual(["infinite-number"]);
  });
});
