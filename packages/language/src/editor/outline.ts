/** The outline of a chapter: its headings and blocks in their order. */
import type { Tree } from "@lezer/common";

/** A line of the outline. Blocks stand one level below the heading above them. */
export interface OutlineEntry {
  readonly kind: "heading" | "block";
  /** From 1. */
  readonly level: number;
  readonly title: string;
  /** The keyword of a block. */
  readonly keyword?: string;
  readonly from: number;
}

/** Reads the outline of a chapter. */
export function outlineOf(text: string, tree: Tree): readonly OutlineEntry[] {
  const found: OutlineEntry[] = [];
  let level = 0;
  tree.iterate({
    enter: (node) => {
      const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1];
      if (heading !== undefined) {
        level = Number(heading);
        const title = text
          .slice(node.from, node.to)
          .replace(/^#+\s*|\s*#+\s*$|\n.*$/g, "")
          .replace(/[*_`]/g, "")
          .trim();
        if (title !== "") found.push({ kind: "heading", level, title, from: node.from });
        return false;
      }
      if (node.name !== "Block") return node.name !== "Paragraph" && node.name !== "Inline";
      const keyword = /^\w+/.exec(text.slice(node.from, node.to))?.[0] ?? "";
      if (node.node.firstChild?.name !== "BlockKeyword") return false;
      const name = node.node.getChild("Name");
      const title =
        name === null ? text.slice(node.from, node.to).split("\n")[0]!.slice(keyword.length).trim() : text.slice(name.from, name.to);
      found.push({ kind: "block", level: level + 1, keyword, title, from: node.from });
      return false;
    },
  });
  return found;
}
