/** Rows of tables that are about an input or an objective lead to its entry in the lineage, where the brief prints its plain label. */
import { type Block, type Findings, type Inline, lineageAnchor, type TableBlock } from "@outweigh/brief";

/** The blocks with those labels as references. A label that several have leads nowhere. */
export function withLinkedLabels(blocks: readonly Block[], findings: Findings): readonly Block[] {
  const anchors = anchorsByLabel(findings);
  const linked = (cell: readonly Inline[]): readonly Inline[] => {
    const [only] = cell;
    if (cell.length !== 1 || only?.kind !== "text") return cell;
    const [, rank = "", label = ""] = /^(\d+\. )?([\s\S]*)$/.exec(only.text) ?? [];
    const anchor = anchors.get(label);
    if (anchor === undefined) return cell;
    return [...(rank === "" ? [] : [{ kind: "text" as const, text: rank }]), { kind: "reference", text: label, anchor }];
  };
  const tableOf = (table: TableBlock): TableBlock => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell, at) => (at === 0 ? linked(cell) : cell)) })),
  });
  const blockOf = (block: Block): Block => {
    switch (block.kind) {
      case "table":
        return tableOf(block);
      case "figure":
        return { ...block, table: tableOf(block.table) };
      case "section":
      case "callout":
        return { ...block, blocks: block.blocks.map(blockOf) };
      case "list":
        return { ...block, items: block.items.map((item) => item.map(blockOf)) };
      case "side-by-side":
        return { ...block, columns: block.columns.map((column) => column.map(blockOf)) };
      default:
        return block;
    }
  };
  return blocks.map(blockOf);
}

function anchorsByLabel({ assessment: { quantities, chances, precedents, stocks, objectives } }: Findings): ReadonlyMap<string, string> {
  const anchors = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, label } of [...quantities, ...chances, ...precedents, ...stocks, ...objectives]) {
    if (anchors.has(label)) twice.add(label);
    anchors.set(label, lineageAnchor(id));
  }
  for (const label of twice) anchors.delete(label);
  return anchors;
}
