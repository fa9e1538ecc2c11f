/** Causal assertions of a passage: by a connective, by a verb of making, or by a verb of change whose subject decides nothing. */
import { type Assertion, type AssertionSearch, clauseAround, trimmed, words } from "./assertion-search.js";
import { agentBefore } from "./deciders.js";
import type { CausalOrder, Lexicon } from "./lexicon.js";
import { isAdverb, isNounPlace } from "./noun-phrases.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

const mostCauses = 3;

export function causesOf(search: AssertionSearch): readonly Assertion[] {
  const { tokens, from, to, lexicon } = search;
  const found: Assertion[] = [];
  let last = from;
  for (let at = from; at < to && found.length < mostCauses; at++) {
    const match =
      phraseAt(lexicon.causes, tokens, at, to) ??
      causative(tokens, at, to, lexicon) ??
      reason(tokens, at, to, lexicon) ??
      changing(search, at);
    const isSecond = at < last;
    if (!match || (isSecond && match.value === "cause-first")) continue;
    const end = at + match.length;
    const isDescribing = match.length === 1 && at > from && lexicon.articles.has(tokens[at - 1]!.key);
    const isTimetable =
      lexicon.toWords.has(tokens[end - 1]!.key) &&
      lexicon.beWords.has(tokens[at - 1]?.key ?? "") &&
      lexicon.actions.has(tokens[end]?.key ?? "");
    if (isDescribing || isTimetable) continue;
    const [clause, stop] = clauseAround(search, at, end);
    const start = isSecond ? at : clause;
    const [before, after] = [words(search, start, at), words(search, end, stop)];
    const [cause, effect] =
      match.value === "cause-first" ? [before, after] : at === start && after.includes(",") ? splitAtComma(after) : [after, before];
    found.push({
      kind: "causal",
      from: start,
      to: stop,
      detail: { connective: words(search, at, end), cause: trimmed(cause), effect: trimmed(effect) },
    });
    if (isSecond || match.value === "effect-first") at = stop - 1;
    last = stop;
  }
  return found;
}

/** "makes coordination far trickier": a verb of making with a comparative soon after it. */
function causative(
  tokens: readonly Token[],
  at: number,
  to: number,
  lexicon: Lexicon,
): { readonly length: number; readonly value: "cause-first" } | undefined {
  if (!lexicon.causatives.has(tokens[at]!.key)) return undefined;
  for (let next = at + 1; next < Math.min(to, at + 6); next++) {
    const { key, kind } = tokens[next]!;
    if (kind === "mark") return undefined;
    if (
      lexicon.comparatives.has(key) ||
      (key.length > 4 && lexicon.comparativeEndings.some((ending) => key.endsWith(ending)) && !lexicon.roleNouns.has(key))
    )
      return { length: 1, value: "cause-first" };
  }
  return undefined;
}

const longestReason = 12;

/** ", since the only ship is chartered": "since" with a clause after a comma; and "lead insurers to press". */
function reason(
  tokens: readonly Token[],
  at: number,
  to: number,
  lexicon: Lexicon,
): { readonly length: number; readonly value: CausalOrder } | undefined {
  const { key } = tokens[at]!;
  const next = at + 1 < to ? tokens[at + 1]! : undefined;
  if (next?.kind !== "word") return undefined;
  if (lexicon.sinceWords.has(key)) {
    const isClause = tokens.slice(at + 2, Math.min(to, at + longestReason)).some((token) => lexicon.auxiliaries.has(token.key));
    return tokens[at - 1]?.text === "," && isClause && !lexicon.timeNouns.has(next.key) ? { length: 1, value: "effect-first" } : undefined;
  }
  if (!lexicon.compelling.has(key) || lexicon.articles.has(tokens[at - 1]?.key ?? "")) return undefined;
  for (let then = at + 2; then < Math.min(to - 1, at + 7); then++) {
    if (tokens[then]!.kind === "mark") return undefined;
    if (lexicon.toWords.has(tokens[then]!.key)) return tokens[then + 1]!.kind === "word" ? { length: 1, value: "cause-first" } : undefined;
  }
  return undefined;
}

function splitAtComma(after: string): readonly [string, string] {
  const comma = after.indexOf(",");
  return [after.slice(0, comma), after.slice(comma + 1)];
}

/** "a ban cut extraction", "subsidies allowed firms to": a verb of change with an object, whose subject is no one who decides. */
function changing(search: AssertionSearch, at: number): { readonly length: number; readonly value: CausalOrder } | undefined {
  const { text, tokens, from, to, lexicon, isHeading } = search;
  const { key, isCapital } = tokens[at]!;
  if (!lexicon.changes.has(key) || isCapital || at === from || at + 1 >= to) return undefined;
  const before = tokens[at - 1]!;
  const next = tokens[at + 1]!;
  if (lexicon.toWords.has(before.key) || lexicon.passives.has(before.key) || lexicon.conjunctions.has(before.key)) return undefined;
  const isObject =
    (next.kind === "word" &&
      !lexicon.prepositions.has(next.key) &&
      !lexicon.conjunctions.has(next.key) &&
      !lexicon.clauseWords.has(next.key) &&
      !lexicon.adverbs.has(next.key) &&
      !next.key.endsWith("ly")) ||
    (next.kind === "number" && !isHeading) ||
    /^\p{Sc}$/u.test(next.text);
  const isConcern = tokens.slice(at + 1, Math.min(to, at + 4)).some((token) => lexicon.concerns.has(token.key));
  if (
    !isObject ||
    lexicon.toWords.has(next.key) ||
    isConcern ||
    (lexicon.priceVerbs.has(key) && (next.kind !== "word" || isAdverb(next, lexicon)))
  )
    return undefined;
  if (tokens.slice(Math.max(from, at - 8), at).some((token) => lexicon.whetherWords.has(token.key))) return undefined;
  const sentence = {
    text,
    tokens,
    from,
    to,
    lexicon,
    isHeading,
    isQuoted: () => false,
    surnames: new Set<string>(),
    names: new Set<string>(),
  };
  const isYear = /^(?:19|20)\d\d$/.test(before.text);
  if ((isNounPlace(sentence, at) || lexicon.futureWords.has(before.key)) && !before.key.endsWith("ly") && !isYear) return undefined;
  let verb = at;
  while (verb > from + 1 && (lexicon.auxiliaries.has(tokens[verb - 1]!.key) || isAdverb(tokens[verb - 1]!, lexicon))) verb--;
  const agent = agentBefore(search, verb);
  return agent === "none" || agent === "plan" ? { length: 1, value: "cause-first" } : undefined;
}
