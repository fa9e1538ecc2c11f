/** Publishing that is cut off at any moment, on disks that fail, or done twice at once: there is a whole version or none, and a whole ledger. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readLedger } from "@outweigh/language";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Disk, Effects } from "../effects.js";
import { nodeDisk } from "../files-node.js";
import { command, copyOf, makeCase } from "./case-for-tests.js";
import { listVersions } from "./read-versions.js";
import { verifyFiles, verifyManifest } from "./verify-files.js";
import { finishCutOff } from "./write-version.js";

const program = fileURLToPath(new URL("../../bin/outweigh.js", import.meta.url));

/** How often processes that publish are killed; more in a long run. */
const kills = Number(process.env.OUTWEIGH_KILLS ?? 20);

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

/** Publishes one version after the other, all of the same content, as fast as it can. */
const writer = (root: string) => `
const at = (path) => import(${JSON.stringify(new URL("../../dist/", import.meta.url).href)} + path);
const [{ capturedEffects }, { nodeDisk }, { enterVersion, finishCutOff, writeVersion }, { listVersions, sha256 }, { manifestText }] = await Promise.all(
  ["captured-effects.js", "files-node.js", "versions/write-version.js", "versions/read-versions.js", "../../brief/dist/index.js"].map(at));
const disk = nodeDisk(${JSON.stringify(root)});
const effects = capturedEffects(disk, { now: Date.now() });
const first = listVersions(effects, "case")[0];
const bytes = (path) => disk.readWhole(first.path + "/" + path).bytes;
const files = first.manifest.files.map((file) => ({ ...file, content: bytes("case/" + file.path) }));
const content = { files, brief: bytes("brief.html"), run: bytes("run.json"), sign: undefined };
finishCutOff(effects, "case");
for (;;) {
  const last = listVersions(effects, "case").at(-1);
  const number = last.manifest.number + 1;
  const manifest = { ...first.manifest, version: String(number), number, previous: { version: last.name, manifest: last.manifestHash } };
  if (writeVersion(effects, "case", manifest, content)) process.exit(3);
  if (enterVersion(effects, "case", manifest, sha256(manifestText(manifest)))) process.exit(4);
  if (number === 2) process.stdout.write("begun");
}`;

test("processes that publish, killed at random moments", { timeout: 120_000 + kills * 5000 }, async () => {
  const origin = fresh();
  await command(origin, ["publish", "case"]);
  const effects = { disk: nodeDisk(origin), now: () => Date.now() + 3_600_000 } as Effects;
  let interrupted = 0;
  for (let kill = 0; kill < kills; kill++) {
    const root = copyOf(origin);
    const child = spawn(process.execPath, ["--input-type=module", "-e", writer(root)], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    child.stdout.once("data", () => setTimeout(() => child.kill("SIGKILL"), (kill * 7) % 40));
    expect(await ended).toBe(null);
    const here = { ...effects, disk: nodeDisk(root) };
    const versions = listVersions(here, "case");
    expect(versions.map(({ kind }) => kind)).toEqual(versions.map(() => "version"));
    const sound = versions.filter((each) => each.kind === "version");
    const before = ledgerOf(root);
    expect(before.problems.filter(({ kind }) => kind !== "torn")).toEqual([]);
    expect([sound.length, sound.length - 1]).toContain(before.entries.length);
    if (readdirSync(join(root, "case/versions")).length > sound.length + 1 || before.entries.length < sound.length) interrupted++;
    finishCutOff(here, "case");
    const ledger = ledgerOf(root);
    const found = sound.flatMap((version) => [...verifyFiles(here.disk, version), ...verifyManifest(version, sound, ledger)]);
    expect(found.filter(({ state }) => state !== "holds")).toEqual([]);
    expect(readdirSync(join(root, "case/versions"))).toHaveLength(sound.length + 1);
    rmSync(root, { recursive: true });
  }
  if (kills > 20) expect(interrupted).toBeGreaterThan(kills / 4);
});

test("the program itself killed", { timeout: 120_000 }, async () => {
  const root = fresh();
  const child = spawn(process.execPath, [program, "publish", "case"], { cwd: root, stdio: "ignore" });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const timer = setInterval(() => {
    if (existsSync(join(root, "case/versions"))) child.kill("SIGKILL");
  }, 1);
  await ended;
  clearInterval(timer);
  // The clock of these tests stands before the real one, so what was being written still belongs to somebody.
  for (const name of readdirSync(join(root, "case/versions")))
    if (name.startsWith(".publishing-")) rmSync(join(root, "case/versions", name), { recursive: true });
  await expectSound(root, []);
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
