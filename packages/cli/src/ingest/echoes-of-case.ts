/** Whether a document says what a source of the case says already, word for word or nearly. */
import { compareDates, compareFingerprints, type Fingerprint, fingerprint, isEcho, type SourceDocument } from "@outweigh/evidence";
import type { KnownSource } from "./known-sources.js";

/** A source of the case that a document repeats. `similarity`: the share of the shorter text's runs of words that stand in the longer one. `earlier` is whichever is dated first, where the dates tell. */
export interface SourceEcho {
  readonly source: string;
  readonly similarity: number;
  readonly earlier: "document" | "source" | undefined;
}

const mostEchoes = 20;
const fingerprints = new WeakMap<KnownSource, Fingerprint>();

/** What an echo shares, in a sentence. */
export function echoWords({ source, similarity }: SourceEcho): string {
  return `It shares ${similarity >= 0.995 ? "all" : `${Math.floor(similarity * 100)} %`} of its wording with ${source}.`;
}

/** The sources that a document repeats, the most alike first. */
export function echoesOf(known: readonly KnownSource[], { text, date }: SourceDocument): readonly SourceEcho[] {
  const own = fingerprint(text);
  const echoes = known.flatMap((source): readonly SourceEcho[] => {
    const other = fingerprintOf(source);
    if (other === undefined) return [];
    const likeness = compareFingerprints(own, other);
    if (!isEcho(likeness)) return [];
    const order = compareDates(source.date, date);
    const earlier = order === undefined ? undefined : order < 0 ? "source" : "document";
    return [{ source: source.id, similarity: Math.round(likeness.containment * 1000) / 1000, earlier }];
  });
  return echoes.toSorted((left, right) => right.similarity - left.similarity).slice(0, mostEchoes);
}

function fingerprintOf(source: KnownSource): Fingerprint | undefined {
  if (source.text === undefined) return undefined;
  const known = fingerprints.get(source);
  if (known) return known;
  const made = fingerprint(source.text);
  fingerprints.set(source, made);
  return made;
}
