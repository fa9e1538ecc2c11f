/** Folding: blocks by themselves (the language knows them), sections under their headings, and all blocks of a chapter at once. */
import { foldAll, foldEffect, foldService, syntaxTree, unfoldAll } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

/** So many lines below a heading are looked through for its end. */
const farthest = 4000;

function levelAt(state: EditorState, from: number, to: number): number | undefined {
  const mark = /^ {0,3}(#{1,6})\s/.exec(state.sliceDoc(from, Math.min(to, from + 12)))?.[1];
  if (mark === undefined) return undefined;
  const node = syntaxTree(state).resolveInner(from + 1, 1);
  for (let at = node; at.parent !== null; at = at.parent) if (at.name === "FencedCode") return undefined;
  return mark.length;
}

const sections = foldService.of((state, start, end) => {
  const level = levelAt(state, start, end);
  if (level === undefined) return null;
  const first = state.doc.lineAt(start).number;
  let last = first;
  for (let number = first + 1; number <= Math.min(state.doc.lines, first + farthest); number++) {
    const line = state.doc.line(number);
    const other = levelAt(state, line.from, line.to);
    if (other !== undefined && other <= level) break;
    if (line.text.trim() !== "") last = number;
  }
  return last === first ? null : { from: end, to: state.doc.line(last).to };
});

/** Folds every model block of the chapter, so that the prose stands alone. */
export function foldBlocks(view: EditorView): boolean {
  const effects = [...blocksOf(view.state)].map((range) => foldEffect.of(range));
  if (effects.length > 0) view.dispatch({ effects });
  return true;
}

function* blocksOf(state: EditorState) {
  const cursor = syntaxTree(state).cursor();
  if (!cursor.firstChild()) return;
  do {
    if (cursor.name !== "FencedCode") continue;
    const first = state.doc.lineAt(cursor.from);
    if (first.to < cursor.to) yield { from: first.to, to: cursor.to };
  } while (cursor.nextSibling());
}

/** The extension. */
export const folding: Extension = sections;

export { foldAll, unfoldAll };
