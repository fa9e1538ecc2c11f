/** Links between declarations that are no formulas: reasons, the sources of claims, conflicts, corroboration and derivation. A link to nothing is no support. */
import type { Assessment } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { unknownName } from "../diagnostics/names.js";
import { nearNames } from "../near.js";
import type { Span } from "../syntax.js";
import { reasonLists } from "./mentions.js";

/** Checks that every link leads to a declaration of a kind that fits. */
export function checkLinks(assessment: Assessment, report: (diagnostic: Diagnostic) => void): void {
  const idsOf = (...lists: readonly (readonly { readonly id: string }[])[]) => new Set(lists.flatMap((list) => list.map(({ id }) => id)));
  const sources = idsOf(assessment.sources);
  const claims = idsOf(assessment.claims);
  const { data, quantities, chances, stocks, precedents, judgements } = assessment;
  const reasons = idsOf(assessment.claims, assessment.sources, data, quantities, chances, stocks, precedents, judgements);
  const look = (name: string, span: Span, known: ReadonlySet<string>, hint: string) => {
    const dot = name.lastIndexOf(".");
    if (known.has(name) || (known === reasons && dot > 0 && known.has(name.slice(0, dot)))) return;
    report(unknownName.at(span, { name, near: nearNames(name, known), hint }));
  };
  for (const reason of reasonLists(assessment).flat()) {
    if (reason.kind === "reference")
      look(reason.id, reason.span, reasons, "A reason is a claim, source, precedent, table or quantity, or a text in quotation marks.");
  }
  for (const claim of assessment.claims) {
    look(claim.source, claim.span, sources, "A claim names its source after “from”.");
    for (const { text, span } of [...claim.conflictsWith, ...claim.corroborates]) look(text, span, claims, "A claim is wanted here.");
  }
  const model = idsOf(data, quantities, chances, stocks, precedents);
  for (const { behind } of assessment.assumptions)
    for (const { text, span } of behind) look(text, span, model, "A quantity or a chance is wanted here.");
  for (const source of assessment.sources) {
    for (const { text, span } of source.derivedFrom) look(text, span, sources, "A source is wanted here.");
  }
}
