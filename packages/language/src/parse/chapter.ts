/** Reads one chapter: its model blocks, its running text as plain data, and the computed values that stand in it. Never fails. */
import type { SyntaxNode, Tree } from "@lezer/common";
import type { InlineValue, ProseBlock, ProseInline } from "../assessment.js";
import { nestedFence, tooDeep, unclosedFence, unclosedInline } from "../diagnostics/syntax.js";
import type { BlockSyntax, Expression } from "../syntax.js";
import { toBlocks } from "./blocks.js";
import { meaningful, type ReadContext, reportError, spanOf, textOf, toExpression } from "./expressions.js";

/** What one file gives. `firstIndex` numbers its values on from those of earlier chapters. */
export interface ChapterSyntax {
  readonly blocks: readonly BlockSyntax[];
  readonly prose: readonly ProseBlock[];
  readonly inlines: readonly InlineValue[];
  /** Stretches of running text for the checks of wording: paragraphs, list items, headings; without model blocks and code. */
  readonly passages: readonly { readonly from: number; readonly to: number }[];
}

interface Walk extends ReadContext {
  readonly blocks: BlockSyntax[];
  readonly inlines: InlineValue[];
  readonly passages: { readonly from: number; readonly to: number }[];
  readonly firstIndex: number;
}

const deepest = 40;

/** Reads the tree of a chapter's text. */
export function syntaxOf(tree: Tree, context: ReadContext, firstIndex: number): ChapterSyntax {
  const walk: Walk = { file: context.file, text: context.text, report: context.report, blocks: [], inlines: [], passages: [], firstIndex };
  const prose = blocksOf(walk, tree.topNode, 0);
  return { blocks: walk.blocks, prose, inlines: walk.inlines, passages: walk.passages };
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

function blocksOf(walk: Walk, node: SyntaxNode, depth: number): ProseBlock[] {
  if (depth > deepest) {
    walk.report(tooDeep.at(spanOf(walk, node), {}));
    return [];
  }
  const blocks: ProseBlock[] = [];
  for (const child of childrenOf(node)) for (const block of blockOf(walk, child, depth)) blocks.push(block);
  return blocks;
}

function blockOf(walk: Walk, node: SyntaxNode, depth: number): ProseBlock[] {
  const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name);
  if (heading) {
    walk.passages.push({ from: node.from, to: node.to });
    return [{ kind: "heading", level: Number(heading[1]), content: inlinesOf(walk, node) }];
  }
  switch (node.name) {
    case "Paragraph":
      walk.passages.push({ from: node.from, to: node.to });
      return [{ kind: "paragraph", content: inlinesOf(walk, node) }];
    case "Task":
      return [{ kind: "paragraph", content: inlinesOf(walk, node) }];
    case "BulletList":
    case "OrderedList":
      return [
        {
          kind: "list",
          ordered: node.name === "OrderedList",
          items: node.getChildren("ListItem").map((item) => blocksOf(walk, item, depth + 1)),
        },
      ];
    case "Blockquote":
      return [{ kind: "quote", content: blocksOf(walk, node, depth + 1) }];
    case "HorizontalRule":
      return [{ kind: "rule" }];
    case "FencedCode":
      return fenceOf(walk, node, depth);
    case "CodeBlock":
      return [{ kind: "code", text: textOf(walk, node) }];
    case "HTMLBlock":
      return [{ kind: "code", text: textOf(walk, node) }];
    case "Table":
      return [
        {
          kind: "table",
          header: cellsOf(walk, node.getChild("TableHeader")),
          rows: node.getChildren("TableRow").map((row) => cellsOf(walk, row)),
        },
      ];
    default:
      return [];
  }
}

/** The cells of a row. The tree has no node for an empty one: it is where two bars follow each other. */
function cellsOf(walk: Walk, row: SyntaxNode | null): ProseInline[][] {
  const cells: ProseInline[][] = [];
  let isOpen = false;
  for (const child of row ? childrenOf(row) : []) {
    if (child.name === "TableCell") {
      cells.push(inlinesOf(walk, child));
      isOpen = false;
    } else if (child.name === "TableDelimiter") {
      if (isOpen) cells.push([]);
      isOpen = true;
    }
  }
  return cells;
}

function fenceOf(walk: Walk, node: SyntaxNode, depth: number): ProseBlock[] {
  const info = node.getChild("CodeInfo");
  const isModel = info !== null && textOf(walk, info).trim() === "outweigh";
  const content = node.getChild("CodeText");
  if (!isModel) return [{ kind: "code", text: content ? textOf(walk, content) : "" }];
  const open = node.firstChild!;
  if (depth > 0) {
    walk.report(nestedFence.at(spanOf(walk, open), {}));
    return [];
  }
  const marks = node.getChildren("CodeMark");
  if (marks.length < 2) walk.report(unclosedFence.at({ file: walk.file, from: open.from, to: info.to }, {}));
  const notation = node.getChild("Notation");
  const shows: ProseBlock[] = [];
  for (const block of notation ? toBlocks(walk, notation) : []) {
    if (block.keyword === "show") shows.push({ kind: "show", section: showName(walk, block), span: block.span });
    walk.blocks.push(block);
  }
  return shows;
}

