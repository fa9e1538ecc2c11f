/** Blocks as paragraphs and tables of a DOCX document. */
import {
  BorderStyle,
  HeadingLevel,
  LevelFormat,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Block, ClaimBlock, Fact, FigureBlock, Inline, LineageBlock } from "../document.js";
import { figureTables } from "./docx-figures.js";
import { type Bookmarks, bookmarked, plain, runs } from "./docx-inlines.js";
import { ink, page } from "./docx-style.js";
import { noBorders, tableBlocks } from "./docx-table.js";

type Part = Paragraph | Table;

/** The two lists that the document defines. */
export const numbering = {
  config: [
    { reference: "bullets", levels: [0, 1, 2].map((level) => listLevel(level, LevelFormat.BULLET, "\u2022")) },
    { reference: "numbers", levels: [0, 1, 2].map((level) => listLevel(level, LevelFormat.DECIMAL, `%${level + 1}.`)) },
  ],
};

function listLevel(level: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return { level, format, text, style: { paragraph: { indent: { left: 360 * (level + 1), hanging: 260 }, spacing: { after: 80 } } } };
}

const headings = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
] as const;

/** Blocks as parts of the document; `depth` is the depth of lists around them. */
export function blockParts(blocks: readonly Block[], bookmarks: Bookmarks, depth = 0): readonly Part[] {
  return blocks.flatMap((block) => parts(block, bookmarks, depth));
}

function parts(block: Block, bookmarks: Bookmarks, depth: number): readonly Part[] {
  switch (block.kind) {
    case "section":
      return [
        ...(block.title === undefined ? [] : [heading(block.anchor, block.level, block.title, bookmarks)]),
        ...blockParts(block.blocks, bookmarks, depth),
      ];
    case "heading":
      return [heading(block.anchor, block.level, block.content, bookmarks)];
    case "paragraph":
      return [new Paragraph({ children: [...runs(block.content, bookmarks)] })];
    case "list":
      return block.items.flatMap((item) => listItem(item, block.ordered ? "numbers" : "bullets", depth, bookmarks));
    case "quote":
      return block.blocks.flatMap((inner): readonly Part[] =>
        inner.kind === "paragraph"
          ? [new Paragraph({ style: "Quote", children: [...runs(inner.content, bookmarks)] })]
          : blockParts([inner], bookmarks, depth),
      );
    case "code":
      return [codeParagraph(block.text)];
    case "divider":
      return [new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: ink.rule, space: 1 } }, children: [] })];
    case "callout":
      return [callout(block, bookmarks), new Paragraph({ style: "Small", children: [] })];
    case "facts":
      return factParagraphs(block.facts, bookmarks);
    case "table":
      return tableBlocks(block, bookmarks);
    case "figure":
      return figure(block, bookmarks);
    case "side-by-side":
      return [sideBySide(block.columns, bookmarks), new Paragraph({ style: "Small", children: [] })];
    case "claim":
      return claim(block, bookmarks);
    case "lineage":
      return lineage(block, bookmarks);
  }
}

function heading(anchor: string, level: number, content: readonly Inline[], bookmarks: Bookmarks): Paragraph {
  return new Paragraph({
    heading: headings[Math.min(Math.max(level - 2, 0), headings.length - 1)]!,
    children: [...bookmarked(anchor, runs(content, bookmarks), bookmarks)],
  });
}

function listItem(item: readonly Block[], reference: string, depth: number, bookmarks: Bookmarks): readonly Part[] {
  return item.flatMap((block, position): readonly Part[] => {
    if (block.kind !== "paragraph") return blockParts([block], bookmarks, Math.min(depth + 1, 2));
    const children = [...runs(block.content, bookmarks)];
    return position === 0
      ? [new Paragraph({ numbering: { reference, level: depth }, children })]
      : [new Paragraph({ indent: { left: 360 * (depth + 1) }, children })];
  });
}

function codeParagraph(text: string): Paragraph {
  const lines = plain(text).split("\n");
  return new Paragraph({
    style: "Code",
    children: lines.map((line, position) => new TextRun({ text: line, ...(position > 0 ? { break: 1 } : {}) })),
  });
}

function callout(block: Extract<Block, { kind: "callout" }>, bookmarks: Bookmarks): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
  const colour = block.tone === "barred" ? ink.barred : block.tone === "contested" || block.tone === "warning" ? ink.contested : ink.accent;
  const title = block.title === "" ? [] : [new Paragraph({ style: "LineageName", text: plain(block.title) })];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: page.text, type: WidthType.DXA },
    columnWidths: [page.text],
    borders: noBorders,
    rows: [
      new TableRow({
        children: [
          new TableCell({
            width: { size: page.text, type: WidthType.DXA },
            shading: { type: "clear", color: "auto", fill: block.tone === "key" ? ink.key : ink.wash },
            borders: { top: none, bottom: none, right: none, left: { style: BorderStyle.SINGLE, size: 36, color: colour } },
            margins: { top: 160, bottom: 60, left: 240, right: 240 },
            children: [...title, ...blockParts(block.blocks, bookmarks)],
          }),
        ],
      }),
    ],
  });
}

