/** A passage that may become a claim, with everything in it that made it one. Nothing here is accepted: an analyst does that. */

/** Half-open range in code points of the document's text. */
export interface CodePointSpan {
  readonly start: number;
  readonly end: number;
}

/** What a passage can carry. `option` is a course of action that the text names; `table-row` a row of a table; `source` one that is referred to, named or not. */
export type Feature = FigureFeature | AttributionFeature | PlainFeature;

/** A figure: `low` and `high` are equal unless the text gives a range; an open side ("over 100,000") is null. In `unit`s as written, magnitudes multiplied out. */
export interface FigureFeature {
  readonly kind: "figure";
  readonly span: CodePointSpan;
  /** The figure as it stands in the text, with its unit. */
  readonly text: string;
  readonly low: number | null;
  readonly high: number | null;
  /** As the notation writes it: `USD`, `%`, `people`, `deaths`, `USD / year`; undefined when nothing is said. */
  readonly unit: string | undefined;
  /** What it counts or measures, in the text's own words. */
  readonly counts: string | undefined;
  /** The year or years that it is about, as written. */
  readonly year: string | undefined;
  /** Words that weaken it: "an estimated", "over", "reportedly", "only". */
  readonly hedges: readonly string[];
}

/** Who said it. `isDirect` when the words are in quotation marks. */
export interface AttributionFeature {
  readonly kind: "attribution";
  readonly span: CodePointSpan;
  /** The speaker as the text names it, or the description of an unnamed one. */
  readonly speaker: string;
  /** Post and body: "security analyst, Georgetown University". */
  readonly body: string | undefined;
  readonly isNamed: boolean;
  readonly isDirect: boolean;
  /** The words in quotation marks, where direct; spans of several pieces are several features. */
  readonly quotation: CodePointSpan | undefined;
  /** The words that stand for the speaker here, where the name is taken from elsewhere in the text: "he", "Marquez"; empty when nothing does. Undefined where the name stands here. */
  readonly resolvedFrom: string | undefined;
}

/** A causal assertion, precedent, legal reference, prediction, option, row of a table, or reference to a source. `detail`: horizon, norm, cause and effect, cells, in the text's own words. */
export interface PlainFeature {
  readonly kind: "causal" | "precedent" | "legal" | "prediction" | "option" | "table-row" | "source";
  readonly span: CodePointSpan;
  readonly text: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** A suggested credibility or reliability with the reasons, by code, each with the words that gave rise to it. Never assigned by itself. */
export interface GradeSuggestion {
  readonly grade: string;
  readonly reasons: readonly { readonly code: string; readonly words: string }[];
}

/** One passage: a sentence, an item of a list, or a row of a table. `quote` is exactly the text of `span`. */
export interface Candidate {
  readonly span: CodePointSpan;
  readonly quote: string;
  /** The heading and the sentence that introduces a list, where the passage stands under them. */
  readonly under: readonly string[];
  readonly features: readonly Feature[];
  readonly credibility: GradeSuggestion;
  /** Undefined when the program's own rules found it; the model's name when a language model suggested it. */
  readonly suggestedBy: string | undefined;
}
