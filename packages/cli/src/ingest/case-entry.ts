/** What a document is to a case: new, there already, or an echo of another; and what of it goes into the case once the analyst has decided. */
import {
  type Candidate,
  type Decision,
  decisionsText,
  normaliseQuote,
  prepareSource,
  quoteHash,
  toNotation,
  verifyQuote,
} from "@outweigh/evidence";
import { version } from "../version.js";
import { archiveNames, type Capture, readDecisions, recordText } from "./capture.js";
import type { CaseDraft } from "./case-draft.js";
import { isInside } from "./case-transaction.js";
import { chapterName, newChapter, withBlocks } from "./chapter-text.js";
import { echoesOf, type SourceEcho } from "./echoes-of-case.js";
import { findSame, folderOf, type KnownSource, textHashOf } from "./known-sources.js";
import { sourceBlock } from "./notation-blocks.js";
import { freeName, nameOfFile, plainName, suggestSourceName } from "./source-name.js";
import type { TakenDocument } from "./taken-document.js";

/** How one candidate stands: nothing decided, decided, in the case, or unfit because its words cannot be verified as a quote. */
export type Standing =
  | { readonly kind: "open" }
  | { readonly kind: "rejected" }
  /** Accepted before; `claim` is its name, `isThere` whether the case still has it. */
  | { readonly kind: "accepted"; readonly claim: string | undefined; readonly isThere: boolean }
  | { readonly kind: "unfit"; readonly reason: "too-short" | "too-long" | "not-in-copy" | "omits-negation" | "repeated" };

/** A document before the decisions on its candidates. */
export interface CaseEntry {
  readonly taken: TakenDocument;
  readonly id: string;
  /** The source of the case that it is, and how that was told; undefined for one that is new. */
  readonly same: { readonly source: KnownSource; readonly same: "bytes" | "text" } | undefined;
  readonly echoes: readonly SourceEcho[];
  /** A source of the case that was taken from the same address and has another text. */
  readonly earlierVersion: KnownSource | undefined;
  readonly standings: readonly Standing[];
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Folder below the case in which its records lie. */
  readonly folder: string;
}

/** What the analyst decided of one candidate. */
export type Verdict = { readonly kind: "accept"; readonly grade: string } | { readonly kind: "reject" } | { readonly kind: "leave" };

const longestQuote = 2000;
const extensions: Readonly<Record<string, string>> = {
  text: "txt",
  markdown: "md",
  html: "html",
  pdf: "pdf",
  docx: "docx",
  email: "eml",
  "feed-entry": "xml",
};

/** Finds what a document is to the case. `name` is the name that the user wants for it. Its name is taken from now on. */
export function enterDocument(draft: CaseDraft, taken: TakenDocument, name: string | undefined): CaseEntry {
  const { document, sha256, isWhole } = taken;
  const same = findSame(draft.known, { bytes: sha256.original, text: document.text, isWhole });
  const id = same?.source.id ?? name ?? suggestSourceName({ ...named(taken), sha256: sha256.text }, (tried) => draft.isTaken(tried));
  const folder =
    same === undefined || same.source.capture === undefined ? `sources/${id}` : `sources/${folderOf(same.source.archive) ?? id}`;
  const safe = isInside(draft.disk, draft.folder, `${folder}/${archiveNames.decisions}`);
  const decisions = draft.decided.get(id) ?? (safe ? readDecisions(draft.disk, `${draft.folder}/${folder}`) : undefined) ?? new Map();
  const isDeclared = same?.source.chapter !== undefined;
  const echoes = isDeclared
    ? []
    : echoesOf(
        draft.known.filter((source) => source !== same?.source),
        document,
      );
  const earlierVersion = same === undefined && taken.url !== undefined ? draft.known.findLast(({ url }) => url === taken.url) : undefined;
  if (same === undefined) {
    draft.take(id);
    draft.known.push({
      id,
      chapter: undefined,
      archive: `${folder}/${archiveNames.text}`,
      capture: undefined,
      bytes: new Set(isWhole ? [sha256.original] : []),
      textHash: textHashOf(document.text),
      text: document.text,
      date: document.date,
      url: taken.url,
    });
  }
  return { taken, id, same, echoes, earlierVersion, decisions, folder, standings: standingsOf(draft, id, same?.source, taken, decisions) };
}

