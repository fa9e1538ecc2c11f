/** Normalised text as words, numbers and marks, and the kinds of words whose change turns the meaning round. */

/** What a change between a quote and its source concerns, most dangerous first. */
export const differenceKinds = ["number", "negation", "modal", "unit", "word", "punctuation"] as const;

/** See {@link differenceKinds}. */
export type DifferenceKind = (typeof differenceKinds)[number];

/** The words of a text in order. `keys` are in lower case; offsets are into the text given. */
export interface Words {
  readonly texts: readonly string[];
  readonly keys: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const wordPattern =
  /\p{Nd}+(?:[.,]\p{Nd}+)*(?![\p{L}\p{M}])|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+(?:'[\p{L}\p{M}]+)*|[^\s]/gu;

/** Splits a normalised text. A number keeps its separators, a word its apostrophes; every other mark stands alone. */
export function splitWords(text: string): Words {
  const texts: string[] = [];
  const keys: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const found of text.matchAll(wordPattern)) {
    texts.push(found[0]);
    keys.push(found[0].toLowerCase());
    starts.push(found.index);
    ends.push(found.index + found[0].length);
  }
  return { texts, keys, starts, ends };
}

const list = (words: string) => new Set(words.split(/\s+/));

const numberWords = list(
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion trillions dozen dozens half quarter third thirds twice double triple bn mn",
);
const negations = list("not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely non un");
const modals = list(
  "may might can could will would shall should must ought likely unlikely probable probably improbable possible possibly perhaps maybe certain certainly reportedly allegedly alleged suspected apparently estimated",
);
const units = list(
  "$ € £ ¥ % ‰ percent percentage percents per cent dollar dollars cents euro euros pound pounds peso pesos yen yuan franc francs usd eur gbp mxn jpy chf people persons person tonne tonnes ton tons kg kilo kilos kilogram kilograms kilogramme kilogrammes gram grams mg km kilometre kilometres kilometer kilometers mile miles metre metres meter meters feet foot cm mm hectare hectares ha acre acres litre litres liter liters gallon gallons barrel barrels mw gw kwh mwh second seconds minute minutes hour hours day days week weeks month months quarter quarters year years decade decades daily weekly monthly quarterly yearly annual annually hourly",
);

/** Whether a word (in lower case) is a number, in figures or in words. */
export function isNumber(key: string): boolean {
  return /\p{N}/u.test(key) || numberWords.has(key);
}

/** Whether a word (in lower case) denies. */
export function isNegation(key: string): boolean {
  return negations.has(key) || key.endsWith("n't");
}

/** Whether a word (in lower case) is a mark and no word. */
export function isPunctuation(key: string): boolean {
  return !/[\p{L}\p{N}]/u.test(key) && !units.has(key);
}

/** The most dangerous kind of change among the words that only one of the two sides has. */
export function classify(expected: readonly string[], found: readonly string[]): DifferenceKind {
  const [left, right] = [new Set(expected), new Set(found)];
  const changed = [...expected.filter((key) => !right.has(key)), ...found.filter((key) => !left.has(key))];
  if (changed.some(isNumber)) return "number";
  if (changed.some(isNegation)) return "negation";
  if (changed.some((key) => modals.has(key))) return "modal";
  if (changed.some((key) => units.has(key))) return "unit";
  return changed.every(isPunctuation) && changed.length > 0 ? "punctuation" : "word";
}
