/** Blocks for what has no probability: named futures, ranges of which nothing more is known, and what objectives weigh against each other. */
import type { FuturesDeclaration, ScenarioDeclaration, SwingDeclaration } from "../assessment.js";
import { wrongCellCount } from "../diagnostics/model.js";
import { wrongValue } from "../diagnostics/syntax.js";
import type { Expression, FieldSyntax, NameSyntax, Part, RowSyntax } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";

const mostFutures = 100_000;

export const scenario = defineBlock({
  keyword: "scenario",
  header: 'scenario NAME "label"',
  doc: "A named future: some quantities have other values in it, and all else stays as it is. It has no probability.",
  isNamed: true,
  fields: [
    {
      keyword: "sets",
      form: "(rows: QUANTITY  VALUE)",
      doc: "A row for each quantity: its value in this future, a number or a distribution of its own.",
      isRequired: true,
    },
  ],
  exampleNeeds: `quantity lorries "Lorries over the bridge" : 1/day
  = 200 to 400 as lognormal

quantity growth "Growth of traffic" : percent/year
  = 1 % to 3 % as normal`,
  example: `scenario new_port "The port opens early"
  sets
    lorries  500 to 700 as lognormal
    growth   6 %
  note "The port authority has announced it twice and withdrawn it twice."`,
  read(reader, into) {
    const settings = reader.rows("sets").flatMap((row): ScenarioDeclaration["settings"] => {
      const named = readRow(reader, row);
      return named ? [{ quantity: named.name, value: named.value, span: row.span }] : [];
    });
    into.scenarios.push({ ...reader.base(), settings });
  },
});

export const futures = defineBlock({
  keyword: "futures",
  header: 'futures NAME "label"',
  doc: "Ranges without probabilities: each of these quantities may lie anywhere in its range, and nothing is said of where. Many points among the ranges are looked at, to find the options that do well in most of them and the conditions under which one fails.",
  isNamed: true,
  fields: [
    { keyword: "ranges", form: "(rows: QUANTITY  LOW to HIGH)", doc: "A row for each quantity that is left open.", isRequired: true },
    { keyword: "cases", form: "500", doc: "How many points are looked at; 512 when missing." },
  ],
  exampleNeeds: `quantity lorries "Lorries over the bridge" : 1/day
  = 200 to 400 as lognormal`,
  example: `futures traffic "How much traffic there will be"
  ranges
    lorries  100/day to 900/day
  cases 500`,
  read(reader, into) {
    const ranges = reader.rows("ranges").flatMap((row): FuturesDeclaration["ranges"] => {
      const named = readRow(reader, row);
      if (!named || named.value.kind === "broken") return [];
      if (named.value.kind === "interval" && !named.value.shape) {
        return [{ quantity: named.name, low: named.value.low, high: named.value.high, span: row.span }];
      }
      const isShaped = named.value.kind === "interval";
      reader.report(
        wrongValue.at(named.value.span, {
          field: "ranges",
          expected: isShaped
            ? "two ends alone, like 100/day to 900/day, because these ranges have no probabilities"
            : "two ends, like 100/day to 900/day",
          found: isShaped ? "a range with a shape" : "this",
        }),
      );
      return [];
    });
    into.futures.push({ ...reader.base(), ranges, cases: reader.whole("cases", 1, mostFutures) ?? 512 });
  },
});

/** A row of one quantity and one value. */
function readRow(reader: BlockReader, row: RowSyntax): { readonly name: NameSyntax; readonly value: Expression } | undefined {
  const [name, ...others] = row.labels;
  const [value] = row.cells;
  if (name && others.length === 0 && value && row.cells.length === 1) return { name, value };
  if (others.length > 0) {
    const expected = "one quantity and one value in each row";
    reader.report(
      wrongValue.at(row.span, { field: reader.record.keyword, expected, found: row.labels.map(({ text }) => text).join(", ") }),
    );
  } else reader.report(wrongCellCount.at(row.span, { name: reader.syntax.name?.text ?? reader.record.keyword, found: row.cells.length }));
  return undefined;
}