/** The section a `show` names; section names may hold hyphens, so the text is taken as written. */
function showName(walk: Walk, block: BlockSyntax): string {
  const line = walk.text.slice(block.keywordSpan.to, block.span.to).split("\n")[0]!;
  return line.replace(/#.*$/, "").trim();
}

/** The content of a block as inlines: what lies between the marked stretches is text. */
function inlinesOf(walk: Walk, node: SyntaxNode): ProseInline[] {
  const content: ProseInline[] = [];
  const children = childrenOf(node).filter(
    (child) => !/^(HeaderMark|EmphasisMark|QuoteMark|ListMark|TaskMarker|TableDelimiter)$/.test(child.name),
  );
  let from = node.from;
  let to = node.to;
  const marks = childrenOf(node).filter((child) => /^(HeaderMark|EmphasisMark|LinkMark)$/.test(child.name));
  for (const mark of marks) {
    if (mark.from === from) from = mark.to;
    else if (mark.to === to || mark.name === "HeaderMark") to = Math.min(to, mark.from);
  }
  let at = from;
  const pushText = (end: number) => {
    if (end > at) pushPlain(content, walk.text.slice(at, end));
    at = Math.max(at, end);
  };
  for (const child of children) {
    if (child.name === "LinkMark" || child.from < from || child.from >= to) continue;
    pushText(child.from);
    pushInline(walk, content, child);
    at = child.to;
  }
  pushText(to);
  const first = content[0];
  if (first?.kind === "text") content[0] = { kind: "text", text: first.text.trimStart() };
  const last = content[content.length - 1];
  if (last?.kind === "text") content[content.length - 1] = { kind: "text", text: last.text.trimEnd() };
  return content.filter((inline) => inline.kind !== "text" || inline.text !== "");
}

function pushPlain(content: ProseInline[], text: string): void {
  const clean = text.replace(/\s*\n[ \t>]*/g, " ");
  const last = content[content.length - 1];
  if (last?.kind === "text") content[content.length - 1] = { kind: "text", text: last.text + clean };
  else content.push({ kind: "text", text: clean });
}

function pushInline(walk: Walk, content: ProseInline[], node: SyntaxNode): void {
  switch (node.name) {
    case "StrongEmphasis":
      content.push({ kind: "strong", content: inlinesOf(walk, node) });
      return;
    case "Emphasis":
      content.push({ kind: "emphasis", content: inlinesOf(walk, node) });
      return;
    case "InlineCode":
      content.push({ kind: "code", text: textOf(walk, node).replace(/^`+ ?| ?`+$/g, "") });
      return;
    case "Link":
    case "Image":
      pushLink(walk, content, node);
      return;
    case "Autolink": {
      const url = textOf(walk, node).slice(1, -1);
      content.push({ kind: "link", href: url, content: [{ kind: "text", text: url }] });
      return;
    }
    case "HardBreak":
      content.push({ kind: "break" });
      return;
    case "Escape":
      pushPlain(content, textOf(walk, node).slice(1));
      return;
    case "Comment":
      return;
    case "InlineValue":
      pushValue(walk, content, node);
      return;
    case "UnclosedInline":
      walk.report(unclosedInline.at(spanOf(walk, node), {}));
      return;
    default:
      pushPlain(content, textOf(walk, node));
  }
}

/** A link with an address is a link; brackets without one (`[{…}]` after a likelihood word) are text with what stands in them. */
function pushLink(walk: Walk, content: ProseInline[], node: SyntaxNode): void {
  const url = node.getChild("URL");
  if (url && /^(https?:|mailto:|#|\.{0,2}\/|[\w-]+(?:\/|\.))/i.test(textOf(walk, url))) {
    const inner = childrenOf(node).filter((child) => child.from < url.from);
    const text: ProseInline[] = [];
    let at = node.from + (node.name === "Image" ? 2 : 1);
    const close = inner.filter((child) => child.name === "LinkMark")[1]?.from ?? at;
    for (const child of inner) {
      if (child.name === "LinkMark") continue;
      if (child.from > at) pushPlain(text, walk.text.slice(at, child.from));
      pushInline(walk, text, child);
      at = child.to;
    }
    if (close > at) pushPlain(text, walk.text.slice(at, close));
    content.push({ kind: "link", href: textOf(walk, url), content: text });
    return;
  }
  let at = node.from;
  for (const child of childrenOf(node)) {
    if (child.name === "LinkMark" || child.from < at) continue;
    if (child.from > at) pushPlain(content, walk.text.slice(at, child.from));
    pushInline(walk, content, child);
    at = child.to;
  }
  if (node.to > at) pushPlain(content, walk.text.slice(at, node.to));
}

function pushValue(walk: Walk, content: ProseInline[], node: SyntaxNode): void {
  const span = spanOf(walk, node);
  const where = "a computed value";
  const inner = node.getChild("Inline");
  let expression: Expression = { kind: "broken", span };
  let unit: Expression | undefined;
  const children = inner ? meaningful(inner) : [];
  const error = children.find((child) => child.type.isError);
  if (error || children.length === 0) reportError(walk, error ?? node, where);
  else {
    expression = toExpression(walk, children[0]!, where);
    const inUnit = children.find((child) => child.name === "InUnit");
    const unitNode = inUnit ? meaningful(inUnit)[0] : undefined;
    if (unitNode) unit = toExpression(walk, unitNode, "the unit of a computed value");
  }
  const index = walk.firstIndex + walk.inlines.length;
  walk.inlines.push({
    index,
    expression,
    unit,
    text: textOf(walk, node).slice(1, -1).trim(),
    span,
    likelihood: likelihoodBefore(walk, node),
  });
  content.push({ kind: "value", index });
}

/** The bold words before `[{…}]`, when this value stands alone in such a bracket. */
function likelihoodBefore(walk: Walk, node: SyntaxNode): InlineValue["likelihood"] {
  if (walk.text[node.to] !== "]") return undefined;
  const before = /\*\*([^*\n]{1,60})\*\*\s{0,20}\[$/.exec(walk.text.slice(Math.max(0, node.from - 80), node.from));
  if (!before) return undefined;
  const start = node.from - before[0].length + 2;
  return { text: before[1]!.replace(/\s+/g, " "), span: { file: walk.file, from: start, to: start + before[1]!.length } };
}
