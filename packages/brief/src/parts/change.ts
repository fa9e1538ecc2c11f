/** The part on what would change the answer: the flip points of inputs, how likely the far side is, and the picture of the likeliest one. */
import { type Flip, type FlipPoint, type FlipsOfPair, type FlipsResult, isUnsuitable, type PerObjective } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { Block, FigureBlock, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { unitName, unitWords, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, likelihoodWords, onWords, optionWords, valueUnit } from "./wording.js";

/** So many inputs are listed for each pair of options, and so many objectives: the first, and others on which something flips. */
const shown = 5;
const mostObjectives = 3;

export const change = tellingPart<PerObjective<FlipsResult>>({
  name: "change",
  title: "What would change the answer",
  analysis: "flip-points",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.92 : 0),
  compose: (findings, { objectives }) => {
    const told = objectives
      .filter(({ pairs }, place) => place === 0 || pairs.some(({ flips }) => flips.length > 0))
      .slice(0, mostObjectives);
    const drawn = told.find(({ pairs }) => pairs.some(({ flips }) => flips.length > 0));
    return told.flatMap((each) => oneObjective(findings, each, each === drawn));
  },
});

/** One objective: what holds, what flips, and perhaps the picture of the likeliest flip. */
function oneObjective(
  findings: Findings,
  { objective, leader, pairs, together }: FlipsResult & { readonly objective: string },
  isDrawn: boolean,
): readonly Block[] {
  const flipping = pairs.filter(({ flips }) => flips.length > 0);
  const firm = pairs.filter(({ flips }) => flips.length === 0);
  const widest = flipping
    .flatMap((pair) => pair.flips.map((flip) => ({ pair, flip })))
    .sort((one, other) => chanceOf(other.flip) - chanceOf(one.flip))[0];
  return [
    paragraph(
      `${optionWords(findings, leader)} leads ${onWords(findings, objective)}. `,
      firm.length === 0 ? "" : firmSentence(findings, firm),
      widest === undefined ? "" : flipSentence(findings, widest.pair, widest.flip),
    ),
    ...flipping.map((pair) => flipTable(findings, objective, pair)),
    ...togetherSentence(findings, together),
    ...(widest === undefined || !isDrawn ? [] : [curveFigure(findings, objective, widest.pair, widest.flip)]),
    ...(isDrawn ? pairs.flatMap((pair) => planeFigure(findings, objective, pair)).slice(0, 1) : []),
  ];
}

/** The fewest inputs whose tails together put another option in front. */
function togetherSentence(findings: Findings, together: FlipsResult["together"]): readonly Block[] {
  if (isUnsuitable(together)) return [];
  const [likeliest] = [...together.sets].sort((one, other) => other.share - one.share);
  if (likeliest === undefined)
    return together.isComplete
      ? [paragraph(`Nor do up to ${countWords(together.size, "input")} together, each in its lowest or highest tenth.`)]
      : [];
  const tails = likeliest.tails.map(
    ({ input, side }) => `${inputWords(findings, input)} is in its ${side === "low" ? "lowest" : "highest"} tenth`,
  );
  const count = likeliest.tails.length;
  return [
    paragraph(
      count === 1
        ? "One assumption is enough: "
        : `The smallest set of assumptions that flips the answer has ${countWords(count, "member")}: `,
      `where ${joinWords(tails)}, ${optionWords(findings, likeliest.leader)} leads on average (${likelihoodWords(findings, likeliest.share)}).`,
    ),
  ];
}

/** The lines on which two options are level, over the two inputs that matter most to their difference. */
function planeFigure(findings: Findings, objective: string, { pair, map }: FlipsOfPair): readonly FigureBlock[] {
  if (map === undefined || map.zeroLines.length === 0) return [];
  const [xScale, yScale] = map.inputs.map((input) => unitWords(findings.unit(input)).scale) as [number, number];
  const [one, other] = pair.map((option) => findings.options[option]?.label ?? "") as [string, string];
  const axis = (input: string, places: readonly number[], scale: number) => ({
    label: inputHead(findings, input),
    unit: unitName(findings.unit(input)),
    low: places[0]! / scale,
    high: places.at(-1)! / scale,
  });
  const sides = [1, -1].flatMap((sign) => {
    const best = map.values
      .flatMap((row, y) => row.map((gain, x) => ({ gain: gain * sign, x, y })))
      .filter(({ x, y }) => x > map.xs.length * 0.2 && x < map.xs.length * 0.8 && y > map.ys.length * 0.08 && y < map.ys.length * 0.92)
      .reduce((most, each) => (each.gain > most.gain ? each : most), { gain: 0, x: 0, y: 0 });
    return best.gain > 0 ? [{ x: map.xs[best.x]! / xScale, y: map.ys[best.y]! / yScale, label: sign > 0 ? one : other }] : [];
  });
  const caption = `${inputHead(findings, objective)}: where “${one}” and “${other}” are level`;
  const level = (input: string, at: number, places: readonly number[]) =>
    formatWithin(at, places.at(-1)! - places[0]!, findings.unit(input));
  return [
    {
      kind: "figure",
      anchor: figureAnchor(`brief.plane.${objective}`),
      caption,
      note: "Mean over everything else; on each side the option that is better there.",
      alternative: `A line in the plane of ${joinWords(map.inputs.map((input) => inputWords(findings, input)))} parts the places where either option is better.`,
      plot: {
        kind: "plane",
        across: axis(map.inputs[0], map.xs, xScale),
        up: axis(map.inputs[1], map.ys, yScale),
        lines: map.zeroLines.map((points) => points.map(([x, y]) => ({ x: x / xScale, y: y / yScale }))),
        sides,
      },
      table: {
        kind: "table",
        caption,
        columns: columns(...map.inputs.map((input) => inputHead(findings, input))),
        rows: map.zeroLines
          .flatMap((points) => points.filter((_, place) => place % Math.max(1, Math.floor(points.length / 6)) === 0))
          .slice(0, 12)
          .map(([x, y]) => ({ cells: [[text(level(map.inputs[0], x, map.xs))], [text(level(map.inputs[1], y, map.ys))]] })),
      },
      tableOpen: false,
    },
  ];
}

