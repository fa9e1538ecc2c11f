/** Publishing that is cut off at any moment, on disks that fail, or done twice at once: there is a whole version or none, and a whole ledger. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readLedger } from "@outweigh/language";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Disk } from "../effects.js";
import { nodeDisk } from "../files-node.js";
import { command, copyOf, makeCase } from "./case-for-tests.js";
import { listVersions } from "./read-versions.js";

const program = fileURLToPath(new URL("../../bin/outweigh.js", import.meta.url));

/** How often the program itself is killed; more in a long run. */
const kills = Number(process.env.OUTWEIGH_KILLS ?? 6);

let pristine = "";
const made: string[] = [];
beforeAll(async () => {
  pristine = await makeCase();
});
afterAll(() => {
  for (const each of [pristine, ...made]) rmSync(each, { recursive: true, force: true });
});

function fresh(): string {
  const root = copyOf(pristine);
  made.push(root);
  return root;
}

const names = (root: string) => listVersions({ disk: nodeDisk(root) }, "case").map(({ name, kind }) => `${name} ${kind}`);
const ledgerOf = (root: string) =>
  readLedger(existsSync(join(root, "case/ledger.jsonl")) ? readFileSync(join(root, "case/ledger.jsonl"), "utf8") : "");

/** Whatever was left: no version or a whole one, a ledger of which nothing was lost; and the next publishing sets all right. */
async function expectSound(root: string, before: readonly string[]): Promise<"none" | "unentered" | "whole"> {
  const now = names(root);
  expect([before, [...before, `${before.length + 1} version`]]).toContainEqual(now);
  const ledger = ledgerOf(root);
  expect(ledger.problems.filter(({ kind }) => kind !== "torn")).toEqual([]);
  const verified = (await command(root, ["verify", "case", "--json"])).json();
  const failing = verified.findings.filter(({ state }: { state: string }) => state === "fails");
  const state = now.length === before.length ? "none" : ledger.entries.length < now.length ? "unentered" : "whole";
  expect(failing.map(({ where }: { where: string }) => where)).toEqual(state === "unentered" ? ["ledger.jsonl"] : []);
  expect((await command(root, ["publish", "case"], { hours: 2 })).code).toBe(0);
  expect((await command(root, ["verify", "case"])).code).toBe(0);
  expect(names(root)).toHaveLength(state === "whole" ? now.length + 1 : before.length + 1);
  expect(readdirSync(join(root, "case/versions")).filter((name) => name.startsWith(".") && name !== ".gitattributes")).toEqual([]);
  return state;
}

class Killed extends Error {}

/** A disk on which the machine stops before the n-th change, or within it where something is appended. */
function stoppingDisk(root: string, at: number, isWithin = false) {
  const disk = nodeDisk(root);
  const changes: string[] = [];
  const stopping =
    <A extends readonly unknown[], R>(name: string, action: (...given: A) => R, half?: (...given: A) => void) =>
    (...given: A): R => {
      changes.push(name);
      if (changes.length < at) return action(...given);
      if (changes.length === at && isWithin) half?.(...given);
      throw new Killed();
    };
  const stopped: Disk = {
    ...disk,
    write: stopping("write", disk.write),
    replace: stopping("replace", disk.replace),
    move: stopping("move", disk.move),
    remove: stopping("remove", disk.remove),
    makeFolder: stopping("makeFolder", disk.makeFolder),
    append: stopping("append", disk.append, (path, text) => void disk.append(path, text.slice(0, text.length >> 1))),
  };
  return { disk: stopped, changes };
}

test("stopped between any two changes of the disk, and within what is appended", { timeout: 300_000 }, async () => {
  const later = fresh();
  await command(later, ["publish", "case"]);
  const seen = new Set<string>();
  for (const [origin, before] of [
    [pristine, []],
    [later, ["1 version"]],
  ] as const) {
    const copy = () => {
      made.push(copyOf(origin));
      return made.at(-1)!;
    };
    const counting = stoppingDisk(copy(), Number.POSITIVE_INFINITY);
    await command("", ["publish", "case"], { disk: counting.disk });
    expect(counting.changes).toContain("append");
    for (const [index, change] of counting.changes.entries())
      for (const isWithin of change === "append" ? [false, true] : [false]) {
        const root = copy();
        await command(root, ["publish", "case"], { disk: stoppingDisk(root, index + 1, isWithin).disk });
        seen.add(await expectSound(root, before));
      }
  }
  expect([...seen].sort()).toEqual(["none", "unentered"]);
});

