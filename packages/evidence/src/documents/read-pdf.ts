/** A PDF as text: its text layer only. Scripts, forms and actions are never run; what is drawn as an image is not read. */
import { Inflate } from "fflate";
import type { getDocumentProxy as GetDocument } from "unpdf";
import { decodeAs, startsWith } from "../decode.js";
import { isoDay } from "./dates.js";
import { languageTag } from "./languages.js";
import { pdfBlocks } from "./pdf-blocks.js";
import { type PdfLine, pdfLines } from "./pdf-lines.js";
import { type DocumentFinding, type RawReading, type ReadingLimits, refused } from "./source-document.js";
import { statedInText } from "./stated-in-text.js";
import { expand } from "./zip-parts.js";

type Pdf = Awaited<ReturnType<typeof GetDocument>>;

const mostCharacters = 20_000_000;
/** All streams together may expand to this many times what one may. */
const streamsTogether = 5;
const pagesNamed = 12;

/** Reads a PDF. A password, a missing end, images without text and streams that expand beyond the limits are problems. */
export async function readPdf(bytes: Uint8Array, limits: ReadingLimits): Promise<RawReading> {
  if (!hasEnd(bytes)) return refused("damaged", "the end of the file is missing; it may have been cut off");
  const streams = scanStreams(bytes, limits);
  if (streams.tooFar) return refused("expands-too-far", `more than ${limits.expandedBytes} bytes`);
  const { getDocumentProxy } = await import("unpdf");
  let pdf: Pdf;
  try {
    // The library takes the buffer away, hence the copy.
    pdf = await getDocumentProxy(bytes.slice(), {
      verbosity: 0,
      isEvalSupported: false,
      useSystemFonts: false,
      stopAtErrors: false,
      maxImageSize: 1,
      enableXfa: false,
    });
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "", message: "" };
    return name === "PasswordException" ? refused("encrypted", "a password is needed") : refused("damaged", message.slice(0, 200));
  }
  try {
    return await readPages(pdf, streams.images, limits);
  } catch (error) {
    return refused("damaged", error instanceof Error ? error.message.slice(0, 200) : "its pages");
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function readPages(pdf: Pdf, images: boolean, limits: ReadingLimits): Promise<RawReading> {
  if (pdf.numPages > limits.parts) return refused("too-large", `${pdf.numPages} pages; at most ${limits.parts} are read`);
  const pages: (readonly PdfLine[])[] = [];
  const empty: number[] = [];
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const lines = await readPage(pdf, number);
    const length = lines.reduce((sum, line) => sum + line.text.length, 0);
    if (length === 0) empty.push(number);
    characters += length;
    if (characters > mostCharacters) return refused("too-large", `more than ${mostCharacters} characters of text`);
    pages.push(lines);
  }
  if (characters < 20 * pdf.numPages && images) return refused("scanned", `${pdf.numPages} pages`);
  if (characters === 0) return refused("no-text", `${pdf.numPages} pages`);
  const { text, largest } = pdfBlocks(pages);
  const about = await aboutPdf(pdf);
  const stated = statedInText(text);
  const named = `${empty.slice(0, pagesNamed).join(", ")}${empty.length > pagesNamed ? ", …" : ""}`;
  const findings: DocumentFinding[] =
    empty.length === 0 ? [] : [{ code: "pages-without-text", detail: `${empty.length} of ${pdf.numPages} (${named})` }];
  return {
    ok: true,
    documents: [
      {
        kind: "pdf",
        text,
        title: about.title ?? largest ?? stated.title,
        author: about.author ?? stated.author,
        date: stated.date ?? about.date,
        publisher: about.publisher,
        language: about.language,
        pages: pdf.numPages,
        findings,
      },
    ],
  };
}

async function readPage(pdf: Pdf, number: number): Promise<readonly PdfLine[]> {
  const page = await pdf.getPage(number);
  const content = await page.getTextContent({ includeMarkedContent: false });
  const [left = 0, bottom = 0, right = 612, top = 792] = page.view;
  const items = content.items.flatMap((item) => ("str" in item ? [{ ...item, str: withTexCharacters(item.str) }] : []));
  page.cleanup();
  return pdfLines(items, { left, bottom, right, top });
}

