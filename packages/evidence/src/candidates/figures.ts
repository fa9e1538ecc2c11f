/** Figures of a passage: what they say, in which unit, of what, when, and how firmly. */
import { describe } from "./figure-context.js";
import { type FigureSearch, type FoundFigure, readRange, readShare } from "./figure-reading.js";

/** Finds the figures in their order. */
export function findFigures(search: FigureSearch): readonly FoundFigure[] {
  const { tokens, from, to, taken, lexicon } = search;
  const found: FoundFigure[] = [];
  for (let at = from; at < to; ) {
    if (taken.has(at)) {
      at++;
      continue;
    }
    const read = readShare(tokens, at, to, lexicon) ?? readRange(search, at);
    if (!read) {
      at++;
      continue;
    }
    if (read.low !== undefined) found.push(describe(search, at, read));
    at = Math.max(at + 1, read.to);
  }
  return found;
}
