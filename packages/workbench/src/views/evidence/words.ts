/** What the view says of copies, quotes and grades, in an analyst's words. */
import { credibilityGrades, reliabilityGrades, type TlpMark, tlpLabel, tlpReaders } from "@outweigh/evidence";
import type { ClaimAnswer, SourceAnswer } from "../../work/questions/evidence-sources.js";

/** A state in words with its tone: fine, to be known, or amiss. */
export interface StateWords {
  readonly tone: "clear" | "note" | "contested" | "barred";
  readonly short: string;
  readonly long: string;
}

/** How the copy of a source stands. */
export function copyWords({ state, archive, held, claims }: SourceAnswer): StateWords {
  const quoted = claims.filter(({ quote }) => quote !== undefined).length;
  switch (state.kind) {
    case "present":
    case "not-locked":
    case "changed": {
      const place = state.isElsewhere ? "held elsewhere" : "copy here";
      const where = state.isElsewhere
        ? "The copy is not in the folder of the case; it was found where copies are kept apart."
        : `The copy is ${archive}.`;
      if (state.kind === "present") return { tone: "clear", short: place, long: `${where} It is as it was locked on ${state.captured}.` };
      if (state.kind === "changed")
        return {
          tone: "barred",
          short: "copy changed",
          long: `${where} It is not what it was when it was locked on ${state.captured}. Look at what has changed; “outweigh lock” locks it anew.`,
        };
      return { tone: "note", short: `${place}, not locked`, long: `${where} It is not locked yet: “outweigh lock” does that.` };
    }
    case "held":
      return {
        tone: "contested",
        short: "held by hash",
        long: `There is no copy here, so there is no text to show. The lock of ${state.captured} vouches for ${held} of ${quoted} ${quoted === 1 ? "quote" : "quotes"}. ${
          archive === undefined ? "" : `Put the copy at ${archive} to read it beside its claims.`
        }`.trim(),
      };
    case "missing":
      return {
        tone: quoted > 0 ? "barred" : "note",
        short: "no copy",
        long:
          archive === undefined
            ? "The source names no copy, so there is no text to show and nothing that quotes could be verified in. Add a line “archive sources/NAME.txt” with a copy at that place."
            : `The copy ${archive} is not here, and nothing is locked. Put it there to read it beside its claims.`,
      };
    case "unreadable":
      return {
        tone: "barred",
        short: "copy unreadable",
        long: `The copy ${state.reason}. “outweigh ingest” makes text of such documents.`,
      };
  }
}

/** How the quote of a claim stands. */
export function quoteWords({ quoteState }: ClaimAnswer): StateWords {
  switch (quoteState) {
    case "verified":
      return { tone: "clear", short: "word for word", long: "The quote stands in the copy, word for word." };
    case "held-by-hash":
      return { tone: "contested", short: "held by hash", long: "The copy is not here; the lock vouches for the quote." };
    case "unquoted":
      return { tone: "note", short: "paraphrase", long: "A paraphrase: there is no quote to verify." };
    case "failed":
      return { tone: "barred", short: "not verified", long: "The quote could not be verified in the source." };
  }
}

/** The letters and digits of the Admiralty code with their names. */
export const grades = {
  source: [...reliabilityGrades.values()].map(({ symbol, name }) => ({ symbol, name })),
  claim: [...credibilityGrades.values()].map(({ symbol, name }) => ({ symbol, name })),
} as const;

/** A mark and who may read it. */
export const markWords = (mark: TlpMark): { readonly label: string; readonly readers: string } => ({
  label: tlpLabel(mark),
  readers: tlpReaders[mark],
});

/** "3 claims". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
