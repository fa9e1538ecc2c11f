/** The editor that is shown now, for commands that are given from outside of it. */
import type { EditorView } from "@codemirror/view";
import { observable } from "../case/observable.js";

/** The one that is shown, if any. */
export const presentEditor = observable<EditorView | undefined>(undefined);
