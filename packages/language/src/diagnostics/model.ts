/** Diagnostics of the model: dimensions, distributions, tables of chances, time, statistics, correlation. */
import { defineDiagnostic, writeInstead } from "../diagnostic.js";

export const circularDefinition = defineDiagnostic<{ cycle: string }>(
  "circular-definition",
  "error",
  ({ cycle }) => `This definition goes round in a circle: ${cycle}.`,
  () =>
    "Break the circle: let one of them be a stock (which changes by gains and losses), take an earlier value with lag(x, 1 year, first), or give one a value of its own.",
);

export const dimensionMismatch = defineDiagnostic<{ name: string; extra: string; declared: string; remedy: string }>(
  "dimension-mismatch",
  "error",
  ({ name, extra, declared }) =>
    `The definition of ${name} has one value for each ${extra}, but ${name} is declared ${declared === "" ? "without a dimension" : `over ${declared}`}.`,
  ({ remedy }) => remedy,
);

export const dimensionAbsent = defineDiagnostic<{ what: string; dimension: string; has: string }>(
  "dimension-absent",
  "error",
  ({ what, dimension, has }) =>
    `${what} does not vary over ${dimension}${has === "" ? "; it is a single value" : `; it varies over ${has}`}.`,
  ({ dimension }) => `Leave “${dimension}” out here, or declare the value over ${dimension}.`,
);

export const renameNotPaired = defineDiagnostic<{ to: string; has: string; hint: string }>(
  "dimension-not-paired",
  "error",
  ({ to, has }) => `This value cannot be read along ${to}: ${has === "" ? "it is a single value" : `it varies over ${has}`}.`,
  ({ hint }) => hint,
);

export const shapeMissing = defineDiagnostic<{ interval: string; shapes: string }>(
  "shape-missing",
  "error",
  ({ interval }) => `The interval ${interval} says where the value lies, but not how it is distributed there; no shape is assumed.`,
  ({ interval, shapes }) =>
    shapes === ""
      ? "No shape fits this interval; correct its ends."
      : `Write ${interval} as ${shapes.split(", ")[0]}. Shapes that fit: ${shapes}.`,
  ({ shapes }) =>
    shapes
      .split(", ")
      .slice(0, 3)
      .flatMap((shape) => (shape === "" ? [] : [{ title: `Write “as ${shape}”`, edit: { kind: "insert-after", text: ` as ${shape}` } }])),
);

export const shapeUnknown = defineDiagnostic<{ shape: string; near: string; shapes: string }>(
  "shape-unknown",
  "error",
  ({ shape, near }) => `“${shape}” is not a shape for an interval.${near === "" ? "" : ` Nearest: ${near}.`}`,
  ({ shapes }) => `Shapes that fit this interval: ${shapes}.`,
  ({ near, shapes }) => writeInstead(near === "" ? shapes.split(", ").slice(0, 3).join(", ") : near),
);

export const shapeDoesNotFit = defineDiagnostic<{ shape: string; interval: string; problem: string; shapes: string }>(
  "shape-does-not-fit",
  "error",
  ({ shape, interval, problem }) => `No ${shape} distribution has the interval ${interval}: ${problem}.`,
  ({ shapes }) => (shapes === "" ? "No shape fits this interval; correct its ends." : `Shapes that fit: ${shapes}.`),
);

export const intervalReversed = defineDiagnostic<{ low: string; high: string }>(
  "interval-reversed",
  "error",
  ({ low, high }) => `The interval runs from ${low} to ${high}, and its lower end is not below its upper end.`,
  () => "Write the smaller number first; for a value that is certain, write the number alone.",
);

export const levelOutOfRange = defineDiagnostic<{ level: number }>(
  "level-out-of-range",
  "error",
  ({ level }) => `An interval cannot hold ${Math.round(level * 1e6) / 1e4} % of the probability.`,
  () => "Write a level between 1 % and 99.9 %, for instance: at 80 %.",
);

