import { zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { linesDown, type PlacedWords, writePdf } from "./pdf-for-tests.js";
import { readDocument } from "./read-document.js";
import type { DocumentHints } from "./source-document.js";

async function read(bytes: Uint8Array, hints: DocumentHints = {}) {
  const reading = await readDocument(bytes, hints);
  if (!reading.ok) throw new Error(`${reading.problem.code}: ${reading.problem.detail}`);
  return reading.documents[0]!;
}

async function problem(bytes: Uint8Array, hints: DocumentHints = {}) {
  const reading = await readDocument(bytes, hints);
  return reading.ok ? undefined : reading.problem;
}

const paragraph = [
  "The ministry counted 2,400 people who had left the coastal towns in the",
  "winter of 2021, and it expects as many again in each of the years that fol-",
  "low. Of these, a self-",
];

describe("readPdf", () => {
  it("joins lines to paragraphs and mends hyphens with care", async () => {
    const lines = [
      "The ministry counted 2,400 people who left the coastal towns in the win-",
      "ter of 2021. Its winter report speaks of the transporta-",
      "tion of goods by a self-",
      "governing body. Many a well-known port was closed in 2019-",
      "2020 and is not open now, as the report says at some length.",
    ];
    const { text } = await read(writePdf([linesDown(lines)]));
    expect(text).toBe(
      "The ministry counted 2,400 people who left the coastal towns in the winter of 2021. Its winter report speaks of the transportation of goods by a self-governing body. Many a well-known port was closed in 2019-2020 and is not open now, as the report says at some length.",
    );
  });

  it("parts paragraphs at wider gaps, at indents and after short lines", async () => {
    const long = "A line of running text that is as long as the lines of a page mostly are.";
    const page = [
      ...linesDown([long, "It ends here."], { y: 700 }),
      ...linesDown([long, long, "It ends here too."], { y: 676 }),
      ...linesDown([long], { y: 620 }),
    ];
    expect((await read(writePdf([page]))).text.split("\n")).toEqual([`${long} It ends here.`, `${long} ${long} It ends here too.`, long]);
  });

  it("drops running heads and page numbers, and goes on with a sentence on the next page", async () => {
    const pages = ["one", "two", "three", "four"].map((word, index): readonly PlacedWords[] => [
      { text: `Annual report 2023 - chapter ${index + 1}`, x: 60, y: 770, size: 8 },
      ...linesDown([`On page ${word} there is a sentence that says what it has to say about the`]),
      ...linesDown(["matter in hand, and it goes on"], { y: 688 }),
      { text: String(index + 1), x: 300, y: 30, size: 8 },
    ]);
    const { text, pages: count } = await read(writePdf(pages));
    expect(count).toBe(4);
    expect(text).not.toMatch(/Annual report/);
    expect(text.split("\n")).toHaveLength(4);
    const joined = await read(writePdf([linesDown(["It was said of the harbour that"]), linesDown(["nobody had seen it."])]));
    expect(joined.text).toBe("It was said of the harbour that nobody had seen it.");
  });

  it("reads two columns one after the other, whichever way they were drawn", async () => {
    const words = (side: string) => Array.from({ length: 10 }, (_, index) => `${side} column holds line ${index} of its own words`);
    const left = linesDown(words("left"), { x: 50 });
    const right = linesDown(words("right"), { x: 330 });
    const across = left.flatMap((line, index) => [line, right[index]!]);
    const [down, over] = [await read(writePdf([[...left, ...right]])), await read(writePdf([across]))];
    for (const { text } of [down, over])
      expect(text.indexOf("left column holds line 9")).toBeLessThan(text.indexOf("right column holds line 0"));
    expect(down.text.replaceAll("\n", " ")).toBe(over.text.replaceAll("\n", " "));
  });

  it("tells the rows of a table, and a raised mark of a note from a figure", async () => {
    const table = [
      ["Year", "People", "Share"],
      ["2020", "1,200", "10 %"],
      ["2021", "3,400", "12 %"],
    ].flatMap((cells, row) => cells.map((text, column) => ({ text, x: 60 + 120 * column, y: 600 - 14 * row })));
    const note = [
      { text: "There were 2,400", x: 60, y: 700 },
      { text: "7", x: 135.2, y: 704, size: 6 },
    ];
    const { text } = await read(writePdf([[...note, ...table]]));
    expect(text.split("\n")).toEqual(["There were 2,400⁷", "Year | People | Share |", "2020 | 1,200 | 10 % |", "2021 | 3,400 | 12 % |"]);
  });

  it("reads what the file says of itself, but for names of files", async () => {
    const page = linesDown(["Water and power", "A text of no great length about water."], { apart: 40 });
    const bytes = writePdf([[{ ...page[0]!, size: 20 }, page[1]!]], {
      trailer: "/Info 10000 0 R",
      objects: ["<</Title(report_final.docx)/Author(A. Writer)/CreationDate(D:20230405120000Z)>>"],
      catalog: "/Lang(en-GB)",
    });
    expect(await read(bytes, { fileName: "report.txt" })).toMatchObject({
      kind: "pdf",
      title: "Water and power",
      author: "A. Writer",
      date: "2023-04-05",
      language: "en-GB",
      findings: [{ code: "type-differs-from-name", detail: ".txt stated, PDF found" }],
    });
  });

  it("says which pages have no text", async () => {
    expect((await read(writePdf([linesDown(paragraph), [], linesDown(paragraph)]))).findings).toEqual([
      { code: "pages-without-text", detail: "1 of 3 (2)" },
    ]);
  });

  it("does not run scripts and actions", async () => {
    const script = "<</S/JavaScript/JS(app.alert\\(1\\); while\\(true\\){})>>";
    const { text } = await read(
      writePdf([linesDown(["Plain words."])], {
        catalog: `/OpenAction ${script}/Names<</JavaScript<</Names[(a) ${script}]>>>>/AA<</WC ${script}>>`,
      }),
    );
    expect(text).toBe("Plain words.");
  });

  const image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\n0\nendstream";

  it.each([
    ["images without text", writePdf([[], []], { objects: [image], page: "/XObject<</I 10000 0 R>>", drawing: "/I Do" }), "scanned"],
    ["nothing at all", writePdf([[]]), "no-text"],
    ["a file that was cut off", writePdf([linesDown(paragraph)]).slice(0, 700), "damaged"],
    ["a file that only begins like one", Uint8Array.from(Buffer.from("%PDF-1.7\nrubbish\n%%EOF")), "damaged"],
    [
      "a password",
      writePdf([linesDown(paragraph)], {
        trailer: "/Encrypt 10000 0 R/ID[(0123456789abcdef)(0123456789abcdef)]",
        objects: [`<</Filter/Standard/V 1/R 2/P -4/O<${"41".repeat(32)}>/U<${"42".repeat(32)}>>>`],
      }),
      "encrypted",
    ],
  ])("refuses %s", async (_what, bytes, code) => {
    expect((await problem(bytes))?.code).toBe(code);
  });

  it("refuses streams that expand too far, nested ones too", async () => {
    const bomb = zlibSync(new Uint8Array(30_000_000).fill(32));
    const twice = zlibSync(bomb);
    for (const [content, filter] of [
      [bomb, "/FlateDecode"],
      [twice, "[/FlateDecode/FlateDecode]"],
    ] as const) {
      const object = `<</Length ${content.length}/Filter${filter}>>\nstream\n${Array.from(content, (byte) => String.fromCharCode(byte)).join("")}\nendstream`;
      expect(
        (await problem(writePdf([linesDown(paragraph)], { objects: [object] }), { limits: { expandedBytes: 10_000_000 } }))?.code,
      ).toBe("expands-too-far");
    }
  });

  it("refuses more pages than the limit", async () => {
    expect(await problem(writePdf([[], [], []]), { limits: { parts: 2 } })).toEqual({
      code: "too-large",
      detail: "3 pages; at most 2 are read",
    });
  });
});
