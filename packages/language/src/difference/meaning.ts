/**
 * What a piece of the notation says, apart from how it is laid out: its syntax without places, numbers by their value, texts without line breaks.
 * Names stand between ‹ and ›, so that they can be followed through a renaming.
 */

/** The meaning of a piece of syntax; two pieces that say the same have the same. `raw` gives the text of what could not be read. */
export function meaningOf(piece: unknown, raw: (span: { readonly from: number; readonly to: number }) => string): string {
  if (piece === undefined || piece === null) return "";
  if (typeof piece === "string") return JSON.stringify(collapse(piece));
  if (typeof piece !== "object") return String(piece);
  if (Array.isArray(piece)) return `[${piece.map((each) => meaningOf(each, raw)).join(" ")}]`;
  const node = piece as Readonly<Record<string, unknown>> & { readonly span?: { readonly from: number; readonly to: number } };
  if (node.kind === undefined && typeof node.text === "string") return marked(node.text);
  switch (node.kind) {
    case "broken":
      return JSON.stringify(collapse(raw(node.span!)));
    case "name":
      return marked(String(node.name));
    case "text":
      return JSON.stringify(collapse(String(node.text)));
    case "number":
      return String(node.value);
    case "date":
      return String(node.text);
    case "expression":
      return meaningOf(node.expression, raw);
    case "word":
    case "separator":
      return `_${String(node.text)}_`;
    default: {
      const said = Object.keys(node)
        .filter((key) => key !== "span" && key !== "kind" && node[key] !== undefined)
        .map((key) => `${key}:${node[key] !== null && typeof node[key] === "object" ? meaningOf(node[key], raw) : String(node[key])}`);
      return `(${String(node.kind ?? "")} ${said.join(" ")})`;
    }
  }
}

/** A name as it stands in a meaning. */
export function marked(name: string): string {
  return `‹${name}›`;
}

/** Blanks and line breaks shrunk to one blank. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** Names of one case by those that they have in another. */
export type Renaming = ReadonlyMap<string, string>;

/** The renaming that takes another back. */
export function reversed(renaming: Renaming): Renaming {
  return new Map([...renaming].map(([old, now]) => [now, old]));
}

/** A name after a renaming, also where it begins a longer one (`RULE.ELEMENT`). */
export function renamed(name: string, renaming: Renaming): string {
  const whole = renaming.get(name);
  if (whole !== undefined) return whole;
  for (let dot = name.lastIndexOf("."); dot > 0; dot = name.lastIndexOf(".", dot - 1)) {
    const head = renaming.get(name.slice(0, dot));
    if (head !== undefined) return head + name.slice(dot);
  }
  return name;
}

/** A meaning after a renaming. */
export function inOtherNames(meaning: string, renaming: Renaming): string {
  return renaming.size === 0 ? meaning : meaning.replace(/‹([^‹›]*)›/g, (_, name: string) => marked(renamed(name, renaming)));
}

/** Every name in a meaning. */
export function namesIn(meaning: string): readonly string[] {
  return [...meaning.matchAll(/‹([^‹›]*)›/g)].map((found) => found[1]!);
}

/** A stretch of notation on one line, without comments. */
export function written(text: string): string {
  let out = "";
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== "") {
      out += character;
      if (character === "\\" && quote === '"') out += text[++at] ?? "";
      else if (character === quote) quote = "";
    } else if (character === "#") {
      const end = text.indexOf("\n", at);
      if (end < 0) break;
      at = end - 1;
    } else {
      if (character === '"' || character === "“") quote = character === "“" ? "”" : '"';
      out += character;
    }
  }
  return collapse(out);
}
