import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCaseFiles } from "./case-files.js";
import { testDisk } from "./disk-for-tests.js";
import { isCasePath } from "./paths.js";
import type { CaseFile, ReadAnswer } from "./protocol.js";

let place: string;
let folder: string;
let refusing: { refusal?: string };

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), "case-files-")));
  folder = join(place, "case");
  refusing = {};
  mkdirSync(join(folder, "data"), { recursive: true });
  mkdirSync(join(folder, ".git"));
  mkdirSync(join(place, "modules/rain"), { recursive: true });
  writeFileSync(join(folder, "one.md"), "# One\n");
  writeFileSync(join(folder, "data/table.csv"), "a,b\r\n1,2\r\n");
  writeFileSync(join(folder, "picture.md"), Uint8Array.of(0xff, 0xfe, 0xfd));
  writeFileSync(join(folder, ".git/config"), "secret");
  writeFileSync(join(place, "outside.txt"), "secret");
  writeFileSync(join(place, "modules/rain/rain.md"), "# Rain\n");
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const open = () =>
  openCaseFiles(testDisk(refusing), folder, {
    findByName: (name) => (name === "known.txt" ? new TextEncoder().encode("copy") : undefined),
  });
const found = (files: readonly CaseFile[] | undefined, path: string) => files?.find((file) => file.path === path);
const textOf = (answer: ReadAnswer) =>
  answer.kind === "bytes" ? Buffer.from(answer.base64, "base64").toString() : answer.kind === "none" ? answer.reason : answer.names.join();
/** sha-256 of "# One\n", by hashlib of Python. */
const hashOfOne = "5add2e4a6306bb1bb52c92869f20756aa1c9d514dbb2c9c4d2a94bc8378b0eb5";

describe("listing", () => {
  test("tells texts with their hashes, and nothing hidden", () => {
    const files = open().list();
    expect(files?.map(({ path }) => path)).toEqual(["one.md", "picture.md", "data/table.csv"]);
    expect(found(files, "one.md")).toMatchObject({ text: "# One\n", size: 6, hash: hashOfOne });
    expect(found(files, "data/table.csv")?.text).toBe("a,b\r\n1,2\r\n");
    expect(found(files, "picture.md")).not.toHaveProperty("text");
  });
  test("leaves out links that lead out of the folder", () => {
    symlinkSync(join(place, "outside.txt"), join(folder, "linked.txt"));
    symlinkSync(place, join(folder, "up"));
    expect(
      open()
        .list()
        ?.some(({ path }) => path.startsWith("linked") || path.startsWith("up")),
    ).toBe(false);
  });
  test("gives nothing when the folder is gone", () => {
    rmSync(folder, { recursive: true });
    expect(open().list()).toBeUndefined();
    expect(open().look()).toBe("gone");
  });
});

