/** Quotation marks of a block, in pairs: curly, straight, single, low and angled, nested ones left inside. */

/** Words in quotation marks, without the marks; UTF-16 offsets. `isOpen` when no mark closes it in its block. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  readonly isOpen: boolean;
}

const pairs: Readonly<Record<string, string>> = { "“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』" };
const letter = /[\p{L}\p{N}]/u;

/** Finds the outermost quotations of the text between two offsets, in one pass. */
export function findQuotations(text: string, from: number, to: number): readonly Quotation[] {
  const found: Quotation[] = [];
  let at = from;
  while (at < to) {
    const mark = text[at]!;
    const closing = pairs[mark];
    let end: number | undefined;
    if (closing !== undefined) end = closingOf(text, at + 1, to, mark, closing);
    else if (mark === '"' && isOpening(text, at, from)) end = nextStraight(text, at + 1, to);
    else if ((mark === "‘" || mark === "'") && isOpening(text, at, from)) {
      end = closingSingle(text, at + 1, to, mark);
      if (end === undefined) {
        at++;
        continue;
      }
    } else {
      at++;
      continue;
    }
    found.push({ start: at + 1, end: end ?? to, isOpen: end === undefined });
    at = (end ?? to) + 1;
  }
  return found.filter((quotation) => /\p{L}/u.test(text.slice(quotation.start, Math.min(quotation.end, quotation.start + 200))));
}

function isOpening(text: string, at: number, from: number): boolean {
  const before = at > from ? text[at - 1]! : " ";
  const after = text[at + 1] ?? " ";
  return /[\s([{—–\-/“‘"|]/u.test(before) && /\S/u.test(after) && !/[.,;:!?)]/u.test(after);
}

/** The closing mark of a pair; the same opening mark again before any closing one means that the first was left open. */
function closingOf(text: string, from: number, to: number, opening: string, closing: string): number | undefined {
  let depth = 0;
  for (let at = from; at < to; at++) {
    const mark = text[at]!;
    if (closing.includes(mark)) {
      if (depth === 0) return at;
      depth--;
    } else if (mark === opening && opening !== "“") depth++;
  }
  return undefined;
}

function nextStraight(text: string, from: number, to: number): number | undefined {
  const at = text.indexOf('"', from);
  return at === -1 || at >= to ? undefined : at;
}

/** The closing single mark, told from apostrophes: after it no letter; the last such mark before another quotation opens, unless one follows a stop or a comma. */
function closingSingle(text: string, from: number, to: number, opening: string): number | undefined {
  const closing = opening === "‘" ? "’" : "'";
  let possible: number | undefined;
  for (let at = from; at < Math.min(to, from + 4000); at++) {
    const mark = text[at]!;
    if (at > from && mark === opening && isOpening(text, at, from) && letter.test(text[at + 1] ?? "")) break;
    if (mark === "“" || mark === '"') {
      if (possible !== undefined) break;
      continue;
    }
    if (mark !== closing || letter.test(text[at + 1] ?? "") || /\s/u.test(text[at - 1]!)) continue;
    if (/[.,!?…;:]/u.test(text[at - 1]!) || /[.,!?;:)—–]/u.test(text[at + 1] ?? ".")) return at;
    const mayBePossessive = text[at - 1] === "s" && /^ \p{Ll}/u.test(text.slice(at + 1, at + 3));
    if (!mayBePossessive) return at;
    possible ??= at;
  }
  return possible;
}
