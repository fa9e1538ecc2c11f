/** Opening a case: one of those found below the working folder, or a folder by its path. */
import type { StartListing } from "@outweigh/server/protocol";
import { type FormEvent, useRef } from "react";

/** The list and the field. */
export function CaseList(properties: { readonly listing: StartListing; readonly isOff: boolean; readonly onOpen: (path: string) => void }) {
  const { listing, isOff, onOpen } = properties;
  const field = useRef<HTMLInputElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onOpen(field.current?.value ?? "");
  };
  return (
    <>
      <p className="quiet small place">in {listing.place}</p>
      {listing.cases.length === 0 ? (
        <p className="quiet">There is none in this folder yet.</p>
      ) : (
        <ul className="start-list">
          {listing.cases.map(({ path, question }) => (
            <li key={path}>
              <button type="button" disabled={isOff} onClick={() => onOpen(path)}>
                <strong>{path === "." ? "This folder" : path}</strong>
                <span>{question === "" ? "No question yet" : question}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <form className="new-folder" onSubmit={send}>
        <label>
          <span className="small quiet">Or the path of a folder</span>
          <input ref={field} required placeholder="~/cases/heat-2026" spellCheck={false} autoComplete="off" />
        </label>
        <button type="submit" className="button" disabled={isOff}>
          Open
        </button>
      </form>
    </>
  );
}
