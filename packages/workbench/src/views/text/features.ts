/** What the editor can do besides editing: a list of extensions, one file each. */
import type { Extension } from "@codemirror/state";
import type { CaseStore } from "../../case/case-store.js";
import { completion } from "../../editor/completion.js";
import { definitions } from "../../editor/definition.js";
import { explanations } from "../../editor/explain.js";
import { fixes } from "../../editor/fixes.js";
import { folding } from "../../editor/folding.js";
import { formatting } from "../../editor/formatting.js";
import { inlineValues } from "../../editor/inline-values.js";
import { editorSubject } from "../../editor/language-services.js";
import { renaming } from "../../editor/rename.js";

/** The extensions for a file of the case. */
export function textFeatures(store: CaseStore, path: string): Extension {
  if (!/\.md$/i.test(path)) return [];
  return [editorSubject.of({ store, path }), completion, explanations, definitions, renaming, fixes, formatting, folding, inlineValues];
}
