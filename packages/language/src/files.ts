/** What the language needs of a file system. The command line, the browser and tests each bring their own. Paths use `/`. */

/** The outcome of reading one file. */
export type FileRead =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: "missing" | "unreadable" | "folder" | "too-large" };

/** Read-only access to the files of a case and of the modules it uses. */
export interface FileSystem {
  /** Names of the files directly in a folder, or undefined when there is no such folder. */
  list(folder: string): readonly string[] | undefined;
  read(path: string): FileRead;
  /** A copy of a source kept elsewhere, found by the sha-256 of its bytes. */
  findByHash?(sha256: string): Uint8Array | undefined;
  /** A copy of a source kept elsewhere, found by its file name (before it is locked); of a `text.txt`, of which each source has one, the folder counts too. */
  findByName?(name: string): Uint8Array | undefined;
}
