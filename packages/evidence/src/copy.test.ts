import { describe, expect, it } from "vitest";
import { readCopy } from "./copy.js";
import { decodeText } from "./decode.js";
import { htmlToText } from "./html.js";

const utf8 = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

describe("decodeText", () => {
  it("reads UTF-8 of every length, with or without its mark", () => {
    const text = "a é € 😀\u0000".replace("\u0000", "");
    expect(decodeText(utf8(text))).toEqual({ ok: true, text });
    expect(decodeText(utf8(`\ufeff${text}`))).toEqual({ ok: true, text });
  });

  it("reads UTF-16 with its mark", () => {
    const little = Buffer.from("\ufeffa😀é", "utf16le");
    expect(decodeText(new Uint8Array(little))).toEqual({ ok: true, text: "a😀é" });
    expect(decodeText(new Uint8Array(Buffer.from(little).swap16()))).toEqual({ ok: true, text: "a😀é" });
  });

  it.each([
    ["PDF", Buffer.from("%PDF-1.7\n…"), "binary"],
    ["zip and DOCX", Buffer.from("PK\u0003\u0004abc"), "binary"],
    ["NUL bytes", Buffer.from("a\u0000b"), "binary"],
    ["Latin-1", Buffer.from("caf\u00e9 in the town", "latin1"), "encoding"],
    ["an over-long form", Buffer.from([0xc0, 0xaf]), "encoding"],
    ["a surrogate in UTF-8", Buffer.from([0xed, 0xa0, 0x80]), "encoding"],
    ["a cut character", Buffer.from([0x61, 0xe2, 0x82]), "encoding"],
    ["noise", Buffer.from([0x80, 0x01, 0x02, 0x03, 0x04, 0xff]), "binary"],
  ])("refuses %s", (_what, bytes, reason) => {
    expect(decodeText(new Uint8Array(bytes))).toEqual({ ok: false, reason });
  });

  it("agrees with the platform's decoder", () => {
    for (let code = 1; code < 0x110000; code += 97) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = String.fromCodePoint(code);
      if (code !== 0xfeff) expect(decodeText(utf8(text))).toEqual({ ok: true, text });
    }
  });
});

describe("htmlToText", () => {
  it.each([
    ["tags go, blocks break lines", "<h1>A</h1><p>b <b>c</b><br>d</p>", "A\nb c\nd"],
    ["inline tags do not part a word", "fen<em>tan</em>yl", "fentanyl"],
    [
      "scripts, styles, head and comments go",
      "<head><title>t</title></head><style>p{}</style>a<script>if (a<b) {'</p>'}</script><!-- x -->b",
      "ab",
    ],
    ["entities are replaced once", "a&nbsp;&amp;lt; &#8212; &#x20AC; &unknown;", "a\u00a0&lt; — € &unknown;"],
    ["an attribute may hold a bracket", "<a title=\"1 > 0\" href='x'>y</a>", "y"],
    ["a lone bracket is text", "a < b and c <3", "a < b and c <3"],
    ["what is never closed ends with the text", "a <b", "a"],
  ])("%s", (_law, html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it("stays fast on hostile pages", () => {
    for (const piece of ["<", "<a ", "<!--", "<script>", "&amp", '<a b="', "\n \n ", " ", "&#"])
      expect(typeof htmlToText(piece.repeat(200_000))).toBe("string");
  });

  it("is chosen by the file name", () => {
    expect(readCopy("page.HTML", utf8("<p>a</p>"))).toEqual({ ok: true, text: "a" });
    expect(readCopy("page.txt", utf8("<p>a</p>"))).toEqual({ ok: true, text: "<p>a</p>" });
  });
});
