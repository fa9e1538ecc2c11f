/** Documents become archived sources and claims: what is said of them, what is written, what is asked, and that nothing changes the second time. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { formatText } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ingest-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const day = 86_400_000;
const start = Date.UTC(2026, 10, 3, 9, 30);

async function outweigh(words: readonly string[], settings: Parameters<typeof capturedEffects>[1] = {}) {
  const effects = capturedEffects(nodeDisk(root), { now: start, ...settings });
  const code = await runCli(words, effects);
  const { out, error } = effects.printed;
  for (const line of `${out}\n${error}`.split("\n"))
    if (!words.includes("--json") && !line.startsWith("  ") && !line.startsWith("source "))
      expect(columnsOf(line), line).toBeLessThanOrEqual(80);
  return { code, out, error };
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** Every file below a folder with its hash, so that two states can be compared to the byte. */
function state(folder = "case"): Readonly<Record<string, string>> {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path.slice(root.length + 1), createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

const report = `Harbour storms grow costlier

The county engineer's office said on 3 March 2026 that storms cost the harbour 4.2 million euros in 2025.
"We will need a new wall by 2031," said Anna Berg, harbour master of Northport.
Because the old wall leaks, 31 houses were flooded.
The weather was pleasant on most days.
`;

async function newCase(): Promise<void> {
  await outweigh(["new", "case"]);
  write("report.txt", report);
}

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(new URL("../../../docs/schema/ingest.schema.json", import.meta.url), "utf8")),
);

// biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
function parsed(text: string): any {
  const value = JSON.parse(text);
  expect(validate(value), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  return value;
}

test("a document is told with its passages, and nothing is written", async () => {
  await newCase();
  const before = state();
  const { code, out } = await outweigh(["ingest", "report.txt"]);
  expect(code).toBe(0);
  expect(out).toContain("Harbour storms grow costlier");
  expect(out).toContain("4.2 million euros");
  expect(state()).toEqual(before);
});

test("the JSON keeps to its schema; spans count code points of the text and quotes are exactly theirs", async () => {
  await newCase();
  write("emoji.md", `# \u{1f30a} Waves\n\n${report}`);
  for (const words of [
    ["report.txt"],
    ["report.txt", "emoji.md", "gone.pdf"],
    ["report.txt", "--into", "case"],
    ["report.txt", "--into", "case", "--write", "--accept", "1"],
  ]) {
    const { out } = await outweigh(["ingest", ...words, "--json"]);
    for (const { text, candidates } of parsed(out).documents) {
      const letters = [...text];
      expect(candidates.length).toBeGreaterThan(1);
      for (const { quote, span } of candidates) expect(letters.slice(span.start, span.end).join("")).toBe(quote);
    }
  }
});

test("a source and accepted claims are written; check and brief are fine with them; again changes no byte, nor later", async () => {
  await newCase();
  const { code, out } = await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "1-2"]);
  expect([code, out.includes("2 claims accepted")]).toEqual([0, true]);
  expect(read("case/sources/report/original.txt")).toBe(report);
  expect(JSON.parse(read("case/sources/report/capture.json"))).toMatchObject({ captured: "2026-11-03T09:30:00Z", kind: "text" });
  const check = await outweigh(["check", "case"]);
  expect([check.code, check.out.includes("error")]).toEqual([0, false]);
  expect((await outweigh(["brief", "case", "-o", "b.html"])).code).toBe(0);
  expect(formatText(read("case/source-report.md"))).toBe(read("case/source-report.md"));
  const before = state();
  for (const words of [["--write"], ["--write", "--accept", "1-2"], ["--write", "--accept", "none"], [], ["--write"]]) {
    const again = await outweigh(["ingest", "report.txt", "--into", "case", ...words], { now: start + 9 * day });
    expect(again.code).toBe(0);
    expect(again.out).toContain("The case has this very document");
    expect(state()).toEqual(before);
  }
});

