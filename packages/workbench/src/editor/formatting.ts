/** Blocks brought into shape, as `outweigh format` does. */
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { notify } from "../shell/notices.js";
import { subjectOf } from "./language-services.js";

/** Formats the chapter. */
export function formatHere(view: EditorView): boolean {
  const { store, path } = subjectOf(view);
  if (!store.host.canWrite) return true;
  const { version } = store.state.get();
  void store.worker.ask("formatted", { file: path }).then(
    (text) => {
      if (text === undefined) notify("Only chapters have a shape; this file stays as it is.");
      else if (store.state.get().version !== version) notify("The text has changed meanwhile. Try again.");
      else if (text === store.state.get().files.get(path)?.text) notify("The blocks are in shape already.");
      else {
        store.replace(path, text, { label: "Formatting", group: store.newGroup() });
        notify("The blocks of this chapter are in shape now.");
      }
    },
    () => undefined,
  );
  return true;
}

/** The extension. */
export const formatting: Extension = keymap.of([{ key: "Shift-Alt-f", run: formatHere }]);
