/** What the server needs of a disk: the part of the command's disk that it uses, so that there is one door to the outside. */
import type { FileRead } from "@outweigh/language";

/** A disk. Paths are absolute, with `/`. What fails gives its reason in words that complete "it cannot be written: …". */
export interface ServerDisk {
  kind(path: string): "file" | "folder" | "missing" | "other";
  list(folder: string): readonly string[] | undefined;
  folders(folder: string): readonly string[];
  read(path: string): FileRead;
  size(path: string): number | undefined;
  /** A mark that changes when the file does; empty when it is missing. */
  stamp(path: string): string;
  /** Writes a file beside its place and moves it there, so that nobody ever sees half of it. */
  replace(path: string, pieces: readonly Uint8Array[]): string | undefined;
  makeFolder(path: string): string | undefined;
  /** Whether something can be written in this folder, as far as can be told without trying. */
  canWrite(folder: string): boolean;
  /** Whether there is a link at this very path. */
  isLink(path: string): boolean;
  /** The absolute path with every link followed; undefined when there is nothing. */
  real(path: string): string | undefined;
}

/** Copies of sources that are kept outside the case. */
export interface CopyFinder {
  findByHash?(sha256: string): Uint8Array | undefined;
  findByName?(name: string): Uint8Array | undefined;
}
