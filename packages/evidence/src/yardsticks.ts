/** The two likelihood scales, ICD 203 and the PHIA yardstick, and the policy that maps a probability to a word and a word to a band. */

/** Which scale a case uses. */
export type YardstickName = "icd203" | "phia";

/** One term of a scale. `words` has one list per row of the published table, the first of each being the one to print; adverbs included. */
export interface YardstickTerm {
  readonly id: string;
  readonly rows: readonly (readonly string[])[];
  readonly low: number;
  readonly high: number;
  /** True when `high` itself is not part of the band. */
  readonly highOpen?: boolean;
}

/** A scale with its terms, from least to most likely. */
export interface Yardstick {
  readonly name: YardstickName;
  readonly title: string;
  readonly terms: readonly YardstickTerm[];
  /** Probabilities beyond these have a word only together with the number. */
  readonly lowest: number;
  readonly highest: number;
}

const term = (id: string, low: number, high: number, ...rows: readonly (readonly string[])[]): YardstickTerm => ({ id, rows, low, high });

/** The scales by name. */
export const yardsticks: Readonly<Record<YardstickName, Yardstick>> = {
  icd203: {
    name: "icd203",
    title: "ICD 203 (United States, 2015)",
    lowest: 0.01,
    highest: 0.99,
    terms: [
      term("almost-no-chance", 0.01, 0.05, ["almost no chance"], ["remote"]),
      term("very-unlikely", 0.05, 0.2, ["very unlikely"], ["highly improbable", "highly improbably"]),
      term("unlikely", 0.2, 0.45, ["unlikely"], ["improbable", "improbably"]),
      term("roughly-even-chance", 0.45, 0.55, ["roughly even chance"], ["roughly even odds"]),
      term("likely", 0.55, 0.8, ["likely"], ["probable", "probably"]),
      term("very-likely", 0.8, 0.95, ["very likely"], ["highly probable", "highly probably"]),
      term("almost-certain", 0.95, 0.99, ["almost certain", "almost certainly"], ["nearly certain", "nearly certainly"]),
    ],
  },
  phia: {
    name: "phia",
    title: "PHIA probability yardstick (United Kingdom)",
    lowest: 0,
    highest: 1,
    terms: [
      term("remote-chance", 0, 0.05, ["remote chance"]),
      term("highly-unlikely", 0.1, 0.2, ["highly unlikely"]),
      term("unlikely", 0.25, 0.35, ["unlikely"]),
      { ...term("realistic-possibility", 0.4, 0.5, ["realistic possibility"]), highOpen: true },
      term("likely", 0.55, 0.75, ["likely", "probable", "probably"]),
      term("highly-likely", 0.8, 0.9, ["highly likely"]),
      term("almost-certain", 0.95, 1, ["almost certain", "almost certainly"]),
    ],
  },
};

/** What a probability is called. */
export interface TermChoice {
  /** Missing for 0 and 1 on a scale that does not reach them. */
  readonly term: YardstickTerm | undefined;
  /** Set when the scale has no word: it cannot happen, or it must. */
  readonly outside?: "impossible" | "certain";
  /** The word stands only with the number beside it: beyond the ends of the scale. */
  readonly needsNumber: boolean;
  /** The probability lies between two bands; `neighbours` are both, and the author may choose. */
  readonly isGap: boolean;
  readonly neighbours: readonly YardstickTerm[];
}

const tolerance = 1e-12;

/**
 * The term for a probability, never for a rounded percentage. On an edge that two bands share, the more extreme one wins; in a gap the
 * nearest band wins, and of two equally near ones that nearer to one half.
 */
export function termFor(probability: number, yardstick: YardstickName): TermChoice {
  const scale = yardsticks[yardstick];
  const none = { needsNumber: false, isGap: false, neighbours: [] };
  if (scale.lowest > 0 && probability <= 0) return { ...none, term: undefined, outside: "impossible" };
  if (scale.highest < 1 && probability >= 1) return { ...none, term: undefined, outside: "certain" };
  if (probability < scale.lowest - tolerance) return { ...none, term: scale.terms[0], needsNumber: true };
  if (probability > scale.highest + tolerance) return { ...none, term: scale.terms.at(-1), needsNumber: true };
  const holding = scale.terms.filter((candidate) => holds(candidate, probability));
  const extreme = holding.toSorted((left, right) => Math.abs(middle(right) - 0.5) - Math.abs(middle(left) - 0.5))[0];
  if (extreme) return { ...none, term: extreme };
  const below = scale.terms.filter((candidate) => candidate.high <= probability + tolerance).at(-1)!;
  const above = scale.terms.find((candidate) => candidate.low >= probability - tolerance)!;
  const difference = probability - below.high - (above.low - probability);
  const nearerHalf = Math.abs(below.high - 0.5) < Math.abs(above.low - 0.5) ? below : above;
  const nearest = Math.abs(difference) < 1e-9 ? nearerHalf : difference < 0 ? below : above;
  return { term: nearest, needsNumber: false, isGap: true, neighbours: [below, above] };
}

