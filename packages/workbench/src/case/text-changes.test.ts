import { Text } from "@codemirror/state";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applied, changeBetween, changesByLine, inverted, merged } from "./text-changes.js";
import { readForm, writeForm } from "./text-form.js";

const lines = fc.array(fc.constantFrom("a", "b", "c", "", "éé", "x y"), { maxLength: 12 }).map((list) => list.join("\n"));
const fixed = { seed: 7, numRuns: 500 };

describe("differences", () => {
  test("lead from one text to the other, and back by their inverse", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        for (const changes of [changeBetween(before, after), changesByLine(before, after)]) {
          expect(applied(before, changes)).toBe(after);
          expect(applied(after, changes.invert(Text.of(before.split("\n"))))).toBe(before);
          expect(applied(after, inverted(before, changes))).toBe(before);
        }
      }),
      fixed,
    );
  });
  test("by line leave lines alone that are the same", () => {
    const ranges: number[][] = [];
    changesByLine("one\ntwo\nthree\nfour\n", "ONE\ntwo\nthree\nFOUR\n").iterChangedRanges((from, to) => ranges.push([from, to]));
    expect(ranges).toEqual([
      [0, 4],
      [14, 19],
    ]);
  });
});

describe("two people's changes", () => {
  const base = "one\ntwo\nthree\nfour\nfive\n";
  test("go together when they are apart", () => {
    expect(merged(base, base.replace("one", "ONE"), base.replace("five", "FIVE"))).toBe("ONE\ntwo\nthree\nfour\nFIVE\n");
    expect(merged(base, `zero\n${base}`, `${base}six\n`)).toBe(`zero\n${base}six\n`);
    expect(merged(base, base.replace("one\n", ""), base.replace("four", "4"))).toBe("two\nthree\n4\nfive\n");
  });
  test("are no conflict when they are the same", () => {
    expect(merged(base, base.replace("two", "2"), base.replace("two", "2"))).toBe(base.replace("two", "2"));
  });
  test("are left to people in the same line or in neighbouring ones", () => {
    expect(merged(base, base.replace("two", "2"), base.replace("two", "zwei"))).toBeUndefined();
    expect(merged(base, base.replace("two", "2"), base.replace("three", "3"))).toBeUndefined();
    expect(merged(base, "", base.replace("two", "2"))).toBeUndefined();
  });
  test("that of one alone is taken", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(merged(before, before, after)).toBe(after);
        expect(merged(before, after, before)).toBe(after);
      }),
      fixed,
    );
  });
});

test("a text is written as it was read, line ends and mark included", () => {
  for (const text of ["a\nb\n", "a\r\nb\r\n", "\ufeffa\r\nb", "\ufeff", "", "a"]) {
    const { text: edited, form } = readForm(text);
    expect(edited).not.toMatch(/[\r\ufeff]/);
    expect(writeForm(edited, form)).toBe(text);
  }
});
