/** Two versions of a file side by side, when it was changed here and on disk in the same place. */
import { MergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { chapterSupport } from "../../editor/notation-language.js";

/** Both versions, to be looked at. */
export function Comparison({ mine, theirs }: { readonly mine: string; readonly theirs: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const side = (doc: string, label: string) => ({
      doc,
      extensions: [
        chapterSupport,
        EditorView.lineWrapping,
        EditorState.readOnly.of(true),
        EditorView.contentAttributes.of({ "aria-label": label }),
      ],
    });
    const view = new MergeView({
      parent: place.current,
      a: side(theirs, "What is on disk"),
      b: side(mine, "What is here"),
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [mine, theirs]);
  return (
    <div className="comparison">
      <div className="heads">
        <h2>On disk</h2>
        <h2>Here</h2>
      </div>
      <div ref={place} />
    </div>
  );
}
