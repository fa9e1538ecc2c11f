import { describe, expect, test } from "vitest";
import { nameExpression, nowhere } from "./test-support.js";
import { capitalise, countWords, formatDate, joinWords, logicWords, sentence } from "./words.js";

describe("pieces of English", () => {
  test("lists", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((words) => joinWords(words))).toEqual(["", "a", "a and b", "a, b and c"]);
    expect(joinWords(["a", "b"], "or")).toBe("a or b");
  });
  test("counts", () => {
    expect([countWords(1, "rule"), countWords(3, "rule"), countWords(14, "rule"), countWords(2, "entry", "entries")]).toEqual([
      "one rule",
      "three rules",
      "14 rules",
      "two entries",
    ]);
  });
  test("dates", () => {
    expect([formatDate("2026-06-30"), formatDate("2026-06"), formatDate("2026"), formatDate("spring")]).toEqual([
      "30 June 2026",
      "June 2026",
      "2026",
      "spring",
    ]);
  });
  test("sentences end once", () => {
    expect([sentence("So it is"), sentence("Is it?"), sentence("“It is.”"), sentence(" ")]).toEqual([
      "So it is.",
      "Is it?",
      "“It is.”",
      "",
    ]);
  });
  test("capitals", () => {
    expect([capitalise("élan"), capitalise("UN"), capitalise("")]).toEqual(["Élan", "UN", ""]);
  });
  test("conditions over elements", () => {
    const or = { kind: "binary", operator: "or", left: nameExpression("a"), right: nameExpression("b"), span: nowhere } as const;
    const and = {
      kind: "binary",
      operator: "and",
      left: or,
      right: { kind: "not", of: nameExpression("c"), span: nowhere },
      span: nowhere,
    } as const;
    const mixed = { kind: "binary", operator: "or", left: nameExpression("d"), right: and, span: nowhere } as const;
    expect(logicWords(mixed, (name) => name)).toBe("d or ((a or b) and not c)");
    expect(logicWords(and, (name) => `the ${name}`)).toBe("(the a or the b) and not the c");
  });
});
