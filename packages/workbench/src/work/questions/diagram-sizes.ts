/** How large nodes are drawn where their size tells something: how strongly each moves the answer, or how well it is supported. */
import type { DiagramNode, NodeSupport } from "./diagram-graph.js";

/** What sizes tell. */
export type Sizing = "leverage" | "support";

const least = 0.8;
const most = 1.8;

/** How large a support is drawn, in steps from the least to the best. */
const bySupport: Readonly<Record<NodeSupport, number>> = {
  none: least,
  follows: least,
  judgement: 0.95,
  doubtful: 1.1,
  fair: 1.3,
  good: 1.5,
  confirmed: most,
};

/** The share of the usual size that a node is drawn with; `leverage` is a correlation of ranks from 0 to 1, missing where it is not known. */
export function scaleOf(sizing: Sizing, { support }: Pick<DiagramNode, "support">, leverage: number | undefined): number {
  if (sizing === "support") return support === undefined ? least : bySupport[support];
  return Math.round((least + (most - least) * Math.min(1, Math.max(0, leverage ?? 0))) * 100) / 100;
}
