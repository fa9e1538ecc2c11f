/** Claims that contradict each other: those that the analyst has marked, to be shown side by side, and those whose figures for one quantity exclude each other. */
import {
  type ComparedUnit,
  type ComparedWords,
  compareCounts,
  compareUnit,
  isOnePeriod,
  namesIn,
  type Period,
  readPeriod,
} from "./measures.js";

/** What the listing needs of a claim. */
export interface ConflictClaim {
  readonly id: string;
  readonly conflictsWith: readonly string[];
}

/** The pairs of claims in conflict, each once, in the order of the text; names of claims that do not exist are left out. */
export function listConflicts(claims: readonly ConflictClaim[]): readonly (readonly [string, string])[] {
  const order = new Map(claims.map((claim, index) => [claim.id, index]));
  const pairs = new Map<string, readonly [string, string]>();
  for (const claim of claims) {
    for (const other of claim.conflictsWith) {
      if (other === claim.id || !order.has(other)) continue;
      const pair = order.get(claim.id)! < order.get(other)! ? ([claim.id, other] as const) : ([other, claim.id] as const);
      pairs.set(pair.join("\n"), pair);
    }
  }
  return [...pairs.values()].toSorted(
    (left, right) => order.get(left[0])! - order.get(right[0])! || order.get(left[1])! - order.get(right[1])!,
  );
}

/** The claims in conflict gathered in groups: claims that are linked by conflicts, directly or through others, stand together. */
export function groupConflicts(claims: readonly ConflictClaim[]): readonly (readonly string[])[] {
  const groupOf = new Map<string, Set<string>>();
  for (const [first, second] of listConflicts(claims)) {
    const merged = new Set([...(groupOf.get(first) ?? [first]), ...(groupOf.get(second) ?? [second])]);
    for (const member of merged) groupOf.set(member, merged);
  }
  const ids = claims.map((claim) => claim.id);
  return [...new Set(groupOf.values())].map((group) => ids.filter((id) => group.has(id)));
}

/** A figure of a claim, as candidates carry it: an open side is null. */
export interface ClaimFigure {
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string | undefined;
  readonly counts: string | undefined;
  readonly year: string | undefined;
}

/** What the search for conflicts needs of a claim. */
export interface FigureClaim {
  readonly id: string;
  readonly quote: string | undefined;
  /** Where it holds, if the analyst has said so; else names in the quote have to do. */
  readonly place?: string | undefined;
  readonly figures: readonly ClaimFigure[];
  /** Claims that the analyst has marked. */
  readonly conflictsWith?: readonly string[];
}

/** Two claims that give figures for what seems to be one quantity and cannot both be right. A suggestion: the analyst decides. */
export interface FoundConflict {
  readonly first: string;
  readonly second: string;
  readonly figures: readonly [ClaimFigure, ClaimFigure];
  /** How many times the larger figure is of the smaller, by the middles of ranges and the known end of open ones; undefined across zero. */
  readonly ratio: number | undefined;
  /** The same by the nearest ends: at least so many times. */
  readonly leastRatio: number | undefined;
  /** Which claim has the larger figure. */
  readonly larger: string;
  /** Why the two are taken for one quantity. */
  readonly because: {
    /** Words of what is counted that both have, without endings. */
    readonly words: readonly string[];
    readonly unit: string;
    readonly period: "same" | "not stated" | "stated by one";
    /** First letters of names that both have. */
    readonly names: readonly string[];
  };
  readonly isMarked: boolean;
}

const leastDisagreement = 1.05;
const leastLikeness = 0.6;
const longestSubject = 160;
const unstated: ComparedUnit = { dimension: "count", factor: 1, noun: undefined };

/**
 * Finds claims with figures for one quantity that exclude each other: units that convert, what is counted in mostly the same words, one period, no
 * different names. Where it is not said what is counted, the words of a short quote with one figure stand for it. Ranges that touch or differ by less than
 * a twentieth agree, and so does `over 100,000` with 150,000. Of two claims each figure takes part once. For claims that are marked the analyst's word is taken that
 * they speak of one quantity: where each has one figure, only the units must convert.
 */
export function findConflicts(claims: readonly FigureClaim[]): readonly FoundConflict[] {
  const measured = claims.map(measureClaim);
  const byWord = new Map<string, number[]>();
  const places = new Map(claims.map(({ id }, place) => [id, place]));
  const markedBy = new Map<string, string[]>();
  for (const { id, conflictsWith = [] } of claims)
    for (const name of conflictsWith) markedBy.set(name, [...(markedBy.get(name) ?? []), id]);
  const found: FoundConflict[] = [];
  for (const [place, claim] of measured.entries()) {
    const words = new Set(claim.figures.flatMap((figure) => [...figure.words.words]));
    const others = new Set([...words].flatMap((word) => byWord.get(word) ?? []));
    for (const name of [...(claim.claim.conflictsWith ?? []), ...(markedBy.get(claim.claim.id) ?? [])]) {
      const other = places.get(name);
      if (other !== undefined && other < place) others.add(other);
    }
    for (const other of [...others].toSorted((a, b) => a - b)) found.push(...conflictsBetween(measured[other]!, claim));
    for (const word of words) {
      const before = byWord.get(word);
      if (before) before.push(place);
      else byWord.set(word, [place]);
    }
  }
  return found.toSorted((a, b) => places.get(a.first)! - places.get(b.first)! || places.get(a.second)! - places.get(b.second)!);
}

