/** Searching all files of the case: the lines in which words stand, by file, each a link to its place. */
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useAnswer } from "../../case/use-case.js";
import { addressOf, goTo, useAddress } from "../../shell/address.js";
import { Icon } from "../../shell/icon.js";
import { Waiting } from "../../shell/waiting.js";
import type { SearchHit } from "../../work/questions/search.js";

/** The panel. What is searched for stands in the address as `find`. */
export function Search({ onClose }: { readonly onClose: () => void }) {
  const { subject, settings } = useAddress();
  const [words, setWords] = useState(settings.find ?? "");
  const [matchesCase, setMatchesCase] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed moves the address
  useEffect(() => {
    const timer = setTimeout(() => goTo("text", subject, { ...settings, find: words }, true), 250);
    return () => clearTimeout(timer);
  }, [words]);
  const { value, problem } = useAnswer("search", { words: words.trim(), matchesCase, isWhole }, words.trim() !== "");
  return (
    <section className="findings search" aria-label="Search">
      <header>
        <h2>Search the case</h2>
        <button type="button" className="icon-button" aria-label="Close the search" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <search className="fields" onKeyDown={(event) => event.key === "Escape" && onClose()}>
        <input
          ref={field}
          type="search"
          aria-label="Words to search for"
          placeholder="Words, in all files of the case"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          // biome-ignore lint/a11y/noAutofocus: the search was asked for
          autoFocus
        />
        <label>
          <input type="checkbox" checked={matchesCase} onChange={(event) => setMatchesCase(event.target.checked)} /> Match capitals
        </label>
        <label>
          <input type="checkbox" checked={isWhole} onChange={(event) => setWhole(event.target.checked)} /> Whole words
        </label>
        <span className="quiet" role="status">
          {words.trim() === "" || value === undefined ? "" : told(value.count, value.files, value.hits.length)}
        </span>
      </search>
      {problem !== undefined ? (
        <p className="quiet">The search broke off: {problem.message}</p>
      ) : words.trim() === "" ? null : value === undefined ? (
        <Waiting for="Searching …" />
      ) : (
        <ul>
          {byFile(value.hits).map(([file, hits]) => (
            <li key={file} className="file">
              <h3>{file}</h3>
              <ul>
                {hits.map((hit) => (
                  <li key={hit.from}>
                    <a href={addressOf("text", file, { find: words, at: `${hit.from}-${hit.to}` })}>
                      <span className="number">{hit.line}</span>
                      <span className="context">{marked(hit)}</span>
                    </a>
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function told(count: number, files: number, shown: number): string {
  if (count === 0) return "Not found.";
  const where = `${count.toLocaleString("en")} ${count === 1 ? "place" : "places"} in ${files} ${files === 1 ? "file" : "files"}`;
  return shown < count ? `${where}; the first ${shown} are shown.` : `${where}.`;
}

function byFile(hits: readonly SearchHit[]): readonly (readonly [string, readonly SearchHit[]])[] {
  const files = new Map<string, SearchHit[]>();
  for (const hit of hits) files.set(hit.file, [...(files.get(hit.file) ?? []), hit]);
  return [...files];
}

function marked({ context, start, from, to }: SearchHit): ReactNode {
  const end = start + (to - from);
  return (
    <>
      {context.slice(0, start).trimStart()}
      <mark>{context.slice(start, end)}</mark>
      {context.slice(end)}
    </>
  );
}
