/** The section on the evidence: sources and claims with their grades, claims in conflict side by side, and echoes that must not count twice. */
import { credibilityGrades, reliabilityGrades, tlpLabel } from "@outweigh/evidence";
import { type ClaimDeclaration, markOfClaim, type QuoteState, type SourceDeclaration } from "@outweigh/language";
import { claimAnchor, figureAnchor } from "../anchors.js";
import { claimReference, columns, gradeOf, heading, paragraph, strong } from "../blocks.js";
import { conflictBlocks } from "../conflict-blocks.js";
import type { Block, ClaimBlock, Inline, Tone } from "../document.js";
import { echoBlocks } from "../echo-blocks.js";
import type { Findings } from "../findings.js";
import { text } from "../values.js";
import { capitalise, countWords, formatDate, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

const states: Readonly<Record<QuoteState, { tone: Tone; text: string; several: string }>> = {
  verified: { tone: "clear", text: "quote verified in the archived copy", several: "verified word for word in the archived copy" },
  "held-by-hash": { tone: "note", text: "quote held by hash: the copy is not present, the lock vouches for it", several: "held by hash" },
  unquoted: { tone: "contested", text: "paraphrase: no quote to verify", several: "paraphrased, with no quote to verify" },
  failed: { tone: "barred", text: "quote not found in the source", several: "not found in the source" },
};

export const evidence = defineSection({
  name: "evidence",
  title: "Evidence",
  doc: "Sources and claims with Admiralty grades and the state of each quote, claims that contradict each other side by side, and echoes.",
  needs: ["claims", "sources"],
  place: "back",
  compose: (findings) => {
    const { claims, sources } = findings.assessment;
    const used = sources.filter((source) => claims.some((claim) => claim.source === source.id));
    return [
      summary(findings),
      ...sourcing(findings),
      ...conflictBlocks(findings),
      ...echoBlocks(findings),
      ...(claims.length > 0 ? [heading(figureAnchor("claims"), "Claims")] : []),
      ...used.flatMap((source) => [
        { kind: "heading" as const, anchor: figureAnchor(`source.${source.id}`), level: 4, content: [text(source.label)] },
        ...claims.filter((claim) => claim.source === source.id).map((claim) => claimBlock(findings, claim)),
      ]),
      ...claims.filter((claim) => !sources.some(({ id }) => id === claim.source)).map((claim) => claimBlock(findings, claim)),
      ...(sources.length > 0 ? [heading(figureAnchor("sources"), "Sources"), sourceTable(findings)] : []),
    ];
  },
});

/** How many claims and sources there are, and how their quotes stand. */
export function summary(findings: Findings): Block {
  const { claims, sources } = findings.assessment;
  const parts = (Object.keys(states) as QuoteState[]).flatMap((state) => {
    const count = claims.filter((claim) => claim.quoteState === state).length;
    return count > 0 ? [`${countWords(count, states[state].several, states[state].several)}`] : [];
  });
  return paragraph(
    `${capitalise(countWords(claims.length, "claim"))} from ${countWords(sources.length, "source")}: ${parts.join("; ")}. Grades follow the Admiralty code: a letter for the source (A completely reliable to E unreliable; F cannot be judged), a number for the item (1 confirmed to 5 improbable; 6 cannot be judged).`,
  );
}

/** The source summary statement. */
export function sourcing({ assessment }: Findings): readonly Block[] {
  return assessment.case.sourcing === undefined ? [] : [paragraph(strong("The sources as a whole. "), sentence(assessment.case.sourcing))];
}

function claimBlock(findings: Findings, claim: ClaimDeclaration): ClaimBlock {
  const source = findings.assessment.sources.find(({ id }) => id === claim.source);
  const letter = source?.grade && reliabilityGrades.get(source.grade);
  const digit = claim.grade && credibilityGrades.get(claim.grade);
  const related = (label: string, names: readonly { readonly text: string }[]): readonly (readonly Inline[])[] =>
    names.length === 0
      ? []
      : [
          [
            text(`${label} `),
            ...names.flatMap((name, at): readonly Inline[] => [...(at > 0 ? [text(", ")] : []), claimReference(findings, name.text)]),
          ],
        ];
  return {
    kind: "claim",
    anchor: claimAnchor(claim.id),
    name: claim.label,
    quote: claim.quote,
    paraphrase: claim.states,
    attribution: [text([claim.saidBy && `said by ${claim.saidBy}`, source?.label ?? claim.source].filter(Boolean).join(", "))],
    grade: gradeOf(findings, claim),
    gradeWords: `source ${letter ? letter.name : "not graded"}; item ${digit ? digit.name : "not graded"}`,
    state: { tone: states[claim.quoteState].tone, text: states[claim.quoteState].text },
    notes: [
      ...markNote(findings, claim),
      ...related("Conflicts with", claim.conflictsWith),
      ...related("Cited in support of", claim.corroborates),
      ...(claim.suggestedBy === undefined
        ? []
        : [[text(`Passage suggested by the language model ${claim.suggestedBy}; accepted by the analyst.`)]]),
      ...(claim.note === undefined ? [] : [[text(sentence(claim.note))]]),
    ],
  };
}

function markNote({ assessment }: Findings, claim: ClaimDeclaration): readonly (readonly Inline[])[] {
  const mark = markOfClaim(assessment, claim);
  if (mark === undefined) return [];
  return [[text(`${tlpLabel(mark)}${claim.tlp?.because === undefined ? "" : `: ${sentence(claim.tlp.because)}`}`)]];
}

function sourceLine(source: SourceDeclaration): string {
  const parts = [source.author, source.by, source.date && formatDate(source.date)].filter((part): part is string => Boolean(part));
  return parts.length > 0 ? `, ${parts.join(", ")}` : "";
}

function sourceTable(findings: Findings): Block {
  return {
    kind: "table",
    caption: "Sources and their reliability",
    columns: columns("Source", "Grade", "Goes back to", "Remarks"),
    rows: findings.assessment.sources.map((source) => {
      const grade = source.grade && reliabilityGrades.get(source.grade);
      const title: Inline =
        source.url === undefined ? text(source.label) : { kind: "link", href: source.url, content: [text(source.label)] };
      const remarks = [
        source.tlp && tlpLabel(source.tlp.mark),
        source.access && `Access: ${source.access}`,
        source.descriptor,
        source.note,
      ].filter((part): part is string => Boolean(part));
      return {
        cells: [
          [title, text(sourceLine(source))],
          [text(source.grade ? `${source.grade}${grade ? `, ${grade.name}` : ""}` : "not graded")],
          [text(source.derivedFrom.length > 0 ? joinWords(source.derivedFrom.map((name) => findings.label(name.text))) : "itself")],
          [text(remarks.map(sentence).join(" ") || "–")],
        ],
      };
    }),
  };
}
