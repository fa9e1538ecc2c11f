/** Diagnostics of evidence: quotes, copies and locks of sources, grades, and claims that share an origin. */
import { defineDiagnostic } from "../diagnostic.js";

export const quoteNotInSource = defineDiagnostic<{ source: string; how: string; kind: string; passage: string }>(
  "quote-not-in-source",
  "error",
  ({ source, how, kind }) =>
    kind === "lock"
      ? `The lock of ${source} does not hold these words, and its copy is not here to compare: they were changed, or quoted after the copy was locked.`
      : `These words do not stand in the copy of ${source}. ${how}`,
  ({ kind }) =>
    kind === "lock"
      ? "Put the words back as they were locked. If the quote is new, run `outweigh lock DIR` where the copy is, or give the folder of the copy with `--sources`."
      : kind === "order"
        ? "Quote the parts in the order of the source, or make a claim of each."
        : "Copy the words from the source as they stand. If you meant to put them in your own words, write states instead of quote.",
);

export const quoteAmbiguous = defineDiagnostic<{ source: string; occurrences: number }>(
  "quote-ambiguous",
  "warning",
  ({ source, occurrences }) =>
    `These words stand ${occurrences} times in the copy of ${source}, so it is not certain which place is meant.`,
  () => "Quote a few words more, so that the place is the only one.",
);

export const quoteTooShort = defineDiagnostic<{ source: string; part: string; occurrences: number }>(
  "quote-too-short",
  "error",
  ({ source, part, occurrences }) =>
    occurrences === 0
      ? "This quote holds no words."
      : `“${part}” is shorter than 20 characters and stands ${occurrences} times in the copy of ${source}: it could mean anything.`,
  ({ occurrences }) => (occurrences === 0 ? "Write the words of the source between the quotation marks." : "Quote more of the sentence."),
);

export const quoteOmitsNegation = defineDiagnostic<{ source: string; word: string }>(
  "quote-omits-negation",
  "warning",
  ({ source, word }) =>
    `The quote leaves out “${word}”, which stands in the copy of ${source} right before these words or where the ellipsis is. It may say the opposite of its source.`,
  ({ word }) => `Take “${word}” into the quote.`,
);

export const sourceChanged = defineDiagnostic<{ source: string; file: string; captured: string }>(
  "source-changed",
  "error",
  ({ file, captured }) => `The copy ${file} is not the one that was locked on ${captured}: its bytes differ.`,
  () => "Put the locked copy back. If the new one is meant, look through its quotes and run `outweigh lock DIR` again.",
);

export const sourceNotLocked = defineDiagnostic<{ source: string; missing: string }>(
  "source-not-locked",
  "warning",
  ({ source, missing }) =>
    missing === "copy"
      ? `The copy of ${source} is not locked: a change of it would not be noticed, and its quotes cannot be verified where the copy is absent.`
      : `The lock of ${source} does not hold ${missing} yet: where the copy is absent, they count as not verified.`,
  () => "Run `outweigh lock DIR`.",
);

export const sourceCopyMissing = defineDiagnostic<{ source: string; reason: string }>(
  "source-copy-missing",
  "error",
  ({ reason }) => `This quote cannot be verified: ${reason}.`,
  () =>
    "Name your copy in the source (archive sources/FILE.txt) and put the file there, or give its folder with `--sources`; then run `outweigh lock DIR`.",
);

export const sourceUnreadable = defineDiagnostic<{ source: string; file: string; reason: string }>(
  "source-unreadable",
  "error",
  ({ file, reason }) => `The quotes of this source cannot be verified: the copy ${file} ${reason}.`,
  () => "Save the text of the source as a plain text file in UTF-8 and name that in `archive`.",
);

export const lockUnreadable = defineDiagnostic<{ message: string }>(
  "lock-unreadable",
  "error",
  ({ message }) => message,
  () => "Undo what was changed by hand in sources.lock, or run `outweigh lock DIR` to write it anew.",
);

export const claimUnquoted = defineDiagnostic<{ claim: string; source: string }>(
  "claim-unquoted",
  "warning",
  ({ claim, source }) => `The claim ${claim} gives ${source} in other words; no machine can verify that.`,
  () => "Quote the decisive words with quote, if you can; otherwise the brief marks the claim as a paraphrase.",
);

export const echo = defineDiagnostic<{ first: string; second: string; shared: string; use: string }>(
  "echo",
  "warning",
  ({ first, second, shared, use }) =>
    use === "corroboration"
      ? `${second} cannot corroborate ${first}: ${shared}.`
      : `${first} and ${second} are one piece of evidence and not two: ${shared}.`,
  ({ use }) =>
    use === "corroboration"
      ? "Remove the line, or name a claim from another origin."
      : "Give one of them as the reason, or say in a note that the second adds no confirmation.",
);

export const gradeNeedsTwoOrigins = defineDiagnostic<{ claim: string }>(
  "grade-needs-two-origins",
  "error",
  ({ claim }) => `Grade 1 says that ${claim} is confirmed by an independent source, and no claim from another origin corroborates it.`,
  ({ claim }) => `Write corroborates ${claim} in a claim that goes back to another origin, or give grade 2.`,
);

export const gradeMissing = defineDiagnostic<{ kind: string; name: string }>(
  "grade-missing",
  "warning",
  ({ kind, name }) =>
    kind === "source" ? `The source ${name} has no grade of reliability.` : `The claim ${name} has no grade of credibility.`,
  ({ kind }) =>
    kind === "source" ? "Add grade A to E, or F when it cannot be judged." : "Add grade 1 to 5, or 6 when it cannot be judged.",
);

export const unknownGrade = defineDiagnostic<{ kind: string; name: string; grade: string }>(
  "unknown-grade",
  "error",
  ({ kind, grade }) => `“${grade}” is no grade of a ${kind}.`,
  ({ kind }) =>
    kind === "source"
      ? "A source has a letter from A (completely reliable) to E (unreliable), or F (cannot be judged); numbers are for claims."
      : "A claim has a number from 1 (confirmed) to 5 (improbable), or 6 (cannot be judged); letters are for sources.",
);

export const unknownMark = defineDiagnostic<{ found: string }>(
  "unknown-mark",
  "error",
  ({ found }) =>
    /^(TLP: *)?WHITE$/i.test(found)
      ? "WHITE is the name of the first version of the Traffic Light Protocol."
      : `“${found}” is no mark of the Traffic Light Protocol.`,
  ({ found }) =>
    /WHITE/i.test(found)
      ? "Write tlp CLEAR."
      : "Marks are RED, AMBER+STRICT, AMBER, GREEN and CLEAR, with the reason in quotation marks where one is needed.",
);

export const markLowered = defineDiagnostic<{ claim: string; mark: string; source: string; sourceMark: string }>(
  "mark-lowered",
  "error",
  ({ claim, mark, source, sourceMark }) =>
    `The claim ${claim} is marked ${mark} and its source ${source} ${sourceMark}: it would go further than its source may.`,
  ({ mark }) => `Say who allowed it, for instance: tlp ${mark} "Released by the author on 2 March 2026." Or leave the line away.`,
);
