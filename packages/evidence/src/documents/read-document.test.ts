import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readDocument } from "./read-document.js";
import type { DocumentHints } from "./source-document.js";

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

async function readAll(content: Uint8Array | string, hints: DocumentHints = {}) {
  const reading = await readDocument(typeof content === "string" ? bytesOf(content) : content, hints);
  if (!reading.ok) throw new Error(`${reading.problem.code}: ${reading.problem.detail}`);
  return reading.documents;
}
const read = async (content: Uint8Array | string, hints: DocumentHints = {}) => (await readAll(content, hints))[0]!;

async function problem(content: Uint8Array | string, hints: DocumentHints = {}) {
  const reading = await readDocument(typeof content === "string" ? bytesOf(content) : content, hints);
  return reading.ok ? undefined : reading.problem.code;
}

const sentence = "The harbour was closed for three weeks, which cost the town, by its own count, 2,400 jobs. ";

describe("plain text", () => {
  it("makes rows of columns that stand one below the other, and of nothing else", async () => {
    const table = "Region      Cost (£m)   Share\nNorth            12      4%\nSouth           140     46%";
    const { text } = await read(`A table\n\n${table}\n\nName:   Ann Lee\nPlace:  Hill\n\nFirst part    3\nSecond part   7\n\nAn end.\n`);
    expect(text.split("\n")).toEqual([
      "A table",
      "Region | Cost (£m) | Share |",
      "North | 12 | 4% |",
      "South | 140 | 46% |",
      "Name: Ann Lee",
      "Place: Hill",
      "First part 3",
      "Second part 7",
      "An end.",
    ]);
  });

  it("joins lines that were broken at a width, and no others", async () => {
    const wrapped =
      "A short head\n\nThe first of the paragraphs is broken at the width of\na page and so goes on here, with words that would not\nhave fitted above.\nThis line began anew because there was room.\n\n* an item\n• another\n";
    expect((await read(wrapped)).text.split("\n")).toEqual([
      "A short head",
      "The first of the paragraphs is broken at the width of a page and so goes on here, with words that would not have fitted above.",
      "This line began anew because there was room.",
      "- an item",
      "- another",
    ]);
    expect((await read("one\ntwo\nthree\nfour")).text).toBe("one\ntwo\nthree\nfour");
  });

  it("reads headline, byline and date that stand alone", async () => {
    expect(await read(`Port closed again\nBy Ann Lee and Bo Li\nMarch 5, 2024\n${sentence}`)).toMatchObject({
      title: "Port closed again",
      author: "Ann Lee and Bo Li",
      date: "2024-03-05",
    });
    expect(await read(`${sentence}\n${sentence}By 2024 all was well.`)).toMatchObject({
      title: undefined,
      author: undefined,
      date: undefined,
    });
  });
});

describe("Markdown", () => {
  it("keeps the words and the form of lists and tables", async () => {
    const text =
      "---\ntitle: 'Ports'\ndate: 2024-05-06\nlang: en-gb\n---\n# Heading\n\nText with **bold**, *em*, snake_case_name, a [link](http://x.y/a_(b)), 5 * 3 * 2 and `code`\non the next line.[^1]\n\n1. one\n2. two\n   goes on\n\n| A | B |\n|---|--:|\n| 1 | 2 \\| 3 |\n\nSetext\n------\n> quoted\n\n[^1]: A note.\n";
    const document = await read(text, { fileName: "x.md" });
    expect(document).toMatchObject({ kind: "markdown", title: "Ports", date: "2024-05-06", language: "en-GB" });
    expect(document.text.split("\n")).toEqual([
      "Heading",
      "Text with bold, em, snake_case_name, a link, 5 * 3 * 2 and code on the next line.",
      "- one",
      "- two goes on",
      "A | B |",
      "1 | 2 | 3 |",
      "Setext",
      "quoted",
      "A note.",
    ]);
  });
});

