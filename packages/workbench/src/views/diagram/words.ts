/** What the kinds, grounds and strengths of the diagram are called, and which tone each takes. */
import type { EdgeKind, NodeKind, NodeSupport } from "../../work/questions/diagram-graph.js";

export const kindWords: Readonly<Record<NodeKind, string>> = {
  option: "Option",
  quantity: "Quantity",
  chance: "Chance",
  precedent: "Base rate",
  stock: "Stock",
  objective: "Objective",
  rule: "Rule",
  source: "Source",
  data: "Table",
};

export const edgeWords: Readonly<Record<EdgeKind, string>> = {
  formula: "used in the formula",
  flow: "flows in or out",
  reason: "a reason, not in the formula",
  rule: "forbids or binds",
  part: "part of a combination",
  correlated: "correlated",
  evidence: "evidence from this source",
};

/** What the colours tell. */
export type Colouring = "kind" | "leverage" | "support";

/** A tone is a class of the style sheet, with the words of the legend. */
export interface Tone {
  readonly name: string;
  readonly words: string;
}

const plain: Tone = { name: "plain", words: "not known: it does not vary, or has too many values to be kept" };

/** From the least to the most; `from` is the least correlation of ranks of a tone. */
const leverageSteps: readonly (Tone & { readonly from: number })[] = [
  { from: 0, name: "shade-0", words: "under 0.05" },
  { from: 0.05, name: "shade-1", words: "0.05 to 0.15" },
  { from: 0.15, name: "shade-2", words: "0.15 to 0.3" },
  { from: 0.3, name: "shade-3", words: "0.3 to 0.6" },
  { from: 0.6, name: "shade-4", words: "0.6 and over" },
];

export const supportWords: Readonly<Record<NodeSupport, string>> = {
  none: "no reason given",
  judgement: "the analyst’s judgement",
  doubtful: "doubtful or ungraded claims",
  fair: "a fair claim, or cases",
  good: "a good claim",
  confirmed: "two independent origins",
  follows: "follows from others",
};

const supportTones: Readonly<Record<NodeSupport, string>> = {
  none: "barred",
  judgement: "contested",
  doubtful: "shade-0",
  fair: "shade-1",
  good: "shade-2",
  confirmed: "shade-3",
  follows: "plain",
};

/** The tone of a node by its leverage. */
export function leverageTone(leverage: number | undefined): string {
  if (leverage === undefined) return plain.name;
  return [...leverageSteps].reverse().find(({ from }) => leverage >= from)?.name ?? plain.name;
}

/** The tone of a node by its support. */
export function supportTone(support: NodeSupport | undefined): string {
  return support === undefined ? plain.name : supportTones[support];
}

/** The tones of a colouring in their order. */
export function tonesOf(colouring: Colouring): readonly Tone[] {
  if (colouring === "leverage") return [...leverageSteps, plain];
  if (colouring === "support")
    return (Object.keys(supportWords) as NodeSupport[]).map((support) => ({ name: supportTones[support], words: supportWords[support] }));
  return [];
}
