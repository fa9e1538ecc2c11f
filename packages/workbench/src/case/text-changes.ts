/** Differences of texts as changes of an editor, and two people's changes of one text put together. */
import { ChangeSet } from "@codemirror/state";

/** The one stretch in which two texts differ, as a change of the first. */
export function changeBetween(before: string, after: string): ChangeSet {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let end = 0;
  while (end < shorter - from && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  if (from === before.length && from === after.length) return ChangeSet.empty(before.length);
  return ChangeSet.of({ from, to: before.length - end, insert: after.slice(from, after.length - end) }, before.length);
}

/** The changes of a text by line, as few stretches as the longest common lines leave; falls back to one stretch where the texts are long and unlike. */
export function changesByLine(before: string, after: string): ChangeSet {
  const [one, other] = [linesOf(before), linesOf(after)];
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < one.length - head && tail < other.length - head && one[one.length - 1 - tail] === other[other.length - 1 - tail]) tail++;
  const a = one.slice(head, one.length - tail);
  const b = other.slice(head, other.length - tail);
  if (a.length * b.length > 4_000_000) return changeBetween(before, after);
  const lengths = commonLengths(a, b);
  const changes: { from: number; to: number; insert: string }[] = [];
  let position = lengthOf(one.slice(0, head));
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      position += a[i]!.length;
      i++;
      j++;
      continue;
    }
    const from = position;
    let insert = "";
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      const width = b.length + 1;
      if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) position += a[i++]!.length;
      else insert += b[j++]!;
    }
    changes.push({ from, to: position, insert });
  }
  return ChangeSet.of(changes, before.length);
}

/** What becomes of `base` when two have changed it, where they did not touch the same or neighbouring lines; undefined where they did. */
export function merged(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs) return mine;
  const [ours, others] = [changesByLine(base, mine), changesByLine(base, theirs)];
  let isApart = true;
  ours.iterChangedRanges((from, to) => {
    others.iterChangedRanges((otherFrom, otherTo) => {
      if (from <= otherTo && otherFrom <= to) isApart = false;
    });
  });
  return isApart ? applied(mine, others.map(ours)) : undefined;
}

/** A text with a change made. */
export function applied(text: string, changes: ChangeSet): string {
  let result = "";
  let at = 0;
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    result += text.slice(at, fromA) + inserted.toString();
    at = toA;
  }, true);
  return result + text.slice(at);
}

/** The changes that take changes of this text back: those of `invert`, without the text being cut into lines. */
export function inverted(text: string, changes: ChangeSet): ChangeSet {
  const back: { from: number; to: number; insert: string }[] = [];
  changes.iterChanges((fromA, toA, fromB, toB) => back.push({ from: fromB, to: toB, insert: text.slice(fromA, toA) }));
  return ChangeSet.of(back, changes.newLength);
}

const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0);

/** Lengths of the longest common runs of the ends of both lists, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j] ? lengths[(i + 1) * width + j + 1]! + 1 : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return lengths;
}