export const mustBeFixed = defineDiagnostic<{ what: string }>(
  "must-be-fixed",
  "error",
  ({ what }) => `${what} must be a fixed number, and this one is uncertain or changes.`,
  () =>
    "Write a number; to make a distribution uncertain in itself, use its natural parameters, as in normal(mean, sd), which may be uncertain.",
);

export const wrongArguments = defineDiagnostic<{ name: string; problem: string; signature: string; example: string }>(
  "wrong-arguments",
  "error",
  ({ name, problem }) => `${name} cannot be used like this: ${problem}.`,
  ({ signature, example }) => `Write ${signature}, for instance: ${example}.`,
);

export const distributionProblem = defineDiagnostic<{ name: string; problem: string; example: string }>(
  "distribution-problem",
  "error",
  ({ name, problem }) => `There is no such ${name} distribution: ${problem}.`,
  ({ example }) => `For instance: ${example}.`,
);

export const truncateNeedsDraw = defineDiagnostic<Record<string, never>>(
  "truncate-needs-distribution",
  "error",
  () => "truncate cuts a distribution, and its first argument is not one written out here.",
  () => "Write for instance: truncate(normal(3, 1), min = 0). For a value that is named or computed, use clamp(x, low, high).",
);

export const typeMismatch = defineDiagnostic<{ what: string; found: string; expected: string; remedy: string }>(
  "type-mismatch",
  "error",
  ({ what, found, expected }) => `${what} is ${found}, where ${expected} is expected.`,
  ({ remedy }) => remedy,
);

export const probabilitiesNotOne = defineDiagnostic<{ sum: number; remedy: string }>(
  "probabilities-not-one",
  "error",
  ({ sum }) => `These probabilities add up to ${Math.round(sum * 1e6) / 1e4} %, not to 100 %.`,
  ({ remedy }) => remedy,
);

export const probabilityOutOfRange = defineDiagnostic<{ found: number }>(
  "probability-out-of-range",
  "error",
  ({ found }) => `A probability lies between 0 % and 100 %; this is ${Math.round(found * 1e6) / 1e4} %.`,
  ({ found }) => (found >= 2 && found <= 100 ? `Did you mean ${found} %? A number without % is a fraction.` : "Correct the number."),
);

export const missingState = defineDiagnostic<{ chance: string; expected: number; found: number; states: string }>(
  "missing-state",
  "error",
  ({ chance, expected, found }) =>
    `${chance} has ${expected} states, and here ${found === 1 ? "is 1 probability" : `are ${found} probabilities`}.`,
  ({ states }) => `Give one for each, in this order, with | between them: ${states}. One of them may be “rest”.`,
);

export const fewStates = defineDiagnostic<{ chance: string }>(
  "few-states",
  "error",
  ({ chance }) => `${chance} has fewer than two states, so there is nothing to happen or not to happen.`,
  ({ chance }) => `Name its states: chance ${chance} : no | yes.`,
);

export const repeatedRest = defineDiagnostic<Record<string, never>>(
  "repeated-rest",
  "error",
  () => "“rest” stands for what is left, so it can stand once in a row.",
  () => "Keep one “rest” and give the others a number.",
);

export const missingRow = defineDiagnostic<{ name: string; missing: string }>(
  "missing-row",
  "error",
  ({ name, missing }) => `The table of ${name} has no row for ${missing}.`,
  ({ missing }) => `Add a row that begins with ${missing.split("; ")[0]}, or one that begins with “otherwise” for all that are not named.`,
);

export const unknownLabel = defineDiagnostic<{ label: string; over: string; near: string; known: string }>(
  "unknown-label",
  "error",
  ({ label, over, near }) => `“${label}” is not one of ${over}.${near === "" ? "" : ` Nearest: ${near}.`}`,
  ({ known }) => `Rows may begin with: ${known}, or otherwise.`,
  ({ near }) => writeInstead(near),
);

export const wrongLabelCount = defineDiagnostic<{ expected: number; found: number; over: string }>(
  "wrong-label-count",
  "error",
  ({ expected, found }) => `This row has ${found} label${found === 1 ? "" : "s"}, and the table is given ${expected}.`,
  ({ over }) => `Begin the row with one label for each of: ${over}, with commas between them.`,
);

