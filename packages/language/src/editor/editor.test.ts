import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileCase } from "../compile.js";
import type { FileSystem } from "../files.js";
import { chapterParser } from "../parse/markdown.js";
import { completionsAt } from "./complete.js";
import { applyFix } from "./fix.js";
import { indexNames } from "./name-index.js";
import { outlineOf } from "./outline.js";
import { readNames } from "./read-names.js";
import { readVocabulary } from "./read-vocabulary.js";
import { renameAt } from "./rename.js";

const fence = "```";
const model = `# Water

${fence}outweigh
case water "Water"
  question "What now?"
dimension bank "Bank" : left "Left bank" | right
option wall "A wall"
option basin "A basin"
source gauge_book "The book of the gauge"
claim high_water from gauge_book
  states "High water is common."
quantity depth "Depth" : m over bank
  given option, bank
    wall, left   1 m to 2 m as normal
    otherwise, right  2 m
  because high_water
chance rain "Rain" : wet | dry
  probabilities 30 % | rest
quantity loss "Loss" : GBP
  = if rain is wet then depth.left * 3 GBP / m else sum(depth over bank) * 1 GBP / m
objective harm : GBP
  minimise loss
${fence}

It costs {loss} and is {depth[left] in km} deep.
`;

const names = readNames("one.md", model);
const index = indexNames([names]);
const vocabulary = readVocabulary();

/** The words at the places of what is declared under this key. */
const placesOf = (key: string, of = index, text = model) =>
  of.places.filter((place) => place.key === key).map(({ from, to }) => text.slice(from, to));

describe("names", () => {
  it("finds every mention by its meaning", () => {
    expect(placesOf("depth")).toEqual(["depth", "depth", "depth", "depth"]);
    expect(placesOf("bank.left")).toEqual(["left", "left", "left", "left"]);
    expect(placesOf("rain.wet")).toEqual(["wet", "wet"]);
    expect(placesOf("high_water")).toHaveLength(2);
    expect(placesOf("gauge_book")).toHaveLength(2);
    expect(placesOf("wall")).toHaveLength(2);
    expect(placesOf("bank")).toHaveLength(4);
    expect(placesOf("loss")).toHaveLength(3);
  });

  it("tells a unit from a quantity of the same name", () => {
    const text = `${fence}outweigh\nquantity people "All" : people\n  = 350 people\nquantity more : people\n  = people * 2\n${fence}\n`;
    expect(placesOf("people", indexNames([readNames("a.md", text)]), text)).toHaveLength(2);
  });

  it("reads the outline", () => {
    const outline = outlineOf(model, chapterParser.parse(model));
    expect(outline[0]).toMatchObject({ kind: "heading", title: "Water", level: 1 });
    expect(outline.filter(({ kind }) => kind === "block").map(({ keyword, title }) => `${keyword} ${title}`)).toContain("chance rain");
  });
});

describe("renaming", () => {
  const rename = (word: string, to: string) => {
    const at = index.places.find((place) => model.slice(place.from, place.to) === word)!;
    return renameAt(index, at, to);
  };

  it("changes all mentions", () => {
    const renamed = rename("loss", "damage");
    expect(renamed.kind).toBe("edits");
    if (renamed.kind !== "edits") return;
    const text = [...renamed.edits].sort((a, b) => b.from - a.from).reduce((t, e) => t.slice(0, e.from) + e.insert + t.slice(e.to), model);
    expect(text).toBe(model.replace(/\bloss\b/g, "damage"));
  });

  it.each([
    ["depth", "loss", /already a quantity/],
    ["depth", "GBP", /a unit/],
    ["depth", "sum", /a function/],
    ["depth", "otherwise", /a word of the notation/],
    ["depth", "two words", /letters/],
    ["wet", "dry", /already a state/],
  ])("refuses %s to %s", (from, to, why) => {
    expect(rename(from, to)).toMatchObject({ kind: "refused", why: expect.stringMatching(why) });
  });
});

