/** A document as a DOCX file with real headings, captions, bookmarks and repeated table heads. */
import { AlignmentType, Footer, Header, Document as Package, Packer, PageNumber, Paragraph, ShadingType, TabStopType, TextRun } from "docx";
import type { Block, Document } from "../document.js";
import { blockParts, numbering } from "./docx-blocks.js";
import { plain } from "./docx-inlines.js";
import { ink, page, styles } from "./docx-style.js";

/** The file. */
export async function renderDocx(document: Document): Promise<Uint8Array> {
  const bookmarks = new Map(anchorsOf(document.blocks).map((anchor, position) => [anchor, `b${position + 1}`]));
  const facts = document.facts.map(
    (fact) => `${fact.term} ${fact.content.map((inline) => ("text" in inline ? inline.text : "")).join("")}`,
  );
  const file = new Package({
    title: plain(document.title),
    subject: plain(document.question),
    creator: "Outweigh",
    lastModifiedBy: "Outweigh",
    styles,
    numbering,
    sections: [
      {
        properties: {
          page: {
            size: { width: page.width, height: page.height },
            margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        ...(document.handling === undefined
          ? {}
          : { headers: { default: new Header({ children: [handlingParagraph(document.handling)] }) } }),
        footers: { default: footer(document) },
        children: [
          new Paragraph({ style: "Title", text: plain(document.title) }),
          new Paragraph({ style: "Subtitle", text: plain(document.question) }),
          ...(facts.length > 0 ? [new Paragraph({ style: "Small", text: plain(facts.join("   ·   ")) })] : []),
          new Paragraph({
            style: "Small",
            text: `Numbers in brackets are 90\u00a0% intervals.${document.annex ? "" : " Every underlined number leads to where it comes from."}`,
          }),
          ...blockParts(document.blocks, bookmarks),
          ...(document.annex === undefined
            ? []
            : [new Paragraph({ style: "Small", text: plain(`${document.annex.title}: ${document.annex.note}`) })]),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}

function anchorsOf(blocks: readonly Block[]): readonly string[] {
  const found = new Set<string>();
  const visit = (block: Block) => {
    if ("anchor" in block && block.anchor !== undefined) found.add(block.anchor);
    if (block.kind === "section" || block.kind === "callout" || block.kind === "quote") block.blocks.forEach(visit);
    if (block.kind === "list") block.items.flat().forEach(visit);
    if (block.kind === "side-by-side") block.columns.flat().forEach(visit);
    if (block.kind === "table") for (const row of block.rows) if (row.anchor !== undefined) found.add(row.anchor);
  };
  blocks.forEach(visit);
  return [...found];
}

/** Colours on black, as the Traffic Light Protocol prescribes them. */
const handlingColours: Readonly<Record<string, string>> = { RED: "FF2B2B", AMBER: "FFC000", "AMBER+STRICT": "FFC000", GREEN: "33FF00" };

function handlingParagraph(handling: string): Paragraph {
  const color = handlingColours[handling.replace(/^TLP:/, "")] ?? "FFFFFF";
  const shading = { type: ShadingType.CLEAR, fill: "000000", color: "auto" };
  return new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ font: "Calibri", size: 20, bold: true, color, shading, text: ` ${plain(handling)} ` })],
  });
}

function footer({ colophon, handling }: Document): Footer {
  const style = { font: "Calibri", size: 15, color: ink.muted };
  return new Footer({
    children: [
      ...(handling === undefined ? [] : [handlingParagraph(handling)]),
      new Paragraph({
        alignment: AlignmentType.LEFT,
        tabStops: [{ type: TabStopType.RIGHT, position: page.text }],
        children: [
          new TextRun({ ...style, text: `${plain(colophon)}\t` }),
          new TextRun({ ...style, children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}
