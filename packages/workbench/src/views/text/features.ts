/** What the editor can do besides editing: a list of extensions, one file each. */
import type { Extension } from "@codemirror/state";
import type { CaseStore } from "../../case/case-store.js";

/** The extensions for a file of the case. */
export function textFeatures(_store: CaseStore, _path: string): Extension {
  return [];
}