interface MeasuredFigure {
  readonly written: ClaimFigure;
  readonly low: number;
  readonly high: number;
  readonly unit: ComparedUnit;
  readonly words: ComparedWords;
  readonly period: Period | undefined;
}

interface MeasuredClaim {
  readonly claim: FigureClaim;
  readonly names: ReadonlySet<string>;
  readonly figures: readonly MeasuredFigure[];
}

function measureClaim(claim: FigureClaim): MeasuredClaim {
  const subject = claim.figures.length === 1 && (claim.quote?.length ?? 0) <= longestSubject ? claim.quote : undefined;
  const figures = claim.figures.flatMap((written): readonly MeasuredFigure[] => {
    const unit = compareUnit(written.unit) ?? unstated;
    const words = compareCounts(written.counts ?? subject, unit.noun);
    if (written.low === null && written.high === null) return [];
    const low = written.low === null ? Number.NEGATIVE_INFINITY : written.low * unit.factor;
    const high = written.high === null ? Number.POSITIVE_INFINITY : written.high * unit.factor;
    return low <= high ? [{ written, low, high, unit, words, period: readPeriod(written.year) }] : [];
  });
  return { claim, names: namesIn(claim.place === undefined ? (claim.quote ?? "") : `in ${claim.place}`), figures };
}

function conflictsBetween(first: MeasuredClaim, second: MeasuredClaim): readonly FoundConflict[] {
  if (first.claim.id === second.claim.id) return [];
  const names = [...first.names].filter((name) => second.names.has(name));
  if (isMarked(first.claim, second.claim) && first.figures.length === 1 && second.figures.length === 1) {
    const [one, other] = [first.figures[0]!, second.figures[0]!];
    if (one.unit.dimension !== other.unit.dimension || agree(one, other)) return [];
    return [conflictOf(first.claim, second.claim, one, other, names)];
  }
  const arePlaced = first.claim.place !== undefined && second.claim.place !== undefined;
  const leastShared = Math.min(first.names.size, second.names.size, arePlaced ? Number.POSITIVE_INFINITY : 1);
  if (names.length < leastShared) return [];
  const found: FoundConflict[] = [];
  const used = new Set<MeasuredFigure>();
  for (const figure of first.figures) {
    const same = second.figures.filter((other) => isOneQuantity(figure, other, names.length > 0));
    if (same.length === 0 || same.some((other) => agree(figure, other))) continue;
    const other = same.filter((one) => !used.has(one)).toSorted((a, b) => wordLikeness(figure, b) - wordLikeness(figure, a))[0];
    if (
      other === undefined ||
      first.figures.some((one) => one !== figure && isOneQuantity(one, other, names.length > 0) && agree(one, other))
    )
      continue;
    used.add(other);
    found.push(conflictOf(first.claim, second.claim, figure, other, names));
  }
  return found;
}

function isMarked(first: FigureClaim, second: FigureClaim): boolean {
  return (first.conflictsWith ?? []).includes(second.id) || (second.conflictsWith ?? []).includes(first.id);
}

function isOneQuantity(first: MeasuredFigure, second: MeasuredFigure, haveOneName: boolean): boolean {
  if (first.unit === unstated || second.unit === unstated || first.words.words.size === 0 || second.words.words.size === 0) return false;
  if (first.unit.dimension !== second.unit.dimension || !isOnePeriod(first.period, second.period)) return false;
  const [left, right] = [first.words, second.words];
  if (left.kinds.size !== right.kinds.size || [...left.kinds].some((kind) => !right.kinds.has(kind))) return false;
  const shared = [...left.words].filter((word) => right.words.has(word)).length;
  if (wordLikeness(first, second) < leastLikeness) return false;
  return shared >= 2 || haveOneName;
}

function wordLikeness(first: MeasuredFigure, second: MeasuredFigure): number {
  const shared = [...first.words.words].filter((word) => second.words.words.has(word)).length;
  return shared / (first.words.words.size + second.words.words.size - shared);
}

/** Whether both can be right: the ranges meet, or miss each other by less than a twentieth. */
function agree(first: MeasuredFigure, second: MeasuredFigure): boolean {
  const [lower, upper] = first.low <= second.low ? [first, second] : [second, first];
  if (upper.low <= lower.high) return true;
  return Math.abs(upper.low - lower.high) <= (leastDisagreement - 1) * Math.max(Math.abs(upper.low), Math.abs(lower.high));
}

function conflictOf(
  first: FigureClaim,
  second: FigureClaim,
  one: MeasuredFigure,
  other: MeasuredFigure,
  names: readonly string[],
): FoundConflict {
  const isFirstLarger = one.low > other.high;
  const [large, small] = isFirstLarger ? [one, other] : [other, one];
  const middle = ({ low, high }: MeasuredFigure) => (!Number.isFinite(low) ? high : !Number.isFinite(high) ? low : (low + high) / 2);
  const quotient = (top: number, bottom: number) => (bottom > 0 ? top / bottom : top < 0 ? bottom / top : undefined);
  const stated = [one, other].filter(({ period }) => period !== undefined).length;
  return {
    first: first.id,
    second: second.id,
    figures: [one.written, other.written],
    ratio: quotient(middle(large), middle(small)),
    leastRatio: quotient(large.low, small.high),
    larger: isFirstLarger ? first.id : second.id,
    because: {
      words: [...one.words.words].filter((word) => other.words.words.has(word)),
      unit: one.unit.noun ?? one.unit.dimension,
      period: (["not stated", "stated by one", "same"] as const)[stated]!,
      names,
    },
    isMarked: isMarked(first, second),
  };
}
