/** A document as plain text for mail: lines of at most 72 columns, web addresses written out, tables as a list with a row each. */
import type { Block, Document, Inline, TableBlock } from "../document.js";
import { safeAddress } from "./escape.js";

const width = 72;

/** The whole document. Lines end in a line feed. */
export function renderPlainText(document: Document): string {
  const { handling, title, question, facts, howToRead, blocks, annex, colophon } = document;
  return `${[
    handling ?? "",
    [wrapped(title), "=".repeat(Math.min(columnsOf(title), width))].join("\n"),
    wrapped(question),
    facts.map(({ term, content }) => wrapped(`${term}: ${inlines(content)}`, "", "  ")).join("\n"),
    wrapped(howToRead ?? ""),
    blocksText(blocks),
    annex === undefined ? "" : [headed(annex.title, 2), wrapped(annex.note), blocksText(annex.blocks)].join("\n\n"),
    `-- \n${wrapped(colophon)}${handling === undefined ? "" : `\n${handling}`}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** Blocks as text. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((words) => words !== "")
    .join("\n\n");
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return wrapped(inlines(block.content));
    case "heading":
      return headed(inlines(block.content), block.level);
    case "section":
      return [block.title === undefined ? "" : headed(inlines(block.title), block.level), blocksText(block.blocks)]
        .filter(Boolean)
        .join("\n\n");
    case "list":
      return block.items.map((item, place) => hung(blocksText(item), block.ordered ? `${place + 1}. ` : "- ")).join("\n");
    case "quote":
      return hung(blocksText(block.blocks), "> ", "> ");
    case "callout":
      return [block.title === "" ? "" : wrapped(block.title), blocksText(block.blocks)].filter(Boolean).join("\n");
    case "side-by-side":
      return block.columns.map(blocksText).join("\n\n");
    case "code":
      return hung(safe(block.text), "  ", "  ");
    case "divider":
      return "-".repeat(20);
    case "facts":
      return block.facts.map(({ term, content }) => wrapped(`${term}: ${inlines(content)}`, "", "  ")).join("\n");
    case "table":
      return tableText(block);
    case "figure":
      return [wrapped([block.caption, block.note].filter(Boolean).join(" ")), tableText({ ...block.table, caption: "" })].join("\n\n");
    case "claim":
      return [
        wrapped(`[${block.grade}] ${block.name}`),
        block.quote === undefined ? "" : wrapped(`“${block.quote}”`, "  ", "  "),
        block.paraphrase === undefined ? "" : wrapped(block.paraphrase, "  ", "  "),
        wrapped([inlines(block.attribution), block.gradeWords, block.state.text].filter(Boolean).join(" · "), "  ", "  "),
        ...block.notes.map((note) => wrapped(inlines(note), "  ", "  ")),
      ]
        .filter(Boolean)
        .join("\n");
    case "lineage":
      return [
        wrapped(`${block.name} ${block.identifier}`),
        ...block.values.map(({ label, text }) => wrapped([label, text].filter(Boolean).join(": "), "  ", "    ")),
        block.definition === undefined ? "" : hung(safe(block.definition), "  ", "  "),
        ...block.facts.map(({ term, content }) => wrapped(`${term}: ${inlines(content)}`, "  ", "    ")),
      ]
        .filter(Boolean)
        .join("\n");
  }
}

function headed(words: string, level: number): string {
  return `${wrapped(words)}\n${(level <= 2 ? "-" : "·").repeat(Math.min(columnsOf(words), width))}`;
}

/** Each row begins with its first cell; the others follow with the heads of their columns. */
function tableText({ caption, columns, rows, note }: TableBlock): string {
  const listed = rows.map(({ cells }) =>
    [
      wrapped(inlines(cells[0] ?? []), "- ", "  "),
      ...cells.slice(1).map((cell, place) => {
        const head = columns[place + 1]?.header ?? "";
        return wrapped(head === "" ? inlines(cell) : `${head}: ${inlines(cell)}`, "  ", "    ");
      }),
    ].join("\n"),
  );
  return [caption === "" ? "" : wrapped(`${caption}:`), listed.join("\n"), note === undefined ? "" : wrapped(inlines(note))]
    .filter(Boolean)
    .join("\n\n");
}

function inlines(content: readonly Inline[]): string {
  return content
    .map((part): string => {
      switch (part.kind) {
        case "strong":
        case "emphasis":
          return inlines(part.content);
        case "link": {
          const words = inlines(part.content);
          const address = safeAddress(part.href);
          return address === undefined || address === words ? words : `${words} <${address}>`;
        }
        case "break":
          return "\n";
        case "likelihood":
          return `${part.word} [${part.range}]`;
        case "claim":
          return `${part.text} [${part.grade}]`;
        case "mark":
          return `(${part.text})`;
        default:
          return part.text;
      }
    })
    .join("");
}

/** Characters that steer a terminal or turn the direction of the text are left out. */
function safe(words: string): string {
  return words
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replaceAll("\u00a0", " ");
}

function columnsOf(words: string): number {
  return [...safe(words)].length;
}

/** Lines broken at spaces; a web address is never broken. Spaces that hold words together do so. */
function wrapped(words: string, first = "", others = first): string {
  const lines: string[] = [];
  for (const paragraph of words.split("\n")) {
    let line = lines.length === 0 ? first : others;
    let isEmpty = true;
    for (const word of paragraph.split(/[ \t]+/)) {
      if (word === "") continue;
      if (!isEmpty && columnsOf(line) + 1 + columnsOf(word) > width) {
        lines.push(line);
        line = others;
        isEmpty = true;
      }
      line += isEmpty ? word : ` ${word}`;
      isEmpty = false;
    }
    if (!isEmpty) lines.push(line);
  }
  return safe(lines.join("\n"));
}

function hung(words: string, first: string, others = " ".repeat(first.length)): string {
  return words
    .split("\n")
    .map((line, place) => `${place === 0 ? first : others}${line}`.trimEnd())
    .join("\n");
}
