/** The sources of the case with their claims, and how the copy of each stands. */
import { holdsQuote, recordsFolder, type TlpMark } from "@outweigh/evidence";
import { type ClaimDeclaration, markOfClaim, type QuoteState, type Span } from "@outweigh/language";
import { defineQuestion } from "../question.js";
import { type CopyState, lockOf, readSource } from "../source-reading.js";

/** A claim. */
export interface ClaimAnswer {
  readonly id: string;
  readonly label: string;
  readonly source: string;
  readonly quote: string | undefined;
  readonly states: string | undefined;
  readonly saidBy: string | undefined;
  readonly note: string | undefined;
  readonly grade: string | undefined;
  readonly mark: TlpMark | undefined;
  readonly quoteState: QuoteState;
  /** Claims that contradict it, whichever of the two says so. */
  readonly conflictsWith: readonly string[];
  readonly corroborates: readonly string[];
  readonly span: Span;
}

/** A source. */
export interface SourceAnswer {
  readonly id: string;
  readonly label: string;
  readonly by: string | undefined;
  readonly author: string | undefined;
  readonly date: string | undefined;
  readonly url: string | undefined;
  readonly archive: string | undefined;
  readonly grade: string | undefined;
  readonly mark: TlpMark | undefined;
  readonly access: string | undefined;
  readonly descriptor: string | undefined;
  readonly derivedFrom: readonly string[];
  readonly span: Span;
  readonly state: CopyState;
  /** Of the quotes of its claims, how many the lock vouches for. */
  readonly held: number;
  /** Where the decisions on its passages are remembered. */
  readonly decisions: string;
  readonly claims: readonly ClaimAnswer[];
}

export const evidenceSources = defineQuestion<undefined, readonly SourceAnswer[]>({
  doc: "The sources in the order of the case; also of a case with errors. Claims from a source that is not declared are left out: a diagnostic tells of them.",
  answer: (_, { evaluation, files }) => {
    const { assessment } = evaluation.compiled;
    const { sources, claims } = assessment;
    const lock = lockOf({ files });
    const conflicts = new Map<string, Set<string>>();
    const oppose = (one: string, other: string) => conflicts.set(one, (conflicts.get(one) ?? new Set()).add(other));
    for (const { id, conflictsWith } of claims)
      for (const { text } of conflictsWith) {
        oppose(id, text);
        oppose(text, id);
      }
    const bySource = new Map<string, ClaimDeclaration[]>();
    for (const claim of claims) bySource.set(claim.source, [...(bySource.get(claim.source) ?? []), claim]);
    const told = (claim: ClaimDeclaration): ClaimAnswer => ({
      id: claim.id,
      label: claim.label,
      source: claim.source,
      quote: claim.quote,
      states: claim.states,
      saidBy: claim.saidBy,
      note: claim.note,
      grade: claim.grade,
      mark: markOfClaim(assessment, claim),
      quoteState: claim.quoteState,
      conflictsWith: [...(conflicts.get(claim.id) ?? [])],
      corroborates: claim.corroborates.map(({ text }) => text),
      span: claim.span,
    });
    return sources.map((source): SourceAnswer => {
      const own = bySource.get(source.id) ?? [];
      const locked = lock.get(source.id);
      return {
        id: source.id,
        label: source.label,
        by: source.by,
        author: source.author,
        date: source.date,
        url: source.url,
        archive: source.archive,
        grade: source.grade,
        mark: source.tlp?.mark,
        access: source.access,
        descriptor: source.descriptor,
        derivedFrom: source.derivedFrom.map(({ text }) => text),
        span: source.span,
        state: readSource(source, lock, { files }).state,
        held: locked === undefined ? 0 : own.filter(({ quote }) => quote !== undefined && holdsQuote(locked, quote)).length,
        decisions: `${recordsFolder(source.id, source.archive, (folder) => files.read(`${folder}/capture.json`).ok)}/decisions.json`,
        claims: own.map(told),
      };
    });
  },
});