test("without --write only the archive is written, and --write later adds the text", async () => {
  await newCase();
  const { out } = await outweigh(["ingest", "report.txt", "--into", "case"]);
  expect(out).toContain("source report");
  expect(Object.keys(state())).toEqual([
    "case/assessment.md",
    "case/sources/report/capture.json",
    "case/sources/report/original.txt",
    "case/sources/report/text.txt",
  ]);
  await outweigh(["ingest", "report.txt", "--into", "case", "--write"], { now: start + day });
  expect(read("case/source-report.md")).toContain("source report");
  expect(read("case/source-report.md")).not.toContain("claim ");
  expect(JSON.parse(read("case/sources/report/capture.json")).captured).toBe("2026-11-03T09:30:00Z");
});

test("what was rejected is not asked again, and a rejection can be taken back", async () => {
  await newCase();
  await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "2", "--reject", "1"]);
  const again = parsed((await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "all", "--json"])).out);
  const [first, second, third] = again.documents[0].candidates;
  expect([first.standing, second.standing, third.standing]).toEqual(["rejected", "accepted", "accepted"]);
  expect(again.documents[0].case.accepted).not.toContainEqual(expect.objectContaining({ number: 1 }));
  const back = parsed((await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "1", "--json"])).out);
  expect(back.documents[0].candidates[0].standing).toBe("accepted");
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("a terminal asks for each with one key: accept, a grade of one's own, reject, the rest later", async () => {
  await newCase();
  const settings = { isTerminal: true, env: { NO_COLOR: "1" } };
  const { code, out } = await outweigh(["ingest", "report.txt", "--into", "case", "--write"], {
    ...settings,
    keys: ["x", "1", "4", "r", "s"],
  });
  expect(code).toBe(0);
  expect(out).toContain("1 means confirmed from a second, independent origin");
  expect(out).toContain("accepted as 4");
  const chapter = read("case/source-report.md");
  expect(chapter.match(/^claim /gm)).toHaveLength(1);
  expect(chapter).toMatch(/grade +4/);
  const later = await outweigh(["ingest", "report.txt", "--into", "case", "--write"], { ...settings, keys: ["a", "a", "a"] });
  expect(later.out).not.toContain("storms cost the harbour");
  expect(later.code).toBe(0);
});

test("interrupted at the question, nothing is written", async () => {
  await newCase();
  const before = state();
  for (const keys of [["a"], ["a", "q"], []]) {
    const { code, error } = await outweigh(["ingest", "report.txt", "--into", "case", "--write"], { isTerminal: true, keys });
    expect([code, error]).toEqual([130, "Cancelled; nothing was written.\n"]);
    expect(state()).toEqual(before);
  }
});

test("an analyst's text is kept: claims come after it, and a claim written by hand is not doubled", async () => {
  await newCase();
  await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "1"]);
  const mine = `${read("case/source-report.md").replace("grade  ", 'note   "Mine"\n  grade  ')}\nMy own words.`;
  write("case/source-report.md", mine);
  await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "1-2"]);
  const chapter = read("case/source-report.md");
  expect(chapter.startsWith(mine)).toBe(true);
  expect(chapter.match(/^claim /gm)).toHaveLength(2);
  const withdrawn = chapter.replace(/\nclaim [\s\S]*?grade[^\n]*\n/, "\n");
  write("case/source-report.md", withdrawn);
  await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "all"]);
  expect(read("case/source-report.md").startsWith(withdrawn)).toBe(true);
});

