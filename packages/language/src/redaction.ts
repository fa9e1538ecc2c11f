/** A copy of a case that may go further than some of its evidence: what is marked more strictly is withheld, counts and grades stay. */
import { isStricter, type TlpMark, tlpLabel } from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration, Reason, SourceDeclaration } from "./assessment.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Compiled } from "./evaluated.js";
import { markOfClaim } from "./handling.js";
import type { Ledger } from "./ledger/chain.js";
import type { LedgerEntry } from "./ledger/entry.js";
import type { Span } from "./syntax.js";

/** What was withheld from a copy of a case, by mark. */
export interface Withheld {
  readonly mark: TlpMark;
  readonly claims: number;
  readonly sources: number;
}

/** A case fit for a mark, or what stands against it: the case's own mark; numbers that rest on what must be withheld; text that tells it. */
export type Redaction =
  | { readonly kind: "redacted"; readonly compiled: Compiled; readonly withheld: readonly Withheld[] }
  | { readonly kind: "case-marked"; readonly mark: TlpMark }
  | {
      readonly kind: "rests";
      readonly uses: readonly { readonly claim: string; readonly mark: TlpMark; readonly by: string; readonly span: Span }[];
    }
  | { readonly kind: "told"; readonly places: readonly { readonly claim: string; readonly words: string; readonly span: Span }[] };

/**
 * The case with every claim and source that is marked more strictly than `limit` withheld: names, words and speakers go, grades, marks and counts
 * stay. It is refused where a number rests on what must be withheld, unless that was withdrawn and leaves nothing of it in the number, and where
 * the text of the case repeats five words of it or its speaker.
 */
export function redact(compiled: Compiled, limit: TlpMark): Redaction {
  const { assessment } = compiled;
  if (assessment.case.tlp && isStricter(assessment.case.tlp.mark, limit)) return { kind: "case-marked", mark: assessment.case.tlp.mark };
  const isOver = (mark: TlpMark | undefined) => mark !== undefined && isStricter(mark, limit);
  const claims = assessment.claims.filter((claim) => isOver(markOfClaim(assessment, claim)));
  const sources = assessment.sources.filter(({ tlp }) => isOver(tlp?.mark));
  if (claims.length + sources.length === 0) return { kind: "redacted", compiled, withheld: [] };
  const uses = usesOf(compiled, new Set([...claims, ...sources].map(({ id }) => id))).map((use) => ({
    ...use,
    mark: markOf(assessment, use.claim) ?? "RED",
  }));
  if (uses.length > 0) return { kind: "rests", uses };
  const places = tellingPlaces(compiled, claims, sources);
  if (places.length > 0) return { kind: "told", places };
  const marks = new Set([...claims.map((claim) => markOfClaim(assessment, claim)!), ...sources.map(({ tlp }) => tlp!.mark)]);
  return {
    kind: "redacted",
    compiled: { ...withoutNames(compiled, claims, sources), ledger: withoutWords(compiled.ledger) },
    withheld: [...marks].map((mark) => ({
      mark,
      claims: claims.filter((claim) => markOfClaim(assessment, claim) === mark).length,
      sources: sources.filter(({ tlp }) => tlp?.mark === mark).length,
    })),
  };
}

/** The ledger without the words that people wrote in it, which may tell anything: what they forecast and what came out stays. */
function withoutWords(ledger: Ledger): Ledger {
  const words = "withheld";
  const entries = ledger.entries.map((entry): LedgerEntry => {
    switch (entry.kind) {
      case "set": {
        const { reason: _, ...rest } = entry;
        return rest;
      }
      case "resolve": {
        const { note: _, ...rest } = entry;
        return { ...rest, evidence: words };
      }
      case "annul":
      case "criteria":
        return { ...entry, reason: words };
      case "candidate": {
        const { address: _, ...rest } = entry;
        return { ...rest, title: words, passage: words };
      }
      case "publish":
        return { ...entry, reasons: entry.reasons.map((each) => ({ ...each, reason: words })) };
      default:
        return entry;
    }
  });
  return { ...ledger, entries };
}