/** Characters of the fonts of TeX (encodings OT1 and T1), which older files name by their number alone. */
const texCharacters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "\u000b": "ff",
    "\u000c": "fi",
    "\u000d": "fl",
    "\u000e": "ffi",
    "\u000f": "ffl",
    "\u0010": "“",
    "\u0011": "”",
    "\u0015": "–",
    "\u0016": "—",
    "\u001b": "ff",
    "\u001c": "fi",
    "\u001d": "fl",
    "\u001e": "ffi",
    "\u001f": "ffl",
    "\u007f": "-",
  }),
);

const withTexCharacters = (text: string): string =>
  text.replace(/[\u000b-\u0011\u0015\u0016\u001b-\u001f\u007f]/g, (character) => texCharacters.get(character) ?? character);

interface About {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly date: string | undefined;
  readonly publisher: string | undefined;
  readonly language: string | undefined;
}

async function aboutPdf(pdf: Pdf): Promise<About> {
  const { info, metadata } = await pdf.getMetadata().catch(() => ({ info: {}, metadata: undefined }));
  const said = info as Readonly<Record<string, unknown>>;
  const text = (value: unknown): string | undefined => {
    const first = Array.isArray(value) ? value.filter((item) => typeof item === "string").join(", ") : value;
    return typeof first === "string" && first.trim() !== "" ? first.trim() : undefined;
  };
  const described = (name: string) => text(metadata?.get(name));
  const title = described("dc:title") ?? text(said.Title);
  return {
    title:
      title === undefined ||
      /^(?:untitled|microsoft (?:word|powerpoint) - |document\d*$|slide \d)|\.(?:docx?|pdf|indd|pptx?|html?|txt|rtf|odt|tex|qxd)$/i.test(
        title,
      )
        ? undefined
        : title,
    author: described("dc:creator") ?? text(said.Author),
    date: isoDay(described("prism:publicationdate")) ?? isoDay(text(said.CreationDate)) ?? isoDay(described("xmp:createdate")),
    publisher: described("dc:publisher"),
    language: languageTag(text(said.Language) ?? described("dc:language")),
  };
}

/** Every whole PDF ends with `%%EOF`; some have a little behind it. */
function hasEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 5; at >= 0 && at > bytes.length - 8192; at--)
    if (bytes[at] === 0x25 && startsWith(bytes, "%%EOF", at)) return true;
  return false;
}

/** Expands every compressed stream but images once, only to count its bytes, and notes whether there are images. */
function scanStreams(bytes: Uint8Array, limits: ReadingLimits): { readonly tooFar: boolean; readonly images: boolean } {
  const together = { left: streamsTogether * limits.expandedBytes, ratio: Number.POSITIVE_INFINITY };
  let images = false;
  for (let at = find(bytes, "stream", 0); at !== -1; at = find(bytes, "stream", at + 6)) {
    if (bytes[at - 1] === 0x64) continue;
    const before = decodeAs(bytes.subarray(Math.max(0, at - 2000), at), "latin1")?.text ?? "";
    const dictionary = before.slice(before.lastIndexOf("obj") + 1);
    if (/\/Subtype\s*\/Image/.test(dictionary)) images = true;
    else if (/\/(?:FlateDecode|Fl)\b/.test(dictionary)) {
      const from = at + 6 + (bytes[at + 6] === 0x0d ? 2 : 1);
      const stated = /\/Length\s+(\d{1,9})(?!\d|\s+\d+\s+R)/.exec(dictionary)?.[1];
      const end = find(bytes, "endstream", from);
      const length = stated === undefined ? (end === -1 ? bytes.length : end) - from : Number(stated);
      if (expandsTooFar(bytes.subarray(from, from + length), dictionary, together, limits)) return { tooFar: true, images };
    }
  }
  return { tooFar: false, images };
}

function expandsTooFar(
  packed: Uint8Array,
  dictionary: string,
  together: { left: number; readonly ratio: number },
  limits: ReadingLimits,
): boolean {
  const times = dictionary.match(/\/(?:FlateDecode|Fl)\b/g)?.length ?? 0;
  if (times > 3) return true;
  let content = packed;
  for (let pass = 0; pass < times; pass++) {
    const budget = { left: Math.min(limits.expandedBytes, together.left), ratio: together.ratio };
    const before = budget.left;
    // The two bytes of the zlib header go, and the checksum is of no interest.
    const expanded = expand(content.subarray(2), budget, new Inflate());
    if (expanded === "expands-too-far") return true;
    if (expanded === "damaged") return false;
    together.left -= before - budget.left;
    content = expanded;
  }
  return false;
}

function find(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) if (startsWith(bytes, text, at)) return at;
  return -1;
}