function named({ document, input, url }: TakenDocument) {
  const fileName = url === undefined && input !== "-" && document.kind !== "feed-entry" ? input : undefined;
  return { fileName, title: document.title, publisher: document.publisher };
}

function standingsOf(
  draft: CaseDraft,
  id: string,
  known: KnownSource | undefined,
  { document, candidates }: TakenDocument,
  decisions: ReadonlyMap<string, Decision>,
): readonly Standing[] {
  const source = prepareSource(known?.text ?? document.text);
  const claims = new Map(
    draft.compiled.assessment.claims.flatMap((claim) =>
      claim.source === id && claim.quote !== undefined ? [[normaliseQuote(claim.quote), claim.id] as const] : [],
    ),
  );
  const seen = new Set<string>();
  return candidates.map(({ quote }): Standing => {
    const words = normaliseQuote(quote);
    if (seen.has(words)) return { kind: "unfit", reason: "repeated" };
    seen.add(words);
    const claim = claims.get(words);
    if (claim !== undefined) return { kind: "accepted", claim, isThere: true };
    const decision = decisions.get(quoteHash(quote));
    if (decision?.decision === "rejected") return { kind: "rejected" };
    if (decision) return { kind: "accepted", claim: decision.claim, isThere: false };
    if (quote.length > longestQuote) return { kind: "unfit", reason: "too-long" };
    const check = verifyQuote(source, quote);
    if (check.state === "missing") return { kind: "unfit", reason: "not-in-copy" };
    if (check.state === "too-short") return { kind: "unfit", reason: "too-short" };
    return check.dropped === undefined ? { kind: "open" } : { kind: "unfit", reason: "omits-negation" };
  });
}

/** Puts the copy and the record of a new source into the draft; one that is there already is left as it is. */
export function archiveDocument(draft: CaseDraft, { taken, id, same, folder, echoes }: CaseEntry): void {
  if (same !== undefined) return;
  const { document, bytes, sha256 } = taken;
  const original = `original.${extensions[document.kind]}`;
  const holder = draft.known.find(({ capture }) => capture?.sha256.original === sha256.original)?.capture;
  const shared = holder && /^original\.\w+$/.test(holder.original) ? `../${holder.source}/${holder.original}` : undefined;
  if (shared === undefined) draft.put(`${folder}/${original}`, bytes);
  draft.put(`${folder}/${archiveNames.text}`, document.text);
  const { kind, title, author, date, publisher, language, pages, findings } = document;
  const capture: Capture = {
    format: "outweigh-capture-1",
    source: id,
    original: shared ?? original,
    input: /^[a-z][a-z0-9+.-]*:\/\//i.test(taken.input) ? taken.input : (taken.input.split(/[\\/]/).pop() ?? taken.input),
    captured: taken.captured,
    ...stated({ url: taken.url, httpStatus: taken.http?.status, contentType: taken.contentType }),
    kind,
    ...stated({ title, author, date, publisher, language, pages }),
    sha256,
    reader: `outweigh ${version}`,
    findings,
    ...(taken.suggestions ? { model: { name: taken.suggestions.model, suggested: taken.suggestions.candidates.length } } : {}),
    ...(echoes.length > 0 ? { echoes: echoes.map(({ source, similarity }) => ({ source, similarity })) } : {}),
  };
  draft.put(`${folder}/${archiveNames.capture}`, recordText(capture));
  const place = draft.known.findIndex((known) => known.id === id);
  const known = draft.known[place];
  if (known) draft.known[place] = { ...known, capture };
}

/** A record without the fields that are undefined. */
function stated<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** The blocks that the verdicts would add to the text of the case, with the names of the claims. */
export interface Addition {
  /** The block of the source, where the case has none yet. */
  readonly source: string | undefined;
  readonly claims: readonly { readonly number: number; readonly id: string; readonly block: string; readonly candidate: Candidate }[];
  readonly decisions: ReadonlyMap<string, Decision>;
  /** Numbers of the candidates that were accepted or rejected now. */
  readonly decided: ReadonlySet<number>;
  /** The chapter that gets them, and whether it is a new one. */
  readonly chapter: string;
  readonly isNewChapter: boolean;
}

