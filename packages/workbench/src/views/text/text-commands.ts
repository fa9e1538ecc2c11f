/** The commands of the view Text, which the palette and the keyboard map list. */
import { closeLintPanel, nextDiagnostic } from "@codemirror/lint";
import type { EditorView } from "@codemirror/view";
import { useMemo } from "react";
import { useObservable } from "../../case/observable.js";
import { useHeld } from "../../case/use-case.js";
import { goToDefinition } from "../../editor/definition.js";
import { explainHere } from "../../editor/explain.js";
import { mendHere } from "../../editor/fixes.js";
import { foldBlocks, unfoldAll } from "../../editor/folding.js";
import { formatHere } from "../../editor/formatting.js";
import { areValuesShown } from "../../editor/inline-values.js";
import { presentEditor } from "../../editor/present-editor.js";
import { renameHere } from "../../editor/rename.js";
import { type Command, useCommands } from "../../shell/commands.js";

/** Adds them. */
export function useTextCommands(path: string | undefined, showProblems: Command, showSearch: Command): void {
  const hasValues = useObservable(areValuesShown);
  const canWrite = useHeld((held) => held.canWrite);
  const isChapter = path !== undefined && /\.md$/i.test(path);
  const commands = useMemo((): readonly Command[] => {
    const inEditor = (id: string, title: string, keys: string | undefined, run: (view: EditorView) => boolean, isOff = false): Command => ({
      id: `text.${id}`,
      title,
      group: "Text",
      ...(keys === undefined ? {} : { keys }),
      isOff: !isChapter || isOff,
      run: () => {
        const view = presentEditor.get();
        if (view === undefined) return;
        view.focus();
        run(view);
      },
    });
    return [
      showSearch,
      showProblems,
      inEditor("definition", "Go to where this name is declared", "F12", goToDefinition),
      inEditor("explain", "Explain what stands at the cursor", "Mod-i", explainHere),
      inEditor("rename", "Rename this everywhere", "F2", renameHere, !canWrite),
      inEditor("mend", "Mend what is amiss in this line", "Mod-.", mendHere, !canWrite),
      inEditor("next-finding", "Go to the next finding of this chapter", "F8", (view) => closeLintPanel(view) || nextDiagnostic(view)),
      inEditor("format", "Bring the blocks of this chapter into shape", "Shift-Alt-f", formatHere, !canWrite),
      inEditor("fold", "Fold all blocks, so that the prose stands alone", undefined, foldBlocks),
      inEditor("unfold", "Unfold everything", undefined, unfoldAll),
      {
        id: "text.values",
        title: hasValues ? "Hide computed values in the text" : "Show computed values in the text",
        group: "Text",
        run: () => areValuesShown.update((shown) => !shown),
      },
    ];
  }, [hasValues, isChapter, canWrite, showProblems, showSearch]);
  useCommands(commands);
}
