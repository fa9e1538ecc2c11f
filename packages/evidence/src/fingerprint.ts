/** The fingerprint of a text: the runs of three words that occur in it, as numbers, so that texts can be compared in thousands. */

/** A word as texts are compared: without case, width, hidden characters and marks of punctuation. Offsets are UTF-16. */
export interface ComparedWord {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** What a text is compared by. Kept, it serves as long as {@link fingerprintVersion} stays. */
export interface Fingerprint {
  /** Words that were read: all, or the first million. */
  readonly words: number;
  /** Different runs of three words. */
  readonly shingles: number;
  /** The runs as 53-bit numbers, ascending; of a very long text the lowest 65,536, which are a fair sample of all. */
  readonly hashes: Float64Array;
}

/** How alike two texts are, by their runs of words. */
export interface Likeness {
  /** Runs in both out of runs in either, from 0 to 1. */
  readonly jaccard: number;
  /** Share of the runs of the shorter text that are in the longer one. */
  readonly containment: number;
  /** Runs in both that were counted. */
  readonly shared: number;
}

/** Name of the rules below. */
export const fingerprintVersion = "words-3-1";

/** Words to a run: three still match when one word in five is changed, and two texts on one subject share few. */
export const shingleLength = 3;

const mostWords = 1_000_000;
const mostHashes = 65_536;
const wordPattern = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060]+/gu;
const hidden = /[\u00ad\u200b-\u200d\u2060]/g;

/** The words of a text in order, the first million of them. */
export function* comparedWords(text: string): Generator<ComparedWord> {
  let count = 0;
  for (const found of text.matchAll(wordPattern)) {
    const written = found[0];
    const key = isAscii(written) ? written.toLowerCase() : written.replace(hidden, "").normalize("NFKC").toLowerCase();
    if (key === "") continue;
    yield { key, start: found.index, end: found.index + written.length };
    if (++count === mostWords) return;
  }
}

/** Makes the fingerprint of a text. Of fewer than three words, all of them are the one run. */
export function fingerprint(text: string): Fingerprint {
  const hashes: number[] = [];
  const high = new Int32Array(shingleLength);
  const low = new Int32Array(shingleLength);
  let words = 0;
  const put = (count: number) => {
    let [a, b] = [count, ~count];
    for (let back = count; back > 0; back--) {
      const place = (words - back) % shingleLength;
      a = mix(a ^ high[place]!, 0x85ebca6b);
      b = mix(b ^ low[place]!, 0xc2b2ae35);
    }
    hashes.push((a >>> 0) * 2097152 + (b >>> 11));
  };
  for (const { key } of comparedWords(text)) {
    high[words % shingleLength] = hashWord(key, 0x811c9dc5);
    low[words % shingleLength] = hashWord(key, 0x2f0b4a27);
    words++;
    if (words >= shingleLength) put(shingleLength);
  }
  if (words > 0 && words < shingleLength) put(words);
  const sorted = Float64Array.from(hashes).sort();
  let count = 0;
  for (let at = 0; at < sorted.length; at++) if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at]!;
  return { words, shingles: count, hashes: sorted.slice(0, Math.min(count, mostHashes)) };
}

/** Compares two fingerprints; exactly, unless one of the texts is so long that only a sample of its runs was kept. */
export function compareFingerprints(first: Fingerprint, second: Fingerprint): Likeness {
  const reach = Math.min(reachOf(first), reachOf(second));
  const [inFirst, inSecond] = comparableRuns(first, second);
  let [left, right, shared] = [0, 0, 0];
  while (left < first.hashes.length && right < second.hashes.length) {
    const [one, other] = [first.hashes[left]!, second.hashes[right]!];
    if (Math.min(one, other) > reach) break;
    if (one === other) shared++;
    if (one <= other) left++;
    if (other <= one) right++;
  }
  const either = inFirst + inSecond - shared;
  const smaller = Math.min(inFirst, inSecond);
  return { jaccard: either === 0 ? 0 : shared / either, containment: smaller === 0 ? 0 : shared / smaller, shared };
}

/** How many runs of each of the two can be compared: all, unless of one only a sample was kept. */
export function comparableRuns(first: Fingerprint, second: Fingerprint): readonly [number, number] {
  const reach = Math.min(reachOf(first), reachOf(second));
  return [countUpTo(first, reach), countUpTo(second, reach)];
}

/** Up to which number a fingerprint holds every run of its text. */
function reachOf(one: Fingerprint): number {
  return one.hashes.length < one.shingles ? one.hashes.at(-1)! : Number.POSITIVE_INFINITY;
}

function countUpTo(one: Fingerprint, reach: number): number {
  if (reach === Number.POSITIVE_INFINITY) return one.hashes.length;
  let [low, high] = [0, one.hashes.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (one.hashes[middle]! <= reach) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** FNV-1a with a given start, stirred once. */
function hashWord(word: string, start: number): number {
  let hash = start;
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return mix(hash, 0x27d4eb2f);
}

function mix(value: number, factor: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), factor);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x9e3779b1);
  return mixed ^ (mixed >>> 16);
}
