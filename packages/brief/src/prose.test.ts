import { describe, expect, test } from "vitest";
import type { Inline } from "./document.js";
import { namesIn, statisticOf } from "./expressions.js";
import { readFindings } from "./findings.js";
import { floodCase } from "./flood-case-for-tests.js";
import { proseBlocks, proseInlines } from "./prose.js";
import { nowhere, prose, proseHeading, proseParagraph, statisticExpression } from "./test-support.js";

const findings = readFindings(floodCase(400));
const words = (content: readonly Inline[]): string =>
  content
    .map((inline) =>
      "content" in inline
        ? words(inline.content)
        : "text" in inline
          ? inline.text
          : inline.kind === "likelihood"
            ? `${inline.word} [${inline.range}]`
            : "",
    )
    .join("")
    .replaceAll("\u00a0", " ");

describe("values in running text", () => {
  test("a certain number stands in full and leads to its quantity", () => {
    const [value] = proseInlines(findings, [{ kind: "value", index: 0 }]);
    expect(value).toEqual({ kind: "value", text: "106,699\u00a0people", anchor: "lineage-residents" });
  });
  test("an uncertain one has its 90 % interval", () => {
    expect(words(proseInlines(findings, [{ kind: "value", index: 1 }]))).toMatch(/^2\d \(1\d to 3\d\) billion USD a year$/);
  });
  test("a statistic over options is listed with their labels and leads to its own entry", () => {
    const content = proseInlines(findings, [{ kind: "value", index: 3 }]);
    expect(words(content)).toMatch(/^Carry on as now 1\d\d deaths; Raise the sea wall .* \d\d deaths; .*Gates with warnings \d\d deaths$/);
    expect(content.filter((inline) => inline.kind === "value").map((inline) => inline.anchor)).toEqual(
      new Array(6).fill("lineage-inline---3"),
    );
  });
  test("a likelihood word carries its number and what it means", () => {
    const content = proseInlines(findings, [
      prose("It is "),
      { kind: "strong", content: [prose("almost certain")] },
      prose(" ["),
      { kind: "value", index: 2 },
      prose("] so."),
    ]);
    expect(words(content)).toBe("It is almost certain [96 %; the word means 95 to 99 %] so.");
  });
  test("a value that the run has not is marked, never blank", () => {
    const missing = {
      index: 9,
      expression: statisticExpression("mean", "gone"),
      unit: undefined,
      text: "mean(gone)",
      span: nowhere,
      likelihood: undefined,
    };
    const evaluated = floodCase(50);
    const other = readFindings({ ...evaluated, assessment: { ...evaluated.assessment, inlines: [missing] } });
    expect(words(proseInlines(other, [{ kind: "value", index: 9 }]))).toBe("not computed: mean(gone)");
  });
});

describe("blocks of prose", () => {
  const levels = (written: readonly number[], shift: number) =>
    proseBlocks(
      findings,
      written.map((level) => proseHeading(level, "x")),
      { shift, anchor: "c" },
      () => [],
    ).map((block) => (block.kind === "heading" ? block.level : 0));

  test("heading levels never skip", () => {
    expect(levels([1, 4, 2, 3, 6], 1)).toEqual([2, 3, 3, 4, 5]);
    expect(levels([3, 3, 5], -1)).toEqual([2, 2, 3]);
  });
  test("a directive below a heading takes the heading as its title; one in the text brings its own, a level down", () => {
    const asked: string[] = [];
    const show = { kind: "show", section: "law", span: nowhere } as const;
    proseBlocks(
      findings,
      [proseHeading(1, "Law"), show, proseParagraph(prose("then")), show],
      { shift: 1, anchor: "c" },
      (section, level, titled) => {
        asked.push(`${section} ${level} ${titled}`);
        return [];
      },
    );
    expect(asked).toEqual(["law 2 false", "law 3 true"]);
  });
});

test("expressions tell their names and their subject", () => {
  expect(namesIn(statisticExpression("P", "deaths", "strikes"))).toEqual(["deaths", "strikes"]);
  expect(statisticOf(statisticExpression("p95", "deaths", "strikes"))).toMatchObject({ of: { name: "deaths" }, option: "strikes" });
  expect(statisticOf(statisticExpression("sqrt", "deaths"))).toBeUndefined();
});
