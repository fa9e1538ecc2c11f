/** A small case with a chapter, a table, a source and its lock, judgements of every kind; and the command run upon it. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { capturedEffects } from "../captured-effects.js";
import type { Disk } from "../effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";

/** The text of the case: what it costs to build, the likelihood word, the words of the source, the confidence. */
export const chapter = ({
  build = 60,
  word = "very likely",
  quote = "The river rose in nine years of ten.",
  confidence = "low",
} = {}) => `# Dry feet

\`\`\`outweigh
case feet
  question "Wall or wait?"
  author "Hale"
  draws 256
  baseline wait
  confidence ${confidence} "Few years were counted."

source log "Log of the river"
  archive sources/log.txt
  grade B

claim rose from log
  quote "${quote}"
  grade 2

option wait "Wait"
option wall "Build a wall"

dimension reach "Reach of the river" : upper | lower

data losses from "data/losses.csv"
  column reach : reach
  column loss : number
  note "Invented."

chance flood "Flood" : wet | dry
  probabilities 0.875 | rest
  because rose

objective cost "Total cost" : GBP
  minimise if wall then ${build} GBP else (if flood is wet then max(losses.loss over reach) else 0) * 1 GBP
\`\`\`

A flood is **${word}** [{P(flood is wet)}].
`;

/** Makes a folder with the case in `case`, locked. */
export async function makeCase(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "version-"));
  put(root, "case/01-feet.md", chapter());
  put(root, "case/data/losses.csv", "reach,loss\nupper,100\nlower,80\n");
  put(root, "case/sources/log.txt", "Log of the river. The river rose in nine years of ten. It fell in one.\n");
  await command(root, ["lock", "case"]);
  return root;
}

/** Writes a file below a folder. */
export function put(root: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** A copy of everything in a folder. */
export function copyOf(root: string): string {
  const other = mkdtempSync(join(tmpdir(), "version-"));
  cpSync(root, other, { recursive: true });
  return other;
}

const noon = Date.UTC(2026, 10, 23, 12);

/** Runs the command at noon of 23 November 2026, or `hours` later. */
export async function command(
  root: string,
  words: readonly string[],
  {
    disk = nodeDisk(root),
    hours = 0,
    ...settings
  }: Parameters<typeof capturedEffects>[1] & { readonly disk?: Disk; readonly hours?: number } = {},
) {
  const effects = capturedEffects(disk, { now: noon + hours * 3_600_000, ...settings });
  const code = await runCli(words, effects);
  const { out, error } = effects.printed;
  return { code, out, error, json: () => JSON.parse(out) };
}
