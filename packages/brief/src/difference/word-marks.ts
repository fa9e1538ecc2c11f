/** The words in which two texts differ: by the longest common sequence of words, for texts of up to some hundred words. */

/** A stretch of a text; `isOwn` when the other text has not got it. */
export interface Stretch {
  readonly text: string;
  readonly isOwn: boolean;
}

const mostWords = 600;

/** Both texts in stretches. Texts that are very long, or have little in common, are one stretch each. */
export function markedWords(was: string, now: string): { readonly was: readonly Stretch[]; readonly now: readonly Stretch[] } {
  const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_]+(?:[.,]\p{N}+)*|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
  const [old, current] = [wordsOf(was), wordsOf(now)];
  const whole = { was: [{ text: was, isOwn: true }], now: [{ text: now, isOwn: true }] };
  if (old.length > mostWords || current.length > mostWords) return whole;
  const width = current.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let o = old.length - 1; o >= 0; o--)
    for (let n = current.length - 1; n >= 0; n--)
      lengths[o * width + n] =
        old[o] === current[n]
          ? lengths[(o + 1) * width + n + 1]! + 1
          : Math.max(lengths[(o + 1) * width + n]!, lengths[o * width + n + 1]!);
  if (lengths[0]! * 4 < Math.min(old.length, current.length)) return whole;
  const found: { was: Stretch[]; now: Stretch[] } = { was: [], now: [] };
  const add = (side: Stretch[], text: string, isOwn: boolean) => {
    const last = side[side.length - 1];
    if (last?.isOwn === isOwn) side[side.length - 1] = { text: last.text + text, isOwn };
    else side.push({ text, isOwn });
  };
  let [o, n] = [0, 0];
  while (o < old.length || n < current.length) {
    if (o < old.length && n < current.length && old[o] === current[n]) {
      add(found.was, old[o++]!, false);
      add(found.now, current[n++]!, false);
    } else if (n >= current.length || (o < old.length && lengths[(o + 1) * width + n]! >= lengths[o * width + n + 1]!))
      add(found.was, old[o++]!, true);
    else add(found.now, current[n++]!, true);
  }
  return found;
}
