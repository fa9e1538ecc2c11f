/**
 * A document as HTML for programs that read mail: styles on the elements themselves, tables for lay-out, no script, no picture and nothing to
 * fetch. Of a figure its numbers are given.
 */
import type { Block, Document, Inline, TableBlock, Tone } from "../document.js";
import { escapeHtml, safeAddress } from "./escape.js";

const ink = "#1d2530";
const muted = "#5a6472";
const rule = "#dfe3e8";
const wash = "#f4f6f8";
const accent = "#1f4e79";
const sans = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const serif = "font-family:Charter,Cambria,Georgia,'Times New Roman',serif";

/** The body of the letter. */
export function renderMailHtml(document: Document): string {
  const { title, handling, question, facts, howToRead, blocks, annex, colophon } = document;
  const mark = handling === undefined ? "" : handlingHtml(handling);
  const head = facts
    .map(({ term, content }) => `<span class="ow-soft" style="color:${muted}">${escapeHtml(term)}:</span> ${inlinesHtml(content)}`)
    .join(" &nbsp; ");
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>@media (prefers-color-scheme:dark){.ow-page,.ow-page td,.ow-page th{background:#14181d!important;color:#dfe4ea!important}.ow-page a{color:#8fbce6!important}.ow-page .ow-soft{color:#9aa5b1!important}.ow-page .ow-wash,.ow-page .ow-wash td{background:#1c2229!important}.ow-page .ow-line{border-color:#2e363f!important}}</style>
</head>
<body class="ow-page" style="margin:0;padding:0;background:#ffffff;color:${ink}">
<table role="presentation" class="ow-page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#ffffff"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:640px;text-align:left"><tr><td style="${serif};font-size:16px;line-height:1.5;color:${ink};word-break:break-word">
${mark}<h1 style="${sans};font-size:24px;line-height:1.25;margin:0 0 6px">${escapeHtml(title)}</h1>
<p class="ow-soft" style="margin:0 0 8px;font-size:17px;color:${muted}">${escapeHtml(question)}</p>
${head === "" ? "" : `<p style="${sans};font-size:13px;margin:0 0 20px">${head}</p>`}
${howToRead === undefined || howToRead === "" ? "" : `<p class="ow-soft" style="${sans};font-size:13px;color:${muted}">${escapeHtml(howToRead)}</p>`}
${blocksHtml(blocks)}
${annex === undefined ? "" : `${headingHtml(escapeHtml(annex.title), 2)}<p>${escapeHtml(annex.note)}</p>${blocksHtml(annex.blocks)}`}
<div class="ow-soft ow-line" style="${sans};font-size:12px;line-height:1.5;color:${muted};border-top:1px solid ${rule};margin-top:28px;padding-top:10px">
<p style="margin:0 0 8px">${escapeHtml(colophon)}</p>
${mark}</div>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;
}

const handlingColours: Readonly<Record<string, string>> = { red: "#ff2b2b", amber: "#ffc000", green: "#33ff00", clear: "#ffffff" };

function handlingHtml(handling: string): string {
  const colour = handlingColours[handling.replace(/^TLP:/, "").replace("+STRICT", "").toLowerCase()] ?? "#ffffff";
  return `<p style="margin:0 0 10px;text-align:right"><b style="${sans};font-size:13px;background:#000000;color:${colour};padding:3px 6px">${escapeHtml(handling)}</b></p>\n`;
}

/** Blocks as HTML with their styles. */
function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join("\n");
}

const edges: Readonly<Record<Tone, string>> = {
  key: accent,
  note: muted,
  warning: "#9a5b00",
  contested: "#9a5b00",
  barred: "#a3262a",
  clear: "#2c6a3f",
};

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return `<p style="margin:0 0 12px">${inlinesHtml(block.content)}</p>`;
    case "heading":
      return headingHtml(inlinesHtml(block.content), block.level);
    case "section":
      return `${block.title === undefined ? "" : headingHtml(inlinesHtml(block.title), block.level)}\n${blocksHtml(block.blocks)}`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag} style="margin:0 0 12px;padding-left:22px">${block.items.map((item) => `<li style="margin:0 0 6px">${itemHtml(item)}</li>`).join("")}</${tag}>`;
    }
    case "quote":
      return `<blockquote style="margin:0 0 12px;padding-left:12px;border-left:3px solid ${rule}">${blocksHtml(block.blocks)}</blockquote>`;
    case "callout":
      return `<table role="presentation" class="ow-wash" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px;background:${wash}"><tr><td style="padding:12px 14px 2px;border-left:4px solid ${edges[block.tone]}">${block.title === "" ? "" : `<p style="margin:0 0 6px"><b>${escapeHtml(block.title)}</b></p>`}${blocksHtml(block.blocks)}</td></tr></table>`;
    case "side-by-side":
      return block.columns.map(blocksHtml).join("\n");
    case "code":
      return preformatted(block.text);
    case "divider":
      return `<hr style="border:0;border-top:1px solid ${rule};margin:20px 0">`;
    case "facts":
      return block.facts
        .map(({ term, content }) => `<p style="margin:0 0 6px"><b>${escapeHtml(term)}:</b> ${inlinesHtml(content)}</p>`)
        .join("\n");
    case "table":
      return tableHtml(block);
    case "figure":
      return `<p style="margin:0 0 6px"><b>${escapeHtml(block.caption)}</b> ${escapeHtml(block.note)}</p>${tableHtml({ ...block.table, caption: "" })}`;
    case "claim":
      return [
        `<p style="margin:0 0 4px"><b>[${escapeHtml(block.grade)}] ${escapeHtml(block.name)}</b></p>`,
        block.quote === undefined ? "" : `<p style="margin:0 0 4px">“${escapeHtml(block.quote)}”</p>`,
        block.paraphrase === undefined ? "" : `<p style="margin:0 0 4px">${escapeHtml(block.paraphrase)}</p>`,
        `<p style="margin:0 0 4px">${[inlinesHtml(block.attribution), escapeHtml(block.gradeWords), escapeHtml(block.state.text)].filter(Boolean).join(" · ")}</p>`,
        ...block.notes.map((note) => `<p style="margin:0 0 12px">${inlinesHtml(note)}</p>`),
      ].join("\n");
    case "lineage":
      return [
        `<p style="margin:0 0 4px"><b>${escapeHtml(block.name)}</b> ${escapeHtml(block.identifier)}</p>`,
        ...block.values.map(({ label, text }) => `<p style="margin:0 0 4px">${escapeHtml([label, text].filter(Boolean).join(": "))}</p>`),
        block.definition === undefined ? "" : preformatted(block.definition),
        ...block.facts.map(({ term, content }) => `<p style="margin:0 0 4px">${escapeHtml(term)}: ${inlinesHtml(content)}</p>`),
      ].join("\n");
  }
}

