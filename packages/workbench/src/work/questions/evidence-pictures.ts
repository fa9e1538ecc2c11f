/** What the brief tells of the evidence as blocks, with its pictures drawn: conflicts, origins and echoes, and what matters against how well it is supported. */
import { type Block, claimAnchor, conflictBlocks, echoBlocks, lineageAnchor, parts, readFindings } from "@outweigh/brief";
import { defineQuestion, type Means } from "../question.js";
import { type Shown, shown } from "../shown.js";

/** Blocks with their pictures. `claims` and `declared` say to which claim or declaration an anchor leads. */
export interface PicturesAnswer extends Shown {
  readonly claims: ReadonlyMap<string, string>;
  readonly declared: ReadonlyMap<string, { readonly file: string; readonly from: number; readonly to: number }>;
}

async function answerOf({ evaluation }: Means, blocks: readonly Block[]): Promise<PicturesAnswer> {
  const { claims, quantities, chances, stocks, precedents } = evaluation.compiled.assessment;
  return {
    ...(await shown(blocks)),
    claims: new Map(claims.map(({ id }) => [claimAnchor(id), id])),
    declared: new Map([...quantities, ...chances, ...stocks, ...precedents].map(({ id, span }) => [lineageAnchor(id), span])),
  };
}

export const evidenceAgreement = defineQuestion<undefined, PicturesAnswer>({
  doc: "Claims that contradict each other, and what the sources go back to.",
  answer: async (_, means) => {
    const { evaluated } = await means.evaluation.evaluated(means.onProgress);
    const findings = readFindings(evaluated);
    return answerOf(means, [...conflictBlocks(findings), ...echoBlocks(findings)]);
  },
});

export const evidenceReading = defineQuestion<undefined, PicturesAnswer>({
  doc: "What to find out first: how much each input matters against how well it is supported.",
  answer: async (_, means) => {
    const { evaluated } = await means.evaluation.evaluated((share) => means.onProgress(share / 10));
    const analysed = await means.evaluation.analysed(["value-of-information", "flip-points"], (share) =>
      means.onProgress(0.1 + 0.9 * share),
    );
    const part = parts.find(({ name }) => name === "information");
    return answerOf(means, part?.compose(readFindings(evaluated), analysed) ?? []);
  },
});
