/** What a document turns out to hold: its text in one plain form whatever the format, what it says of itself, and what a reader should know of how it was read. */

/** The formats that are read, told by content and never by file name alone. */
export type DocumentKind = "text" | "markdown" | "html" | "pdf" | "docx" | "email" | "feed-entry";

/**
 * One document as text. `text` has one block a line and `\n` between blocks: a paragraph or heading is a line, an item of a list begins with `- `,
 * a row of a table is its cells joined by ` | ` with a closing ` |`. Nothing else is added, so that a quote of the document is found in it.
 */
export interface SourceDocument {
  readonly kind: DocumentKind;
  readonly text: string;
  readonly title: string | undefined;
  readonly author: string | undefined;
  /** ISO day of publication, where the document states one. */
  readonly date: string | undefined;
  readonly publisher: string | undefined;
  /** BCP 47 tag, as stated or recognised. */
  readonly language: string | undefined;
  /** The address that the document gives as its own. */
  readonly url: string | undefined;
  readonly pages: number | undefined;
  readonly findings: readonly DocumentFinding[];
}

/** Something that does not stop the reading and that the analyst should know; `detail` is a fact (a charset, a number of pages), not a sentence. */
export interface DocumentFinding {
  readonly code:
    | "type-differs-from-name"
    | "charset-guessed"
    | "charset-differs-from-stated"
    | "characters-replaced"
    | "pages-without-text"
    | "navigation-left-out"
    | "whole-page-kept"
    | "attachments-left-out"
    | "deletions-left-out"
    | "entries-not-read"
    | "mixed-direction"
    | "hidden-characters-removed";
  readonly detail: string;
}

/** Why a document cannot be read; `detail` is a fact as above. */
export interface DocumentProblem {
  readonly code: "unknown-type" | "encrypted" | "scanned" | "damaged" | "too-large" | "expands-too-far" | "no-text";
  readonly detail: string;
}

/** The documents of one file: one, or an entry each for a feed and a record each for a web archive. */
export type DocumentReading =
  | { readonly ok: true; readonly documents: readonly SourceDocument[] }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** How far a reading goes before it is refused. */
export interface ReadingLimits {
  /** Bytes of the file. */
  readonly bytes: number;
  /** Bytes of all compressed parts together once they are expanded. */
  readonly expandedBytes: number;
  /** How many times its size a compressed part may expand; parts that expand to less than a megabyte are let through. */
  readonly expansion: number;
  /** Pages of a PDF, entries of a feed, records of a web archive. */
  readonly parts: number;
}

/** 50 MB, 200 MB expanded, two hundredfold, 5,000 pages or entries. */
export const readingLimits: ReadingLimits = { bytes: 50_000_000, expandedBytes: 200_000_000, expansion: 200, parts: 5000 };

/** What is known of a file beside its bytes. All of it may be wrong; the content decides. */
export interface DocumentHints {
  readonly fileName?: string;
  /** As in an HTTP header, with its charset if it has one. */
  readonly contentType?: string;
  readonly url?: string;
  /** BCP 47 tag for a language that is neither stated nor recognised. */
  readonly language?: string;
  readonly limits?: Partial<ReadingLimits>;
  /** Expands Brotli for web archives, to at most so many bytes; undefined when it cannot. JavaScript alone has no means for it. */
  readonly brotli?: (bytes: Uint8Array, most: number) => Uint8Array | undefined;
}

/** What the reader of one format gives: the fields of a document as they stand there, before cleaning. */
export type RawDocument = Pick<SourceDocument, "kind" | "text"> & Partial<Omit<SourceDocument, "kind" | "text">>;

/** The outcome of one format's reader. */
export type RawReading =
  | { readonly ok: true; readonly documents: readonly RawDocument[] }
  | { readonly ok: false; readonly problem: DocumentProblem };

/** A reading that failed. */
export const refused = (code: DocumentProblem["code"], detail: string) => ({ ok: false, problem: { code, detail } }) as const;
