/** The files of a case as they would be after a writing, for compiling before anything is written. */
import { type FileSystem, joinPath } from "@outweigh/language";

/** A file system in which some files of a case, by their paths below its folder, have other contents or are there at all. */
export function overlayFiles(files: FileSystem, folder: string, contents: ReadonlyMap<string, Uint8Array>): FileSystem {
  const placed = new Map([...contents].map(([path, bytes]) => [joinPath(folder, path), bytes]));
  const added = [...contents.keys()].filter((path) => !path.includes("/"));
  return {
    ...files,
    list(listed) {
      const names = files.list(listed);
      return joinPath(listed) === joinPath(folder) && names ? [...new Set([...names, ...added])].sort() : names;
    },
    read(path) {
      const bytes = placed.get(joinPath(path));
      return bytes ? { ok: true, bytes } : files.read(path);
    },
  };
}