describe("HTML", () => {
  const page = `<!DOCTYPE html><html lang=en-gb><head><title>Port closed again | The Daily</title><meta property="og:site_name" content="The Daily">
    <link rel="canonical" href="https://daily.example/port"><script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Port closed again","author":[{"name":"Ann Lee"}],"datePublished":"2024-03-05T23:00:00-05:00"}]}</script></head>
    <body><nav><a href=/>Home</a> <a href=/b>Subscribe to our letters</a></nav><article><h1>Port closed again</h1><p>${sentence.repeat(4)}</p><ul><li>first &amp; last</li><li><p>second</p></li></ul>
    <table><tr><th>Year<th>Jobs</tr><tr><td>2020<td>10<sup>6</sup></table><p>${sentence.repeat(4)}<sup><a href="#n1">1</a></sup></p></article><footer>All rights reserved</footer><script>document.write("x")</script></body></html>`;

  it("keeps the main text with its lists and tables, and what the page says of itself", async () => {
    const document = await read(page);
    expect(document).toMatchObject({
      kind: "html",
      title: "Port closed again",
      author: "Ann Lee",
      date: "2024-03-05",
      publisher: "The Daily",
      language: "en-GB",
      url: "https://daily.example/port",
    });
    expect(document.text.split("\n")).toEqual([
      "Port closed again",
      sentence.repeat(4).trim(),
      "- first & last",
      "- second",
      "Year | Jobs |",
      "2020 | 10⁶ |",
      sentence.repeat(4).trim(),
    ]);
    expect(document.findings.map(({ code }) => code)).toEqual(["navigation-left-out"]);
  });

  it("has nothing to say of a page of which nothing is left out", async () => {
    const { text, findings } = await read("<html><body><p>Closed today.</p></body></html>");
    expect(text).toBe("Closed today.");
    expect(findings).toEqual([]);
  });

  it("is told by content, whatever the name", async () => {
    expect((await read(page, { fileName: "port.pdf" })).findings).toContainEqual({
      code: "type-differs-from-name",
      detail: ".pdf stated, HTML found",
    });
    expect((await read("a < b, and <nothing> else", { fileName: "x.txt" })).kind).toBe("text");
  });
});

describe("charsets", () => {
  const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
  it.each([
    ["UTF-8 stated as Latin-1", bytesOf("<meta charset=iso-8859-1><p>café</p>"), "café", ["charset-differs-from-stated"]],
    [
      "windows-1252 stated as UTF-8",
      latin("<html><meta charset=utf-8><p>caf\u00e9 \u0093so\u0094</p>"),
      "café “so”",
      ["charset-differs-from-stated"],
    ],
    ["windows-1252 unstated", latin("caf\u00e9 \u0096 na\u00efve"), "café – naïve", ["charset-guessed"]],
    ["windows-1251 stated", latin("<html><meta charset=windows-1251><p>\u00cf\u00f0\u00e8\u00e2\u00e5\u00f2</p>"), "Привет", []],
    ["UTF-16 without its mark", new Uint8Array(Buffer.from("Wide letters here", "utf16le")), "Wide letters here", ["charset-guessed"]],
    [
      "one broken byte in UTF-8",
      Buffer.concat([bytesOf("é".repeat(40)), Buffer.from([0xff])]),
      `${"é".repeat(40)}\ufffd`,
      ["characters-replaced"],
    ],
  ])("%s", async (_what, content, text, codes) => {
    const document = await read(new Uint8Array(content));
    expect(document.text).toBe(text);
    expect(document.findings.map(({ code }) => code).filter((code) => /^char/.test(code))).toEqual(codes);
  });

  it("believes the header of the transfer before the page", async () => {
    const bytes = latin("<html><meta charset=koi8-r><p>\u00cf\u00f0</p>");
    expect((await read(bytes, { contentType: "text/html; charset=windows-1251" })).text).toBe("Пр");
  });
});

describe("characters that nobody sees", () => {
  it("go and are counted; joiners that spelling needs stay", async () => {
    const { text, findings } = await read("مرحبا hello\n\u202eevil\u202c zero\u200bwidth پنجره\u200cها 👩\u200d👧 soft\u00adhyphen");
    expect(text).toBe("مرحبا hello\nevil zerowidth پنجره\u200cها 👩\u200d👧 softhyphen");
    expect(findings).toEqual([
      { code: "hidden-characters-removed", detail: "3 (U+200B, U+202C, U+202E)" },
      { code: "mixed-direction", detail: "2 of 2 lines" },
    ]);
  });
});

