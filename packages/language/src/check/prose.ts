/** The running text of a chapter as sentences with their places, without model blocks, code, links and quotations. */

/** A sentence. `text` has the length of the stretch it stands for; code, quotations, addresses and the inside of `{…}` are blank in it. */
export interface Sentence {
  readonly text: string;
  readonly from: number;
  readonly kind: "paragraph" | "bottom-line";
}

/** A stretch of a chapter. */
export interface Passage {
  readonly from: number;
  readonly to: number;
}

const longestPassage = 100_000;

/** The sentences of running text: `passages` are its paragraphs and list items. Headings and block quotations among them are left out. */
export function sentencesOf(text: string, passages: readonly Passage[]): readonly Sentence[] {
  return passages.flatMap(({ from, to }) => {
    const lineStart = text
      .slice(Math.max(0, from - 200), from)
      .split("\n")
      .pop()!;
    const raw = text.slice(from, Math.min(to, from + longestPassage));
    const isHeading = /^#{1,6}(?:\s|$)/.test(raw) || /\n {0,3}(?:=+|-+)\s*$/.test(raw);
    return isHeading || lineStart.includes(">") ? [] : toSentences(raw, from, "paragraph");
  });
}

/** The sentences of the bottom line; `caseAt` lies in the block `case`. */
export function bottomLineOf(text: string, caseAt: number): readonly Sentence[] {
  const end = text.indexOf("\n```", caseAt);
  const block = text.slice(caseAt, end === -1 ? text.length : end);
  const opening = /^[ \t]+bottom line[ \t]+["“]/m.exec(block);
  if (!opening) return [];
  const start = opening.index + opening[0].length;
  const words =
    /^(?:[^\n\\"”]|\\.)*(?:["”][ \t]*\n[ \t]+["“](?:[^\n\\"”]|\\.)*)*/.exec(block.slice(start, start + longestPassage))?.[0] ?? "";
  return toSentences(
    words.replace(/["”][ \t]*\n[ \t]+["“]/g, (seam) => " ".repeat(seam.length)),
    caseAt + start,
    "bottom-line",
  );
}

function toSentences(raw: string, start: number, kind: Sentence["kind"]): readonly Sentence[] {
  const masked = maskPassage(raw, kind === "paragraph");
  return splitSentences(masked).map(({ from, to }) => ({ text: masked.slice(from, to), from: start + from, kind }));
}

/** Blanks what is not the analyst's own running text, keeping every offset. */
function maskPassage(passage: string, masksQuotations: boolean): string {
  const blank = (found: string) => found.replace(/[^\n]/g, " ");
  let masked = maskCode(passage)
    .replace(/\{[^{}]{0,2000}\}/g, blankValue)
    .replace(/\]\([^()\s]{0,2000}(?:\s+"[^"]{0,300}")?\)/g, (found) => `]${blank(found.slice(1))}`)
    .replace(/<?https?:\/\/[^\s>)]{1,2000}>?/g, blank)
    .replace(/<\/?[a-zA-Z][^<>]{0,300}>/g, blank);
  if (masksQuotations) {
    masked = masked
      .replace(/“[^“”]{0,2000}”/g, (found) => `“${blank(found.slice(1, -1))}”`)
      .replace(/"[^"]{0,2000}"/g, (found) => `"${blank(found.slice(1, -1))}"`)
      .replace(/‘[^‘]{1,600}?’(?![\p{L}])/gu, (found) => `‘${blank(found.slice(1, -1))}’`);
  }
  return masked;
}

/** Leaves the brackets of a computed value, and the P of a probability. */
function blankValue(value: string): string {
  const start = /^\{\s*P\s*\(/.test(value) ? "{P" : "{";
  return `${start.padEnd(value.length - 1)}}`;
}

function maskCode(passage: string): string {
  const runs = [...passage.matchAll(/`+/g)];
  const parts: string[] = [];
  let done = 0;
  for (let index = 0; index < runs.length; index++) {
    const opening = runs[index]!;
    const closing = runs.slice(index + 1, index + 100).findIndex((run) => run[0].length === opening[0].length);
    if (closing === -1) continue;
    index += 1 + closing;
    const to = runs[index]!.index + opening[0].length;
    parts.push(passage.slice(done, opening.index), passage.slice(opening.index, to).replace(/[^\n]/g, " "));
    done = to;
  }
  return parts.join("") + passage.slice(done);
}

const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|St|No|Nos|Fig|Art|Sec|pp|p|ca|al)|(?:^|[\s.(])\p{Lu})\.$/u;

function splitSentences(passage: string): readonly { readonly from: number; readonly to: number }[] {
  const sentences: { from: number; to: number }[] = [];
  let from = 0;
  const add = (to: number) => {
    const raw = passage.slice(from, to);
    const lead = raw.length - raw.trimStart().length;
    const body = raw.trim();
    if (body) sentences.push({ from: from + lead, to: from + lead + body.length });
    from = to;
  };
  for (const stop of passage.matchAll(/[.!?…]["'”’)\]*_]{0,6}(?=\s+["'“‘([*_{]{0,6}[\p{Lu}\p{N}{])/gu)) {
    const end = stop.index + stop[0].length;
    if (abbreviation.test(passage.slice(Math.max(0, stop.index - 12), stop.index + 1))) continue;
    add(end);
  }
  add(passage.length);
  return sentences;
}
