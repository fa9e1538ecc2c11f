/** XML as a row of tags and texts, in one pass. Document types are skipped: no entity is ever defined, expanded or fetched. */

/** A tag with its name as written and without its prefix, or text with the five entities and character numbers replaced. */
export type XmlToken =
  | { readonly kind: "open"; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

/** The tokens of an XML text in order. Names lose their prefix (`w:p` is `p`). What is broken is passed over. */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  let at = 0;
  while (at < xml.length) {
    const open = xml.indexOf("<", at);
    const end = open === -1 ? xml.length : open;
    if (end > at) yield { kind: "text", text: plainText(xml.slice(at, end)) };
    if (open === -1) return;
    if (xml.startsWith("<![CDATA[", open)) {
      const close = xml.indexOf("]]>", open + 9);
      yield { kind: "text", text: xml.slice(open + 9, close === -1 ? xml.length : close) };
      at = close === -1 ? xml.length : close + 3;
    } else if (xml.startsWith("<!--", open)) at = after(xml, "-->", open + 4);
    else if (xml[open + 1] === "?") at = after(xml, "?>", open + 2);
    else if (xml[open + 1] === "!") at = endOfDoctype(xml, open);
    else {
      const close = endOfTag(xml, open);
      const tag = /^<(\/?)(?:[\w.-]{1,60}:)?([\w.-]{1,100})/.exec(xml.slice(open, Math.min(close, open + 170)));
      at = close;
      if (tag === null) continue;
      if (tag[1] === "/") yield { kind: "close", name: tag[2]! };
      else yield { kind: "open", name: tag[2]!, attributes: xml.slice(open + tag[0].length, close - 1), empty: xml[close - 2] === "/" };
    }
  }
}

/** The value of an attribute, by its name without prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found === null ? undefined : plainText(found[1] ?? found[2] ?? "");
}

/** An XML text without its document type, so that no reader can find entities in it. */
export function withoutDoctype(xml: string): string {
  const open = xml.slice(0, 1_000_000).search(/<!DOCTYPE/i);
  return open === -1 ? xml : xml.slice(0, open) + xml.slice(endOfDoctype(xml, open));
}

/** How deep the elements of an XML text are nested. */
export function xmlDepth(xml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const token of xmlTokens(xml)) {
    if (token.kind === "open" && !token.empty) deepest = Math.max(deepest, ++depth);
    else if (token.kind === "close") depth = Math.max(0, depth - 1);
  }
  return deepest;
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  return found === -1 ? xml.length : found + mark.length;
}

function endOfTag(xml: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < xml.length; at++) {
    const character = xml[at]!;
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === ">") return at + 1;
    else if (character === '"' || character === "'") quote = character;
  }
  return xml.length;
}

function endOfDoctype(xml: string, open: number): number {
  let quote = "";
  let inside = 0;
  for (let at = open + 2; at < xml.length; at++) {
    const character = xml[at]!;
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[") inside++;
    else if (character === "]") inside--;
    else if (character === ">" && inside <= 0) return at + 1;
  }
  return xml.length;
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function plainText(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (whole, decimal: string, hexadecimal: string, name: string) => {
      if (name !== undefined) return named[name]!;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code);
    },
  );
}
