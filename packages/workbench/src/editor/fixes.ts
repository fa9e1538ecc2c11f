/** Mending what is amiss at the cursor: a list of changes above the text, each a button. */
import { forEachDiagnostic } from "@codemirror/lint";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap, type Panel, showPanel } from "@codemirror/view";
import { applyFix, type Fix } from "@outweigh/language";
import { notify } from "../shell/notices.js";

/** Makes the change in the text that the editor shows; `from` to `to` is where the finding stands now. */
export function mend(view: EditorView, fix: Fix, from: number, to: number): void {
  const change = applyFix(view.state.doc.toString(), { from, to }, fix);
  view.dispatch({
    changes: { from: change.from, to: change.to, insert: change.insert },
    selection: { anchor: change.cursor },
    scrollIntoView: true,
    userEvent: "input.fix",
  });
  view.focus();
}

interface Choice {
  readonly title: string;
  readonly apply: (view: EditorView) => void;
}

const ask = StateEffect.define<readonly Choice[] | null>();

const askedField = StateField.define<readonly Choice[] | null>({
  create: () => null,
  update: (held, { effects, docChanged }) => {
    for (const effect of effects) if (effect.is(ask)) return effect.value;
    return docChanged ? null : held;
  },
  provide: (field) => showPanel.from(field, (choices) => (choices === null ? null : (view) => panel(view, choices))),
});

/** Shows the changes that would mend what is amiss at the cursor or in its line. */
export function mendHere(view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const line = view.state.doc.lineAt(head);
  const found: (Choice & { readonly distance: number })[] = [];
  forEachDiagnostic(view.state, ({ actions = [] }, from, to) => {
    if (to < line.from || from > line.to) return;
    const distance = Math.max(from - head, head - to, 0);
    for (const { name, apply } of actions) found.push({ title: name, apply: () => apply(view, from, to), distance });
  });
  if (found.length === 0) notify("Nothing in this line can be mended by itself.");
  else view.dispatch({ effects: ask.of(found.sort((one, other) => one.distance - other.distance).slice(0, 9)) });
  return true;
}

function panel(view: EditorView, choices: readonly Choice[]): Panel {
  const dom = document.createElement("div");
  dom.className = "fix-panel";
  dom.setAttribute("role", "group");
  dom.setAttribute("aria-label", "Ways to mend this line");
  const close = () => {
    view.dispatch({ effects: ask.of(null) });
    view.focus();
  };
  const buttons = choices.map(({ title, apply }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => {
      close();
      apply(view);
    });
    return button;
  });
  dom.append(...buttons);
  dom.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step !== undefined) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
  });
  return { dom, top: true, mount: () => buttons[0]?.focus() };
}

/** The extension. */
export const fixes: Extension = [askedField, keymap.of([{ key: "Mod-.", run: mendHere }])];
