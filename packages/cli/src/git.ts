/** Asking `git`, and a revision of a repository as files that a case can be read from. Nothing is checked out and nothing is changed. */
import { spawnSync } from "node:child_process";
import { type FileRead, type FileSystem, joinPath } from "@outweigh/language";
import type { Effects, GitAnswer } from "./effects.js";
import { largestFile } from "./files-node.js";
import { isProblem, type Problem, problem } from "./problem.js";

const mostBytes = 256 * 1024 * 1024;

/** Runs `git` in a folder and gives what it prints. */
export function askGit(folder: string, words: readonly string[], program = "git"): GitAnswer {
  const made = spawnSync(program, ["-C", folder, "--no-pager", ...words], {
    maxBuffer: mostBytes,
    env: { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (made.error !== undefined) {
    const isAbsent = "code" in made.error && made.error.code === "ENOENT";
    return { ok: false, reason: isAbsent ? "absent" : "failed", message: made.error.message };
  }
  if (made.status !== 0) return { ok: false, reason: "failed", message: made.stderr.toString("utf8").trim() };
  return { ok: true, bytes: made.stdout };
}

/** A folder of a repository as it was at a revision. */
export interface Revision {
  readonly files: FileSystem;
  /** The folder from the root of the repository. */
  readonly folder: string;
  /** The first letters of the commit. */
  readonly commit: string;
}

interface Blob {
  readonly hash: string;
  readonly size: number;
}

/**
 * Reads a revision. `at` is a folder in the working tree, `path` one in the repository: from its root, or from `at`. Copies of sources that the
 * repository does not hold are looked for in `copies`.
 */
export function readRevision(effects: Effects, at: string, revision: string, path: string, copies: FileSystem): Revision | Problem {
  const ask = (...words: readonly string[]) => textFrom(effects, at, words);
  const prefix = ask("rev-parse", "--show-prefix");
  if (isProblem(prefix)) return prefix;
  const isShallow = ask("rev-parse", "--is-shallow-repository");
  const commit = revision.startsWith("-") ? undefined : ask("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
  if (commit === undefined || isProblem(commit)) {
    const shallow =
      isShallow === "true"
        ? " The repository holds only part of its history (a shallow clone); git fetch --unshallow brings the rest."
        : "";
    return problem(
      `git knows no revision “${revision}” here.${shallow}`,
      "Revisions are commits, branches and tags: HEAD~1 is the last but one; git log --oneline lists them.",
    );
  }
  const listed = ask("ls-tree", "-r", "-l", "-z", "--full-tree", commit);
  if (isProblem(listed)) return listed;
  const blobs = blobsOf(listed);
  const isThere = (folder: string) => [...blobs.keys()].some((each) => folder === "" || each.startsWith(`${folder}/`));
  const tried = path === "" ? [joinPath(prefix)] : [...new Set([joinPath(path), joinPath(prefix, path)])];
  const folder = tried.find((each) => !each.startsWith("..") && isThere(each));
  if (folder === undefined)
    return problem(
      `There is no folder “${path === "" ? prefix || "." : path}” in revision ${revision}.`,
      "Give it from the root of the repository, as it was called then: git ls-tree --name-only REVISION lists what is there.",
    );
  return { folder, commit: commit.slice(0, 10), files: filesOf(effects, at, blobs, copies) };
}

function textFrom(effects: Effects, at: string, words: readonly string[]): string | Problem {
  const answer = effects.git?.(at, words) ?? { ok: false, reason: "absent", message: "" };
  if (answer.ok) return new TextDecoder().decode(answer.bytes).replace(/\n$/, "");
  if (answer.reason === "absent")
    return problem("Revisions are read by git, and there is no program git here.", "Install git, or give two folders.");
  if (/not a git repository/i.test(answer.message))
    return problem(
      `The folder ${at === "." ? "in which you are" : at} is in no git repository.`,
      "Give two folders, or go to the repository first.",
    );
  return problem(`git could not do it: ${answer.message.split("\n")[0] ?? "no reason given"}`, `It was asked: git ${words.join(" ")}`);
}

/** Plain files alone; links and modules of git are left out. */
function blobsOf(listed: string): ReadonlyMap<string, Blob> {
  const blobs = new Map<string, Blob>();
  for (const entry of listed.split("\0")) {
    const found = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t([\s\S]+)$/.exec(entry);
    if (found) blobs.set(found[3]!, { hash: found[1]!, size: Number(found[2]) });
  }
  return blobs;
}

function filesOf(effects: Effects, at: string, blobs: ReadonlyMap<string, Blob>, copies: FileSystem): FileSystem {
  const known = new Map<string, FileRead>();
  const names = new Map<string, string[]>([["", []]]);
  for (const path of blobs.keys()) {
    const parts = path.split("/");
    for (let depth = 0; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join("/");
      const own = names.get(folder) ?? [];
      if (depth === parts.length - 1) own.push(parts[depth]!);
      names.set(folder, own);
    }
  }
  const read = (path: string): FileRead => {
    const blob = blobs.get(path);
    if (blob === undefined) return { ok: false, reason: names.has(path) ? "folder" : "missing" };
    if (blob.size > largestFile) return { ok: false, reason: "too-large" };
    const answer = effects.git?.(at, ["cat-file", "blob", blob.hash]);
    return answer?.ok ? { ok: true, bytes: new Uint8Array(answer.bytes) } : { ok: false, reason: "unreadable" };
  };
  return {
    list: (folder) => names.get(joinPath(folder)),
    read(given) {
      const path = joinPath(given);
      const before = known.get(path);
      if (before) return before;
      const found = read(path);
      known.set(path, found);
      return found;
    },
    ...(copies.findByHash && { findByHash: copies.findByHash }),
    ...(copies.findByName && { findByName: copies.findByName }),
  };
}