/** The band of a likelihood word: its term, and the row of the published table that it stands in. */
export interface Band {
  readonly yardstick: YardstickName;
  readonly term: YardstickTerm;
  readonly row: number;
}

/** The band of a word on a scale, or undefined. Case, hyphens and an article before the word do not matter. */
export function bandOf(word: string, yardstick: YardstickName): Band | undefined {
  const wanted = word
    .toLowerCase()
    .replace(/[\s-]+/g, " ")
    .trim()
    .replace(/^(?:an?|the) /, "");
  for (const candidate of yardsticks[yardstick].terms) {
    const row = candidate.rows.findIndex((words) => words.includes(wanted));
    if (row !== -1) return { yardstick, term: candidate, row };
  }
  return undefined;
}

/** The bands from one word to another, for `likely` and for `likely to very likely`; undefined when a word is not of the scale. */
export function bandsOf(phrase: string, yardstick: YardstickName): readonly Band[] | undefined {
  const whole = bandOf(phrase, yardstick);
  if (whole) return [whole];
  const ends = phrase.split(/\s+to\s+/i);
  const [first, last] = ends.map((word) => bandOf(word, yardstick));
  if (ends.length !== 2 || !first || !last) return undefined;
  const terms = yardsticks[yardstick].terms;
  const from = terms.indexOf(first.term);
  const to = terms.indexOf(last.term);
  if (to < from) return undefined;
  return terms.slice(from, to + 1).map((candidate) => ({ yardstick, term: candidate, row: first.row }));
}

/** Whether a probability lies in the band of a term; an edge that two bands share lies in both. */
export function holds(candidate: YardstickTerm, probability: number): boolean {
  if (probability < candidate.low - tolerance) return false;
  return candidate.highOpen ? probability < candidate.high - tolerance : probability <= candidate.high + tolerance;
}

/** The words for a probability: the first row of the published table unless another is asked for. Undefined where the scale has none. */
export function wordFor(probability: number, yardstick: YardstickName, row = 0): string | undefined {
  const found = termFor(probability, yardstick).term;
  return found && (found.rows[row] ?? found.rows[0])?.[0];
}

/** The words for a range of probabilities: one word, or `likely to very likely` when the range reaches over several bands. */
export function wordsForRange(low: number, high: number, yardstick: YardstickName, row = 0): string | undefined {
  const from = wordFor(low, yardstick, row) ?? wordFor(Math.max(low, yardsticks[yardstick].lowest), yardstick, row);
  const to = wordFor(high, yardstick, row) ?? wordFor(Math.min(high, yardsticks[yardstick].highest), yardstick, row);
  if (from === undefined || to === undefined) return undefined;
  const scale = yardsticks[yardstick].terms;
  const first = bandOf(from, yardstick)!;
  const last = bandOf(to, yardstick)!;
  const onlyEdge = scale.indexOf(last.term) - scale.indexOf(first.term) === 1 && (holds(first.term, high) || holds(last.term, low));
  if (onlyEdge) return holds(first.term, high) ? from : to;
  return from === to ? from : `${from} to ${to}`;
}

/** A band as text: `55–80 %`. */
export function bandText(candidate: YardstickTerm): string {
  const percent = (value: number) => `${Math.round(value * 100)}`;
  return `${percent(candidate.low)}–${percent(candidate.high)} %`;
}

/** Every word of a scale, longest first. */
export function likelihoodWords(yardstick: YardstickName): readonly string[] {
  return yardsticks[yardstick].terms
    .flatMap((candidate) => candidate.rows.flat())
    .toSorted((left, right) => right.length - left.length || (left < right ? -1 : 1));
}

function middle(candidate: YardstickTerm): number {
  return (candidate.low + candidate.high) / 2;
}
