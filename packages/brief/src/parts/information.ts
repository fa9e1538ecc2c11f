/** The part on what to find out first: the value of information of each input, set against how well the input is supported. */
import { type Evppi, type FlipsResult, hasValue, type PerObjective, type ValueOfInformation } from "@outweigh/engine";
import { supportDegrees, supportOf } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { Block, FigureBlock, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { joinWords } from "../words.js";
import { type Analysed, tellingPart } from "./part.js";
import { inputHead, inputWords, onWords, optionWords, valueUnit } from "./wording.js";

const shown = 10;

export const information = tellingPart<PerObjective<ValueOfInformation>>({
  name: "information",
  title: "What to find out first",
  analysis: "value-of-information",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.88 : 0),
  compose: (findings, { objectives }, analysed) => {
    const told = objectives.find(isWorthwhile) ?? objectives[0];
    if (told === undefined) return [];
    const [first] = objectives;
    const inputs = told.inputs
      .filter(hasValue)
      .filter(matters)
      .sort((one, other) => other.value - one.value);
    return [
      ...(first !== undefined && first !== told
        ? [paragraph(leadSentence(findings, first), " Nothing that could be learnt would change the choice there.")]
        : []),
      ...(isWorthwhile(told) && inputs.length > 0
        ? [
            paragraph(leadSentence(findings, told), " ", ...readingList(findings, inputs), checkSentence(findings, told)),
            diagram(findings, told.objective, told.evpi.value, inputs.slice(0, shown)),
          ]
        : [
            paragraph(
              leadSentence(findings, told),
              told.evpi.value === 0 ? "" : " No single input by itself would change the choice: it would take several together.",
            ),
            ...bySpread(findings, analysed),
          ]),
    ];
  },
});

type Valued = ValueOfInformation & { readonly objective: string };

/** Whether knowing something would change a choice: by more than a hundredth of what the options differ by, and by more than chance. */
function isWorthwhile({ evpi: { value: amount, error, means }, inputs }: Valued): boolean {
  const values = means.map((mean) => mean.value).filter(Number.isFinite);
  const spread = Math.max(...values) - Math.min(...values);
  return amount > 2 * error && amount > spread / 100 && inputs.some((input) => hasValue(input) && matters(input));
}

function leadSentence(findings: Findings, { objective, evpi }: Valued): string {
  if (evpi.value === 0)
    return `Nothing that could be learnt would change the choice ${onWords(findings, objective)}: ${optionWords(findings, evpi.best)} is at least as good as the others in every draw.`;
  const unit = valueUnit(findings, objective);
  const size = formatWithin(evpi.value, Math.max(evpi.error * 4, evpi.value / 20), unit);
  return `If all uncertainty could be resolved before choosing, the choice ${onWords(findings, objective)} would be better by ${size} on average (expected value of perfect information).${evpi.heavy.length > 0 ? " The draws have so heavy a tail that this mean cannot be relied on." : ""}`;
}

/** Whether the second method, which assumes no curve, comes to the same. */
function checkSentence(findings: Findings, { checks }: Valued): string {
  const apart = checks.filter(({ agree }) => !agree).map(({ input }) => inputWords(findings, input));
  if (checks.length === 0) return "";
  return apart.length === 0 ? " A second method agrees." : ` A second method does not agree on ${joinWords(apart)}: ask for more draws.`;
}

function readingList(findings: Findings, inputs: readonly Evppi[]): readonly string[] {
  const badly = inputs.slice(0, shown).filter(({ name }) => isBadlySupported(findings, name));
  return [
    `Most of it is in ${joinWords(inputs.slice(0, 3).map(({ name }) => inputWords(findings, name)))}. `,
    badly.length === 0
      ? "All that matters most is supported by graded evidence."
      : `Matters much and is supported badly: ${joinWords(badly.slice(0, 4).map(({ name }) => inputWords(findings, name)))}. That is the reading list.`,
  ];
}