function chanceOf({ changed }: Flip): number {
  return changed.value;
}

function firmSentence(findings: Findings, pairs: readonly FlipsOfPair[]): string {
  if (pairs.every(({ shares }) => shares.length === 0))
    return `Its difference to ${joinWords(pairs.map(({ pair }) => optionWords(findings, pair[1])))} is the same in every draw. `;
  const others = joinWords(
    pairs.map(({ pair }) => optionWords(findings, pair[1])),
    "or",
  );
  const causes = pairs[0]!.shares.slice(0, 2).map(({ input }) => inputWords(findings, input));
  const most = causes.length === 0 ? "" : ` (it varies most with ${joinWords(causes)})`;
  return `No single input, anywhere in its range, brings ${others} in front of it${most}. `;
}

function flipSentence(findings: Findings, { pair }: FlipsOfPair, flip: Flip): string {
  const point = flip.points.find(({ isClear }) => isClear) ?? flip.points[0]!;
  const rival = optionWords(findings, pair[1]);
  return `${inputWords(findings, flip.input)} could change that: ${sideWords(findings, flip, point, pair[1])} ${rival} is the better of the two, and the probability of that is ${likelihoodWords(findings, flip.changed.value)}.`;
}

type FlipPlace = Pick<Flip, "input" | "quantiles">;
type FlipValue = Pick<FlipPoint, "value" | "error" | "betterAbove">;

/** On which side of a level the other option is the better one; of a chance, in which states. */
export function sideWords(findings: Findings, flip: FlipPlace, point: FlipValue, rival: number): string {
  const states = findings.assessment.chances.find(({ id }) => id === flip.input)?.states;
  const isAbove = point.betterAbove === rival;
  if (states === undefined) return `${isAbove ? "above" : "below"} ${levelWords(findings, flip, point)}`;
  const within = states.filter((_, state) => state > point.value === isAbove).map(({ text: name }) => name.replaceAll("_", " "));
  return `when ${joinWords(within, "or")}`;
}

/** A level of an input no finer than its own range and the error of the level. */
function levelWords(findings: Findings, { input, quantiles }: FlipPlace, { value: level, error }: FlipValue): string {
  const width = Math.max(error * 4, (quantiles[2] - quantiles[0]) / 10);
  return formatWithin(level, Number.isFinite(width) ? width : Math.abs(level), findings.unit(input));
}

function flipTable(findings: Findings, objective: string, { pair, flips }: FlipsOfPair): TableBlock {
  const rest = flips.slice(shown);
  const rival = findings.options[pair[1]]?.label ?? "";
  return {
    kind: "table",
    caption: `${inputHead(findings, objective)}: where “${rival}” overtakes “${findings.options[pair[0]]?.label}”, all else at its distribution`,
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
  const [unit, inputUnit] = [valueUnit(findings, objective), findings.unit(flip.input)];
  const [scale, inputScale] = [unitWords(unit).scale, unitWords(inputUnit).scale];
  const minimises = findings.assessment.objectives.find(({ id }) => id === objective)?.sense === "minimise";
  const what = `${inputHead(findings, objective)}: what ${optionWords(findings, pair[0])} is better by than ${optionWords(findings, pair[1])}`;
  const middle = flip.curve.filter(({ below }) => below >= 0.01 && below <= 0.99);
  const points = (middle.length > 2 ? middle : flip.curve).map(({ at, value: gain, error }) => ({
    x: at / inputScale,
    y: gain / scale,
    low: (gain - 1.645 * error) / scale,
    high: (gain + 1.645 * error) / scale,
  }));
  return {
    kind: "figure",
    anchor: figureAnchor(`brief.flip.${objective}`),
    caption: withUnit(`${what}, by ${inputWords(findings, flip.input)}`, unit),
    note: `Line: mean over everything else; band: 90\u00a0% interval of the simulation. Above zero the first is the better one${minimises ? " (less is better here, so a gain is a reduction)" : ""}.`,
    alternative: `The gain falls through zero at ${joinWords(flip.points.map((point) => levelWords(findings, flip, point)))}.`,
    plot: {
      kind: "curve",
      across: { label: inputHead(findings, flip.input), unit: unitName(inputUnit) },
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
