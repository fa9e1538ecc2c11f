/** `outweigh watch` killed at many moments: the ledger is whole, nothing is filed twice, and what was accepted is in the case once. More kills: OUTWEIGH_KILLS=200. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isEntry, readLedger } from "@outweigh/language";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "../captured-effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";

const command = fileURLToPath(new URL("../../bin/outweigh.js", import.meta.url));
const kills = Number(process.env.OUTWEIGH_KILLS ?? 12);

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "watch-killed-"));
  mkdirSync(join(root, "case"));
});
afterEach(() => rmSync(root, { recursive: true }));

const place = (name: string) => join(root, "case", name);
const run = (words: readonly string[]) =>
  runCli(["watch", "case", "--by", "Ann", ...words], capturedEffects(nodeDisk(root), { now: Date.now() }));
const ledger = () => readLedger(existsSync(place("ledger.jsonl")) ? readFileSync(place("ledger.jsonl"), "utf8") : "");
const keysOf = () =>
  ledger()
    .entries.filter(isEntry("reading", "candidate"))
    .map(({ kind, key }) => `${kind} ${key}`)
    .sort();

/** Runs the command and kills it some microseconds after a file has begun to change, or after so many milliseconds. */
async function killed(words: readonly string[], file: string, delay: number, latest: number): Promise<boolean> {
  const before = existsSync(place(file)) ? statSync(place(file)).size : -1;
  const child = spawn(process.execPath, [command, "watch", "case", "--by", "Ann", ...words], { cwd: root, stdio: "ignore" });
  let hasEnded = false;
  const ended = new Promise<boolean>((resolve) =>
    child.on("exit", (_code, signal) => {
      hasEnded = true;
      resolve(signal !== null);
    }),
  );
  const began = performance.now();
  while (!hasEnded && performance.now() - began < latest && (existsSync(place(file)) ? statSync(place(file)).size : -1) === before)
    await new Promise((resolve) => setImmediate(resolve));
  const changed = performance.now();
  while (performance.now() - changed < delay);
  child.kill("SIGKILL");
  return ended;
}

const indicators = `indicator counts
  watches "Lorries"
  column "counts.csv" n when d
  measures traffic
  error normal(sd = 30)
indicator news
  watches "Orders"
  feed "news.xml"
  search "limit"
  likelihood 4 when settling is yes`;

test("killed at many moments", { timeout: 60_000 + kills * 10_000 }, async () => {
  writeFileSync(
    place("a.md"),
    `# A\n\n\`\`\`outweigh\ncase a\n  question "?"\noption hold "Hold"\noption act "Act"\nquantity traffic = 300 to 500 as normal\n  because "x"\nchance settling : no | yes\n  probabilities rest | 10 %\n  because "x"\nobjective cost\n  minimise if act then 400 else traffic\n${indicators}\n\`\`\`\n`,
  );
  const items = Array.from(
    { length: 40 },
    (_, at) =>
      `<item><title>T${at}</title><description>A limit of ${at} applies.</description><link>https://example.org/${at}</link></item>`,
  );
  writeFileSync(place("news.xml"), `<rss version="2.0"><channel><title>N</title>${items.join("")}</channel></rss>`);
  const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10);
  const rows = (count: number) => `d,n\n${Array.from({ length: count }, (_, at) => `${day(at)},${400 + (at % 50)}`).join("\n")}\n`;
  const begin = async () => {
    for (const name of ["ledger.jsonl", "observed.md", ".outweigh-ingest"]) rmSync(place(name), { force: true, recursive: true });
    writeFileSync(place("counts.csv"), rows(1));
    await run([]);
    writeFileSync(place("counts.csv"), rows(200));
  };
  await begin();
  expect(await run([])).toBe(0);
  const wanted = keysOf();
  const [accepted] = ledger()
    .entries.filter(isEntry("candidate"))
    .filter(({ indicator }) => indicator === "news");
  expect(new Set(wanted).size).toBe(wanted.length);
  let died = 0;
  for (let kill = 0; kill < kills; kill++) {
    const isAccepting = kill % 2 === 1;
    await begin();
    if (isAccepting) await run([]);
    const words = isAccepting ? ["--accept", accepted!.key] : [];
    const file = isAccepting && kill % 4 === 1 ? "observed.md" : "ledger.jsonl";
    if (await killed(words, file, (kill % 16) * 0.15, kill % 8 === 7 ? 300 + kill : 5000)) died++;
    expect(ledger().problems.filter(({ kind }) => kind !== "torn")).toEqual([]);
    expect(await run(words)).toBe(0);
    expect(keysOf()).toEqual(wanted);
    const { entries, problems } = ledger();
    // A line that was torn stands alone now and is left out.
    expect(problems.filter(({ kind }) => kind !== "unreadable")).toEqual([]);
    const decisions = entries.filter(isEntry("decision"));
    const observed = existsSync(place("observed.md")) ? (readFileSync(place("observed.md"), "utf8").match(/^observe /gm) ?? []) : [];
    expect([decisions.length, observed.length]).toEqual(isAccepting ? [1, 1] : [0, 0]);
    if (isAccepting) expect(decisions[0]!.effect).toMatchObject({ kind: "observe", name: "news_seen" });
  }
  expect(died).toBeGreaterThan(kills / 3);
});
