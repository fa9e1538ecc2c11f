/** Turns the tree of an expression into the closed union of `syntax.ts`; what cannot be read becomes `broken` with one diagnostic. */
import type { SyntaxNode } from "@lezer/common";
import type { Diagnostic } from "../diagnostic.js";
import {
  ambiguousComma,
  ambiguousMagnitude,
  missingValue,
  tooDeep,
  unclosedBracket,
  unclosedText,
  unreadable,
} from "../diagnostics/syntax.js";
import type { ArgumentSyntax, BinaryOperator, Expression, IndexSyntax, NameSyntax, Span } from "../syntax.js";

/** Where the text comes from and where findings go. */
export interface ReadContext {
  readonly file: string;
  readonly text: string;
  report(diagnostic: Diagnostic): void;
}

const magnitudes: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const operatorNames: Readonly<Record<string, BinaryOperator>> = { "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "−": "-" };
const deepest = 150;

/** The span of a node. */
export function spanOf(context: ReadContext, node: { readonly from: number; readonly to: number }): Span {
  return { file: context.file, from: node.from, to: node.to };
}

/** The text of a node as written. */
export function textOf(context: ReadContext, node: { readonly from: number; readonly to: number }): string {
  return context.text.slice(node.from, node.to);
}

/** The content of a text in quotation marks. */
export function unquote(raw: string): string {
  const inner = raw.slice(1, raw.length > 1 ? -1 : undefined);
  return raw.startsWith('"') ? inner.replace(/\\(["\\])/g, "$1") : inner;
}

export function toName(context: ReadContext, node: SyntaxNode): NameSyntax {
  return { text: textOf(context, node).normalize("NFC"), span: spanOf(context, node) };
}

/** Children that carry meaning: punctuation and comments left out, errors kept. */
export function meaningful(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.type.isError || (/^[A-Z]/.test(child.name) && child.name !== "Comment")) children.push(child);
  }
  return children;
}

/** Reports a place that the grammar could not fit. */
export function reportError(context: ReadContext, node: SyntaxNode, where: string): void {
  const found = textOf(context, node).trim();
  if (found === "") {
    const at = Math.max(0, node.from - 1);
    context.report(missingValue.at({ file: context.file, from: at, to: Math.max(at + 1, node.to) }, { context: where }));
  } else if (/^["“”]/.test(found)) {
    context.report(unclosedText.at(spanOf(context, node), { start: found.slice(0, 24) }));
  } else {
    context.report(unreadable.at(spanOf(context, node), { found: found.split("\n")[0]!.slice(0, 40), context: where }));
  }
}

/** Reads one expression node. `where` names the line for messages (“the line `gains`”). */
export function toExpression(context: ReadContext, node: SyntaxNode, where: string, depth = 0): Expression {
  const span = spanOf(context, node);
  const broken: Expression = { kind: "broken", span };
  if (depth > deepest) {
    context.report(tooDeep.at(span, {}));
    return broken;
  }
  const children = meaningful(node);
  if (children.some((child) => child.name === "Unclosed")) {
    context.report(
      unclosedBracket.at(
        { file: context.file, from: node.from, to: node.to },
        { start: textOf(context, node).split("\n")[0]!.slice(0, 30) },
      ),
    );
    return broken;
  }
  const errors = children.filter((child) => child.type.isError);
  if (errors.length > 0) {
    reportError(context, errors[0]!, where);
    return broken;
  }
  const read = (child: SyntaxNode | undefined): Expression => (child ? toExpression(context, child, where, depth + 1) : broken);
  switch (node.name) {
    case "Number":
      return toNumber(context, node);
    case "Missing":
      reportError(context, node, where);
      return broken;
    case "Date":
      return toDate(context, node);
    case "Text":
      return { kind: "text", text: unquote(textOf(context, node)), span };
    case "Name":
      return { kind: "name", name: toName(context, node).text, span };
    case "PercentUnit":
      return { kind: "name", name: "percent", span };
    case "WithUnit":
      return { kind: "with-unit", of: read(children[0]), unit: toName(context, children[1]!), span };
    case "Group":
      return read(children[0]);
    case "Negate":
      return { kind: "negate", of: read(children[0]), span };
    case "Not":
      return { kind: "not", of: read(children[0]), span };
    case "Binary":
    case "Compare": {
      const symbol = textOf(context, children[1]!).replace(/\s+/g, " ");
      const operator = symbol === "is not" ? "is-not" : (operatorNames[symbol] ?? (symbol as BinaryOperator));
      return { kind: "binary", operator, left: read(children[0]), right: read(children[2]), span };
    }
    case "If":
      return { kind: "if", condition: read(children[0]), then: read(children[1]), otherwise: read(children[2]), span };
    case "Interval":
      return toInterval(context, node, children, where, depth);
    case "Call":
      return toCall(context, node, children, where, depth);
    case "Index":
      return {
        kind: "index",
        of: read(children[0]),
        entries: children.slice(1).map((entry) => toEntry(context, entry, where, depth)),
        span,
      };
    case "CompareOptions": {
      const direction = /\bworse\b/.test(context.text.slice(children.length > 1 ? children[0]!.to : node.from, node.to))
        ? "worse"
        : "better";
      const option = toName(context, children[children.length - 1]!);
      return { kind: "compare-options", direction, ...(children.length > 1 ? { of: read(children[0]) } : {}), option, span };
    }
    default:
      context.report(unreadable.at(span, { found: textOf(context, node).slice(0, 40), context: where }));
      return broken;
  }
}

function toNumber(context: ReadContext, node: SyntaxNode): Expression {
  const written = textOf(context, node);
  const digits = /^[\d,.]+(?:[eE][+-]?\d+)?/.exec(written)?.[0] ?? "0";
  if (digits.includes(",") && node.parent && /^(Argument|Entry)$/.test(node.parent.name)) {
    context.report(ambiguousComma.at(spanOf(context, node), { number: digits, apart: digits.replaceAll(",", ", ") }));
  }
  const magnitude = node.getChild("Magnitude");
  const percent = node.getChild("Percent") !== null;
  const value = Number(digits.replaceAll(",", "")) * (magnitude ? magnitudes[textOf(context, magnitude)]! : 1);
  return { kind: "number", value: percent ? value / 100 : value, percent, span: spanOf(context, node) };
}

function toDate(context: ReadContext, node: SyntaxNode): Expression {
  const text = textOf(context, node);
  const milliseconds = Date.parse(`${text}T00:00:00Z`);
  const span = spanOf(context, node);
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== text) {
    context.report(unreadable.at(span, { found: text, context: "a date (there is no such day; dates are written 2026-06-30)" }));
    return { kind: "broken", span };
  }
  return { kind: "date", day: milliseconds / 86_400_000, text, span };
}

function toInterval(context: ReadContext, node: SyntaxNode, children: readonly SyntaxNode[], where: string, depth: number): Expression {
  reportMagnitude(context, children);
  const shape = node.getChild("Shape")?.getChild("Name");
  const levelNode = node.getChild("Level")?.getChild("Number");
  const level = levelNode ? toNumber(context, levelNode) : undefined;
  return {
    kind: "interval",
    low: toExpression(context, children[0]!, where, depth + 1),
    high: toExpression(context, children[1]!, where, depth + 1),
    ...(shape ? { shape: toName(context, shape) } : {}),
    level: level?.kind === "number" ? level.value : 0.9,
    span: spanOf(context, node),
  };
}

/** `1 to 2 million` may mean either; a lower end of a thousand and more, or of nothing, is plain enough. */
function reportMagnitude(context: ReadContext, [low, high]: readonly SyntaxNode[]): void {
  const lowNumber = low?.name === "WithUnit" ? low.getChild("Number") : low;
  const highNumber = high?.name === "WithUnit" ? high.getChild("Number") : high;
  const magnitude = highNumber?.getChild("Magnitude");
  if (lowNumber?.name !== "Number" || !magnitude || lowNumber.getChild("Magnitude")) return;
  const value = Number(textOf(context, lowNumber).replaceAll(",", ""));
  if (!(value > 0 && value < 1000)) return;
  const words = { low: textOf(context, lowNumber), high: textOf(context, highNumber!), magnitude: textOf(context, magnitude) };
  context.report(ambiguousMagnitude.at(spanOf(context, lowNumber), words));
}

function toCall(context: ReadContext, node: SyntaxNode, children: readonly SyntaxNode[], where: string, depth: number): Expression {
  const argumentsRead = children
    .filter((child) => child.name === "Argument")
    .map((child): ArgumentSyntax => {
      const span = spanOf(context, child);
      const parts = meaningful(child);
      const error = parts.find((part) => part.type.isError);
      if (error || parts.length === 0) {
        reportError(context, error ?? child, where);
        return { value: { kind: "broken", span }, span };
      }
      const between = parts.length > 1 ? context.text.slice(parts[0]!.to, parts[1]!.from) : "";
      if (between.includes("->")) {
        return { value: toExpression(context, parts[0]!, where, depth + 1), to: toExpression(context, parts[1]!, where, depth + 1), span };
      }
      if (parts.length > 1) return { name: toName(context, parts[0]!), value: toExpression(context, parts[1]!, where, depth + 1), span };
      return { value: toExpression(context, parts[0]!, where, depth + 1), span };
    });
  const over = node.getChild("Over")?.getChild("Name");
  const given = node.getChild("Given");
  const option = node.getChild("Under")?.getChild("Name");
  return {
    kind: "call",
    name: toName(context, children[0]!),
    arguments: argumentsRead,
    ...(over ? { over: toName(context, over) } : {}),
    ...(given ? { given: toGiven(context, given, where, depth) } : {}),
    ...(option ? { option: toName(context, option) } : {}),
    span: spanOf(context, node),
  };
}

function toGiven(context: ReadContext, node: SyntaxNode, where: string, depth: number): Expression {
  const part = meaningful(node)[0];
  if (part && !part.type.isError) return toExpression(context, part, where, depth + 1);
  reportError(context, part ?? node, where);
  return { kind: "broken", span: spanOf(context, node) };
}

function toEntry(context: ReadContext, node: SyntaxNode, where: string, depth: number): IndexSyntax {
  const parts = meaningful(node);
  const span = spanOf(context, node);
  if (parts.length === 2 && parts[0]!.name === "Name") {
    return { dimension: toName(context, parts[0]!), value: toExpression(context, parts[1]!, where, depth + 1), span };
  }
  return { value: parts[0] ? toExpression(context, parts[0], where, depth + 1) : { kind: "broken", span }, span };
}
