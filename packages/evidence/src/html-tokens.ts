/** A web page as a row of tags and texts, in one pass and for any input: nothing is built, so that no nesting is too deep. */
import { windowsCharacters } from "./decode.js";

/** A stretch of text with its entities replaced, or a tag. `from` and `to` are its place in the page. */
export type HtmlToken =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "tag"; readonly name: string; readonly closing: boolean; readonly from: number; readonly to: number };

const hidden = new Set(["script", "style", "noscript", "template", "svg", "head", "title", "iframe", "object"]);

/** The tokens of a page in order. What is between the tags of scripts, styles, the head and the like is left out, as are comments. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      yield { kind: "text", text: replaceEntities(html.slice(at)) };
      return;
    }
    if (open > at) yield { kind: "text", text: replaceEntities(html.slice(at, open)) };
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9-]{0,30})/.exec(html.slice(open, open + 34))?.[1]?.toLowerCase();
    if (name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      yield { kind: "text", text: "<" };
      at = open + 1;
      continue;
    }
    at = endOfTag(html, open);
    if (name === undefined) continue;
    const closing = html[open + 1] === "/";
    yield { kind: "tag", name, closing, from: open, to: at };
    if (hidden.has(name) && !closing && html[at - 2] !== "/") at = endOfElement(html, at, name);
  }
}

/** The attributes of the tag that stands at a place of a page, names in lower case, entities replaced; the first of two alike holds. */
export function attributesOf(html: string, from: number, to: number): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const tag = html.slice(from, Math.min(to, from + 20_000));
  const pattern = /([^\s"'<>/=]{1,100})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;
  for (const [, name, double, single, bare] of tag.matchAll(pattern)) {
    const key = name!.toLowerCase();
    if (!found.has(key)) found.set(key, replaceEntities(double ?? single ?? bare ?? ""));
  }
  return found;
}

function endOfTag(html: string, open: number): number {
  let quote = "";
  for (let at = open + 1; at < html.length; at++) {
    const character = html[at]!;
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === ">") return at + 1;
    else if ((character === '"' || character === "'") && html[at - 1] === "=") quote = character;
  }
  return html.length;
}

/** Where the closing tag of an element ends. A head need not be closed: then what is in it is told by its own tags. */
function endOfElement(html: string, at: number, name: string): number {
  const closing = new RegExp(name === "head" ? "</head(?![a-zA-Z0-9-])|<body(?![a-zA-Z0-9-])" : `</${name}(?![a-zA-Z0-9-])`, "gi");
  closing.lastIndex = at;
  const found = closing.exec(html);
  if (found === null) return name === "head" ? at : html.length;
  return html[found.index + 1] === "/" ? endOfTag(html, found.index) : found.index;
}

/** The entities of Latin-1 in the order of their codes from 160. */
const latin =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml".split(
    " ",
  );

const entities = new Map<string, string>([
  ...latin.map((name, index): [string, string] => [name, String.fromCharCode(160 + index)]),
  ...Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    ndash: "–",
    mdash: "—",
    minus: "−",
    hellip: "…",
    lsquo: "‘",
    rsquo: "’",
    sbquo: "‚",
    ldquo: "“",
    rdquo: "”",
    bdquo: "„",
    lsaquo: "‹",
    rsaquo: "›",
    bull: "•",
    dagger: "†",
    Dagger: "‡",
    permil: "‰",
    prime: "′",
    Prime: "″",
    euro: "€",
    trade: "™",
    asymp: "≈",
    ne: "≠",
    le: "≤",
    ge: "≥",
    rarr: "→",
    larr: "←",
    infin: "∞",
    OElig: "Œ",
    oelig: "œ",
    Scaron: "Š",
    scaron: "š",
    Yuml: "Ÿ",
    ensp: "\u2002",
    emsp: "\u2003",
    thinsp: "\u2009",
    zwnj: "\u200c",
    zwj: "\u200d",
    lrm: "\u200e",
    rlm: "\u200f",
  }),
]);

/** Replaces the entities of HTML, each once. A name that is not known stays as it stands. */
export function replaceEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,20}));/g,
    (whole, decimal: string, hexadecimal: string, name: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      if (code >= 0x80 && code <= 0x9f) return windowsCharacters[code - 0x80]!;
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code);
    },
  );
}
