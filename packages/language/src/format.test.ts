import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatText } from "./format.js";
import { ChapterMemory } from "./parse/chapter-memory.js";

const fence = (model: string) => `Prose  stays.\n\n\`\`\`outweigh\n${model}\n\`\`\`\n`;

/** What a chapter says, without where it says it. */
function meaning(text: string): string {
  const chapter = new ChapterMemory().read({ file: "a.md", text, report: () => {} }, 0);
  return JSON.stringify(chapter.blocks, (key, value) => (/span$/i.test(key) || key === "raw" ? undefined : value));
}

describe("the formatter", () => {
  it("aligns fields and rows, and keeps texts, comments and signs", () => {
    const before =
      'quantity   x :   USD\n given  option\n       a    1 | 22 # first\n       bcd  -333 |  4\n because   "two  blanks  stay",  y\n\n\n\nunit   z';
    const after =
      'quantity x : USD\n  given    option\n    a    1    | 22  # first\n    bcd  -333 | 4\n  because  "two  blanks  stay", y\n\nunit z';
    expect(formatText(fence(before))).toBe(fence(after));
  });

  it("lays out observations and conditions", () => {
    const before = "observe   x\n that  y  =  3 km\n error   normal( sd = 1 km )\ncheck z\n  that  P(a > 1   given b <  2) > 5 %";
    const after = "observe x\n  that   y = 3 km\n  error  normal( sd = 1 km )\ncheck z\n  that  P(a > 1 given b < 2) > 5 %";
    expect(formatText(fence(before))).toBe(fence(after));
  });

  it("leaves a block with a reading mistake and other code alone", () => {
    const broken = fence("quantity   x\n     = (1");
    expect(formatText(broken)).toBe(broken);
    const code = "```js\nlet   a\n```\n";
    expect(formatText(code)).toBe(code);
  });

  it("keeps Windows line ends", () => {
    expect(formatText(fence("unit   z").replaceAll("\n", "\r\n"))).toBe(fence("unit z").replaceAll("\n", "\r\n"));
  });

  const examples = new URL("../../../examples/", import.meta.url);
  const chapters = existsSync(examples)
    ? readdirSync(examples, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"))
    : [];

  it.each(chapters)("changes no meaning and settles at once: %s", (name) => {
    const text = readFileSync(new URL(name, examples), "utf8");
    const once = formatText(text);
    expect(meaning(once)).toBe(meaning(text));
    expect(formatText(once)).toBe(once);
  });
});