describe("languages", () => {
  it.each([
    ["en", "The minister said that the port would be closed for as long as it was needed, and that no one had been hurt in the accident."],
    [
      "es",
      "El ministro dijo que el puerto estaría cerrado durante el tiempo que fuera necesario y que nadie había sido herido en el accidente.",
    ],
    [
      "fr",
      "Le ministre a dit que le port serait fermé aussi longtemps que nécessaire et que personne n'a été blessé dans cet accident sur la côte.",
    ],
    [
      "de",
      "Der Minister sagte, dass der Hafen so lange geschlossen bleibt, wie es nötig ist, und dass bei dem Unfall niemand verletzt wurde.",
    ],
    [
      "pt",
      "O ministro disse que o porto ficaria fechado durante o tempo que fosse necessário e que ninguém foi ferido no acidente da semana.",
    ],
    [
      undefined,
      "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor incididunt labore dolore magna aliqua enim minim veniam quis nostrud",
    ],
  ])("%s", async (language, text) => {
    expect((await read(text)).language).toBe(language);
  });
});

const wordHead = '<w:document xmlns:w="urn:w"><w:body>';
const paragraph = (text: string, properties = "") =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const docx = (body: string, parts: Record<string, Uint8Array> = {}) => zipSync({ "word/document.xml": strToU8(body), ...parts });

describe(".docx", () => {
  it("reads paragraphs, headings, lists, tables, notes and properties, and leaves deletions out", async () => {
    const body = `${wordHead}${paragraph("Ports of the north", '<w:pStyle w:val="Heading1"/>')}
      <w:p><w:r><w:t>Some 2,400 jobs</w:t></w:r><w:del><w:r><w:delText>or 9,999 </w:delText></w:r></w:del><w:ins><w:r><w:t xml:space="preserve"> went</w:t></w:r></w:ins><w:r><w:footnoteReference w:id="2"/></w:r><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>.</w:t></w:r></w:p>
      ${paragraph("item", '<w:numPr><w:numId w:val="1"/></w:numPr>')}
      <w:tbl><w:tr><w:tc>${paragraph("Year")}</w:tc><w:tc>${paragraph("Jobs")}</w:tc></w:tr><w:tr><w:tc>${paragraph("2020")}</w:tc><w:tc>${paragraph("1")}${paragraph("200")}</w:tc></w:tr></w:tbl>`;
    const document = await read(
      docx(body, {
        "word/footnotes.xml": strToU8(
          `<w:footnotes><w:footnote w:type="separator" w:id="0">${paragraph("---")}</w:footnote><w:footnote w:id="2">${paragraph("By its own count.")}</w:footnote></w:footnotes>`,
        ),
        "word/styles.xml": strToU8('<w:styles><w:style w:styleId="Heading1"><w:name w:val="heading 1"/><w:numPr/></w:style></w:styles>'),
        "docProps/core.xml": strToU8(
          "<cp:coreProperties><dc:creator>Ann &amp; Bo</dc:creator><dcterms:created>2023-01-02T03:04:05Z</dcterms:created></cp:coreProperties>",
        ),
      }),
      { fileName: "ports.docx" },
    );
    expect(document).toMatchObject({
      kind: "docx",
      title: "Ports of the north",
      author: "Ann & Bo",
      date: "2023-01-02",
      findings: [{ code: "deletions-left-out", detail: "1" }],
    });
    expect(document.text.split("\n")).toEqual([
      "Ports of the north",
      "Some 2,400 jobs went.",
      "- item",
      "Year | Jobs |",
      "2020 | 1 200 |",
      "By its own count.",
    ]);
  });

  it("resolves no entity that the file defines", async () => {
    const laughs = `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>${wordHead}${paragraph("so &b; &x; it is")}`;
    expect((await read(docx(laughs))).text).toBe("so &b; &x; it is");
  });

  it("walks any depth", async () => {
    const open = Array.from({ length: 100_000 }, (_, index) => `<w:p><w:tbl w:n="${(index * 7919) % 100_003}"><w:tr><w:tc>`).join("");
    expect((await read(docx(`${wordHead}${open}<w:p><w:r><w:t>deep</w:t></w:r></w:p>`))).text).toBe("deep");
  });

  it.each([
    ["a bomb", docx(`${wordHead}${" ".repeat(20_000_000)}`), "expands-too-far"],
    ["a file that was cut off", docx(`${wordHead}${paragraph("x")}`).slice(0, 90), "damaged"],
    ["another ZIP", zipSync({ "a.txt": strToU8("x") }), "unknown-type"],
    ["a spreadsheet", zipSync({ "xl/workbook.xml": strToU8("<x/>") }), "unknown-type"],
  ])("refuses %s", async (_what, content, code) => {
    expect(await problem(content, { fileName: "x.docx" })).toBe(code);
  });

  it("counts what expands, whatever the directory says", async () => {
    const bomb = docx(`${wordHead}${" ".repeat(20_000_000)}`);
    for (let at = 0; at + 4 < bomb.length; at++) {
      const signature = new DataView(bomb.buffer, bomb.byteOffset + at, 4).getUint32(0, true);
      if (signature === 0x02014b50) new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 100, true);
    }
    expect(await problem(bomb)).toBe("expands-too-far");
  });
});

