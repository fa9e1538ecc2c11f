/** Options that one sentence enumerates: after a colon, or with markers "(a) …, (b) …". */
import type { Assertion, AssertionSearch } from "./assertion-search.js";
import { isMarker, optionsWithin, speaksOfChoices } from "./option-content.js";
import { phraseAt } from "./phrases.js";

/** The options of a sentence that opens them and enumerates at least two; else nothing. */
export function enumeratedOptions(search: AssertionSearch): readonly Assertion[] {
  const { tokens, from, to, lexicon } = search;
  let isOpened = false;
  let isChoice = false;
  for (let at = from; at < to; at++) {
    if (phraseAt(lexicon.optionLeads, tokens, at, to) || lexicon.canWords.has(tokens[at]!.key)) isOpened = true;
    if (lexicon.optionPlurals.has(tokens[at]!.key)) isChoice = true;
    if (isMarker(tokens, at)) return isOpened ? marked(search, at) : [];
    if (tokens[at]!.text !== ":") continue;
    if (isMarker(tokens, at + 1)) return isOpened ? marked(search, at + 1) : [];
    const isCounted = lexicon.numberWords.has(tokens[from]?.key ?? "") || hasNumber(search, at);
    const isKnown = isChoice || (isCounted && (isOpened || speaksOfChoices(search)));
    const parts = afterColon(search, at + 1);
    const isChosen = (isCounted && hasOr(search, at)) || parts.every((part) => lexicon.actions.has(tokens[part.from]!.key));
    return isKnown || (parts.length > 1 && isChosen && hasOr(search, at)) ? parts : [];
  }
  return [];
}

function hasNumber({ tokens, from, lexicon }: AssertionSearch, to: number): boolean {
  return tokens.slice(from, to).some(({ key, kind }) => kind === "number" || lexicon.numberWords.has(key));
}

function hasOr({ tokens, to, lexicon }: AssertionSearch, from: number): boolean {
  return tokens.slice(from, to).some(({ key }) => lexicon.orWords.has(key));
}

/** Parts between semicolons, else between commas and a final "or" or "and". */
function afterColon(search: AssertionSearch, first: number): readonly Assertion[] {
  const { tokens, to } = search;
  const cuts = [first - 1];
  for (let at = first; at < to; at++) if (tokens[at]!.text === ";") cuts.push(at);
  if (cuts.length === 1) return optionsWithin(search, { start: first, from: first, isList: true });
  return between(search, cuts, 1);
}

function marked(search: AssertionSearch, first: number): readonly Assertion[] {
  const { tokens, to } = search;
  const cuts: number[] = [];
  for (let at = first; at < to; at++) if (isMarker(tokens, at)) cuts.push(at);
  return between(search, cuts, 0);
}

/** What stands between cuts, without a joiner or mark at its end; `skip` tokens belong to the cut itself. */
function between({ text, tokens, to, lexicon }: AssertionSearch, cuts: readonly number[], skip: number): readonly Assertion[] {
  return cuts.flatMap((cut, index): readonly Assertion[] => {
    const from = cut + skip;
    let end = cuts[index + 1] ?? to;
    while (end > from && (/^[,;.]$/.test(tokens[end - 1]!.text) || lexicon.listJoiners.has(tokens[end - 1]!.key))) end--;
    if (end <= from) return [];
    return [{ kind: "option", from, to: end, detail: { option: text.slice(tokens[from]!.start, tokens[end - 1]!.end) } }];
  });
}
