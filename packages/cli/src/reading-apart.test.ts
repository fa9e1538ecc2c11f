import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readDocumentApart } from "./reading-apart.js";

const built = new URL("../dist/reading-thread.js", import.meta.url);
const isBuilt = existsSync(fileURLToPath(built));
if (!isBuilt) console.warn("dist/reading-thread.js is absent (npm run build): readings in threads are not tested.");

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

/** A PDF of one page whose forms each draw the next ten times over: ten to the power of `levels` drawings. */
function endlessPdf(levels: number): Uint8Array {
  const resources = (next: number) => `/Resources<</XObject<</X ${next} 0 R>>/Font<</F 4 0 R>>>>`;
  const stream = (dictionary: string, content: string) => `<<${dictionary}/Length ${content.length}>>\nstream\n${content}\nendstream`;
  const form = (level: number) =>
    stream(
      `/Type/XObject/Subtype/Form/BBox[0 0 600 800]${resources(7 + level)}`,
      level + 1 < levels ? "/X Do ".repeat(10) : "BT /F 9 Tf 9 9 Td (x) Tj ET",
    );
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R${resources(6)}>>`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    stream("", "/X Do"),
    ...Array.from({ length: levels }, (_, level) => form(level)),
  ];
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join("");
  return bytesOf(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\n%%EOF`);
}

describe.skipIf(!isBuilt)("readDocumentApart", () => {
  it("reads as readDocument does", async () => {
    expect(await readDocumentApart(built, { bytes: bytesOf("Some words."), hints: { fileName: "x.txt" } })).toMatchObject({
      ok: true,
      documents: [{ kind: "text", text: "Some words." }],
    });
  });

  it("gives up what takes too long", async () => {
    expect(await readDocumentApart(built, { bytes: endlessPdf(10), hints: {} }, { time: 1500 })).toEqual({
      ok: false,
      problem: { code: "too-large", detail: "reading it takes more than 1.5 s" },
    });
  });

  it("gives up what takes too much memory", async () => {
    const page = bytesOf(`<html><p>${"words, words ".repeat(2_000_000)}`);
    expect(await readDocumentApart(built, { bytes: page, hints: {} }, { memory: 24 })).toEqual({
      ok: false,
      problem: { code: "too-large", detail: "reading it takes more than 24 MB of memory" },
    });
  });
});
