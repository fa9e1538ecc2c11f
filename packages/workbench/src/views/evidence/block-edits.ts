/** Edits of single blocks of a chapter, found by the grammar of the compiler, so that everything else in the text stays as it was written. */
import { chapterLanguage } from "../../editor/notation-language.js";

/** A change of a text, as an editor makes it. */
export interface BlockEdit {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** A block as it stands: offsets in the text, without blank lines after it. */
interface PlacedBlock {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly fields: readonly { readonly keyword: string; readonly from: number; readonly to: number }[];
}

function blocksOf(text: string): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  chapterLanguage.parser.parse(text).iterate({
    enter: ({ name, node }) => {
      if (name !== "Block") return;
      const written = text.slice(node.from, node.to).trimEnd();
      const fields = node.getChildren("Field").flatMap((field) => {
        const keyword = field.getChild("FieldKeyword");
        if (keyword === null) return [];
        return [
          {
            keyword: text.slice(keyword.from, keyword.to),
            from: field.from,
            to: field.from + text.slice(field.from, field.to).trimEnd().length,
          },
        ];
      });
      blocks.push({ from: node.from, to: node.from + written.length, text: written, fields });
      return false;
    },
  });
  return blocks;
}

const headOf = (kind: string, id: string) => new RegExp(`^${kind}\\s+${id.replace(/[^\p{L}\p{N}_]/gu, "\\$&")}(?![\\p{L}\\p{N}_.])`, "u");

/** A new claim after the last one from its source, or after the source. Undefined when the text declares no such source. */
export function claimInsertion(text: string, source: string, block: string): BlockEdit | undefined {
  const blocks = blocksOf(text);
  const isFrom = new RegExp(`^claim\\s+\\S+\\s+from\\s+${source.replace(/[^\p{L}\p{N}_]/gu, "\\$&")}(?![\\p{L}\\p{N}_.])`, "u");
  const after = blocks.findLast((each) => isFrom.test(each.text)) ?? blocks.find((each) => headOf("source", source).test(each.text));
  if (after === undefined) return undefined;
  const indent = /[ \t]*$/.exec(text.slice(text.lastIndexOf("\n", after.from - 1) + 1, after.from))?.[0] ?? "";
  const lines = block.trimEnd().split("\n");
  return { from: after.to, to: after.to, insert: `\n\n${lines.map((line) => indent + line).join("\n")}` };
}

/** Another grade for a source or claim, or a first one. Undefined when the text does not declare it, or it has that grade. */
export function gradeEdit(text: string, kind: "source" | "claim", id: string, grade: string): BlockEdit | undefined {
  const block = blocksOf(text).find((each) => headOf(kind, id).test(each.text));
  if (block === undefined) return undefined;
  const field = block.fields.find(({ keyword }) => keyword === "grade");
  if (field !== undefined) {
    const [, lead = "", old = ""] = /^(grade[ \t]*)(\S*)/.exec(text.slice(field.from, field.to)) ?? [];
    if (old === grade) return undefined;
    const from = field.from + lead.length;
    return { from, to: from + old.length, insert: lead === "grade" ? ` ${grade}` : grade };
  }
  const before = ["said by", "quote", "states", "archive", "url", "date", "author", "by"];
  const last = block.fields.findLast(({ keyword }) => before.includes(keyword));
  const sample = last ?? block.fields[0];
  const gap = sample === undefined ? 1 : (/^[ \t]*/.exec(text.slice(sample.from + sample.keyword.length))?.[0].length ?? 1);
  const width = Math.max(6, (sample?.keyword.length ?? 0) + gap);
  const indent = sample === undefined ? "  " : text.slice(text.lastIndexOf("\n", sample.from - 1) + 1, sample.from);
  const headEnd = text.indexOf("\n", block.from);
  const at = last?.to ?? (headEnd === -1 || headEnd > block.to ? block.to : headEnd);
  return { from: at, to: at, insert: `\n${/^[ \t]*$/.test(indent) ? indent : "  "}${"grade".padEnd(width)}${grade}` };
}