export const wrongCellCount = defineDiagnostic<{ name: string; found: number }>(
  "wrong-cell-count",
  "error",
  ({ name, found }) =>
    found === 0 ? `This row of ${name} has no value.` : `This row of ${name} has ${found} values, and a quantity has one.`,
  () => "Write the labels with commas between them, then one value.",
);

export const duplicateRow = defineDiagnostic<{ label: string }>(
  "duplicate-row",
  "error",
  ({ label }) => `There is already a row for ${label}.`,
  () => "Keep one of the two rows.",
);

export const ambiguousCombination = defineDiagnostic<{ option: string; rows: string }>(
  "ambiguous-combination",
  "error",
  ({ option, rows }) => `The option ${option} contains the measures of more than one row (${rows}), and they cannot both hold.`,
  ({ option }) => `Write a row for the combination itself, beginning with ${option}.`,
);

export const ambiguousRow = defineDiagnostic<{ labels: string; rows: string }>(
  "ambiguous-row",
  "error",
  ({ labels, rows }) => `Two rows (${rows}) both apply to ${labels}, and neither is the more exact.`,
  ({ labels }) => `Write a row for ${labels} itself.`,
);

export const combinationProblem = defineDiagnostic<{ option: string }>(
  "combination-of-itself",
  "error",
  ({ option }) => `The option ${option} is a combination that contains itself.`,
  () => "Combine options that are declared without it.",
);

export const statisticInModel = defineDiagnostic<{ name: string }>(
  "statistic-in-model",
  "error",
  ({ name }) => `${name}(…) is a statistic over all draws, and inside the model there is only the present draw.`,
  ({ name }) =>
    `Use the value itself${name === "mean" ? ", or mean(x over DIMENSION) for the mean over a dimension or over time" : ""}; statistics stand in the prose, in checks and in forecasts.`,
);

export const statisticMixed = defineDiagnostic<Record<string, never>>(
  "statistic-mixed",
  "error",
  () => "One side is a statistic over all draws and the other differs from draw to draw; the two cannot be combined.",
  () => "Make both sides statistics, for instance: mean(x) - mean(y), or P(x > 3) with a fixed number.",
);

export const conditionInProse = defineDiagnostic<{ text: string }>(
  "condition-not-number",
  "error",
  () => "This is a condition that holds in some draws and not in others; it has no number to show.",
  ({ text }) => `Show its probability: {P(${text})}.`,
);

export const noTime = defineDiagnostic<{ what: string }>(
  "no-time",
  "error",
  ({ what }) => `${what} needs time, and the case has none.`,
  () => "Add to the case a line such as: time yearly from 2025 to 2034",
);

export const timeProblem = defineDiagnostic<{ problem: string }>(
  "time-problem",
  "error",
  ({ problem }) => `The time of the case does not work: ${problem}.`,
  () => "Write for instance: time yearly from 2025 to 2034, and: steps weekly",
);

export const periodOutside = defineDiagnostic<{ found: string; first: string; last: string }>(
  "period-outside",
  "error",
  ({ found, first, last }) => `${found} is not a period of this case, which runs from ${first} to ${last}.`,
  ({ first }) => `Write one of its periods, for instance: x[${first.slice(0, 4)}].`,
);

export const senseUnknown = defineDiagnostic<{ direction: string; near: string }>(
  "sense-unknown",
  "error",
  ({ direction }) => `“${direction} than” needs an objective, because only an objective says whether more is better.`,
  ({ near }) =>
    near === ""
      ? "Declare an objective, or compare with < or >: deaths > deaths[hold]."
      : `Name an objective (${near}), or compare with < or >.`,
);

export const noOptions = defineDiagnostic<{ what: string }>(
  "no-options",
  "error",
  ({ what }) => `${what} speaks of options, and the case declares none.`,
  () => 'Declare them: option hold "Carry on as now".',
);

