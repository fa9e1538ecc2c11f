/** Stretches of the text of a source: which of them lies under a place, in which order they are read, and a choice rounded to whole words. */
import type { ClaimAnswer } from "../../work/questions/evidence-sources.js";
import type { PassageAnswer } from "../../work/questions/source-passages.js";
import type { ClaimPlace, Stretch } from "../../work/questions/source-text.js";

/** What is chosen in the view. */
export type Chosen = { readonly kind: "claim" | "passage"; readonly id: string };

/** What lies under a place: the shortest claim there, else the passage. */
export function chosenAt(offset: number, places: readonly ClaimPlace[], passages: readonly PassageAnswer[]): Chosen | undefined {
  const covers = ({ from, to }: Stretch) => from <= offset && offset <= to;
  const lengthOf = ({ parts }: ClaimPlace) => parts.reduce((sum, { from, to }) => sum + to - from, 0);
  const claim = places.filter(({ parts }) => parts.some(covers)).sort((one, other) => lengthOf(one) - lengthOf(other))[0];
  if (claim !== undefined) return { kind: "claim", id: claim.claim };
  const passage = passages.find(covers);
  return passage && { kind: "passage", id: passage.key };
}

/** Claims in the order of the text; those that stand nowhere come last. */
export function inOrder(claims: readonly ClaimAnswer[], places: readonly ClaimPlace[]): readonly ClaimAnswer[] {
  const starts = new Map(places.flatMap(({ claim, parts }) => (parts[0] === undefined ? [] : [[claim, parts[0].from] as const])));
  const startOf = ({ id }: ClaimAnswer) => starts.get(id) ?? Number.MAX_SAFE_INTEGER;
  return claims.toSorted((one, other) => startOf(one) - startOf(other));
}

const letter = /[\p{L}\p{M}\p{N}_]/u;

/** A choice without blanks at its ends, and with the whole of the words that it cuts; undefined when there is nothing in it. */
export function wholeWords(text: string, { from, to }: Stretch): Stretch | undefined {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  if (start === end) return undefined;
  const isLetter = (at: number) => letter.test(characterAt(text, at));
  while (start > 0 && isLetter(start) && isLetter(start - 1)) start--;
  while (end < text.length && isLetter(end - 1) && isLetter(end)) end++;
  return { from: start, to: end };
}

/** The whole character of which this is a half, or the one that stands here. */
function characterAt(text: string, at: number): string {
  const start = /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at;
  return String.fromCodePoint(text.codePointAt(start) ?? 0);
}