function headingHtml(words: string, level: number): string {
  const size = level <= 2 ? 19 : 16;
  return `<h${level} style="${sans};font-size:${size}px;line-height:1.3;margin:26px 0 10px">${words}</h${level}>`;
}

function preformatted(words: string): string {
  return `<pre class="ow-wash" style="margin:0 0 12px;padding:8px 10px;background:${wash};font-size:13px;white-space:pre-wrap">${escapeHtml(words)}</pre>`;
}

function itemHtml(item: readonly Block[]): string {
  const [only] = item;
  return item.length === 1 && only?.kind === "paragraph" ? inlinesHtml(only.content) : blocksHtml(item);
}

/** A row is a small table of its own: what is wide on a desk is read on a telephone too. */
function tableHtml({ caption, columns, rows, note }: TableBlock): string {
  const body = rows.map(({ cells }) => {
    const others = cells.slice(1).map((cell, place) => {
      const head = columns[place + 1]?.header ?? "";
      return `<br>${head === "" ? "" : `<span class="ow-soft" style="color:${muted}">${escapeHtml(head)}:</span> `}${inlinesHtml(cell)}`;
    });
    return `<tr><td class="ow-line" style="padding:8px 0;border-top:1px solid ${rule};${sans};font-size:14px;line-height:1.5"><b>${inlinesHtml(cells[0] ?? [])}</b>${others.join("")}</td></tr>`;
  });
  const title =
    caption === "" ? "" : `<p class="ow-soft" style="${sans};font-size:14px;color:${muted};margin:0 0 4px">${escapeHtml(caption)}:</p>`;
  const below = note === undefined ? "" : `<p class="ow-soft" style="${sans};font-size:13px;color:${muted}">${inlinesHtml(note)}</p>`;
  return `${title}<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 16px">${body.join("\n")}</table>${below}`;
}

function inlinesHtml(content: readonly Inline[]): string {
  return content
    .map((part): string => {
      switch (part.kind) {
        case "strong":
          return `<b>${inlinesHtml(part.content)}</b>`;
        case "emphasis":
          return `<em>${inlinesHtml(part.content)}</em>`;
        case "code":
          return `<code style="font-size:13px">${escapeHtml(part.text)}</code>`;
        case "break":
          return "<br>";
        case "link": {
          const address = safeAddress(part.href);
          const words = inlinesHtml(part.content);
          return address === undefined ? words : `<a href="${escapeHtml(address)}" rel="noreferrer" style="color:${accent}">${words}</a>`;
        }
        case "likelihood":
          return `<b>${escapeHtml(part.word)}</b> [${escapeHtml(part.range)}]`;
        case "claim":
          return `${escapeHtml(part.text)} [${escapeHtml(part.grade)}]`;
        case "mark":
          return `<b style="color:${edges[part.tone]}">(${escapeHtml(part.text)})</b>`;
        default:
          return escapeHtml(part.text);
      }
    })
    .join("");
}
