/** The editor on one file, kept up with what is amiss and with the place in the address. */
import { useEffect, useRef } from "react";
import { useCase, useResults } from "../../case/use-case.js";
import { type CaseEditor, openEditor } from "../../editor/case-editor.js";
import { presentEditor } from "../../editor/present-editor.js";
import { textFeatures } from "./features.js";

/** The editor. `at` is "120" or "120-140": offsets in the text. */
export function EditorPane({ path, at }: { readonly path: string; readonly at: string | undefined }) {
  const store = useCase();
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<CaseEditor>(undefined);
  const diagnostics = useResults((results) => results.diagnostics);
  const isFresh = useResults((results) => results.checkedVersion >= 0);
  useEffect(() => {
    if (place.current === null) return;
    const opened = openEditor(place.current, store, path, textFeatures(store, path));
    editor.current = opened;
    presentEditor.set(opened.view);
    return () => {
      presentEditor.update((view) => (view === opened.view ? undefined : view));
      opened.destroy();
    };
  }, [store, path]);
  // Findings about an older text would stand beside their places; those about the present one are on their way.
  useEffect(() => {
    if (isFresh && store.results.get().checkedVersion === store.state.get().version) editor.current?.showDiagnostics(diagnostics);
  }, [diagnostics, isFresh, store]);
  useEffect(() => {
    const [from, to] = (at ?? "").split("-").map(Number);
    if (at !== undefined && from !== undefined && Number.isSafeInteger(from)) editor.current?.reveal(from, to);
  }, [at]);
  return <div className="editor-pane" ref={place} />;
}
