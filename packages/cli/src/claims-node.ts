/**
 * Claims on disk: at most one process holds a claim of a name at a time, and one that was killed does not hold it for ever. Whoever takes over from a
 * dead holder makes the next file in a row of numbers, which the system lets only one process make.
 */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname } from "node:path";

/** A claim that was given, or who has it. */
export type Claim = { readonly release: () => void; readonly renew: () => void } | { readonly heldBy: string };

/** A holder on another machine is taken for dead when its claim was not renewed for so long. */
const longestSilence = 60 * 60 * 1000;

const held = new Set<string>();

/** Tries to take the claim of this path in a folder that is there; files `PATH.1` and so on are made beside it. */
export function claim(path: string): Claim {
  const numbers = numbersAt(path);
  const last = numbers.at(-1) ?? 0;
  const holder = last === 0 ? undefined : holderOf(`${path}.${last}`);
  if (holder !== undefined) return { heldBy: holder };
  const own = `${path}.${last + 1}`;
  try {
    const file = openSync(own, "wx", 0o600);
    try {
      writeSync(file, `${process.pid} ${hostname()}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return { heldBy: "another process" };
    throw error;
  }
  held.add(own);
  const release = () => {
    rmSync(own, { force: true });
    held.delete(own);
  };
  // Somebody may have begun again at 1 since the numbers were read.
  for (const number of numbersAt(path).filter((each) => each !== last + 1)) {
    const other = holderOf(`${path}.${number}`);
    if (other !== undefined) {
      release();
      return { heldBy: other };
    }
    rmSync(`${path}.${number}`, { force: true });
  }
  return { release, renew: () => utimesSync(own, new Date(), new Date()) };
}

function numbersAt(path: string): readonly number[] {
  const name = `${basename(path)}.`;
  return readdirSync(dirname(path))
    .filter((each) => each.startsWith(name) && /^\d{1,9}$/.test(each.slice(name.length)))
    .map((each) => Number(each.slice(name.length)))
    .sort((one, other) => one - other);
}

/** Who holds the claim of a file, in words; undefined when the process that made it is gone. */
function holderOf(file: string): string | undefined {
  let words: string;
  let renewed: number;
  try {
    words = readFileSync(file, "utf8");
    renewed = statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
  const [, pid, host] = /^(\d+) (.+)\n$/.exec(words) ?? [];
  if (pid === undefined || host === undefined) return Date.now() - renewed < 60_000 ? "another process that has just begun" : undefined;
  if (host !== hostname()) return Date.now() - renewed < longestSilence ? `process ${pid} on ${host}` : undefined;
  if (Number(pid) === process.pid) return held.has(file) ? `process ${pid}` : undefined;
  return isAlive(Number(pid)) ? `process ${pid}` : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
