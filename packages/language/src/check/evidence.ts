/** Checks the evidence: every quote against the copy of its source or its lock, grades, and claims that share an origin. */
import {
  checkSource,
  credibilityGrades,
  type Difference,
  hasTwoOrigins,
  holdsQuote,
  isStricter,
  type Lock,
  type LockedSource,
  type OriginClaim,
  type OriginGraph,
  originGraph,
  type PreparedSource,
  prepareSource,
  type QuoteCheck,
  quoteHash,
  reliabilityGrades,
  type SharedOrigin,
  sha256Hex,
  updateLock,
  verifyQuote,
} from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration, QuoteState, SourceDeclaration } from "../assessment.js";
import { competingHypotheses } from "../competing.js";
import type { Diagnostic } from "../diagnostic.js";
import * as found from "../diagnostics/evidence.js";
import type { FileSystem } from "../files.js";
import type { NameSyntax } from "../syntax.js";
import { reasonLists } from "./mentions.js";
import { copyText, findCopy, readSourceLock } from "./source-copies.js";

/** How the quotes stand, by claim. */
export interface EvidenceCheck {
  readonly states: ReadonlyMap<string, QuoteState>;
  /** sha-256 of each quote after normalisation, as the lock has it; claims without a quote have none. */
  readonly hashes: ReadonlyMap<string, string>;
}

const mostCompared = 200;

type Report = (diagnostic: Diagnostic) => void;

/** Checks all evidence of an assessment. Copies are looked for in `folder`, the folder of the case, and in `files`' other places; `lockText` is the text of `sources.lock`, if there is one. */
export function checkEvidence(
  assessment: Assessment,
  files: FileSystem,
  folder: string,
  lockText: string | undefined,
  report: Report,
): EvidenceCheck {
  const lock = readSourceLock(lockText, report);
  const states = new Map<string, QuoteState>();
  const prepared = new Map<string, PreparedSource>();
  const quoted = quotedBySource(assessment);
  for (const source of assessment.sources) {
    checkQuotesOf(source, quoted.get(source.id) ?? [], { files, folder, locked: lock.get(source.id), prepared, states, report });
  }
  for (const claim of assessment.claims) {
    if (claim.quote !== undefined) continue;
    states.set(claim.id, "unquoted");
    report(found.claimUnquoted.at(claim.span, { claim: claim.id, source: claim.source }));
  }
  checkGrades(assessment, report);
  checkMarks(assessment, report);
  checkOrigins(assessment, report);
  const hashes = new Map(
    assessment.claims.flatMap((claim) => (claim.quote === undefined ? [] : [[claim.id, quoteHash(claim.quote)] as const])),
  );
  for (const claim of assessment.claims) if (!states.has(claim.id)) states.set(claim.id, "failed");
  return { states, hashes };
}

function checkMarks({ claims, sources }: Assessment, report: Report): void {
  for (const claim of claims) {
    const source = sources.find(({ id }) => id === claim.source);
    if (!claim.tlp || !source?.tlp || claim.tlp.because !== undefined || !isStricter(source.tlp.mark, claim.tlp.mark)) continue;
    const parameters = { claim: claim.id, mark: claim.tlp.mark, source: source.id, sourceMark: source.tlp.mark };
    report(found.markLowered.at(claim.tlp.span, parameters, { span: source.tlp.span, message: "The mark of the source." }));
  }
}

function quotedBySource(assessment: Assessment): ReadonlyMap<string, readonly ClaimDeclaration[]> {
  const quoted = new Map<string, ClaimDeclaration[]>();
  for (const claim of assessment.claims) {
    if (claim.quote === undefined) continue;
    const list = quoted.get(claim.source);
    if (list) list.push(claim);
    else quoted.set(claim.source, [claim]);
  }
  return quoted;
}

interface QuoteChecking {
  readonly files: FileSystem;
  readonly folder: string;
  readonly locked: LockedSource | undefined;
  /** Texts by file and hash, for sources that share a copy. */
  readonly prepared: Map<string, PreparedSource>;
  readonly states: Map<string, QuoteState>;
  readonly report: Report;
}

function checkQuotesOf(source: SourceDeclaration, quoted: readonly ClaimDeclaration[], checking: QuoteChecking): void {
  const { files, folder, locked, states, report } = checking;
  const copy = findCopy(source, files, folder, locked);
  const file = source.archive ?? locked?.file ?? source.id;
  if (copy.kind === "unreadable") {
    if (quoted.length > 0) report(found.sourceUnreadable.at(source.span, { source: source.id, file, reason: copy.reason }));
    for (const claim of quoted) states.set(claim.id, "failed");
    return;
  }
  const bytes = copy.kind === "copy" ? copy.bytes : undefined;
  const state = checkSource(bytes, locked);
  if (state === "changed") report(found.sourceChanged.at(source.span, { source: source.id, file, captured: locked!.captured }));
  if (state === "not-locked") report(found.sourceNotLocked.at(source.span, { source: source.id, missing: "copy" }));
  if (bytes === undefined) checkAbsent(source, quoted, checking);
  else if (quoted.length > 0) checkPresent(source, quoted, file, bytes, state === "present", checking);
}

