/**
 * The passage of a source most like a quote that is not in it, and a word diff of the two. It helps the analyst to find his mistake and
 * never verifies anything. Time is bounded: rare shared words vote for places, and only the best few are aligned, within a band.
 */
import { classify, type DifferenceKind, differenceKinds, isNumber, isPunctuation, splitWords, type Words } from "./words.js";

/** One place where the quote and the passage differ. Either text may be empty. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** What the quote has. */
  readonly expected: string;
  /** What the source has. */
  readonly found: string;
}

/** The nearest passage. Offsets are into the normalised source; differences are ordered by danger, then by place. */
export interface NearestPassage {
  readonly passage: string;
  readonly from: number;
  readonly to: number;
  readonly differences: readonly Difference[];
}

/** A source split into words, with the places of each. */
export interface WordIndex {
  readonly words: Words;
  readonly places: ReadonlyMap<string, readonly number[]>;
}

const longestQuote = 20_000;
const mostVotes = 200_000;
const mostCandidates = 10;
const mostCells = 2_000_000;
const bucket = 8;
const leastShared = 0.4;

/** Indexes a normalised source for {@link nearestPassage}. */
export function indexWords(text: string): WordIndex {
  const words = splitWords(text);
  const places = new Map<string, number[]>();
  words.keys.forEach((key, index) => {
    if (isPunctuation(key)) return;
    const list = places.get(key);
    if (list) list.push(index);
    else places.set(key, [index]);
  });
  return { words, places };
}

/** The passage of the source most like the (normalised) quote, or undefined when nothing shares two fifths of its words. */
export function nearestPassage(text: string, index: WordIndex, quote: string): NearestPassage | undefined {
  const whole = splitWords(quote.slice(0, longestQuote * 12));
  const wanted = whole.keys.length > longestQuote ? cut(whole, longestQuote) : whole;
  const wordCount = wanted.keys.filter((key) => !isPunctuation(key)).length;
  if (wordCount === 0) return undefined;
  const band = Math.max(12, Math.min(48, Math.ceil(wanted.keys.length / 3)));
  let best: Alignment | undefined;
  const affordable = Math.max(1, Math.floor(mostCells / (wanted.keys.length * (2 * band + 1))));
  for (const diagonal of diagonals(index, wanted).slice(0, affordable)) {
    const found = align(wanted, index.words, diagonal, band);
    if (!best || found.cost < best.cost || (found.cost === best.cost && found.first < best.first)) best = found;
  }
  if (!best || best.shared < Math.max(1, leastShared * wordCount)) return undefined;
  const from = index.words.starts[best.first]!;
  const to = index.words.ends[best.last]!;
  return { passage: text.slice(from, to), from, to, differences: differencesOf(best, wanted, quote, index.words, text) };
}

/** Orders differences by danger, then as they stand. */
export function byDanger(differences: readonly Difference[]): readonly Difference[] {
  return differences.toSorted((left, right) => differenceKinds.indexOf(left.kind) - differenceKinds.indexOf(right.kind));
}

function cut(words: Words, count: number): Words {
  return {
    texts: words.texts.slice(0, count),
    keys: words.keys.slice(0, count),
    starts: words.starts.slice(0, count),
    ends: words.ends.slice(0, count),
  };
}

/** Places where the quote could begin, best first, by votes of its rarest words. */
function diagonals(index: WordIndex, wanted: Words): readonly number[] {
  const seen = new Map<string, number>();
  wanted.keys.forEach((key, place) => {
    if (!seen.has(key) && index.places.has(key)) seen.set(key, place);
  });
  const rarest = [...seen].toSorted((left, right) => index.places.get(left[0])!.length - index.places.get(right[0])!.length);
  const votes = new Map<number, number>();
  let cast = 0;
  for (const [key, place] of rarest) {
    const places = index.places.get(key)!;
    if (cast > 0 && cast + places.length > mostVotes) break;
    cast += places.length;
    const weight = 1 + 1 / Math.sqrt(places.length);
    for (const position of places) {
      const cell = Math.floor((position - place) / bucket);
      votes.set(cell, (votes.get(cell) ?? 0) + weight);
      votes.set(cell + 1, (votes.get(cell + 1) ?? 0) + weight);
    }
  }
  return [...votes]
    .toSorted((left, right) => right[1] - left[1] || left[0] - right[0])
    .slice(0, mostCandidates)
    .map(([cell]) => cell * bucket);
}

type Step = "same" | "changed" | "quote-only" | "source-only";

interface Alignment {
  readonly cost: number;
  readonly shared: number;
  /** First and last word of the source that take part. */
  readonly first: number;
  readonly last: number;
  readonly steps: readonly { readonly step: Step; readonly quote: number; readonly source: number }[];
}

