/** Cases far larger than anybody writes: a diagnostic where the size comes from, or a compiled case, and never a crash. */
import { memoryNeeded } from "@outweigh/engine";
import { describe, expect, test } from "vitest";
import { runCase } from "../run-case.js";
import { compileModel, errorsOf } from "./test-support.js";

const members = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`).join(" | ");
const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join("\n");

describe("formulas with many cells", () => {
  const square = (count: number) => `dimension p : ${members(count)}\ndimension q = p\nquantity a over p = 1 to 2 as normal`;

  test("are computed up to two million in one expression", () => {
    const compiled = compileModel(`${square(300)}\nquantity z = sum(sum(a * a[q] over q) over p)`);
    expect(errorsOf(compiled)).toEqual([]);
    expect(runCase(compiled, { draws: 20 }).result.outputs.find(({ name }) => name === "z")?.summaries[0]?.notFinite).toBeUndefined();
  });

  test("are refused beyond, at the expression, though its sum would be a single value", () => {
    const compiled = compileModel(`${square(1500)}\nquantity z = sum(sum(a * a[q] over q) over p)`);
    expect(errorsOf(compiled)).toEqual(["too-many-cells @ a * a[q]"]);
  });

  test("are refused at once for a dimension to the power of four", () => {
    const model = `${square(1000)}\ndimension r = p\ndimension s = p\nquantity z = sum(sum(sum(sum(a * a[q] * a[r] * a[s] over s) over r) over q) over p)`;
    expect(errorsOf(compileModel(model))).toContain("too-many-cells @ a * a[q] * a[r] * a[s]");
  });

  test("are refused where a whole case has more than five million", () => {
    const compiled = compileModel(
      `${square(1000)}\n${lines(6, (index) => `quantity z${index} = sum(sum(a * a[q] * ${index + 2} over q) over p)`)}`,
    );
    expect(errorsOf(compiled)).toHaveLength(1);
    expect(errorsOf(compiled)[0]).toMatch(/^too-many-cells @ a \* a\[q\]/);
  });
});

describe("many rows, members and declarations", () => {
  const table = (rows: number) => ({ "t.csv": `a\n${lines(rows, String)}\n` });

  test("a column of 50,000 rows is computed", () => {
    const compiled = compileModel('data t from "t.csv"\n  column a : number\nquantity z = mean(t.a over t)', "", table(50_000));
    expect(errorsOf(compiled)).toEqual([]);
    const run = runCase(compiled, { draws: 10 });
    expect(run.result.outputs.find(({ name }) => name === "z")?.summaries[0]?.mean).toBe(49_999 / 2);
  });

  test("a table of a million rows is refused where it is named", () => {
    const compiled = compileModel('data t from "t.csv"\n  column a : number\nquantity z = mean(t.a over t)', "", table(1_000_000));
    expect(errorsOf(compiled)).toEqual(['table-problem @ "t.csv"']);
  });

  test("a dimension of 2,001 members is refused where it is declared", () => {
    expect(errorsOf(compileModel(`dimension p : ${members(2001)}`)).join()).toMatch(/^too-many-cells @ p/);
  });

  test("five thousand quantities, each by the one before, are computed, and the memory is told beforehand", () => {
    const compiled = compileModel(`quantity q0 = 1 to 2 as normal\n${lines(5000, (index) => `quantity q${index + 1} = q${index} + 1`)}`);
    expect(errorsOf(compiled)).toEqual([]);
    expect(memoryNeeded(compiled.lowering.graph, 1e9).bytesPerDraw).toBe(8 * 5001);
  });

  test("chapters of millions of characters are not read", () => {
    const compiled = compileModel(lines(400_000, (index) => `unit u${index}`));
    expect(compiled.diagnostics.map(({ code }) => code)).toContain("file-unreadable");
  });
});
