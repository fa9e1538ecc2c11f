/** A case is never half written: cut off at any step, it is as before or, after the next run, as wanted; and nothing leaves its folder. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256Hex } from "@outweigh/evidence";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Disk } from "../effects.js";
import { nodeDisk } from "../files-node.js";
import { type CaseWrite, recover, stagingFolder, writeTogether } from "./case-transaction.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "transaction-"));
  mkdirSync(join(root, "case"));
  writeFileSync(join(root, "case/1.md"), "before");
});
afterEach(() => rmSync(root, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const writes: readonly CaseWrite[] = [
  { path: "sources/report/original.txt", content: bytes("words"), before: undefined },
  { path: "1.md", content: bytes("after"), before: sha256Hex(bytes("before")) },
  { path: "sources.lock", content: bytes("lock"), before: undefined },
];
const state = () =>
  ["1.md", "sources/report/original.txt", "sources.lock"].map((path) => {
    const at = join(root, "case", path);
    return existsSync(at) ? readFileSync(at, "utf8") : "–";
  });
const old = ["before", "–", "–"];
const wanted = ["after", "words", "lock"];

/** A disk that dies at the `steps`-th change that is asked of it. */
function dyingDisk(steps: number): Disk {
  const disk = nodeDisk(root);
  let left = steps;
  const counted =
    <A extends unknown[], R>(change: (...given: A) => R) =>
    (...given: A): R => {
      if (left-- <= 0) throw new Error("killed");
      return change(...given);
    };
  return {
    ...disk,
    write: counted(disk.write),
    replace: counted(disk.replace),
    makeFolder: counted(disk.makeFolder),
    move: counted(disk.move),
    remove: counted(disk.remove),
  };
}

test("cut off at any step, the next run finds the old state or makes the new one", () => {
  const seen = new Set<string>();
  for (let steps = 0; ; steps++) {
    rmSync(join(root, "case"), { recursive: true });
    mkdirSync(join(root, "case"));
    writeFileSync(join(root, "case/1.md"), "before");
    let isWhole = true;
    try {
      expect(writeTogether(dyingDisk(steps), "case", writes)).toBeUndefined();
    } catch (error) {
      if (!(error instanceof Error) || error.message !== "killed") throw error;
      isWhole = false;
    }
    const left = recover(nodeDisk(root), "case");
    const found = JSON.stringify(state());
    expect([JSON.stringify(old), JSON.stringify(wanted)], `${steps} steps, ${JSON.stringify(left)}`).toContain(found);
    expect(readdirSync(join(root, "case"))).not.toContain(stagingFolder);
    seen.add(found);
    if (isWhole) break;
  }
  expect(seen.size).toBe(2);
});

test("a recovery that is cut off itself is taken up again", () => {
  for (let steps = 5; steps < 12; steps++) {
    rmSync(join(root, "case"), { recursive: true });
    mkdirSync(join(root, "case"));
    writeFileSync(join(root, "case/1.md"), "before");
    for (const part of [steps, 1, 2])
      try {
        if (part === steps) writeTogether(dyingDisk(steps), "case", writes);
        else recover(dyingDisk(part), "case");
      } catch {}
    expect(recover(nodeDisk(root), "case")).not.toHaveProperty("message");
    expect(state()).toEqual(wanted);
  }
});

test("a chapter that was edited in between keeps the edit", () => {
  const disk = nodeDisk(root);
  const edited: Disk = {
    ...disk,
    move: (from, to) => {
      if (to.endsWith("original.txt")) writeFileSync(join(root, "case/1.md"), "edited");
      return disk.move(from, to);
    },
  };
  expect(writeTogether(edited, "case", writes)?.message).toContain("1.md was changed");
  expect(state()).toEqual(["edited", "words", "–"]);
});

