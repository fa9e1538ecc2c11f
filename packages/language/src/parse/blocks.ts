/** Turns the tree of a model block into uniform `BlockSyntax`: header, fields, rows. Knows no kind of block. */
import type { SyntaxNode } from "@lezer/common";
import { lostField, unreadable } from "../diagnostics/syntax.js";
import type { BlockSyntax, Expression, FieldSyntax, NameSyntax, Part, RowSyntax, TextSyntax } from "../syntax.js";
import { type ReadContext, reportError, spanOf, textOf, toExpression, toName } from "./expressions.js";

const separators = new Set(["|", ",", ":", "="]);

/** Reads every block of a `Notation` tree. */
export function toBlocks(context: ReadContext, notation: SyntaxNode): BlockSyntax[] {
  const blocks: BlockSyntax[] = [];
  for (let node = notation.firstChild; node; node = node.nextSibling) {
    if (node.name !== "Block") continue;
    if (node.firstChild?.name === "BlockKeyword") blocks.push(toBlock(context, node));
    else context.report(lostField.at(spanOf(context, node), { found: textOf(context, node).split("\n")[0]!.slice(0, 40) }));
  }
  reportLost(context, notation);
  return blocks;
}

/** What stands before the first block belongs to none. */
function reportLost(context: ReadContext, notation: SyntaxNode): void {
  const end = notation.getChild("Block")?.from ?? notation.to;
  const lost = /^[ \t]*[^\s#].*/m.exec(context.text.slice(notation.from, end));
  if (!lost) return;
  const from = notation.from + lost.index + (lost[0].length - lost[0].trimStart().length);
  const found = lost[0].trim().slice(0, 40);
  const span = { file: context.file, from, to: from + found.length };
  const isIndented = /^[ \t]/.test(lost[0]);
  context.report(isIndented ? lostField.at(span, { found }) : unreadable.at(span, { found, context: "a place where a block begins" }));
}

function toParts(context: ReadContext, nodes: readonly SyntaxNode[], where: string): Part[] {
  const parts: Part[] = [];
  let isReported = false;
  for (const node of nodes) {
    const span = spanOf(context, node);
    if (node.type.isError) {
      if (!isReported) reportError(context, node, where);
      isReported = true;
      parts.push({ kind: "expression", expression: { kind: "broken", span }, span });
    } else if (node.name === "Separator") parts.push({ kind: "separator", text: textOf(context, node) as "|", span });
    else if (node.name === "Over") parts.push({ kind: "over", names: node.getChildren("Name").map((name) => toName(context, name)), span });
    else if (node.name === "Because") parts.push({ kind: "word", text: "because", span });
    else if (node.name === "Then") parts.push({ kind: "word", text: "then", span });
    else if (node.name === "In") parts.push({ kind: "word", text: "in", span });
    else if (node.name === "AsName") {
      const name = node.getChild("Name");
      parts.push({ kind: "word", text: "as", span });
      if (name)
        parts.push({
          kind: "expression",
          expression: { kind: "name", name: toName(context, name).text, span: spanOf(context, name) },
          span: spanOf(context, name),
        });
    } else parts.push({ kind: "expression", expression: toExpression(context, node, where), span });
  }
  return parts;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.name !== "Comment") children.push(child);
  return children;
}

function toBlock(context: ReadContext, node: SyntaxNode): BlockSyntax {
  const children = childrenOf(node);
  const keywordNode = children[0]!;
  const keyword = textOf(context, keywordNode);
  const header = children.slice(1).filter((child) => child.name !== "Field");
  const parts = keyword === "show" ? [] : toParts(context, header, `the first line of this ${keyword}`);
  const fields = children.filter((child) => child.name === "Field").map((field) => toField(context, field));
  return { keyword, keywordSpan: spanOf(context, keywordNode), ...readHeader(parts, context), fields, span: spanOf(context, node) };
}

type Header = Pick<BlockSyntax, "name" | "label" | "type" | "over" | "definition" | "from" | "alias">;

