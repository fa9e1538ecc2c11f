/** What can be done by name or key: the palette lists it, keys reach it. Views add theirs while they are shown, the shell adds those that are always there. */
import { useEffect } from "react";
import { observable } from "../case/observable.js";

/** A command. */
export interface Command {
  /** Unique, like "view.text". */
  readonly id: string;
  /** What it does, as a verb: "Show the brief". */
  readonly title: string;
  /** Under which heading the palette and the keyboard map list it. */
  readonly group: string;
  /** Keys like "Mod-k" or "Alt-1"; Mod is Command on a Mac and Control elsewhere. Without Mod, Alt or Ctrl a key works only outside of fields. */
  readonly keys?: string;
  readonly isOff?: boolean;
  readonly run: () => void;
}

const registered = observable<readonly Command[]>([]);

/** All commands that can be given now. */
export const commands = registered;

/** Adds commands until the function that it gives is called. A later command of the same id stands before an earlier one. */
export function registerCommands(added: readonly Command[]): () => void {
  registered.update((all) => [...added, ...all]);
  return () => registered.update((all) => all.filter((command) => !added.includes(command)));
}

/** Adds commands while a component is shown. Give a list that is the same from draw to draw (`useMemo`). */
export function useCommands(added: readonly Command[]): void {
  useEffect(() => registerCommands(added), [added]);
}

const isMac = /Mac|iP(?:hone|ad)/.test(globalThis.navigator?.platform ?? "");

/** Keys as people write them: "Ctrl K", "⌘ K". */
export function keyWords(keys: string): readonly string[] {
  return keys.split("-").map((part) => {
    if (part === "Mod") return isMac ? "⌘" : "Ctrl";
    if (part === "Alt") return isMac ? "⌥" : "Alt";
    if (part === "Shift") return isMac ? "⇧" : "Shift";
    return part.length === 1 ? part.toUpperCase() : part;
  });
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split("-");
  const key = parts.at(-1) === "" ? "-" : parts.at(-1)!;
  const has = (name: string) => parts.slice(0, -1).includes(name);
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  const pressed = /^[0-9]$/.test(key) && event.code === `Digit${key}` ? key : event.key;
  return (
    pressed.toLowerCase() === key.toLowerCase() &&
    has("Mod") === mod &&
    has("Ctrl") === (isMac && other) &&
    has("Alt") === event.altKey &&
    (has("Shift") === event.shiftKey || (key.length === 1 && !/[a-z0-9]/i.test(key)))
  );
}

/** Listens to the keys of all commands; gives the end of it. What an editor or field has taken already is left alone. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const inField = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, [contenteditable=true]") !== null;
    const found = registered.get().find(({ keys, isOff }) => keys !== undefined && !isOff && matches(keys, event));
    if (found === undefined || (inField && !/^(?:Mod|Alt|Ctrl)-/.test(found.keys ?? ""))) return;
    event.preventDefault();
    found.run();
  };
  document.addEventListener("keydown", listener);
  return () => document.removeEventListener("keydown", listener);
}
