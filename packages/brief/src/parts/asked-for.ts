/** Parts that are told when they are asked for: screening, small changes, and the spread where inputs are correlated. */
import type { ElasticityResult, ScreeningResult, ShapleyResult } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import { formatCount, formatExact, formatProbability } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputHead, inputWords, optionWords } from "./wording.js";

const shown = 12;

export const screened = tellingPart<ScreeningResult>({
  name: "screened",
  title: "Which inputs matter at all",
  analysis: "screening",
  weight: () => 0,
  compose: (findings, { objectives, evaluations }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const unit = findings.unit(first.objective);
    const still = first.effects.filter(({ meanSize }) => meanSize.value === 0).length;
    const number = columnNumbers([0, ...first.effects.map(({ meanSize }) => meanSize.value)], bareUnit(unit));
    return [
      paragraph(
        `The difference in ${inputWords(findings, first.objective)} between ${optionWords(findings, first.pair[0])} and ${optionWords(findings, first.pair[1])}, moved by one input at a time from many starting points (${formatCount(evaluations)} evaluations). `,
        still > 0 ? `${formatCount(still)} of ${formatCount(first.effects.length)} inputs do not move it at all.` : "",
      ),
      {
        kind: "table",
        caption: withUnit("Elementary effects: change from one end of an input to the other", unit),
        columns: columns("Input", ">Mean size", ">Mean", ">Spread"),
        rows: first.effects.slice(0, shown).map(({ name, meanSize, mean, sd }) => ({
          cells: [[text(inputHead(findings, name))], [text(number(meanSize.value))], [text(number(mean.value))], [text(number(sd))]],
        })),
        note: [text("A spread as large as the mean size: the input interacts with others, or acts in a curve.")],
      },
    ];
  },
});

export const smallChanges = tellingPart<ElasticityResult>({
  name: "small-changes",
  title: "What a small change does",
  analysis: "elasticity",
  weight: () => 0,
  compose: (findings, { objectives }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const moving = first.inputs.flatMap((input) => (input.elasticity === undefined ? [] : [{ ...input, elasticity: input.elasticity }]));
    const inputs = moving
      .filter((input) => input.elasticity !== 0)
      .sort((one, other) => Math.abs(other.elasticity) - Math.abs(one.elasticity));
    return [
      paragraph(
        `The difference in ${inputWords(findings, first.objective)} between ${optionWords(findings, first.pair[0])} and ${optionWords(findings, first.pair[1])} with all inputs at their medians: by how many per cent it changes for one per cent more of an input.`,
      ),
      {
        kind: "table",
        caption: "Elasticities at the medians",
        columns: columns("Input", "At", ">Per cent for one per cent"),
        rows: inputs.slice(0, shown).map(({ name, at, elasticity }) => ({
          cells: [
            [text(inputHead(findings, name))],
            [text(formatExact(at, findings.unit(name), 3))],
            [text(elasticity.toFixed(2).replace("-", "\u2212"))],
          ],
        })),
      },
    ];
  },
});

export const shared = tellingPart<ShapleyResult>({
  name: "shared-spread",
  title: "Where the spread comes from, correlations and all",
  analysis: "shapley",
  weight: () => 0.35,
  compose: (findings, { objectives, evaluations }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const inputs = [...first.inputs].sort((one, other) => other.effect.value - one.effect.value).slice(0, shown);
    const share = (value: number) => formatProbability(Math.min(1, Math.max(0, value)));
    return [
      paragraph(
        `Some inputs are correlated, so that shares of the variance are told by Shapley effects, which add up to one. The largest: ${joinWords(inputs.slice(0, 3).map(({ name, effect }) => `${inputWords(findings, name)} (${share(effect.value)})`))}. From ${formatCount(evaluations)} evaluations.`,
      ),
      {
        kind: "table",
        caption: "Shapley effects on the difference",
        columns: columns("Input", ">Effect", ">95\u00a0% interval"),
        rows: inputs.map(({ name, effect }) => ({
          cells: [[text(inputHead(findings, name))], [text(share(effect.value))], [text(`${share(effect.low)} to ${share(effect.high)}`)]],
        })),
      },
    ];
  },
});