function readHeader(parts: readonly Part[], context: ReadContext): Header {
  let name: NameSyntax | undefined;
  let label: TextSyntax | undefined;
  let from: TextSyntax | undefined;
  let alias: NameSyntax | undefined;
  let definition: Expression | undefined;
  const type: Expression[] = [];
  const over: NameSyntax[] = [];
  let mode: "start" | "type" | "definition" | "from" | "alias" = "start";
  for (const part of parts) {
    const last = part === parts[parts.length - 1];
    if (part.kind === "over") over.push(...part.names);
    else if (part.kind === "separator") {
      if (part.text === ":") mode = "type";
      else if (part.text === "=") mode = "definition";
      else if (part.text !== "|" || mode !== "type")
        context.report(unreadable.at(part.span, { found: part.text, context: "the first line of a block" }));
    } else if (part.kind === "word" && (part.text === "then" || part.text === "in"))
      context.report(unreadable.at(part.span, { found: part.text, context: "the first line of a block" }));
    else if (part.kind === "word") mode = part.text === "as" ? "alias" : "start";
    else {
      const expression = part.expression;
      if (expression.kind === "broken") continue;
      if (mode === "type") type.push(expression);
      else if (mode === "definition" && definition === undefined) definition = expression;
      else if (mode === "from") {
        from = { text: expression.kind === "text" ? expression.text : context.text.slice(part.span.from, part.span.to), span: part.span };
        mode = "start";
      } else if (mode === "alias" && expression.kind === "name") alias = { text: expression.name, span: part.span };
      else if (expression.kind === "name" && expression.name === "from" && !last && (name || label)) mode = "from";
      else if (expression.kind === "name" && name === undefined && label === undefined) name = { text: expression.name, span: part.span };
      else if (expression.kind === "text" && label === undefined) label = { text: expression.text, span: part.span };
      else
        context.report(
          unreadable.at(part.span, {
            found: context.text.slice(part.span.from, part.span.to).slice(0, 40),
            context: "the first line of a block",
          }),
        );
    }
  }
  return { name, label, type, over, definition, from, alias };
}

function toField(context: ReadContext, node: SyntaxNode): FieldSyntax {
  const children = childrenOf(node);
  const keywordNode = children[0]!;
  const keyword = textOf(context, keywordNode).replace(/\s+/g, " ");
  const where = keyword === "=" ? "the definition" : `the line “${keyword}”`;
  const content = children.slice(1).filter((child) => child.name !== "Row");
  const end = content.length > 0 ? content[content.length - 1]!.to : keywordNode.to;
  const start = content.length > 0 ? content[0]!.from : keywordNode.to;
  const raw = context.text.slice(start, end).replace(/#.*$/gm, "").trim();
  return {
    keyword,
    keywordSpan: spanOf(context, keywordNode),
    parts: toParts(context, content, where),
    raw: { text: raw, span: { file: context.file, from: start, to: end } },
    rows: children.filter((child) => child.name === "Row").map((row) => toRow(context, row, where)),
    span: spanOf(context, node),
  };
}

function toRow(context: ReadContext, node: SyntaxNode, where: string): RowSyntax {
  const labels: NameSyntax[] = [];
  const cells: Expression[] = [];
  let labelsDone = false;
  let expectsLabel = true;
  for (const child of childrenOf(node)) {
    if (child.name === "RowLabel") {
      labels.push(toName(context, child));
      expectsLabel = false;
    } else if (separators.has(child.name)) expectsLabel = child.name === "," && !labelsDone;
    else if (child.type.isError) {
      reportError(context, child, `a row of ${where}`);
      labelsDone = true;
      if (textOf(context, child).trim() !== "") cells.push({ kind: "broken", span: spanOf(context, child) });
    } else if (expectsLabel && !labelsDone && child.name === "Name") {
      labels.push(toName(context, child));
      expectsLabel = false;
    } else {
      labelsDone = true;
      cells.push(toExpression(context, child, `a row of ${where}`));
    }
  }
  return { labels, cells, span: spanOf(context, node) };
}