/** Aligns the whole quote with some stretch of the source near a diagonal, by dynamic programming within a band. */
function align(quote: Words, source: Words, diagonal: number, band: number): Alignment {
  const rows = quote.keys.length;
  const width = 2 * band + 1;
  const start = diagonal - band;
  const steps = new Uint8Array((rows + 1) * width);
  let above = new Float64Array(width);
  let row = new Float64Array(width);
  for (let column = 0; column < width; column++) {
    const source0 = start + column;
    above[column] = source0 >= 0 && source0 <= source.keys.length ? 0 : Number.POSITIVE_INFINITY;
  }
  for (let line = 1; line <= rows; line++) {
    const word = line - 1;
    const lost = gapCost(quote.keys[word]!);
    for (let column = 0; column < width; column++) {
      const place = start + line + column - 1;
      const inside = place >= 0 && place < source.keys.length;
      const across = inside ? above[column]! + changeCost(quote, word, source, place) : Number.POSITIVE_INFINITY;
      const down = column + 1 < width ? above[column + 1]! + lost : Number.POSITIVE_INFINITY;
      const right = inside && column > 0 ? row[column - 1]! + gapCost(source.keys[place]!) : Number.POSITIVE_INFINITY;
      const least = Math.min(across, down, right);
      row[column] = least;
      steps[line * width + column] = least === across ? 0 : least === down ? 1 : 2;
    }
    [above, row] = [row, above];
  }
  let column = 0;
  for (let other = 1; other < width; other++) if (above[other]! < above[column]!) column = other;
  return trace(quote, source, steps, width, start, rows, column, above[column]!);
}

function trace(
  quote: Words,
  source: Words,
  table: Uint8Array,
  width: number,
  start: number,
  rows: number,
  lastColumn: number,
  cost: number,
): Alignment {
  const steps: { step: Step; quote: number; source: number }[] = [];
  let line = rows;
  let column = lastColumn;
  let shared = 0;
  let first = source.keys.length;
  let last = -1;
  while (line > 0 && Number.isFinite(cost)) {
    const place = start + line + column - 1;
    const word = line - 1;
    const step = table[line * width + column]!;
    if (step === 1) {
      steps.push({ step: "quote-only", quote: word, source: place });
      line--;
      column++;
      continue;
    }
    first = Math.min(first, place);
    last = Math.max(last, place);
    if (step === 2) {
      steps.push({ step: "source-only", quote: word, source: place });
      column--;
      continue;
    }
    const same = quote.texts[word] === source.texts[place];
    if (quote.keys[word] === source.keys[place] && !isPunctuation(quote.keys[word]!)) shared++;
    steps.push({ step: same ? "same" : "changed", quote: word, source: place });
    line--;
  }
  return { cost, shared: last === -1 ? 0 : shared, first: Math.max(0, first), last, steps: steps.toReversed() };
}

function gapCost(key: string): number {
  return isPunctuation(key) ? 3 : 6;
}

function changeCost(quote: Words, word: number, source: Words, place: number): number {
  if (quote.texts[word] === source.texts[place]) return 0;
  const [left, right] = [quote.keys[word]!, source.keys[place]!];
  if (left === right) return 2;
  const marks = Number(isPunctuation(left)) + Number(isPunctuation(right));
  if (marks > 0) return marks === 2 ? 3 : 8;
  return isNumber(left) && isNumber(right) ? 4 : 6;
}

/** Neighbouring changes are told as one. */
function differencesOf(alignment: Alignment, quote: Words, quoteText: string, source: Words, sourceText: string): readonly Difference[] {
  const differences: Difference[] = [];
  let expected: number[] = [];
  let found: number[] = [];
  const close = () => {
    if (expected.length + found.length === 0) return;
    differences.push({
      kind: classify(
        expected.map((index) => quote.keys[index]!),
        found.map((index) => source.keys[index]!),
      ),
      expected: slice(quoteText, quote, expected),
      found: slice(sourceText, source, found),
    });
    [expected, found] = [[], []];
  };
  for (const { step, quote: word, source: place } of alignment.steps) {
    if (step === "same") close();
    else {
      if (step !== "source-only") expected.push(word);
      if (step !== "quote-only") found.push(place);
    }
  }
  close();
  if (differences.length > 0) return byDanger(differences);
  const passage = sourceText.slice(source.starts[alignment.first]!, source.ends[alignment.last]!);
  return [{ kind: "punctuation", expected: quoteText, found: passage }];
}

function slice(text: string, words: Words, indices: readonly number[]): string {
  return indices.length === 0 ? "" : text.slice(words.starts[indices[0]!]!, words.ends[indices.at(-1)!]!);
}
