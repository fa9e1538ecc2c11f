/**
 * Finds hedges that stand for a likelihood. The rule keeps to plain statements about what will happen, so that it can be believed:
 * `may`, `might`, `could` before a verb; `is possible (that)`; `possibly`, `perhaps`, `maybe`, `conceivably`; `cannot be ruled out`.
 * Left alone are: sentences that hold a number of per cent or a computed value; questions; clauses after if, whether, how, who, which and
 * the like; what you, we, the reader or the model may do; what can be done (`could be measured`); what the law allows; `could not`;
 * approximate numbers (`perhaps 20`).
 */

/** A hedge and where it begins. */
export interface Hedge {
  readonly word: string;
  readonly from: number;
}

const notVerbs = new Set("of and or the an in on at to is was are were as that for with by from than but if not".split(" "));
const doable = new Set(
  "used read found seen shown computed calculated measured compared checked counted called said argued written improved extended added left set taken combined made done estimated verified expected obtained downloaded reached given put understood described summed bought built told named quoted replaced omitted skipped ignored".split(
    " ",
  ),
);
const modal =
  /\b(may|might|could)\b((?:[*_]*\s+(?:not|also|still|well|yet|even|then|soon|again|instead|only|thus|[a-z]{2,20}ly))*)[*_]*\s+([a-z]{2,30})\b(?:\s+([a-z]{2,30})\b)?/g;
const subordinate = /\b(?:if|whether|how|what|which|who|whose|whom|why|unless|where|when|whenever|until|once|lest|so that|than)\b/i;
const ownSubject =
  /\b(?:you|we|i|one|readers?|analysts?|users?|brief|chapter|section|table|model|figures?|estimates?|it is)[\s*_]+(?:[a-z]+[\s*_]+)?$/i;
const legal =
  /\b(?:laws?|lawful\w*|legal\w*|statutes?|article|constitution|charter|treaty|courts?|licen[cs]e\w*|permit\w*|permission|rules?|regulations?|authori[sz]\w+|entitled|consent)\b/i;
const others: readonly RegExp[] = [
  /\b(?:is|are|remains?|seems?|appears?)\s+(?:quite\s+|entirely\s+|also\s+|still\s+|always\s+|perfectly\s+)?(possible|conceivable)(?=\s*(?:[.,;:!)]|$|that\b))/i,
  /\b(possibly|perhaps|maybe|conceivably)\b(?!\s+(?:\d|a\s+(?:dozen|hundred|thousand|third|quarter|few|half)|half|twice|two|three|four|five|six|ten|even|not))/i,
  /\b((?:can(?:not|['’]t| not))\s+(?:be\s+)?(?:rule[d]?\s+out|excluded?))\b/i,
];

/** The first hedge of a sentence that stands for a likelihood, or undefined. */
export function findHedge(sentence: string): Hedge | undefined {
  if (/[{?]|\d\s?%|\bper ?cent\b|\b\d+ (?:in|out of) \d/.test(sentence)) return undefined;
  let looked = 0;
  for (const match of sentence.matchAll(modal)) {
    if (++looked > 50) break;
    const [, word, between, verb, next] = match;
    if (isLikelihood(word!, between!, verb!, next, clauseBefore(sentence, match.index), sentence))
      return { word: word!, from: match.index };
  }
  for (const pattern of others) {
    const match = pattern.exec(sentence);
    if (
      match &&
      !/\b(?:if|where|as|when|whenever|whether|far)\b[^,;]{0,40}$/i.test(sentence.slice(Math.max(0, match.index - 60), match.index))
    ) {
      return { word: match[1]!, from: match.index + match[0].indexOf(match[1]!) };
    }
  }
  return undefined;
}

function clauseBefore(sentence: string, at: number): string {
  const before = sentence.slice(Math.max(0, at - 160), at);
  return before.slice(
    Math.max(
      before.lastIndexOf(","),
      before.lastIndexOf(";"),
      before.lastIndexOf(":"),
      before.lastIndexOf("("),
      before.lastIndexOf("–"),
      before.lastIndexOf("—"),
    ) + 1,
  );
}

function isLikelihood(word: string, between: string, verb: string, next: string | undefined, clause: string, sentence: string): boolean {
  if (notVerbs.has(verb) || subordinate.test(clause) || ownSubject.test(clause)) return false;
  if (verb === "be" && next !== undefined && doable.has(next)) return false;
  if (word === "could" && /\bnot\b/.test(between)) return false;
  if (word === "may" && (/\b(?:not|only)\b/.test(between) || legal.test(sentence.slice(0, 2000)))) return false;
  return true;
}
