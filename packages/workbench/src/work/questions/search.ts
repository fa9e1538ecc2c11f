/** Finding words in all files of the case. */
import { readForm } from "../../case/text-form.js";
import { defineQuestion } from "../question.js";

/** What is looked for. */
export interface SearchInput {
  readonly words: string;
  readonly matchesCase: boolean;
  /** Whether only whole words count. */
  readonly isWhole: boolean;
}

/** A line in which it stands. */
export interface SearchHit {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
  /** The line around it, cut where it is long; the words stand from `start` on. */
  readonly context: string;
  readonly start: number;
}

/** The first hits, and how many there are in how many files. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly count: number;
  readonly files: number;
}

const mostHits = 500;
const around = 60;

export const search = defineQuestion<SearchInput, SearchAnswer>({
  doc: "Lines of all texts of the case in which words stand.",
  answer: async ({ words, matchesCase, isWhole }, { files, pause, signal }) => {
    const hits: SearchHit[] = [];
    let count = 0;
    let found = 0;
    if (words === "") return { hits, count, files: 0 };
    const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const pattern = new RegExp(isWhole ? `(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])` : escaped, matchesCase ? "gu" : "giu");
    const decoder = new TextDecoder();
    for (const path of files.paths()) {
      const read = files.read(path);
      if (!read.ok) continue;
      const { text } = readForm(decoder.decode(read.bytes));
      const before = count;
      let line = 1;
      let lineAt = 0;
      for (const match of text.matchAll(pattern)) {
        count++;
        if (hits.length >= mostHits) continue;
        for (let next = text.indexOf("\n", lineAt); next >= 0 && next < match.index; next = text.indexOf("\n", lineAt)) {
          line++;
          lineAt = next + 1;
        }
        const end = text.indexOf("\n", match.index);
        const start = Math.max(lineAt, match.index - around);
        const context = text.slice(start, Math.min(end < 0 ? text.length : end, match.index + match[0].length + 2 * around));
        hits.push({ file: path, line, from: match.index, to: match.index + match[0].length, context, start: match.index - start });
      }
      if (count > before) found++;
      await pause();
      if (signal.aborted) break;
    }
    return { hits, count, files: found };
  },
});
