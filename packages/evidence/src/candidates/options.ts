/** Options of a passage: courses of action that somebody could decide to take, in lists and in running prose. */
import type { Assertion, AssertionSearch } from "./assertion-search.js";
import { optionsWithin } from "./option-content.js";
import { enumeratedOptions } from "./option-lists.js";
import { proposalAt } from "./option-proposals.js";
import { choiceAt } from "./option-triggers.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** The options, and the tokens of the modals that put them forward: those foretell nothing. */
export interface FoundOptions {
  readonly options: readonly Assertion[];
  readonly modals: ReadonlySet<number>;
}

const mostOptions = 12;

export function findOptions(search: AssertionSearch): FoundOptions {
  const { from, to } = search;
  const modals = new Set<number>();
  const listed = inList(search);
  if (listed || search.isHeading) return { options: listed ? [listed] : [], modals };
  const options: Assertion[] = [];
  const enumerated = enumeratedOptions(search);
  if (enumerated.length > 1) {
    markModals(search, from, to, modals);
    return { options: enumerated, modals };
  }
  let last = from;
  for (let at = from; at < to && options.length < mostOptions; at++) {
    if (at < last) continue;
    const content = choiceAt(search, at) ?? proposalAt(search, at);
    if (!content || content.from < last) continue;
    const parts = optionsWithin(search, content);
    if (parts.length > 0) markModals(search, Math.max(from, content.start - 2), parts.at(-1)!.to, modals);
    options.push(...parts);
    last = parts.at(-1)?.to ?? at + 1;
  }
  return { options, modals };
}

/** What is put forward foretells nothing by its "could" and "would". */
function markModals({ tokens, lexicon }: AssertionSearch, from: number, to: number, modals: Set<number>): void {
  for (let at = from; at < to; at++) {
    const { key } = tokens[at]!;
    if (lexicon.couldWords.has(key) || lexicon.mayWords.has(key) || lexicon.wouldWords.has(key)) modals.add(at);
  }
}

/** An item of a list that is introduced as one of options, or a line that begins "Option A:". */
function inList(search: AssertionSearch): Assertion | undefined {
  const { text, tokens, from, to, lexicon, isItem, lead, leadText } = search;
  const make = (first: number, detail: Readonly<Record<string, string>>): Assertion => ({
    kind: "option",
    from: first,
    to,
    detail: { option: text.slice(tokens[first]!.start, tokens[to - 1]!.end).replace(/[\s.;,]+$/u, ""), ...detail },
  });
  const isShort = lead.at(-1)?.text === ":" || tokens.length <= to;
  if (isItem && from === 0 && lead.length > 0 && isShort && opensOptions(lead, lexicon)) return make(from, { lead: leadText });
  if (to - from < 5 || !lexicon.optionLabels.has(tokens[from]!.key)) return undefined;
  const label = tokens[from + 1]!;
  const isLabel = label.kind === "number" || lexicon.numberWords.has(label.key) || label.text.length <= 3;
  return isLabel && /^[:.–—-]$/.test(tokens[from + 2]!.text) ? make(from + 3, {}) : undefined;
}

/** Whether a sentence or heading above a list opens options: by a noun or verb of choice, a modal that the items end, or a demand "to:". */
export function opensOptions(lead: readonly Token[], lexicon: AssertionSearch["lexicon"]): boolean {
  const last = lead.at(-1)?.text === ":" ? lead.length - 1 : lead.length;
  if (lexicon.modals.has(lead[last - 1]?.key ?? "")) return true;
  const isDemand = lexicon.toWords.has(lead[last - 1]?.key ?? "") && lead.some(({ key }) => lexicon.demandLeads.has(key));
  return isDemand || lead.some((_, at) => phraseAt(lexicon.optionLeads, lead, at, lead.length) !== undefined);
}
