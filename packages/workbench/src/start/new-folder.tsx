/** A field for the name of a new folder, and the button that makes it. */
import { type FormEvent, useRef } from "react";

/** The field. `about` tells the screen reader which of several it is. */
export function NewFolder(properties: {
  readonly verb: string;
  readonly about?: string;
  readonly name: string;
  readonly isOff: boolean;
  readonly isMain?: boolean;
  readonly onName: (name: string) => void;
}) {
  const { verb, about, name, isOff, isMain = false, onName } = properties;
  const field = useRef<HTMLInputElement>(null);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onName(field.current?.value ?? "");
  };
  return (
    <form className="new-folder" onSubmit={send}>
      <label>
        <span className="small quiet">
          Name of the folder{about === undefined ? null : <span className="visually-hidden"> for {about}</span>}
        </span>
        <input ref={field} defaultValue={name} required maxLength={64} spellCheck={false} autoComplete="off" />
      </label>
      <button type="submit" className={isMain ? "button main" : "button"} disabled={isOff}>
        {verb}
        {about === undefined ? null : <span className="visually-hidden"> {about}</span>}
      </button>
    </form>
  );
}
