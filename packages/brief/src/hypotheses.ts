/** Competing hypotheses in words, pictures and tables, for the section and the part of the brief that tell them. */
import { type CompetingHypotheses, competingHypotheses, tellsNothing, type WeighedEvidence } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns, interleave, paragraph } from "./blocks.js";
import type { Block, FigureBlock, Inline, TableBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { formatProbability } from "./numbers.js";
import { reasonInlines } from "./reasons.js";
import { text } from "./values.js";
import { capitalise, countWords, joinWords } from "./words.js";

/** Items of evidence in one table of the matrix. */
const across = 7;

/** The place of the most probable hypothesis; -1 where the evidence rules all of them out. */
export function leaderOf(probabilities: readonly number[] | undefined): number {
  return probabilities === undefined ? -1 : probabilities.indexOf(Math.max(...probabilities));
}

/** What the evidence says, in a few sentences: the order, whether the two ways of counting agree, and on which item it hangs. */
export function hypothesesSentences(set: CompetingHypotheses): string {
  const { hypotheses, posteriors, evidence } = set;
  const leader = leaderOf(posteriors);
  const name = (place: number) => `“${hypotheses[place]?.label}”`;
  if (posteriors === undefined || leader < 0) return "The evidence rules every hypothesis out.";
  const about = set.about === undefined ? "" : `On the question “${set.about}”: `;
  const others = posteriors
    .map((probability, place) => ({ probability, place }))
    .filter(({ place }) => place !== leader)
    .sort((one, other) => other.probability - one.probability)
    .map(({ probability, place }) => `${name(place)} ${formatProbability(probability)}`);
  const turning = evidence.filter(({ without }) => leaderOf(without) !== leader);
  const hangs =
    turning.length === 0
      ? "It stays in front without any single one of them."
      : `It would not stay in front without ${joinWords(turning.map(({ declaration }) => `“${declaration.label}”`))}.`;
  return `${about}after ${countWords(evidence.length, "item", "items")} of evidence ${name(leader)} is the most probable, at ${formatProbability(posteriors[leader]!)}; ${joinWords(others)}. ${hangs} ${agreement(set)}`.trim();
}

/** Says where the fewest inconsistencies and the highest probability are not the same hypothesis. */
function agreement({ hypotheses, inconsistency, posteriors }: CompetingHypotheses): string {
  if (inconsistency === undefined) return "";
  const least = Math.min(...inconsistency);
  if (inconsistency[leaderOf(posteriors)] === least) return "";
  const fewest = inconsistency.flatMap((score, place) => (score === least ? [`“${hypotheses[place]?.label}”`] : []));
  return `By the count of inconsistencies ${joinWords(fewest, "or")} would come first; the two disagree because the count takes no account of priors, of trust, or of how strongly an item tells them apart.`;
}

/** The probabilities before and after, as bars. */
export function hypothesesFigure(set: CompetingHypotheses, anchor: string): FigureBlock {
  const { hypotheses, priors, posteriors } = set;
  const after = posteriors ?? hypotheses.map(() => Number.NaN);
  return {
    kind: "figure",
    anchor: figureAnchor(anchor),
    caption: set.about ?? "Hypotheses after the evidence",
    note: "The probability of each, given the evidence.",
    alternative: hypotheses.map(({ label }, place) => `${label}: ${formatProbability(after[place]!)}`).join("; "),
    plot: {
      kind: "bars",
      unit: "%",
      rows: hypotheses.map(({ label }, place) => ({ label, value: 100 * after[place]!, error: undefined })),
      reference: undefined,
    },
    table: {
      kind: "table",
      caption: "Before and after the evidence",
      columns: columns("Hypothesis", ">Before", ">After", ...(set.inconsistency ? [">Inconsistency"] : [])),
      rows: hypotheses.map(({ label }, place) => ({
        cells: [
          [text(capitalise(label))],
          [text(formatProbability(priors[place]!))],
          [text(formatProbability(after[place]!))],
          ...(set.inconsistency ? [[text(String(set.inconsistency[place]))]] : []),
        ],
      })),
    },
    tableOpen: true,
  };
}

/** Hypotheses down, evidence across: the layout with the least bias towards what one believes already. */
export function matrixTables(set: CompetingHypotheses): readonly TableBlock[] {
  const groups: WeighedEvidence[][] = [];
  set.evidence.forEach((item, place) => {
    if (place % across === 0) groups.push([]);
    groups[groups.length - 1]!.push(item);
  });
  return groups.map(
    (items, group): TableBlock => ({
      kind: "table",
      caption: `How the evidence fits${groups.length > 1 ? `, E${group * across + 1} to E${group * across + items.length}` : ""}`,
      columns: columns("Hypothesis", ...items.map((_, place) => `E${group * across + place + 1}`)),
      rows: set.hypotheses.map(({ label }, place) => ({
        cells: [[text(capitalise(label))], ...items.map((item) => [text(cellOf(item, place))])],
      })),
    }),
  );
}

function cellOf({ ratings, likelihoods }: WeighedEvidence, place: number): string {
  return ratings?.[place] ?? (likelihoods === undefined ? "–" : formatProbability(likelihoods[place]!));
}

/** Each item with what it does: how far it tells hypotheses apart, and what would be in front without it. */
export function evidenceTable(findings: Findings, set: CompetingHypotheses): TableBlock {
  const order = set.evidence
    .map((item, place) => ({ item, place }))
    .sort((one, other) => other.item.diagnosticity - one.item.diagnosticity || one.place - other.place);
  return {
    kind: "table",
    caption: "The evidence, by how far it tells the hypotheses apart",
    columns: columns("Item", ">Greatest likelihood ratio", ">Trust", "In front without it", "Reason"),
    rows: order.map(({ item, place }) => {
      const reasons = item.declaration.because.map((reason) => reasonInlines(findings, reason));
      return {
        faded: tellsNothing(item),
        cells: [
          [text(`E${place + 1}. ${capitalise(item.declaration.label)}`)],
          [text(ratioWords(item))],
          [text(formatProbability(item.trust))],
          [text(withoutWords(set, item))],
          reasons.length > 0 ? interleave(reasons, "; ") : ([text("no reason stated")] as readonly Inline[]),
        ],
      };
    }),
    note: [
      text(
        "A rating counts as a probability of the evidence: CC 95, C 75, N 50, I 25, II 5\u00a0%; with NA the item is left out. Trust weakens an item towards telling nothing.",
      ),
    ],
  };
}

function ratioWords({ diagnosticity, likelihoods }: WeighedEvidence): string {
  if (likelihoods === undefined) return "left out";
  if (diagnosticity === 0) return "1: tells nothing";
  return Number.isFinite(diagnosticity) ? `${Math.exp(diagnosticity).toPrecision(2)}` : "rules out";
}

function withoutWords({ hypotheses, posteriors }: CompetingHypotheses, { without }: WeighedEvidence): string {
  const leader = leaderOf(without);
  if (leader < 0) return "none";
  const same = leader === leaderOf(posteriors) ? "the same" : `“${hypotheses[leader]?.label}”`;
  return `${same}, ${formatProbability(without![leader]!)}`;
}

/** Every set of the case. */
export function setsOf({ assessment }: Findings): readonly CompetingHypotheses[] {
  return competingHypotheses(assessment).filter(({ hypotheses }) => hypotheses.length > 1);
}

/** What a reader must know of the method. */
export function hypothesesIntroduction(): Block {
  return paragraph(
    "One of the hypotheses is true. Each item of evidence is asked how much it was to be expected under each of them; an item that was to be expected under all tells nothing, however true it is. The probabilities follow by Bayes’ rule, as if the items were independent of each other once the hypothesis is given.",
  );
}