export const objectiveVaries = defineDiagnostic<{ name: string; over: string; remedy: string }>(
  "objective-varies",
  "error",
  ({ name, over }) => `The objective ${name} must be one number for each option, and this has one for each ${over}.`,
  ({ remedy }) => remedy,
);

export const correlationNeedsDraw = defineDiagnostic<{ name: string }>(
  "correlation-needs-distribution",
  "error",
  ({ name }) => `${name} is not a single distribution, so it cannot be correlated directly.`,
  () => "Correlate the uncertain quantities of which it is made; each must be defined by one interval or one distribution.",
);

export const correlationImpossible = defineDiagnostic<{ conflict: string; nearest: string }>(
  "correlation-impossible",
  "error",
  ({ conflict }) => conflict,
  ({ nearest }) => (nearest === "" ? "Weaken one of them, or give both the same dimensions." : `Nearest that can: ${nearest}.`),
);

export const precedentNeedsTwo = defineDiagnostic<{ chance: string; states: number }>(
  "precedent-needs-two-states",
  "error",
  ({ chance, states }) => `${chance} takes its probability from a precedent, which answers yes or no, but it has ${states} states.`,
  () => "Give it two states (the second is the one that the precedent counts), or write its probabilities in a line “probabilities”.",
);

export const familyOfFew = defineDiagnostic<{ name: string; family: string; classes: number }>(
  "family-of-few",
  "error",
  ({ name, family, classes }) =>
    `${name} leans on the family ${family}, which has ${classes === 1 ? "no other class" : `${classes} classes`}; it takes three to see how far classes of a kind differ.`,
  ({ family }) => `Give other precedents of cases the line “family ${family}”, or leave the line out.`,
);

export const tooManyCells = defineDiagnostic<{ name: string; cells: number }>(
  "too-many-cells",
  "error",
  ({ name, cells }) => `${name} has ${cells.toLocaleString("en")} values, more than can be computed.`,
  () => "Use fewer dimensions or fewer members.",
);

export const dataNotNumber = defineDiagnostic<{ column: string; row: number; found: string; expected: string }>(
  "data-not-number",
  "error",
  ({ column, row, found, expected }) => `Row ${row} of ${column} holds “${found}”, where ${expected} is expected.`,
  () => "Correct the cell in the table, or give the column the type text.",
);

export const dataKeys = defineDiagnostic<{ data: string; problem: string }>(
  "data-keys",
  "error",
  ({ data, problem }) => `The rows of ${data} do not fit its key columns: ${problem}.`,
  () => "Give the table exactly one row for each combination of its keys.",
);

export const tableNotRising = defineDiagnostic<Record<string, never>>(
  "table-not-rising",
  "error",
  () => "The points of an interpolation must stand in rising order, each x once.",
  () => "Sort them by x: interpolate(x, 0 -> 1, 10 -> 0.5).",
);

export const valueUsesNames = defineDiagnostic<{ what: string; name: string }>(
  "value-uses-names",
  "error",
  ({ what, name }) => `${what} uses “${name}”, and it has to stand for itself.`,
  () => "Write a number with its unit, or a distribution such as 10 to 20 as lognormal.",
);

export const rangeNeedsSingle = defineDiagnostic<{ name: string; over: string }>(
  "range-needs-single",
  "error",
  ({ name, over }) => `“${name}” has a value for each ${over}, and a range among futures replaces a single number.`,
  () => "Leave open a quantity without dimensions on which it depends, for instance a factor by which all of its values are multiplied.",
);

export const weightsProblem = defineDiagnostic<{ name: string; problem: string; remedy: string }>(
  "weights-problem",
  "error",
  ({ name, problem }) => `The weights ${name} cannot be used: ${problem}.`,
  ({ remedy }) => remedy,
);

export const studyProblem = defineDiagnostic<{ name: string; problem: string; remedy: string }>(
  "study-problem",
  "error",
  ({ name, problem }) => `The study ${name} cannot be made: ${problem}.`,
  ({ remedy }) => remedy,
);
