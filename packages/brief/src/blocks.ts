/** Short ways to write the commonest blocks and cells of a section. */
import { claimAnchor } from "./anchors.js";
import type { Block, Inline, Standing, TableColumn, Tone } from "./document.js";
import type { Findings } from "./findings.js";
import { formatProbabilityShort } from "./numbers.js";
import { text } from "./values.js";

/** A paragraph of plain text and other inlines. */
export function paragraph(...content: readonly (string | Inline)[]): Block {
  return { kind: "paragraph", content: content.map((part) => (typeof part === "string" ? text(part) : part)) };
}

/** A heading inside a section. */
export function heading(anchor: string, title: string): Block {
  return { kind: "heading", anchor, level: 3, content: [text(title)] };
}

/** A list with one paragraph an item. */
export function list(items: readonly (readonly Inline[])[]): Block {
  return { kind: "list", ordered: false, items: items.map((content) => [{ kind: "paragraph", content }]) };
}

/** Column heads; those that begin with `>` are set to the right. */
export function columns(...headers: readonly string[]): readonly TableColumn[] {
  return headers.map((header) => ({ header: header.replace(/^>/, ""), align: header.startsWith(">") ? "right" : "left" }));
}

/** Strong text. */
export function strong(content: string): Inline {
  return { kind: "strong", content: [text(content)] };
}

/** Inlines with something between each two. */
export function interleave(groups: readonly (readonly Inline[])[], separator: string): readonly Inline[] {
  return groups.flatMap((group, position) => (position === 0 ? group : [text(separator), ...group]));
}

/** The mark of an option's standing; nothing for one that no rule touches. */
export function standingMark(standing: Standing, breach: number): readonly Inline[] {
  if (standing === "clear") return [];
  const words = standing === "barred" ? "barred" : `contested ${formatProbabilityShort(breach)}`;
  return [text(" "), { kind: "mark", tone: standing satisfies Tone, text: words }];
}

/** The Admiralty pair of a claim: the letter of its source and its own number, `–` where one is not graded. */
export function gradeOf(findings: Findings, claim: { readonly source: string; readonly grade: string | undefined }): string {
  const source = findings.assessment.sources.find(({ id }) => id === claim.source);
  return `${source?.grade ?? "–"}${claim.grade ?? "–"}`;
}

/** A reference to a claim. */
export function claimReference(findings: Findings, id: string): Inline {
  const claim = findings.assessment.claims.find((candidate) => candidate.id === id);
  if (claim === undefined) return text(findings.label(id));
  return { kind: "claim", text: claim.label, grade: gradeOf(findings, claim), anchor: claimAnchor(id) };
}