function markOf(assessment: Assessment, id: string): TlpMark | undefined {
  const claim = assessment.claims.find((each) => each.id === id);
  return claim ? markOfClaim(assessment, claim) : assessment.sources.find((each) => each.id === id)?.tlp?.mark;
}

/** Ways of withdrawing after which nothing of the evidence is left in the number. */
const clean = new Set(["instead", "rows-dropped", "left-out"]);

/** Everything in the model that names one of these as a reason and was not freed of it. */
function usesOf({ assessment, withdrawal }: Compiled, ids: ReadonlySet<string>) {
  const freed = new Set(
    withdrawal?.changes.filter(({ how }) => clean.has(how)).flatMap(({ id, lost }) => lost.map((each) => `${id} ${each}`)),
  );
  const uses: { readonly claim: string; readonly by: string; readonly span: Span }[] = [];
  const { case: _, claims: _claims, sources: _sources, chapters: _chapters, files: _files, ...rest } = assessment;
  const visit = (value: unknown, by: string | undefined): void => {
    if (Array.isArray(value)) for (const each of value) visit(each, by);
    else if (typeof value === "object" && value !== null) {
      const named = "id" in value && "because" in value && by === undefined && typeof value.id === "string" ? value.id : by;
      if ("because" in value && Array.isArray(value.because) && named !== undefined)
        for (const reason of value.because as readonly Reason[])
          if (reason.kind === "reference" && ids.has(reason.id) && !freed.has(`${named} ${reason.id}`))
            uses.push({ claim: reason.id, by: named, span: reason.span });
      for (const [key, inner] of Object.entries(value)) if (key !== "because") visit(inner, named);
    }
  };
  visit(Object.values(rest), undefined);
  return uses;
}

/** The fewest words in a row that tell what was withheld. */
const tellingWords = 5;

const wordsOf = (text: string): readonly { readonly word: string; readonly at: number }[] =>
  [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}.,’'-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu)].map((match) => ({
    word: match[0].toLowerCase().replaceAll("’", "'"),
    at: match.index,
  }));

type Secret = { readonly claim: string; readonly text: string };

function secretsOf(claims: readonly ClaimDeclaration[], sources: readonly SourceDeclaration[]): readonly Secret[] {
  return [
    ...claims.flatMap((claim) =>
      [claim.quote, claim.states, claim.saidBy, claim.note].flatMap((text) => (text ? [{ claim: claim.id, text }] : [])),
    ),
    ...sources.flatMap((source) =>
      [source.label, source.descriptor, source.note].flatMap((text) => (text ? [{ claim: source.id, text }] : [])),
    ),
  ];
}

/** Runs of words that tell a secret, each with the name of what it tells. */
function tellingRuns(secrets: readonly Secret[]): ReadonlyMap<string, string> {
  const runs = new Map<string, string>();
  for (const { claim, text } of secrets) {
    const words = wordsOf(text).map(({ word }) => word);
    const length = Math.min(tellingWords, words.length);
    if (length < 2) continue;
    for (let at = 0; at + length <= words.length; at++) runs.set(words.slice(at, at + length).join(" "), claim);
  }
  return runs;
}

/** The first place in a text that tells each secret, from and to as offsets. */
function toldIn(text: string, runs: ReadonlyMap<string, string>) {
  const words = wordsOf(text);
  const found = new Map<string, { readonly claim: string; readonly words: string; readonly from: number; readonly to: number }>();
  for (let length = 2; length <= tellingWords; length++)
    for (let at = 0; at + length <= words.length; at++) {
      const run = words
        .slice(at, at + length)
        .map(({ word }) => word)
        .join(" ");
      const claim = runs.get(run);
      const last = words[at + length - 1]!;
      if (claim !== undefined && !found.has(claim))
        found.set(claim, { claim, words: run, from: words[at]!.at, to: last.at + last.word.length });
    }
  return [...found.values()];
}

/** What a mark must not show of a case, for texts that are made beside it: the names of its claims and sources, and whether a text tells one of them. */
export function withheldOf(
  assessment: Assessment,
  limit: TlpMark,
): {
  readonly names: ReadonlySet<string>;
  readonly toldIn: (text: string) => readonly { readonly claim: string; readonly words: string }[];
} {
  const isOver = (mark: TlpMark | undefined) => mark !== undefined && isStricter(mark, limit);
  const claims = assessment.claims.filter((claim) => isOver(markOfClaim(assessment, claim)));
  const sources = assessment.sources.filter(({ tlp }) => isOver(tlp?.mark));
  const runs = tellingRuns(secretsOf(claims, sources));
  return { names: new Set([...claims, ...sources].map(({ id }) => id)), toldIn: (text) => toldIn(text, runs) };
}

