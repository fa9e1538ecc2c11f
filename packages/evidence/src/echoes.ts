/** Echoes: documents whose text is the same, nearly the same, or in large part contained in another. What is found is a suggestion; the analyst says `derived from`. */
import { comparableRuns, compareFingerprints, type Fingerprint, fingerprint, type Likeness } from "./fingerprint.js";

/** A document to compare, by its text or by a fingerprint kept from before. `date` is an ISO day, month or year. */
export interface EchoDocument {
  readonly id: string;
  readonly content: string | Fingerprint;
  readonly date?: string | undefined;
}

/** Two documents that are not independent. */
export interface Echo extends Likeness {
  /** In the order of the documents. */
  readonly first: string;
  readonly second: string;
  /** The earlier of the two, when their dates tell. */
  readonly origin: string | undefined;
  /** The shorter of the two when it stands in the other almost as a whole, and the other is much longer. */
  readonly contained: string | undefined;
}

/** Documents linked by echoes, directly or through others. */
export interface EchoGroup {
  readonly members: readonly string[];
  /** The earliest, when all are dated and one is before all others. */
  readonly origin: string | undefined;
}

export interface Echoes {
  /** In the order of the documents. */
  readonly pairs: readonly Echo[];
  readonly groups: readonly EchoGroup[];
  /** False when a document has so many near-copies, or consists so much of phrases that hundreds share, that only 64 others were compared with it. */
  readonly isComplete: boolean;
}

/** From which likeness on two documents are echoes: either suffices, and there must be as many shared runs of words. */
export interface EchoThresholds {
  readonly jaccard: number;
  readonly containment: number;
  readonly shared: number;
}

/** The usual thresholds. Texts on one event by two hands stay far below; two that quote one statement at length may come near. */
export const echoThresholds: EchoThresholds = { jaccard: 0.15, containment: 0.4, shared: 16 };

const longestPosting = 64;
const mostPartners = 64;
const mostIndexed = 8_000_000;
const almostWhole = 0.8;
const muchLonger = 1.5;

/** Whether two texts are so alike that one is an echo of the other. */
export function isEcho({ jaccard, containment, shared }: Likeness, thresholds: EchoThresholds = echoThresholds): boolean {
  if (jaccard === 1) return true;
  return (jaccard >= thresholds.jaccard || containment >= thresholds.containment) && shared >= thresholds.shared;
}

/**
 * Finds the echoes among documents. Every pair that shares enough runs of words to reach a threshold is compared in full, so that nothing is
 * reported on likelihood alone; documents with equal texts are echoes however short. Documents of one name count as the first.
 */
export function findEchoes(documents: readonly EchoDocument[], thresholds: EchoThresholds = echoThresholds): Echoes {
  const seen = new Set<string>();
  const all = documents.filter(({ id }) => !seen.has(id) && seen.add(id));
  const prints = all.map(({ content }) => (typeof content === "string" ? fingerprint(content) : content));
  const { partners, isComplete } = findPartners(prints, thresholds);
  const pairs: Echo[] = [];
  for (const [second, candidates] of partners.entries()) {
    for (const first of candidates) {
      const likeness = compareFingerprints(prints[first]!, prints[second]!);
      if (!isEcho(likeness, thresholds)) continue;
      pairs.push(echoOf(all[first]!, all[second]!, prints[first]!, prints[second]!, likeness));
    }
  }
  const order = new Map(all.map(({ id }, place) => [id, place]));
  pairs.sort((a, b) => order.get(a.first)! - order.get(b.first)! || order.get(a.second)! - order.get(b.second)!);
  return { pairs, groups: groupsOf(all, pairs), isComplete };
}

function echoOf(first: EchoDocument, second: EchoDocument, one: Fingerprint, other: Fingerprint, likeness: Likeness): Echo {
  const [shorter, lengths] = one.shingles <= other.shingles ? [first, [one, other] as const] : [second, [other, one] as const];
  const isContained = likeness.containment >= almostWhole && lengths[1].shingles >= muchLonger * lengths[0].shingles;
  const earlier = compareDates(first.date, second.date);
  return {
    first: first.id,
    second: second.id,
    origin: earlier === undefined ? undefined : earlier < 0 ? first.id : second.id,
    contained: isContained ? shorter.id : undefined,
    ...likeness,
  };
}

/** Negative when the first is earlier; undefined when a date is missing or the shorter of the two does not tell. */
export function compareDates(first: string | undefined, second: string | undefined): number | undefined {
  if (!first || !second) return undefined;
  const length = Math.min(first.length, second.length);
  const [left, right] = [first.slice(0, length), second.slice(0, length)];
  return left === right ? undefined : left < right ? -1 : 1;
}

