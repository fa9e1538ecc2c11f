/** The JSON form of an ingest; its schema is docs/schema/ingest.schema.json. */
import { type Access, type Candidate, type DocumentFinding, type GradeSuggestion, toNotation } from "@outweigh/evidence";
import { version } from "../version.js";
import { findingWords, type InputProblem } from "./input-problems.js";
import type { EnteredDocument } from "./into-case.js";
import type { TakenDocument } from "./taken-document.js";

/** What the case got, where there is one. */
export interface IngestCase {
  readonly folder: string;
  readonly entered: readonly EnteredDocument[];
  readonly written: readonly string[];
}

/** A candidate in the JSON form. Spans count code points of `text`. */
interface CandidateJson extends Candidate {
  readonly number: number;
  readonly notation: string;
  /** Quantities that its figures would become, resting on the claim, and the units to be declared for them. */
  readonly quantities?: readonly string[];
  readonly units?: readonly string[];
  readonly standing?: string;
  readonly claim?: string;
}

interface DocumentJson {
  readonly input: string;
  readonly url?: string;
  readonly captured: string;
  readonly kind: string;
  readonly title?: string;
  readonly author?: string;
  readonly date?: string;
  readonly publisher?: string;
  readonly language?: string;
  readonly pages?: number;
  readonly sha256: { readonly original: string; readonly text: string };
  readonly length: { readonly bytes: number; readonly characters: number; readonly words: number };
  readonly findings: readonly (DocumentFinding & { readonly message: string })[];
  readonly reliability: GradeSuggestion;
  readonly access?: Access;
  readonly text: string;
  readonly isCut?: boolean;
  readonly candidates: readonly CandidateJson[];
  readonly model?: {
    readonly name: string;
    readonly pieces: number;
    readonly isCut: boolean;
    readonly returned: number;
    readonly known: number;
    readonly dropped: number;
    readonly failures: readonly string[];
  };
  readonly case?: {
    readonly source: string;
    readonly isNew: boolean;
    readonly same?: "bytes" | "text";
    readonly archive: string;
    readonly chapter: string;
    readonly echoes: readonly { readonly source: string; readonly similarity: number; readonly earlier?: "document" | "source" }[];
    readonly notation?: string;
    readonly accepted: readonly { readonly number: number; readonly claim: string }[];
  };
}

/** The whole answer as text. */
export function ingestJson(documents: readonly TakenDocument[], problems: readonly InputProblem[], into?: IngestCase): string {
  const json = {
    format: "outweigh-ingest-1",
    reader: `outweigh ${version}`,
    ...(into ? { folder: into.folder, written: into.written } : {}),
    documents: documents.map((taken, index) => documentJson(taken, into?.entered[index])),
    problems,
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function documentJson(taken: TakenDocument, entered: EnteredDocument | undefined): DocumentJson {
  const { document, input, url, captured, sha256, reliability, access, suggestions, bytes } = taken;
  const { kind, title, author, date, publisher, language, pages, text, findings } = document;
  const stated = Object.fromEntries(
    Object.entries({ url, title, author, date, publisher, language, pages }).filter(([, value]) => value !== undefined),
  );
  return {
    input,
    captured,
    kind,
    ...stated,
    sha256,
    length: { bytes: bytes.length, characters: [...text].length, words: text.split(/\s+/).filter((word) => word !== "").length },
    findings: findings.map((finding) => ({ ...finding, message: findingWords(finding) })),
    reliability,
    ...(access === undefined ? {} : { access }),
    text,
    ...(taken.isCut ? { isCut: true } : {}),
    candidates: taken.candidates.map((candidate, index) => candidateJson(taken, candidate, index, entered)),
    ...(suggestions === undefined ? {} : { model: modelJson(suggestions) }),
    ...(entered === undefined ? {} : { case: caseJson(entered) }),
  };
}

function modelJson({ model, pieces, isCut, returned, known, dropped, failures }: NonNullable<TakenDocument["suggestions"]>) {
  return { name: model, pieces, isCut, returned, known, dropped, failures };
}

function candidateJson(taken: TakenDocument, candidate: Candidate, index: number, entered: EnteredDocument | undefined): CandidateJson {
  const number = taken.firstNumber + index;
  const standing = entered?.entry.standings[index];
  const accepted = entered?.addition.claims.find((claim) => claim.number === number);
  const isRejected = accepted === undefined && entered?.addition.decided.has(number);
  const source = entered?.entry.id ?? "SOURCE";
  const claim = accepted?.id ?? (standing?.kind === "accepted" ? standing.claim : undefined);
  const written = toNotation(candidate, { claimName: claim ?? `claim_${number}`, sourceName: source });
  return {
    number,
    ...candidate,
    notation: accepted?.block ?? written.claim,
    ...(written.quantities.length > 0 ? { quantities: written.quantities } : {}),
    ...(written.units.length > 0 ? { units: written.units } : {}),
    ...(standing === undefined
      ? {}
      : { standing: accepted ? "accepted" : isRejected ? "rejected" : standing.kind === "unfit" ? standing.reason : standing.kind }),
    ...(claim === undefined ? {} : { claim }),
  };
}

function caseJson({ entry, addition }: EnteredDocument): NonNullable<DocumentJson["case"]> {
  const { id, same, echoes, folder } = entry;
  return {
    source: id,
    isNew: same === undefined,
    ...(same ? { same: same.same } : {}),
    archive: same?.source.archive ?? `${folder}/text.txt`,
    chapter: addition.chapter,
    echoes: echoes.map(({ source, similarity, earlier }) => ({ source, similarity, ...(earlier === undefined ? {} : { earlier }) })),
    ...(addition.source === undefined ? {} : { notation: addition.source }),
    accepted: addition.claims.map(({ number, id: claim }) => ({ number, claim })),
  };
}
