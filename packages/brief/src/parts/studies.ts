/** The part on studies that could be made: what each is worth before choosing, and what a smaller or larger one would be worth. */
import type { Unsuitable, ValuedStudies, ValuedStudy } from "@outweigh/engine";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { FigureBlock, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatExact, formatProbability, formatWithin } from "../numbers.js";
import { bareUnit, unitName, unitWords, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputWords } from "./wording.js";

export const studies = tellingPart<ValuedStudies>({
  name: "studies",
  title: "What a study would be worth",
  analysis: "studies",
  weight: (_, { studies: valued }) => (valued.some(isTelling) ? 0.7 : 0.35),
  compose: (findings, result) => {
    const { objective, studies: valued, without } = result;
    const telling = valued.filter(isTelling).sort((one, other) => other.value - one.value);
    const [most] = telling;
    return [
      ...(valued.length === 0 ? [] : [paragraph(most === undefined ? "" : sentence(findings, objective, most), nothing(findings, valued))]),
      ...without.map(({ study, ...problem }) =>
        paragraph(`${studyWords(findings, study)} has no value here: ${problemWords(problem, inputWords(findings, problem.of))}.`),
      ),
      ...(most === undefined ? [] : [figure(findings, result, most)]),
    ];
  },
});

function problemWords({ reason }: Unsuitable, of: string): string {
  switch (reason) {
    case "constant":
      return `${of} is the same in every draw`;
    case "not-a-probability":
      return `${of} leaves 0 to 1 in some draw`;
    case "not-a-rate":
      return `${of} is below 0 in some draw`;
    case "not-finite":
      return `${of} is infinite or not a number in some draw`;
    default:
      return reason.replaceAll("-", " ");
  }
}

/** Whether a study is worth more than its own error can feign. */
function isTelling({ value, error }: ValuedStudy): boolean {
  return value > 2 * error && value > 0;
}

function studyWords(findings: Findings, name: string): string {
  return `“${findings.assessment.studies.find(({ id }) => id === name)?.label ?? name}”`;
}

function amount(findings: Findings, objective: string, value: number, error: number): string {
  return formatWithin(value, Math.max(4 * error, Math.abs(value) / 20), findings.unit(objective));
}

function sentence(findings: Findings, objective: string, study: ValuedStudy): string {
  const { name, of, value, error, shareOfPerfect, net } = study;
  const stated = findings.evaluated.lowering.studies.get(name);
  const share = shareOfPerfect === undefined ? "" : `, ${formatProbability(shareOfPerfect)} of what knowing it exactly would bring`;
  const cost =
    stated?.cost === undefined ? "" : ` It costs ${formatExact(stated.cost.value, stated.cost.unit)}${net ? netWords(net) : ""}.`;
  return `${studyWords(findings, name)}${sizeWords(findings, study)} is about ${inputWords(findings, of)}. To choose only after seeing its result would make ${inputWords(findings, objective)} better by ${amount(findings, objective, value, error)} on average${share}.${cost} `;
}

function netWords({ value, error }: { readonly value: number; readonly error: number }): string {
  if (value > 2 * error) return ", less than it is worth";
  return value < -2 * error ? ", more than it is worth" : ", about what it is worth";
}

function sizeWords(findings: Findings, { name, study }: ValuedStudy): string {
  const size = formatExact(study.size, findings.evaluated.lowering.studies.get(name)?.sizeUnit);
  return ` (${{ mean: `${size} measurements`, proportion: `${size} cases`, count: `counting over ${size}` }[study.kind]})`;
}

function nothing(findings: Findings, valued: readonly ValuedStudy[]): string {
  const idle = valued.filter((each) => !isTelling(each));
  if (idle.length === 0) return "";
  return `Whatever ${joinWords(idle.map(({ name }) => studyWords(findings, name)))} found would hardly change the choice.`;
}

/** The curve of the study that is worth most, by its size; all of them in the table. */
function figure(findings: Findings, { objective, studies: valued }: ValuedStudies, most: ValuedStudy): FigureBlock {
  const unit = findings.unit(objective);
  const sizeUnit = findings.evaluated.lowering.studies.get(most.name)?.sizeUnit;
  const [scale, sizeScale] = [unitWords(unit).scale, unitWords(sizeUnit).scale];
  const heads = { mean: "Measurements", proportion: "Cases", count: "Counted over" };
  return {
    kind: "figure",
    anchor: figureAnchor("brief.studies"),
    caption: withUnit(`What ${studyWords(findings, most.name)} would be worth by its size`, unit),
    note: "Line: value of seeing the result before choosing; band: 90\u00a0% interval of the simulation. It never exceeds the value of knowing exactly.",
    alternative: `A study of ${formatExact(most.study.size, sizeUnit)} is worth ${amount(findings, objective, most.value, most.error)}.`,
    plot: {
      kind: "curve",
      across: { label: heads[most.study.kind], unit: unitName(sizeUnit) },
      unit: unitName(unit),
      points: most.sizes.map(({ size, value, error }) => ({
        x: size / sizeScale,
        y: value / scale,
        low: Math.max(0, value - 1.645 * error) / scale,
        high: (value + 1.645 * error) / scale,
      })),
      crossings: [],
    },
    table: table(findings, objective, valued),
    tableOpen: true,
  };
}

function table(findings: Findings, objective: string, valued: readonly ValuedStudy[]): TableBlock {
  const unit = findings.unit(objective);
  const number = columnNumbers([0, ...valued.map(({ perfect }) => perfect.value)], bareUnit(unit));
  const costOf = (name: string) => findings.evaluated.lowering.studies.get(name)?.cost;
  const hasCosts = valued.some(({ name }) => costOf(name) !== undefined);
  const costCell = (name: string) => {
    const cost = costOf(name);
    return [text(cost === undefined ? "–" : formatExact(cost.value, cost.unit))];
  };
  return {
    kind: "table",
    caption: withUnit("Worth of a study that is smaller, as planned, and larger", unit),
    columns: columns(
      "Study",
      ">A quarter",
      ">Half",
      ">As planned",
      ">Twice",
      ">Four times",
      ">Knowing exactly",
      ...(hasCosts ? [">Costs"] : []),
    ),
    rows: [...valued]
      .sort((one, other) => other.value - one.value)
      .map(({ name, sizes, perfect }) => ({
        cells: [
          [text(studyWords(findings, name).slice(1, -1))],
          ...sizes.map(({ value }) => [text(number(value))]),
          [text(number(perfect.value))],
          ...(hasCosts ? [costCell(name)] : []),
        ],
      })),
  };
}
