/** What the editor can do besides editing: a list of extensions, one file each. */
import { type Extension, Prec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { CaseStore } from "../../case/case-store.js";
import { completion } from "../../editor/completion.js";
import { definitions } from "../../editor/definition.js";
import { explanations } from "../../editor/explain.js";
import { fixes } from "../../editor/fixes.js";
import { folding } from "../../editor/folding.js";
import { formatting } from "../../editor/formatting.js";
import { indentation } from "../../editor/indentation.js";
import { inlineValues } from "../../editor/inline-values.js";
import { editorSubject } from "../../editor/language-services.js";
import { renaming } from "../../editor/rename.js";
import { commands } from "../../shell/commands.js";

/** Keys of commands that the editor would take for others. */
const ownKeys = Prec.highest(
  EditorView.domEventHandlers({
    keydown: ({ key, ctrlKey, metaKey, shiftKey, altKey }) =>
      (ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === "f" && give("text.search"),
  }),
);

/** The extensions for a file of the case. */
export function textFeatures(store: CaseStore, path: string): Extension {
  if (!/\.md$/i.test(path)) return ownKeys;
  return [
    editorSubject.of({ store, path }),
    completion,
    explanations,
    definitions,
    renaming,
    fixes,
    formatting,
    folding,
    indentation,
    inlineValues,
    ownKeys,
  ];
}

function give(id: string): boolean {
  const command = commands.get().find((each) => each.id === id);
  command?.run();
  return command !== undefined;
}
