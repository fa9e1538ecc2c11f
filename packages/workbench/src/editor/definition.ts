/** Going to where a name is declared, and back to where one was. */
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { addressOf, goToText } from "../shell/address.js";
import { notify } from "../shell/notices.js";
import { subjectOf } from "./language-services.js";

async function go(view: EditorView, position: number): Promise<void> {
  const { store, path } = subjectOf(view);
  const there = await store.worker.ask("nameAt", { file: path, at: position }).catch(() => undefined);
  if (there === undefined) return notify("There is no name of the case here.");
  const { file, from, to, key } = there.named;
  if (!store.state.get().files.has(file)) return notify(`${key} is declared in ${file}, which is outside of this folder.`);
  if (file === path && there.place.from === from) return notify(`${key} is declared here.`);
  // The way back leads to the place that is left, not to where one came from before.
  history.replaceState(null, "", addressOf("text", path, { at: String(position) }));
  goToText(file, from, to);
}

/** Goes to the declaration of the name at the cursor. */
export function goToDefinition(view: EditorView): boolean {
  void go(view, view.state.selection.main.head);
  return true;
}

/** The extension. */
export const definitions: Extension = [
  Prec.high(
    keymap.of([
      { key: "F12", run: goToDefinition },
      {
        key: "Alt-ArrowLeft",
        run: () => {
          history.back();
          return true;
        },
      },
    ]),
  ),
  EditorView.domEventHandlers({
    mousedown: (event, view) => {
      if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
      const position = view.posAtCoords({ x: event.clientX, y: event.clientY });
      if (position === null) return false;
      event.preventDefault();
      void go(view, position);
      return true;
    },
  }),
];
