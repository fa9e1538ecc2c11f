/** The last step of every reading: characters that nobody sees go and are counted, white space is made plain, and mixed directions are said. */
import type { DocumentFinding } from "./source-document.js";

/** A text without hidden characters, and what was found. */
export interface CleanText {
  readonly text: string;
  readonly findings: readonly DocumentFinding[];
}

const hidden = /[\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;
const control = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const joined =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Tamil}\p{Script=Sinhala}\p{Script=Kannada}\p{Script=Telugu}\p{Extended_Pictographic}]|\ufe0f/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Cleans a text of one block a line. Bidirectional controls, zero-width characters, tags and other control characters go, but for the joiners
 * that Arabic and Indic spelling and emoji need; soft hyphens go unsaid. Runs of spaces become one, empty lines go.
 */
export function cleanText(text: string): CleanText {
  const removed = new Map<string, number>();
  const visible = text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, "\n")
    .replace(control, (character) => note(removed, character))
    .replace(hidden, (character, at: number, whole: string) => {
      if ((character === "\u200c" || character === "\u200d") && belongs(whole, at)) return character;
      return note(removed, character);
    })
    .replaceAll("\u00ad", "");
  const lines: string[] = [];
  for (const line of visible.split("\n")) {
    const plain = line.replace(/\s+/gu, " ").trim();
    if (plain !== "") lines.push(plain);
  }
  const findings: DocumentFinding[] = [];
  if (removed.size > 0) findings.push({ code: "hidden-characters-removed", detail: counts(removed) });
  const mixed = mixedDirection(lines);
  if (mixed !== undefined) findings.push({ code: "mixed-direction", detail: mixed });
  return { text: lines.join("\n"), findings };
}

function belongs(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + 1, at + 3);
  return joined.test(before) && (joined.test(after) || before === "");
}

function note(removed: Map<string, number>, character: string): string {
  const name = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  removed.set(name, (removed.get(name) ?? 0) + 1);
  return "";
}

function counts(removed: ReadonlyMap<string, number>): string {
  const total = [...removed.values()].reduce((sum, count) => sum + count, 0);
  const names = [...removed.keys()].sort();
  const most = 6;
  return `${total} (${names.slice(0, most).join(", ")}${names.length > most ? ", …" : ""})`;
}

/** Lines in which right-to-left and left-to-right letters stand together, if there are any. */
function mixedDirection(lines: readonly string[]): string | undefined {
  let mixed = 0;
  for (const line of lines) if (rightToLeft.test(line) && /\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(line)) mixed++;
  return mixed === 0 ? undefined : `${mixed} of ${lines.length} lines`;
}
