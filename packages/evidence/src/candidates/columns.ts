/** Figures of a table: magnitude and unit from the head of their column. */
import type { FoundFigure } from "./figure-reading.js";
import type { Lexicon } from "./lexicon.js";
import { tidy } from "./numbers.js";
import type { Passage } from "./passages.js";
import { phraseAt } from "./phrases.js";
import { type Token, tokenise } from "./tokens.js";

const signs: Readonly<Record<string, string>> = { $: "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "%": "%" };

/** A figure of a row with what the head of its column adds: "Cost (US$ million)" makes 350 into 350 million USD. */
export function inColumn(figure: FoundFigure, text: string, passage: Passage, lexicon: Lexicon): FoundFigure {
  const before = text.slice(passage.start, figure.start);
  const column = before.replace(/^\|/, "").split("|").length - 1;
  const head = passage.header[column];
  if (head === undefined) return figure;
  const tokens = tokenise(head, 0, head.length, lexicon.abbreviations);
  const isOwn = figure.unit !== undefined && figure.counts === undefined;
  const factor = isOwn ? 1 : magnitudeIn(tokens, lexicon);
  const scaled = (value: number | null) => (value === null ? null : tidy(value * factor));
  const rate = rateIn(tokens, lexicon);
  const plain = rate === undefined ? tokens : [...tokens.slice(0, rate.from), ...tokens.slice(rate.to)];
  const measured = figure.unit ?? unitIn(plain, lexicon);
  const counts = tokens.findIndex(({ text: mark }) => mark === "(" || mark === ",");
  return {
    ...figure,
    low: scaled(figure.low),
    high: scaled(figure.high),
    unit: figure.unit !== undefined || rate === undefined ? measured : `${measured ?? "1"} / ${rate.unit}`,
    counts: counts > 0 ? head.slice(0, tokens[counts - 1]!.end) : head,
  };
}

/** "a year" in "Visits a year". */
function rateIn(
  tokens: readonly Token[],
  lexicon: Lexicon,
): { readonly from: number; readonly to: number; readonly unit: string } | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const found = phraseAt(lexicon.rates, tokens, at, tokens.length);
    if (found) return { from: at, to: at + found.length, unit: found.value };
  }
  return undefined;
}

function magnitudeIn(tokens: readonly Token[], lexicon: Lexicon): number {
  for (const { key } of tokens) {
    const factor = lexicon.magnitudes.get(key.replace(/s$/, "")) ?? lexicon.shortMagnitudes.get(key);
    if (factor !== undefined && !lexicon.unitWords.has(key)) return factor;
  }
  return 1;
}

function unitIn(tokens: readonly Token[], lexicon: Lexicon): string | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const sign = signs[tokens[at]!.text];
    if (sign !== undefined) return sign;
    if (/^[A-Z]{3}$/.test(tokens[at]!.text) && phraseAt(lexicon.currencyWords, tokens, at, tokens.length)) return tokens[at]!.text;
    const found = phraseAt(lexicon.unitWords, tokens, at, tokens.length) ?? phraseAt(lexicon.percentWords, tokens, at, tokens.length);
    if (found && found.value.factor === 1) return found.value.unit;
  }
  const only = tokens.length === 1 ? tokens[0]! : undefined;
  return only?.kind === "word" ? only.key : undefined;
}
