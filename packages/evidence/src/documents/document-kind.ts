/** What a file is, by its first bytes and its structure; its name and stated type only decide between kinds of text. */
import { looksBinary, startsWith } from "../decode.js";

/** The families of files that have a reader of their own. */
export type FileKind = "text" | "markdown" | "html" | "pdf" | "zip" | "email" | "feed" | "web-archive";

/** A file's kind, or in words what it is instead. */
export type RecognisedKind = { readonly kind: FileKind } | { readonly other: string; readonly encrypted: boolean };

const signatures: readonly (readonly [string, string])[] = [
  ["\u0089PNG", "a PNG image"],
  ["\u00ff\u00d8\u00ff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["RIFF", "sound, film or a WebP image"],
  ["II*\u0000", "a TIFF image"],
  ["MM\u0000*", "a TIFF image"],
  ["\u00d0\u00cf\u0011\u00e0", "an Office file of before 2007, or one with a password"],
  ["{\\rtf", "Rich Text (.rtf)"],
  ["7z\u00bc\u00af", "a 7-Zip archive"],
  ["Rar!", "a RAR archive"],
  ["BZh", "a bzip2 archive"],
  ["\u00fd7zXZ", "an xz archive"],
  ["%!PS", "PostScript"],
  ["\u007fELF", "a program"],
  ["MZ\u0090", "a program"],
  ["ID3", "sound"],
  ["SQLite format 3", "a database"],
  ["PAR1", "a Parquet file"],
];

/** A Word file with a password is an old Office file that holds this name in UTF-16. */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, "\u00d0\u00cf\u0011\u00e0")) return false;
  const name = [..."EncryptedPackage"].map((character) => `${character}\u0000`).join("");
  for (let at = bytes.indexOf(0x45); at !== -1; at = bytes.indexOf(0x45, at + 1)) if (startsWith(bytes, name, at)) return true;
  return false;
}

/** Tells the kind of a file from its bytes. A PDF may have up to a kilobyte of something else before it, as readers allow. */
export function kindByBytes(bytes: Uint8Array): RecognisedKind | undefined {
  for (let at = 0; at < Math.min(1024, bytes.length); at++)
    if (bytes[at] === 0x25 && startsWith(bytes, "%PDF-", at)) return { kind: "pdf" };
  if (startsWith(bytes, "PK\u0003\u0004") || startsWith(bytes, "PK\u0005\u0006")) return { kind: "zip" };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { kind: "web-archive" };
  if (startsWith(bytes, "WARC/1.") || startsWith(bytes, "WARC/0.")) return { kind: "web-archive" };
  if (isEncryptedPackage(bytes)) return { other: "a Word or Office file with a password", encrypted: true };
  const other = signatures.find(([signature]) => startsWith(bytes, signature));
  if (other !== undefined && (looksBinary(bytes) || /^[{%]/.test(other[0]) || bytes.subarray(0, 512).includes(0)))
    return { other: other[1], encrypted: false };
  return undefined;
}

/** Tells the kind of a text. `hint` is its stated kind, believed where the text does not say otherwise. */
export function kindByText(text: string, hint: FileKind | undefined): FileKind {
  const head = text.slice(0, 4096).trimStart();
  const afterProlog = text
    .slice(0, 20_000)
    .replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/gi, "")
    .trimStart();
  if (/^<(?:rss|feed|rdf:RDF|\w{1,20}:feed)[\s>]/.test(afterProlog)) return "feed";
  if (/^(?:<!--[\s\S]{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*(?:<!DOCTYPE\s+html|<html[\s>])/i.test(head)) return "html";
  if (looksLikeEmail(head)) return "email";
  if (hint === "html" ? /<[a-z!/]/i.test(text) : looksLikeHtml(text)) return "html";
  if (hint === "markdown" || looksLikeMarkdown(head)) return "markdown";
  return "text";
}

function looksLikeEmail(head: string): boolean {
  const headers = /^(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+/.exec(`${head.replace(/^From [^\n]*\r?\n/, "")}\n`)?.[0];
  if (headers === undefined) return false;
  const named = (names: string) => new RegExp(`^(?:${names}):`, "im").test(headers);
  return (
    named("from|sender|return-path") &&
    named("mime-version|message-id|received|content-type|subject") &&
    named("date|received|message-id|to|mime-version")
  );
}

/** A fragment or page without `<html>`: block elements that are closed, at the head of the text. */
function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 100_000);
  if (!/^\s*<(?:!--|[a-z][a-z0-9]*[\s>/])/i.test(head)) return false;
  return (
    /<(body|div|p|article|main|section|table|ul|ol|h[1-6]|head|title|span|blockquote)\b[^>]{0,2000}>[\s\S]*?<\/\1\s*>/i.test(head) ||
    /<(?:p|br|div|meta|script)\b/i.test(head)
  );
}

function looksLikeMarkdown(head: string): boolean {
  return (
    /^---\r?\n[\w-]+:[\s\S]*?\n(?:---|\.\.\.)\s*\n/.test(head) ||
    /^(?:#{1,6} \S[^\n]*\n\s*\n)/.test(head) ||
    (/^#{1,3} \S/m.test(head) && /^(?:\|.*\||[-*] \S|\[.+\]\(.+\))/m.test(head))
  );
}

const byExtension: Readonly<Record<string, FileKind>> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  html: "html",
  htm: "html",
  xhtml: "html",
  pdf: "pdf",
  docx: "zip",
  eml: "email",
  rss: "feed",
  atom: "feed",
  warc: "web-archive",
};

const byType: Readonly<Record<string, FileKind>> = {
  "text/markdown": "markdown",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "application/pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "zip",
  "message/rfc822": "email",
  "application/rss+xml": "feed",
  "application/atom+xml": "feed",
  "application/warc": "web-archive",
};

/** The kind that a name or a type states, and the word that stated it. Types that servers give to anything (`text/plain`, `octet-stream`) state nothing. */
export function statedKind(
  fileName: string | undefined,
  contentType: string | undefined,
): { readonly kind: FileKind; readonly by: string } | undefined {
  const name = (fileName ?? "").toLowerCase().replace(/\.warc\.gz$/, ".warc");
  const extension = /\.([a-z0-9]{1,10})$/.exec(name)?.[1] ?? "";
  if (Object.hasOwn(byExtension, extension)) return { kind: byExtension[extension]!, by: `.${extension}` };
  const type = (contentType ?? "").split(";")[0]!.trim().toLowerCase();
  return Object.hasOwn(byType, type) ? { kind: byType[type]!, by: type } : undefined;
}
