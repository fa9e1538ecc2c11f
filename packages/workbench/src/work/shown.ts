/** Blocks of a brief with their pictures drawn, as the page shows them. */
import type { Block, FigureBlock } from "@outweigh/brief";

/** The SVG of a figure for a wide and a narrow column. */
export interface Picture {
  readonly wide: string;
  readonly narrow: string;
}

/** Blocks, and the pictures of their figures by anchor. */
export interface Shown {
  readonly blocks: readonly Block[];
  readonly pictures: ReadonlyMap<string, Picture>;
}

/** Draws the figures of blocks. What draws is loaded when it is first wanted. */
export async function shown(blocks: readonly Block[]): Promise<Shown> {
  const figures = figuresIn(blocks);
  if (figures.length === 0) return { blocks, pictures: new Map() };
  const { drawPlot } = await import("@outweigh/brief/render");
  return {
    blocks,
    pictures: new Map(figures.map(({ anchor, plot }) => [anchor, { wide: drawPlot(plot, "wide"), narrow: drawPlot(plot, "narrow") }])),
  };
}

function figuresIn(blocks: readonly Block[]): readonly FigureBlock[] {
  return blocks.flatMap((block): readonly FigureBlock[] => (block.kind === "figure" ? [block] : figuresIn(childrenOf(block))));
}

/** The blocks within a block. */
export function childrenOf(block: Block): readonly Block[] {
  switch (block.kind) {
    case "section":
    case "quote":
    case "callout":
      return block.blocks;
    case "list":
      return block.items.flat();
    case "side-by-side":
      return block.columns.flat();
    default:
      return [];
  }
}
