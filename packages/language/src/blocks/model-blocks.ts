/** Blocks that compute: quantities, chances, stocks and objectives. */
import type {
  CorrelationDeclaration,
  GivenTable,
  Panel,
  QuantityDeclaration,
  Reason,
  Substitute,
  TargetDeclaration,
} from "../assessment.js";
import type { Expression, FieldSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, type FieldRecord, reportMissing, splitReasons } from "./block.js";
import { chancePanelFields, quantityPanelFields, readPanel } from "./panel-fields.js";

const givenField: FieldRecord = {
  keyword: "given",
  form: "option, CHANCE, DIMENSION   (rows: LABEL, LABEL  VALUE)",
  doc: "A table: one row for each option, state or member; `otherwise` stands for the rest. A combination takes the row of the measure it contains.",
};

const departsField: FieldRecord = {
  keyword: "departs",
  form: 'because CLAIM, "judgement"',
  doc: "Why it is not what the precedent says; the brief shows both and this reason.",
};

export const quantity = defineBlock({
  keyword: "quantity",
  header: 'quantity NAME "label" : UNIT over DIMENSION',
  doc: "A number of the model: fixed, uncertain or computed from others. Without a `because` it is an assumption, and the brief lists it as one.",
  isNamed: true,
  fields: [
    { keyword: "=", form: "EXPRESSION", doc: "Its definition." },
    givenField,
    ...quantityPanelFields,
    {
      keyword: "correlated with",
      form: "NAME by 0.6 | NAME by experts",
      doc: "Rank correlation with another uncertain quantity, from -1 to 1; or what the experts say of how the two go together.",
      isRepeated: true,
    },
    {
      keyword: "instead",
      form: 'VALUE because CLAIM, "judgement"',
      doc: "Another value that it takes when its own reasons are withdrawn (--without), or when that claim is taken instead (--instead CLAIM). The first whose own reasons stand is taken.",
      isRepeated: true,
      isOrdered: true,
    },
    {
      keyword: "uplifted by",
      form: "NAME risk 20 %",
      doc: "Takes the value as an estimate and raises it by what a precedent of ratios says: so far that it is exceeded only with this risk, or without a risk by the uncertain ratio itself.",
    },
    {
      keyword: "precedent",
      form: "NAME",
      doc: "The reference class that gives the outside view: ratios by which such estimates were missed, or for a share a base rate. The brief shows it beside the value, which stays as it is.",
    },
    departsField,
  ],
  exampleNeeds: "",
  example: `quantity lorries "Lorries over the bridge" : 1/day
  = 200 to 400 as lognormal
  because "Counted on two days in March; the interval covers the season."`,
  read(reader, into) {
    const definition = reader.expression("=") ?? reader.syntax.definition;
    const given = readGiven(reader);
    const judged = readPanel(reader, ["linear", "log", "quantiles"]);
    if (!definition && !given && !judged) reportMissing(reader, "=", "= 20 to 40 as lognormal");
    into.quantities.push({
      ...reader.base(),
      unit: reader.syntax.type[0],
      over: reader.syntax.over,
      definition,
      given: definition ? undefined : given,
      judged: onlyValue(reader, judged, definition ?? given),
      correlations: readCorrelations(reader),
      instead: reader.fields("instead").flatMap((field) => readSubstitute(reader, field)),
      ...readUplift(reader),
      ...(reader.field("precedent") && { precedent: reader.names("precedent")[0] }),
      ...readDeparture(reader),
      isOverridden: false,
    });
  },
});

