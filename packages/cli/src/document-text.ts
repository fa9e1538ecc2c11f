/** Blocks of a composed document as text for a terminal: paragraphs wrapped, tables lined up, and of a figure its caption and its numbers. */
import type { Block, Inline, TableBlock } from "@outweigh/brief";
import { columnsOf, printable, type Style, table, wrap } from "./terminal.js";

/** Blocks as lines of at most `width` columns, an empty line between each two. */
export function documentText(blocks: readonly Block[], style: Style, width: number): string {
  return textOf(blocks, style, width).replaceAll("\u00a0", " ");
}

/** With the spaces at which no line breaks. */
function textOf(blocks: readonly Block[], style: Style, width: number): string {
  return blocks
    .map((block) => blockText(block, style, width))
    .filter((words) => words !== "")
    .join("\n\n");
}

function blockText(block: Block, style: Style, width: number): string {
  const inner = (blocks: readonly Block[]) => textOf(blocks, style, width);
  switch (block.kind) {
    case "paragraph":
      return wrap(inlineText(block.content, style), width);
    case "heading":
      return wrap(style.bold(inlineText(block.content, style)), width);
    case "section":
      return [...(block.title ? [style.bold(inlineText(block.title, style))] : []), inner(block.blocks)].join("\n\n");
    case "list":
      return block.items.map((item) => bulleted(textOf(item, style, width - 4))).join("\n");
    case "quote":
      return inner(block.blocks);
    case "callout":
      return [...(block.title === "" ? [] : [style.bold(printable(block.title))]), inner(block.blocks)].join("\n");
    case "side-by-side":
      return block.columns.map(inner).join("\n\n");
    case "code":
      return printable(block.text);
    case "divider":
      return "";
    case "facts":
      return block.facts.map(({ term, content }) => wrap(`${printable(term)}: ${inlineText(content, style)}`, width, "", "  ")).join("\n");
    case "table":
      return tableText(block, style, width);
    case "figure":
      return tableText({ ...block.table, caption: block.table.rows.length > 0 ? block.table.caption : block.caption }, style, width);
    case "claim":
      return wrap(`${printable(block.name)} [${block.grade}]: ${printable(block.quote ?? block.paraphrase ?? "")}`, width, "", "  ");
    case "lineage":
      return wrap(`${printable(block.name)} (${printable(block.identifier)})`, width);
  }
}

function bulleted(words: string): string {
  return words
    .split("\n")
    .map((line, index) => `${index === 0 ? "  - " : "    "}${line}`.trimEnd())
    .join("\n");
}

/** Running text. */
export function inlineText(content: readonly Inline[], style: Style): string {
  return content
    .map((part): string => {
      switch (part.kind) {
        case "strong":
          return style.bold(inlineText(part.content, style));
        case "emphasis":
        case "link":
          return inlineText(part.content, style);
        case "break":
          return " ";
        case "likelihood":
          return `${plain(part.word)} (${plain(part.range)})`;
        case "claim":
          return `${plain(part.text)} [${plain(part.grade)}]`;
        case "mark":
          return `(${plain(part.text)})`;
        default:
          return plain(part.text);
      }
    })
    .join("");
}

function plain(words: string): string {
  return printable(words);
}

/** A table; one that is too wide even when its words are shortened becomes a list, a row each. */
function tableText({ caption, columns, rows, note }: TableBlock, style: Style, width: number): string {
  const cells = rows.map((row) => row.cells.map((cell) => inlineText(cell, style)));
  const heads = columns.map(({ header }) => plain(header));
  const after = note === undefined ? [] : [style.dim(wrap(inlineText(note, style), width))];
  const title = caption === "" ? [] : [wrap(style.bold(plain(caption)), width)];
  const least = columns.reduce((sum, { align }, place) => {
    const widest = Math.max(columnsOf(heads[place]!), ...cells.map((row) => columnsOf(row[place] ?? "")));
    return sum + 2 + (align === "left" ? Math.min(widest, 14) : widest);
  }, 0);
  if (least > width) {
    const listed = cells.map((row) => [
      wrap(style.bold(row[0] ?? ""), width, "  ", "    "),
      ...row.slice(1).map((cell, place) => wrap(`${heads[place + 1]}: ${cell}`, width, "    ", "      ")),
    ]);
    return [...title, ...listed.flat(), ...after].join("\n");
  }
  const shape = columns.map(({ align }) => ({ side: align, yields: align === "left" }) as const);
  const head = heads.some((each) => each !== "") ? [heads.map((each) => style.dim(each))] : [];
  return [...title, ...table([...head, ...cells], shape, width), ...after].join("\n");
}
