/** How well candidate claims agree with a hand-made annotation: what was found of what is there, and what was found that is not. */
import type { Candidate, CodePointSpan, Feature, FigureFeature } from "../../packages/evidence/src/candidates/candidate.js";
import type { Annotation } from "./annotation.js";

/** The kinds in the order in which they are reported. */
export const scoredKinds = [
  "figure",
  "attribution",
  "source",
  "causal",
  "precedent",
  "legal",
  "prediction",
  "option",
  "table-row",
] as const;

/** Counts of one kind. Recall is `right / annotated`; precision `right / found`. What matches an optional annotation is in neither. */
export interface KindScore {
  readonly annotated: number;
  readonly found: number;
  readonly right: number;
}

/** How many of the right features also agree in an attribute, out of how many. */
export interface AttributeScore {
  readonly agreeing: number;
  readonly compared: number;
}

export interface TextScore {
  readonly kinds: ReadonlyMap<Feature["kind"], KindScore>;
  /** By `kind attribute`, as `figure unit`. */
  readonly attributes: ReadonlyMap<string, AttributeScore>;
  readonly missed: readonly Annotation[];
  readonly wrong: readonly Feature[];
}

/**
 * Scores candidates against an annotation. A feature is right when it and an annotation are of one kind, their spans overlap, figures are equal in value
 * (within 0.5 %, a percentage and its fraction being equal), and attributions name the same speaker and overlap in their quotations. Each annotation
 * counts once, and so does each feature; but the sentences of one quotation may be features of their own. A reference to a source inside an annotated
 * attribution is its speaker and is not counted.
 */
export function scoreCandidates(text: string, annotations: readonly Annotation[], candidates: readonly Candidate[]): TextScore {
  const features = candidates.flatMap((candidate) => candidate.features);
  const codePoints = Array.from(text);
  const kinds = new Map<Feature["kind"], KindScore>();
  const attributes = new Map<string, AttributeScore>();
  const missed: Annotation[] = [];
  const wrong: Feature[] = [];
  for (const kind of scoredKinds) {
    const wanted = annotations.filter((one) => one.kind === kind);
    const offered = features.filter((one) => one.kind === kind);
    const pairs = assign(wanted, offered);
    const matched = new Map(pairs.map(([annotation, feature]) => [feature, annotation]));
    const unmatched = offered.filter((feature) => !matched.has(feature));
    const isNeutral = (feature: Feature) =>
      (kind === "source" && annotations.some((one) => one.kind === "attribution" && overlap(one.span, feature.span) > 0)) ||
      pairs.some(([annotation, first]) => isMatch(annotation, feature) && isRestOfQuotation(feature, first));
    const extra = unmatched.filter((feature) => !isNeutral(feature));
    const right = pairs.filter(([annotation]) => !annotation.isOptional);
    const reached = new Set(pairs.map(([annotation]) => annotation));
    const required = wanted.filter((one) => !one.isOptional);
    kinds.set(kind, { annotated: required.length, found: right.length + extra.length, right: right.length });
    missed.push(...required.filter((one) => !reached.has(one)));
    wrong.push(...extra);
    for (const [annotation, feature] of right) {
      for (const [name, agrees] of compare(annotation, feature, offered, codePoints)) {
        const before = attributes.get(name) ?? { agreeing: 0, compared: 0 };
        attributes.set(name, { agreeing: before.agreeing + (agrees ? 1 : 0), compared: before.compared + 1 });
      }
    }
  }
  return { kinds, attributes, missed, wrong };
}

/** The sum of several scores, for a set of texts. */
export function addScores(scores: readonly TextScore[]): TextScore {
  const kinds = new Map<Feature["kind"], KindScore>();
  const attributes = new Map<string, AttributeScore>();
  for (const score of scores) {
    for (const [kind, one] of score.kinds) {
      const sum = kinds.get(kind) ?? { annotated: 0, found: 0, right: 0 };
      kinds.set(kind, { annotated: sum.annotated + one.annotated, found: sum.found + one.found, right: sum.right + one.right });
    }
    for (const [name, one] of score.attributes) {
      const sum = attributes.get(name) ?? { agreeing: 0, compared: 0 };
      attributes.set(name, { agreeing: sum.agreeing + one.agreeing, compared: sum.compared + one.compared });
    }
  }
  return { kinds, attributes, missed: scores.flatMap((one) => one.missed), wrong: scores.flatMap((one) => one.wrong) };
}

/** Share that was found, 1 where there was nothing to find. */
export function recall(score: KindScore): number {
  return score.annotated === 0 ? 1 : score.right / score.annotated;
}

/** Share of what was found that is right, 1 where nothing was found. */
export function precision(score: KindScore): number {
  return score.found === 0 ? 1 : score.right / score.found;
}

type Pair = readonly [Annotation, Feature];

/** Pairs annotations with features, those that agree best in place first, required ones before optional ones. */
function assign(wanted: readonly Annotation[], offered: readonly Feature[]): readonly Pair[] {
  const possible = wanted.flatMap((annotation) =>
    offered.flatMap((feature) =>
      isMatch(annotation, feature) ? [{ annotation, feature, likeness: likeness(annotation.span, feature.span) }] : [],
    ),
  );
  possible.sort((a, b) => Number(a.annotation.isOptional) - Number(b.annotation.isOptional) || b.likeness - a.likeness);
  const used = new Set<Annotation | Feature>();
  const pairs: Pair[] = [];
  for (const { annotation, feature } of possible) {
    if (used.has(annotation) || used.has(feature)) continue;
    used.add(annotation).add(feature);
    pairs.push([annotation, feature]);
  }
  return pairs;
}

