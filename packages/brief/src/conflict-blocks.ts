/** Where the claims disagree, as blocks: marked conflicts side by side with the ratio between their figures, and pairs that may disagree and are not marked. */
import { type ClaimFigure, type FoundConflict, findCandidates, findConflicts, groupConflicts } from "@outweigh/evidence";
import type { ClaimDeclaration } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { claimReference, heading, list, paragraph } from "./blocks.js";
import type { Block, Inline } from "./document.js";
import type { Findings } from "./findings.js";
import { text } from "./values.js";

/** Figures are looked for in quotes and paraphrases of this language. */
const language = "en";

/** Nothing where no claims are in conflict, marked or found. */
export function conflictBlocks(findings: Findings): readonly Block[] {
  const { claims } = findings.assessment;
  const groups = groupConflicts(claims.map((claim) => ({ id: claim.id, conflictsWith: claim.conflictsWith.map((name) => name.text) })));
  const { found, words } = foundConflicts(claims);
  const suspected = found.filter(({ isMarked }) => !isMarked);
  if (groups.length === 0 && suspected.length === 0) return [];
  return [
    heading(figureAnchor("conflicts"), "Where the claims disagree"),
    ...groups.flatMap((group): readonly Block[] => {
      const members = group.flatMap((id) => claims.filter((claim) => claim.id === id));
      const ratios = found.filter(({ first, second, isMarked }) => isMarked && group.includes(first) && group.includes(second));
      return [
        { kind: "side-by-side", label: "Claims in conflict", columns: members.map((claim) => position(findings, claim)) },
        ...(ratios.length === 0 ? [] : [list(ratios.map((conflict) => comparison(findings, conflict, words)))]),
      ];
    }),
    ...(suspected.length === 0
      ? []
      : [
          paragraph("Claims that seem to give different figures for one quantity, and are not marked as in conflict:"),
          list(suspected.map((conflict) => comparison(findings, conflict, words))),
        ]),
  ];
}

/** The conflicts that the figures of the claims show, and how each figure is written. */
function foundConflicts(claims: readonly ClaimDeclaration[]) {
  const words = new Map<ClaimFigure, string>();
  const found = findConflicts(
    claims.map((claim) => {
      const quote = claim.quote ?? claim.states;
      const features = quote === undefined ? [] : findCandidates(quote, { language }).flatMap((candidate) => candidate.features);
      const figures = features.flatMap((feature) => (feature.kind === "figure" ? [feature] : []));
      for (const figure of figures) words.set(figure, figure.text);
      return { id: claim.id, quote, figures, conflictsWith: claim.conflictsWith.map((name) => name.text) };
    }),
  );
  return { found, words };
}

function comparison(findings: Findings, conflict: FoundConflict, words: ReadonlyMap<ClaimFigure, string>): readonly Inline[] {
  const [one, other] = conflict.figures.map((figure) => `“${words.get(figure) ?? ""}”`);
  return [
    claimReference(findings, conflict.first),
    text(" "),
    claimReference(findings, conflict.second),
    text(` ${one} against ${other}${ratioWords(conflict)}.`),
  ];
}

function ratioWords({ ratio, leastRatio }: FoundConflict): string {
  if (ratio === undefined) return "";
  const times = (value: number) => `${value < 10 ? Number(value.toFixed(1)) : Math.round(value)} times`;
  const range = leastRatio !== undefined && Math.abs(leastRatio - ratio) > 0.05 * ratio ? `, at the nearest ends ${times(leastRatio)}` : "";
  return `: one is ${times(ratio)} the other${range}`;
}

function position(findings: Findings, claim: ClaimDeclaration): readonly Block[] {
  const source = findings.assessment.sources.find(({ id }) => id === claim.source);
  const words = claim.quote === undefined ? (claim.states ?? claim.label) : `“${claim.quote}”`;
  return [
    paragraph(words),
    paragraph(claimReference(findings, claim.id), ` ${claim.saidBy ? `${claim.saidBy}, in ` : ""}${source?.label ?? claim.source}`),
  ];
}
