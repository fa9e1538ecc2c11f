/** Any document as text: its kind is told, its reader called, and what every reading needs at the end is done once. */
import { decodeDocument } from "./charset.js";
import { cleanText } from "./clean-text.js";
import { type FileKind, kindByBytes, kindByText, statedKind } from "./document-kind.js";
import { languageTag, recogniseLanguage } from "./languages.js";
import { readMarkdown } from "./read-markdown.js";
import { readPlainText } from "./read-text.js";
import {
  type DocumentFinding,
  type DocumentHints,
  type DocumentReading,
  type RawDocument,
  type RawReading,
  type ReadingLimits,
  readingLimits,
  refused,
  type SourceDocument,
} from "./source-document.js";

/**
 * Reads a document of any of the formats. The kind is told by content; where the name or type states another one, it is read as what it is and a
 * finding says so. Nothing in a document is run, fetched or resolved, and a reading that would pass a limit is refused. Never throws for bad input.
 */
export async function readDocument(bytes: Uint8Array, hints: DocumentHints = {}): Promise<DocumentReading> {
  const limits = { ...readingLimits, ...hints.limits };
  if (bytes.length > limits.bytes) return refused("too-large", `${bytes.length} bytes; at most ${limits.bytes} are read`);
  const reading = await readRaw(bytes, hints, limits);
  if (!reading.ok) return reading;
  const documents = reading.documents.map((document) => finished(document, hints)).filter((document) => document.text !== "");
  return documents.length === 0 ? refused("no-text", "no words found") : { ok: true, documents };
}

async function readRaw(bytes: Uint8Array, hints: DocumentHints, limits: ReadingLimits): Promise<RawReading> {
  const stated = statedKind(hints.fileName, hints.contentType);
  const recognised = kindByBytes(bytes);
  if (recognised !== undefined && "other" in recognised)
    return refused(recognised.encrypted ? "encrypted" : "unknown-type", recognised.other);
  if (recognised !== undefined) return withDifference(await readBinary(bytes, recognised.kind, hints, limits), recognised.kind, stated);
  const decoded = decodeDocument(bytes, hints.contentType);
  if (decoded === undefined) return refused("unknown-type", "neither text nor a known format");
  const kind = kindByText(decoded.text, stated?.kind);
  const read = await readText(kind, decoded.text, bytes, limits);
  if (!read.ok) return read;
  const documents = kind === "email" ? read.documents : read.documents.map((document) => withFindings(document, decoded.findings));
  return withDifference({ ok: true, documents }, kind, stated);
}

// Readers are loaded when they are needed: most commands read no document, and the libraries take a while to load.

async function readBinary(bytes: Uint8Array, kind: FileKind, hints: DocumentHints, limits: ReadingLimits): Promise<RawReading> {
  if (kind === "pdf") return (await import("./read-pdf.js")).readPdf(bytes, limits);
  if (kind === "zip") return (await import("./read-docx.js")).readDocx(bytes, limits);
  return (await import("./read-web-archive.js")).readWebArchive(bytes, hints, limits, readRaw);
}

async function readText(kind: FileKind, text: string, bytes: Uint8Array, limits: ReadingLimits): Promise<RawReading> {
  if (kind === "html") return { ok: true, documents: [(await import("./read-html.js")).readHtml(text)] };
  if (kind === "email") return (await import("./read-email.js")).readEmail(bytes);
  if (kind === "feed") return (await import("./read-feed.js")).readFeed(text, limits);
  if (kind === "markdown") return { ok: true, documents: [readMarkdown(text)] };
  return { ok: true, documents: [readPlainText(text)] };
}

const withFindings = (document: RawDocument, findings: readonly DocumentFinding[]): RawDocument =>
  findings.length === 0 ? document : { ...document, findings: [...findings, ...(document.findings ?? [])] };

const kindNames: Readonly<Record<FileKind, string>> = {
  text: "plain text",
  markdown: "Markdown",
  html: "HTML",
  pdf: "PDF",
  zip: "Word (.docx)",
  email: "e-mail",
  feed: "a feed",
  "web-archive": "a web archive",
};

/** Plain text, Markdown and a page that is a mere fragment are told apart by name anyway, and are no lie. */
function withDifference(reading: RawReading, found: FileKind, stated: ReturnType<typeof statedKind>): RawReading {
  if (!reading.ok || stated === undefined || stated.kind === found) return reading;
  if ([found, stated.kind].every((kind) => kind === "text" || kind === "markdown")) return reading;
  const finding: DocumentFinding = { code: "type-differs-from-name", detail: `${stated.by} stated, ${kindNames[found]} found` };
  return { ok: true, documents: reading.documents.map((document) => withFindings(document, [finding])) };
}

function finished(document: RawDocument, hints: DocumentHints): SourceDocument {
  const { text, findings } = cleanText(document.text);
  const field = (value: string | undefined) =>
    cleanText(value ?? "")
      .text.replaceAll("\n", " ")
      .slice(0, 500) || undefined;
  return {
    kind: document.kind,
    text,
    title: field(document.title),
    author: field(document.author),
    date: document.date,
    publisher: field(document.publisher),
    language: document.language ?? recogniseLanguage(text) ?? languageTag(hints.language),
    url: document.url,
    pages: document.pages,
    findings: [...(document.findings ?? []), ...findings],
  };
}
