/** The part on what would change the answer: the flip points of inputs, how likely the far side is, and the picture of the likeliest one. */
import type { Flip, FlipPoint, FlipsOfPair, FlipsResult, PerObjective } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { Block, FigureBlock, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { unitName, unitWords, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, likelihoodWords, optionWords } from "./wording.js";

/** So many inputs are listed for each pair of options. */
const shown = 5;

export const change = tellingPart<PerObjective<FlipsResult>>({
  name: "change",
  title: "What would change the answer",
  analysis: "flip-points",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.92 : 0),
  compose: (findings, { objectives }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const flipping = first.pairs.filter(({ flips }) => flips.length > 0);
    const firm = first.pairs.filter(({ flips }) => flips.length === 0);
    const widest = flipping
      .flatMap((pair) => pair.flips.map((flip) => ({ pair, flip })))
      .sort((one, other) => chanceOf(other.flip) - chanceOf(one.flip))[0];
    return [
      paragraph(
        `${optionWords(findings, first.leader)} leads on ${inputWords(findings, first.objective)}. `,
        firm.length === 0 ? "" : firmSentence(findings, firm),
        widest === undefined ? "" : flipSentence(findings, widest.pair, widest.flip),
      ),
      ...flipping.map((pair) => flipTable(findings, pair)),
      ...(widest === undefined ? [] : [curveFigure(findings, first.objective, widest.pair, widest.flip)]),
    ];
  },
});

function chanceOf({ changed }: Flip): number {
  return changed.value;
}

function firmSentence(findings: Findings, pairs: readonly FlipsOfPair[]): string {
  const others = joinWords(pairs.map(({ pair }) => optionWords(findings, pair[1])));
  const causes = pairs[0]!.shares.slice(0, 2).map(({ input }) => inputWords(findings, input));
  const most = causes.length === 0 ? "" : ` (it varies most with ${joinWords(causes)})`;
  return `No single input, anywhere in its range, brings ${others} in front of it${most}. `;
}

function flipSentence(findings: Findings, { pair }: FlipsOfPair, flip: Flip): string {
  const point = flip.points.find(({ isClear }) => isClear) ?? flip.points[0]!;
  const rival = optionWords(findings, pair[1]);
  return `${capitalise(inputWords(findings, flip.input))} could: ${sideWords(findings, flip, point, pair[1])} ${rival} is the better of the two, and the probability of that is ${likelihoodWords(findings, flip.changed.value)}.`;
}

/** On which side of a level the other option is the better one; of a chance, in which states. */
function sideWords(findings: Findings, flip: Flip, point: FlipPoint, rival: number): string {
  const states = findings.assessment.chances.find(({ id }) => id === flip.input)?.states;
  const isAbove = point.betterAbove === rival;
  if (states === undefined) return `${isAbove ? "above" : "below"} ${levelWords(findings, flip, point)}`;
  const within = states.filter((_, state) => state > point.value === isAbove).map(({ text: name }) => name.replaceAll("_", " "));
  return `when ${joinWords(within, "or")}`;
}

/** A level of an input no finer than its own range and the error of the level. */
function levelWords(findings: Findings, { input, quantiles }: Flip, { value: level, error }: FlipPoint): string {
  const width = Math.max(error * 4, (quantiles[2] - quantiles[0]) / 10);
  return formatWithin(level, Number.isFinite(width) ? width : Math.abs(level), findings.unit(input));
}

function flipTable(findings: Findings, { pair, flips }: FlipsOfPair): TableBlock {
  const rest = flips.slice(shown);
  const rival = findings.options[pair[1]]?.label ?? "";
  return {
    kind: "table",
    caption: `Where “${rival}” overtakes “${findings.options[pair[0]]?.label}”, all else at its distribution`,
    columns: columns("Input", "Middle (90\u00a0% interval)", "Overtakes", ">Probability"),
    rows: flips.slice(0, shown).map((flip) => ({
      cells: [
        [text(inputHead(findings, flip.input))],
        [value(findings, flip.input, rangeWords(findings, flip))],
        [text(joinWords(flip.points.filter(({ isClear }) => isClear).map((point) => sideWords(findings, flip, point, pair[1]))))],
        [text(likelihoodWords(findings, flip.changed.value))],
      ],
    })),
    ...(rest.length === 0
      ? {}
      : {
          note: [
            text(
              `${capitalise(countWords(rest.length, "further input"))} could do so with a probability of ${formatProbability(chanceOf(rest[0]!))} or less: ${joinWords(rest.map(({ input }) => inputWords(findings, input)))}.`,
            ),
          ],
        }),
  };
}

function rangeWords(findings: Findings, { input, quantiles: [low, middle, high] }: Flip): string {
  if (findings.assessment.chances.some(({ id }) => id === input)) return "a chance";
  const unit = findings.unit(input);
  const width = high - low;
  return `${formatWithin(middle, width, unit)} (${formatWithin(low, width, unit)} to ${formatWithin(high, width, unit)})`;
}

function curveFigure(findings: Findings, objective: string, { pair }: FlipsOfPair, flip: Flip): FigureBlock {
  const [unit, inputUnit] = [findings.unit(objective), findings.unit(flip.input)];
  const [scale, inputScale] = [unitWords(unit).scale, unitWords(inputUnit).scale];
  const minimises = findings.assessment.objectives.find(({ id }) => id === objective)?.sense === "minimise";
  const what = `${capitalise(inputWords(findings, objective))}: what ${optionWords(findings, pair[0])} is better by than ${optionWords(findings, pair[1])}`;
  const points = flip.curve.map(({ at, value: gain, error }) => ({
    x: at / inputScale,
    y: gain / scale,
    low: (gain - 1.645 * error) / scale,
    high: (gain + 1.645 * error) / scale,
  }));
  return {
    kind: "figure",
    anchor: figureAnchor("brief.flip"),
    caption: withUnit(`${what}, by ${inputWords(findings, flip.input)}`, unit),
    note: `Line: mean over everything else; band: 90\u00a0% interval of the simulation. Above zero the first is the better one${minimises ? " (less is better here, so a gain is a reduction)" : ""}.`,
    alternative: `The gain falls through zero at ${joinWords(flip.points.map((point) => levelWords(findings, flip, point)))}.`,
    plot: {
      kind: "curve",
      across: [inputHead(findings, flip.input), unitName(inputUnit)].filter((part) => part !== "").join(", "),
      unit: unitName(unit),
      points,
      crossings: flip.points
        .filter(({ isClear }) => isClear)
        .map((point) => ({ x: point.value / inputScale, label: levelWords(findings, flip, point) })),
    },
    table: {
      kind: "table",
      caption: withUnit(what, unit),
      columns: columns(inputHead(findings, flip.input), ">Gain"),
      rows: flip.curve
        .filter((_, place) => place % 10 === 0)
        .map(({ at, value: gain, error }) => ({
          cells: [
            [text(formatWithin(at, flip.quantiles[2] - flip.quantiles[0], inputUnit))],
            [text(formatWithin(gain, Math.max(error * 4, Math.abs(gain) / 100), unit))],
          ],
        })),
    } satisfies TableBlock,
    tableOpen: false,
  } satisfies Block;
}
