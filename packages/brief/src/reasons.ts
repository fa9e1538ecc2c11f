/** Reasons as a reader meets them: claims with quote and source, base rates with their counts, judgements in the analyst's words. */
import { totalOf } from "@outweigh/engine";
import type { PrecedentDeclaration, PrecedentRow, Reason } from "@outweigh/language";
import { lineageAnchor } from "./anchors.js";
import { claimReference, interleave } from "./blocks.js";
import type { Inline } from "./document.js";
import type { Findings } from "./findings.js";
import { formatExact } from "./numbers.js";
import { text } from "./values.js";
import { countWords } from "./words.js";

/** One reason in short form: the claim's reference, the base rate's name, or the judgement. */
export function reasonInlines(findings: Findings, reason: Reason): readonly Inline[] {
  if (reason.kind === "judgement") return [text(`judgement: “${reason.text}”`)];
  const { assessment } = findings;
  if (assessment.claims.some(({ id }) => id === reason.id)) return [claimReference(findings, reason.id)];
  const judgement = assessment.judgements.find(({ id }) => id === reason.id);
  if (judgement) return [text(`judgement of ${findings.label(judgement.by.text)}`)];
  const source = assessment.sources.find(({ id }) => id === reason.id);
  if (source) return [text(`source: ${source.label}`)];
  const label = findings.label(reason.id);
  return [findings.output(reason.id) ? { kind: "reference", text: label, anchor: lineageAnchor(reason.id) } : text(label)];
}

/** One reason in full: for a claim also its words and where they stand. */
export function fullReason(findings: Findings, reason: Reason): readonly Inline[] {
  const short = reasonInlines(findings, reason);
  if (reason.kind === "judgement") return short;
  const claim = findings.assessment.claims.find(({ id }) => id === reason.id);
  if (claim) {
    const source = findings.assessment.sources.find(({ id }) => id === claim.source);
    const words = claim.quote !== undefined ? `: “${claim.quote}”` : claim.states !== undefined ? `: ${claim.states}` : "";
    return [...short, text(`${words} — ${source?.label ?? claim.source}`)];
  }
  const judgement = findings.assessment.judgements.find(({ id }) => id === reason.id);
  if (judgement) {
    const grounds = judgement.because.map((each) => (each.kind === "judgement" ? [text(`“${each.text}”`)] : reasonInlines(findings, each)));
    return [...short, text(": "), ...interleave(grounds, "; ")];
  }
  const precedent = findings.assessment.precedents.find(({ id }) => id === reason.id);
  return precedent ? [...short, text(`: ${countOfClass(precedent)}`)] : short;
}

/** What a reference class rests on, in words: `base rate, 4.5 of 8 cases by weight`. */
export function countOfClass({ rows, ratios, events }: PrecedentDeclaration): string {
  if (ratios) return `ratio of outcome to estimate, ${countWords(ratios.length, "case")}`;
  if (events)
    return `rate, ${countWords(
      events.reduce((sum, row) => sum + row.events, 0),
      "event",
    )}`;
  const { successes, trials } = baseRate(rows);
  const isWeighed = rows.some(({ similarity }) => similarity !== undefined);
  return `base rate, ${formatExact(successes, undefined)} of ${formatExact(trials, undefined)} cases${isWeighed ? " by weight" : ""}`;
}

/** Successes and trials of a reference class, each case by its weight, excluded cases left out. */
export function baseRate(rows: readonly PrecedentRow[]): { readonly successes: number; readonly trials: number } {
  const counted = rows.filter((row) => row.outcome !== "excluded");
  return totalOf(counted.map(({ successes, trials, similarity }) => ({ successes, trials, weight: similarity?.share ?? 1 })));
}
