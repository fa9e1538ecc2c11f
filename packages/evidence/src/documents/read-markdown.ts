/** Markdown in the plain form of a document: the words without their marks, lists with `- `, tables in rows. */
import { htmlToText } from "../html.js";
import { tableRow } from "./block-writer.js";
import { isoDay } from "./dates.js";
import { languageTag } from "./languages.js";
import { listItem } from "./read-text.js";
import type { RawDocument } from "./source-document.js";
import { statedInText } from "./stated-in-text.js";

/** Reads a Markdown text, already decoded. Front matter gives title, author, date, language and address. */
export function readMarkdown(text: string): RawDocument {
  const front = /^\ufeff?---\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  const stated = frontMatter(front?.[1] ?? "");
  const body = text.slice(front?.[0].length ?? 0);
  const { blocks, heading } = markdownBlocks(body);
  const said = statedInText(blocks);
  return {
    kind: "markdown",
    text: blocks,
    title: stated.get("title") ?? heading ?? said.title,
    author: stated.get("author") ?? stated.get("authors") ?? said.author,
    date: isoDay(stated.get("date") ?? stated.get("published")) ?? said.date,
    publisher: stated.get("publisher"),
    language: languageTag(stated.get("lang") ?? stated.get("language")),
    url: [stated.get("url"), stated.get("source"), stated.get("canonical")].find((url) => /^https?:\/\//i.test(url ?? "")),
  };
}

function frontMatter(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const field = /^([A-Za-z_-]{1,40}):\s*(.+)$/.exec(line);
    if (field === null) continue;
    const value = field[2]!
      .trim()
      .replace(/^\[(.*)\]$/, "$1")
      .replace(/^(["'])(.*)\1$/, "$2")
      .trim();
    if (value !== "") fields.set(field[1]!.toLowerCase(), value);
  }
  return fields;
}

function markdownBlocks(text: string): { readonly blocks: string; readonly heading: string | undefined } {
  const blocks: string[] = [];
  let open: string[] = [];
  let heading: string | undefined;
  let fence: string | undefined;
  const close = () => {
    if (open.length > 0) blocks.push(inline(open.join(" ")));
    open = [];
  };
  const putHeading = (words: string) => {
    close();
    const plain = inline(words);
    heading ??= plain;
    blocks.push(plain);
  };
  for (const raw of text.split(/\r\n?|\n/)) {
    const line = raw.replace(/^(?:\s{0,3}>\s?)+/, "");
    const words = line.trim();
    const fenced = /^(`{3,}|~{3,})/.exec(words)?.[1];
    if (fence !== undefined) {
      if (fenced?.startsWith(fence) && words === fenced) fence = undefined;
      else if (words !== "") blocks.push(words);
    } else if (fenced !== undefined) {
      close();
      fence = fenced;
    } else if (words === "" || (/^(?:[-*_]\s*){3,}$/.test(words) && !(open.length > 0 && /^-+$/.test(words)))) close();
    else if (open.length > 0 && /^(?:=+|-+)$/.test(words)) {
      const title = open.join(" ");
      open = [];
      putHeading(title);
    } else if (/^#{1,6}\s/.test(words)) putHeading(words.replace(/^#{1,6}\s+/, "").replace(/\s#+$/, ""));
    else if (/^\[[^\]^]{1,200}\]:\s+\S/.test(words)) close();
    else if (words.startsWith("|") || (words.includes(" | ") && words.endsWith("|"))) {
      close();
      const cells = words
        .replace(/^\||\|$/g, "")
        .split(/(?<!\\)\|/)
        .map((cell) => inline(cell.trim().replaceAll("\\|", "|")));
      if (!(words.includes("-") && /^[|:\s-]+$/.test(words))) blocks.push(tableRow(cells));
    } else {
      const item = listItem(words.replace(/^(?:\+|\d{1,9}[.)])\s+(?=\S)/, "- "));
      if (item !== undefined) {
        close();
        open = [item.replace(/^- \[[ xX]\] /, "- ")];
      } else if (/^\[\^[^\]]{1,50}\]:/.test(words)) {
        close();
        open = [words.replace(/^\[\^[^\]]{1,50}\]:\s*/, "")];
      } else open.push(words.replace(/\\$/, ""));
    }
  }
  close();
  return { blocks: blocks.filter((block) => block !== "").join("\n"), heading };
}

const escaped = 0xe000;

/** The words of a line without emphasis, links, code marks and tags. */
function inline(text: string): string {
  const held = text.replace(/\\([!-/:-@[-`{-~])/g, (_whole, character: string) => String.fromCharCode(escaped + character.charCodeAt(0)));
  const linked = held
    .replace(
      /!?\[([^[\]]{0,2000})\]\((?:<[^<>]{0,2000}>|[^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?\)/g,
      "$1",
    )
    .replace(/\[\^[^\]\s]{1,50}\]/g, "")
    .replace(/!?\[([^[\]]{1,2000})\]\[[^[\]]{0,200}\]/g, "$1")
    .replace(/<((?:https?:\/\/|mailto:)[^<>\s]{1,2000})>/g, "$1")
    .replace(/(?<!`)(`{1,2})(?!`)([^`]{1,5000})\1(?!`)/g, "$2");
  const plain = linked
    .replace(/(\*{1,3})(?=\S)([^*]{1,5000}?\S|\S)\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_]{1,5000}?\S|[^_\s])\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/(?<![\p{L}\p{N}])(_{1,3})(?=\S)([^_]{1,5000}?\S|[^_\s])\1(?![\p{L}\p{N}])/gu, "$2")
    .replace(/~~(?=\S)([^~]{1,5000})~~/g, "$1");
  const words = /<[a-zA-Z/!]|&[a-zA-Z#]/.test(plain) ? htmlToText(plain).replaceAll("\n", " ") : plain;
  return words.replace(/[\ue000-\ue07f]/g, (character) => String.fromCharCode(character.charCodeAt(0) - escaped));
}