/** For each document the earlier ones in the list that may be its echoes. Runs that stand in very many documents are counted as if shared by all. */
function findPartners(prints: readonly Fingerprint[], thresholds: EchoThresholds) {
  const index = indexRuns(prints);
  const shared = new Uint32Array(prints.length);
  let isComplete = true;
  const partners = prints.map((print, own): readonly number[] => {
    const touched: number[] = [];
    let common = 0;
    const touch = (other: number) => {
      if (shared[other]!++ === 0) touched.push(other);
    };
    for (const [from, to] of index.postingsOf(print)) {
      const isLong = to - from > longestPosting;
      if (isLong) common++;
      for (let at = from; at < (isLong ? from + longestPosting : to); at++) {
        const other = index.documentAt(at);
        if (other >= own) break;
        touch(other);
      }
    }
    const likely = touched.flatMap((other) => {
      const most = Math.min(shared[other]! + common, print.shingles, prints[other]!.shingles);
      shared[other] = 0;
      return most >= leastShared(print, prints[other]!, thresholds) * index.rate * index.slack ? [{ other, most }] : [];
    });
    likely.sort((a, b) => b.most - a.most || a.other - b.other);
    const leastOfOwn = Math.min(thresholds.containment, (2 * thresholds.jaccard) / (1 + thresholds.jaccard)) * print.hashes.length;
    if (likely.length > mostPartners || common >= Math.max(thresholds.shared, leastOfOwn) * index.rate) isComplete = false;
    return likely.slice(0, mostPartners).map(({ other }) => other);
  });
  return { partners, isComplete };
}

/** The fewest runs that two texts of these sizes share when they reach one of the thresholds. */
function leastShared(one: Fingerprint, other: Fingerprint, thresholds: EchoThresholds): number {
  const [left, right] = comparableRuns(one, other);
  const forJaccard = (thresholds.jaccard / (1 + thresholds.jaccard)) * (left + right);
  const forContainment = thresholds.containment * Math.min(left, right);
  return Math.min(Math.max(thresholds.shared, Math.min(forJaccard, forContainment)), Math.min(left, right));
}

/** Which documents hold a run, as one sorted array of run and document. Of very many runs a sample is indexed, the same of every document. */
function indexRuns(prints: readonly Fingerprint[]) {
  const total = prints.reduce((sum, print) => sum + print.hashes.length, 0);
  const rate = Math.min(1, mostIndexed / Math.max(1, total));
  const limit = rate * 2 ** 32;
  const keys = new Float64Array(total);
  let length = 0;
  for (const [document, print] of prints.entries()) {
    for (const hash of print.hashes) {
      const run = Math.floor(hash / 2097152);
      if (run >= limit) break;
      keys[length++] = run * 2097152 + document;
    }
  }
  const sorted = keys.subarray(0, length).sort();
  return {
    rate,
    slack: rate < 1 ? 0.5 : 1,
    documentAt: (at: number): number => sorted[at]! % 2097152,
    *postingsOf(print: Fingerprint): Generator<readonly [number, number]> {
      let at = 0;
      for (const hash of print.hashes) {
        const run = Math.floor(hash / 2097152);
        if (run >= limit) return;
        at = firstFrom(sorted, run * 2097152, at);
        yield [at, firstFrom(sorted, (run + 1) * 2097152, at)];
      }
    },
  };
}

/** The first place from `start` on with a value of at least `value`: steps that double, then halves. */
function firstFrom(sorted: Float64Array, value: number, start: number): number {
  let step = 1;
  while (start + step < sorted.length && sorted[start + step]! < value) step *= 2;
  let [low, high] = [start + (step >> 1), Math.min(start + step, sorted.length)];
  if (low === start && start < sorted.length && sorted[start]! >= value) return start;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupsOf(documents: readonly EchoDocument[], pairs: readonly Echo[]): readonly EchoGroup[] {
  const parent = new Map<string, string>();
  const root = (id: string): string => {
    let top = id;
    for (let next = parent.get(top); next !== undefined; next = parent.get(top)) top = next;
    for (let at = id; at !== top; ) {
      const next = parent.get(at)!;
      parent.set(at, top);
      at = next;
    }
    return top;
  };
  for (const { first, second } of pairs) if (root(first) !== root(second)) parent.set(root(second), root(first));
  const linked = new Set(pairs.flatMap(({ first, second }) => [first, second]));
  const groups = new Map<string, EchoDocument[]>();
  for (const document of documents) {
    if (!linked.has(document.id)) continue;
    const group = groups.get(root(document.id));
    if (group) group.push(document);
    else groups.set(root(document.id), [document]);
  }
  return [...groups.values()].map((members) => ({ members: members.map(({ id }) => id), origin: earliest(members) }));
}

function earliest(members: readonly EchoDocument[]): string | undefined {
  let best = members[0]!;
  for (const member of members) if ((compareDates(member.date, best.date) ?? 0) < 0) best = member;
  return members.every((member) => member === best || (compareDates(best.date, member.date) ?? 0) < 0) ? best.id : undefined;
}
