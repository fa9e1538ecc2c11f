/**
 * Nothing in a ledger is lost: when two processes append at once, when git merges two branches, and when a process is killed at any moment of
 * `forecast set`. The processes set forecasts one after the other and tell each when it is on the disk. To load the whole command takes half a
 * second, so 200 of the 220 processes that are killed load only what appends (the disk, the file of the ledger, the chain), and some all of it.
 * Publishing, watching and sending a digest append by the same code and are killed less often by default, more with OUTWEIGH_KILLS=200.
 */
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readLedger, type SetEntry, verifyLedger } from "@outweigh/language";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "../captured-effects.js";
import { nodeDisk } from "../files-node.js";
import { runCli } from "../program.js";

const built = new URL("../../dist/", import.meta.url);
const language = new URL("../../language/dist/ledger/index.js", built).href;

const text = `# Demo

\`\`\`outweigh
case demo
  question "Shall we act?"
  author   "Ruth Hale"

option hold "Carry on"

forecast vote "Will the council vote?"
  by          2027-06-30
  probability 20 % to 35 %
  resolves    "Minutes"
  because     "r"
\`\`\`
`;

/** Sets forecasts whose probabilities count up, as whoever is named, so many times. */
const whole = `
import { capturedEffects } from "${new URL("captured-effects.js", built).href}";
import { nodeDisk } from "${new URL("files-node.js", built).href}";
import { setForecast } from "${new URL("forecasts/entering.js", built).href}";
const [root, by, times] = process.argv.slice(2);
for (let number = 1; number <= Number(times); number++) {
  const effects = capturedEffects(nodeDisk(root), { now: Date.now() });
  const code = setForecast("demo", "vote", String(number / 1e6), { by }, effects);
  if (code !== 0) throw new Error(effects.printed.error);
  process.stdout.write(by + " " + number + "\\n");
}
`;

/** The same by what appends alone: of the language, only the ledger is loaded. */
const appending = `
import { register } from "node:module";
const hooks = "export const resolve = (name, context, next) => next(name === '@outweigh/language' ? '${language}' : name, context);";
register("data:text/javascript," + encodeURIComponent(hooks));
const { nodeDisk } = await import("${new URL("files-node.js", built).href}");
const { appendEntries } = await import("${new URL("ledger-file.js", built).href}");
const [root, by, times] = process.argv.slice(2);
for (let number = 1; number <= Number(times); number++) {
  const at = new Date().toISOString();
  const value = { probability: number / 1e6 };
  const written = appendEntries({ disk: nodeDisk(root) }, "demo", [{ kind: "set", at, by, forecast: "vote", forecaster: by, value }]);
  if (!Array.isArray(written)) throw new Error(written.message);
  process.stdout.write(by + " " + number + "\\n");
}
`;

let root = "";
beforeEach(() => {
  if (!existsSync(fileURLToPath(new URL("main.js", built)))) throw new Error("The command is not built; run: npm run build");
  root = mkdtempSync(join(tmpdir(), "kept-"));
  mkdirSync(join(root, "demo"));
  writeFileSync(join(root, "demo/1.md"), text);
  writeFileSync(join(root, "whole.mjs"), whole);
  writeFileSync(join(root, "appending.mjs"), appending);
});
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));

const ledger = () => readFileSync(join(root, "demo/ledger.jsonl"), "utf8");

/** Every forecast that is in the ledger, as a process tells it. */
function kept(): ReadonlySet<string> {
  const sets = readLedger(ledger()).entries.filter((entry): entry is SetEntry => entry.kind === "set");
  return new Set(sets.map(({ by, value }) => `${by} ${Math.round(1e6 * ("probability" in value ? value.probability : 0))}`));
}

/** Runs the script; `killAfter` milliseconds after its first forecast it is killed. Gives what it told. */
function setting(script: "whole" | "appending", by: string, times: number, killAfter?: number): Promise<readonly string[]> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(root, `${script}.mjs`), root, by, String(times)], { stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    let wrong = "";
    child.stdout.on("data", (part) => {
      if (told === "" && killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
      told += part;
    });
    child.stderr.on("data", (part) => {
      wrong += part;
    });
    child.on("close", () => (wrong === "" ? done(told.split("\n").slice(0, -1)) : failed(new Error(wrong))));
  });
}

