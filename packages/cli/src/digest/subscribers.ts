/**
 * The list of readers: a text file, one address a line with an optional name. A line that begins with `-` is somebody who does not want letters any
 * more; it stays, so that the address is not added again by mistake. It lies outside the sight of git unless it is put elsewhere.
 */
import { createHmac } from "node:crypto";
import type { Effects } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { type Correspondent, type DigestSettings, placeOfSetting, readCorrespondent } from "./digest-settings.js";

/** The folder, in that of the case, for what is nobody else's business: the list, the state of sending. Git does not look into it. */
export const privateFolder = ".outweigh-digest";

/** A list that was read. */
export interface Subscribers {
  readonly path: string;
  /** Who gets letters, each address once. */
  readonly readers: readonly Correspondent[];
  /** Addresses that are marked as unsubscribed, in lower case. */
  readonly unsubscribed: ReadonlySet<string>;
  /** Lines that are no addresses, with their numbers. */
  readonly unreadable: readonly number[];
}

/** Makes the private folder where it is missing, hidden from git. */
export function openPrivateFolder(effects: Effects, folder: string): string | Problem {
  const path = `${folder}/${privateFolder}`;
  const failure =
    effects.disk.kind(path) === "folder" && !effects.disk.isLink(path)
      ? undefined
      : (effects.disk.makePrivateFolder(path) ?? (effects.disk.isLink(path) ? "it is a link to another place" : undefined));
  const hidden = effects.disk.kind(`${path}/.gitignore`) === "missing" ? effects.disk.write(`${path}/.gitignore`, "*\n") : undefined;
  const words = failure ?? hidden;
  return words === undefined
    ? path
    : problem(`The folder ${path} cannot be used: ${words}.`, "It keeps what was sent to whom; make room for it.");
}

/** Reads the list. */
export function readSubscribers(effects: Effects, folder: string, { subscribers }: DigestSettings): Subscribers | Problem {
  const path = subscribers === undefined ? `${folder}/${privateFolder}/subscribers.txt` : placeOfSetting(folder, subscribers);
  const read = effects.disk.readWhole(path);
  if (read.ok) return parseSubscribers(new TextDecoder().decode(read.bytes), path);
  if (read.reason === "missing")
    return problem(`There is no list of readers at ${path}.`, "Write one: an address a line, with a name after it if you like.");
  return problem(`The list of readers at ${path} cannot be read.`, "Check that it is a file of text that you may read.");
}

/** The list in a text. */
export function parseSubscribers(text: string, path: string): Subscribers {
  const readers = new Map<string, Correspondent>();
  const unsubscribed = new Set<string>();
  const unreadable: number[] = [];
  for (const [index, { words, isMarked }] of linesOf(text).entries()) {
    if (words === "") continue;
    const reader = readCorrespondent(words);
    if (reader === undefined) unreadable.push(index + 1);
    else if (isMarked) unsubscribed.add(reader.address.toLowerCase());
    else if (!readers.has(reader.address.toLowerCase())) readers.set(reader.address.toLowerCase(), reader);
  }
  return { path, readers: [...readers].filter(([key]) => !unsubscribed.has(key)).map(([, reader]) => reader), unsubscribed, unreadable };
}

function linesOf(text: string): readonly { readonly words: string; readonly isMarked: boolean }[] {
  return text
    .replace(/^\ufeff/, "")
    .split(/\r?\n/)
    .map((raw) => {
      const line = raw.trim();
      const isMarked = line.startsWith("-");
      return { words: line.startsWith("#") ? "" : line.replace(/^-\s*/, ""), isMarked };
    });
}

/** Marks the reader of this address, or of the token in a link that takes off the list. Gives the address, or a problem. */
export function unsubscribe(effects: Effects, folder: string, settings: DigestSettings, who: string): string | Problem {
  const list = readSubscribers(effects, folder, settings);
  if (isProblem(list)) return list;
  const token = who.trim().toLowerCase();
  const secret = readSecret(effects, folder);
  const isMeant = (address: string) => address.toLowerCase() === token || (secret !== undefined && tokenOf(secret, address) === token);
  const read = effects.disk.readWhole(list.path);
  const text = read.ok ? new TextDecoder().decode(read.bytes) : "";
  let found: string | undefined;
  const lines = text.split("\n").map((raw) => {
    const reader = raw.trim().startsWith("#")
      ? undefined
      : readCorrespondent(
          raw
            .replace(/^\ufeff/, "")
            .trim()
            .replace(/^-\s*/, ""),
        );
    if (reader === undefined || !isMeant(reader.address)) return raw;
    found = reader.address;
    return raw.trim().startsWith("-") ? raw : `- ${raw.replace(/^\ufeff/, "").trimStart()}`;
  });
  if (found === undefined)
    return problem(
      `Nobody in ${list.path} has this address or token.`,
      "Give the address as it stands in the list, or the token of the link.",
    );
  const failure = effects.disk.write(list.path, lines.join("\n"));
  return failure === undefined ? found : problem(`${list.path} cannot be written: ${failure}.`, "Put a “-” before the address yourself.");
}

const secretFile = "secret";

function readSecret(effects: Effects, folder: string): string | undefined {
  const read = effects.disk.read(`${folder}/${privateFolder}/${secretFile}`);
  const text = read.ok ? new TextDecoder().decode(read.bytes).trim() : "";
  return /^[0-9a-f]{64}$/.test(text) ? text : undefined;
}

/** The secret that makes the tokens of this case impossible to guess; made at the first letter. Needs the private folder. */
export function openSecret(effects: Effects, folder: string): string | Problem {
  const known = readSecret(effects, folder);
  if (known !== undefined) return known;
  const made = [...effects.random(32)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const failure = effects.disk.write(`${folder}/${privateFolder}/${secretFile}`, `${made}\n`);
  return failure === undefined ? made : problem(`${folder}/${privateFolder} cannot be written: ${failure}.`, "Make room there.");
}

/** What stands for a reader in the link that takes off the list: it tells nothing and cannot be guessed. */
export function tokenOf(secret: string, address: string): string {
  return createHmac("sha256", secret).update(address.toLowerCase()).digest("hex").slice(0, 32);
}
