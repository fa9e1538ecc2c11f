/** Text as words, numbers and marks with their places. One pass, whatever the text. */

/** A word, number or mark. `key` is in lower case with straight apostrophes and without a possessive ending; offsets are UTF-16 into the whole text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly key: string;
  readonly kind: "word" | "number" | "mark";
  /** White space, or the beginning of the block, stands before it. */
  readonly isSpaced: boolean;
  readonly isPossessive: boolean;
  /** A word that begins with a capital letter. */
  readonly isCapital: boolean;
}

const pattern =
  /(?<link>(?:https?:\/\/|www\.)[^\s<>"“”]+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})|(?<number>\d+(?:[.,]\d+)*)|(?<word>(?:\p{L}\.){2,}|[\p{L}\p{M}]+(?:[-‐‑'’&][\p{L}\p{M}]+)*)|(?<mark>\S)/gu;

/** Splits the text between two offsets. A word in `abbreviations` (in lower case, without its full stop) takes the full stop that follows it. */
export function tokenise(text: string, from: number, to: number, abbreviations: ReadonlySet<string>): readonly Token[] {
  const tokens: Token[] = [];
  const part = text.slice(from, to);
  let last = 0;
  for (const found of part.matchAll(pattern)) {
    let end = found.index + found[0].length;
    const { number, word } = found.groups as { number?: string; word?: string };
    const isSpaced = found.index > last || found.index === 0;
    if (end <= last) continue;
    let written = found[0];
    let key = written;
    let isPossessive = false;
    if (word !== undefined) {
      key = written.toLowerCase().replaceAll("’", "'");
      if (part[end] === "." && (abbreviations.has(key) || isInitial(written, part, end))) {
        written = `${written}.`;
        key = `${key}.`;
        end += 1;
      }
      if (key.endsWith("'s") || (key.endsWith(".") && /^['’]s(?!\p{L})/u.test(part.slice(end, end + 3)))) {
        isPossessive = true;
        if (key.endsWith("'s")) key = key.slice(0, -2);
        else {
          written += part.slice(end, end + 2);
          end += 2;
        }
      }
    }
    tokens.push({
      start: from + found.index,
      end: from + end,
      text: written,
      key,
      kind: number !== undefined ? "number" : word !== undefined ? "word" : "mark",
      isSpaced,
      isPossessive,
      isCapital: word !== undefined && /^\p{Lu}/u.test(word),
    });
    last = end;
  }
  return merged(tokens);
}

/** A single capital letter before a full stop, with another capital after it: "J. Smith". */
function isInitial(written: string, part: string, end: number): boolean {
  return written.length === 1 && /^\p{Lu}/u.test(written) && /^\.\s?\p{Lu}/u.test(part.slice(end, end + 3));
}

/** Drops what an abbreviation's full stop has already taken. */
function merged(tokens: readonly Token[]): readonly Token[] {
  return tokens.filter((token, index) => index === 0 || token.start >= tokens[index - 1]!.end);
}

/** The text that tokens cover. */
export function textOf(text: string, tokens: readonly Token[], from: number, to: number): string {
  return from < to ? text.slice(tokens[from]!.start, tokens[to - 1]!.end) : "";
}
