/** Offsets in code points for offsets in UTF-16, for a whole text at once. */
import type { CodePointSpan } from "./candidate.js";

/** A function from UTF-16 offsets to a span in code points: it looks up where the pairs of units lie. */
export function codePoints(text: string): (start: number, end: number) => CodePointSpan {
  const pairs: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0xd800 || code > 0xdbff || at + 1 >= text.length) continue;
    const next = text.charCodeAt(at + 1);
    if (next >= 0xdc00 && next <= 0xdfff) pairs.push(at++);
  }
  const before = (offset: number): number => {
    let [low, high] = [0, pairs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
  return (start, end) => ({ start: before(start), end: before(end) });
}
