/** The part on weights: for whom each option is the best when the objectives are weighed against each other. */
import type { Weighing, WeighingResult } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { Block, FigureBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatProbabilityShort, formatWithin } from "../numbers.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, optionWords } from "./wording.js";

export const weighing = tellingPart<WeighingResult>({
  name: "weighing",
  title: "For whom each option is the best",
  analysis: "weights",
  weight: (_, { weighings }) => (weighings.length > 1 ? 0.7 : weighings.length > 0 ? 0.35 : 0),
  compose: (findings, { weighings }) => {
    const [stated, unknown] = [weighings.filter(({ label }) => label !== undefined), weighings.filter(({ label }) => label === undefined)];
    return [
      ...stated.slice(0, 2).flatMap((each) => oneWeighing(findings, each, true)),
      ...unknown.flatMap((each) => oneWeighing(findings, each, stated.length === 0)),
    ];
  },
});

function oneWeighing(findings: Findings, weighed: Weighing, isDrawn: boolean): readonly Block[] {
  const { places, options, acceptability } = weighed;
  const objectives = places.map((place) => findings.objectives[place]?.declaration.id ?? "");
  const order = [...acceptability.keys()].sort((one, other) => first(other) - first(one));
  function first(index: number): number {
    return acceptability[index]?.ranks[0]?.value ?? 0;
  }
  const leader = order[0] ?? 0;
  const whose = weighed.label === undefined ? "Over all weights that anyone might give" : `By “${weighed.label}”`;
  const shares = order
    .filter((index) => first(index) >= 0.005)
    .map((index) => `${optionWords(findings, options[index]!)} in ${formatProbability(first(index))}`);
  const [own, even] = [acceptability[leader]?.centralWeights, 1 / Math.max(1, objectives.length)];
  const cares = (own ?? []).flatMap(({ value }, place) => (value > even * 1.3 ? [inputWords(findings, objectives[place]!)] : []));
  return [
    paragraph(
      `${whose}, the best option is ${joinWords(shares)} of the cases. `,
      weighed.label === undefined && cares.length > 0
        ? `Whoever chooses ${optionWords(findings, options[leader]!)} cares more than evenly for ${joinWords(cares)}.`
        : "",
    ),
    ...(isDrawn ? [figure(findings, weighed, order)] : []),
  ];
}

function figure(
  findings: Findings,
  { name, label, places, central, levels, options, acceptability }: Weighing,
  order: readonly number[],
): FigureBlock {
  const ranks = ["1st", "2nd", "3rd", "4th", "5th"];
  const count = Math.min(5, options.length);
  const shareOf = (index: number, rank: number) => {
    const all = acceptability[index]!.ranks.map(({ value }) => value);
    return rank < count - 1 || options.length <= 5 ? (all[rank] ?? 0) : all.slice(rank).reduce((sum, each) => sum + each, 0);
  };
  const states = ranks.slice(0, count).map((rank, place) => (place === count - 1 && options.length > 5 ? `${rank} or later` : rank));
  const weights = places.map((place, index) => {
    const { declaration, unit } = findings.objectives[place]!;
    const { worst, best } = levels[index]!;
    const width = Math.abs(best - worst);
    const range = `from ${formatWithin(worst, width / 2, unit)} to ${formatWithin(best, width / 2, unit)}`;
    return `${declaration.label} ${formatProbability(central[index] ?? 0)} (${range})`;
  });
  return {
    kind: "figure",
    anchor: figureAnchor(`brief.weights.${name}`),
    caption: `Ranks of the options ${label === undefined ? "over all weights" : `by “${label}”`}`,
    note: `Share of draws and weights in which the option has each rank. Weights are of swings: ${joinWords(weights)}.`,
    alternative: `Shares of the first rank: ${joinWords(order.map((index) => `${findings.options[options[index]!]?.label} ${formatProbability(shareOf(index, 0))}`))}.`,
    plot: {
      kind: "states",
      states,
      rows: order.map((index) => ({
        label: findings.options[options[index]!]?.label ?? "",
        shares: states.map((_, rank) => shareOf(index, rank)),
      })),
    },
    table: {
      kind: "table",
      caption: "Rank acceptability",
      columns: columns("Option", ...states.map((state) => `>${state}`)),
      rows: order.map((index) => ({
        cells: [
          [text(inputHead(findings, findings.options[options[index]!]?.id ?? ""))],
          ...states.map((_, rank) => [text(formatProbabilityShort(shareOf(index, rank)))]),
        ],
      })),
    },
    tableOpen: false,
  };
}
