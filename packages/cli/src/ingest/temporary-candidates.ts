/** Temporary. */
import type { Candidate, GradeSuggestion, SourceDocument } from "@outweigh/evidence";

export function findCandidates(document: SourceDocument): readonly Candidate[] {
  const found: Candidate[] = [];
  const text = document.text;
  for (const match of text.matchAll(/[^.\n]*\d[^.\n]*\.?/g)) {
    const quote = match[0].trim();
    const from = match.index + match[0].indexOf(quote);
    const start = [...text.slice(0, from)].length;
    const span = { start, end: start + [...quote].length };
    found.push({
      span,
      quote,
      under: [],
      features: [{ kind: "figure", span, text: quote, low: 1, high: 2, unit: undefined, counts: undefined, year: undefined, hedges: [] }],
      credibility: { grade: "3", reasons: [{ code: "x", words: "y" }] },
      suggestedBy: undefined,
    });
  }
  return found;
}

export function suggestReliability(): GradeSuggestion {
  return { grade: "F", reasons: [] };
}
