/** Whether a document says what a source of the case says already, word for word or nearly. */
import type { SourceDocument } from "@outweigh/evidence";
import type { Capture } from "./capture.js";
import type { KnownSource } from "./known-sources.js";

/** A source of the case that a document repeats. `similarity` from 0 to 1; `earlier` is whichever is dated first, where both are dated. */
export interface Echo {
  readonly source: string;
  readonly similarity: number;
  readonly earlier: "document" | "source" | undefined;
  /** How alike they are, to complete "the text is … that of". */
  readonly words: string;
}

/** How alike two texts are, to complete "the text is … that of". */
export function likenessWords(similarity: number): string {
  return similarity >= 0.995 ? "the same as" : `${Math.floor(similarity * 100)} % the same as`;
}

/** The echoes that were recorded when a source was archived. */
export function recordedEchoes(capture: Capture | undefined): readonly Echo[] {
  return (capture?.echoes ?? []).map(({ source, similarity }) => ({
    source,
    similarity,
    earlier: undefined,
    words: likenessWords(similarity),
  }));
}

/** The sources that a document repeats, the most alike first. */
export function echoesOf(_known: readonly KnownSource[], _document: SourceDocument): readonly Echo[] {
  return [];
}