describe("e-mail", () => {
  const head =
    "From: =?utf-8?q?J=C3=B6rg_L?= <j@x.example>\r\nTo: a@b.example\r\nSubject: =?utf-8?b?w4lj?= port\r\nDate: Tue, 05 Mar 2024 23:30:00 -0500\r\nMIME-Version: 1.0\r\n";

  it("prefers the plain part and names attachments", async () => {
    const mail = `${head}Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nCaf=E9 owners say that the port was closed for three weeks, and longer than that in 2021.\r\n--C\r\nContent-Type: text/html\r\n\r\n<p>other</p>\r\n--C--\r\n--B\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="../../a.pdf"\r\n\r\nxx\r\n--B--\r\n`;
    expect(await read(mail)).toMatchObject({
      kind: "email",
      title: "Éc port",
      author: "Jörg L",
      date: "2024-03-05",
      text: "Café owners say that the port was closed for three weeks, and longer than that in 2021.",
      findings: [{ code: "attachments-left-out", detail: "../../a.pdf" }],
    });
  });

  it("reads HTML where there is nothing else", async () => {
    expect((await read(`${head}Content-Type: text/html\r\n\r\n<p>One</p><ul><li>two</ul><script>x</script>`)).text).toBe("One\n- two");
  });

  it("reads a web page that was saved in the form of a message as a page", async () => {
    const saved = `From: <Saved by Blink>\r\nSnapshot-Content-Location: https://daily.example/port\r\nSubject: Port\r\nDate: Tue, 5 Mar 2024 23:30:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Location: https://daily.example/port\r\n\r\n<html><body><h1>Port closed</h1><p>${sentence.repeat(5)}</p></body></html>\r\n--B--\r\n`;
    expect(await read(saved, { fileName: "x.mhtml" })).toMatchObject({
      kind: "html",
      url: "https://daily.example/port",
      text: `Port closed\n${sentence.repeat(5).trim()}`,
      title: "Port",
    });
  });

  it("refuses parts nested ten thousand deep", async () => {
    const nested = Array.from(
      { length: 10_000 },
      (_, index) => `--B${index}\r\nContent-Type: multipart/mixed; boundary=B${index + 1}\r\n\r\n`,
    ).join("");
    expect(await problem(`${head}Content-Type: multipart/mixed; boundary=B0\r\n\r\n${nested}text`)).toBe("damaged");
  });
});

