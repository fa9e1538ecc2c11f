/** A document that was taken in, with where it came from and what was found in it. */
import type { Access, Candidate, GradeSuggestion, SourceDocument } from "@outweigh/evidence";
import type { Suggestions } from "./model-suggestions.js";

/** One document. `bytes` are those of the file, answer or record that holds it. */
export interface TakenDocument {
  readonly document: SourceDocument;
  readonly bytes: Uint8Array;
  /** sha-256 of the bytes, and of the text as UTF-8. */
  readonly sha256: { readonly original: string; readonly text: string };
  /** Whether the bytes hold this document alone. */
  readonly isWhole: boolean;
  /** Name or address under which it was given. */
  readonly input: string;
  readonly url: string | undefined;
  /** Instant in UTC at which the bytes were taken. */
  readonly captured: string;
  /** The answer of a server, where one gave the bytes. */
  readonly http: { readonly status: number; readonly headers: readonly (readonly [name: string, value: string])[] } | undefined;
  readonly contentType: string | undefined;
  readonly reliability: GradeSuggestion;
  /** How near the source is to the matter, where its text says. */
  readonly access: Access | undefined;
  readonly candidates: readonly Candidate[];
  /** Whether the text is so long that only its beginning was searched for candidates. */
  readonly isCut: boolean;
  readonly suggestions: Suggestions | undefined;
  /** The number of its first candidate; candidates of one run are numbered through. */
  readonly firstNumber: number;
}
