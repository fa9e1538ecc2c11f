/** Sending killed again and again: nobody gets two letters, and nobody is forgotten but those whose letter was at its very end. OUTWEIGH_KILLS says how often. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { draftToLine, type LedgerDraft, readLedger } from "@outweigh/language";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { type MailSink, startSink } from "./digest/mail-sink-for-tests.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
const kills = Number(process.env.OUTWEIGH_KILLS ?? "4");

let root = "";
let sink: MailSink | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "killed-"));
});
afterEach(async () => {
  await sink?.close();
  sink = undefined;
  rmSync(root, { recursive: true });
});

const readersOf = (count: number) => Array.from({ length: count }, (_, place) => `reader${place}@example.org`);

async function ready(port: number, readers: readonly string[]): Promise<void> {
  await runCli(["new", "case"], capturedEffects(nodeDisk(root)));
  mkdirSync(join(root, "case/.outweigh-digest"));
  writeFileSync(join(root, "case/digest.txt"), `from  digest@office.example\nserver  127.0.0.1:${port}\n`);
  writeFileSync(join(root, "case/.outweigh-digest/subscribers.txt"), readers.join("\n"));
  const draft: LedgerDraft = {
    kind: "open",
    at: "2026-11-01T09:00:00Z",
    by: "Anna",
    forecast: "permit",
    question: "Will the permit come?",
    type: "binary",
    closes: "2027-09-30",
  };
  writeFileSync(join(root, "case/ledger.jsonl"), `${draftToLine(draft, []).line}\n`);
}

/** Runs the command and gives a way to kill it, and its end: the exit code, or undefined where it was killed. */
function started(...more: readonly string[]) {
  const child = spawn(process.execPath, [command, "digest", "case", "--send", "-o", "out", ...more], { cwd: root, stdio: "ignore" });
  const ended = new Promise<number | undefined>((resolve) => child.on("exit", (code) => resolve(code ?? undefined)));
  return { kill: () => child.kill("SIGKILL"), ended };
}

/** The addresses whose letter is in doubt, as the state of sending has it. */
function doubtful(): readonly string[] {
  const folder = join(root, "case/.outweigh-digest");
  const states = new Map<string, string>();
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".jsonl")))
    for (const line of readFileSync(join(folder, name), "utf8").split("\n").slice(1).filter(Boolean)) {
      const { to, state } = JSON.parse(line);
      states.set(to, state);
    }
  return [...states].filter(([, state]) => state === "unknown" || state === "ending").map(([address]) => address);
}

const ledgerIsWhole = () => {
  const { problems, entries } = readLedger(readFileSync(join(root, "case/ledger.jsonl"), "utf8"));
  expect(problems).toEqual([]);
  return entries.filter(({ kind }) => kind === "digest").length;
};

test("killed between two readers, again and again: each gets exactly one", { timeout: 60_000 + kills * 8000 }, async () => {
  let current: ReturnType<typeof started> | undefined;
  const killedAt = new Set<string>();
  // Each run gets through one letter, and dies as the next reader is named.
  let named = 0;
  sink = await startSink((address) => (named === 2 && killedAt.size < kills && killedAt.has(address) ? "stall" : "accept"), {
    onRecipient: (address) => {
      if (++named < 2 || killedAt.size >= kills) return;
      killedAt.add(address);
      current?.kill();
    },
  });
  const readers = readersOf(kills + 4);
  await ready(sink.port, readers);
  let code: number | undefined;
  for (let run = 0; run <= kills + 1 && code === undefined; run++) {
    named = 0;
    current = started();
    code = await current.ended;
    expect(ledgerIsWhole()).toBe(1);
  }
  expect(killedAt.size).toBeGreaterThan(kills / 2);
  expect(code).toBe(0);
  expect(sink.arrived.map(({ to }) => to).sort()).toEqual([...readers].sort());
  expect(doubtful()).toEqual([]);
});

test("killed at any moment: nobody gets two, and who gets none is named", { timeout: 60_000 + kills * 16_000 }, async () => {
  const moments = 2 * kills;
  sink = await startSink();
  // Within the time after which it is killed a run gets through two letters at most, of which the second is cut off.
  const readers = readersOf(2 * moments + 4);
  await ready(sink.port, readers);
  const tried = () => [...sink!.tries.values()].reduce((sum, tries) => sum + tries, 0);
  let died = 0;
  for (let run = 0; run < moments; run++) {
    const before = tried();
    const current = started();
    // From the first letter of this run on, a little later each time.
    const watch = setInterval(() => {
      if (tried() === before) return;
      clearInterval(watch);
      setTimeout(current.kill, (run * 7) % 50);
    }, 1);
    const code = await current.ended;
    clearInterval(watch);
    ledgerIsWhole();
    if (code !== undefined) break;
    died++;
  }
  expect(died).toBeGreaterThan(moments / 2);
  await started().ended;
  const got = sink.arrived.map(({ to }) => to);
  expect(new Set(got).size).toBe(got.length);
  const missing = readers.filter((address) => !got.includes(address));
  const inDoubt = doubtful();
  for (const address of missing) expect(inDoubt).toContain(address);
  // On demand they get theirs too; those of the doubtful who had one get a second, which is why it is not done by itself.
  await started("--again").ended;
  expect(new Set(sink.arrived.map(({ to }) => to))).toEqual(new Set(readers));
  expect(sink.arrived.length).toBe(got.length + inDoubt.length);
});
