/** Remembers the chapters that were read, so that after an edit only what the edit touches is parsed again. */
import { type Tree, TreeFragment } from "@lezer/common";
import type { Diagnostic } from "../diagnostic.js";
import { type ChapterSyntax, syntaxOf } from "./chapter.js";
import type { ReadContext } from "./expressions.js";
import { chapterParser } from "./markdown.js";

/** A chapter's tree, with what parsing it again after an edit starts from. */
export interface ParsedChapter {
  readonly text: string;
  readonly tree: Tree;
  readonly fragments: readonly TreeFragment[];
}

interface Remembered extends ParsedChapter {
  readonly firstIndex: number;
  readonly chapter: ChapterSyntax;
  readonly found: readonly Diagnostic[];
}

/** The chapters of one case or of several, by file. What it gives is what parsing from nothing would give. */
export class ChapterMemory {
  private readonly chapters = new Map<string, Remembered>();

  /** Reads a chapter. `context.text` must already be normalised (LF line ends, no byte order mark); `firstIndex` numbers its values on from those of earlier chapters. */
  read(context: ReadContext, firstIndex: number): ChapterSyntax {
    const { file, text, report } = context;
    const known = this.chapters.get(file);
    if (known?.text === text && known.firstIndex === firstIndex) {
      for (const diagnostic of known.found) report(diagnostic);
      return known.chapter;
    }
    const { tree, fragments } = parseChapter(text, known);
    const found: Diagnostic[] = [];
    const chapter = syntaxOf(tree, { file, text, report: (diagnostic) => void found.push(diagnostic) }, firstIndex);
    this.chapters.set(file, { text, tree, fragments, firstIndex, chapter, found });
    for (const diagnostic of found) report(diagnostic);
    return chapter;
  }
}

/** Parses a chapter; with what it was `before`, only what was edited. */
export function parseChapter(text: string, before?: ParsedChapter): ParsedChapter {
  if (before?.text === text) return before;
  const kept = before === undefined ? [] : TreeFragment.applyChanges(before.fragments, [changeBetween(before.text, text)]);
  const tree = chapterParser.parse(text, kept);
  return { text, tree, fragments: TreeFragment.addTree(tree, kept) };
}

/** The one stretch in which two texts differ. */
function changeBetween(before: string, after: string): { fromA: number; toA: number; fromB: number; toB: number } {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let end = 0;
  while (end < shorter - from && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  return { fromA: from, toA: before.length - end, fromB: from, toB: after.length - end };
}