test("a source that was declared by hand is recognised, and its claims go to its own chapter, with Windows line ends", async () => {
  await newCase();
  write("case/sources/mine.txt", report);
  const chapter = '# Harbour\r\n\r\n```outweigh\r\nsource harbour "Storms"\r\n  archive sources/mine.txt\r\n  grade C\r\n```\r\n';
  write("case/2-harbour.md", chapter);
  const { out } = await outweigh(["ingest", "report.txt", "--into", "case", "--write", "--accept", "1"]);
  expect(out).toContain("source harbour");
  const now = read("case/2-harbour.md");
  expect(now.startsWith(chapter)).toBe(true);
  expect(now).toContain(" from harbour\r\n");
  expect(now.replaceAll("\r\n", "")).not.toContain("\n");
  expect(existsSync(join(root, "case/sources/report"))).toBe(false);
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("the same under another name is recognised: the same bytes, the same words laid out otherwise", async () => {
  await newCase();
  write("copy.txt", report);
  write("spaced.txt", report.replaceAll("\n", "\r\n").replaceAll("million euros", "million  euros"));
  await outweigh(["ingest", "report.txt", "--into", "case", "--write"]);
  const before = state();
  expect((await outweigh(["ingest", "copy.txt", "--into", "case", "--write"])).out).toContain("The case has this very document");
  expect((await outweigh(["ingest", "spaced.txt", "--into", "case", "--write"])).out).toContain("The case has this text, from other bytes");
  expect(state()).toEqual(before);
});

const long = Array.from(
  { length: 30 },
  (_, place) =>
    `In street number ${place + 1} the flood of ${1990 + place} reached house ${place * 7 + 3}, as neighbours told the ${place % 2 ? "surveyor" : "clerk"}.`,
);

test("nearly the same is an echo: derived from, with the share of wording and which is earlier", async () => {
  await newCase();
  write("wire.txt", `Wire report on floods\nPublished 2026-02-01\n\n${long.join("\n")}\n`);
  write("paper.txt", `Our paper writes\nPublished 2026-02-03\n\n${long.slice(0, 28).join("\n")}\nSo far the wire.\n`);
  await outweigh(["ingest", "wire.txt", "--into", "case", "--write", "--accept", "1"]);
  const answer = parsed((await outweigh(["ingest", "paper.txt", "--into", "case", "--write", "--accept", "1", "--json"])).out);
  const { source, echoes } = answer.documents[0].case;
  expect(source).toBe("paper");
  expect(echoes).toHaveLength(1);
  expect(echoes[0]).toMatchObject({ source: "wire" });
  expect(echoes[0].similarity).toBeGreaterThan(0.8);
  expect(read("case/source-paper.md")).toMatch(/derived from +wire/);
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("an echo of a source that is only archived does not name it in the text", async () => {
  await newCase();
  write("wire.txt", `Wire report\n\n${long.join("\n")}\n`);
  write("paper.txt", `Our paper\n\n${long.slice(0, 29).join("\n")}\n`);
  await outweigh(["ingest", "wire.txt", "--into", "case"]);
  await outweigh(["ingest", "paper.txt", "--into", "case", "--write"]);
  expect(read("case/source-paper.md")).not.toContain("derived from");
  await outweigh(["ingest", "wire.txt", "--into", "case", "--write"]);
  expect(read("case/source-wire.md")).toMatch(/derived from +paper/);
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("several documents in one run are written together, with claims numbered through", async () => {
  await newCase();
  write("other.txt", "Second paper\n\nThe bridge carries 4,000 cars a day.\nIt cost 12 million dollars.\n");
  const seen = parsed((await outweigh(["ingest", "report.txt", "other.txt", "report.txt", "--json"])).out);
  const numbers = seen.documents.flatMap((document: { candidates: { number: number }[] }) =>
    document.candidates.map(({ number }) => number),
  );
  expect(numbers).toEqual(numbers.map((_: number, place: number) => place + 1));
  const { code, out } = await outweigh(["ingest", "report.txt", "other.txt", "report.txt", "--into", "case", "--write", "--accept", "all"]);
  expect([code, out.match(/The case has this very document/g)?.length]).toEqual([0, 1]);
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("chapters are numbered where those of the case are, and none comes before the first", async () => {
  await newCase();
  write("case/02-more.md", "# More\n");
  rmSync(join(root, "case/assessment.md"));
  write("case/01-question.md", '# Q\n\n```outweigh\ncase q\n  question "Which?"\n\noption a "A"\n```\n');
  await outweigh(["ingest", "report.txt", "--into", "case", "--write"]);
  expect(readdirSync(join(root, "case")).sort()).toEqual([
    "01-question.md",
    "02-more.md",
    "03-source-report.md",
    "sources",
    "sources.lock",
  ]);
});

test.each([
  [["ingest"], "Name a document"],
  [["ingest", "gone.txt"], "There is no file gone.txt"],
  [["ingest", "www.example.org/page"], "write https:// before it"],
  [["ingest", "case"], "case is a folder"],
  [["ingest", "ftp://example.org/a"], "does not begin with http"],
  [["ingest", "file:///etc/passwd"], "does not begin with http"],
  [["ingest", "http://127.0.0.1:9/"], "--allow-local"],
  [["ingest", "empty.txt"], "There are no words in"],
  [["ingest", "noise.bin"], "no document that can be read"],
  [["ingest", "report.txt", "--write"], "--into DIR"],
  [["ingest", "report.txt", "--into", "nowhere"], "outweigh new nowhere"],
  [["ingest", "report.txt", "--into", "plain"], "is no case"],
  [["ingest", "report.txt", "--into", "report.txt"], "is a file"],
  [["ingest", "report.txt", "--accept", "1"], "--into DIR --write"],
  [["ingest", "report.txt", "--into", "case", "--write", "--accept", "one"], "no list of numbers"],
  [["ingest", "report.txt", "--into", "case", "--write", "--accept", "5-2"], "no list of numbers"],
  [["ingest", "report.txt", "--into", "case", "--write", "--accept", "99"], "no passage 99"],
  [["ingest", "report.txt", "--into", "case", "--write", "--reject", "all"], "no list of numbers"],
  [["ingest", "report.txt", "--into", "case", "--as", "../up"], "cannot be the name"],
  [["ingest", "report.txt", "--into", "case", "--as", "con"], "cannot be the name"],
  [["ingest", "report.txt", "--into", "case", "--as", "harm"], "something called harm"],
  [["ingest", "report.txt", "plain/a.txt", "--into", "case", "--as", "x_y"], "several documents"],
  [["ingest", "report.txt", "--suggest"], "OUTWEIGH_MODEL_URL and OUTWEIGH_MODEL are not set"],
])("%j is refused with a message", async (words, message) => {
  await newCase();
  write("empty.txt", " \n");
  write("noise.bin", new Uint8Array([0, 1, 2, 3, 255, 254, 0, 7]));
  write("plain/a.txt", "Just text, 3 words.");
  const before = state();
  const { code, error } = await outweigh(words);
  expect(code).toBe(2);
  expect(error.replace(/\s+/g, " ")).toContain(message);
  expect(state()).toEqual(before);
});

test("one document that cannot be read does not keep the others out", async () => {
  await newCase();
  const { code, error } = await outweigh(["ingest", "gone.txt", "report.txt", "--into", "case", "--write"]);
  expect([code, error.includes("gone.txt")]).toEqual([2, true]);
  expect(existsSync(join(root, "case/sources/report/text.txt"))).toBe(true);
});

test("the standard input is a document", async () => {
  await newCase();
  const { code } = await outweigh(["ingest", "-", "--into", "case", "--write"], { input: report });
  expect(code).toBe(0);
  expect(existsSync(join(root, "case/sources/harbour_storms_grow_costlier/text.txt"))).toBe(true);
});

test.each([
  "..",
  "con.txt",
  "NUL",
  "....//....//x.txt",
  `${"long".repeat(60)}.txt`.slice(0, 250),
  "a\u202etxt.exe",
  "рероrt.txt",
  "\u200b.txt",
  "-rf.txt",
  "`rm`$(x).txt",
  "a\nb.txt",
])("the name %j makes a plain folder inside the case", async (name) => {
  await newCase();
  const path = join("odd", name.replaceAll("/", "∕"), "..", name.replaceAll("/", "∕") === ".." ? "dots.txt" : name.replaceAll("/", "∕"));
  write(path, report);
  const before = Object.keys(state("."));
  expect((await outweigh(["ingest", path, "--into", "case", "--write", "--accept", "1"])).code).toBe(0);
  const added = Object.keys(state(".")).filter((each) => !before.includes(each));
  for (const each of added)
    expect(each).toMatch(/^case\/(?:source-[a-z0-9_]{1,64}\.md|sources\.lock|sources\/[a-z][a-z0-9_]{0,63}\/[a-z]+\.[a-z]+)$/);
  expect((await outweigh(["check", "case"])).code).toBe(0);
});

test("links in sources are not followed out of the case", async () => {
  await newCase();
  mkdirSync(join(root, "outside"));
  rmSync(join(root, "case/sources"), { recursive: true });
  symlinkSync(join(root, "outside"), join(root, "case/sources"));
  const { code, error } = await outweigh(["ingest", "report.txt", "--into", "case", "--write"]);
  expect([code, error.replace(/\s+/g, " ").includes("does not lie inside the case")]).toEqual([2, true]);
  expect(readdirSync(join(root, "outside"))).toEqual([]);
  rmSync(join(root, "case/sources"));
  mkdirSync(join(root, "case/sources"));
  symlinkSync(join(root, "outside"), join(root, "case/sources/report"));
  expect((await outweigh(["ingest", "report.txt", "--into", "case", "--write"])).code).toBe(0);
  expect(readdirSync(join(root, "outside"))).toEqual([]);
  expect(statSync(join(root, "case/sources/report_2/text.txt")).isFile()).toBe(true);
});

test("hostile words in a document stay words: fences, quotation marks, backslashes, marks of Markdown", async () => {
  await newCase();
  const hostile =
    'A "quoted\\" title ```outweigh\ncase evil\n\nIn 2025 the "cost" was \\$5 million, or ```{harm}``` 3 %.\n```\nclaim x from y 7 million dollars.\n```\n';
  write("hostile.txt", hostile);
  expect((await outweigh(["ingest", "hostile.txt", "--into", "case", "--write", "--accept", "all"])).code).toBe(0);
  const check = JSON.parse((await outweigh(["check", "case", "--json"])).out);
  expect(check.counts.errors).toBe(0);
  expect(check.case).toBe("case");
});

test("each entry of a feed is a source; the bytes of the feed are kept once, also in a web archive, and again changes nothing", async () => {
  await newCase();
  const items = [1, 2, 3].map(
    (place) =>
      `<item><title>Wall ${place}</title><link>https://example.org/${place}</link><pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate><description>Wall number ${place} cost ${place + 3} million dollars in 2020, said the harbour office.</description></item>`,
  );
  write("feed.xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour news</title>${items.join("")}</channel></rss>`);
  expect((await outweigh(["ingest", "feed.xml", "--into", "case", "--write", "--accept", "all"])).code).toBe(0);
  expect(Object.keys(state()).filter((path) => path.endsWith("original.xml"))).toHaveLength(1);
  expect(readdirSync(join(root, "case")).filter((name) => name.endsWith(".md"))).toEqual(["assessment.md", "source-feed.md"]);
  expect(read("case/source-feed.md").match(/^source /gm)).toHaveLength(3);
  const before = state();
  await outweigh(["ingest", "feed.xml", "--into", "case", "--write", "--accept", "all"], { now: start + day });
  expect(state()).toEqual(before);
  expect((await outweigh(["check", "case"])).code).toBe(0);
  expect((await outweigh(["ingest", "--into", "case", "--warc", "all.warc"])).out).toContain("1 capture");
  const again = parsed((await outweigh(["ingest", "all.warc", "--into", "case", "--json"])).out);
  expect(again.documents.map((each: { case: { isNew: boolean } }) => each.case.isNew)).toEqual([false, false, false]);
});

test("a page that has changed at its address is a source of its own, and that is said", async () => {
  await newCase();
  const pages = [1, 2].map(
    (place) =>
      `From: a@example.org\nSubject: Wall ${place}\nDate: Mon, 02 Feb 2026 10:00:00 +0000\n\nThe wall cost ${place} million dollars.\n`,
  );
  const archive = (body: string) =>
    `WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:6d1f0c1e-0000-4000-8000-000000000001>\r\nWARC-Date: 2026-05-06T07:08:09Z\r\nWARC-Target-URI: https://example.org/wall\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}\r\n\r\n`;
  for (const [place, body] of pages.entries()) write(`${place}.warc`, archive(body));
  await outweigh(["ingest", "0.warc", "--into", "case", "--write"]);
  const { out } = await outweigh(["ingest", "1.warc", "--into", "case", "--write"]);
  expect(out.replace(/\s+/g, " ")).toContain("held another text when wall_1 was taken from it on 2026-05-06");
});

test("a passage that is named and cannot be a claim is told, and the others are accepted", async () => {
  await newCase();
  write(
    "twice.txt",
    `Twice\n\nThe wall cost 4 million dollars in 2020.\nThe gate cost 5 million dollars in 2021.\nThe wall cost 4 million dollars in 2020.\n`,
  );
  const { code, out } = await outweigh(["ingest", "twice.txt", "--into", "case", "--write", "--accept", "1-3"]);
  expect([code, out.includes("2 claims accepted")]).toEqual([0, true]);
  expect(out).toContain("Not accepted, for the reason given above with each: 3.");
  expect(out).toContain("The same words stand in the text before");
});

test("an address that a page gives itself is a link only when it is one of the web", async () => {
  await newCase();
  for (const [place, address] of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"].entries())
    write(
      `page${place}.html`,
      `<html><head><title>Page ${place}</title><link rel="canonical" href="${address}"></head><body><article><p>The wall number ${place} cost 4 million dollars in 2020, said Anna Berg of the harbour office.</p></article></body></html>`,
    );
  await outweigh(["ingest", "page0.html", "page1.html", "page2.html", "--into", "case", "--write", "--accept", "all"]);
  const texts = ["page0", "page1", "page2"].map((name) => read(`case/source-${name}.md`)).join("");
  expect(texts).not.toMatch(/javascript:|data:|file:|url /);
});

const article = new URL("../../../../shared/seed/article.txt", import.meta.url);

test.skipIf(!existsSync(article))(
  "the seed article: into a case with all its passages, checked and told in a brief; a changed figure fails",
  async () => {
    await newCase();
    write("article.txt", readFileSync(article));
    const seen = parsed((await outweigh(["ingest", "article.txt", "--json"])).out);
    expect(seen.documents[0].candidates.length).toBeGreaterThan(20);
    expect((await outweigh(["ingest", "article.txt", "--into", "case", "--write", "--accept", "all"])).code).toBe(0);
    expect((await outweigh(["check", "case"])).code).toBe(0);
    expect((await outweigh(["brief", "case", "-o", "b.html"])).code).toBe(0);
    const before = state();
    await outweigh(["ingest", "article.txt", "--into", "case", "--write", "--accept", "all"], { now: start + 400 * day });
    expect(state()).toEqual(before);
    const chapter = read("case/source-article.md");
    write("case/source-article.md", chapter.replace("over 100,000 Mexican lives", "over 200,000 Mexican lives"));
    expect(read("case/source-article.md")).not.toBe(chapter);
    const failed = JSON.parse((await outweigh(["check", "case", "--json"])).out);
    expect(failed.diagnostics.map(({ code }: { code: string }) => code)).toContain("quote-not-in-source");
  },
);

test("claims and quantities as suggested check cleanly, whatever the text holds", async () => {
  await outweigh(["new", "case"]);
  write(
    "nasty.txt",
    [
      "The ministry said that “40 \\ships\\” sank in 2022.",
      '\u202bThe board\u202c could ban "them" or leave 3 of 12 buoys (± 2) be.',
      "A mem\u00ado seen by this newspaper puts the cost at €1.2-1.4 billion a year.",
      "“It will be 30% worse by 2030,” said Anna Berg, harbour master of Northport.",
      "At least 5,000 people fled, it is understood, and 2 tonnes of fish were lost.",
    ].join("\n"),
  );
  const seen = parsed((await outweigh(["ingest", "nasty.txt", "--into", "case", "--write", "--accept", "all", "--json"])).out);
  expect(seen.documents[0].access).toEqual({ kind: "direct", words: "seen by this newspaper" });
  expect((await outweigh(["check", "case"])).code).toBe(0);
  const accepted = seen.documents[0].candidates.filter(({ standing }: { standing?: string }) => standing === "accepted");
  expect(accepted.length).toBeGreaterThan(2);
  // biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
  const quantities = accepted.flatMap((each: any) => each.quantities ?? []);
  // biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
  const units = new Set(accepted.flatMap((each: any) => each.units ?? []));
  expect(quantities.length).toBeGreaterThan(3);
  const blocks = [...[...units].map((unit) => `unit ${unit}`), ...quantities].join("\n\n");
  write("case/90-figures.md", `# Figures\n\n\`\`\`outweigh\n${blocks}\n\`\`\`\n`);
  const check = await outweigh(["check", "case"]);
  expect(`${check.out}${check.error}`).not.toMatch(/error/);
  expect(check.code).toBe(0);
});
