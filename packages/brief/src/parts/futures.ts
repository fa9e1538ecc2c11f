/** The part on deep uncertainty: which option holds up where nobody can give odds, and in which part of the ranges the answer fails. */
import { type Failure, type FoundBox, type FuturesOutcome, type FuturesResult, isUnsuitable, type RobustnessRule } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, list, paragraph, strong } from "../blocks.js";
import type { Block, FigureBlock, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { formatCount, formatProbability, formatWithin } from "../numbers.js";
import { text } from "../values.js";
import { countWords, joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, optionWords } from "./wording.js";

export const futures = tellingPart<FuturesResult>({
  name: "futures",
  title: "Where nobody can give odds",
  analysis: "futures",
  weight: (_, { futures: sets }) => (sets.length > 0 ? 0.78 : 0),
  compose: (findings, { futures: sets }) => sets.flatMap((each) => oneSet(findings, each)),
});

const mostFailures = 5;

const ruleWords: Readonly<Record<RobustnessRule, string>> = {
  maximin: "the best worst case",
  maximax: "the best best case",
  hurwicz: "half-way between worst and best",
  mean: "the best average",
  "minimax-regret": "the least greatest regret",
  "percentile-regret": "the least regret in nearly all futures",
  percentile: "the best nearly-worst case",
  "signal-to-noise": "the best average for its spread",
  "undesirable-deviations": "the least shortfall",
  satisficing: "good enough most often",
};

function oneSet(findings: Findings, outcome: FuturesOutcome): readonly Block[] {
  const [first] = outcome.objectives;
  if (first === undefined) return [];
  const found = outcome.failures.find(({ boxes }) => !isUnsuitable(boxes) && boxes.boxes.length > 0);
  const choices = [...new Set(first.rules.flatMap(({ chosen }) => chosen))].map((option) => {
    const rules = first.rules.filter(({ chosen }) => chosen.includes(option)).map(({ rule }) => ruleWords[rule]);
    return [strong(findings.options[option]?.label ?? ""), text(`: ${joinWords(rules)}`)] satisfies readonly Inline[];
  });
  return [
    paragraph(
      `${formatCount(outcome.cases)} futures are spread evenly over the ranges of ${countWords(outcome.ranges.length, "quantity", "quantities")}, with no probabilities. `,
      first.agreed === undefined
        ? `On ${inputWords(findings, first.objective)} the usual rules for such a choice do not agree:`
        : `On ${inputWords(findings, first.objective)} all usual rules for such a choice agree on ${optionWords(findings, first.agreed)}.`,
    ),
    ...(first.agreed === undefined ? [list(choices)] : []),
    list(told(outcome.failures).map((failure) => failureWords(findings, outcome, failure))),
    ...(found === undefined || isUnsuitable(found.boxes) ? [] : [boxFigure(findings, outcome, found, found.boxes.boxes[0]!)]),
  ];
}

/** Failures that can be placed come first. */
function told(failures: readonly Failure[]): readonly Failure[] {
  const isPlaced = ({ boxes }: Failure) => !isUnsuitable(boxes) && boxes.boxes.length > 0;
  return [...failures.filter(isPlaced), ...failures.filter((failure) => !isPlaced(failure))].slice(0, mostFailures);
}

/** Where an option fails, in a sentence: the boxes and how good they are. */
function failureWords(findings: Findings, outcome: FuturesOutcome, failure: Failure): readonly Inline[] {
  const { option, share, boxes } = failure;
  const what = `${optionWords(findings, option)} ${failsWords(findings, failure)} in ${formatProbability(share)} of the futures`;
  if (isUnsuitable(boxes) || boxes.boxes.length === 0) return [text(`${what}; no part of the ranges stands out.`)];
  const [box] = boxes.boxes;
  const limits = box!.restrictions.map((restriction) => restrictionWords(findings, outcome, restriction));
  return [
    text(`${what}, ${box!.density > 0.5 ? "mostly" : "more often"} when `),
    strong(joinWords(limits)),
    text(
      ` (that part holds ${formatProbability(box!.coverage)} of them, and it fails in ${formatProbability(box!.density)} of that part).`,
    ),
  ];
}

function failsWords(findings: Findings, { objective, kind, target }: Failure): string {
  if (kind === "not-best" || target === undefined) return `is not the best on ${inputWords(findings, objective)}`;
  const unit = findings.unit(objective);
  return `misses the target of ${target.kind === "at-most" ? "at most" : "at least"} ${formatWithin(target.value, Math.abs(target.value) / 5, unit)} for ${inputWords(findings, objective)}`;
}

type Limits = FoundBox["restrictions"][number];

function restrictionWords(findings: Findings, { ranges }: FuturesOutcome, { input, low, high }: Limits): string {
  const range = ranges.find((each) => each.input === input);
  const unit = findings.unit(input);
  const level = (value: number) => formatWithin(value, range === undefined ? Math.abs(value) / 10 : range.high - range.low, unit);
  const name = inputWords(findings, input);
  if (low !== undefined && high !== undefined) return `${name} lies from ${level(low)} to ${level(high)}`;
  return low === undefined ? `${name} is at most ${level(high ?? Number.NaN)}` : `${name} is at least ${level(low)}`;
}

function boxFigure(findings: Findings, outcome: FuturesOutcome, failure: Failure, box: FoundBox): FigureBlock {
  const shareOf = (value: number, { low, high }: FuturesOutcome["ranges"][number]) =>
    Math.min(1, Math.max(0, (value - low) / (high - low)));
  const rows = outcome.ranges.map((range) => {
    const limits = box.restrictions.find(({ input }) => input === range.input);
    const level = (value: number) => formatWithin(value, range.high - range.low, findings.unit(range.input));
    return {
      label: inputHead(findings, range.input),
      from: limits?.low === undefined ? 0 : shareOf(limits.low, range),
      to: limits?.high === undefined ? 1 : shareOf(limits.high, range),
      least: level(range.low),
      most: level(range.high),
      words: limits === undefined ? "anywhere" : limitWords(limits, level),
      limits,
    };
  });
  return {
    kind: "figure",
    anchor: figureAnchor(`brief.futures.${outcome.name}`),
    caption: `Where ${optionWords(findings, failure.option)} ${box.density > 0.5 ? "mostly" : "more often"} ${failsWords(findings, failure)}`,
    note: "Thin: all that was tried; thick: the part in question.",
    alternative: rows.map(({ label, words }) => `${label}: ${words}`).join("; "),
    plot: { kind: "ranges", rows: rows.map(({ limits: _, ...row }) => row) },
    table: {
      kind: "table",
      caption: "The part in question",
      columns: columns("Quantity", "Tried", "Part", ">Found again in"),
      rows: rows.map(({ label, least, most, words, limits }) => ({
        cells: [
          [text(label)],
          [text(`${least} to ${most}`)],
          [text(words)],
          [text(limits === undefined ? "–" : formatProbability(limits.reproduced))],
        ],
      })),
      note: [text("Found again in: the share of random halves of the futures in which the search restricts this quantity too.")],
    },
    tableOpen: false,
  };
}

function limitWords({ low, high }: Limits, level: (value: number) => string): string {
  if (low !== undefined && high !== undefined) return `${level(low)} to ${level(high)}`;
  return low === undefined ? `at most ${level(high ?? Number.NaN)}` : `at least ${level(low)}`;
}
