/** Candidates written in the notation parse and check: over the annotated texts, and over texts made to be hard to quote. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { findCandidates, nameOf, toNotation } from "@outweigh/evidence";
import { describe, expect, it } from "vitest";
import { compileCase } from "./compile.js";
import type { FileSystem } from "./files.js";

/** All candidates of a text as one case, with the quantities that they suggest; what the compiler finds wrong with it. */
function errorsOf(text: string): readonly string[] {
  const taken = new Set<string>();
  const units = new Set<string>();
  const blocks = findCandidates(text, { language: "en" }).map((candidate) => {
    const claimName = nameOf(candidate, taken);
    taken.add(claimName);
    const {
      claim,
      quantities,
      units: needed,
    } = toNotation(candidate, { sourceName: "the_text", claimName, quantityName: `${claimName}_figure` });
    for (const unit of needed) units.add(unit);
    return [claim, ...quantities].join("\n\n");
  });
  const head =
    'case demo\n  question "Which?"\n  prices 2024\noption wait "Wait"\nsource the_text "Text"\n  archive sources/text.txt\n  grade F\n';
  const chapter = `# Demo\n\n\`\`\`outweigh\n${head}${[...units].map((unit) => `unit ${unit}\n`).join("")}${blocks.join("\n\n")}\n\`\`\`\n`;
  const files: Readonly<Record<string, string>> = { "demo/a.md": chapter, "demo/sources/text.txt": text };
  const system: FileSystem = {
    list: (folder) => (folder === "demo" ? ["a.md"] : folder === "demo/sources" ? ["text.txt"] : undefined),
    read: (path) =>
      files[path] === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(files[path]) },
  };
  const { diagnostics } = compileCase(system, "demo");
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ code, span }) => `${code}: ${chapter.slice(span.from, span.to).split("\n")[0]}`);
}

const corpus = new URL("../../evidence/corpus/open/", import.meta.url);
const texts = readdirSync(corpus).filter((name) => name.endsWith(".txt"));

describe("candidates in the notation", () => {
  it.each(texts)("of %s check", (name) => {
    expect(errorsOf(readFileSync(new URL(name, corpus), "utf8"))).toEqual([]);
  });

  const article = new URL("../../../../shared/seed/article.txt", import.meta.url);
  const isThere = existsSync(article);
  it.skipIf(!isThere)(isThere ? "of the article check" : "of the article: not tested, because ../shared/seed is absent", () => {
    expect(errorsOf(readFileSync(article, "utf8"))).toEqual([]);
  });

  it.each([
    ["quotation marks of every kind", 'Ann Lee said: "It cost “5 million” or ‘6 million’ and 5" pipes."'],
    ["a backslash and braces", "Ann Lee said that \\5 million {or so} was `lost` in C:\\temp # today."],
    ["letters beyond the plane", "Ann Lee 😀 said that 5,000 😀 people left."],
    ["right to left", "Ann Lee said that 5,000 people left שלום עולם today."],
    ["tabs and no-break blanks", "Ann Lee\tsaid that\u00a05,000 people left the  town."],
    ["a unit that is no name", "It was 35 °C on that long day in the town."],
    ["a range from below nothing", "Prices changed by between 0 and 7 per cent."],
    ["parts of a share", "About 0.0000001 per cent of people left."],
    ["large numbers", "It cost 3,456,789,012,345 dollars and 1,500 trillion yen."],
    ["a negative year and an age", "Fentanyl kills 3,000 Americans aged 18-45 a year."],
  ])("with %s check", (_what, text) => {
    expect(errorsOf(text)).toEqual([]);
  });

  it("say that a range is read by assumption, and give the grade as a suggestion", () => {
    const [candidate] = findCandidates("The Coast Guard estimates that they earn $20-$30 billion annually.", { language: "en" });
    const { claim, quantities } = toNotation(candidate!, { sourceName: "news", claimName: "earnings" });
    const unwrapped = (block: string) => `${block}\n`.replaceAll(/"\n +"/g, " ");
    expect(unwrapped(claim)).toContain(
      'claim earnings from news\n  quote   "The Coast Guard estimates that they earn $20-$30 billion annually."\n  said by "Coast Guard"\n  grade   3\n',
    );
    expect(unwrapped(claim)).toContain("Rules suggest grade 3, to be judged: ");
    expect(unwrapped(quantities[0] ?? "")).toContain(": USD/year = 20 billion to 30 billion as lognormal\n  because earnings\n");
    expect(unwrapped(quantities[0] ?? "")).toContain("Assumption: the range $20-$30 billion annually is read as a 90 % interval");
  });

  it("never has one name twice", () => {
    const [candidate] = findCandidates("Over 40 ships sank.", { language: "en" });
    const first = nameOf(candidate!, new Set());
    expect(nameOf(candidate!, new Set([first]))).toBe(`${first}_2`);
  });
});
