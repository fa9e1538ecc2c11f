/** The scores of candidate claims as a table for the console: each text, then each set, then the attributes. */
import type { Candidate } from "../../packages/evidence/src/candidates/candidate.js";
import type { CorpusSet, CorpusText } from "./corpus.js";
import { addScores, type KindScore, precision, recall, scoreCandidates, scoredKinds, type TextScore } from "./score.js";

/** The score of every text, and the sum of every set. */
export interface CorpusScore {
  readonly texts: readonly { readonly text: CorpusText; readonly score: TextScore }[];
  readonly sets: ReadonlyMap<CorpusSet, TextScore>;
}

/** Scores what `find` finds in each text. */
export function scoreCorpus(corpus: readonly CorpusText[], find: (text: string) => readonly Candidate[]): CorpusScore {
  const texts = corpus.map((text) => ({ text, score: scoreCandidates(text.text, text.annotations, find(text.text)) }));
  const sets = new Map<CorpusSet, TextScore>();
  for (const set of ["open", "held-out", "article"] as const) {
    const scores = texts.filter((one) => one.text.set === set).map((one) => one.score);
    if (scores.length > 0) sets.set(set, addScores(scores));
  }
  return { texts, sets };
}

/** The report. With `isDetailed` it lists what was missed and what was wrong, but never of the held-out texts. */
export function reportLines(score: CorpusScore, isDetailed: boolean): readonly string[] {
  const lines: string[] = [];
  for (const { text, score: one } of score.texts) {
    lines.push("", `${text.set}/${text.name} (${text.style})`, ...kindLines(one));
    if (isDetailed && text.set !== "held-out") lines.push(...detailLines(text, one));
  }
  for (const [set, one] of score.sets) {
    lines.push("", `all of ${set}`, ...kindLines(one));
    for (const [name, { agreeing, compared }] of one.attributes)
      lines.push(`    ${name.padEnd(34)} ${percent(agreeing / compared)} of ${compared} right ones`);
  }
  return lines.slice(1);
}

function kindLines(score: TextScore): readonly string[] {
  const rows = scoredKinds.map((kind): readonly [string, KindScore] => [kind, score.kinds.get(kind)!]);
  const shown = rows.filter(([, one]) => one.annotated + one.found > 0);
  return [
    "  kind          annotated   found   right   recall  precision",
    ...shown.map(
      ([kind, one]) =>
        `  ${kind.padEnd(12)}${column(one.annotated, 11)}${column(one.found, 8)}${column(one.right, 8)}   ${percent(recall(one))}      ${percent(precision(one))}`,
    ),
  ];
}

function detailLines(text: CorpusText, score: TextScore): readonly string[] {
  const points = Array.from(text.text);
  const words = (span: { readonly start: number; readonly end: number }) =>
    points.slice(span.start, span.end).join("").replaceAll("\n", " ⏎ ").slice(0, 110);
  return [
    ...score.missed.map((one) => `    missed  ${one.kind.padEnd(12)} ${words(one.span)}`),
    ...score.wrong.map((one) => {
      const value =
        one.kind === "figure" ? ` = ${one.low} to ${one.high} ${one.unit ?? ""}` : one.kind === "attribution" ? ` by ${one.speaker}` : "";
      return `    wrong   ${one.kind.padEnd(12)} ${words(one.span)}${value}`;
    }),
  ];
}

const column = (value: number, width: number): string => String(value).padStart(width);
const percent = (share: number): string => `${Math.round(share * 100)} %`.padStart(5);