describe("writing", () => {
  test("writes when the file is what was expected, and says what is there when it is not", () => {
    const files = open();
    const before = found(files.list(), "one.md")!;
    const written = files.write({ path: "one.md", text: "# Two\n", expected: before.hash });
    expect(written.kind).toBe("written");
    expect(readFileSync(join(folder, "one.md"), "utf8")).toBe("# Two\n");
    expect(files.write({ path: "one.md", text: "# Three\n", expected: before.hash })).toMatchObject({
      kind: "conflict",
      file: { text: "# Two\n" },
    });
    expect(readFileSync(join(folder, "one.md"), "utf8")).toBe("# Two\n");
  });
  test("makes a new file, in a new folder too, but not over one that is there", () => {
    const files = open();
    expect(files.write({ path: "new/two.md", text: "x", expected: null }).kind).toBe("written");
    expect(files.write({ path: "one.md", text: "x", expected: null }).kind).toBe("conflict");
  });
  test("a file that is gone is a conflict without a file", () => {
    const files = open();
    const before = found(files.list(), "one.md")!;
    unlinkSync(join(folder, "one.md"));
    expect(files.write({ path: "one.md", text: "x", expected: before.hash })).toEqual({ kind: "conflict" });
  });
  test("does not tell its own writing as a change, but tells those of others", () => {
    const files = open();
    const before = found(files.list(), "one.md")!;
    files.write({ path: "one.md", text: "# Mine\n", expected: before.hash });
    expect(files.look()).toEqual({ files: [], removed: [] });
    writeFileSync(join(folder, "one.md"), "# Somebody else's\n");
    unlinkSync(join(folder, "data/table.csv"));
    expect(files.look()).toMatchObject({ files: [{ path: "one.md", text: "# Somebody else's\n" }], removed: ["data/table.csv"] });
  });
  test("a disk that does not take it is told, in words", () => {
    refusing.refusal = "the disk is read-only";
    const files = open();
    const before = found(files.list(), "one.md")!;
    expect(files.write({ path: "one.md", text: "x", expected: before.hash })).toEqual({
      kind: "refused",
      reason: "cannot be written: the disk is read-only",
    });
  });
  test.each([
    "../outside.txt",
    "data/../../outside.txt",
    "/etc/passwd",
    "..",
    ".",
    "",
    "one.md/",
    "./one.md",
    "a//b.md",
    ".git/hooks/post-commit",
    "data/.hidden",
    "..\\outside.txt",
    "C:\\outside.txt",
    "c:outside.txt",
    "one.md\u0000.txt",
    "line\nbreak.md",
    "\ud800.md",
    "node_modules/x.md",
    `${"deep/".repeat(300)}x.md`,
  ])("refuses the path %j", (path) => {
    expect(isCasePath(path)).toBe(false);
    expect(open().write({ path, text: "x", expected: null }).kind).toBe("refused");
    expect(open().read({ kind: "file", value: path })).toEqual({ kind: "none", reason: "missing" });
    expect(readFileSync(join(place, "outside.txt"), "utf8")).toBe("secret");
  });
  test("refuses to write through links that lead out, to files, to folders and to nothing", () => {
    symlinkSync(join(place, "outside.txt"), join(folder, "linked.txt"));
    symlinkSync(place, join(folder, "up"));
    symlinkSync(join(place, "not-there.txt"), join(folder, "nowhere.txt"));
    const files = open();
    for (const path of ["linked.txt", "up/outside.txt", "up/new.txt", "nowhere.txt"])
      expect(files.write({ path, text: "x", expected: null })).toEqual({ kind: "refused", reason: "is not a file of this case" });
    expect(readFileSync(join(place, "outside.txt"), "utf8")).toBe("secret");
  });
  test("names in other scripts are names like any other", () => {
    expect(open().write({ path: "Part 1: 第一章, <été>?.md", text: "x", expected: null }).kind).toBe("written");
  });
});

describe("reading", () => {
  test("gives files of the case and copies kept elsewhere", () => {
    const files = open();
    files.list();
    expect(textOf(files.read({ kind: "file", value: "data/table.csv" }))).toBe("a,b\r\n1,2\r\n");
    expect(textOf(files.read({ kind: "name", value: "known.txt" }))).toBe("copy");
    expect(textOf(files.read({ kind: "name", value: "unknown.txt" }))).toBe("missing");
  });
  test("gives what lies outside only where a text of the case names it, and what that names", () => {
    writeFileSync(join(place, "modules/more.csv"), "x\n");
    const files = open();
    files.list();
    expect(textOf(files.read({ kind: "file", value: "../modules/rain/rain.md" }))).toBe("missing");
    writeFileSync(join(folder, "one.md"), '```outweigh\nuse "../modules/rain" as r\n```\n');
    files.look();
    expect(textOf(files.read({ kind: "folder", value: "../modules/rain" }))).toBe("rain.md");
    expect(textOf(files.read({ kind: "file", value: "../modules/rain/rain.md" }))).toBe("# Rain\n");
    expect(textOf(files.read({ kind: "file", value: "../modules/more.csv" }))).toBe("missing");
    expect(textOf(files.read({ kind: "file", value: "../outside.txt" }))).toBe("missing");
    expect(textOf(files.read({ kind: "file", value: "../modules/rain/../../outside.txt" }))).toBe("missing");
    writeFileSync(join(place, "modules/rain/rain.md"), 'data more from "../more.csv"\n');
    files.read({ kind: "file", value: "../modules/rain/rain.md" });
    expect(textOf(files.read({ kind: "file", value: "../modules/more.csv" }))).toBe("x\n");
  });
  test("a text that names the folder above opens nothing", () => {
    writeFileSync(join(folder, "one.md"), 'use "../"\nuse "../.."\nuse "../modules/.."\n');
    const files = open();
    files.list();
    expect(textOf(files.read({ kind: "file", value: "../outside.txt" }))).toBe("missing");
  });
  test("never writes outside, named or not", () => {
    writeFileSync(join(folder, "one.md"), 'use "../modules/rain" as r\n');
    const files = open();
    files.list();
    expect(files.write({ path: "../modules/rain/rain.md", text: "x", expected: null }).kind).toBe("refused");
  });
});
