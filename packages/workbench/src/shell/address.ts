/** The part of the address after `#`: which view is shown, of what in it, and with which settings, so that a view can be linked to and gone back to. */
import { observable, useObservable } from "../case/observable.js";

/** `#/text/02-threat.md?at=120`: view "text", subject "02-threat.md", settings at=120. */
export interface Address {
  readonly view: string;
  readonly subject: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Reads the part of an address after `#`. */
export function readAddress(hash: string): Address {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?");
  const [view = "", ...subject] = path.split("/");
  return { view, subject: subject.map(decoded).join("/"), settings: Object.fromEntries(new URLSearchParams(query)) };
}

/** The part of an address after `#`, with it. */
export function addressOf(view: string, subject = "", settings: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(settings).toString();
  const path = subject === "" ? "" : `/${subject.split("/").map(encodeURIComponent).join("/")}`;
  return `#/${view}${path}${query === "" ? "" : `?${query}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const present = observable(readAddress(globalThis.location?.hash ?? ""));
globalThis.addEventListener?.("hashchange", () => present.set(readAddress(location.hash)));

/** The present address in a component. */
export function useAddress(): Address {
  return useObservable(present);
}

/** Goes to a view. With `replace` one cannot go back to where one was, as when only settings change. */
export function goTo(view: string, subject = "", settings: Readonly<Record<string, string>> = {}, replace = false): void {
  const hash = addressOf(view, subject, settings);
  if (replace) {
    history.replaceState(null, "", hash);
    present.set(readAddress(hash));
  } else location.hash = hash;
}

/** Goes to a place in the text: every view shows places by this. Offsets are those of spans. */
export function goToText(file: string, from: number, to = from): void {
  goTo("text", file, { at: to === from ? String(from) : `${from}-${to}` });
}
