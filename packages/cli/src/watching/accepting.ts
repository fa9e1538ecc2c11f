/** Deciding about candidates: what is accepted becomes an observation in a chapter of the case, or changes the odds of a forecast; each decision is an entry of the ledger. */
import { sha256Hex } from "@outweigh/evidence";
import {
  type CandidateEntry,
  type Compiled,
  type Consequence,
  compileCase,
  consequenceOf,
  criteriaOf,
  type DecisionEntry,
  isEntry,
  type Json,
  type LedgerDraft,
  type LedgerEntry,
} from "@outweigh/language";
import type { Effects } from "../effects.js";
import type { CaseFiles } from "../files-node.js";
import { writeTogether } from "../ingest/case-transaction.js";
import { overlayFiles } from "../ingest/overlay-files.js";
import { isProblem, type Problem, problem } from "../problem.js";
import type { Signature } from "./looking.js";

/** The chapter that takes accepted observations. */
export const observedChapter = "observed.md";

const opening = `# What has come in

Each of these observations was found by an indicator and accepted by a person; the ledger says by whom and when. Take one out, and the
results are as they were before it.
`;

/** A decision that was asked for. */
export interface Verdict {
  /** The key of a candidate, or the beginning of one. */
  readonly key: string;
  readonly verdict: DecisionEntry["verdict"];
}

/** A decision that was made, and what follows. */
export interface Decided {
  readonly candidate: CandidateEntry;
  readonly verdict: DecisionEntry["verdict"];
  readonly consequence: Consequence | undefined;
  /** Whether the observation is in the case; false where it does not fit the case, and `obstacle` says why. */
  readonly obstacle: string | undefined;
}

/** What deciding needs. */
export interface DecisionContext {
  readonly compiled: Compiled;
  readonly files: CaseFiles;
  readonly folder: string;
  readonly entries: readonly LedgerEntry[];
  readonly signature: Signature;
  readonly isDry: boolean;
  readonly effects: Effects;
}

/** The decisions with the entries to write; the chapter is written first, so that an entry never tells of an observation that is not there. A key that fits none or several candidates is a problem, and nothing is done. */
export function decide(
  context: DecisionContext,
  verdicts: readonly Verdict[],
): { readonly decided: readonly Decided[]; readonly drafts: readonly LedgerDraft[] } | Problem {
  const { signature } = context;
  const chosen = verdicts.map((each) => ({ ...each, candidate: candidateOf(context.entries, each.key) }));
  for (const { candidate } of chosen) if (isProblem(candidate)) return candidate;
  const decided: Decided[] = [];
  const drafts: LedgerDraft[] = [];
  let [compiled, chapter] = [context.compiled, chapterOf(context)];
  let entries = context.entries;
  for (const { candidate, verdict } of chosen) {
    if (isProblem(candidate)) continue;
    const before = entries.filter(isEntry("decision")).findLast(({ key }) => key === candidate.key);
    if (before?.verdict === verdict) continue;
    const { assessment, lowering } = compiled;
    const known = { assessment, stated: lowering.indicators, entries, by: signature.by, today: signature.at.slice(0, 10) };
    const consequence = verdict === "accepted" ? consequenceOf(candidate, known) : undefined;
    let obstacle: string | undefined;
    if (consequence?.kind === "observe") {
      const text = `${chapter.text.trimEnd()}\n\n\`\`\`outweigh\n${consequence.block}\`\`\`\n`;
      const next = compileCase(
        overlayFiles(context.files, context.folder, new Map([[observedChapter, new TextEncoder().encode(text)]])),
        context.folder,
      );
      const error = next.diagnostics.find(({ severity }) => severity === "error");
      obstacle = error && `${error.message} ${error.remedy}`;
      if (!error) [compiled, chapter] = [next, { ...chapter, text }];
    }
    decided.push({ candidate, verdict, consequence, obstacle });
    if (obstacle !== undefined) continue;
    const own: LedgerDraft[] = [];
    if (consequence?.kind === "set") own.push(...forecastDrafts(compiled, entries, consequence, signature));
    const effect = consequence && (consequence.kind === "none" ? leftBy(candidate, compiled) : effectJson(consequence));
    own.push({ kind: "decision", ...signature, key: candidate.key, verdict, ...(effect && { effect }) });
    drafts.push(...own);
    entries = [...entries, ...own.map((draft) => ({ ...draft, id: "", after: [] }) as LedgerEntry)];
  }
  const failure = context.isDry || chapter.text === chapter.was ? undefined : writeChapter(context, chapter);
  return failure ?? { decided, drafts };
}

/** The effect of a candidate whose observation was written when the command was cut off before it could tell the ledger. */
function leftBy({ key }: CandidateEntry, { assessment }: Compiled): Json | undefined {
  const left = assessment.observations.find(({ note }) => note?.includes(key));
  return left && { kind: "observe", name: left.id, chapter: observedChapter };
}

function candidateOf(entries: readonly LedgerEntry[], key: string): CandidateEntry | Problem {
  const all = [...new Map(entries.filter(isEntry("candidate")).map((entry) => [entry.key, entry])).values()];
  const found = all.filter((entry) => entry.key === key || (key.length >= 4 && entry.key.startsWith(key.toLowerCase())));
  if (found.length === 1) return found[0]!;
  return found.length > 1
    ? problem(`The key ${key} begins several candidates: ${found.map((entry) => entry.key).join(", ")}.`, "Give more of it.")
    : problem(`There is no candidate with the key ${key}.`, "outweigh watch DIR lists those that wait for a decision, with their keys.");
}

interface Chapter {
  readonly text: string;
  readonly was: string;
  readonly hash: string | undefined;
}

function chapterOf({ effects, folder }: DecisionContext): Chapter {
  const read = effects.disk.readWhole(`${folder}/${observedChapter}`);
  if (!read.ok) return { text: opening, was: opening, hash: undefined };
  const text = new TextDecoder().decode(read.bytes);
  return { text, was: text, hash: sha256Hex(read.bytes) };
}

function writeChapter({ effects, folder }: DecisionContext, { text, hash }: Chapter): Problem | undefined {
  return writeTogether(effects.disk, folder, [{ path: observedChapter, content: new TextEncoder().encode(text), before: hash }]);
}

/** The entry of a changed forecast, after one that opens it where nobody has forecast it yet. */
function forecastDrafts(
  { assessment }: Compiled,
  entries: readonly LedgerEntry[],
  { forecast, now, reason }: Extract<Consequence, { readonly kind: "set" }>,
  signature: Signature,
): readonly LedgerDraft[] {
  const isOpen = entries.some((entry) => entry.kind === "open" && entry.forecast === forecast);
  const declared = assessment.forecasts.find(({ id }) => id === forecast);
  const set: LedgerDraft = { kind: "set", ...signature, forecast, forecaster: signature.by, value: { probability: now }, reason };
  return isOpen || !declared ? [set] : [{ kind: "open", ...signature, forecast, ...criteriaOf(declared) }, set];
}

function effectJson(consequence: Extract<Consequence, { readonly kind: "observe" | "set" }>): Json {
  if (consequence.kind === "observe") return { kind: "observe", name: consequence.name, chapter: observedChapter };
  const { forecast, was, now, ratio } = consequence;
  return { kind: "set", forecast, was, now, ratio };
}
