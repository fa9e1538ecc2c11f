/** Where files can be dropped in an open case: on the view Evidence they become sources, and nowhere do they lead away from the page. */
import "./taking.css";
import { useRef } from "react";
import { useObservable } from "../case/observable.js";
import { useCase, useHeld } from "../case/use-case.js";
import { goTo } from "../shell/address.js";
import { Icon } from "../shell/icon.js";
import { notify } from "../shell/notices.js";
import { readableFiles, readableWords } from "./given-file.js";
import { takeFiles, takenNow } from "./take-files.js";
import { useDroppedFiles } from "./use-dropped-files.js";

/** What is shown while files are held over the page, and while one is taken in. `view` is the name of the view. */
export function DropTarget({ view }: { readonly view: string }) {
  const store = useCase();
  const canWrite = useHeld((held) => held.canWrite);
  const taken = useObservable(takenNow);
  const isHere = view === "evidence" && canWrite;
  const isOver = useDroppedFiles(
    (files) => {
      if (isHere) void takeFiles(store, files);
      else if (!canWrite) notify("This case can be read only, so nothing is taken in.");
      else
        notify("Documents are taken in on the view Evidence: drop it there.", {
          action: { title: "Go there", run: () => goTo("evidence") },
        });
    },
    // An editor takes the words of a file that is dropped into it.
    (place) => isHere || place?.closest(".cm-editor") == null,
  );
  return (
    <>
      {isOver && isHere ? (
        <div className="drop-target" aria-hidden="true">
          <p>
            <Icon name="plus" /> Drop it to take it in as a source
          </p>
        </div>
      ) : null}
      {taken === undefined ? null : (
        <p className="taking-now" role="status">
          <progress aria-label={`Taking ${taken} in`} /> Reading {taken} and putting it into the case…
        </p>
      )}
    </>
  );
}

/** A button that lets one choose a file to take in. */
export function TakeButton({ words = "Add a source" }: { readonly words?: string }) {
  const store = useCase();
  const canWrite = useHeld((held) => held.canWrite);
  const isBusy = useObservable(takenNow) !== undefined;
  const field = useRef<HTMLInputElement>(null);
  if (!canWrite || store.host.take === undefined) return null;
  return (
    <>
      <button
        type="button"
        className="button take-button"
        disabled={isBusy}
        title={`${readableWords}; or drop a file on this page`}
        onClick={() => field.current?.click()}
      >
        <Icon name="plus" /> {words}
      </button>
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept={readableFiles}
        aria-label="A document to take in"
        onChange={({ currentTarget }) => {
          void takeFiles(store, [...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </>
  );
}
