/** The chapter of a case in which an expert's judgements are recorded: blocks are put at its end, and the file is replaced in one go. */
import type { Effects } from "../effects.js";
import { type Problem, problem } from "../problem.js";

/** The chapter of an expert. */
export function chapterOf(folder: string, expert: string): string {
  return `${folder}/judgements-${expert}.md`;
}

/** Puts blocks at the end of a chapter, each in a fence of its own; makes the chapter where there is none. */
export function appendBlocks(effects: Effects, path: string, blocks: readonly string[]): Problem | undefined {
  const { disk } = effects;
  const before = disk.kind(path) === "missing" ? undefined : disk.read(path);
  if (before && !before.ok) return problem(`${path} cannot be read.`, "Check that it is a file that you may read; nothing was written.");
  const old = before ? new TextDecoder().decode(before.bytes) : "";
  const gap = old === "" ? "" : old.endsWith("\n\n") ? "" : old.endsWith("\n") ? "\n" : "\n\n";
  const text = `${old}${gap}${blocks.map((block) => `\`\`\`outweigh\n${block}\n\`\`\`\n`).join("\n")}`;
  const failure = disk.replace(path, [new TextEncoder().encode(text)]);
  return failure === undefined ? undefined : problem(`${path} cannot be written: ${failure}.`, "Nothing of this answer was recorded.");
}
