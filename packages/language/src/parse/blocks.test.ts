import { describe, expect, it } from "vitest";
import { BlockReader, commonFields } from "../blocks/block.js";
import { blockRecords } from "../blocks/index.js";
import type { Diagnostic } from "../diagnostic.js";
import type { BlockSyntax, Expression } from "../syntax.js";
import { ChapterMemory } from "./chapter-memory.js";
import { longFields } from "./field-words.js";

function read(model: string): {
  readonly blocks: readonly BlockSyntax[];
  readonly codes: readonly string[];
  readonly places: readonly string[];
} {
  const text = `\`\`\`outweigh\n${model}\n\`\`\`\n`;
  const found: Diagnostic[] = [];
  const chapter = new ChapterMemory().read({ file: "a.md", text, report: (diagnostic) => found.push(diagnostic) }, 0);
  return {
    blocks: chapter.blocks,
    codes: found.map((entry) => entry.code),
    places: found.map((entry) => text.slice(entry.span.from, entry.span.to)),
  };
}

/** Writes an expression with every bracket, so that a test reads as a law of precedence. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "date":
    case "text":
      return expression.text;
    case "name":
      return expression.name;
    case "with-unit":
      return `${show(expression.of)}<${expression.unit.text}>`;
    case "negate":
      return `(-${show(expression.of)})`;
    case "not":
      return `(not ${show(expression.of)})`;
    case "binary":
      return `(${show(expression.left)} ${expression.operator} ${show(expression.right)})`;
    case "if":
      return `(if ${show(expression.condition)} then ${show(expression.then)} else ${show(expression.otherwise)})`;
    case "interval":
      return `[${show(expression.low)} .. ${show(expression.high)} ${expression.shape?.text ?? "?"} ${expression.level}]`;
    case "call":
      return `${expression.name.text}(${expression.arguments.map((one) => (one.name ? `${one.name.text}=` : "") + show(one.value) + (one.to ? `->${show(one.to)}` : "")).join("; ")}${expression.over ? ` over ${expression.over.text}` : ""}${expression.given ? ` given ${show(expression.given)}` : ""}${expression.option ? ` under ${expression.option.text}` : ""})`;
    case "index":
      return `${show(expression.of)}[${expression.entries.map((entry) => (entry.dimension ? `${entry.dimension.text}=` : "") + show(entry.value)).join("; ")}]`;
    case "compare-options":
      return `(${expression.of ? `${show(expression.of)} ` : ""}${expression.direction} than ${expression.option.text})`;
    case "broken":
      return "broken";
  }
}

function shown(expression: string): string {
  const { blocks, codes } = read(`quantity q\n  = ${expression}`);
  const part = blocks[0]?.fields[0]?.parts[0];
  return part?.kind === "expression" ? show(part.expression) + codes.map((code) => ` !${code}`).join("") : "nothing";
}

describe("expressions", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["-2 ^ 2", "(-(2 ^ 2))"],
    ["2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"],
    ["2 ^ -1", "(2 ^ (-1))"],
    ["a / b / c", "((a / b) / c)"],
    ["a-b", "(a - b)"],
    ["not a and b or c", "(((not a) and b) or c)"],
    ["a + 1 > b and c is not d", "(((a + 1) > b) and (c is-not d))"],
    ["1,000 + .5 + 1.5e3", "((1000 + 0.5) + 1500)"],
    ["20 billion to 30 billion as lognormal", "[20000000000 .. 30000000000 lognormal 0.9]"],
    ["1 to 2 as normal at 80 %", "[1 .. 2 normal 0.8]"],
    ["350/week", "(350 / week)"],
    ["5 %", "0.05"],
    ["3 million people / year", "(3000000<people> / year)"],
    ["if a then 1 else b + 1", "(if a then 1 else (b + 1))"],
    ["sum(x * m[rival] over cartel)", "sum((x * m[rival]) over cartel)"],
    ["mean(deaths | strikes)", "mean(deaths under strikes)"],
    ["mean(deaths given price > 3 and cut | strikes)", "mean(deaths given ((price > 3) and cut) under strikes)"],
    ["P(deaths worse than hold | strikes)", "P((deaths worse than hold) under strikes)"],
    ["P(worse than hold)", "P((worse than hold))"],
    ["normal(mean = 3, sd = 1)", "normal(mean=3; sd=1)"],
    ["interpolate(x, 0 -> 1, 10 -> 0.5)", "interpolate(x; 0->1; 10->0.5)"],
    ["m[cartel = sinaloa, time = 2030]", "m[cartel=sinaloa; time=2030]"],
    ["sz.rate * members.sinaloa", "(sz.rate * members.sinaloa)"],
    ["step(2026-06-30, 1)", "step(2026-06-30; 1)"],
    ["a ≤ b × c", "(a <= (b * c))"],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected));

  it("goes on over lines that begin or end with an operator, or stand in brackets", () => {
    expect(shown("a\n    + b *\n    c")).toBe("(a + (b * c))");
    expect(shown("max(a,\n    b)")).toBe("max(a; b)");
  });
});

describe("lines", () => {
  it("reads fields, rows and negative cells", () => {
    const { blocks, codes } = read('chance c : a | b\n  given option, d\n    x, y  -5 | rest\n    otherwise  1 | 2\n  because k, "why"');
    expect(codes).toEqual([]);
    expect(blocks[0]!.type.map(show)).toEqual(["a", "b"]);
    const given = blocks[0]!.fields[0]!;
    expect(given.rows.map((row) => [row.labels.map((label) => label.text), row.cells.map(show)])).toEqual([
      [
        ["x", "y"],
        ["(-5)", "rest"],
      ],
      [["otherwise"], ["1", "2"]],
    ]);
    expect(blocks[0]!.fields[1]!.keyword).toBe("because");
  });

  it("keeps one unfinished line from spoiling the next", () => {
    const { blocks, codes } = read('quantity a\n  = max(1, 2\n  because b\nquantity c\n  = 1 +\n  note "n"\nquantity d\n  = 2');
    expect(codes).toEqual(["unclosed-bracket", "missing-value"]);
    expect(blocks.map((block) => [block.name?.text, block.fields.map((field) => field.keyword)])).toEqual([
      ["a", ["=", "because"]],
      ["c", ["=", "note"]],
      ["d", ["="]],
    ]);
  });

  it("reports an open text, a lost field and a number that may be two", () => {
    expect(read('case a\n  question "open\nquantity b\n  = 1').codes).toContain("unclosed-text");
    expect(read("  = 1").codes).toEqual(["field-outside-block"]);
    expect(read("quantity a\n  = max(1,200)").codes).toEqual(["ambiguous-comma"]);
  });
});

describe("running text", () => {
  it("keeps the empty cells of a table", () => {
    const text = "| | a | b |\n|---|---|---|\n| x | | {y} |\n";
    const { prose } = new ChapterMemory().read({ file: "a.md", text, report: () => {} }, 0);
    const table = prose[0];
    expect(table?.kind === "table" && [table.header, ...table.rows].map((row) => row.map((cell) => cell.length))).toEqual([
      [0, 1, 1],
      [1, 0, 1],
    ]);
  });
});

describe("records", () => {
  it("name every field of several words for the tokenizer, and no other", () => {
    const longWords = [...blockRecords.values()]
      .flatMap((record) => [...record.fields, ...commonFields])
      .map((field) => field.keyword)
      .filter((keyword) => keyword.includes(" "));
    expect(new Set(longWords)).toEqual(longFields);
  });

  it.each([...blockRecords.values()].filter((record) => record.example !== ""))("read their example: $keyword", (record) => {
    const { blocks, codes } = read(record.example);
    expect(codes).toEqual([]);
    const found: string[] = [];
    const report = (diagnostic: Diagnostic) => found.push(diagnostic.code);
    const files = {
      list: () => [],
      read: () => ({ ok: true as const, bytes: new TextEncoder().encode("month,Lorries per day\n1,300\n") }),
    };
    const lists = Object.fromEntries(
      [
        "cases",
        "sources",
        "claims",
        "units",
        "dimensions",
        "data",
        "options",
        "pathways",
        "timings",
        "studies",
        "hypotheses",
        "evidence",
        "assumptions",
        "premortems",
        "quantities",
        "chances",
        "precedents",
        "experts",
        "judgements",
        "seeds",
        "actors",
        "rules",
        "stocks",
        "objectives",
        "scenarios",
        "futures",
        "weights",
        "forecasts",
        "indicators",
        "observations",
        "checks",
        "uses",
      ].map((key) => [key, [] as unknown[]]),
    );
    const reader = new BlockReader(record, blocks[0]!, { files, folder: "", fromCase: "", prefix: "", report });
    record.read(reader, lists as never);
    expect(found).toEqual([]);
    // The example of an actor declares its reaction as well.
    if (record.isNamed) expect(Object.values(lists).flat()).toHaveLength(record.keyword === "actor" ? 2 : 1);
  });
});
