import { inflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { composeBrief } from "../compose.js";
import { floodCase } from "../flood-case-for-tests.js";
import { renderDocx } from "./docx.js";

/** The files of a ZIP archive by name, from its central directory. */
function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end--;
  const files = new Map<string, string>();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [method, size, nameLength] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint16(at + 28, true)];
    const local = view.getUint32(at + 42, true);
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const data = bytes.subarray(start, start + size);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    files.set(name, new TextDecoder().decode(method === 0 ? data : inflateRawSync(data)));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

describe("the DOCX brief", () => {
  let files: ReadonlyMap<string, string> = new Map();
  let body = "";
  const all = (pattern: RegExp) => [...body.matchAll(pattern)].map((match) => match[1] ?? "");

  beforeAll(async () => {
    files = unzip(await renderDocx(composeBrief(floodCase(300), { full: true })));
    body = files.get("word/document.xml") ?? "";
  });

  test("is a package with a document, styles and a footer", () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(["[Content_Types].xml", "word/document.xml", "word/styles.xml", "word/footer1.xml"]),
    );
    expect(files.get("word/footer1.xml")).toContain("Seed 7");
  });
  test("has real headings in order", () => {
    expect(all(/<w:pStyle w:val="(Title|Heading1)"\/>/g).slice(0, 3)).toEqual(["Title", "Heading1", "Heading1"]);
    expect(all(/<w:pStyle w:val="(Heading[23])"\/>/g).length).toBeGreaterThan(8);
  });
  test("repeats the heads of its tables and captions them", () => {
    expect(all(/(<w:tblHeader)/g).length).toBeGreaterThan(8);
    expect(all(/<w:pStyle w:val="(Caption)"\/>/g).length).toBeGreaterThan(8);
  });
  test("links lead to bookmarks that exist, and bookmarks are short and unique", () => {
    const bookmarks = all(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g);
    expect(new Set(bookmarks).size).toBe(bookmarks.length);
    expect(bookmarks.every((name) => /^[A-Za-z]\w{0,39}$/.test(name))).toBe(true);
    const targets = all(/<w:hyperlink [^>]*w:anchor="([^"]+)"/g);
    expect(targets.length).toBeGreaterThan(50);
    for (const target of targets) expect(bookmarks).toContain(target);
  });
  test("rows of a figure fill its grid", () => {
    const grids = body.split("<w:tbl>").filter((part) => part.split("<w:gridCol").length === 62);
    expect(grids.length).toBeGreaterThan(3);
    for (const row of grids.flatMap((grid) => grid.split("<w:tr>").slice(1))) {
      const spans = row
        .split("<w:tc>")
        .slice(1)
        .map((cell) => Number(/<w:gridSpan w:val="(\d+)"/.exec(cell)?.[1] ?? 1));
      expect(spans.reduce((sum, span) => sum + span, 0)).toBe(61);
    }
  });
  test("holds no character that XML forbids", async () => {
    const evaluated = floodCase(20);
    const odd = { ...evaluated.assessment, case: { ...evaluated.assessment.case, bottomLine: "a\u0000\u0008b<&>\ud800c" } };
    const text = unzip(await renderDocx(composeBrief({ ...evaluated, assessment: odd }, { full: true }))).get("word/document.xml");
    expect(text).toContain("ab&lt;&amp;&gt;c");
  });
});