describe("feeds", () => {
  it("reads RSS, each entry a document", async () => {
    const rss = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY lol "ha"><!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Daily</title><language>en-us</language>
      <item><title>Port &lol; &x;</title><link>https://daily.example/1</link><description>short</description><content:encoded><![CDATA[<p>Full <b>text</b></p><ul><li>a</li></ul>]]></content:encoded><dc:creator>Ann</dc:creator><pubDate>Tue, 05 Mar 2024 10:00:00 +0100</pubDate></item>
      <item><title>Second</title><description>a &amp;lt; b &amp;amp; c</description></item></channel></rss>`;
    const [first, second] = await readAll(rss, { fileName: "x.xml" });
    expect(first).toMatchObject({
      kind: "feed-entry",
      title: "Port &lol; &x;",
      text: "Port &lol; &x;\nFull text\n- a",
      author: "Ann",
      date: "2024-03-05",
      publisher: "The Daily",
      language: "en-US",
      url: "https://daily.example/1",
    });
    expect(second).toMatchObject({ title: "Second", text: "Second\na < b & c" });
  });

  it("reads Atom", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Jour</title><author><name>Rédaction</name></author><entry><title type="html">Un &lt;b&gt;port&lt;/b&gt;</title><link rel="alternate" href="https://jour.example/1"/><published>2024-03-05T10:00:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Le port</p><p>est fermé</p></div></content></entry></feed>`;
    expect(await read(atom)).toMatchObject({
      title: "Un port",
      text: "Un port\nLe port\nest fermé",
      author: "Rédaction",
      date: "2024-03-05",
      publisher: "Le Jour",
      language: "fr",
      url: "https://jour.example/1",
    });
  });

  it("refuses elements nested beyond reason", async () => {
    expect(await problem(`<rss version="2.0"><channel>${"<item>".repeat(100_000)}`)).toBe("damaged");
  });
});

describe("hostile and odd input", () => {
  it.each([
    ["100,000 open divs", `<html><body>${"<div>".repeat(100_000)}text at the end`, "text at the end"],
    ["100,000 open tables", `<html><body>${"<table><tr><td>".repeat(100_000)}text at the end`, "text at the end"],
    ["broken nesting", "<html><body><p>a <b>b <i>c</b> d</i><td>e</p></div></table>f", "a b c d\ne\nf"],
    ["no closed head", "<html><head><title>t</title><style>p{}</style><body><p>words</p>", "words"],
  ])("%s", async (_what, html, text) => {
    expect((await read(html)).text).toBe(text);
  });

  it("reads a line of five megabytes in every text format", async () => {
    const line = "word and, ".repeat(500_000);
    for (const [content, fileName] of [
      [line, "x.txt"],
      [`# x\n\n${line}`, "x.md"],
      [`<html><body><p>${line}`, "x.html"],
      [`From: a@b.c\r\nDate: x\r\nMessage-ID: <x>\r\n\r\n${line}`, "x.eml"],
    ] as const)
      expect((await read(content, { fileName })).text.length).toBeGreaterThan(4_999_990);
  });

  it("reads a page just under the limit, and refuses one beyond it", async () => {
    const page = (count: number) => `<html><body>${"<p>a paragraph, with some words in it</p>\n".repeat(count)}`;
    expect((await read(page(1_150_000))).findings[0]).toMatchObject({ code: "whole-page-kept" });
    expect(await readDocument(bytesOf(page(1_250_000)))).toEqual({
      ok: false,
      problem: { code: "too-large", detail: "52500012 bytes; at most 50000000 are read" },
    });
  });

  it.each([
    ["nothing", "", "no-text"],
    ["zeros", new Uint8Array(1000), "unknown-type"],
    ["an image", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0]), "unknown-type"],
    ["an old Office file", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), "unknown-type"],
    [
      "an Office file with a password",
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, ...Buffer.from("EncryptedPackage", "utf16le")]),
      "encrypted",
    ],
    ["Rich Text", "{\\rtf1 words}", "unknown-type"],
    ["a page without words", "<html><body><script>x</script></body></html>", "no-text"],
  ])("refuses %s", async (_what, content, code) => {
    expect(await problem(content, { fileName: "x.txt" })).toBe(code);
  });
});