/** Where the text of the case, the blocks of what is withheld apart, repeats its words. */
function tellingPlaces({ assessment, lowering }: Compiled, claims: readonly ClaimDeclaration[], sources: readonly SourceDeclaration[]) {
  const runs = tellingRuns(secretsOf(claims, sources));
  const own = [...claims, ...sources].flatMap(({ id, span }) => [{ file: span.file, text: lowering.definitions.get(id) ?? "" }]);
  return Object.entries(assessment.files).flatMap(([file, text]) => {
    let open = text;
    for (const { file: where, text: definition } of own)
      if (where === file && definition !== "") open = open.replace(definition, " | ".padEnd(definition.length));
    return toldIn(open, runs).map(({ claim, words, from, to }) => ({ claim, words, span: { file, from, to } }));
  });
}

function withoutNames(compiled: Compiled, claims: readonly ClaimDeclaration[], sources: readonly SourceDeclaration[]): Compiled {
  const { assessment, lowering, diagnostics } = compiled;
  const names = new Map([
    ...claims.map(({ id }, place): [string, string] => [id, `withheld_claim_${place + 1}`]),
    ...sources.map(({ id }, place): [string, string] => [id, `withheld_source_${place + 1}`]),
  ]);
  const rename = (id: string) => names.get(id) ?? id;
  const inWords = (text: string) => text.replace(/[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}\p{N}_]+)*/gu, rename);
  const gone = { because: [], note: undefined };
  const isGone = (id: string) => names.has(id);
  const list = (syntax: readonly { readonly text: string; readonly span: Span }[]) =>
    syntax.map((name) => ({ ...name, text: rename(name.text) }));
  const { withdrawal } = compiled;
  return {
    ...compiled,
    ...(withdrawal && {
      withdrawal: {
        ...withdrawal,
        asked: withdrawal.asked.map(inWords),
        claims: withdrawal.claims.map(rename),
        sources: withdrawal.sources.map(rename),
        ungraded: withdrawal.ungraded.map(rename),
        changes: withdrawal.changes.map((change) => ({ ...change, lost: change.lost.map(rename) })),
      },
    }),
    assessment: {
      ...assessment,
      claims: assessment.claims.map((claim, place) => ({
        ...claim,
        id: rename(claim.id),
        source: rename(claim.source),
        conflictsWith: list(claim.conflictsWith),
        corroborates: list(claim.corroborates),
        ...(isGone(claim.id)
          ? {
              ...gone,
              label: `Claim ${place + 1}`,
              quote: undefined,
              quoteSpan: undefined,
              saidBy: undefined,
              states: `Withheld: ${tlpLabel(markOfClaim(assessment, claim)!)}.`,
              tlp: { mark: markOfClaim(assessment, claim)!, because: undefined, span: claim.span },
            }
          : {}),
      })),
      sources: assessment.sources.map((source, place) => ({
        ...source,
        id: rename(source.id),
        derivedFrom: list(source.derivedFrom),
        ...(isGone(source.id)
          ? {
              ...gone,
              label: `Source ${place + 1}, withheld`,
              by: undefined,
              author: undefined,
              date: undefined,
              url: undefined,
              archive: undefined,
              descriptor: undefined,
            }
          : {}),
      })),
    },
    lowering: {
      ...lowering,
      definitions: new Map([...lowering.definitions].flatMap(([id, text]) => (isGone(id) ? [] : [[id, inWords(text)]]))),
    },
    diagnostics: diagnostics.map(
      (each): Diagnostic => ({
        ...each,
        message: inWords(each.message),
        remedy: inWords(each.remedy),
        parameters: Object.fromEntries(
          Object.entries(each.parameters).map(([key, value]) => [key, typeof value === "string" ? inWords(value) : value]),
        ),
      }),
    ),
  };
}