/** Works out what verdicts, by the number of the candidate, come to. Names of claims are taken from now on. */
export function additionOf(draft: CaseDraft, entry: CaseEntry, verdicts: ReadonlyMap<number, Verdict>): Addition {
  const { taken, id, echoes } = entry;
  const known = draft.known.find((source) => source.id === id);
  const chapter = known?.chapter ?? newChapterOf(draft, taken, id);
  const decisions = new Map(entry.decisions);
  const claims = taken.candidates.flatMap((candidate, index) => {
    const number = taken.firstNumber + index;
    const verdict = verdicts.get(number);
    const standing = entry.standings[index];
    const quote = quoteHash(candidate.quote);
    const suggestedBy = candidate.suggestedBy === undefined ? {} : { suggestedBy: candidate.suggestedBy };
    if (verdict?.kind === "reject") decisions.set(quote, { quote, decision: "rejected", ...suggestedBy });
    if (standing?.kind === "accepted" && standing.isThere && standing.claim !== undefined && !decisions.has(quote))
      decisions.set(quote, { quote, decision: "accepted", claim: standing.claim, ...suggestedBy });
    if (verdict?.kind !== "accept" || standing?.kind === "unfit" || (standing?.kind === "accepted" && standing.isThere)) return [];
    const claim = freeName(claimName(candidate, id), (tried) => draft.isTaken(tried));
    draft.take(claim);
    decisions.set(quote, { quote, decision: "accepted", claim, ...suggestedBy });
    return [
      { number, id: claim, block: toNotation(candidate, { claimName: claim, sourceName: id, grade: verdict.grade }).claim, candidate },
    ];
  });
  const archive = known?.archive ?? `${entry.folder}/${archiveNames.text}`;
  const declared = echoes.filter(({ source }) => draft.known.some((each) => each.id === source && each.chapter !== undefined));
  const source = known?.chapter === undefined ? sourceBlock(taken, { id, archive, echoes: declared }) : undefined;
  const rejected = [...verdicts].flatMap(([number, { kind }]) => (kind === "reject" ? [number] : []));
  const decided = new Set([...claims.map(({ number }) => number), ...rejected]);
  return { source, claims, decisions, decided, chapter, isNewChapter: known?.chapter === undefined };
}

/** The chapter of a new source; all entries of one feed share one. */
function newChapterOf(draft: CaseDraft, { isWhole, input }: TakenDocument, id: string): string {
  if (isWhole) return chapterName(id, draft.chapters());
  const shared = draft.sharedChapters.get(input);
  if (shared !== undefined) return shared;
  const chapter = chapterName(nameOfFile(input) || id, draft.chapters());
  draft.sharedChapters.set(input, chapter);
  return chapter;
}

/** A name for a claim: the first telling words of its quote. */
function claimName({ quote }: Candidate, source: string): string {
  const telling = quote.split(/\s+/).filter((word) => plainName(word).length > 3);
  return plainName(telling.slice(0, 4).join(" "), 36) || `${source}_claim`;
}

/** Puts the text of an addition and the decisions into the draft. */
export function writeAddition(draft: CaseDraft, entry: CaseEntry, addition: Addition): void {
  const { id, folder, decisions: before } = entry;
  draft.decided.set(id, addition.decisions);
  writeBlocks(draft, entry, addition);
  if (addition.decisions.size !== before.size || [...addition.decisions].some(([quote, decision]) => before.get(quote) !== decision))
    draft.put(`${folder}/${archiveNames.decisions}`, decisionsText(id, addition.decisions));
}

function writeBlocks(draft: CaseDraft, entry: CaseEntry, addition: Addition): void {
  const { id } = entry;
  const blocks = [...(addition.source === undefined ? [] : [addition.source]), ...addition.claims.map(({ block }) => block)];
  if (blocks.length === 0) return;
  const text = draft.textOf(addition.chapter);
  const title = entry.taken.isWhole ? id : nameOfFile(entry.taken.input) || id;
  draft.put(addition.chapter, text === undefined ? newChapter(title, blocks) : withBlocks(text, blocks));
  const place = draft.known.findIndex((known) => known.id === id);
  const known = draft.known[place];
  if (known) draft.known[place] = { ...known, chapter: addition.chapter };
}
