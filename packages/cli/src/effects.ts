/** Everything outside that a command touches: streams, disk, environment, clock. Commands take it as an argument and so run without a process in the tests. */

import type { StartWorker } from "@outweigh/engine";
import type { DocumentHints, DocumentReading } from "@outweigh/evidence";
import type { FileRead } from "@outweigh/language";
import type { RunningServer, ServerOptions } from "@outweigh/server";
import type { AnalysisThreads } from "./analysis-task.js";
import type { Claim } from "./claims-node.js";
import type { Fetching } from "./fetching.js";
import type { MailFailure, MailLine, MailServer } from "./mail.js";
import type { Printed } from "./printing.js";

/** A stream of text. `columns` is its width when it is a terminal. */
export interface Output {
  readonly isTerminal: boolean;
  readonly columns: number;
  write(text: string): void;
}

/** What is fed to a command: a document through a pipe, or keys. */
export interface Input {
  readonly isTerminal: boolean;
  /** Everything until the end, or undefined when that is more than `most` bytes. */
  readAll(most: number): Promise<Uint8Array | undefined>;
  /** The next key as it is pressed, lower case; undefined when the input has ended or the user interrupts. */
  key(): Promise<string | undefined>;
}

/** A question to a server: a JSON body, an answer of at most `most` bytes within `milliseconds`. Redirects are not followed. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly milliseconds: number;
  readonly most: number;
}

/** What a server answered, or why there is no answer, in words that complete "it …". */
export type PostAnswer = { readonly status: number; readonly text: string } | { readonly failure: string };

/** Lines that somebody types, or that come through a pipe. */
export interface Lines {
  /** Shows a prompt and gives the next line; undefined when there are no more, or when the user ends it. */
  ask(prompt: string): Promise<string | undefined>;
  close(): void;
}

/** What stands at a path. */
export type PathKind = "file" | "folder" | "missing" | "other";

/** The disk. Paths are relative to the working folder or absolute, with `/`. What fails gives its reason in words. */
export interface Disk {
  kind(path: string): PathKind;
  /** Names of the files directly in a folder, sorted; undefined when it cannot be listed. */
  list(folder: string): readonly string[] | undefined;
  /** Names of the folders directly in a folder, sorted. */
  folders(folder: string): readonly string[];
  read(path: string): FileRead;
  /** Reads a file of any size. */
  readWhole(path: string): FileRead;
  /** How many bytes a plain file has; undefined when there is none that can be read. */
  size(path: string): number | undefined;
  /** The bytes of a file from one place up to but not including another, or as many of them as there are; undefined when it cannot be read. */
  readPart(path: string, from: number, to: number): Uint8Array<ArrayBuffer> | undefined;
  /** A mark that changes when the file does; empty when it is missing. */
  stamp(path: string): string;
  write(path: string, content: string | Uint8Array): string | undefined;
  /** Writes a file from its pieces in such a way that whoever looks sees what was there before, or all of it. */
  replace(path: string, pieces: readonly Uint8Array[]): string | undefined;
  /** Adds a text to the end of a file, which is begun where it is missing, in one stroke that others who append at once cannot part; it is on the disk afterwards. */
  append(path: string, text: string): string | undefined;
  /** Writes a new file that nobody but its owner may read. What is there already is left as it is, and is the reason. */
  writePrivate(path: string, text: string): string | undefined;
  absolute(path: string): string;
  /** The absolute path with every link in it followed; undefined when there is nothing. */
  real(path: string): string | undefined;
  /** Whether there is a link at this very path. */
  isLink(path: string): boolean;
  /** Whether something can be written in this folder, as far as can be told without trying. */
  canWrite(folder: string): boolean;
  makeFolder(path: string): string | undefined;
  /** Makes a folder that only its owner can look into, and those above it as usual. */
  makePrivateFolder(path: string): string | undefined;
  /** Whether a file can be read by its owner alone. Windows keeps no such mark, so there it counts as such. */
  isPrivate(path: string): boolean;
  /** Takes a claim that one process at a time can hold; a failure in words where none can be made. */
  claim(path: string): Claim | string;
  /** Moves a file to a place in the same file system, over what is there; or a folder to a place where nothing is, or an empty folder. */
  move(from: string, to: string): string | undefined;
  /** Removes a file, or a folder with all that is in it; links are removed, not followed. */
  remove(path: string): string | undefined;
}

/** What `git` answered: its output, or why there is none. `absent`: there is no such program; `failed`: what it said. */
export type GitAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: "absent" | "failed"; readonly message: string };

/** The web of this machine. */
export interface Web {
  /** The folder of the built workbench. */
  readonly workbench: string;
  /** The folder of the examples; absent where they were not installed. */
  readonly examples?: string;
  /** Serves a case on the loopback address; why it cannot, in words that complete "it cannot be served: …". */
  serve(options: ServerOptions): Promise<RunningServer | { readonly failure: string }>;
  /** Opens the user's browser; why it did not, where that is known at once. */
  browse(address: string): string | undefined;
}

/** The outside of one command. */
export interface Effects {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Absent where nobody can be asked. */
  readonly lines?: Lines;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly disk: Disk;
  /** How many bytes of memory the machine has, or as many as this process may use of it. */
  readonly memory: number;
  /** How many of them may be objects rather than columns of numbers. */
  readonly heap: number;
  /** Fetches a document from the web, within the bounds of `fetching.ts`. */
  fetch(address: string, allowLocal: boolean): Promise<Fetching>;
  /** Reads a document of any format, within bounds of time and memory that hold whatever the document does. */
  readDocument(bytes: Uint8Array, hints: Omit<DocumentHints, "brotli">): Promise<DocumentReading>;
  /** Asks a server; used for a language model alone, and only when the user configured one. */
  post(question: Post): Promise<PostAnswer>;
  /** Connects to a mail server. */
  mail(server: MailServer): Promise<MailLine | MailFailure>;
  /** So many bytes that nobody can guess. */
  random(count: number): Uint8Array;
  /** Asks `git` something that changes nothing, in a folder. Absent where no program can be started. */
  git?(folder: string, words: readonly string[]): GitAnswer;
  /** Absent where nothing can be served. */
  readonly web?: Web;
  /** Prints a page of HTML to PDF by a browser of this machine. Absent where no program can be started. */
  print?(html: string): Promise<Printed>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or sooner when `stopped` fires. */
  sleep(milliseconds: number): Promise<void>;
  /** Fires when the user ends a command. */
  readonly stopped: AbortSignal;
  /** Threads for long runs: how many pay, and how one is started. Without them everything is done in this one. */
  readonly workers?: {
    readonly cores: number;
    readonly start: StartWorker;
    /** Threads that make analyses beside this one. */
    readonly analyses?: AnalysisThreads;
  };
}

/** Exit codes: fine, the case has errors, usage or environment, and what shells give a command that was interrupted. */
export const exit = { fine: 0, errors: 1, usage: 2, cancelled: 130 } as const;
