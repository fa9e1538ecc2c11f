/** Why a number is as it is: its entry in the lineage, the claims that it rests on, and where all this is written. */
import { type Block, claimAnchor, type Findings, type LineageBlock, lineageAnchor, sections } from "@outweigh/brief";
import type { Span, WeightsDeclaration } from "@outweigh/language";
import { findingsOf } from "../answer/case-of-evaluation.js";
import { CaseErrors } from "../evaluation.js";
import { defineQuestion } from "../question.js";
import { childrenOf, type Shown, shown } from "../shown.js";

/** An entry; nothing where there is none of that name. */
export interface Why extends Shown {
  readonly name: string;
  readonly place: Span | undefined;
  /** The name of a claim, under which its quote is found in the source. */
  readonly claim: string | undefined;
  /** The source of a claim, as it stands in the folder. */
  readonly source: { readonly label: string; readonly place: Span } | undefined;
}

interface Entries {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly places: ReadonlyMap<string, Span>;
}

const known = new WeakMap<Findings, Entries>();

export const answerWhy = defineQuestion<{ readonly anchor: string }, Why | undefined>({
  doc: "The entry of the lineage or of the evidence at an anchor.",
  answer: async ({ anchor }, { evaluation, onProgress }) => {
    if (evaluation.hasErrors) throw new CaseErrors("The case has errors, so there are no results yet.");
    const findings = await findingsOf(evaluation, onProgress);
    const { blocks, places } = known.get(findings) ?? entriesOf(findings);
    const block = blocks.get(anchor);
    if (block === undefined) return undefined;
    const claim = findings.assessment.claims.find(({ id }) => claimAnchor(id) === anchor);
    const source = claim && findings.assessment.sources.find(({ id }) => id === claim.source);
    return {
      ...(await shown([block])),
      name: block.kind === "lineage" || block.kind === "claim" ? block.name : "",
      place: places.get(anchor),
      claim: claim?.id,
      source: source && { label: source.label, place: source.span },
    };
  },
});

/** What a weighing rests on: its text, and the objectives that it weighs. */
function weightsEntry({ assessment }: Findings, { id, label, span, swings }: WeightsDeclaration): LineageBlock {
  const labelOf = (name: string) => assessment.objectives.find((each) => each.id === name)?.label ?? name;
  return {
    kind: "lineage",
    anchor: lineageAnchor(`weights:${id}`),
    name: label,
    identifier: id,
    values: [],
    definition: assessment.files[span.file]?.slice(span.from, span.to).trimEnd(),
    facts: [
      { term: "Points", content: [{ kind: "text", text: "0 at the worst level of every objective, 100 at the best of all." }] },
      ...swings.map(({ objective: { text: name } }): LineageBlock["facts"][number] => ({
        term: "Weighs",
        content: [{ kind: "reference", text: labelOf(name), anchor: lineageAnchor(name) }],
      })),
    ],
  };
}

function entriesOf(findings: Findings): Entries {
  const composed = sections.filter(({ name }) => name === "lineage" || name === "evidence").flatMap((section) => section.compose(findings));
  const blocks = new Map<string, Block>();
  const gather = (all: readonly Block[]) => {
    for (const block of all) {
      if (block.kind === "lineage" || block.kind === "claim") blocks.set(block.anchor, block);
      gather(childrenOf(block));
    }
  };
  gather(composed);
  for (const weights of findings.assessment.weights) blocks.set(lineageAnchor(`weights:${weights.id}`), weightsEntry(findings, weights));
  const places = new Map<string, Span>([
    ...findings.evaluated.result.outputs.flatMap(({ name }): [string, Span][] => {
      const span = findings.declared(name)?.span;
      return span === undefined ? [] : [[lineageAnchor(name), span]];
    }),
    ...findings.assessment.inlines.map(({ index, span }): [string, Span] => [lineageAnchor(`inline:${index}`), span]),
    ...findings.assessment.claims.map(({ id, span }): [string, Span] => [claimAnchor(id), span]),
    ...findings.assessment.weights.map(({ id, span }): [string, Span] => [lineageAnchor(`weights:${id}`), span]),
  ]);
  const made = { blocks, places };
  known.set(findings, made);
  return made;
}
