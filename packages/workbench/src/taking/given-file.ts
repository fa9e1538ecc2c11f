/** Files that people drop or choose, as bytes: what can be told of them before anything is sent. */
import type { LargestDocument } from "@outweigh/server/protocol";

const largest: LargestDocument = 50_000_000;

/** The endings of files that are read, for the choice of a file; what it is in truth is told by its content. */
export const readableFiles = ".txt,.md,.markdown,.html,.htm,.xhtml,.pdf,.docx,.eml,.xml,.rss,.atom,.warc,.gz";

/** What is read, in words. */
export const readableWords = "Text, Markdown, HTML, PDF, Word (.docx) and mail (.eml)";

/** A file with its bytes, or why it cannot be had, in sentences. */
export type GivenFile = { readonly name: string; readonly bytes: Uint8Array } | { readonly problem: string };

/** Reads a file that was dropped or chosen. */
export async function readGiven(file: File): Promise<GivenFile> {
  if (file.size > largest)
    return {
      problem: `${file.name} is larger than 50 MB (it has ${Math.ceil(file.size / 1e6)} MB). Take in the part that you need, saved as a file of its own.`,
    };
  if (file.size === 0) return { problem: `${file.name} is empty, or a folder. Drop a file with words in it.` };
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch {
    return { problem: `${file.name} cannot be read. It may be a folder, or you may have no right to it.` };
  }
}

/** A name for a folder, from that of a file. */
export function folderNameFrom(file: string): string {
  const name = file
    .replace(/(?<=.)\.[^.]{1,8}$/, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}_-]+/gu, "-")
    .replace(/^[-\p{M}]+/u, "")
    .slice(0, 60)
    .replace(/-+$/, "")
    .toLowerCase();
  return name === "" ? "my-case" : name;
}
