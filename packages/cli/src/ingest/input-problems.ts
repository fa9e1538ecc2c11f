/** What can keep a document from being taken in, and what a reader of it should know, in words for an analyst. */
import type { DocumentFinding, DocumentProblem } from "@outweigh/evidence";

/** A document that was not taken in. `code` is for programs. */
export interface InputProblem {
  readonly input: string;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const unreadable: Readonly<Record<DocumentProblem["code"], (input: string, detail: string) => readonly [message: string, remedy: string]>> =
  {
    "unknown-type": (input, detail) => [
      `${input} is no document that can be read${detail === "" ? "" : `: ${detail}`}.`,
      "Plain text, Markdown, HTML, PDF, .docx, .eml, RSS, Atom and WARC are read. Save it as one of these.",
    ],
    encrypted: (input, detail) => [
      `${input} is protected with a password${detail === "" ? "" : ` (${detail})`}, so its text cannot be read.`,
      "Save a copy without the password, then take that in.",
    ],
    scanned: (input, detail) => [
      `${input} is a scan: its pages are pictures${detail === "" ? "" : ` (${detail})`}, and there is no text to quote.`,
      "Run text recognition over it (for instance ocrmypdf), check the result, then take in the new file.",
    ],
    damaged: (input, detail) => [
      `${input} is damaged or cut off${detail === "" ? "" : `: ${detail}`}.`,
      "Fetch it again from where it came.",
    ],
    "too-large": (input, detail) => [
      `${input} is too large${detail === "" ? "" : `: ${detail}`}.`,
      "Take in the part that you need, saved as a file of its own.",
    ],
    "expands-too-far": (input, detail) => [
      `${input} unpacks to far more than a document holds${detail === "" ? "" : ` (${detail})`}, as harmful files do.`,
      "Do not open it. If you trust where it comes from, save its text as a new file.",
    ],
    "no-text": (input, detail) => [
      `There are no words in ${input}${detail === "" ? "" : ` (${detail})`}.`,
      "Check that it is the file that you mean.",
    ],
  };

/** Why the bytes of a file could not be read as a document. */
export function documentProblem(input: string, { code, detail }: DocumentProblem): InputProblem {
  const [message, remedy] = unreadable[code](input, detail.replace(/[.\s]+$/, ""));
  return { input, code, message, remedy };
}

/** Why a file could not be opened. */
export function fileProblem(input: string, kind: "missing" | "folder" | "other" | "unreadable" | "too-large"): InputProblem {
  const looksLikeAddress = /^(?:www\.|[\w-]+(?:\.[\w-]+)+\/)/i.test(input);
  const words: Readonly<Record<typeof kind, readonly [message: string, remedy: string]>> = {
    missing: [
      `There is no file ${input}.`,
      looksLikeAddress
        ? `If it is a page of the web, write https:// before it: https://${input}`
        : "Check its name, and the folder in which you are.",
    ],
    folder: [`${input} is a folder.`, `Give the files in it, for instance ${input.replace(/\/+$/, "")}/*`],
    other: [`${input} is neither a file nor a folder.`, "Only files, addresses of the web and - for the standard input are read."],
    unreadable: [`${input} cannot be read.`, "Check that you may read it, then try again."],
    "too-large": [`${input} is larger than 50 MB.`, "Take in the part that you need, saved as a file of its own."],
  };
  const [message, remedy] = words[kind];
  return { input, code: kind, message, remedy };
}

const findings: Readonly<Record<DocumentFinding["code"], (detail: string) => string>> = {
  "type-differs-from-name": (detail) => `It is not what its name says: ${detail}. It was read as what it is.`,
  "charset-guessed": (detail) => `It does not say in which characters it is written; ${detail} was taken.`,
  "charset-differs-from-stated": (detail) => `Its characters are not those that it states: ${detail}.`,
  "characters-replaced": (detail) => `Some characters could not be read and stand as \ufffd: ${detail}.`,
  "pages-without-text": (detail) => `Some pages are pictures without text: ${detail}.`,
  "navigation-left-out": (detail) => `Menus and the like were left out${detail === "" ? "" : `: ${detail}`}.`,
  "whole-page-kept": (detail) => `No main text was found, so the whole page was kept${detail === "" ? "" : `: ${detail}`}.`,
  "attachments-left-out": (detail) => `Attachments were not read${detail === "" ? "" : `: ${detail}`}. Take them in by themselves.`,
  "deletions-left-out": (detail) => `Deleted text of tracked changes was left out${detail === "" ? "" : `: ${detail}`}.`,
  "entries-not-read": (detail) => `Some entries could not be read${detail === "" ? "" : `: ${detail}`}.`,
  "mixed-direction": (detail) => `Text runs in both directions${detail === "" ? "" : ` (${detail})`}; check the order of words in a quote.`,
  "hidden-characters-removed": (detail) => `Characters that cannot be seen were removed${detail === "" ? "" : `: ${detail}`}.`,
};

/** A finding in a sentence. */
export function findingWords({ code, detail }: DocumentFinding): string {
  return findings[code](detail);
}
