/** A document as one self-contained HTML page: nothing is fetched, no script is needed, and it prints. */
import type { Block, Document } from "../document.js";
import { escapeHtml } from "./escape.js";
import { blocksHtml } from "./html-blocks.js";
import { inlinesHtml, inlinesText } from "./html-inlines.js";
import { style } from "./html-style.js";

/** The page. */
export function renderHtml(document: Document): string {
  const title = escapeHtml(document.title);
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
${runRecord(document)}<title>${title}</title>
<style>${style}${handlingStyle(document)}</style>
</head>
<body>
${handlingMark(document)}<a class="skip" href="#brief">Skip to the ${document.howToRead === undefined ? "brief" : "text"}</a>
<header>
<h1>${title}</h1>
<p class="question">${escapeHtml(document.question)}</p>
${headFacts(document)}
</header>
${navigation(document)}<main id="brief">
${howToRead(document)}${blocksHtml(document.blocks)}
${annex(document)}</main>
<footer>
<p>${escapeHtml(document.colophon)}</p>
${handlingMark(document)}
</footer>
</body>
</html>
`;
}

function navigation(document: Document): string {
  const entries = contents(document.blocks);
  const annexed = annexContents(document);
  return entries === "" && annexed === ""
    ? ""
    : `<nav aria-label="Contents">\n<p class="nav-title">Contents</p>\n<ol>${entries}</ol>\n${annexed}</nav>\n`;
}

function howToRead(document: Document): string {
  const words = document.howToRead ?? "Numbers in brackets are 90\u00a0% intervals. Every underlined number leads to where it comes from.";
  return words === "" ? "" : `<p class="how-to-read">${escapeHtml(words).replaceAll("\u00a0", "&nbsp;")}</p>\n`;
}

/** The mark of the Traffic Light Protocol, in the colours that it prescribes: light on black. */
function handlingMark({ handling }: Document): string {
  if (handling === undefined) return "";
  const colour = handling.replace(/^TLP:/, "").replace("+STRICT", "").toLowerCase();
  return `<p class="handling"><span class="tlp ${escapeHtml(colour)}">${escapeHtml(handling)}</span></p>\n`;
}

/** For programs that verify the page. */
function runRecord({ record }: Document): string {
  return record === undefined ? "" : `<meta name="outweigh-record" content="${escapeHtml(record)}">\n`;
}

/** The mark at the head of each printed page. */
function handlingStyle({ handling }: Document): string {
  return handling === undefined
    ? ""
    : `@media print{@page{@top-right{content:"${handling.replace(/[^A-Z:+]/g, "")}";font:bold 9pt sans-serif}}}\n`;
}

function headFacts(document: Document): string {
  const facts = document.facts.map(({ term, content }) => `<div><dt>${escapeHtml(term)}</dt><dd>${inlinesHtml(content)}</dd></div>`);
  return facts.length === 0 ? "" : `<dl class="head-facts">${facts.join("")}</dl>`;
}

/** The whole assessment, which is not printed. */
function annex({ annex }: Document): string {
  if (annex === undefined) return "";
  const note = `<p class="small">${escapeHtml(annex.note)}</p>`;
  const head = `<h2 id="${escapeHtml(annex.anchor)}">${escapeHtml(annex.title)}</h2>`;
  return `<section class="annex">\n${head}\n${note}\n${blocksHtml(annex.blocks)}\n</section>\n<p class="on-paper small">${escapeHtml(`${annex.title}: ${annex.note}`)}</p>\n`;
}

function annexContents({ annex }: Document): string {
  if (annex === undefined) return "";
  return `<p class="nav-title annex">${escapeHtml(annex.title)}</p>\n<ol class="annex">${contents(annex.blocks)}</ol>\n`;
}

function contents(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => {
      if (block.kind === "heading" && block.level === 2) return [{ anchor: block.anchor, title: inlinesText(block.content) }];
      if (block.kind === "section" && block.level === 2 && block.title) return [{ anchor: block.anchor, title: inlinesText(block.title) }];
      return [];
    })
    .map(({ anchor, title }) => `<li><a href="#${escapeHtml(anchor)}">${escapeHtml(title)}</a></li>`)
    .join("");
}
