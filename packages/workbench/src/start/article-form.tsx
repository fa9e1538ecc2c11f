/** Beginning from an article: a place to drop a file on or to choose one, and then the name of the case that is made of it. */
import { useRef, useState } from "react";
import { folderNameFrom, readableFiles, readableWords } from "../taking/given-file.js";
import { useDroppedFiles } from "../taking/use-dropped-files.js";
import { NewFolder } from "./new-folder.js";

/** The form. Files may be dropped anywhere on the page. */
export function ArticleForm(properties: {
  readonly isOff: boolean;
  readonly onBegin: (file: File, folder: string) => void;
  readonly onProblem: (problem: string | undefined) => void;
}) {
  const { isOff, onBegin, onProblem } = properties;
  const [file, setFile] = useState<File>();
  const field = useRef<HTMLInputElement>(null);
  const choose = (files: readonly File[]) => {
    const [first, ...others] = files;
    if (first === undefined) return;
    setFile(first);
    onProblem(
      others.length === 0
        ? undefined
        : `A case begins from one file, here ${first.name}. The others can be dropped on the view Evidence afterwards.`,
    );
  };
  const isOver = useDroppedFiles(choose, () => !isOff);
  return (
    <section aria-labelledby="start-article" className={`wide start-article${isOver ? " over" : ""}${file === undefined ? "" : " chosen"}`}>
      <h3 id="start-article">Begin from an article</h3>
      {file === undefined ? (
        <>
          <p>
            <span>{isOver ? "Drop it" : "Drop an article or a report here."}</span>
            <span className="quiet small">
              {readableWords}, up to 50 MB. It is kept in a new case as its first source, and you choose which passages become claims.
            </span>
          </p>
          <button type="button" className="button" disabled={isOff} onClick={() => field.current?.click()}>
            Choose a file
          </button>
        </>
      ) : (
        <>
          <p>
            <strong>{file.name}</strong>
            <span className="quiet small">
              {sizeWords(file.size)}.{" "}
              <button type="button" className="link-button" disabled={isOff} onClick={() => field.current?.click()}>
                Another file
              </button>
            </span>
          </p>
          <NewFolder
            key={file.name}
            verb="Begin the case"
            name={folderNameFrom(file.name)}
            isOff={isOff}
            isMain
            onName={(folder) => onBegin(file, folder)}
          />
        </>
      )}
      <input
        ref={field}
        type="file"
        hidden
        accept={readableFiles}
        aria-label="An article to begin from"
        onChange={({ currentTarget }) => {
          choose([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
    </section>
  );
}

const sizeWords = (bytes: number): string =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