function factParagraphs(facts: readonly Fact[], bookmarks: Bookmarks): readonly Paragraph[] {
  return facts.map(
    (fact) =>
      new Paragraph({
        style: "Cell",
        spacing: { after: 40 },
        indent: { left: 1900, hanging: 1900 },
        tabStops: [{ type: "left", position: 1900 }],
        children: [new TextRun({ text: `${plain(fact.term)}\t`, color: ink.muted }), ...runs(fact.content, bookmarks)],
      }),
  );
}

function figure(block: FigureBlock, bookmarks: Bookmarks): readonly Part[] {
  const caption = new Paragraph({
    style: "Caption",
    children: [...bookmarked(block.anchor, [new TextRun({ text: plain(block.caption) })], bookmarks)],
  });
  const pictures = figureTables(block.plot);
  if (pictures.length === 0) return [caption, ...tableBlocks({ ...block.table, caption: "" }, bookmarks)];
  const note = block.note.replace(/Point: .*$/, "Dark: median; middle shade: 50\u00a0% interval; pale: 90\u00a0% interval.");
  const reading = note === "" ? [] : [new Paragraph({ style: "Reading", text: plain(note) })];
  const table = block.tableOpen ? tableBlocks(block.table, bookmarks) : [new Paragraph({ style: "Small", children: [] })];
  return [caption, ...reading, ...pictures, ...table];
}

function sideBySide(columns: readonly (readonly Block[])[], bookmarks: Bookmarks): Table {
  const width = Math.floor(page.text / Math.max(columns.length, 1));
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
  const top = { style: BorderStyle.SINGLE, size: 12, color: ink.contested } as const;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width * columns.length, type: WidthType.DXA },
    columnWidths: columns.map(() => width),
    borders: noBorders,
    rows: [
      new TableRow({
        cantSplit: true,
        children: columns.map(
          (column) =>
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              borders: { top, bottom: none, left: none, right: none },
              margins: { top: 100, right: 240 },
              children: [...blockParts(column, bookmarks)],
            }),
        ),
      }),
    ],
  });
}

function claim(block: ClaimBlock, bookmarks: Bookmarks): readonly Paragraph[] {
  const name = [new TextRun({ text: plain(`${block.grade}  ${block.name}`) })];
  const quote = block.quote === undefined ? [] : [new Paragraph({ style: "Quote", text: plain(`“${block.quote}”`) })];
  const paraphrase = block.paraphrase === undefined ? [] : [new Paragraph({ text: plain(block.paraphrase) })];
  const state: Inline = { kind: "mark", tone: block.state.tone, text: block.state.text };
  return [
    new Paragraph({ style: "LineageName", spacing: { before: 160 }, children: [...bookmarked(block.anchor, name, bookmarks)] }),
    ...quote,
    ...paraphrase,
    new Paragraph({
      style: "Small",
      children: [...runs([...block.attribution, { kind: "text", text: ` · ${block.gradeWords} · ` }, state], bookmarks)],
    }),
    ...block.notes.map((note) => new Paragraph({ style: "Small", children: [...runs(note, bookmarks)] })),
  ];
}

function lineage(block: LineageBlock, bookmarks: Bookmarks): readonly Part[] {
  const name = [
    new TextRun({ text: plain(block.name) }),
    ...(block.identifier === ""
      ? []
      : [new TextRun({ text: `  ${plain(block.identifier)}`, bold: false, font: "Consolas", size: 17, color: ink.muted })]),
  ];
  return [
    new Paragraph({ style: "LineageName", spacing: { before: 200 }, children: [...bookmarked(block.anchor, name, bookmarks)] }),
    ...(block.values.length === 0
      ? []
      : [
          new Paragraph({
            style: "Cell",
            spacing: { after: 40 },
            children: [new TextRun({ text: plain(block.values.map(valueText).join("; ")), size: 18 })],
          }),
        ]),
    ...(block.definition === undefined ? [] : [codeParagraph(block.definition)]),
    ...(block.facts.length === 0 ? [] : [new Paragraph({ style: "Small", children: [...factRun(block.facts, bookmarks)] })]),
  ];
}

/** All facts of an entry in one paragraph, to keep the appendix short. */
function factRun(facts: readonly Fact[], bookmarks: Bookmarks): readonly ParagraphChild[] {
  return facts.flatMap((fact, position) => {
    const term = facts[position - 1]?.term === fact.term ? ";" : `${position > 0 ? ". " : ""}${fact.term}:`;
    return [new TextRun({ text: `${plain(term)} `, bold: true, size: 17 }), ...runs(fact.content, bookmarks, { size: 17 })];
  });
}

function valueText(value: { readonly label: string; readonly text: string }): string {
  return value.label === "" ? value.text : `${value.label}: ${value.text}`;
}
