/** The influence diagram: where everything stands, what the run says of it, and what is drawn in it as text. */
import { readFindings } from "@outweigh/brief";
import { freeName } from "@outweigh/language";
import { defineQuestion, type Means } from "../question.js";
import { type Edited, type LinkField, type NewBlock, withBlock, withLink } from "./diagram-edits.js";
import { type DiagramGraph, diagramOf } from "./diagram-graph.js";
import { type PlacedDiagram, placeDiagram } from "./diagram-layout.js";
import { type Sizing, scaleOf } from "./diagram-sizes.js";
import { leverages, type NodeValue, nodeValue } from "./diagram-values.js";

/** Cases with more nodes than this begin with their groups collapsed. */
const mostOpen = 60;

/** Which diagram is wanted. */
export interface DiagramInput {
  readonly withEvidence: boolean;
  /** Groups that are collapsed; as is usual for the size of the case where nothing is said. */
  readonly collapsed: readonly string[] | "usual";
  /** What the sizes of the nodes tell; nothing where it is missing. By leverage the case is run first. */
  readonly sizing?: Sizing;
}

export const diagram = defineQuestion<DiagramInput, PlacedDiagram>({
  doc: "The influence diagram of the case with places, also of a case with errors, as far as it could be read.",
  answer: async ({ withEvidence, collapsed, sizing }, means) => {
    const dagre = await import("@dagrejs/dagre");
    const plain = diagramOf(means.evaluation.compiled, withEvidence);
    const found = sizing === "leverage" ? (await leveragesOf(means)).found : undefined;
    const graph: DiagramGraph =
      sizing === undefined
        ? plain
        : { ...plain, nodes: plain.nodes.map((node) => ({ ...node, scale: scaleOf(sizing, node, found?.get(node.id)) })) };
    const usual = graph.nodes.length > mostOpen && graph.groups.length > 1 ? graph.groups.map(({ id }) => id) : [];
    return placeDiagram(dagre, graph, new Set(collapsed === "usual" ? usual : collapsed));
  },
});

export const diagramValue = defineQuestion<{ readonly id: string }, NodeValue>({
  doc: "The value of one node, in words.",
  answer: async ({ id }, { evaluation, onProgress }) => nodeValue(readFindings((await evaluation.evaluated(onProgress)).evaluated), id),
});

/** How strongly each node moves the answer, and the objective that it is about. */
export interface LeverageAnswer {
  readonly found: ReadonlyMap<string, number>;
  readonly against: string | undefined;
}

export const diagramLeverage = defineQuestion<undefined, LeverageAnswer>({
  doc: "Correlation of ranks of every node with how far the leading option is ahead.",
  answer: (_, means) => leveragesOf(means),
});

const knownLeverages = new WeakMap<object, LeverageAnswer>();

/** Found once for each run. */
async function leveragesOf(means: Means): Promise<LeverageAnswer> {
  const { evaluated } = await means.evaluation.evaluated((share) => means.onProgress(share / 2));
  const known = knownLeverages.get(evaluated);
  if (known !== undefined) return known;
  const { quantities, chances, precedents, stocks, objectives } = means.evaluation.compiled.assessment;
  const ids = [...quantities, ...chances, ...precedents, ...stocks, ...objectives].map(({ id }) => id);
  const found = await leverages(evaluated, ids, { ...means, onProgress: (share) => means.onProgress(0.5 + share / 2) });
  if (!means.signal.aborted) knownLeverages.set(evaluated, found);
  return found;
}

/** A change that was drawn: of the text of a chapter as the page has it. */
export type DrawnInput =
  | { readonly kind: "block"; readonly text: string; readonly block: NewBlock }
  | { readonly kind: "link"; readonly text: string; readonly block: string; readonly field: LinkField; readonly name: string };

export const diagramEdit = defineQuestion<DrawnInput, Edited>({
  doc: "The text of a chapter with what was drawn in the diagram.",
  answer: (drawn, { evaluation }) => {
    if (drawn.kind === "link") return withLink(drawn.text, drawn.block, drawn.field, drawn.name);
    const { name } = drawn.block;
    if (freeName(evaluation.compiled.assessment, name) !== name && /^\w+$/.test(name))
      return { problem: `There is something named “${name}” already. Choose another name.` };
    return withBlock(drawn.text, drawn.block);
  },
});
