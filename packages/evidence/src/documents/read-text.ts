/** Plain text: paragraphs that were broken at a fixed width become one line again; marks of lists are made alike. */
import type { RawDocument } from "./source-document.js";
import { statedInText } from "./stated-in-text.js";

/** Reads a plain text, already decoded. */
export function readPlainText(text: string): RawDocument {
  const blocks = plainTextBlocks(text);
  return { kind: "text", ...statedInText(blocks), text: blocks };
}

/** The blocks of a plain text. A line is joined to the one before it where only the width of the page can have parted them. */
export function plainTextBlocks(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  const width = wrapWidth(lines);
  const blocks: string[][] = [];
  let before = "";
  for (const line of lines) {
    const words = line.trim();
    if (words !== "") {
      const item = listItem(words);
      if (item === undefined && width !== undefined && wrapped(before, words, width)) blocks.at(-1)!.push(words);
      else blocks.push([item ?? words]);
    }
    before = line;
  }
  return blocks.map((block) => block.join(" ")).join("\n");
}

/** An item of a list in the plain form, if a line is one. */
export function listItem(line: string): string | undefined {
  const item = /^[-*•‣◦▪●–]\s+(\S.*)$/.exec(line.slice(0, 100_000));
  return item === null || /^[-*•–\s]+$/.test(line)
    ? undefined
    : `- ${line.slice(line.length - item[1]!.length - Math.max(0, line.length - 100_000))}`;
}

/** Whether the first word of a line would not have fitted on the line before. */
function wrapped(before: string, line: string, width: number): boolean {
  if (before.trim() === "" || before.length > width || /\|\s*$/.test(before)) return false;
  return before.length + 1 + line.split(/\s/, 1)[0]!.length > width;
}

/** The width at which the lines of a text are broken: few lines are longer, and many come close to it. Undefined for a text that is not broken. */
function wrapWidth(lines: readonly string[]): number | undefined {
  const lengths = lines.map((line) => line.length).filter((length) => length > 0);
  if (lengths.length < 4) return undefined;
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest < 40 || longest > 130) return undefined;
  const near = lengths.filter((length) => length > longest - 16).length;
  return near >= lengths.length * 0.3 ? longest : undefined;
}
