/** Long passages that two documents share word for word, for showing what was copied. */
import { comparedWords } from "./fingerprint.js";

/** A passage of `words` words that stands in both texts, up to case and punctuation. Spans are half-open, in code points. */
export interface SharedPassage {
  readonly first: { readonly start: number; readonly end: number };
  readonly second: { readonly start: number; readonly end: number };
  readonly words: number;
}

const seedLength = 6;
const mostPlaces = 16;

/**
 * The passages of at least `leastWords` words (never fewer than six) that stand in both texts, in the order of the second and without overlap there; each is the longest
 * that begins at its place. Of a run of six words that stands more than sixteen times in the first text, the first sixteen places are tried.
 */
export function sharedPassages(first: string, second: string, leastWords = 12): readonly SharedPassage[] {
  const [left, right] = [[...comparedWords(first)], [...comparedWords(second)]];
  const seeds = new Map<string, number[]>();
  for (let at = 0; at + seedLength <= left.length; at++) {
    const places = seeds.get(seedAt(left, at));
    if (places === undefined) seeds.set(seedAt(left, at), [at]);
    else if (places.length < mostPlaces) places.push(at);
  }
  const found: { readonly from: number; readonly to: number; readonly words: number }[] = [];
  for (let at = 0; at + seedLength <= right.length; ) {
    let [best, place] = [0, 0];
    for (const start of seeds.get(seedAt(right, at)) ?? []) {
      let length = seedLength;
      while (start + length < left.length && at + length < right.length && left[start + length]!.key === right[at + length]!.key) length++;
      if (length > best) [best, place] = [length, start];
    }
    if (best >= Math.max(leastWords, seedLength)) found.push({ from: place, to: at, words: best });
    at += Math.max(best >= leastWords ? best : 1, 1);
  }
  const toFirst = codePointOffsets(
    first,
    found.flatMap(({ from, words }) => [left[from]!.start, left[from + words - 1]!.end]),
  );
  const toSecond = codePointOffsets(
    second,
    found.flatMap(({ to, words }) => [right[to]!.start, right[to + words - 1]!.end]),
  );
  return found.map(({ from, to, words }) => ({
    first: { start: toFirst.get(left[from]!.start)!, end: toFirst.get(left[from + words - 1]!.end)! },
    second: { start: toSecond.get(right[to]!.start)!, end: toSecond.get(right[to + words - 1]!.end)! },
    words,
  }));
}

function seedAt(words: readonly { readonly key: string }[], at: number): string {
  let seed = words[at]!.key;
  for (let next = 1; next < seedLength; next++) seed += ` ${words[at + next]!.key}`;
  return seed;
}

/** Many UTF-16 offsets of one text as code points, in one pass. */
function codePointOffsets(text: string, offsets: readonly number[]): ReadonlyMap<number, number> {
  const result = new Map<number, number>();
  let [at, count] = [0, 0];
  for (const offset of Float64Array.from(offsets).sort()) {
    for (; at < offset; count++) at += text.codePointAt(at)! > 0xffff ? 2 : 1;
    result.set(offset, count);
  }
  return result;
}
