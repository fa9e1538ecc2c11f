/** Blocks as HTML. */
import type { Block, ClaimBlock, Fact, FigureBlock, Inline, LineageBlock, TableBlock } from "../document.js";
import { drawPlot } from "../figures/index.js";
import { shadeOf } from "../figures/states.js";
import { escapeHtml } from "./escape.js";
import { inlinesHtml } from "./html-inlines.js";

/** Blocks as HTML. */
export function blocksHtml(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join("\n");
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "section": {
      const id = escapeHtml(block.anchor);
      const title = block.title === undefined ? "" : headingHtml(`${block.anchor}-title`, block.level, block.title);
      return `<section id="${id}"${title === "" ? "" : ` aria-labelledby="${id}-title"`}>\n${title}${blocksHtml(block.blocks)}\n</section>`;
    }
    case "heading":
      return headingHtml(block.anchor, block.level, block.content);
    case "paragraph":
      return `<p>${inlinesHtml(block.content)}</p>`;
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag}>${block.items.map((item) => `<li>${itemHtml(item)}</li>`).join("")}</${tag}>`;
    }
    case "quote":
      return `<blockquote>${blocksHtml(block.blocks)}</blockquote>`;
    case "code":
      return `<pre tabindex="0"><code>${escapeHtml(block.text)}</code></pre>`;
    case "divider":
      return "<hr>";
    case "callout":
      return `<div class="callout ${block.tone}">${block.title === "" ? "" : `<p class="callout-title">${escapeHtml(block.title)}</p>`}${blocksHtml(block.blocks)}</div>`;
    case "facts":
      return factsHtml(block.facts, "facts");
    case "table":
      return tableHtml(block);
    case "figure":
      return figureHtml(block);
    case "side-by-side":
      return `<div class="sides" role="group" aria-label="${escapeHtml(block.label)}">${block.columns.map((column) => `<div>${blocksHtml(column)}</div>`).join("")}</div>`;
    case "claim":
      return claimHtml(block);
    case "lineage":
      return lineageHtml(block);
  }
}

function headingHtml(anchor: string, level: number, content: readonly Inline[]): string {
  return `<h${level} id="${escapeHtml(anchor)}">${inlinesHtml(content)}</h${level}>\n`;
}

/** A list item of a single paragraph is set without the paragraph. */
function itemHtml(item: readonly Block[]): string {
  const [only] = item;
  return item.length === 1 && only?.kind === "paragraph" ? inlinesHtml(only.content) : blocksHtml(item);
}

/** Facts as a definition list; facts in a row with one term share it. */
export function factsHtml(facts: readonly Fact[], name: string): string {
  const entries = facts.map((fact, position) => {
    const term = facts[position - 1]?.term === fact.term ? "" : `<dt>${escapeHtml(fact.term)}</dt>`;
    return `${term}<dd>${inlinesHtml(fact.content)}</dd>`;
  });
  return facts.length === 0 ? "" : `<dl class="${name}">${entries.join("")}</dl>`;
}

function tableHtml(table: TableBlock): string {
  const align = (column: number) => (table.columns[column]?.align === "right" ? ' class="number"' : "");
  const head = table.columns.map((column, position) => headHtml(column.header, align(position))).join("");
  const rows = table.rows.map((row) => {
    const cells = row.cells.map((cell, position) =>
      position === 0 ? `<th scope="row">${inlinesHtml(cell)}</th>` : `<td${align(position)}>${inlinesHtml(cell)}</td>`,
    );
    const id = row.anchor === undefined ? "" : ` id="${escapeHtml(row.anchor)}"`;
    return `<tr${id}${row.faded ? ' class="faded"' : ""}>${cells.join("")}</tr>`;
  });
  const caption = table.caption === "" ? "" : `<caption>${escapeHtml(table.caption)}</caption>`;
  const note = table.note === undefined ? "" : `<p class="note">${inlinesHtml(table.note)}</p>`;
  const body = `<table>${caption}<thead><tr>${head}</tr></thead><tbody>\n${rows.join("\n")}\n</tbody></table>`;
  return `<div class="scroll columns-${Math.min(table.columns.length, 6)}" tabindex="0" role="group" aria-label="${escapeHtml(table.caption === "" ? "Table" : table.caption)}">${body}</div>${note}`;
}

/** A column without a name has a plain cell for its head: a head with nothing in it only puzzles screen readers. */
function headHtml(header: string, attributes: string): string {
  return header === "" ? `<td${attributes}></td>` : `<th scope="col"${attributes}>${escapeHtml(header)}</th>`;
}

function figureHtml(figure: FigureBlock): string {
  const { plot } = figure;
  const pictures = (["wide", "narrow"] as const).map((room) => `<div class="${room}">${drawPlot(plot, room)}</div>`).join("");
  const legend =
    plot.kind === "states"
      ? `<ul class="legend" aria-hidden="true">${plot.states.map((state, position) => `<li><span class="swatch shade-${shadeOf(position, plot.states.length)}"></span>${escapeHtml(state)}</li>`).join("")}</ul>`
      : "";
  const table = tableHtml(figure.table);
  return [
    `<figure id="${escapeHtml(figure.anchor)}">`,
    `<figcaption>${escapeHtml(figure.caption)}${figure.note === "" ? "" : ` <span class="reading">${escapeHtml(figure.note)}</span>`}</figcaption>`,
    `${legend}<div class="picture" role="img" aria-label="${escapeHtml(figure.alternative)}">${pictures}</div>`,
    figure.tableOpen ? table : `<details><summary>The numbers of this figure</summary>${table}</details>`,
    "</figure>",
  ].join("\n");
}

function claimHtml(claim: ClaimBlock): string {
  const words = [
    claim.quote === undefined ? "" : `<blockquote><p>“${escapeHtml(claim.quote)}”</p></blockquote>`,
    claim.paraphrase === undefined ? "" : `<p>${escapeHtml(claim.paraphrase)}</p>`,
  ];
  return [
    `<div class="claim" id="${escapeHtml(claim.anchor)}">`,
    `<p class="claim-head"><span class="grade">${escapeHtml(claim.grade)}</span> <strong>${escapeHtml(claim.name)}</strong></p>`,
    ...words,
    `<p class="small">${inlinesHtml(claim.attribution)} · ${escapeHtml(claim.gradeWords)} · <span class="mark ${claim.state.tone}">${escapeHtml(claim.state.text)}</span></p>`,
    ...claim.notes.map((note) => `<p class="small">${inlinesHtml(note)}</p>`),
    "</div>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function lineageHtml(entry: LineageBlock): string {
  const single = entry.values.length === 1 && entry.values[0]?.label === "";
  const values = single
    ? `<p class="lineage-value">${escapeHtml(entry.values[0]?.text ?? "")}</p>`
    : `<dl class="values">${entry.values.map((value) => `<div><dt>${escapeHtml(value.label)}</dt><dd>${escapeHtml(value.text)}</dd></div>`).join("")}</dl>`;
  const identifier = entry.identifier === "" ? "" : ` <code>${escapeHtml(entry.identifier)}</code>`;
  return [
    `<div class="lineage" id="${escapeHtml(entry.anchor)}">`,
    `<p class="lineage-name"><strong>${escapeHtml(entry.name)}</strong>${identifier}</p>`,
    entry.values.length === 0 ? "" : values,
    entry.definition === undefined ? "" : `<pre tabindex="0"><code>${escapeHtml(entry.definition)}</code></pre>`,
    factsHtml(entry.facts, "facts"),
    "</div>",
  ]
    .filter((part) => part !== "")
    .join("\n");
}