export const chance = defineBlock({
  keyword: "chance",
  header: 'chance NAME "label" : STATE | STATE over DIMENSION',
  doc: "An event with a few named outcomes. Ask for one with `is`: if succession is national then …",
  isNamed: true,
  fields: [
    {
      keyword: "probabilities",
      form: "10 % | 20 % | rest",
      doc: "The probability of each state, in their order; `rest` is what is left to 100 %.",
    },
    { ...givenField, form: "option, CHANCE   (rows: LABEL, LABEL  10 % | 20 % | rest)" },
    {
      keyword: "precedent",
      form: "NAME",
      doc: "The reference class it rests on. With two states and no table, its base rate is the probability of the second; beside probabilities of your own the brief shows both.",
    },
    {
      keyword: "weighed by",
      form: "evidence",
      doc: "Its states are hypotheses; their probabilities are those that prior and evidence give.",
    },
    ...chancePanelFields,
    departsField,
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"`,
  example: `chance damage "Damage to the deck" : none | minor | grave
  given option
    ban        97 % | 2 % | rest
    otherwise  90 % | 8 % | 2 %
  because "Judgement of the bridge engineer."`,
  read(reader, into) {
    const probabilities = reader.field("probabilities");
    const precedent = reader.field("precedent") ? reader.names("precedent")[0] : undefined;
    const given = readGiven(reader);
    const isWeighed = reader.word("weighed by", ["evidence"] as const) !== undefined;
    const judged = readPanel(reader, ["odds", "linear"]);
    if (!probabilities && !given && !precedent && !judged && !isWeighed)
      reportMissing(reader, "probabilities", "probabilities 70 % | rest");
    const base = reader.base();
    into.chances.push({
      ...base,
      because: precedent ? [...base.because, { kind: "reference", id: precedent.text, span: precedent.span }] : base.because,
      states: reader.syntax.type.flatMap((expression) =>
        expression.kind === "name" ? [{ text: expression.name, span: expression.span }] : [],
      ),
      over: reader.syntax.over,
      probabilities: probabilities
        ? reader.parts(probabilities).flatMap((part) => (part.kind === "expression" ? [part.expression] : []))
        : [],
      given,
      precedent,
      ...(isWeighed ? { isWeighed } : {}),
      judged: onlyValue(reader, judged, probabilities ?? given ?? precedent),
      ...readDeparture(reader),
    });
  },
});

export const stock = defineBlock({
  keyword: "stock",
  header: 'stock NAME "label" : UNIT over DIMENSION',
  doc: "A level that builds up and runs down over time. The case needs a line `time`.",
  isNamed: true,
  fields: [
    { keyword: "starts at", form: "EXPRESSION", doc: "Its level at the beginning.", isRequired: true },
    { keyword: "gains", form: "EXPRESSION", doc: "What is added, per time (for instance people/year)." },
    { keyword: "loses", form: "EXPRESSION", doc: "What is taken away, per time." },
    { keyword: "minimum", form: "0", doc: "The level never falls below this." },
  ],
  exampleNeeds: `case bridge
  question "Close the bridge?"
  time yearly from 2026 to 2030`,
  example: `stock cracks "Length of cracks" : m
  starts at 10 to 20 as uniform
  gains     2 m/year
  minimum   0`,
  read(reader, into) {
    if (!reader.field("gains") && !reader.field("loses")) reportMissing(reader, "gains", "gains 5 people/year");
    into.stocks.push({
      ...reader.base(),
      unit: reader.syntax.type[0],
      over: reader.syntax.over,
      start: reader.expression("starts at") ?? { kind: "broken", span: reader.syntax.keywordSpan },
      gains: reader.expression("gains"),
      loses: reader.expression("loses"),
      minimum: reader.number("minimum"),
    });
  },
});

export const objective = defineBlock({
  keyword: "objective",
  header: 'objective NAME "label" : UNIT',
  doc: "What the options are compared by. The first objective is the one that `worse than` means when none is named.",
  isNamed: true,
  fields: [
    { keyword: "minimise", form: "EXPRESSION", doc: "Less is better." },
    { keyword: "maximise", form: "EXPRESSION", doc: "More is better." },
    {
      keyword: "target at most",
      form: "VALUE",
      doc: "A threshold: the results say how probable it is that an option stays within it.",
      isRepeated: true,
    },
    { keyword: "target at least", form: "VALUE", doc: "A threshold that is to be reached.", isRepeated: true },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"
quantity upkeep : EUR
  given option
    ban        1 million to 2 million as lognormal
    otherwise  2 million to 5 million as lognormal`,
  example: `objective cost "Cost to the town" : EUR
  minimise upkeep
  target at most 3 million EUR`,
  read(reader, into) {
    const sense = reader.field("maximise") ? "maximise" : "minimise";
    const definition = reader.expression(sense);
    if (!definition) reportMissing(reader, "minimise", "minimise total(cost)");
    into.objectives.push({
      ...reader.base(),
      unit: reader.syntax.type[0],
      sense,
      definition: definition ?? { kind: "broken", span: reader.syntax.keywordSpan },
      targets: [...readTargets(reader, "at-most"), ...readTargets(reader, "at-least")],
    });
  },
});

function readTargets(reader: BlockReader, direction: TargetDeclaration["direction"]): TargetDeclaration[] {
  return reader.fields(`target ${direction.replace("-", " ")}`).flatMap((field) => {
    const [value, ...others] = reader.parts(field);
    if (value?.kind === "expression" && others.length === 0) return [{ direction, value: value.expression, span: field.span }];
    reader.wrong(field, "one value, like: 3 million EUR");
    return [];
  });
}

function readSubstitute(reader: BlockReader, field: FieldSyntax): Substitute[] {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const [value, ...others] = before;
  if (value?.kind === "expression" && others.length === 0 && reasons.length > 0)
    return [{ value: value.expression, because: reasons, span: field.span }];
  reader.wrong(field, "one value and the reason for it, like: 100 to 300 as lognormal because CLAIM");
  return [];
}

/** By which class an estimate is raised, and for which risk. */
function readUplift(reader: BlockReader): Pick<QuantityDeclaration, "uplift"> {
  const field = reader.field("uplifted by");
  if (!field) return {};
  const [name, word, risk, ...rest] = reader.parts(field).flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
  const isRisk = word?.kind === "name" && word.name === "risk" && risk?.kind === "number" && risk.value >= 0 && risk.value <= 1;
  if (name?.kind !== "name" || rest.length > 0 || !(word === undefined || isRisk)) {
    reader.wrong(field, "a precedent of ratios, with a risk from 0 % to 100 % or without, like: overruns risk 20 %");
    return {};
  }
  return { uplift: { by: { text: name.name, span: name.span }, risk: isRisk ? risk.value : undefined } };
}

/** Why a value departs from the precedent that stands beside it. */
function readDeparture(reader: BlockReader): { readonly departs?: { readonly because: readonly Reason[] } } {
  const field = reader.field("departs");
  if (!field) return {};
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  if (before.length > 0 || reasons.length === 0)
    reader.wrong(field, 'the word because and a reason, like: departs because "The bridge is newer"');
  else if (!reader.field("precedent")) reader.wrong(field, "a line “precedent NAME” beside it, from which the value departs");
  return { departs: { because: reasons } };
}

/** The table of a block that has a line `given`. */
export function readGiven(reader: BlockReader): GivenTable | undefined {
  const field = reader.field("given");
  if (!field) return undefined;
  const over = reader.namesOf(field, reader.parts(field));
  if (field.rows.length === 0) reader.wrong(field, "rows below it, indented deeper, each with a label and a value");
  return { over, rows: field.rows, span: field.span };
}

/** What experts say, unless something else gives the value already. */
function onlyValue(reader: BlockReader, judged: Panel | undefined, other: object | undefined): Panel | undefined {
  const field = reader.field("judged by");
  if (judged && other && field) reader.wrong(field, "no other value beside it; leave one of the two out");
  return other ? undefined : judged;
}

function readCorrelations(reader: BlockReader): CorrelationDeclaration[] {
  return reader.fields("correlated with").flatMap((field) => {
    const [name, by, value] = reader.parts(field);
    const rank = value?.kind === "expression" ? fixedNumber(value.expression) : undefined;
    const isBy = by?.kind === "expression" && by.expression.kind === "name" && by.expression.name === "by";
    const isElicited = value?.kind === "expression" && value.expression.kind === "name" && value.expression.name === "experts";
    const isRank = rank !== undefined && rank > -1 && rank < 1;
    if (name?.kind === "expression" && name.expression.kind === "name" && isBy && (isRank || isElicited)) {
      return [{ with: { text: name.expression.name, span: name.span }, rank, span: field.span }];
    }
    reader.wrong(field, "a name, by, and a number between -1 and 1 (or experts), like: price by 0.6");
    return [];
  });
}

function fixedNumber(expression: Expression): number | undefined {
  if (expression.kind === "number") return expression.value;
  return expression.kind === "negate" && expression.of.kind === "number" ? -expression.of.value : undefined;
}
