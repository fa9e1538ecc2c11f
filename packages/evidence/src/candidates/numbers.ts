/** One number as a text writes it: in digits or words, with its magnitude, currency or per cent sign. */
import type { Lexicon } from "./lexicon.js";
import { phraseAt } from "./phrases.js";
import type { Token } from "./tokens.js";

/** A number at tokens `from` to `to` (excluded). `value` is null for "dozens"; `base` is the number before its magnitude. */
export interface Amount {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
  readonly base: number;
  readonly magnitude: number;
  /** A currency or `%`, with the factor into it. */
  readonly unit: string | undefined;
  readonly factor: number;
  readonly isInWords: boolean;
  /** Plain digits without separator or decimals, as a year, a code or a page is written. */
  readonly isPlain: boolean;
}

const signs: Readonly<Record<string, string>> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₽": "RUB",
  "₩": "KRW",
  "₺": "TRY",
  "₴": "UAH",
  "₪": "ILS",
  "₦": "NGN",
  "₱": "PHP",
  "฿": "THB",
  "₫": "VND",
  "₡": "CRC",
};
const signPrefixes: Readonly<Record<string, string>> = {
  us: "USD",
  "u.s.": "USD",
  a: "AUD",
  au: "AUD",
  c: "CAD",
  ca: "CAD",
  hk: "HKD",
  nz: "NZD",
  s: "SGD",
  mx: "MXN",
  r: "BRL",
  nt: "TWD",
};
const codes = new Set(
  "USD EUR GBP MXN JPY CHF CAD AUD NZD CNY INR BRL ZAR KRW SEK NOK DKK PLN CZK HUF RON TRY RUB UAH ILS NGN KES".split(" "),
);
const vulgar: Readonly<Record<string, number>> = { "½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 1 / 5, "⅛": 1 / 8 };

/** Reads the number that begins at token `at`, its currency sign included; undefined when none does. */
export function readAmount(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Amount | undefined {
  const currency = currencyBefore(tokens, at, to);
  const start = currency?.next ?? at;
  const token = tokens[start];
  if (!token || start >= to) return undefined;
  const number =
    token.kind === "number" || vulgar[token.text] !== undefined
      ? digits(tokens, start, to, lexicon)
      : currency
        ? undefined
        : inWords(tokens, start, to, lexicon);
  if (!number) return undefined;
  let next = number.next;
  let magnitude = 1;
  for (let steps = 0; steps < 2 && next < to; steps++) {
    const found = magnitudeAt(tokens, next, lexicon, number.value);
    if (!found) break;
    magnitude *= found.factor;
    next = found.next;
  }
  const suffix = unitAfter(tokens, next, to, lexicon);
  if (suffix && !currency) next = suffix.next;
  const unit = currency?.unit ?? suffix?.unit;
  const factor = currency ? 1 : (suffix?.factor ?? 1);
  return {
    from: at,
    to: next,
    value: number.value === null ? null : tidy(number.value * magnitude * factor),
    base: number.value ?? 0,
    magnitude,
    unit,
    factor,
    isInWords: number.isInWords,
    isPlain: !number.isInWords && /^\d+$/.test(token.text) && magnitude === 1 && unit === undefined && number.next === start + 1,
  };
}

/** Removes the noise of binary arithmetic from a product of two decimal numbers. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

interface Part {
  readonly value: number | null;
  readonly next: number;
  readonly isInWords: boolean;
}

function currencyBefore(tokens: readonly Token[], at: number, to: number): { readonly unit: string; readonly next: number } | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const sign = signs[token.text];
  const isNumber = (index: number) => index < to && tokens[index]!.kind === "number";
  if (sign !== undefined && isNumber(at + 1)) return { unit: sign, next: at + 1 };
  const prefixed = signPrefixes[token.key];
  if (prefixed !== undefined && token.isCapital && tokens[at + 1]?.text === "$" && !tokens[at + 1]!.isSpaced && isNumber(at + 2))
    return { unit: prefixed, next: at + 2 };
  if (codes.has(token.text) && isNumber(at + 1)) return { unit: token.text, next: at + 1 };
  return undefined;
}

function digits(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Part | undefined {
  const token = tokens[at]!;
  if (vulgar[token.text] !== undefined) return { value: vulgar[token.text]!, next: at + 1, isInWords: false };
  let written = token.text;
  let next = at + 1;
  while (
    next < to &&
    /^\d{3}$/.test(tokens[next]!.text) &&
    /^\d{1,3}(?:\d{3})*$/.test(written) &&
    isNextGroup(tokens[next - 1]!, tokens[next]!)
  ) {
    written += tokens[next]!.text;
    next++;
  }
  let value = numberOf(written, lexicon.decimalMark);
  if (value === undefined) return undefined;
  const part = tokens[next] && !tokens[next]!.isSpaced ? vulgar[tokens[next]!.text] : undefined;
  if (part !== undefined && next < to) {
    value += part;
    next++;
  }
  return { value, next, isInWords: false };
}

/** "12 000": groups of three with nothing but one blank between them. */
function isNextGroup(before: Token, after: Token): boolean {
  return after.isSpaced && after.start - before.end === 1;
}

/** A number with separators of thousands and a decimal mark; undefined for "1.2.3". */
export function numberOf(written: string, decimalMark: "." | ","): number | undefined {
  const thousands = decimalMark === "." ? "," : ".";
  if (/^\d+$/.test(written)) return Number(written);
  const [whole = "", decimals, ...more] = written.split(decimalMark);
  if (more.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) {
    return written.split(decimalMark).every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(group))
      ? Number(written.replaceAll(decimalMark, ""))
      : undefined;
  }
  const groups = whole.split(thousands);
  const isGrouped =
    groups.every((group, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{2,3}$/).test(group)) &&
    (groups.length === 1 || groups.at(-1)!.length === 3);
  if (groups.length > 1 && !isGrouped)
    return groups.length === 2 && decimals === undefined ? Number(`${groups[0]}.${groups[1]}`) : undefined;
  return Number(`${groups.join("")}${decimals === undefined ? "" : `.${decimals}`}`);
}

function magnitudeAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  value: number | null,
): { readonly factor: number; readonly next: number } | undefined {
  const token = tokens[at]!;
  if (value === null) return undefined;
  const isHyphen = token.text === "-" && !token.isSpaced && lexicon.magnitudes.has(tokens[at + 1]?.key ?? "");
  const word = isHyphen ? tokens[at + 1]! : token;
  const short = token.isSpaced ? undefined : lexicon.shortMagnitudes.get(word.key);
  const long = lexicon.magnitudes.get(word.key) ?? lexicon.magnitudes.get(word.key.split("-")[0]!);
  const factor = short ?? (word.key.includes("-") && !lexicon.magnitudes.has(word.key) ? undefined : long);
  return factor === undefined ? undefined : { factor, next: at + (isHyphen ? 2 : 1) };
}