function checkPresent(
  source: SourceDeclaration,
  quoted: readonly ClaimDeclaration[],
  file: string,
  bytes: Uint8Array,
  isLocked: boolean,
  checking: QuoteChecking,
): void {
  const { locked, states, report } = checking;
  const key = `${file}\n${sha256Hex(bytes)}`;
  const text = prepareCopy(source, file, bytes, key, checking);
  if (!text) {
    for (const claim of quoted) states.set(claim.id, "failed");
    return;
  }
  let fresh = 0;
  for (const claim of quoted) {
    const check = verifyQuote(text, claim.quote!);
    reportQuote(claim, source, check, report);
    const isThere = check.state === "exact" || check.state === "ambiguous";
    states.set(claim.id, isThere ? "verified" : "failed");
    if (isThere && isLocked && !holdsQuote(locked!, claim.quote!)) fresh++;
  }
  if (fresh > 0)
    report(
      found.sourceNotLocked.at(source.span, { source: source.id, missing: fresh === 1 ? "one of its quotes" : `${fresh} of its quotes` }),
    );
}

/** The text of a copy, ready for its quotes; sources that share a copy share the text. A copy that is no text is reported. */
function prepareCopy(
  source: SourceDeclaration,
  file: string,
  bytes: Uint8Array,
  key: string,
  { prepared, report }: Pick<QuoteChecking, "prepared" | "report">,
): PreparedSource | undefined {
  const known = prepared.get(key);
  if (known) return known;
  const read = copyText(file, bytes);
  if ("problem" in read) {
    report(found.sourceUnreadable.at(source.span, { source: source.id, file, reason: read.problem }));
    return undefined;
  }
  const text = prepareSource(read.text);
  prepared.set(key, text);
  return text;
}

function checkAbsent(source: SourceDeclaration, quoted: readonly ClaimDeclaration[], { locked, states, report }: QuoteChecking): void {
  for (const claim of quoted) {
    if (locked && holdsQuote(locked, claim.quote!)) {
      states.set(claim.id, "held-by-hash");
      continue;
    }
    states.set(claim.id, "failed");
    const span = claim.quoteSpan ?? claim.span;
    if (locked) {
      report(found.quoteNotInSource.at(span, { source: source.id, how: "", kind: "lock", passage: "" }));
      continue;
    }
    const reason =
      source.archive === undefined
        ? `the source ${source.id} names no copy, and nothing is locked`
        : `the copy ${source.archive} is not here, and nothing is locked`;
    report(found.sourceCopyMissing.at(span, { source: source.id, reason }));
  }
}

/**
 * Makes the lock of an assessment from the copies at hand and the lock before. `today` is an ISO date. Reported are the quotes that do not
 * stand in their copy; a copy that has changed is locked anew, and a source whose copy is absent keeps its entry.
 */
export function lockSources(
  assessment: Assessment,
  files: FileSystem,
  folder: string,
  lockText: string | undefined,
  today: string,
  report: Report,
): Lock {
  const previous = readSourceLock(lockText, () => {});
  const quotedOf = quotedBySource(assessment);
  const prepared = new Map<string, PreparedSource>();
  const copies = assessment.sources.flatMap((source) => {
    const locked = previous.get(source.id);
    const copy = findCopy(source, files, folder, locked);
    const quoted = quotedOf.get(source.id) ?? [];
    const file = source.archive ?? locked?.file ?? source.id;
    if (copy.kind === "unreadable") report(found.sourceUnreadable.at(source.span, { source: source.id, file, reason: copy.reason }));
    if (copy.kind !== "copy") return [];
    const text =
      quoted.length > 0 ? prepareCopy(source, file, copy.bytes, `${file}\n${sha256Hex(copy.bytes)}`, { prepared, report }) : undefined;
    if (text) for (const claim of quoted) reportQuote(claim, source, verifyQuote(text, claim.quote!), report);
    return [{ id: source.id, file, bytes: copy.bytes, quotes: quoted.map((claim) => claim.quote!) }];
  });
  return updateLock(
    previous,
    copies,
    assessment.sources.map((source) => source.id),
    today,
  );
}

