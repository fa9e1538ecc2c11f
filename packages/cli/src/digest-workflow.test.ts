/** What contrib/digest has for a git host, cron and systemd: the commands of the workflow are run in a real repository, those of the others are ones that the command has. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readLedger } from "@outweigh/language";
import { parseAtomFeed } from "feedsmith";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { appendEntries } from "./ledger-file.js";
import { runCli } from "./program.js";

const folder = fileURLToPath(new URL("../../../contrib/digest/", import.meta.url));
const command = fileURLToPath(new URL("../bin/outweigh.js", import.meta.url));
const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "workflow-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const git = (place: string, ...words: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=T", "-c", "user.email=t@example.org", ...words], {
    cwd: join(root, place),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });

/** The script of the step of this name. */
function scriptOf(step: string): string {
  const [, block] = new RegExp(`- name: ${step}\\n[\\s\\S]*?run: \\|\\n((?: {10}.*\\n|\\n)+)`).exec(textOf("digest.yml")) ?? [];
  return (block ?? "").replace(/^ {10}/gm, "");
}

test("the workflow publishes the feeds and notes the digest, week after week", { timeout: 60_000 }, async () => {
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch", "main", join(root, "origin")]);
  execFileSync("git", ["clone", "--quiet", join(root, "origin"), join(root, "repository")], { stdio: "ignore" });
  const effects = capturedEffects(nodeDisk(join(root, "repository")));
  await runCli(["new", "case"], effects);
  const set = (at: string, probability: number) =>
    appendEntries(effects, "case", [{ kind: "set", at, by: "Anna", forecast: "permit", forecaster: "Anna", value: { probability } }]);
  appendEntries(effects, "case", [
    {
      kind: "open",
      at: "2026-11-01T09:00:00Z",
      by: "Anna",
      forecast: "permit",
      question: "Will the permit come?",
      type: "binary",
      closes: "2099-09-30",
    },
  ]);
  set("2026-11-01T09:00:00Z", 0.5);
  git("repository", "checkout", "--quiet", "-B", "main");
  git("repository", "add", "--all");
  git("repository", "commit", "--quiet", "-m", "Case");
  git("repository", "push", "--quiet", "-u", "origin", "main");
  const script = scriptOf("Digest");
  expect(script).toContain("digest");
  const week = (number: number) => {
    const clone = `week${number}`;
    execFileSync("git", ["clone", "--quiet", join(root, "origin"), join(root, clone)], { stdio: "ignore" });
    execFileSync("sh", ["-e", "-c", script], {
      cwd: join(root, clone),
      env: { ...process.env, CASE: "case", PAGES: join(root, `pages${number}`), OUTWEIGH: `${process.execPath} ${command}` },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return {
      feed: parseAtomFeed(git("origin", "show", "pages:feed.xml")),
      files: git("origin", "ls-tree", "--name-only", "pages").trim().split("\n"),
      digests: readLedger(git("origin", "show", "main:case/ledger.jsonl")).entries.filter(({ kind }) => kind === "digest").length,
    };
  };
  const first = week(1);
  expect(first.digests).toBe(1);
  expect(first.feed.entries).toHaveLength(1);
  expect(first.files).toContain("index.html");
  expect(first.files).not.toContain("letter.eml");
  expect(week(2)).toMatchObject({ digests: 1, feed: { entries: first.feed.entries } });
  git("repository", "pull", "--quiet");
  set("2026-11-20T09:00:00Z", 0.3);
  git("repository", "commit", "--quiet", "-a", "-m", "Moved");
  git("repository", "push", "--quiet");
  const third = week(3);
  expect(third.digests).toBe(2);
  expect(third.feed.entries?.map(({ id }) => id)[1]).toBe(first.feed.entries?.[0]?.id);
  expect(third.feed.entries).toHaveLength(2);
  expect(third.feed.id).toBe(first.feed.id);
});

test("what cron and systemd run are commands with options that there are", async () => {
  const effects = capturedEffects(nodeDisk(root));
  await runCli(["digest", "--help"], effects);
  const lines = [textOf("outweigh-digest.crontab"), textOf("outweigh-digest.service")].join("\n");
  const runs = [...lines.matchAll(/outweigh digest heat([^;}\n]*)/g)].map(([, words = ""]) => words);
  expect(runs.length).toBe(3);
  for (const words of runs)
    for (const option of words.match(/(?<= )--?[a-z-]+/g) ?? [])
      expect(effects.printed.out).toMatch(new RegExp(`(^|[ ,])${option}\\b`, "m"));
});

test.skipIf(!existsSync("/usr/bin/systemd-analyze"))("systemd takes the units", () => {
  for (const name of readdirSync(folder).filter((each) => /\.(service|timer)$/.test(each))) {
    const { stderr } = ((): { stderr: string } => {
      try {
        execFileSync("systemd-analyze", ["verify", join(folder, name)], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
        return { stderr: "" };
      } catch (error) {
        return error as { stderr: string };
      }
    })();
    const complaints = stderr.split("\n").filter((line) => line.includes("outweigh-digest") && !/is not executable/.test(line));
    expect(complaints).toEqual([]);
  }
});
