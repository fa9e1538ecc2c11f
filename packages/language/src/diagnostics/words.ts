/** Diagnostics of wording: confidence, likelihood words and hedges in the running text. */
import { defineDiagnostic } from "../diagnostic.js";

export const confidenceWithLikelihood = defineDiagnostic<{ confidence: string; likelihood: string }>(
  "confidence-with-likelihood",
  "error",
  ({ confidence, likelihood }) =>
    `One sentence holds a level of confidence (“${confidence}”) and a likelihood (“${likelihood}”). Readers take the two for one: the first says how good the evidence is, the second how probable the event.`,
  () => "Make two sentences of it.",
);

export const hedgeAsLikelihood = defineDiagnostic<{ word: string }>(
  "hedge-as-likelihood",
  "warning",
  ({ word }) => `“${word}” says that something is uncertain and not how likely it is; each reader takes it for another number.`,
  () =>
    "Give the likelihood: a bold word with its value, such as **unlikely** [{P(…)}]. Where no number can be given, say what is not known and why.",
);

export const mixedYardstickRows = defineDiagnostic<{ word: string; other: string; instead: string }>(
  "mixed-yardstick-rows",
  "warning",
  ({ word, other }) =>
    `“${word}” and “${other}” are from the two rows of the ICD 203 table; a reader may think that they differ in more than words.`,
  ({ word, instead }) => `Keep to one row: write “${instead}” for “${word}”.`,
);

export const unboundLikelihoodWord = defineDiagnostic<{ word: string }>(
  "unbound-likelihood-word",
  "warning",
  ({ word }) => `The likelihood word “${word}” is not bound to a value, so nothing shows what it means or whether it still holds.`,
  ({ word }) => `Put the value behind it: **${word}** [{P(…)}].`,
);

export const unknownLikelihoodWord = defineDiagnostic<{ word: string; yardstick: string; other: string; words: string }>(
  "unknown-likelihood-word",
  "error",
  ({ word, yardstick, other }) => `“${word}” is no likelihood word of ${yardstick}.${other === "" ? "" : ` It is one of ${other}.`}`,
  ({ words }) => `Write one of: ${words}.`,
);

export const likelihoodOutsideBand = defineDiagnostic<{ word: string; value: string; band: string; proposed: string }>(
  "likelihood-outside-band",
  "error",
  ({ word, value, band }) => `“${word}” means ${band}, and the value is ${value}.`,
  ({ proposed }) =>
    proposed === "" ? "Write without a likelihood word: no draw of the model, or every one, has it so." : `Write “${proposed}”.`,
);

export const likelihoodRangeSpansBands = defineDiagnostic<{ word: string; range: string; proposed: string }>(
  "likelihood-range-spans-bands",
  "warning",
  ({ word, range }) => `The probability is a range, ${range}, that reaches beyond “${word}”.`,
  ({ proposed }) => `Write “${proposed}”.`,
);

export const likelihoodInGap = defineDiagnostic<{ word: string; value: string; below: string; above: string }>(
  "likelihood-in-gap",
  "note",
  ({ value, below, above }) => `${value} lies in a gap of the yardstick, between “${below}” and “${above}”.`,
  ({ word }) => `Either word can stand; “${word}” is kept.`,
);
