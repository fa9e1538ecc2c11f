/** Findings of the compiler as the editor shows them: underlined where they are, worded as everywhere else, with what to write instead. */
import { type Diagnostic as EditorDiagnostic, forEachDiagnostic } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { Diagnostic } from "@outweigh/language";
import { mend } from "./fixes.js";

const severities = { error: "error", warning: "warning", note: "info" } as const;

/** The findings of one file. A finding without width gets the word or the line it stands at. */
export function diagnosticsOf(state: EditorState, path: string, diagnostics: readonly Diagnostic[]): EditorDiagnostic[] {
  const { length } = state.doc;
  return diagnostics
    .filter(({ span }) => span.file === path)
    .map((diagnostic) => {
      const { span, severity, code } = diagnostic;
      const from = Math.min(span.from, length);
      const to = Math.max(from, Math.min(span.to, length));
      const word = from === to ? (state.wordAt(from) ?? state.doc.lineAt(from)) : { from, to };
      return {
        from: word.from,
        to: word.to,
        severity: severities[severity],
        message: diagnostic.message,
        source: code,
        renderMessage: () => messageOf(diagnostic),
        actions: (state.readOnly ? [] : (diagnostic.fixes ?? [])).map((fix) => ({
          name: fix.title,
          apply: (view: EditorView, at: number, end: number) => mend(view, fix, at, span.from === span.to ? at : end),
        })),
      };
    })
    .sort((one, other) => one.from - other.from);
}

/** Whether the editor shows these already, at these places: findings move with the text, so that most are where they should be. */
export function areShown(state: EditorState, found: readonly EditorDiagnostic[]): boolean {
  const wanted = new Map<string, number>();
  const keyOf = ({ severity, source, message, actions = [] }: EditorDiagnostic, from: number, to: number) =>
    [from, to, severity, source, message, ...actions.map(({ name }) => name)].join("\n");
  for (const each of found) {
    const key = keyOf(each, each.from, each.to);
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
  }
  let isSame = true;
  forEachDiagnostic(state, (each, from, to) => {
    const key = keyOf(each, from, to);
    const left = wanted.get(key) ?? 0;
    if (left === 0) isSame = false;
    wanted.set(key, left - 1);
  });
  return isSame && [...wanted.values()].every((left) => left === 0);
}

/** The words of a finding, as text and nothing but text. */
function messageOf({ message, remedy, second, code }: Diagnostic): Node {
  const whole = document.createElement("div");
  whole.className = "finding";
  const add = (name: string, words: string) => {
    const paragraph = document.createElement("p");
    paragraph.className = name;
    paragraph.textContent = words;
    whole.append(paragraph);
  };
  add("message", message);
  if (second !== undefined) add("second", second.message);
  if (remedy !== "") add("remedy", remedy);
  add("code", code);
  return whole;
}