/** Where nothing that could be learnt changes the choice: what the size of the difference depends on, and how well that is supported. */
function bySpread(findings: Findings, { results }: Analysed): readonly Block[] {
  const flips = results.get("flip-points");
  const shares =
    flips !== undefined && "objectives" in flips ? (flips as PerObjective<FlipsResult>).objectives[0]?.pairs.at(-1) : undefined;
  if (shares === undefined || shares.shares.length === 0) return [];
  const rows = shares.shares.slice(0, shown).map(({ input, share }) => ({ name: input, value: Math.max(0, share.value) }));
  const [one, other] = shares.pair.map((option) => optionWords(findings, option));
  return [
    paragraph(`What the size of the difference between ${one} and ${other} depends on, and how well that is supported:`),
    supportMap(findings, rows, { caption: "Share of the spread of that difference", head: ">Share of the spread" }, (amount) =>
      formatProbability(amount),
    ),
  ];
}

/** Whether a value is more than its own error can feign. */
function matters({ value: amount, error }: Evppi): boolean {
  return amount > 2 * error && amount > 0;
}

function isBadlySupported(findings: Findings, name: string): boolean {
  return supportDegrees.indexOf(supportOf(findings.assessment)(name).degree) < supportDegrees.indexOf("fair");
}

const supportWords = {
  none: "nothing: assumed",
  judgement: "the analyst’s judgement",
  doubtful: "doubtful or ungraded claims",
  fair: "a fair claim or cases",
  good: "a good claim",
  confirmed: "two independent origins",
} as const;

function diagram(findings: Findings, objective: string, most: number, inputs: readonly Evppi[]): FigureBlock {
  const unit = valueUnit(findings, objective);
  const errors = new Map(inputs.map(({ value: amount, error }) => [amount, error]));
  const words = (amount: number) =>
    `${formatWithin(amount, Math.max((errors.get(amount) ?? 0) * 4, amount / 20), bareUnit(unit))} (${formatProbability(Math.min(1, amount / most))})`;
  return supportMap(
    findings,
    inputs,
    { caption: withUnit("Value of knowing an input, and its share of all", unit), head: ">Value (share)" },
    words,
  );
}

/** The diagnostic diagram: how much inputs matter, against how well they are supported. */
function supportMap(
  findings: Findings,
  inputs: readonly { readonly name: string; readonly value: number }[],
  { caption, head }: { readonly caption: string; readonly head: string },
  words: (amount: number) => string,
): FigureBlock {
  const support = supportOf(findings.assessment);
  const top = Math.max(...inputs.map(({ value: amount }) => amount));
  const points = inputs.map(({ name, value: amount }) => ({
    label: inputHead(findings, name),
    x: Math.sqrt(amount / top),
    y: supportDegrees.indexOf(support(name).degree) / (supportDegrees.length - 1),
    emphasised: isBadlySupported(findings, name),
  }));
  const rows = inputs.map(({ name, value: amount }, place) => {
    const { degree, isDisputed } = support(name);
    const cells: readonly (readonly Inline[])[] = [
      [text(`${place + 1}. ${points[place]!.label}`)],
      [value(findings, name, words(amount))],
      [text(`${supportWords[degree]}${isDisputed ? ", disputed" : ""}`)],
    ];
    return { cells };
  });
  return {
    kind: "figure",
    anchor: figureAnchor("brief.information"),
    caption: "How much each input matters, and how well it is supported",
    note: "Across: how much it matters (square-root scale). Up: from no reason to two independent origins. The shaded corner is what to read or ask about first.",
    alternative: `Inputs by how much they matter and their support: ${joinWords(points.map(({ label, emphasised }) => `${label}${emphasised ? " (supported badly)" : ""}`))}.`,
    plot: {
      kind: "map",
      across: { label: "how much it matters", low: "little", high: "most" },
      up: { label: "How well it is supported", low: "badly", high: "well" },
      points,
    },
    table: { kind: "table", caption, columns: columns("Input", head, "Rests on"), rows },
    tableOpen: true,
  };
}