test("two processes that append at once keep both, and the next entry ties them together", { timeout: 60_000 }, async () => {
  const told = await Promise.all([setting("whole", "Hale", 60), setting("whole", "Ann", 60)]);
  expect(told.flat()).toHaveLength(120);
  expect([...kept()].sort()).toEqual(told.flat().sort());
  expect(verifyLedger(ledger()).filter(({ kind }) => kind !== "clock-backwards")).toEqual([]);
  await setting("whole", "Eve", 1);
  expect(readLedger(ledger()).heads).toHaveLength(1);
});

const rounds = [...Array.from({ length: 10 }, () => "appending" as const), "whole" as const];

test.each(rounds.map((script, round) => [round + 1, script] as const))(
  "round %i: 20 processes killed at any moment (%s); the ledger has all that was told, and nothing that was not said",
  { timeout: 120_000 },
  async (round, script) => {
    let state = round;
    const random = () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state / 2 ** 32;
    };
    // The criteria come first, as they do in use.
    const told = [...(await setting("whole", "First", 1))];
    let number = 0;
    const killOthers = async () => {
      while (number < 20) {
        number += 1;
        told.push(...(await setting(script, `P${number}`, 100_000, 25 * random())));
      }
    };
    await Promise.all([killOthers(), killOthers()]);
    const all = kept();
    expect(told.filter((each) => !all.has(each))).toEqual([]);
    // What a process could not tell any more is at most one entry each.
    expect(all.size - told.length).toBeLessThanOrEqual(20);
    const problems = verifyLedger(ledger()).filter(({ kind }) => kind !== "clock-backwards");
    expect(problems.filter(({ kind }) => kind !== "torn" && kind !== "unreadable")).toEqual([]);
    const effects = capturedEffects(nodeDisk(root), { now: Date.now() });
    expect(await runCli(["forecast", "set", "demo", "vote", "50%"], effects)).toBe(0);
    expect(readLedger(ledger()).heads).toHaveLength(1);
  },
);

test("git merges two branches whole, once .gitattributes is committed with the ledger", { timeout: 60_000 }, async () => {
  const git = (...words: string[]) =>
    execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", ...words], {
      cwd: root,
      encoding: "utf8",
      env: { PATH: process.env.PATH ?? "", HOME: root, GIT_CONFIG_NOSYSTEM: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
  const say = async (by: string, value: string, now: string) => {
    const effects = capturedEffects(nodeDisk(root), { now: Date.parse(now) });
    expect(await runCli(["forecast", "set", "demo", "vote", value, "--by", by], effects), effects.printed.error).toBe(0);
    git("add", "demo");
    git("commit", "-qm", `${by}: ${value}`);
  };
  git("init", "-q", "-b", "main");
  await say("Hale", "30%", "2026-11-01T08:00:00Z");
  git("checkout", "-qb", "other");
  await say("Ann", "60%", "2026-11-02T08:00:00Z");
  await say("Ann", "65%", "2026-11-03T08:00:00Z");
  git("checkout", "-q", "main");
  await say("Hale", "35%", "2026-11-02T09:00:00Z");
  git("merge", "-q", "-m", "merge", "other");
  expect(verifyLedger(ledger())).toEqual([]);
  expect(kept()).toEqual(new Set(["Hale 300000", "Ann 600000", "Ann 650000", "Hale 350000"]));
  expect(readLedger(ledger()).heads).toHaveLength(2);
  await say("Hale", "40%", "2026-11-04T08:00:00Z");
  expect(readLedger(ledger()).heads).toHaveLength(1);
  // The same branch merged again, or a cherry-pick, brings lines that are there already.
  appendFileSync(join(root, "demo/ledger.jsonl"), ledger());
  expect(verifyLedger(ledger())).toEqual([]);
  expect(kept().size).toBe(5);
});

test("both begin a ledger on their own branch: two roots, and both are kept", { timeout: 60_000 }, async () => {
  const said: string[] = [];
  for (const by of ["Hale", "Ann"]) {
    const own = mkdtempSync(join(tmpdir(), "kept-"));
    mkdirSync(join(own, "demo"));
    writeFileSync(join(own, "demo/1.md"), text);
    await runCli(["forecast", "set", "demo", "vote", "30%", "--by", by], capturedEffects(nodeDisk(own), { now: Date.parse("2026-11-01") }));
    said.push(readFileSync(join(own, "demo/ledger.jsonl"), "utf8"));
    rmSync(own, { recursive: true });
  }
  const merged = said.join("");
  expect(verifyLedger(merged)).toEqual([]);
  expect(readLedger(merged).heads).toHaveLength(2);
});
