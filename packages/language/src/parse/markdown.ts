/** The Markdown of a chapter with the notation nested in it: fenced `outweigh` blocks and `{…}` values carry trees of the one grammar. */
import { type NodePropSource, type Parser, parseMixed } from "@lezer/common";
import { parser as commonmark, type InlineParser, type MarkdownConfig, type MarkdownParser, Table } from "@lezer/markdown";
import { parser as notation } from "./notation-parser.js";

const OPEN = 123;
const CLOSE = 125;
const QUOTE = 34;
const NEWLINE = 10;
const BACKSLASH = 92;

const inlineValue: InlineParser = {
  name: "InlineValue",
  before: "Emphasis",
  parse(context, next, position) {
    if (next !== OPEN) return -1;
    let inText = false;
    for (let at = position + 1; at < context.end; at++) {
      const code = context.char(at);
      if (code === BACKSLASH && inText) at++;
      else if (code === QUOTE) inText = !inText;
      else if (code === NEWLINE) inText = false;
      else if (code === CLOSE && !inText) {
        const content = context.elt("InlineContent", position + 1, at);
        return context.addElement(context.elt("InlineValue", position, at + 1, [content]));
      } else if (code === OPEN && !inText) break;
    }
    return context.addElement(context.elt("UnclosedInline", position, position + 1));
  },
};

const values: MarkdownConfig = {
  defineNodes: ["InlineValue", "InlineContent", "UnclosedInline"],
  parseInline: [inlineValue],
};

const extensions = (block: Parser, inline: Parser) => [
  Table,
  values,
  {
    wrap: parseMixed((node, input) => {
      if (node.name === "InlineContent") return { parser: inline };
      if (node.name !== "CodeText") return null;
      const info = node.node.parent?.getChild("CodeInfo");
      return info && input.read(info.from, info.to).trim() === "outweigh" ? { parser: block } : null;
    }),
  },
];

const inlineOptions = { top: "Inline", dialect: "inline" };

/** Parses one chapter: CommonMark with tables, and the notation nested in it. Never fails. */
export const chapterParser = commonmark.configure(extensions(notation, notation.configure(inlineOptions)));

/** The same for an editor, which adds properties to the nodes: `ofNotation` to those of the notation, `ofMarkdown` to those around it, its language to the whole. */
export function chapterParserWith(ofNotation: readonly NodePropSource[], ofMarkdown: readonly NodePropSource[]): MarkdownParser {
  const block = notation.configure({ props: [...ofNotation] });
  return commonmark.configure([...extensions(block, block.configure(inlineOptions)), { props: [...ofMarkdown] }]);
}
