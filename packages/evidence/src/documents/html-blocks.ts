/** HTML in the plain form of a document. One pass, no tree. */
import { breaksLine } from "../html.js";
import { type HtmlToken, htmlTokens } from "../html-tokens.js";
import { blockWriter } from "./block-writer.js";

/**
 * The blocks of an HTML page or fragment. Digits set as superscript become such characters (`10⁶`); superscripts that are links are marks of notes and go.
 */
export function htmlToBlocks(html: string): string {
  const writer = blockWriter();
  let preformatted = 0;
  for (const token of withSuperscripts(html)) {
    if (token.kind === "tag") {
      if (token.name === "pre") preformatted = Math.max(0, preformatted + (token.closing ? -1 : 1));
      if (token.closing) closeTag(token.name);
      else openTag(token.name);
    } else if (preformatted === 0) writer.text(token.text);
    else {
      for (const [index, line] of token.text.split(/\r\n?|\n/).entries()) {
        if (index > 0) writer.endLine();
        writer.text(line);
      }
    }
  }
  return writer.finish();

  function openTag(name: string): void {
    if (name === "table") writer.openTable();
    else if (name === "tr") writer.openRow();
    else if (name === "td" || name === "th") writer.openCell();
    else if (breaksLine(name)) {
      writer.endLine();
      if (name === "li") writer.mark("- ");
      else if (name !== "p" && name !== "div") writer.mark("");
    }
  }

  function closeTag(name: string): void {
    if (name === "table") writer.closeTable();
    else if (name === "tr") writer.closeRow();
    else if (breaksLine(name)) {
      writer.endLine();
      if (name === "li" || name === "ul" || name === "ol") writer.mark("");
    }
  }
}

const raised: ReadonlyMap<string, string> = new Map(
  [..."0123456789+-−"].map((character, index) => [character, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻"][index]!]),
);

function* withSuperscripts(html: string): Generator<HtmlToken> {
  let held: { text: string; link: boolean } | undefined;
  for (const token of htmlTokens(html)) {
    if (token.kind === "tag" && token.name === "sup" && !token.closing) held ??= { text: "", link: false };
    else if (held === undefined) yield token;
    else if (token.kind === "text") held.text += token.text;
    else if (token.name === "a") held.link = true;
    else if (token.name === "sup" || breaksLine(token.name)) {
      yield superscript(held);
      held = undefined;
      if (token.name !== "sup") yield token;
    }
  }
  if (held !== undefined) yield superscript(held);
}

function superscript({ text, link }: { readonly text: string; readonly link: boolean }): HtmlToken {
  const plain = text.trim();
  if (link && /^[[(]?(?:\d{1,4}|[a-z*†‡])[\])]?$/i.test(plain)) return { kind: "text", text: "" };
  return { kind: "text", text: raiseDigits(plain) ?? text };
}

/** Digits with an optional sign as superscript characters; undefined for anything else. */
export const raiseDigits = (text: string): string | undefined =>
  /^[+\-−]?\d{1,6}$/.test(text) ? [...text].map((character) => raised.get(character)!).join("") : undefined;
