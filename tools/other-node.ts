/**
 * The same runs under another Node: `node --import tsx tools/other-node.ts PATH` compares the hashes of its results with those of this one.
 * Without PATH it takes what OUTWEIGH_OTHER_NODE names. It runs the built engine.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Answer, answerHere, type Job, jobs } from "./same-bits/jobs.js";

/** The other Node that the environment names. */
export const otherNode = process.env.OUTWEIGH_OTHER_NODE;

/** The answers of the Node at a path, and its version. */
export async function answerUnder(
  node: string,
  asked: readonly Job[],
): Promise<{ readonly version: string; readonly answers: readonly Answer[] }> {
  const folder = mkdtempSync(join(tmpdir(), "jobs-"));
  try {
    const file = join(folder, "jobs.json");
    writeFileSync(file, JSON.stringify(asked));
    const script = fileURLToPath(new URL("same-bits/other-node.js", import.meta.url));
    const { stdout } = await promisify(execFile)(node, [script, file], { maxBuffer: 1e8 });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const node = process.argv[2] ?? otherNode;
  if (node === undefined) throw new Error("Which Node? Give its path, or set OUTWEIGH_OTHER_NODE.");
  const asked = jobs();
  const { version, answers } = await answerUnder(node, asked);
  const other = new Map(answers);
  const different = asked.map(answerHere).filter(([title, hash]) => other.get(title) !== hash);
  for (const [title] of different) console.error(`${title}: not the same bits under ${process.version} and ${version}`);
  if (different.length > 0) process.exitCode = 1;
  else console.log(`${asked.length} runs: the same bits under ${process.version} and ${version}`);
}
