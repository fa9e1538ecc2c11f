/**
 * What was sent to whom: a file for each digest in the private folder. Its first line holds the letter and the readers as they were when sending began;
 * every step after that is a line more, on the disk before the step is made or as soon as it is known. Whoever was cut off goes on from there.
 */
import type { Effects } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import type { Correspondent } from "./digest-settings.js";
import type { LetterContent } from "./letter.js";
import { privateFolder } from "./subscribers.js";

/** How the letter to a reader stands. */
export type LetterState =
  /** Not sent yet, or put off by the server. */
  | "waiting"
  /** About to be ended: the server may have it. Found afterwards, it means that sending was cut off at this very moment. */
  | "ending"
  | "sent"
  /** The server will not take it. */
  | "refused"
  /** The server may have it or not, and it is not sent again by itself. */
  | "unknown"
  /** The reader has left the list since. */
  | "left"
  /** It was put off for so long that it is given up. */
  | "given-up";

/** One reader's letter. */
export interface OutboxLetter {
  readonly reader: Correspondent;
  readonly state: LetterState;
  /** How often it was tried. */
  readonly tries: number;
  /** When it came into this state: ISO date and time. */
  readonly at: string;
  /** What the server said. */
  readonly words: string;
}

/** What the first line holds. */
export interface OutboxHead {
  readonly format: "outweigh-digest-outbox-1";
  readonly begun: string;
  readonly since: string;
  readonly until: string;
  /** The heads of the ledger that the digest tells up to. */
  readonly told: readonly string[];
  readonly content: LetterContent;
  readonly readers: readonly Correspondent[];
}

/** A digest on its way. */
export interface Outbox {
  readonly path: string;
  readonly head: OutboxHead;
  /** By address in lower case. */
  readonly letters: Map<string, OutboxLetter>;
}

interface Step {
  readonly to: string;
  readonly name?: string;
  readonly state: LetterState;
  readonly at: string;
  readonly words?: string;
}

const pathOf = (folder: string, digest: string) => `${folder}/${privateFolder}/${digest.slice(0, 16)}.jsonl`;

/** The file of a digest, begun where it is missing. Somebody new on the list since then gets the letter too. */
export function openOutbox(effects: Effects, folder: string, head: OutboxHead): Outbox | Problem {
  const path = pathOf(folder, head.content.digest);
  const known = effects.disk.kind(path) === "missing" ? undefined : readOutbox(effects, path);
  if (isProblem(known)) return known;
  if (known === undefined) {
    const failure = effects.disk.write(path, `${JSON.stringify(head)}\n`);
    if (failure !== undefined) return problem(`${path} cannot be written: ${failure}.`, "Make room there; nothing was sent.");
    const made = readOutbox(effects, path);
    return made;
  }
  for (const reader of head.readers) {
    const letter = known.letters.get(reader.address.toLowerCase());
    if (letter !== undefined && letter.state !== "left") continue;
    const failure = note(effects, known, reader, "waiting", "");
    if (failure !== undefined) return problem(`${path} cannot be written: ${failure}.`, "Make room there; nothing was sent.");
  }
  return known;
}

/** Every digest of the case that some letters of are still waiting; with `doubtful`, those too of which some may have arrived or not. */
export function waitingOutboxes(effects: Effects, folder: string, doubtful = false): readonly Outbox[] | Problem {
  const found: Outbox[] = [];
  for (const name of effects.disk.list(`${folder}/${privateFolder}`) ?? []) {
    if (!/^[0-9a-f]{16}\.jsonl$/.test(name)) continue;
    const outbox = readOutbox(effects, `${folder}/${privateFolder}/${name}`);
    if (isProblem(outbox)) return outbox;
    const isOpen = (state: LetterState) => state === "waiting" || state === "ending" || (doubtful && state === "unknown");
    if ([...outbox.letters.values()].some(({ state }) => isOpen(state))) found.push(outbox);
  }
  return found.sort((one, other) => (one.head.begun < other.head.begun ? -1 : 1));
}

/** Notes a step, on the disk when it returns; a failure in words. */
export function note(effects: Effects, outbox: Outbox, reader: Correspondent, state: LetterState, words: string): string | undefined {
  const step: Step = {
    to: reader.address,
    ...(reader.name !== undefined && { name: reader.name }),
    state,
    at: new Date(effects.now()).toISOString(),
    ...(words !== "" && { words }),
  };
  const failure = effects.disk.append(outbox.path, `${JSON.stringify(step)}\n`);
  if (failure === undefined) apply(outbox.letters, step);
  return failure;
}

function apply(letters: Map<string, OutboxLetter>, { to, name, state, at, words = "" }: Step): void {
  const key = to.toLowerCase();
  const known = letters.get(key);
  const reader = known?.reader ?? { address: to, ...(name !== undefined && { name }) };
  letters.set(key, { reader, state, at, words, tries: (known?.tries ?? 0) + (words === "" ? 0 : 1) });
}

/**
 * Reads the file of a digest. A last line that was cut off is a step that was not made, because steps are made after their line is on the disk; the end
 * of a letter that nobody knows the outcome of stays in doubt.
 */
function readOutbox(effects: Effects, path: string): Outbox | Problem {
  const read = effects.disk.readWhole(path);
  const broken = problem(
    `${path}, which says what was sent to whom, cannot be read.`,
    "So that nobody gets a letter twice, nothing is sent. Put the file back from a copy, or move it away if you know that nothing of it was sent.",
  );
  if (!read.ok) return broken;
  const text = new TextDecoder().decode(read.bytes);
  const rows = text.split("\n");
  const torn = rows.pop() ?? "";
  const head = parse(rows[0] ?? "");
  if (!isHead(head)) return broken;
  const letters = new Map<string, OutboxLetter>(
    head.readers.map((reader) => [reader.address.toLowerCase(), { reader, state: "waiting", tries: 0, at: head.begun, words: "" }]),
  );
  for (const row of rows.slice(1)) {
    const step = parse(row);
    if (isStep(step)) apply(letters, step);
    else if (row !== "") return broken;
  }
  if (torn !== "") {
    // The next line must begin afresh; the cut one is closed and made empty for every reader to come.
    const failure = effects.disk.write(path, text.slice(0, text.length - torn.length));
    if (failure !== undefined) return broken;
  }
  return { path, head, letters };
}

function parse(row: string): unknown {
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === "string";

function isStep(value: unknown): value is Step {
  return typeof value === "object" && value !== null && "to" in value && isText(value.to) && "state" in value && isText(value.state);
}

function isHead(value: unknown): value is OutboxHead {
  return typeof value === "object" && value !== null && "format" in value && value.format === "outweigh-digest-outbox-1";
}
