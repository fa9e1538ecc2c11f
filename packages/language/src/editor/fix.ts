/** Fixes of findings as changes of a text. */
import type { Fix } from "../diagnostic.js";

/** A change of one text, and where the cursor stands after it. */
export interface FixedText {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly cursor: number;
}

/** What a fix does to the text in which its finding stands from `from` to `to`. */
export function applyFix(text: string, { from, to }: { readonly from: number; readonly to: number }, { edit }: Fix): FixedText {
  switch (edit.kind) {
    case "replace":
      return { from, to, insert: edit.text, cursor: from + edit.text.length };
    case "insert-after":
      return { from: to, to, insert: edit.text, cursor: to + edit.text.length };
    case "remove-line": {
      const start = text.lastIndexOf("\n", from - 1) + 1;
      const end = endOfField(text, from);
      return { from: start, to: Math.min(end + 1, text.length), insert: "", cursor: start };
    }
    case "add-line": {
      const at = endOfBlock(text, from);
      return { from: at, to: at, insert: `\n  ${edit.text}`, cursor: at + 3 + edit.cursor };
    }
    default:
      return edit satisfies never;
  }
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** The end of the last line of the block: of those below it that are indented. */
function endOfBlock(text: string, at: number): number {
  let end = endOfLine(text, at);
  for (let next = end; next < text.length && /[ \t\n]/.test(text[next + 1] ?? "x"); ) {
    next = endOfLine(text, next + 1);
    if (text.slice(end, next).trim() !== "") end = next;
  }
  return end;
}

/** The end of a line and of those below it that are indented deeper. */
function endOfField(text: string, at: number): number {
  const depthAt = (start: number) => /^[ \t]*/.exec(text.slice(start, start + 200))![0].length;
  const depth = depthAt(text.lastIndexOf("\n", at - 1) + 1);
  let end = endOfLine(text, at);
  while (end < text.length && depthAt(end + 1) > depth && text.slice(end + 1, endOfLine(text, end + 1)).trim() !== "")
    end = endOfLine(text, end + 1);
  return end;
}
