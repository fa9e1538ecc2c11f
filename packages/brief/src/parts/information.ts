/** The part on what to find out first: the value of information of each input, set against how well the input is supported. */
import { type Evppi, hasValue, type PartialInformation, type PerObjective } from "@outweigh/engine";
import { supportDegrees, supportOf } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { FigureBlock, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatWithin } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { inputHead, inputWords, optionWords } from "./wording.js";

const shown = 10;

export const information = tellingPart<PerObjective<PartialInformation>>({
  name: "information",
  title: "What to find out first",
  analysis: "value-of-information",
  weight: (_, { objectives }) => (objectives.length > 0 ? 0.88 : 0),
  compose: (findings, { objectives }) => {
    const [first] = objectives;
    if (first === undefined) return [];
    const inputs = first.inputs
      .filter(hasValue)
      .filter(matters)
      .sort((one, other) => other.value - one.value);
    const { evpi, objective } = first;
    const size = (amount: number, error: number) => formatWithin(amount, Math.max(error * 4, amount / 20), findings.unit(objective));
    const lead = `If all uncertainty could be resolved before choosing, ${inputWords(findings, objective)} would be better by ${size(evpi.value, evpi.error)} on average (expected value of perfect information).`;
    if (!(evpi.value > 2 * evpi.error) || inputs.length === 0)
      return [
        paragraph(
          `${lead} `,
          evpi.value > 2 * evpi.error
            ? "No single input by itself would change the choice: it takes several together."
            : `Nothing that could be learnt would change the choice of ${optionWords(findings, evpi.best)} on this objective.`,
        ),
      ];
    const badly = inputs.slice(0, shown).filter(({ name }) => isBadlySupported(findings, name));
    return [
      paragraph(
        `${lead} `,
        `Most of it is in ${joinWords(inputs.slice(0, 3).map(({ name }) => inputWords(findings, name)))}. `,
        badly.length === 0
          ? "All that matters most is supported by graded evidence."
          : `Matters much and is supported badly: ${joinWords(badly.slice(0, 4).map(({ name }) => inputWords(findings, name)))}. That is the reading list.`,
      ),
      diagram(findings, objective, evpi.value, inputs.slice(0, shown)),
    ];
  },
});

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
  const support = supportOf(findings.assessment);
  const unit = findings.unit(objective);
  const top = Math.max(...inputs.map(({ value: amount }) => amount));
  const points = inputs.map(({ name, value: amount }) => ({
    label: inputHead(findings, name),
    x: Math.sqrt(amount / top),
    y: supportDegrees.indexOf(support(name).degree) / (supportDegrees.length - 1),
    emphasised: isBadlySupported(findings, name),
  }));
  const rows = inputs.map(({ name, value: amount, error }, place) => {
    const { degree, isDisputed } = support(name);
    const cells: readonly (readonly Inline[])[] = [
      [text(`${place + 1}. ${points[place]!.label}`)],
      [value(findings, name, `${formatWithin(amount, Math.max(error * 4, amount / 20), bareUnit(unit))}`)],
      [text(formatProbability(Math.min(1, amount / most)))],
      [text(`${supportWords[degree]}${isDisputed ? ", disputed" : ""}`)],
    ];
    return { cells };
  });
  return {
    kind: "figure",
    anchor: figureAnchor("brief.information"),
    caption: "How much each input matters, and how well it is supported",
    note: "Across: value of knowing the input before choosing (square-root scale). Up: from no reason to two independent origins. The shaded corner is what to read or ask about first.",
    alternative: `Inputs by value of information and support: ${joinWords(points.map(({ label, emphasised }) => `${label}${emphasised ? " (supported badly)" : ""}`))}.`,
    plot: {
      kind: "map",
      across: { label: "how much it matters", low: "little", high: "most" },
      up: { label: "How well it is supported", low: "badly", high: "well" },
      points,
    },
    table: {
      kind: "table",
      caption: withUnit("Value of knowing an input", unit),
      columns: columns("Input", ">Value", ">Share of all", "Rests on"),
      rows,
    },
    tableOpen: true,
  };
}
