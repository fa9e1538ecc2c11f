/** Which paths belong to a case. Everything that the browser names goes through here before the disk is touched. */
import { joinPath } from "@outweigh/language";
import type { ServerDisk } from "./disk.js";

const longestPath = 1000;

/** Whether this is a path of a file that a case may have: relative, tidy, nothing hidden, no stepping out, nothing that another system reads otherwise. */
export function isCasePath(path: string): boolean {
  return path.length <= longestPath && !/^[a-z]:/i.test(path) && path.split("/").every(isPlainName);
}

function isPlainName(name: string): boolean {
  return (
    name !== "" && !name.startsWith(".") && name !== "node_modules" && !/[\\\u0000-\u001f\u007f]/.test(name) && !/\p{Surrogate}/u.test(name)
  );
}

/** The absolute place of a path of the case when, all links followed, it lies in the folder; of a file that is yet to be, its nearest folder counts. */
export function placeInside(disk: ServerDisk, folder: string, path: string): string | undefined {
  if (!isCasePath(path)) return undefined;
  const root = disk.real(folder);
  if (root === undefined) return undefined;
  const place = `${folder}/${path}`;
  for (let nearest = place; nearest.length >= folder.length; nearest = nearest.slice(0, nearest.lastIndexOf("/"))) {
    const real = disk.real(nearest);
    if (real !== undefined) return isWithin(real, root) ? place : undefined;
    // A link that leads nowhere has no real path, and writing through it would make a file wherever it points.
    if (disk.isLink(nearest)) return undefined;
  }
  return undefined;
}

/**
 * The place of a path outside the case that a text of the case names (`use "../modules/seizure"`), or that lies below such a one. It is only ever
 * read. `texts` are the chapters and modules by their paths.
 */
export function placeNamed(disk: ServerDisk, folder: string, path: string, texts: ReadonlyMap<string, string>): string | undefined {
  const tidy = joinPath(path);
  if (tidy !== path || !path.startsWith("../") || !isCasePath(path.replace(/^(?:\.\.\/)+/, ""))) return undefined;
  for (const [file, text] of texts) {
    const at = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
    for (const [named] of text.matchAll(/\.\.\/[^\s"“”'`<>|]+/g)) {
      const reach = joinPath(at, named);
      if (reach.endsWith("..") || !(path === reach || path.startsWith(`${reach}/`))) continue;
      const real = disk.real(`${folder}/${path}`);
      const root = disk.real(`${folder}/${reach}`);
      if (real !== undefined && root !== undefined && isWithin(real, root)) return `${folder}/${path}`;
    }
  }
  return undefined;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}
