/** Nothing wider than asked, colours only when wanted, columns that line up. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { columnsOf, pad, printable, shorten, styleOf, table, usesColour, wrap } from "./terminal.js";

test("a paragraph is wrapped at words, with a hanging indent", () => {
  expect(wrap("one two three four", 9)).toBe("one two\nthree\nfour");
  expect(wrap("one two three", 9, "- ", "  ")).toBe("- one two\n  three");
  expect(wrap("", 9)).toBe("");
});

test("no line is wider than asked, and no letter is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 8, max: 80 }), (text, width) => {
      const lines = wrap(text, width, "  ").split("\n");
      expect(lines.every((line) => columnsOf(line) <= width)).toBe(true);
      expect(lines.join("").replace(/[ \t\n]/g, "")).toBe(text.replace(/[ \t\n]/g, ""));
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("columns are counted as a terminal shows them", () => {
  expect(columnsOf("abc")).toBe(3);
  expect(columnsOf("\u001b[31mabc\u001b[39m")).toBe(3);
  expect(columnsOf("e\u0301")).toBe(1);
  expect(columnsOf("日本")).toBe(4);
});

test("a table lines up and gives way where it may", () => {
  expect(
    table(
      [
        ["", "median"],
        ["Act now", "12"],
      ],
      [{ side: "left" }, { side: "right" }],
      80,
    ),
  ).toEqual(["           median", "  Act now      12"]);
  const narrow = table([["A very long label indeed", "1,000,000"]], [{ side: "left", yields: true }, { side: "right" }], 30);
  expect(columnsOf(narrow[0] ?? "")).toBe(30);
  expect(narrow[0]).toMatch(/^ {2}A very long lab.*… {2}1,000,000$/);
});

test("texts are cut and padded by columns", () => {
  expect(shorten("abcdef", 4)).toBe("abc…");
  expect(shorten("abc", 4)).toBe("abc");
  expect(shorten("\u001b[1m\u001b[32mabcdef\u001b[39m\u001b[22m", 4)).toBe("\u001b[1m\u001b[32mabc…\u001b[39m\u001b[22m");
  expect(pad("日", 4, "left")).toBe("  日");
  expect(pad("日", 4, "right")).toBe("日  ");
});

test("nothing from a file can steer the terminal", () => {
  expect(printable("a\u001b]0;title\u0007b\u202ec\u0000")).toBe("a\ufffd]0;title\ufffdb\ufffdc\ufffd");
  expect(printable("naïve – “quoted”\n日本")).toBe("naïve – “quoted”\n日本");
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: "1" }, true, false],
  [{ NO_COLOR: "" }, true, true],
  [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
  [{ FORCE_COLOR: "1" }, false, true],
  [{ FORCE_COLOR: "0" }, true, false],
  [{ TERM: "dumb" }, true, false],
])("colours with %j on a terminal (%s): %s", (env, isTerminal, wanted) => {
  const effects = capturedEffects(nodeDisk("/"), { env, isTerminal });
  expect(usesColour(effects, effects.stdout)).toBe(wanted);
  expect(styleOf(effects, effects.stdout).red("x") !== "x").toBe(wanted);
});
