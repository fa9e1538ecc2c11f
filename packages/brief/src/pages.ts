/** How many printed pages blocks take, about: an estimate by words, rows and pictures, for a page of A4 as the print style sets it. */
import type { Block, Inline, TableBlock } from "./document.js";

const wordsOfPage = 560;
const linesOfPage = 58;

/** Pages, as a number with a fraction. */
export function pagesOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + pagesOfBlock(block), 0);
}

function pagesOfBlock(block: Block): number {
  switch (block.kind) {
    case "paragraph":
      return (wordsIn(block.content) + 8) / wordsOfPage;
    case "heading":
      return 2.5 / linesOfPage;
    case "section":
      return 3.5 / linesOfPage + pagesOf(block.blocks);
    case "list":
      return pagesOf(block.items.flat());
    case "quote":
      return pagesOf(block.blocks);
    case "callout":
      return 3 / linesOfPage + pagesOf(block.blocks);
    case "side-by-side":
      return 2 / linesOfPage + Math.max(0, ...block.columns.map(pagesOf)) * 1.6;
    case "code":
      return block.text.split("\n").length / 60;
    case "divider":
      return 1 / linesOfPage;
    case "facts":
      return block.facts.length / 48;
    case "table":
      return tablePages(block);
    case "figure":
      return 0.06 + picturePages(block.plot) + (block.tableOpen ? tablePages(block.table) : 0);
    case "claim":
    case "lineage":
      return 0.12;
  }
}

function wordsIn(content: readonly Inline[]): number {
  return content.reduce(
    (sum, part) => sum + ("content" in part ? wordsIn(part.content) : "text" in part ? part.text.split(/\s+/).length : 3),
    0,
  );
}

/** A row is as high as its fullest cell, in columns that share the width. */
function tablePages({ columns, rows, note }: TableBlock): number {
  const perLine = 17 / Math.max(1, columns.length);
  const lines = rows.map(({ cells }) => Math.max(1, ...cells.map((cell) => Math.ceil(wordsIn(cell) / perLine))));
  return (3.5 + lines.reduce((sum, each) => sum + each + 0.6, 0) + (note ? 2 : 0)) / linesOfPage;
}

function picturePages(plot: Extract<Block, { kind: "figure" }>["plot"]): number {
  switch (plot.kind) {
    case "intervals":
    case "swings":
    case "bars":
    case "ranges":
    case "states":
    case "schedule":
      return 0.07 + plot.rows.length * 0.034;
    case "probabilities":
      return Math.ceil(plot.panels.length / 3) * (0.05 + (plot.bars.length / Math.max(1, plot.panels.length)) * 0.028);
    case "fan":
      return Math.ceil(plot.series.length / 4) * 0.25;
    case "echoes":
      return 0.04 + plot.lines.length * 0.03;
    case "panel":
      return 0.08 + plot.rows.length * 0.055;
    case "map":
      return 0.34;
    case "curve":
    case "plane":
      return 0.28;
    case "steps":
      return 0.18;
  }
}