function unitAfter(
  tokens: readonly Token[],
  at: number,
  to: number,
  lexicon: Lexicon,
): { readonly unit: string; readonly factor: number; readonly next: number } | undefined {
  const token = tokens[at];
  if (!token || at >= to) return undefined;
  if (token.text === "%" || token.text === "％") return { unit: "%", factor: 1, next: at + 1 };
  if (token.text === "‰") return { unit: "%", factor: 0.1, next: at + 1 };
  const offset = token.text === "-" && !token.isSpaced ? 1 : 0;
  const percent = phraseAt(lexicon.percentWords, tokens, at + offset, to);
  if (percent) return { ...percent.value, next: at + offset + percent.length };
  if (signs[token.text] !== undefined && !/\d/.test(tokens[at + 1]?.text ?? ""))
    return { unit: signs[token.text]!, factor: 1, next: at + 1 };
  if (codes.has(token.text)) return { unit: token.text, factor: 1, next: at + 1 };
  const currency = phraseAt(lexicon.currencyWords, tokens, at + offset, to);
  if (currency && !tokens[at + offset]!.isPossessive) return { ...currency.value, next: at + offset + currency.length };
  return undefined;
}

/** A number in words: "two hundred and fifty", "half a million", "a dozen", "dozens of", "a third". */
function inWords(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Part | undefined {
  const token = tokens[at]!;
  if (token.kind !== "word") return undefined;
  const key = token.key;
  const after = tokens[at + 1]?.key ?? "";
  const isOne = lexicon.articles.has(key);
  if (key === "half" && isOneBefore(tokens, at + 1, lexicon)) return { value: 0.5, next: at + 2, isInWords: true };
  const isOneMagnitude = isOne && lexicon.magnitudes.has(after) && at + 1 < to;
  if (isOneMagnitude && lexicon.definiteArticles.has(key)) return undefined;
  if (isOne && after === "half" && isOneBefore(tokens, at + 2, lexicon)) return undefined;
  if (lexicon.vagueNumbers.has(key)) return vague(tokens, at, to, lexicon);
  let total = 0;
  let group = isOneMagnitude ? 1 : 0;
  let next = isOneMagnitude ? at + 1 : at;
  let count = isOneMagnitude ? 1 : 0;
  while (next < to && count < 12) {
    const word = tokens[next]!;
    if (word.isSpaced === false && next > at) break;
    const joined =
      lexicon.numberJoiners.has(word.key) &&
      count > 0 &&
      isNumberWord(tokens[next + 1], lexicon) &&
      hasMagnitude(tokens[next - 1], lexicon);
    if (joined) {
      next++;
      continue;
    }
    const value = wordValue(word.key, lexicon);
    if (value !== undefined) {
      if (
        count > 0 &&
        !hasMagnitude(tokens[next - 1], lexicon) &&
        !lexicon.numberJoiners.has(tokens[next - 1]!.key) &&
        !(group % 10 === 0 && group >= 20 && value < 10)
      )
        break;
      group += value;
    } else {
      const magnitude = lexicon.magnitudes.get(word.key);
      if (magnitude === undefined || count === 0) break;
      if (magnitude === 100) group *= 100;
      else {
        total += group * magnitude;
        group = 0;
      }
    }
    next++;
    count++;
  }
  return count === 0 ? undefined : { value: total + group, next, isInWords: true };
}

/** "a" and a magnitude at `at`: "half a million". */
function isOneBefore(tokens: readonly Token[], at: number, lexicon: Lexicon): boolean {
  return lexicon.articles.has(tokens[at]?.key ?? "") && lexicon.magnitudes.has(tokens[at + 1]?.key ?? "");
}

function vague(tokens: readonly Token[], at: number, to: number, lexicon: Lexicon): Part | undefined {
  let next = at + 1;
  while (
    next + 1 < to &&
    lexicon.ofWords.has(tokens[next]!.key) &&
    (lexicon.vagueNumbers.has(tokens[next + 1]!.key) || lexicon.magnitudes.has(tokens[next + 1]!.key))
  )
    next += 2;
  return lexicon.ofWords.has(tokens[next]?.key ?? "") || next > at + 1 ? { value: null, next, isInWords: true } : undefined;
}

function isNumberWord(token: Token | undefined, lexicon: Lexicon): boolean {
  return token !== undefined && wordValue(token.key, lexicon) !== undefined;
}

function hasMagnitude(token: Token | undefined, lexicon: Lexicon): boolean {
  return token !== undefined && lexicon.magnitudes.has(token.key);
}

function wordValue(key: string, lexicon: Lexicon): number | undefined {
  const plain = lexicon.numberWords.get(key);
  if (plain !== undefined || !key.includes("-")) return plain;
  const [first, second, ...more] = key.split("-");
  const tens = lexicon.numberWords.get(first!);
  const ones = lexicon.numberWords.get(second!);
  return more.length === 0 && tens !== undefined && ones !== undefined && tens >= 20 && ones < 10 ? tens + ones : undefined;
}
