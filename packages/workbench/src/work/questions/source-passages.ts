/** The passages of a source that may become claims and are not yet, each with what makes it worth a look and what was decided of it. */
import { type Candidate, type Feature, normaliseQuote, quoteHash, readDecisionsText, recordsFolder, verifyQuote } from "@outweigh/evidence";
import { defineQuestion } from "../question.js";
import { candidatesOf, lockOf, type PlacedCandidate, type ReadCopy, readSource } from "../source-reading.js";

/** A passage. Its words are the stretch of the text of the source. */
export interface PassageAnswer {
  /** The hash of its words, by which decisions are remembered. */
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** The suggested credibility. */
  readonly grade: string;
  /** What it carries: "a figure", "a prediction". */
  readonly carries: readonly string[];
  readonly isRejected: boolean;
}

const longestQuote = 2000;

const carried: Readonly<Record<Feature["kind"], string>> = {
  figure: "figure",
  attribution: "statement",
  causal: "cause",
  precedent: "precedent",
  legal: "law",
  prediction: "prediction",
  option: "option",
  "table-row": "table",
  source: "source named",
};

/** Passages by their copy: the key, or none where the words are no quote that could be verified. */
const keys = new WeakMap<PlacedCandidate, string | undefined>();

function keyOf(copy: ReadCopy, placed: PlacedCandidate): string | undefined {
  if (keys.has(placed)) return keys.get(placed);
  const { quote } = placed.candidate;
  const check = quote.length > longestQuote ? undefined : verifyQuote(copy.prepared, quote);
  const isFit = (check?.state === "exact" || check?.state === "ambiguous") && check.dropped === undefined;
  const key = isFit ? quoteHash(quote) : undefined;
  keys.set(placed, key);
  return key;
}

export const sourcePassages = defineQuestion<{ readonly source: string }, readonly PassageAnswer[]>({
  doc: "What could be cited from a source, in the order of its text. Passages whose words a claim of the same copy cites already are left out, as are words that cannot be verified.",
  answer: async ({ source: id }, { evaluation, files, pause, signal, onProgress }) => {
    const { sources, claims } = evaluation.compiled.assessment;
    const source = sources.find((each) => each.id === id);
    const copy = source && readSource(source, lockOf({ files }), { files }).copy;
    if (source === undefined || copy === undefined) return [];
    const sharing = new Set(
      sources.filter(({ archive }) => archive !== undefined && archive === source.archive).map((each) => each.id),
    ).add(id);
    const cited = new Set(claims.flatMap((claim) => (sharing.has(claim.source) && claim.quote ? [normaliseQuote(claim.quote)] : [])));
    const folder = recordsFolder(id, source.archive, (path) => files.read(`${path}/capture.json`).ok);
    const read = files.read(`${folder}/decisions.json`);
    const decisions = read.ok ? readDecisionsText(new TextDecoder().decode(read.bytes)) : undefined;
    await pause();
    const all = candidatesOf(copy, source);
    const found: PassageAnswer[] = [];
    const seen = new Set<string>();
    for (const [at, placed] of all.entries()) {
      if (at % 25 === 24) {
        onProgress(at / all.length);
        await pause();
        if (signal.aborted) return found;
      }
      const { candidate, from, to } = placed;
      const words = normaliseQuote(candidate.quote);
      if (seen.has(words) || cited.has(words)) continue;
      seen.add(words);
      const key = keyOf(copy, placed);
      if (key === undefined) continue;
      found.push({
        key,
        from,
        to,
        grade: singleGrade(candidate),
        carries: [...new Set(candidate.features.map(({ kind }) => carried[kind]))],
        isRejected: decisions?.get(key)?.decision === "rejected",
      });
    }
    return found;
  },
});

/** A suggested grade that a single claim can have: a confirmation needs a second origin, which one passage has not. */
export function singleGrade({ credibility }: Candidate): string {
  return /^[2-6]$/.test(credibility.grade) ? credibility.grade : "6";
}
