/** The command killed while it takes many documents in, at many moments: the case is as it was or holds all of them once the next run has looked. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { recover, stagingFolder } from "./ingest/case-transaction.js";
import { runCli } from "./program.js";

const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
const documents = 30;
const kills = 6;

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "killed-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const run = (words: readonly string[]) => runCli(words, capturedEffects(nodeDisk(root)));

/** Runs the command and kills it some milliseconds after the folder in which it gathers its files has appeared. */
async function killed(words: readonly string[], milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [command, ...words], { cwd: root, stdio: "ignore" });
  const ended = new Promise<boolean>((resolve) => child.on("exit", (_code, signal) => resolve(signal !== null)));
  const staging = join(root, "case", stagingFolder);
  const watch = setInterval(() => {
    if (!existsSync(staging)) return;
    clearInterval(watch);
    setTimeout(() => child.kill("SIGKILL"), milliseconds);
  }, 1);
  const wasKilled = await ended;
  clearInterval(watch);
  return wasKilled;
}

const files = () => (readdirSync(join(root, "case"), { recursive: true }) as string[]).filter((path) => /\.\w+$/.test(path)).sort();

test("killed at many moments", { timeout: 120_000 }, async () => {
  mkdirSync(join(root, "in"));
  const names = Array.from(
    { length: documents },
    (_, place) => `in/paper_${String.fromCharCode(97 + (place % 26), 97 + Math.floor(place / 26))}.txt`,
  );
  for (const [place, name] of names.entries())
    writeFileSync(
      join(root, name),
      `Paper ${place}\n\nThe office said that wall ${place} cost ${place + 2} million dollars in ${1960 + place}.\n`,
    );
  const words = ["ingest", ...names, "--into", "case", "--write", "--accept", "all"];
  await run(["new", "case"]);
  const old = files();
  expect(await run(words)).toBe(0);
  const wanted = files();
  const text = readFileSync(join(root, "case/sources.lock"), "utf8").replaceAll(/captured .*/g, "");
  expect(wanted.length).toBe(old.length + documents * 5 + 1);
  const seen = new Set<string>();
  let died = 0;
  for (let kill = 0; kill < kills; kill++) {
    rmSync(join(root, "case"), { recursive: true });
    await run(["new", "case"]);
    if (await killed(words, kill * 6)) died++;
    const left = recover(nodeDisk(root), "case");
    expect(left).not.toHaveProperty("message");
    const now = files();
    expect([JSON.stringify(old), JSON.stringify(wanted)]).toContain(JSON.stringify(now));
    seen.add(now.length === old.length ? "old" : "new");
    if (now.length === wanted.length) {
      expect(readFileSync(join(root, "case/sources.lock"), "utf8").replaceAll(/captured .*/g, "")).toBe(text);
      expect(await run(["check", "case"])).toBe(0);
    }
    expect(await run(words)).toBe(0);
    expect(files()).toEqual(wanted);
  }
  expect(died).toBeGreaterThan(0);
  expect(seen.has("old")).toBe(true);
});