test.each(["../out.txt", "/tmp/out.txt", "a/../../out.txt", "", "sources/./x", "a\\..\\b", "c:x", "..\u0000"])(
  "the path %j is refused",
  (path) => {
    expect(writeTogether(nodeDisk(root), "case", [{ path, content: bytes("x"), before: undefined }])?.message).toContain(
      "does not lie inside",
    );
    expect(readdirSync(root)).toEqual(["case"]);
    expect(readdirSync(join(root, "case"))).toEqual(["1.md"]);
  },
);

test("links out of the case are not followed: a folder, a file, a dead one, the staging folder", () => {
  const disk = nodeDisk(root);
  mkdirSync(join(root, "outside"));
  writeFileSync(join(root, "outside/x.md"), "theirs");
  symlinkSync(join(root, "outside"), join(root, "case/sources"));
  symlinkSync(join(root, "outside/x.md"), join(root, "case/x.md"));
  symlinkSync(join(root, "outside/new.md"), join(root, "case/new.md"));
  for (const path of ["sources/report/original.txt", "x.md", "new.md"]) {
    expect(writeTogether(disk, "case", [{ path, content: bytes("x"), before: undefined }])?.message, path).toContain("does not lie inside");
  }
  symlinkSync(join(root, "outside"), join(root, "case", stagingFolder));
  expect(recover(disk, "case")).toHaveProperty("message");
  expect(writeTogether(disk, "case", [{ path: "2.md", content: bytes("x"), before: undefined }])?.message).toContain("link");
  expect(readdirSync(join(root, "outside"))).toEqual(["x.md"]);
  expect(readFileSync(join(root, "outside/x.md"), "utf8")).toBe("theirs");
});

test.each([
  ["sources/report", "sources/report/original.txt"],
  ["sources", "sources/report/original.txt"],
])("a file where a folder is needed (%s) is told before anything is written", (file, path) => {
  mkdirSync(join(root, "case", file, ".."), { recursive: true });
  writeFileSync(join(root, "case", file), "mine");
  const given = [
    { path: "2.md", content: bytes("x"), before: undefined },
    { path, content: bytes("x"), before: undefined },
  ];
  expect(writeTogether(nodeDisk(root), "case", given)?.message).toContain(`case/${file} is not a folder`);
  expect(readdirSync(join(root, "case"))).toEqual(expect.not.arrayContaining(["2.md", stagingFolder]));
});

test("a folder where a file is needed is told before anything is written", () => {
  mkdirSync(join(root, "case/2.md"));
  expect(writeTogether(nodeDisk(root), "case", [{ path: "2.md", content: bytes("x"), before: undefined }])?.message).toContain(
    "is not a file",
  );
});

test("a disk that fails in the middle is told, and the next run goes on from there", () => {
  const disk = nodeDisk(root);
  let moves = 0;
  const full: Disk = { ...disk, move: (from, to) => (++moves === 2 ? "the disk is full" : disk.move(from, to)) };
  expect(writeTogether(full, "case", writes)?.message).toContain("the disk is full");
  expect(recover(disk, "case")).toEqual({ kind: "finished", kept: [] });
  expect(state()).toEqual(wanted);
});

test("a disk that is full before all files are gathered leaves the case as it was", () => {
  const disk = nodeDisk(root);
  let written = 0;
  const full: Disk = { ...disk, replace: (path, pieces) => (++written === 3 ? "the disk is full" : disk.replace(path, pieces)) };
  expect(writeTogether(full, "case", writes)?.message).toContain("the disk is full");
  expect(state()).toEqual(old);
  expect(readdirSync(join(root, "case"))).toEqual(["1.md"]);
});

test("a forged journal writes nothing outside", () => {
  const staging = join(root, "case", stagingFolder);
  mkdirSync(staging);
  writeFileSync(join(staging, "0"), "evil");
  const line = { staged: "0", path: "../evil.txt", after: sha256Hex(bytes("evil")) };
  writeFileSync(join(staging, "journal.json"), JSON.stringify({ format: "outweigh-ingest-journal-1", writes: [line] }));
  expect(recover(nodeDisk(root), "case")).toHaveProperty("message");
  expect(existsSync(join(root, "evil.txt"))).toBe(false);
});
