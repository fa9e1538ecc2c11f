/** A block of the notation as text: its first line, its fields a line each, long texts folded. */

/** A block: its first line, and its fields in the order in which they are written. */
export interface BlockText {
  readonly head: string;
  readonly fields: readonly (readonly [keyword: string, value: string])[];
}

/** A text in quotation marks on one line, for the notation; characters that steer a terminal or turn the direction of writing go. */
export function quotedText(words: string): string {
  const line = words
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return `"${line.replace(/["\\]/g, "\\$&")}"`;
}

const widest = 72;

/** A block, a field a line. Long texts go on in lines of their own, which the notation joins with a space. */
export function blockText({ head, fields }: BlockText): string {
  const column = Math.max(0, ...fields.map(([keyword]) => keyword.length)) + 3;
  return [head, ...fields.map(([keyword, value]) => `  ${keyword.padEnd(column - 2)}${folded(value, column)}`)].join("\n");
}

function folded(value: string, column: number): string {
  if (!value.startsWith('"') || column + value.length <= widest) return value;
  const lines: string[] = [];
  let line = "";
  for (const word of value.slice(1, -1).split(" ")) {
    if (line !== "" && column + line.length + word.length + 3 > widest) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `"${each}"`).join(`\n${" ".repeat(column)}`);
}
