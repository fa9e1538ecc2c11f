/** What the figures were measured on and of: processor, memory, Node, commit. */
import { execFileSync } from "node:child_process";
import { cpus, release, totalmem } from "node:os";

/** The machine and the commit, for the head of the report and the history. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  readonly system: string;
  readonly commit: string;
}

/** This machine. A commit with changes on top ends in a plus sign. */
export function thisMachine(): Machine {
  const git = (...words: string[]) => {
    try {
      return execFileSync("git", words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return "";
    }
  };
  const changes = git("status", "--porcelain", "--untracked-files=no", "--", ":!bench/history.jsonl");
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${release()}`,
    commit: `${git("rev-parse", "--short", "HEAD") || "unknown"}${changes === "" ? "" : "+"}`,
  };
}
