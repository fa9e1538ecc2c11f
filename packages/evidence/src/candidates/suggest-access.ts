/** How near a document is to what it tells, where its own words say so: somebody saw it, or papers were seen, or it is passed on. */
import { lexiconOf } from "./english.js";
import { readPassages } from "./passages.js";
import { phraseAt } from "./phrases.js";

/** `direct` for what its maker saw or papers that its maker read, `second-hand` for what it passes on from other media or rumour; `words` are those of the text. */
export interface Access {
  readonly kind: "direct" | "second-hand";
  readonly words: string;
}

const mostParagraphs = 400;

/** Undefined where the text does not say; words in quotation marks are somebody else's. What was seen counts before what is passed on. */
export function suggestAccess(text: string, language: string): Access | undefined {
  const lexicon = lexiconOf(language);
  let passedOn: string | undefined;
  for (const { block, tokens, quotations } of readPassages(text.slice(0, mostSearched), lexicon).slice(0, mostParagraphs)) {
    if (block.kind === "heading" || block.kind === "row" || block.kind === "header") continue;
    let quotation = 0;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      while (quotation < quotations.length && quotations[quotation]!.end <= token.start) quotation++;
      if (quotation < quotations.length && quotations[quotation]!.start <= token.start) continue;
      const seen = phraseAt(lexicon.seenPhrases, tokens, at, tokens.length);
      const isSeen = seen !== undefined && (!seen.value || namesReader(at + seen.length));
      const words = (length: number) => text.slice(token.start, tokens[at + length - 1]!.end);
      if (isSeen)
        return { kind: "direct", words: words(Math.min(seen.length + (seen.value ? 2 : 0), tokens.length - at)).replace(/[.,;:]+$/u, "") };
      const passed = phraseAt(lexicon.passedOnPhrases, tokens, at, tokens.length);
      if (passed) passedOn ??= words(passed.length);
    }

    /** Whether the paper or its people stand at a token: "seen by this newspaper", "obtained by Meridian Wire". */
    function namesReader(at: number): boolean {
      const next = tokens[at];
      return next !== undefined && (next.isCapital || lexicon.selfWords.has(next.key) || lexicon.weObject.has(next.key));
    }
  }
  return passedOn === undefined ? undefined : { kind: "second-hand", words: passedOn };
}

const mostSearched = 200_000;
