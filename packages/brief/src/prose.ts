/** The analyst's own words as blocks of the brief: computed values in place, likelihood words with their numbers, heading levels made regular. */
import { bandsOf } from "@outweigh/evidence";
import type { InlineValue, ProseBlock, ProseInline } from "@outweigh/language";
import { lineageAnchor } from "./anchors.js";
import type { Block, Inline, TableBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { formatProbabilityRange } from "./numbers.js";
import { inlineCells, inlineContent, lineageName } from "./values.js";

/** Running text with its values computed. */
export function proseInlines(findings: Findings, content: readonly ProseInline[]): readonly Inline[] {
  const found: Inline[] = [];
  for (let at = 0; at < content.length; at++) {
    const inline = content[at]!;
    const bound = likelihoodAt(findings, content, at);
    if (bound === undefined) {
      found.push(...one(findings, inline));
      continue;
    }
    found.push(bound.inline);
    if (bound.rest !== "") found.push({ kind: "text", text: bound.rest });
    at += 3;
  }
  return found;
}

function one(findings: Findings, inline: ProseInline): readonly Inline[] {
  switch (inline.kind) {
    case "text":
    case "code":
    case "break":
      return [inline];
    case "strong":
    case "emphasis":
      return [{ kind: inline.kind, content: proseInlines(findings, inline.content) }];
    case "link":
      return [{ kind: "link", href: inline.href, content: proseInlines(findings, inline.content) }];
    case "value": {
      const declared = inlineAt(findings, inline.index);
      return declared === undefined ? [] : inlineContent(findings, declared);
    }
  }
}

function inlineAt(findings: Findings, index: number): InlineValue | undefined {
  return findings.assessment.inlines.find((inline) => inline.index === index);
}

/** `**likely** [{P(…)}]` at a place: the strong word, an opening bracket, the value, a closing bracket. */
function likelihoodAt(findings: Findings, content: readonly ProseInline[], at: number): { inline: Inline; rest: string } | undefined {
  const [word, opening, value, closing] = content.slice(at, at + 4);
  if (word?.kind !== "strong" || opening?.kind !== "text" || value?.kind !== "value" || closing?.kind !== "text") return undefined;
  if (!/^\s*\[$/.test(opening.text) || !closing.text.startsWith("]")) return undefined;
  const declared = inlineAt(findings, value.index);
  if (declared?.likelihood === undefined) return undefined;
  const cells = inlineCells(findings, declared);
  const computed = cells.map((cell) => (cell.label === "" ? cell.text : `${cell.label} ${cell.text}`)).join("; ");
  const anchor = cells.length > 0 ? lineageAnchor(lineageName(findings, declared)) : undefined;
  const range = [computed === "" ? `not computed: ${declared.text}` : computed, band(findings, declared.likelihood.text)].filter(
    (part) => part !== "",
  );
  return { inline: { kind: "likelihood", word: declared.likelihood.text, range: range.join("; "), anchor }, rest: closing.text.slice(1) };
}

/** What the word means on the yardstick of the case: `the word means 55 to 80 %`. */
function band(findings: Findings, word: string): string {
  const bands = bandsOf(word, findings.assessment.case.yardstick);
  const [first, last] = [bands?.[0]?.term, bands?.at(-1)?.term];
  return first === undefined || last === undefined ? "" : `the word means ${formatProbabilityRange(first.low, last.high)}`;
}

/** Blocks of prose; `shown` makes the generated section that a `show` directive asks for, at a heading level and with or without its own title. */
export function proseBlocks(
  findings: Findings,
  blocks: readonly ProseBlock[],
  context: { readonly shift: number; readonly anchor: string },
  shown: (section: string, level: number, titled: boolean) => readonly Block[],
): readonly Block[] {
  let level = 1;
  let headings = 0;
  return blocks.flatMap((block, position): readonly Block[] => {
    if (block.kind === "heading") {
      level = Math.max(2, Math.min(block.level + context.shift, level + 1, 6));
      headings++;
      return [{ kind: "heading", anchor: `${context.anchor}-${headings}`, level, content: proseInlines(findings, block.content) }];
    }
    if (block.kind === "show") {
      const follows = blocks[position - 1]?.kind === "heading";
      return shown(block.section, follows ? level : Math.min(level + 1, 3), !follows);
    }
    return plainBlock(findings, block);
  });
}

function plainBlock(findings: Findings, block: Exclude<ProseBlock, { kind: "heading" | "show" }>): readonly Block[] {
  const inner = (blocks: readonly ProseBlock[]): readonly Block[] =>
    blocks.flatMap((child) =>
      child.kind === "heading"
        ? [{ kind: "paragraph" as const, content: [{ kind: "strong" as const, content: proseInlines(findings, child.content) }] }]
        : child.kind === "show"
          ? []
          : plainBlock(findings, child),
    );
  switch (block.kind) {
    case "paragraph":
      return [{ kind: "paragraph", content: proseInlines(findings, block.content) }];
    case "list":
      return [{ kind: "list", ordered: block.ordered, items: block.items.map(inner) }];
    case "quote":
      return [{ kind: "quote", blocks: inner(block.content) }];
    case "table":
      return [proseTable(findings, block)];
    case "code":
      return [{ kind: "code", text: block.text }];
    case "rule":
      return [{ kind: "divider" }];
  }
}

function proseTable(findings: Findings, block: Extract<ProseBlock, { kind: "table" }>): TableBlock {
  const plain = (content: readonly ProseInline[]): string =>
    content.map((inline) => ("text" in inline ? inline.text : "content" in inline ? plain(inline.content) : "")).join("");
  const width = Math.max(block.header.length, ...block.rows.map((row) => row.length));
  const header = [...new Array<string>(width - block.header.length).fill(""), ...block.header.map(plain)];
  return {
    kind: "table",
    caption: "",
    columns: header.map((words) => ({ header: words, align: "left" })),
    rows: block.rows.map((row) => ({ cells: row.map((cell) => proseInlines(findings, cell)) })),
  };
}