function reportQuote(claim: ClaimDeclaration, source: SourceDeclaration, check: QuoteCheck, report: Report): void {
  const span = claim.quoteSpan ?? claim.span;
  if (check.state === "too-short")
    report(found.quoteTooShort.at(span, { source: source.id, part: check.part, occurrences: check.occurrences }));
  if (check.state === "ambiguous") report(found.quoteAmbiguous.at(span, { source: source.id, occurrences: check.occurrences }));
  if (check.state === "exact" || check.state === "ambiguous") {
    if (check.dropped !== undefined) report(found.quoteOmitsNegation.at(span, { source: source.id, word: check.dropped }));
  }
  if (check.state !== "missing") return;
  const passage = check.nearest?.passage ?? "";
  const kind = check.isDisordered ? "order" : (check.nearest?.differences[0]?.kind ?? "absent");
  report(found.quoteNotInSource.at(span, { source: source.id, how: howItDiffers(check), kind, passage }));
}

const kindWords: Readonly<Record<Difference["kind"], string>> = {
  number: "a changed number",
  negation: "a changed negation",
  modal: "a changed “may” or “will”",
  unit: "a changed unit",
  word: "other words",
  punctuation: "other marks or spaces",
};

function howItDiffers(check: QuoteCheck & { readonly state: "missing" }): string {
  if (check.isDisordered) return "Its parts are there, but not in this order, or more than a page apart.";
  if (!check.nearest) return "Nothing there is like it.";
  const listed = check.nearest.differences.slice(0, 3).map(({ kind, expected, found: there }) => {
    if (expected === "") return `the source has “${shorten(there)}” besides (${kindWords[kind]})`;
    if (there === "") return `“${shorten(expected)}” is not there (${kindWords[kind]})`;
    return `“${shorten(expected)}” is “${shorten(there)}” there (${kindWords[kind]})`;
  });
  const more = check.nearest.differences.length - listed.length;
  return `The nearest passage is “${shorten(check.nearest.passage, 200)}”: ${listed.join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}

function shorten(text: string, most = 60): string {
  return text.length <= most ? text : `${text.slice(0, most / 2).trimEnd()} … ${text.slice(-most / 2).trimStart()}`;
}

function checkGrades(assessment: Assessment, report: Report): void {
  const check = (kind: string, grades: ReadonlyMap<string, unknown>, declared: SourceDeclaration | ClaimDeclaration) => {
    if (declared.grade === undefined) report(found.gradeMissing.at(declared.span, { kind, name: declared.id }));
    else if (!grades.has(declared.grade)) report(found.unknownGrade.at(declared.span, { kind, name: declared.id, grade: declared.grade }));
  };
  for (const source of assessment.sources) check("source", reliabilityGrades, source);
  for (const claim of assessment.claims) check("claim", credibilityGrades, claim);
}

function checkOrigins(assessment: Assessment, report: Report): void {
  const claims = new Map(assessment.claims.map((claim) => [claim.id, claim]));
  const graph = originGraph(assessment.sources.map(({ id, derivedFrom }) => ({ id, derivedFrom: derivedFrom.map((name) => name.text) })));
  const peers = new Map(assessment.claims.map((claim): [string, OriginClaim[]] => [claim.id, []]));
  for (const claim of assessment.claims) {
    for (const name of claim.corroborates) {
      const other = claims.get(name.text);
      if (!other || other === claim) continue;
      peers.get(claim.id)!.push(other);
      peers.get(other.id)!.push(claim);
      reportEcho(graph, other, claim, name, "corroboration", report);
    }
  }
  for (const claim of assessment.claims) {
    if (claim.grade === "1" && !hasTwoOrigins(graph, [claim, ...peers.get(claim.id)!.slice(0, mostCompared)])) {
      report(found.gradeNeedsTwoOrigins.at(claim.span, { claim: claim.id }));
    }
  }
  const weighed = competingHypotheses(assessment).map(({ evidence }) => evidence.flatMap(({ declaration }) => declaration.because));
  for (const reasons of [...reasonLists(assessment), ...weighed]) {
    const cited = reasons.flatMap((reason) =>
      reason.kind === "reference" && claims.has(reason.id) ? [{ claim: claims.get(reason.id)!, span: reason.span }] : [],
    );
    cited.slice(0, mostCompared).forEach(({ claim, span }, index) => {
      const earlier = cited.slice(0, index).find((other) => other.claim !== claim && graph.shared(other.claim, claim));
      if (earlier) reportEcho(graph, earlier.claim, claim, { text: claim.id, span }, "reason", report);
    });
  }
}

function reportEcho(
  graph: OriginGraph,
  first: ClaimDeclaration,
  second: ClaimDeclaration,
  at: NameSyntax,
  use: string,
  report: Report,
): void {
  const shared = graph.shared(first, second);
  if (!shared) return;
  report(
    found.echo.at(
      at.span,
      { first: first.id, second: second.id, shared: sharedWords(shared), use },
      { span: first.span, message: `${first.id} is declared here.` },
    ),
  );
}

function sharedWords(shared: SharedOrigin): string {
  if (shared.kind === "same-source") return `both are from ${shared.name}`;
  return shared.kind === "common-origin" ? `both go back to ${shared.name}` : `both report what ${shared.name} said`;
}
