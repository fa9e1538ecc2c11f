/** Short messages that appear for a moment and are read out: what was done, what went wrong, and perhaps a way back. */
import { observable } from "../case/observable.js";

/** A message. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "bad";
  readonly action?: { readonly title: string; readonly run: () => void };
}

const shownFor = 6000;
let last = 0;

/** Those that are shown now. */
export const notices = observable<readonly Notice[]>([]);

/** Shows one. Bad news stays until it is put away. */
export function notify(text: string, { tone = "plain", action }: Partial<Pick<Notice, "tone" | "action">> = {}): void {
  const notice: Notice = { id: ++last, text, tone, ...(action && { action }) };
  notices.update((all) => [...all.slice(-2), notice]);
  if (tone === "plain") setTimeout(() => dismiss(notice.id), shownFor);
}

/** Puts one away. */
export function dismiss(id: number): void {
  notices.update((all) => all.filter((notice) => notice.id !== id));
}