test("the program killed at random moments", { timeout: 120_000 + kills * 30_000 }, async () => {
  const seen = new Set<string>();
  for (let kill = 0; kill < kills; kill++) {
    const root = fresh();
    const child = spawn(process.execPath, [program, "publish", "case"], { cwd: root, stdio: "ignore" });
    const ended = new Promise((resolve) => child.on("exit", resolve));
    const timer = setInterval(() => {
      if (!existsSync(join(root, "case/versions"))) return;
      clearInterval(timer);
      setTimeout(() => child.kill("SIGKILL"), (kill * 7) % 23);
    }, 1);
    await ended;
    clearInterval(timer);
    const left = readdirSync(join(root, "case/versions")).some((name) => name.startsWith(".publishing-"));
    // What is being written still belongs to somebody for ten minutes; the clock of these tests stands before the real one.
    if (left)
      for (const name of readdirSync(join(root, "case/versions")))
        if (name.startsWith(".publishing-")) rmSync(join(root, "case/versions", name), { recursive: true });
    seen.add(await expectSound(root, []));
  }
  expect(seen.size).toBeGreaterThan(0);
});

test("a disk that is full or read-only at any moment: nothing is published, and why is said", { timeout: 120_000 }, async () => {
  for (let at = 1; at <= 12; at++) {
    const reason = at % 2 === 0 ? "the disk is full" : "the disk is read-only";
    const root = fresh();
    const disk = nodeDisk(root);
    let count = 0;
    const failing =
      <A extends readonly unknown[]>(action: (...given: A) => string | undefined) =>
      (...given: A) =>
        ++count >= at ? reason : action(...given);
    const { write, replace, makeFolder, append } = disk;
    const full = { ...disk, write: failing(write), replace: failing(replace), makeFolder: failing(makeFolder), append: failing(append) };
    const ended = await command(root, ["publish", "case"], { disk: full });
    expect([ended.code, ended.error.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining(reason)]);
    await expectSound(root, []);
  }
});

test("two at once: each publishes, or says that it did not", { timeout: 60_000 }, async () => {
  const root = fresh();
  const ended = await Promise.all(
    [1, 2, 3].map(
      () =>
        new Promise<number | null>((resolve) =>
          spawn(process.execPath, [program, "publish", "case"], { cwd: root, stdio: "ignore" }).on("exit", resolve),
        ),
    ),
  );
  const published = names(root);
  expect(published.length).toBeGreaterThan(0);
  expect(ended.filter((code) => code === 0).length).toBeGreaterThanOrEqual(published.length);
  expect((await command(root, ["verify", "case"])).code).toBe(0);
});

test("somebody publishes the same name while we compute", async () => {
  const root = fresh();
  const disk = nodeDisk(root);
  let isFirst = true;
  const late: Disk = {
    ...disk,
    replace: (path, pieces) => {
      const failure = disk.replace(path, pieces);
      if (isFirst) {
        isFirst = false;
        disk.makeFolder("case/versions/1");
        writeFileSync(join(root, "case/versions/1/manifest.json"), "theirs");
      }
      return failure;
    },
  };
  const ended = await command(root, ["publish", "case"], { disk: late });
  expect([ended.code, ended.error.replace(/\s+/g, " ")]).toEqual([
    2,
    expect.stringContaining("somebody else has published a version of that name"),
  ]);
  expect(readFileSync(join(root, "case/versions/1/manifest.json"), "utf8")).toBe("theirs");
  expect(readdirSync(join(root, "case/versions"))).toEqual([".gitattributes", "1"]);
});
