/** A case and what is about to be added to it: files are gathered here, compiled together with what is there, and then written all at once. */
import { type Decision, lockFileName, readLock, sha256Hex } from "@outweigh/evidence";
import { type Compiled, compileCase, type Diagnostic, type FileSystem, joinPath, lockCase } from "@outweigh/language";
import type { Disk } from "../effects.js";
import type { Problem } from "../problem.js";
import { type CaseWrite, writeTogether } from "./case-transaction.js";
import { type KnownSource, knownSources } from "./known-sources.js";
import { overlayFiles } from "./overlay-files.js";

/** What came of writing: the paths below the case, in order; or what stood in the way. `lockProblem` is true when the old lock had to stay. */
export type Written =
  | { readonly ok: true; readonly paths: readonly string[]; readonly lockIsOld: boolean }
  | { readonly ok: false; readonly problem: Problem }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly files: Readonly<Record<string, string>> };

/** The draft of one case. */
export class CaseDraft {
  readonly compiled: Compiled;
  readonly known: KnownSource[];
  /** Decisions of this run by source, for a document that comes twice. */
  readonly decided = new Map<string, ReadonlyMap<string, Decision>>();
  /** Chapters of this run that several sources share, by the name of the file that holds them. */
  readonly sharedChapters = new Map<string, string>();
  private readonly names: Set<string>;
  private readonly contents = new Map<string, Uint8Array>();

  constructor(
    readonly disk: Disk,
    readonly files: FileSystem,
    readonly folder: string,
  ) {
    this.compiled = compileCase(files, folder);
    this.known = [...knownSources(this.compiled, disk, files, folder)];
    this.names = new Set(
      [...this.compiled.lowering.definitions.keys(), ...this.known.map(({ id }) => id)].map((name) => name.toLowerCase()),
    );
    const archived = [...disk.folders(`${folder}/sources`), ...(disk.list(`${folder}/sources`) ?? [])];
    for (const name of archived) this.names.add(name.toLowerCase());
  }

  /** Whether a name is in use for anything in the case, apart from capital letters. */
  isTaken(name: string): boolean {
    return this.names.has(name.toLowerCase());
  }

  /** Keeps a name from being given again. */
  take(name: string): void {
    this.names.add(name.toLowerCase());
  }

  /** Names of the chapters, those of the draft too. */
  chapters(): readonly string[] {
    const there = this.disk.list(this.folder) ?? [];
    return [...new Set([...there, ...[...this.contents.keys()].filter((path) => !path.includes("/"))])].filter(
      (name) => /\.md$/i.test(name) && !/^readme\.md$/i.test(name) && !name.startsWith("."),
    );
  }

  /** The text of a file as it would be; undefined when there is none. */
  textOf(path: string): string | undefined {
    const bytes = this.contents.get(path) ?? this.bytesOnDisk(path);
    return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  }

  /** Adds a file; one that is the same as on the disk is no change. */
  put(path: string, content: string | Uint8Array): void {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const there = this.bytesOnDisk(path);
    if (there !== undefined && there.length === bytes.length && sha256Hex(there) === sha256Hex(bytes)) this.contents.delete(path);
    else this.contents.set(path, bytes);
  }

  /** Paths of what would be written. */
  paths(): readonly string[] {
    return [...this.contents.keys()];
  }

  /** Writes everything, and with `today` (an ISO day) the lock of the sources; refused when the case would have an error that it has not now. */
  write(today: string | undefined): Written {
    let lockIsOld = false;
    if (this.paths().some((path) => !path.includes("/"))) {
      const overlay = overlayFiles(this.files, this.folder, this.contents);
      const after = compileCase(overlay, this.folder);
      const before = new Set(this.compiled.diagnostics.map(({ code, message }) => `${code} ${message}`));
      const added = after.diagnostics.filter(
        ({ code, message, severity }) => severity === "error" && code !== "source-changed" && !before.has(`${code} ${message}`),
      );
      if (added.length > 0) return { ok: false, diagnostics: added, files: after.assessment.files };
    }
    if (today !== undefined) lockIsOld = !this.lock(today);
    const writes = [...this.contents].map(([path, content]): CaseWrite => ({ path, content, before: hashOf(this.bytesOnDisk(path)) }));
    const problem = writeTogether(this.disk, this.folder, writes);
    return problem ? { ok: false, problem } : { ok: true, paths: this.paths(), lockIsOld };
  }

  private lock(today: string): boolean {
    const { text, diagnostics } = lockCase(overlayFiles(this.files, this.folder, this.contents), this.folder, today);
    if (diagnostics.some(({ severity }) => severity === "error")) return false;
    const isEmpty = readLock(text).lock.size === 0;
    if (!isEmpty || this.bytesOnDisk(lockFileName) !== undefined) this.put(lockFileName, text);
    return true;
  }

  private bytesOnDisk(path: string): Uint8Array | undefined {
    const read = this.disk.readWhole(joinPath(this.folder, path));
    return read.ok ? read.bytes : undefined;
  }
}

function hashOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && sha256Hex(bytes);
}
