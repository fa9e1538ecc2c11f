/** The text of a source with the places of its claims: exact words alone, as the compiler verifies them. */
import { verifyQuote } from "@outweigh/evidence";
import { defineQuestion } from "../question.js";
import { lockOf, readSource } from "../source-reading.js";

/** A stretch of the text, in UTF-16. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a claim stands. */
export interface ClaimPlace {
  readonly claim: string;
  /** A stretch for each part between ellipses; none where the words are not there. */
  readonly parts: readonly Stretch[];
  /** How often the words are there, where that is more than once. */
  readonly occurrences?: number;
}

/** Undefined where there is no copy that is text. */
export interface SourceTextAnswer {
  readonly text: string;
  readonly places: readonly ClaimPlace[];
}

export const sourceText = defineQuestion<{ readonly source: string }, SourceTextAnswer | undefined>({
  doc: "The copy of a source as text, and where in it the words of its claims stand.",
  answer: ({ source: id }, { evaluation, files }) => {
    const { sources, claims } = evaluation.compiled.assessment;
    const source = sources.find((each) => each.id === id);
    const copy = source && readSource(source, lockOf({ files }), { files }).copy;
    if (copy === undefined) return undefined;
    const places = claims.flatMap((claim): ClaimPlace[] => {
      if (claim.source !== id || claim.quote === undefined) return [];
      const check = verifyQuote(copy.prepared, claim.quote);
      if (check.state !== "exact" && check.state !== "ambiguous") return [{ claim: claim.id, parts: [] }];
      const parts = check.parts.map(({ from, to }) => ({ from, to }));
      return [{ claim: claim.id, parts, ...(check.state === "ambiguous" && { occurrences: check.occurrences }) }];
    });
    return { text: copy.shown, places };
  },
});
