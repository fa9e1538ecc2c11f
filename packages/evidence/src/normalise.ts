/** The declared, minimal normalisation under which quotes are compared, with a map back to the text as it stands in the file. */

/** Name of the rules below; a lock records it, so that a later change of the rules is noticed. */
export const normalisationVersion = "minimal-1";

/** A normalised text. Unit `i` of `text` came from the units `starts[i]` to `ends[i]` (excluded) of the original; all offsets are UTF-16. */
export interface NormalisedText {
  readonly text: string;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

const softHyphen = 0xad;
const longestMarkRun = 64;

const folded = new Map<number, number>([
  ...[0x2018, 0x2019, 0x201a, 0x201b].map((code): [number, number] => [code, 0x27]),
  ...[0x201c, 0x201d, 0x201e, 0x201f].map((code): [number, number] => [code, 0x22]),
  ...[0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212].map((code): [number, number] => [code, 0x2d]),
]);

/** Whether a character only says in which direction others are written. */
const isDirection = (code: number): boolean =>
  code === 0x200e || code === 0x200f || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);

/**
 * Normalises a text: Unicode NFC; a run of white space (no-break spaces included) becomes one space; curly quotation marks become
 * straight ones; hyphens, dashes and the minus sign become `-`; soft hyphens and marks of the
 * direction of writing go. Nothing else: letters, case, digits and other
 * punctuation stay. Applying it twice changes nothing.
 */
export function normalise(text: string): NormalisedText {
  let capacity = text.length + 16;
  let units = new Uint16Array(capacity);
  let starts = new Uint32Array(capacity);
  let ends = new Uint32Array(capacity);
  let length = 0;
  const put = (unit: number, from: number, to: number) => {
    if (length === capacity) {
      capacity *= 2;
      [units, starts, ends] = [
        grown(units, new Uint16Array(capacity)),
        grown(starts, new Uint32Array(capacity)),
        grown(ends, new Uint32Array(capacity)),
      ];
    }
    units[length] = unit;
    starts[length] = from;
    ends[length] = to;
    length++;
  };
  let at = 0;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit > 0x20 && unit < 0x7f && (at + 1 === text.length || text.charCodeAt(at + 1) < 0x7f)) {
      put(unit, at, at + 1);
      at++;
      continue;
    }
    const code = text.codePointAt(at)!;
    const next = at + (code > 0xffff ? 2 : 1);
    if (code === softHyphen || isDirection(code)) {
      at = next;
    } else if (isWhiteSpace(code)) {
      if (length > 0 && units[length - 1] === 0x20) ends[length - 1] = next;
      else put(0x20, at, next);
      at = next;
    } else {
      const from = at;
      at = endOfCluster(text, next);
      const simple = code < 0x300 && at === next;
      if (simple) {
        put(folded.get(code) ?? code, from, at);
      } else {
        const composed = text.slice(from, at).replaceAll("\u00ad", "").normalize("NFC");
        for (let index = 0; index < composed.length; index++) {
          const unit = composed.charCodeAt(index);
          put(folded.get(unit) ?? unit, from, at);
        }
      }
    }
  }
  return { text: fromUnits(units.subarray(0, length)), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

/** Normalises a quote: as {@link normalise}, and without white space at either end. */
export function normaliseQuote(quote: string): string {
  return normalise(quote).text.trim();
}

/** The stretch of the original that a stretch of the normalised text came from. */
export function originalSpan(normalised: NormalisedText, from: number, to: number): { readonly from: number; readonly to: number } {
  const length = normalised.text.length;
  if (from >= length) {
    const end = length === 0 ? 0 : normalised.ends[length - 1]!;
    return { from: end, to: end };
  }
  const start = normalised.starts[from]!;
  return { from: start, to: to > from ? normalised.ends[Math.min(to, length) - 1]! : start };
}

/** A UTF-16 offset as the number of code points before it, as the W3C annotation model counts. */
export function toCodePointOffset(text: string, utf16Offset: number): number {
  let count = 0;
  for (let at = 0; at < utf16Offset && at < text.length; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return count;
}

/** The inverse of {@link toCodePointOffset}. */
export function toUtf16Offset(text: string, codePointOffset: number): number {
  let at = 0;
  for (let count = 0; count < codePointOffset && at < text.length; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  return at;
}

function isWhiteSpace(code: number): boolean {
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code === 0x85 || (code >= 0xa0 && /\s/.test(String.fromCodePoint(code)));
}

/** Where the marks that belong to the letter before `at` end. Vowel and final letters of Hangul compose too. */
function endOfCluster(text: string, at: number): number {
  let end = at;
  let count = 0;
  while (end < text.length && count < longestMarkRun) {
    const code = text.codePointAt(end)!;
    if (code === softHyphen) {
      const after = endOfSoftHyphens(text, end);
      if (after >= text.length || !isMark(text.codePointAt(after)!)) break;
      end = after;
      continue;
    }
    if (!isMark(code)) break;
    end += code > 0xffff ? 2 : 1;
    count++;
  }
  return end;
}

function endOfSoftHyphens(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) === softHyphen) end++;
  return end;
}

function isMark(code: number): boolean {
  if (code < 0x300) return false;
  return (code >= 0x1160 && code <= 0x11ff) || /\p{M}/u.test(String.fromCodePoint(code));
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function fromUnits(units: Uint16Array): string {
  const parts: string[] = [];
  for (let at = 0; at < units.length; at += 8192) parts.push(String.fromCharCode(...units.subarray(at, at + 8192)));
  return parts.join("");
}
