/** The Admiralty code: a letter for the source, a number for the item, each judged by itself. F and 6 say "unknown" and have no rank. */

/** One grade. `nato` follows STANAG 2511, `army` FM 2-22.3, both shortened in our own words. */
export interface Grade {
  readonly symbol: string;
  readonly name: string;
  readonly nato: string;
  readonly army: string;
  /** False for F and 6: nothing is known, which is neither good nor bad. */
  readonly isKnown: boolean;
}

const grade = (symbol: string, name: string, nato: string, army: string, isKnown = true): [string, Grade] => [
  symbol,
  { symbol, name, nato, army, isKnown },
];

/** Reliability of a source, A to F. */
export const reliabilityGrades: ReadonlyMap<string, Grade> = new Map([
  grade("A", "completely reliable", "tried, trusted and dependable", "no doubt of authenticity or competence; always reliable so far"),
  grade("B", "usually reliable", "right in the past, with some doubt in the case at hand", "minor doubt; mostly valid so far"),
  grade("C", "fairly reliable", "used now and then, with some degree of confidence", "some doubt, yet has given valid information"),
  grade("D", "not usually reliable", "used before, more often wrong than right", "considerable doubt, yet has given valid information"),
  grade("E", "unreliable", "used before and not worthy of confidence", "lacks authenticity or competence; invalid so far"),
  grade("F", "reliability unknown", "not used before, so it cannot be judged", "nothing to judge it by", false),
]);

/** Credibility of an item, 1 to 6. */
export const credibilityGrades: ReadonlyMap<string, Grade> = new Map([
  grade(
    "1",
    "confirmed",
    "certain to come from another source than what was known before",
    "confirmed by independent sources, logical, consistent",
  ),
  grade("2", "probably true", "independence not certain, but earlier reports make it probable", "not confirmed; logical and consistent"),
  grade("3", "possibly true", "too little to confirm it, and nothing against it", "not confirmed; reasonably logical, agrees in part"),
  grade(
    "4",
    "doubtful",
    "tends to conflict with earlier reports",
    "not confirmed; could be, but not logical, and nothing else on the subject",
  ),
  grade("5", "improbable", "contradicted by earlier reports", "not confirmed; not logical, contradicted by other information"),
  grade("6", "truth unknown", "cannot be compared with other information", "nothing to judge it by", false),
]);

/** Orders two grades of one kind: negative when the first is the better. Undefined when either is unknown or no grade at all: unknown has no rank. */
export function compareGrades(first: string, second: string): number | undefined {
  for (const grades of [reliabilityGrades, credibilityGrades]) {
    const left = grades.get(first);
    const right = grades.get(second);
    if (left && right) return left.isKnown && right.isKnown ? left.symbol.charCodeAt(0) - right.symbol.charCodeAt(0) : undefined;
  }
  return undefined;
}
