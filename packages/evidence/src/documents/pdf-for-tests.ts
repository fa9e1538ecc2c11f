/** A tiny writer of PDF files for tests: words at places in Helvetica, page by page, and whatever objects a test wants besides. */

/** Words at a place of a page, in points from the lower left. */
export interface PlacedWords {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

/** What else a file holds: entries of the trailer, of the catalog, and objects with their numbers from 100. */
export interface PdfExtras {
  readonly trailer?: string;
  readonly catalog?: string;
  readonly page?: string;
  readonly objects?: readonly string[];
  /** Drawing that stands on every page. */
  readonly drawing?: string;
}

/** Writes a file. Characters beyond Latin-1 cannot be shown. */
export function writePdf(pages: readonly (readonly PlacedWords[])[], extras: PdfExtras = {}): Uint8Array {
  const objects = new Map<number, string>();
  const kids = pages.map((_page, index) => `${10 + 2 * index} 0 R`).join(" ");
  objects.set(1, `<</Type/Catalog/Pages 2 0 R ${extras.catalog ?? ""}>>`);
  objects.set(2, `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  objects.set(3, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
  for (const [index, page] of pages.entries()) {
    const words = page.map(
      ({ text, x, y, size = 10 }) => `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, "\\$&")}) Tj ET`,
    );
    const content = [extras.drawing ?? "", ...words].join("\n");
    objects.set(
      10 + 2 * index,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents ${11 + 2 * index} 0 R/Resources<</Font<</F 3 0 R>> ${extras.page ?? ""}>>>>`,
    );
    objects.set(11 + 2 * index, `<</Length ${content.length}>>\nstream\n${content}\nendstream`);
  }
  for (const [index, object] of (extras.objects ?? []).entries()) objects.set(10_000 + index, object);
  let file = "%PDF-1.5\n";
  const rows: string[] = [];
  for (const [number, object] of [...objects].sort(([a], [b]) => a - b)) {
    rows.push(`${number} 1\n${String(file.length).padStart(10, "0")} 00000 n \n`);
    file += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const at = file.length;
  const size = Math.max(...objects.keys()) + 1;
  file += `xref\n0 1\n0000000000 65535 f \n${rows.join("")}trailer<</Root 1 0 R/Size ${size} ${extras.trailer ?? ""}>>\nstartxref\n${at}\n%%EOF\n`;
  return Uint8Array.from(file, (character) => character.charCodeAt(0));
}

/** Lines of running text from the top of a page down, a distance apart. */
export function linesDown(lines: readonly string[], { x = 60, y = 700, size = 10, apart = 12 } = {}): readonly PlacedWords[] {
  return lines.map((text, index) => ({ text, x, y: y - apart * index, size }));
}
