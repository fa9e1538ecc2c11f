/** A saved web page: its main text without navigation where that can be told, the whole of it otherwise. Nothing of a page is run or fetched. */
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { htmlTokens } from "../html-tokens.js";
import { htmlToBlocks } from "./html-blocks.js";
import { readPageFacts } from "./page-facts.js";
import type { DocumentFinding, RawDocument } from "./source-document.js";

/** Beyond these a tree of the page is not built: it would take too long or too much memory. */
const treeLimits = { characters: 6_000_000, tags: 60_000, texts: 100_000, depth: 300 };

/** Below this many characters a main text is taken for a mistake if the page has much more. */
const shortest = 140;
/** A main text with less than this share of the long lines of a page is taken for a mistake too. */
const leastShare = 0.25;

/** Reads the text of an HTML page, already decoded. */
export function readHtml(html: string): RawDocument {
  const { tags, texts, depth, ...facts } = readPageFacts(html);
  const whole = htmlToBlocks(html);
  const keep = (detail: string): RawDocument => ({ kind: "html", ...facts, text: whole, findings: [{ code: "whole-page-kept", detail }] });
  if (html.length > treeLimits.characters) return keep(`${html.length} characters`);
  if (tags > treeLimits.tags) return keep(`${tags} tags`);
  if (texts > treeLimits.texts) return keep(`${texts} stretches of text`);
  if (depth > treeLimits.depth) return keep(`tags nested ${depth} deep`);
  const article = mainText(html);
  const marked = markedMain(html);
  const found = article === undefined || (article.text.length < shortest && whole.length > 2 * article.text.length) ? undefined : article;
  const main = found === undefined ? marked : marked === undefined ? found.text : withRestored(found.text, marked);
  if (main === undefined) return keep("no main text found");
  if (prose(main) < leastShare * prose(whole)) return keep("no main text stands out");
  return withHeadline(main, whole, facts, found?.byline);
}

/** Characters in lines as long as sentences. */
const prose = (text: string): number => text.split("\n").reduce((sum, line) => sum + (line.length > 90 ? line.length : 0), 0);

/** Readability takes tables and asides for ornaments. Rows and long lines that stand within the marked main part between lines that it kept come back. */
function withRestored(text: string, marked: string): string {
  if (prose(marked) > 2 * prose(text)) return marked;
  const kept = new Set(text.split("\n"));
  const lines = marked.split("\n");
  const known = lines.filter((line) => kept.has(line)).length;
  if (known < 0.8 * kept.size) return text;
  const from = lines.findIndex((line) => kept.has(line));
  const to = lines.findLastIndex((line) => kept.has(line));
  return lines
    .slice(from, to + 1)
    .filter((line) => kept.has(line) || line.length > 80 || line.endsWith(" |"))
    .join("\n");
}

type Facts = Omit<ReturnType<typeof readPageFacts>, "tags" | "texts" | "depth">;

/** Readability takes the headline out of the text; it belongs to the document where the page shows it. */
function withHeadline(main: string, whole: string, facts: Facts, byline: string | undefined): RawDocument {
  const lines = whole.split("\n");
  const headline = lines.find((line) => line.length > 8 && facts.title?.startsWith(line)) ?? lines.find((line) => line === facts.title);
  const text = headline === undefined || main.includes(headline) ? main : `${headline}\n${main}`;
  const left = whole.length - text.length;
  const findings: DocumentFinding[] =
    left > 20 ? [{ code: "navigation-left-out", detail: `${text.length} of ${whole.length} characters kept` }] : [];
  const author = (facts.author ?? byline)?.replace(/^by\s+/i, "");
  return { kind: "html", ...facts, author, title: titleWithoutSite(facts.title, headline), text, findings };
}

/** A title often has the name of the site behind the headline. */
function titleWithoutSite(title: string | undefined, headline: string | undefined): string | undefined {
  if (title === undefined || headline === undefined || !title.startsWith(headline)) return title ?? headline;
  return /^\s*[|–—·«»:-]\s/.test(title.slice(headline.length)) ? headline : title;
}

function mainText(html: string): { readonly text: string; readonly byline: string | undefined } | undefined {
  try {
    const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
    const article = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], { disableJSONLD: true }).parse();
    if (article?.content === null || article?.content === undefined) return undefined;
    return { text: htmlToBlocks(article.content), byline: article.byline?.trim() || undefined };
  } catch {
    return undefined;
  }
}

/** The text of the one `<main>` or `<article>` of a page, without the navigation in it. */
function markedMain(html: string): string | undefined {
  for (const name of ["article", "main"]) {
    const opened: number[] = [];
    const closed: number[] = [];
    for (const token of htmlTokens(html))
      if (token.kind === "tag" && token.name === name) (token.closing ? closed : opened).push(token.closing ? token.from : token.to);
    if (opened.length !== 1 || closed.length !== 1 || closed[0]! < opened[0]!) continue;
    const text = htmlToBlocks(withoutSides(html.slice(opened[0], closed[0])));
    if (text.length >= shortest) return text;
  }
  return undefined;
}

function withoutSides(html: string): string {
  const kept: string[] = [];
  let at = 0;
  let depth = 0;
  for (const token of htmlTokens(html)) {
    if (token.kind !== "tag" || !/^(?:nav|aside|form|button|footer)$/.test(token.name)) continue;
    if (!token.closing && depth++ === 0) kept.push(html.slice(at, token.from));
    if (token.closing && depth > 0 && --depth === 0) at = token.to;
  }
  if (depth === 0) kept.push(html.slice(at));
  return kept.join("\n");
}
