/** A Word file as text: paragraphs, headings, lists, tables and notes. Deleted passages, comments, headers, footers, fields and macros are left out. */
import { decodeDocument } from "./charset.js";
import { isoDay } from "./dates.js";
import { readDocxBody, readDocxStyles } from "./docx-body.js";
import { languageTag } from "./languages.js";
import { type RawReading, type ReadingLimits, refused } from "./source-document.js";
import { statedInText } from "./stated-in-text.js";
import { attribute, xmlTokens } from "./xml-tokens.js";
import { openZip, type ZipParts } from "./zip-parts.js";

const otherFiles: readonly (readonly [RegExp, string])[] = [
  [/^xl\//, "a spreadsheet (.xlsx)"],
  [/^ppt\//, "slides (.pptx)"],
  [/^META-INF\/container\.xml$/, "an e-book (.epub)"],
  [/^content\.xml$/, "an OpenDocument file"],
  [/^META-INF\/MANIFEST\.MF$/, "a Java program"],
];

/** Reads a ZIP file that ought to be a Word file. */
export function readDocx(bytes: Uint8Array, limits: ReadingLimits): RawReading {
  const parts = openZip(bytes, { left: limits.expandedBytes, ratio: limits.expansion });
  if (parts === undefined) return refused("damaged", "the directory of the ZIP file is missing; the file may have been cut off");
  const main = mainPart(parts);
  if (main === undefined) {
    const other = otherFiles.find(([pattern]) => [...parts.names].some((name) => pattern.test(name)));
    return refused("unknown-type", other?.[1] ?? "a ZIP archive");
  }
  const texts = new Map<string, string>();
  const folder = main.replace(/[^/]*$/, "");
  for (const name of [main, `${folder}styles.xml`, `${folder}footnotes.xml`, `${folder}endnotes.xml`, "docProps/core.xml"]) {
    const content = parts.read(name);
    if (typeof content === "string") return refused(content, name);
    const decoded = content === undefined ? undefined : decodeDocument(content, undefined);
    if (decoded !== undefined) texts.set(name, decoded.text);
  }
  const body = texts.get(main);
  if (body === undefined) return refused("damaged", main);
  const notes = ["footnotes", "endnotes"].map((kind) => texts.get(`${folder}${kind}.xml`) ?? "");
  const { text, title, deletions } = readDocxBody(body, notes, readDocxStyles(texts.get(`${folder}styles.xml`) ?? ""));
  const core = coreProperties(texts.get("docProps/core.xml") ?? "");
  const stated = statedInText(text);
  return {
    ok: true,
    documents: [
      {
        kind: "docx",
        text,
        title: core.get("title") ?? title ?? stated.title,
        author: core.get("creator") ?? stated.author,
        date: stated.date ?? isoDay(core.get("created")),
        publisher: undefined,
        language: languageTag(core.get("language")),
        findings: deletions === 0 ? [] : [{ code: "deletions-left-out", detail: String(deletions) }],
      },
    ],
  };
}

/** The part that the relations of the package name, or the one where Word puts it. */
function mainPart(parts: ZipParts): string | undefined {
  const relations = parts.read("_rels/.rels");
  if (relations instanceof Uint8Array) {
    for (const token of xmlTokens(decodeDocument(relations, undefined)?.text ?? "")) {
      if (token.kind !== "open" || token.name !== "Relationship" || !/\/officeDocument$/.test(attribute(token.attributes, "Type") ?? ""))
        continue;
      const target = (attribute(token.attributes, "Target") ?? "").replace(/^\//, "");
      if (parts.names.has(target) && /(?:^|\/)document\d*\.xml$/.test(target)) return target;
    }
  }
  return parts.names.has("word/document.xml") ? "word/document.xml" : undefined;
}

function coreProperties(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let name = "";
  for (const token of xmlTokens(xml)) {
    if (token.kind === "open") name = token.name;
    else if (token.kind === "close") name = "";
    else if (name !== "" && token.text.trim() !== "" && !found.has(name)) found.set(name, token.text.trim());
  }
  return found;
}
