/** The view Text: the chapters of the case, an editor on one of them, and what is amiss. */
import "../../editor/editor.css";
import "../../editor/services.css";
import "./text.css";
import { firstCase } from "@outweigh/language";
import { useMemo } from "react";
import type { HeldFile } from "../../case/held-case.js";
import { useCase, useHeld, useResults } from "../../case/use-case.js";
import { presentEditor } from "../../editor/present-editor.js";
import { goTo, useAddress } from "../../shell/address.js";
import type { Command } from "../../shell/commands.js";
import { Chapters } from "./chapters.js";
import { Comparison } from "./comparison.js";
import { EditorPane } from "./editor-pane.js";
import { Findings } from "./findings.js";
import { Search } from "./search.js";
import { useTextCommands } from "./text-commands.js";

/** The view. The subject of the address is the file; `at` a place in it, `problems` opens the list of findings, `find` the search, `compare` shows a conflict. */
export function View() {
  const { subject, settings } = useAddress();
  const store = useCase();
  const canWrite = useHeld((held) => held.canWrite);
  const isSite = store.host.take === undefined;
  const firstChapter = useResults((results) => results.chapters[0]);
  const firstFile = useHeld(({ files }) => [...files.keys()].filter((path) => /\.md$/i.test(path)).sort()[0]);
  const path = subject === "" ? (firstChapter ?? firstFile) : subject;
  const kind = useHeld(({ files }) => kindOf(path === undefined ? undefined : files.get(path)));
  const hasProblems = settings.problems === "1";
  const isSearching = settings.find !== undefined;
  const showProblems = useMemo(
    (): Command => ({
      id: "text.problems",
      title: hasProblems ? "Hide the list of findings" : "List what is amiss",
      group: "Text",
      keys: "Mod-Shift-m",
      run: () => goTo("text", subject, hasProblems ? {} : { problems: "1" }, true),
    }),
    [hasProblems, subject],
  );
  const showSearch = useMemo(
    (): Command => ({
      id: "text.search",
      title: "Search the case",
      group: "Text",
      keys: "Mod-Shift-f",
      run: () => {
        const { main } = presentEditor.get()?.state.selection ?? { main: undefined };
        const selected = main === undefined ? "" : presentEditor.get()!.state.sliceDoc(main.from, Math.min(main.to, main.from + 100));
        goTo("text", subject, { find: selected.includes("\n") ? "" : selected }, true);
      },
    }),
    [subject],
  );
  useTextCommands(path, showProblems, showSearch);
  return (
    <div className="text-view">
      <Chapters current={path} />
      <div className="text-main">
        {path === undefined ? (
          <div className="empty">
            <h2>There is nothing in this folder yet</h2>
            <p>
              A case is a folder of Markdown files. Begin with a first chapter, small and complete, to be written over; or put a file that
              ends in .md into this folder: it appears here at once.
            </p>
            {canWrite ? (
              <button type="button" className="button main" onClick={() => store.create("1-question.md", firstCase("my_case"))}>
                Begin with a first chapter
              </button>
            ) : null}
          </div>
        ) : kind === "missing" ? (
          <div className="empty">
            <h2>There is no file {path}</h2>
            <p>It may have been renamed or removed. The chapters that there are stand in the list.</p>
          </div>
        ) : kind === "other" ? (
          <div className="empty">
            <h2>{path} is not a text</h2>
            <p>It is kept with the case and used where the case names it, but it cannot be edited here.</p>
          </div>
        ) : settings.compare === "1" && kind === "conflict" ? (
          <FileComparison path={path} />
        ) : (
          <div className="text-editor">
            {canWrite ? null : (
              <p className="text-reading" role="note">
                {isSite
                  ? "This page is for reading: the text can be searched and computed with, and changes in the folder of the case alone."
                  : "Nothing can be written in this folder, so the text is for reading. Copy the folder to a place of your own to change it."}
              </p>
            )}
            <EditorPane key={path} path={path} at={settings.at} />
          </div>
        )}
        {isSearching ? <Search onClose={() => closed(subject)} /> : hasProblems ? <Findings onClose={() => closed(subject)} /> : null}
      </div>
    </div>
  );
}

/** What there is to be shown of a file; a conflict where both versions are texts. */
function kindOf(file: HeldFile | undefined): "missing" | "other" | "conflict" | "text" {
  if (file === undefined) return "missing";
  if (file.text === undefined) return "other";
  return file.saving === "conflict" && file.theirs?.text !== undefined ? "conflict" : "text";
}

function FileComparison({ path }: { readonly path: string }) {
  const mine = useHeld(({ files }) => files.get(path)?.text);
  const theirs = useHeld(({ files }) => files.get(path)?.theirs?.text);
  return <Comparison mine={mine ?? ""} theirs={theirs ?? ""} />;
}

/** Closes what stands below the editor, and goes on in the text. */
function closed(subject: string): void {
  goTo("text", subject, {}, true);
  presentEditor.get()?.focus();
}
