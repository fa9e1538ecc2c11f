/**
 * Folders written in one text, for tests: a Markdown file whose fences of kind `file PATH` are the other files of the folder,
 * and fences found in the manual's pages.
 */
import type { FileSystem } from "../src/files.js";

/** Stands for the content of a file that may not be read. */
const unreadable = "\u0000unreadable";

/** A fenced block of a Markdown text: its info string, its content, and the lines (from 0) of its two fences. */
export interface Fence {
  readonly info: string;
  readonly content: string;
  readonly opening: number;
  readonly closing: number;
}

/** The outermost fences of a text, in order. */
export function fences(text: string): Fence[] {
  const found: Fence[] = [];
  const lines = text.split("\n");
  let open: { mark: string; info: string; line: number } | undefined;
  for (const [index, line] of lines.entries()) {
    const match = /^(`{3,})(.*)$/.exec(line.trimEnd());
    if (!match) continue;
    const [, mark = "", rest = ""] = match;
    if (!open) {
      open = { mark, info: rest.trim(), line: index };
    } else if (mark.length >= open.mark.length && rest.trim() === "") {
      const content = lines.slice(open.line + 1, index).map((each) => `${each}\n`);
      found.push({ info: open.info, content: content.join(""), opening: open.line, closing: index });
      open = undefined;
    }
  }
  return found;
}

/** The files of a literate text: the chapter itself under `chapter`, with line numbers kept, and each `file PATH` fence under its path; `file PATH unreadable` is one that may not be read. */
export function literateFiles(text: string, chapter: string): Map<string, string> {
  const files = new Map<string, string>();
  const lines = text.split("\n");
  for (const fence of fences(text)) {
    const match = /^file (\S+)( unreadable)?$/.exec(fence.info);
    if (!match?.[1]) continue;
    files.set(match[1], match[2] ? unreadable : fence.content);
    lines.fill("", fence.opening, fence.closing + 1);
  }
  return files.set(chapter, lines.join("\n"));
}

/** What no page can print, written out: `«300 × “(”»` stands for three hundred brackets, `\\n` in it for an end of line, `\\u0000` for the character NUL. */
export function expandMarks(text: string): string {
  const unmark = (part: string) => part.replaceAll("\\n", "\n");
  return text
    .replace(/«([\d,]+) × “([^”]*)”»/g, (_mark, count: string, part: string) => unmark(part).repeat(Number(count.replaceAll(",", ""))))
    .replaceAll("\\u0000", "\u0000");
}

/** The path with `.` and `..` carried out. */
function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** A file system of texts in memory. The paths of `files` are relative to `folder`; `../` leads out of it. */
export function memoryFiles(files: ReadonlyMap<string, string>, folder: string): FileSystem {
  const bytes = new Map([...files].map(([path, text]) => [plainPath(`${folder}/${path}`), new TextEncoder().encode(text)]));
  const hidden = new Set([...files].flatMap(([path, text]) => (text === unreadable ? [plainPath(`${folder}/${path}`)] : [])));
  return {
    list(path) {
      const prefix = plainPath(path) === "" ? "" : `${plainPath(path)}/`;
      const inside = [...bytes.keys()].filter((each) => each.startsWith(prefix));
      if (inside.length === 0) return undefined;
      return inside.map((each) => each.slice(prefix.length)).filter((each) => !each.includes("/"));
    },
    read(path) {
      const found = bytes.get(plainPath(path));
      if (found && hidden.has(plainPath(path))) return { ok: false, reason: "unreadable" };
      if (found) return { ok: true, bytes: found };
      const isFolder = [...bytes.keys()].some((each) => each.startsWith(`${plainPath(path)}/`));
      return { ok: false, reason: isFolder ? "folder" : "missing" };
    },
  };
}
