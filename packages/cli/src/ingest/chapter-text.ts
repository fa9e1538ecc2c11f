/** The text that a source and its accepted claims get in a case: a chapter of their own, or lines after those of the chapter that has the source. What an analyst wrote is never changed. */
import { formatText } from "@outweigh/language";

/** The order of chapters by name, as a case is read: `2-x` stands before `10-x`. */
const naturalOrder = new Intl.Collator("en", { numeric: true }).compare;

function fence(blocks: readonly string[]): string {
  return formatText(`\`\`\`outweigh\n${blocks.join("\n\n")}\n\`\`\`\n`);
}

/** A chapter for a new source. */
export function newChapter(source: string, blocks: readonly string[]): string {
  const words = source.replaceAll("_", " ");
  return `# Evidence: ${words}\n\n${fence(blocks)}`;
}

/** The chapter with blocks after all that is there, in its own line endings. */
export function withBlocks(chapter: string, blocks: readonly string[]): string {
  const newline = chapter.includes("\r\n") ? "\r\n" : "\n";
  const gap = chapter.endsWith("\n\n") || chapter.endsWith("\r\n\r\n") ? "" : chapter.endsWith("\n") ? newline : newline + newline;
  return `${chapter}${gap}${fence(blocks).replaceAll("\n", newline)}`;
}

/**
 * The name of a new chapter: numbered after the others where they are numbered, and in any case not before the first one, whose heading
 * is the title of the brief.
 */
export function chapterName(source: string, chapters: readonly string[]): string {
  const numbers = chapters.flatMap((name) => /^(\d{1,6})[-_. ]/.exec(name)?.[1] ?? []);
  const highest = numbers.reduce((most, digits) => Math.max(most, Number(digits)), 0);
  const width = Math.max(0, ...numbers.map((digits) => digits.length));
  const isNumbered = numbers.length > 0 && numbers.length * 2 >= chapters.length;
  const name = isNumbered ? `${String(highest + 1).padStart(width, "0")}-source-${source}.md` : `source-${source}.md`;
  const first = chapters.toSorted(naturalOrder)[0];
  return first === undefined || naturalOrder(first, name) < 0 ? name : `${first.replace(/\.md$/i, "")}-source-${source}.md`;
}