export const weights = defineBlock({
  keyword: "weights",
  header: 'weights NAME "label"',
  doc: "What objectives weigh against each other, as swing weights: how much the way from the worst to the best value that are named is worth on each of them. A weight without such a range says nothing, so the range is always written. Either every swing has a number, on any scale, or `rank` gives their order.",
  isNamed: true,
  fields: [
    {
      keyword: "swing",
      form: "OBJECTIVE 100 from WORST to BEST",
      doc: "What going from the worst to the best of these two values is worth: a number, or a range of numbers such as 40 to 60. With a line `rank` there is no number: OBJECTIVE from WORST to BEST.",
      isRequired: true,
      isRepeated: true,
    },
    {
      keyword: "rank",
      form: "OBJECTIVE, OBJECTIVE",
      doc: "The objectives from the swing that matters most to the one that matters least, where no numbers are given.",
      isOrdered: true,
    },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"

quantity upkeep : EUR
  given option
    ban        1 million to 2 million as lognormal
    otherwise  2 million to 5 million as lognormal

quantity detour : hours
  given option
    ban        3,000 to 9,000 as lognormal
    otherwise  0

objective cost "Cost to the town" : EUR
  minimise upkeep

objective delay "Time lost on detours" : hours
  minimise detour`,
  example: `weights council "The council's weights"
  swing cost   100      from 5 million EUR to 0 EUR
  swing delay  20 to 40 from 10,000 hours to 0 hours
  because "Stated in the council's session of 4 May."`,
  read(reader, into) {
    const ranking = reader.field("rank") ? reader.names("rank") : undefined;
    const swings = reader.fields("swing").flatMap((field) => readSwing(reader, field, ranking !== undefined));
    const isWhole = swings.length === reader.fields("swing").length;
    into.weights.push({ ...reader.base(), swings: isWhole ? swings : [], ranking });
  },
});

/**
 * The parts of a swing. The grammar reads `100 from` as a number with a unit, and `20 to 40 from` as a range that ends in one; the second
 * range is that from worst to best.
 */
function readSwing(reader: BlockReader, field: FieldSyntax, isRanked: boolean): SwingDeclaration[] {
  const [objective, ...rest] = reader.parts(field).map(expressionOf);
  const range = rest.pop();
  const [weight] = rest;
  const swing = weight && rest.length === 1 ? withoutFrom(weight) : undefined;
  if (objective?.kind === "name" && range?.kind === "interval" && !range.shape && swing && "isOrder" in swing === isRanked) {
    return [
      {
        objective: { text: objective.name, span: objective.span },
        swing: "isOrder" in swing ? undefined : swing,
        worst: range.low,
        best: range.high,
        span: field.span,
      },
    ];
  }
  reader.wrong(
    field,
    isRanked
      ? "an objective and its range, like: cost from 5 million EUR to 0 EUR; the line “rank” stands for the numbers"
      : "an objective, a number and the range that it is for, like: cost 100 from 5 million EUR to 0 EUR",
  );
  return [];
}

function expressionOf(part: Part): Expression | undefined {
  return part.kind === "expression" ? part.expression : undefined;
}

function withoutFrom(
  expression: Expression,
): { readonly low: Expression; readonly high: Expression } | { readonly isOrder: true } | undefined {
  if (expression.kind === "name" && expression.name === "from") return { isOrder: true };
  if (expression.kind === "with-unit" && expression.unit.text === "from") return { low: expression.of, high: expression.of };
  if (expression.kind === "negate" && expression.of.kind === "with-unit" && expression.of.unit.text === "from") {
    const below: Expression = { ...expression, of: expression.of.of };
    return { low: below, high: below };
  }
  const end = expression.kind === "interval" && !expression.shape ? expression.high : undefined;
  if (expression.kind !== "interval" || end?.kind !== "with-unit" || end.unit.text !== "from") return undefined;
  return { low: expression.low, high: end.of };
}
