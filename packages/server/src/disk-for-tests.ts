/** A disk for tests: that of Node, as far as the server uses it. The command brings the real one. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import type { ServerDisk } from "./disk.js";

const attempt = <Value>(action: () => Value): Value | undefined => {
  try {
    return action();
  } catch {
    return undefined;
  }
};

/** The disk. `refusal` gives why nothing is written, while it is set. */
export function testDisk(state: { refusal?: string } = {}): ServerDisk {
  const kind = (path: string) => {
    const stats = attempt(() => statSync(path));
    return stats === undefined ? "missing" : stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  };
  const names = (folder: string, wanted: "file" | "folder") =>
    attempt(() =>
      readdirSync(folder)
        .filter((name) => kind(`${folder}/${name}`) === wanted)
        .sort(),
    );
  return {
    kind,
    list: (folder) => names(folder, "file"),
    folders: (folder) => names(folder, "folder") ?? [],
    read: (path) => {
      const bytes = kind(path) === "file" ? attempt(() => readFileSync(path)) : undefined;
      return bytes === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes };
    },
    size: (path) => attempt(() => statSync(path).size),
    stamp: (path) =>
      attempt(() => {
        const { mtimeMs, size, ino } = statSync(path);
        return `${mtimeMs} ${size} ${ino}`;
      }) ?? "",
    replace: (path, pieces) => {
      if (state.refusal === undefined) writeFileSync(path, Buffer.concat(pieces));
      return state.refusal;
    },
    makeFolder: (path) => {
      mkdirSync(path, { recursive: true });
      return undefined;
    },
    real: (path) => attempt(() => realpathSync(path)),
    canWrite: () => state.refusal === undefined,
    isLink: (path) => attempt(() => lstatSync(path).isSymbolicLink()) ?? false,
  };
}
