/** Running text as runs of a DOCX paragraph. Links inside the document go to bookmarks, whose names Word wants short and plain. */
import { Bookmark, ExternalHyperlink, InternalHyperlink, type IRunOptions, type ParagraphChild, TextRun, UnderlineType } from "docx";
import type { Inline, Tone } from "../document.js";
import { ink } from "./docx-style.js";
import { safeAddress } from "./escape.js";

/** Names of bookmarks by anchor; anchors that no block bears have none, and links to them are plain text. */
export type Bookmarks = ReadonlyMap<string, string>;

const markColour: Readonly<Record<Tone, string>> = {
  key: ink.accent,
  note: ink.muted,
  warning: ink.contested,
  barred: ink.barred,
  contested: ink.contested,
  clear: "2C6A3F",
};

/** Text without characters that XML cannot hold. */
export function plain(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
}

/** Inlines as runs; `style` is what they have in common. */
export function runs(content: readonly Inline[], bookmarks: Bookmarks, style: IRunOptions = {}): readonly ParagraphChild[] {
  return content.flatMap((inline) => inlineRuns(inline, bookmarks, style));
}

function inlineRuns(inline: Inline, bookmarks: Bookmarks, style: IRunOptions): readonly ParagraphChild[] {
  switch (inline.kind) {
    case "text":
      return [new TextRun({ ...style, text: plain(inline.text) })];
    case "strong":
      return runs(inline.content, bookmarks, { ...style, bold: true });
    case "emphasis":
      return runs(inline.content, bookmarks, { ...style, italics: true });
    case "code":
      return [new TextRun({ ...style, text: plain(inline.text), font: "Consolas", size: 18 })];
    case "break":
      return [new TextRun({ break: 1 })];
    case "link": {
      const address = safeAddress(inline.href);
      const children = runs(
        inline.content,
        bookmarks,
        address === undefined ? style : { ...style, color: ink.accent, underline: { type: UnderlineType.SINGLE } },
      );
      return address === undefined ? children : [new ExternalHyperlink({ link: encodeURI(decodable(address)), children })];
    }
    case "value":
      return [toBookmark(inline.anchor, inline.text, bookmarks, style, true)];
    case "likelihood":
      return [
        new TextRun({ ...style, text: plain(inline.word), bold: true }),
        new TextRun({ ...style, text: " " }),
        toBookmark(inline.anchor, `[${inline.range}]`, bookmarks, style, true),
      ];
    case "claim":
      return [toBookmark(inline.anchor, `${inline.text} (${inline.grade})`, bookmarks, { ...style, color: ink.accent }, false)];
    case "reference":
      return [toBookmark(inline.anchor, inline.text, bookmarks, { ...style, color: ink.accent }, false)];
    case "mark":
      return [new TextRun({ ...style, text: plain(inline.text), bold: true, color: markColour[inline.tone] })];
  }
}

function decodable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

function toBookmark(anchor: string | undefined, text: string, bookmarks: Bookmarks, style: IRunOptions, dotted: boolean): ParagraphChild {
  const target = anchor === undefined ? undefined : bookmarks.get(anchor);
  if (target === undefined) return new TextRun({ ...style, text: plain(text) });
  const underline = dotted ? { underline: { type: UnderlineType.DOTTED, color: ink.muted } } : {};
  return new InternalHyperlink({ anchor: target, children: [new TextRun({ ...style, ...underline, text: plain(text) })] });
}

/** Runs inside the bookmark of an anchor, so that links find them. */
export function bookmarked(
  anchor: string | undefined,
  children: readonly ParagraphChild[],
  bookmarks: Bookmarks,
): readonly ParagraphChild[] {
  const id = anchor === undefined ? undefined : bookmarks.get(anchor);
  return id === undefined ? children : [new Bookmark({ id, children: [...children] })];
}
