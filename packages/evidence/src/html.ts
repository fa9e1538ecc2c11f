/** The text of a web page: tags go, block tags break lines, entities are replaced. One pass over the text, for any input. */

const hidden = new Set(["script", "style", "noscript", "template", "svg", "head"]);

const block = new Set(
  "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split(
    " ",
  ),
);

const entities = new Map<string, string>(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    shy: "\u00ad",
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
    laquo: "«",
    raquo: "»",
    bull: "•",
    middot: "·",
    euro: "€",
    pound: "£",
    yen: "¥",
    cent: "¢",
    sect: "§",
    copy: "©",
    reg: "®",
    trade: "™",
    deg: "°",
    plusmn: "±",
    times: "×",
    divide: "÷",
    frac12: "½",
    frac14: "¼",
    frac34: "¾",
    ensp: "\u2002",
    emsp: "\u2003",
    thinsp: "\u2009",
    zwnj: "\u200c",
    zwj: "\u200d",
    aacute: "á",
    eacute: "é",
    iacute: "í",
    oacute: "ó",
    uacute: "ú",
    ntilde: "ñ",
    uuml: "ü",
    ouml: "ö",
    auml: "ä",
    Uuml: "Ü",
    Ouml: "Ö",
    Auml: "Ä",
    szlig: "ß",
    ccedil: "ç",
    egrave: "è",
    agrave: "à",
    ecirc: "ê",
    Aacute: "Á",
    Eacute: "É",
    Iacute: "Í",
    Oacute: "Ó",
    Uacute: "Ú",
    Ntilde: "Ñ",
  }),
);

/** The words of an HTML page in reading order, a line for each block. Scripts, styles, the head and comments are left out. */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf("<", at);
    if (open === -1) {
      parts.push(replaceEntities(html.slice(at)));
      break;
    }
    parts.push(replaceEntities(html.slice(at, open)));
    if (html.startsWith("<!--", open)) {
      const end = html.indexOf("-->", open + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const name = /^<\/?([a-zA-Z][a-zA-Z0-9-]{0,30})/.exec(html.slice(open, open + 34))?.[1]?.toLowerCase();
    if (name === undefined && !/^<[!?/]/.test(html.slice(open, open + 2))) {
      parts.push("<");
      at = open + 1;
      continue;
    }
    at = endOfTag(html, open);
    if (name !== undefined && hidden.has(name) && html[open + 1] !== "/") at = endOfElement(html, at, name);
    if (name !== undefined && block.has(name)) parts.push("\n");
  }
  const lines = parts.join("").split(/[\n\r]/);
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
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

function endOfElement(html: string, at: number, name: string): number {
  const closing = new RegExp(`</${name}(?![a-zA-Z0-9-])`, "gi");
  closing.lastIndex = at;
  const found = closing.exec(html);
  return found === null ? html.length : endOfTag(html, found.index);
}

function replaceEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{1,20}));/g,
    (whole, decimal: string, hexadecimal: string, name: string) => {
      if (name !== undefined) return entities.get(name) ?? whole;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
      return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code);
    },
  );
}