describe("completion", () => {
  const inBlock = (before: string) =>
    completionsAt({ kind: "block", before }, vocabulary, index.named)?.options.map(({ label }) => label) ?? [];

  it("offers blocks at the margin and their lines below", () => {
    expect(inBlock("qu")).toContain("quantity");
    expect(inBlock("quantity x : m\n  co")).toEqual(expect.arrayContaining(["correlated with", "because", "given"]));
    expect(inBlock('case a\n  question "Q"\n  q')).not.toContain("question");
  });

  it("offers what fits the place", () => {
    expect(inBlock("quantity x : k")).toContain("km");
    expect(inBlock("claim x from g")).toEqual(["gauge_book"]);
    expect(inBlock("quantity x : m\n  = de")).toEqual(expect.arrayContaining(["depth", "loss", "wall", "sum", "normal"]));
    expect(inBlock("quantity x : m\n  = 1 m to 2 m as ")).toEqual(expect.arrayContaining(["normal", "lognormal"]));
    expect(inBlock("quantity x : m\n  = if rain is ")).toEqual(["wet", "dry"]);
    expect(inBlock("quantity x : m\n  = depth.")).toEqual(["left", "right"]);
    expect(inBlock("quantity x : m\n  = sum(depth over ")).toEqual(["bank"]);
    expect(inBlock("quantity x : m\n  because hi")).toContain("high_water");
    expect(inBlock("quantity x : m\n  because hi")).not.toContain("wall");
    expect(inBlock("quantity x : m\n  given option, rain\n    ")).toEqual(["wall", "basin", "otherwise"]);
    expect(inBlock("quantity x : m\n  given option, rain\n    wall, ")).toEqual(["wet", "dry", "otherwise"]);
    expect(inBlock("rule r\n  forbids ")).toEqual(["wall", "basin"]);
    expect(inBlock("seed s : m\n  scale ")).toEqual(["linear", "logarithm"]);
    expect(inBlock('quantity x "de')).toEqual([]);
  });

  it("offers names in prose only between brackets", () => {
    expect(completionsAt({ kind: "inline", before: "lo" }, vocabulary, index.named)?.options.map(({ label }) => label)).toContain("loss");
  });
});

/** A folder with one chapter. */
const folderOf = (text: string): FileSystem => ({
  list: () => ["one.md"],
  read: (path) => (path.endsWith("one.md") ? { ok: true, bytes: new TextEncoder().encode(text) } : { ok: false, reason: "missing" }),
});

const head = `${fence}outweigh\ncase c "C"\n  question "Q"\noption stay "Stay"\nquantity rate "Rate" : m\n  = 3 m\n  because "Known."\n`;
const end = `${fence}\n\nIt is {rate}.\n`;

describe("fixes", () => {
  it.each([
    ["unknown-name", "quantity b : m\n  = rat * 2\n"],
    ["unknown-function", "quantity b : m\n  = maxx(rate, 2 m)\n"],
    ["unknown-unit", "quantity b : yeer\n  = 3 year\n"],
    ["unknown-option", 'rule r "R"\n  forbids stya\n'],
    ["unknown-block", "quantty b : m\n  = rate\n"],
    ["unknown-field", 'quantity b : m\n  = rate\n  becuase "x"\n'],
    ["unknown-dimension", "dimension side : l | r\nquantity b : m over sied\n  = rate\n"],
    ["unknown-state", "chance k : wet | dry\n  probabilities 30 % | rest\nquantity b : m\n  = if k is weet then rate else 0 m\n"],
    ["shape-missing", "quantity b : m\n  = 3 m to 5 m\n"],
    ["shape-unknown", "quantity b : m\n  = 3 m to 5 m as lognorml\n"],
    ["missing-field", 'forecast f "Will it?"\n  by 2030-01-01\n'],
    ["repeated-field", 'quantity b : m\n  = rate\n  note "one"\n  note "two"\n'],
    ["no-reason", "quantity b : m\n  = 3 m to 5 m as normal\n"],
    ["ambiguous-comma", "quantity b : m\n  = min(1,000, 900)\n"],
  ])("%s is mended by its first fix", (code, block) => {
    const text = head + block + end;
    const found = compileCase(folderOf(text), "").diagnostics.find((each) => each.code === code);
    expect(found, code).toBeDefined();
    expect(found!.fixes?.length, code).toBeGreaterThan(0);
    const { from, to, insert, cursor } = applyFix(text, found!.span, found!.fixes![0]!);
    const mended = text.slice(0, from) + insert + text.slice(to);
    expect(cursor).toBeLessThanOrEqual(mended.length);
    expect(
      compileCase(folderOf(mended), "").diagnostics.filter((each) => each.code === code && each.span.from === found!.span.from),
    ).toEqual([]);
  });
});

const flagship = new URL("../../../../examples/cartels/", import.meta.url);
it.skipIf(!existsSync(flagship))("chapters of an example: all that is declared is found again where it is mentioned", () => {
  const text = readFileSync(new URL("06-consequences.md", flagship), "utf8");
  const { named } = readNames("06-consequences.md", text);
  for (const { from, to, name } of named) expect(text.slice(from, to)).toBe(name);
});
