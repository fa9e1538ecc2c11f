/** Cells of the tables on scores: scores with a true minus, shares in whole per cent. */
import type { Inline } from "./document.js";
import { text } from "./values.js";

/** Most rows of a table on scores; the others are counted below it. */
export const mostScored = 20;

/** A score with three decimals, or as many as asked for; a dash where there is none. */
export function scoreText(score: number | undefined, digits = 3): string {
  if (score === undefined || !Number.isFinite(score)) return "–";
  const words = Math.abs(score).toFixed(digits);
  return score < 0 && Number(words) !== 0 ? `\u2212${words}` : words;
}

/** A share in whole per cent. */
export function percentText(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** A cell of text. */
export function cell(words: string): readonly Inline[] {
  return [text(words)];
}
