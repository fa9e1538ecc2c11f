/** What is drawn in the diagram as text: a new block at the end of a chapter, a name added to a line of a block. All else stays as it is written. */
import { chapterParserWith, formatText } from "@outweigh/language";

/** A text with the change made, or why it cannot be made, for people. */
export type Edited = { readonly text: string } | { readonly problem: string };

/** What can be made in the diagram. */
export type NewKind = "quantity" | "chance" | "stock" | "objective" | "option" | "rule";

/** A declaration to be written. What `value` is depends on its kind. */
export interface NewBlock {
  readonly kind: NewKind;
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** A quantity's definition, the probability of a chance, the start of a stock, what an objective minimises, the option that a rule forbids. */
  readonly value: string;
  /** What a stock gains, per time. */
  readonly gains?: string;
}

const parser = chapterParserWith([], []);
const namePattern = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;
const linked = { because: "because", forbids: "forbids" } as const;

/** Fields of a block to which a name can be added. */
export type LinkField = keyof typeof linked;

/** The text with a block at its end, in a fence of its own. */
export function withBlock(text: string, block: NewBlock): Edited {
  if (!namePattern.test(block.name))
    return { problem: `“${block.name}” cannot be a name: it takes letters, digits and _, and begins with a letter.` };
  const fence = `\`\`\`outweigh\n${linesOf(block).join("\n")}\n\`\`\`\n`;
  const body = text.replace(/\s+$/, "");
  const next = `${body}${body === "" ? "" : "\n\n"}${fence}`;
  const found = findBlock(next, block.name);
  if (found === undefined || found.keyword !== block.kind || found.fence < body.length)
    return { problem: "It cannot be written at the end of this chapter: is a block there not closed by ```, or a quotation mark missing?" };
  return { text: keepShape(text, next) };
}

/** The text in which the block of this name has another name in this field; the field is added where it has none. */
export function withLink(text: string, block: string, field: LinkField, name: string): Edited {
  const found = findBlock(text, block);
  if (found === undefined) return { problem: `There is no block “${block}” in this chapter.` };
  const present = found.fields.find(({ keyword }) => keyword === linked[field]);
  if (present !== undefined && namesIn(text.slice(present.from, present.to)).includes(name))
    return { problem: `“${block}” names ${name} already.` };
  const note = found.fields.find(({ keyword }) => keyword === "note");
  const line = `${found.indent}${linked[field]} ${name}`;
  const last = found.fields[found.fields.length - 1];
  const next =
    present !== undefined
      ? `${text.slice(0, present.to)}, ${name}${text.slice(present.to)}`
      : note !== undefined
        ? `${text.slice(0, lineStart(text, note.from))}${line}\n${text.slice(lineStart(text, note.from))}`
        : insertAfterLine(text, last?.to ?? found.to, line);
  return { text: keepShape(text, next) };
}

interface FoundBlock {
  readonly keyword: string;
  /** Where its fence begins. */
  readonly fence: number;
  readonly to: number;
  readonly indent: string;
  readonly fields: readonly { readonly keyword: string; readonly from: number; readonly to: number }[];
}

/** The block of a name; `to` is the end of its last sign, so what follows on its line, as a comment, comes after. */
function findBlock(text: string, name: string): FoundBlock | undefined {
  let found: FoundBlock | undefined;
  let fence = 0;
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.name === "FencedCode") fence = node.from;
      if (node.name !== "Block") return found === undefined;
      const [keyword, named] = [node.node.firstChild, node.node.firstChild?.nextSibling];
      if (!keyword || !named || text.slice(named.from, named.to) !== name) return false;
      const fields = node.node.getChildren("Field").map(({ from, to, firstChild }) => ({
        keyword: text.slice(firstChild!.from, firstChild!.to).replace(/\s+/g, " "),
        from,
        to: from + text.slice(from, to).trimEnd().length,
      }));
      const first = fields[0]?.from;
      const indent = first === undefined ? "  " : text.slice(lineStart(text, first), first);
      const to = node.from + text.slice(node.from, node.to).trimEnd().length;
      found ??= {
        keyword: text.slice(keyword.from, keyword.to),
        fence,
        to,
        indent: /^\s*$/.test(indent) ? indent : "  ",
        fields,
      };
      return false;
    },
  });
  return found;
}

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

function insertAfterLine(text: string, at: number, line: string): string {
  const end = text.indexOf("\n", at);
  return end < 0 ? `${text}\n${line}` : `${text.slice(0, end)}\n${line}${text.slice(end)}`;
}

/** Names in a field, not those in texts or comments. */
function namesIn(field: string): readonly string[] {
  return field.replace(/"(?:\\.|[^"\\\n])*"|“[^”\n]*”|#[^\n]*/g, " ").match(/[\p{L}_][\p{L}\p{N}\p{M}_.]*/gu) ?? [];
}

/** A chapter that had the shape of the formatter keeps it; any other is left as its author set it. */
function keepShape(before: string, after: string): string {
  return formatText(before) === before ? formatText(after) : after;
}

function linesOf({ kind, name, label, unit, value, gains }: NewBlock): readonly string[] {
  const title = label.trim() === "" ? "" : ` "${label.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ").trim()}"`;
  const measured = unit.trim() === "" ? "" : ` : ${unit.replace(/\s+/g, " ").trim()}`;
  const plain = value.replace(/\s+/g, " ").trim();
  switch (kind) {
    case "quantity":
      return [`quantity ${name}${title}${measured}`, `  = ${plain}`];
    case "chance":
      return [`chance ${name}${title} : no | yes`, `  probabilities rest | ${plain}`];
    case "stock":
      return [`stock ${name}${title}${measured}`, `  starts at ${plain}`, `  gains ${(gains ?? "").replace(/\s+/g, " ").trim()}`];
    case "objective":
      return [`objective ${name}${title}${measured}`, `  minimise ${plain}`];
    case "option":
      return [`option ${name}${title}`];
    case "rule":
      return [`rule ${name}${title}`, `  forbids ${plain}`];
  }
}
