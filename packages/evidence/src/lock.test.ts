import { describe, expect, it } from "vitest";
import { checkSource, holdsQuote, quoteHash, readLock, updateLock, writeLock } from "./lock.js";
import { normalisationVersion } from "./normalise.js";
import { sha256Hex } from "./sha256.js";

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));
const bytes = (text: string) => new Uint8Array([...text].map((character) => character.charCodeAt(0)));

describe("sha256Hex", () => {
  it("agrees with a published digest", () => {
    const expected = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9";
    expect(sha256Hex("hello world")).toBe(expected);
    expect(sha256Hex(bytes("hello world"))).toBe(expected);
  });
});

describe("the lock", () => {
  const copies = [{ id: "article", file: "sources/an article.txt", bytes: bytes("hello world"), quotes: ["hello", "world"] }];
  const lock = updateLock(new Map(), copies, ["article"], "2026-11-01");

  it("is written in one way, and read back", () => {
    const text = writeLock(lock);
    expect(text.split("\n").slice(0, 8)).toEqual([
      "outweigh sources lock 1",
      "",
      "source article",
      "  file sources/an article.txt",
      "  sha256 b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
      "  captured 2026-11-01",
      `  normalisation ${normalisationVersion}`,
      "  text b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    ]);
    expect(readLock(text)).toEqual({ lock, problems: [] });
    expect(writeLock(readLock(text.replaceAll("\n", "\r\n")).lock)).toBe(text);
  });

  it("keeps the capture date while the bytes stay, and takes a new one when they change", () => {
    const again = updateLock(lock, copies, ["article"], "2026-12-24");
    expect(again.get("article")?.captured).toBe("2026-11-01");
    const changed = updateLock(lock, [{ ...copies[0]!, bytes: bytes("hello, world") }], ["article"], "2026-12-24");
    expect(changed.get("article")?.captured).toBe("2026-12-24");
  });

  it("keeps the entry of a source whose copy is elsewhere, and drops a source that is gone", () => {
    expect(updateLock(lock, [], ["article"], "2026-12-24")).toEqual(lock);
    expect(updateLock(lock, [], [], "2026-12-24").size).toBe(0);
  });

  it("tells what it cannot read, line by line", () => {
    const { lock: read, problems } = readLock("outweigh sources lock 9\nnonsense\nsource a\n  file x\n  sha256 abc\nsource b\n");
    expect(read.size).toBe(0);
    expect(problems.map((problem) => problem.line)).toEqual([1, 2, 5, 3, 6]);
  });

  it("tells a source that is there twice and keeps the first", () => {
    const text = writeLock(lock);
    const twice = readLock(`${text}\n${text.replace("2026-11-01", "2030-01-01")}`);
    expect(twice.lock.get("article")?.captured).toBe("2026-11-01");
    expect(twice.problems.length).toBe(1);
  });

  it("decides by copy and lock", () => {
    const locked = lock.get("article");
    expect(checkSource(bytes("hello world"), locked)).toBe("present");
    expect(checkSource(bytes("hello World"), locked)).toBe("changed");
    expect(checkSource(bytes("hello world"), undefined)).toBe("not-locked");
    expect(checkSource(undefined, locked)).toBe("held");
    expect(checkSource(undefined, undefined)).toBe("missing");
  });

  it("records the place of a quote in code points, and no quote that is not there", () => {
    const entry = updateLock(
      new Map(),
      [{ id: "a", file: "a.txt", bytes: utf8("a😀b  café"), quotes: ["café", "tea"] }],
      ["a"],
      "2026-11-01",
    ).get("a");
    expect(entry?.quotes).toEqual([{ sha256: sha256Hex("café"), from: 4, to: 8 }]);
  });

  it("locks a copy that is no text by its bytes alone", () => {
    const entry = updateLock(new Map(), [{ id: "a", file: "a.pdf", bytes: utf8("%PDF-1.7"), quotes: ["PDF"] }], ["a"], "2026-11-01").get(
      "a",
    );
    expect(entry).toMatchObject({ sha256: sha256Hex("%PDF-1.7"), text: undefined, quotes: [] });
    expect(readLock(writeLock(new Map([["a", entry!]]))).problems).toEqual([]);
  });

  it("vouches for the quotes that it has, as normalised", () => {
    const locked = lock.get("article")!;
    expect(holdsQuote(locked, " hello\n")).toBe(true);
    expect(holdsQuote(locked, "hullo")).toBe(false);
    expect(holdsQuote({ ...locked, normalisation: "older" }, "hello")).toBe(false);
    expect(quoteHash("it’s – so")).toBe(quoteHash("it's  -  so"));
  });
});
