/** The disk as it really is: missing, unreadable, odd and oversized files are values, and copies of sources are found by name and by hash. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { caseFiles, largestFile, nodeDisk } from "./files-node.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "files-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, content: string | Uint8Array) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
};

test("files and folders are listed apart, sorted, links followed", () => {
  write("case/b.md", "");
  write("case/a.md", "");
  write("case/data/x.csv", "");
  symlinkSync(join(root, "case/data"), join(root, "case/linked"));
  symlinkSync(join(root, "case/a.md"), join(root, "case/c.md"));
  symlinkSync(join(root, "nowhere"), join(root, "case/dead.md"));
  const disk = nodeDisk(root);
  expect(disk.list("case")).toEqual(["a.md", "b.md", "c.md", "dead.md"]);
  expect(disk.folders("case")).toEqual(["data", "linked"]);
  expect(disk.list("case/a.md")).toBeUndefined();
  expect(disk.list("nowhere")).toBeUndefined();
  expect(disk.kind("case")).toBe("folder");
  expect(disk.kind("case/a.md")).toBe("file");
  expect(disk.kind("case/a.md/x")).toBe("missing");
});

test("what cannot be read has its reason", () => {
  write("a.md", "text\u0000with NUL");
  write("huge.md", "");
  truncateSync(join(root, "huge.md"), largestFile + 1);
  symlinkSync("loop", join(root, "loop"));
  const disk = nodeDisk(root);
  expect(disk.read("nowhere.md")).toEqual({ ok: false, reason: "missing" });
  expect(disk.read("loop")).toEqual({ ok: false, reason: "missing" });
  expect(disk.read(".")).toEqual({ ok: false, reason: "folder" });
  expect(disk.read("huge.md")).toEqual({ ok: false, reason: "too-large" });
  const read = disk.read("a.md");
  expect(read.ok && new TextDecoder().decode(read.bytes)).toBe("text\u0000with NUL");
});

test("a pipe is not waited for", () => {
  execFileSync("mkfifo", [join(root, "pipe.md")]);
  expect(nodeDisk(root).read("pipe.md")).toEqual({ ok: false, reason: "unreadable" });
});

test("a file without permission is unreadable", () => {
  write("secret.md", "x");
  chmodSync(join(root, "secret.md"), 0o000);
  const read = nodeDisk(root).read("secret.md");
  // The superuser may read everything.
  expect(read.ok ? process.getuid?.() : read.reason).toBe(read.ok ? 0 : "unreadable");
});

test("writing tells why it failed", () => {
  write("file", "");
  const disk = nodeDisk(root);
  expect(disk.write("nowhere/a.html", "x")).toBe("there is no such folder");
  expect(disk.write(".", "x")).toBe("there is a folder of that name");
  expect(disk.makeFolder("file/below")).toBe("part of its path is a file");
  expect(disk.write("a.html", "x")).toBeUndefined();
});

test("copies are found by name and by hash in the folders given, and below them", () => {
  write("copies/deep/article.txt", "the words");
  write("copies/.hidden/article.txt", "other");
  const sha256 = createHash("sha256").update("the words").digest("hex");
  const files = caseFiles(nodeDisk(root), ["copies"]);
  const words = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
  expect(words(files.findByName?.("sources/article.txt"))).toBe("the words");
  expect(words(files.findByName?.("sources\\article.txt"))).toBe("the words");
  write("copies/other/text.txt", "other words");
  expect(files.findByName?.("article/text.txt")).toBeUndefined();
  expect(words(caseFiles(nodeDisk(root), ["copies"]).findByName?.("other/text.txt"))).toBe("other words");
  expect(words(files.findByHash?.(sha256))).toBe("the words");
  expect(words(files.findByHash?.(sha256.toUpperCase()))).toBe("the words");
  expect(files.findByHash?.("0".repeat(64))).toBeUndefined();
  expect(caseFiles(nodeDisk(root), []).findByName?.("article.txt")).toBeUndefined();
});

test("a change of what was read, of a missing file or of the list of chapters is noticed; a brief written beside it is not", () => {
  write("case/a.md", "one");
  const disk = nodeDisk(root);
  const opened = () => {
    const files = caseFiles(disk, []);
    files.list("case");
    files.read("case/a.md");
    files.read("case/sources.lock");
    return files;
  };
  const first = opened();
  expect(first.hasChanged()).toBe(false);
  write("case/case.html", "brief");
  expect(first.hasChanged()).toBe(false);
  write("case/a.md", "one and two");
  expect(first.hasChanged()).toBe(true);
  const second = opened();
  write("case/sources.lock", "x");
  expect(second.hasChanged()).toBe(true);
  const third = opened();
  write("case/b.md", "new");
  expect(third.hasChanged()).toBe(true);
  const fourth = opened();
  rmSync(join(root, "case"), { recursive: true });
  expect(fourth.hasChanged()).toBe(true);
});