function isMatch(annotation: Annotation, feature: Feature): boolean {
  if (
    !extents(annotation.span, annotation.attribution?.quotation).some(
      (one) => overlap(one, extentOf(feature)) > 0 || overlap(one, feature.span) > 0,
    )
  )
    return false;
  if (annotation.figure !== undefined && feature.kind === "figure") {
    const { low, high, units } = annotation.figure;
    const isEqual = (wanted: readonly (number | null)[], found: number | null) =>
      wanted.some((one) => sameValue(one, units[0], found, feature.unit));
    return isEqual(low, feature.low) && isEqual(high, feature.high);
  }
  if (annotation.attribution !== undefined && feature.kind === "attribution") {
    const { speakers, quotation } = annotation.attribution;
    if (quotation !== undefined && feature.quotation !== undefined && overlap(quotation, feature.quotation) === 0) return false;
    return speakers.includes("-") || speakers.some((speaker) => sameSpeaker(speaker, feature.speaker));
  }
  return true;
}

/** Where a feature stands: an attribution also where its quotation stands. */
function extentOf(feature: Feature): CodePointSpan {
  return feature.kind === "attribution" && feature.quotation !== undefined ? feature.quotation : feature.span;
}

function extents(span: CodePointSpan, quotation: CodePointSpan | undefined): readonly CodePointSpan[] {
  return quotation === undefined ? [span] : [span, quotation];
}

/** Whether two attributions are different sentences of what may be one quotation. */
function isRestOfQuotation(feature: Feature, first: Feature): boolean {
  if (feature.kind !== "attribution" || first.kind !== "attribution" || !feature.quotation || !first.quotation) return false;
  return overlap(feature.quotation, first.quotation) === 0;
}

function sameValue(wanted: number | null, wantedUnit: string | undefined, found: number | null, foundUnit: string | undefined): boolean {
  if (wanted === null || found === null) return wanted === found;
  const [left, right] = [wanted * shareOf(wantedUnit), found * shareOf(foundUnit)];
  return Math.abs(left - right) <= 0.005 * Math.max(Math.abs(left), Math.abs(right));
}

function shareOf(unit: string | undefined): number {
  return unit === "%" || /^percentage[- ]points?$/.test(unit ?? "") ? 0.01 : 1;
}

const titles = new Set("a an the dr mr mrs ms miss prof professor sir dame lord lady cllr councillor senator".split(" "));

function contentWords(words: string): ReadonlySet<string> {
  const found = words.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(found.filter((word) => word !== "s" && !titles.has(word)));
}

/** Whether one of the two says no more than the other, titles and articles aside. */
function sameSpeaker(wanted: string, found: string): boolean {
  const [left, right] = [contentWords(wanted), contentWords(found)];
  const holds = (all: ReadonlySet<string>, some: ReadonlySet<string>) => some.size > 0 && [...some].every((word) => all.has(word));
  return holds(left, right) || holds(right, left);
}

function overlap(left: CodePointSpan, right: CodePointSpan): number {
  return Math.max(0, Math.min(left.end, right.end) - Math.max(left.start, right.start));
}

function likeness(left: CodePointSpan, right: CodePointSpan): number {
  return overlap(left, right) / (Math.max(left.end, right.end) - Math.min(left.start, right.start));
}

function compare(
  annotation: Annotation,
  feature: Feature,
  offered: readonly Feature[],
  text: readonly string[],
): readonly (readonly [string, boolean])[] {
  if (annotation.figure !== undefined && feature.kind === "figure") return compareFigure(annotation, feature);
  if (annotation.attribution === undefined || feature.kind !== "attribution") return [];
  const { body, isNamed, isDirect, quotation } = annotation.attribution;
  const words = (span: CodePointSpan | undefined) =>
    span &&
    text
      .slice(span.start, span.end)
      .join("")
      .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, "");
  return [
    ["attribution named or not", isNamed === feature.isNamed],
    ["attribution direct or not", isDirect === feature.isDirect],
    ...(quotation
      ? [["attribution quotation, exactly", words(quotation) === words(piecesWithin(annotation, quotation, offered))] as const]
      : []),
    ["attribution body", sharesHalf(body, feature.body)],
  ];
}

/** From the beginning of the first to the end of the last piece found of a quotation. */
function piecesWithin(annotation: Annotation, quotation: CodePointSpan, offered: readonly Feature[]): CodePointSpan | undefined {
  const pieces = offered.flatMap((one) =>
    one.kind === "attribution" && one.quotation && overlap(one.quotation, quotation) > 0 && isMatch(annotation, one) ? [one.quotation] : [],
  );
  if (pieces.length === 0) return undefined;
  return { start: Math.min(...pieces.map(({ start }) => start)), end: Math.max(...pieces.map(({ end }) => end)) };
}

function compareFigure(annotation: Annotation, feature: FigureFeature): readonly (readonly [string, boolean])[] {
  const { units, counts, years, hedges } = annotation.figure!;
  const heard = [...feature.hedges, feature.text].join(" ").toLowerCase();
  return [
    ["figure unit", units.includes(feature.unit)],
    ["figure what it counts", sharesHalf(counts, feature.counts)],
    ["figure year", years.some((year) => year?.toLowerCase() === feature.year?.toLowerCase())],
    ["figure hedges", hedges.length === 0 ? feature.hedges.length === 0 : hedges.every((hedge) => heard.includes(hedge.toLowerCase()))],
  ];
}

/** Whether at least half of the wanted content words are in what was found; nothing agrees with nothing only. */
function sharesHalf(wanted: string | undefined, found: string | undefined): boolean {
  if (wanted === undefined || found === undefined) return wanted === found;
  const [left, right] = [contentWords(wanted), contentWords(found)];
  return [...left].filter((word) => right.has(word)).length * 2 >= left.size;
}
