/** An editor on one file of the case: what is typed goes to the store, what others change comes from it, and the store alone undoes. */
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentUnit } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, type Extension, Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import type { Diagnostic } from "@outweigh/language";
import type { HistoryStep } from "../case/case-history.js";
import type { CaseStore } from "../case/case-store.js";
import { blockLines } from "./block-lines.js";
import { areShown, diagnosticsOf } from "./editor-diagnostics.js";
import { chapterSupport } from "./notation-language.js";

/** On transactions that bring what the store has already. */
const fromStore = Annotation.define<true>();

/** An editor in the page. */
export interface CaseEditor {
  readonly view: EditorView;
  /** Shows what is amiss; spans of other files are left out. */
  showDiagnostics(diagnostics: readonly Diagnostic[]): void;
  /** Goes to a place and shows it in the middle. */
  reveal(from: number, to?: number): void;
  destroy(): void;
}

/** Puts an editor on the file at `path` into `parent`. `extensions` are those of the features of the view. */
export function openEditor(parent: HTMLElement, store: CaseStore, path: string, extensions: Extension): CaseEditor {
  const file = store.state.get().files.get(path);
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: file?.text ?? "",
      extensions: [
        basics(path, store.host.canWrite),
        // The history of the case undoes, over all files and views, so the editor has none of its own.
        keymap.of([
          { key: "Mod-z", run: () => follow(store.undo()) },
          { key: "Mod-y", run: () => follow(store.redo()), mac: "Mod-Shift-z" },
          { key: "Mod-Shift-z", run: () => follow(store.redo()) },
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.transactions.some((each) => each.annotation(fromStore))) return;
          store.edit(path, update.changes, { label: labelOf(update.transactions), origin: view });
        }),
        extensions,
      ],
    }),
  });
  const end = store.onChange((change) => {
    if (change.path !== path || change.origin === view) return;
    view.dispatch({ changes: change.changes, annotations: [fromStore.of(true), Transaction.addToHistory.of(false)] });
  });
  /** Goes to where something was undone, where that was in this file. */
  const follow = (steps: readonly HistoryStep[]): boolean => {
    const step = steps.find((each) => each.path === path);
    let place: number | undefined;
    step?.changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => {
      place = toB;
    });
    if (place !== undefined) view.dispatch({ selection: { anchor: Math.min(place, view.state.doc.length) }, scrollIntoView: true });
    return true;
  };
  return {
    view,
    showDiagnostics: (diagnostics) => {
      const found = diagnosticsOf(view.state, path, diagnostics);
      if (!areShown(view.state, found)) view.dispatch(setDiagnostics(view.state, found));
    },
    reveal: (from, to = from) => {
      const length = view.state.doc.length;
      const [anchor, head] = [Math.min(from, length), Math.min(to, length)];
      view.dispatch({ selection: { anchor, head }, effects: EditorView.scrollIntoView(anchor, { y: "center" }) });
      view.focus();
    },
    destroy: () => {
      end();
      view.destroy();
    },
  };
}

function basics(path: string, canWrite: boolean): Extension {
  const isChapter = /\.md$/i.test(path);
  return [
    lineNumbers(),
    foldGutter(),
    lintGutter(),
    // Signs that are not seen, or turn the direction of writing, would show another text than the one that is read.
    highlightSpecialChars(),
    drawSelection(),
    highlightActiveLine(),
    highlightSelectionMatches(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    indentUnit.of("  "),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": `Text of ${path}`,
      tabindex: "0",
      spellcheck: isChapter ? "true" : "false",
      autocorrect: "off",
    }),
    EditorState.readOnly.of(!canWrite),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...foldKeymap, indentWithTab]),
    isChapter ? [chapterSupport, blockLines] : [],
  ];
}

function labelOf(transactions: readonly Transaction[]): string {
  if (transactions.some((each) => each.isUserEvent("delete"))) return "Deleting";
  if (transactions.some((each) => each.isUserEvent("input.paste"))) return "Pasting";
  if (transactions.some((each) => each.isUserEvent("move"))) return "Moving";
  return "Typing";
}
