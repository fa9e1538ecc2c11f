/** The block of an adaptive pathway: the option with which it begins, and the rules by which it goes over to others. */
import type { RulePoint, SwitchRule } from "../assessment.js";
import { dateInYears } from "../lower/time.js";
import type { Expression, FieldSyntax, NameSyntax, Part, Span } from "../syntax.js";
import { type BlockReader, defineBlock, splitReasons } from "./block.js";

const ruleForm = "CONDITION from 2027 by 2029 then add OPTION | switch to OPTION";

export const pathway = defineBlock({
  keyword: "pathway",
  header: 'pathway NAME "label"',
  doc: "A course that adapts: it starts as one option and goes over to others when what it meets says so. It is compared like any other option. The case needs a line `time`.",
  isNamed: true,
  fields: [
    { keyword: "starts", form: "OPTION", doc: "The option that is followed at first.", isRequired: true },
    {
      keyword: "when",
      form: ruleForm,
      doc: "A rule. It fires once, at the first inner step at which the condition holds on the pathway's own course, not before `from` and not after `by`; from the next step on the pathway follows another option: the present one with OPTION added, or OPTION itself.",
      isRequired: true,
      isRepeated: true,
      clauses: ["then"],
    },
  ],
  exampleNeeds: `case bridge
  question "Close the bridge?"
  time yearly from 2026 to 2030
option hold "Carry on as now"
option ban "Ban lorries"
stock cracks "Length of cracks" : m
  starts at 10 to 20 as uniform
  gains     if ban then 0.5 m/year else 2 m/year
objective damage
  minimise final(cracks)`,
  example: `pathway wait_and_see "Ban lorries if the cracks grow long"
  starts hold
  when   cracks > 18 m by 2029 then switch to ban`,
  read(reader, into) {
    const base = reader.base();
    const starts = reader.field("starts") ? reader.names("starts") : [];
    if (starts.length > 1) reader.wrong(reader.field("starts")!, "one option");
    const rules = reader.fields("when").flatMap((field) => readRule(reader, field) ?? []);
    into.pathways.push({ ...base, starts: starts[0] ?? { text: "", span: base.span }, rules });
  },
});

function readRule(reader: BlockReader, field: FieldSyntax): SwitchRule | undefined {
  const { before, reasons } = splitReasons(field.parts, () => {});
  const wrong = (expected: string, span?: Span) => {
    reader.wrong(field, expected, span);
    return undefined;
  };
  const then = before.findIndex((part) => part.kind === "word" && part.text === "then");
  if (then < 0) return wrong(`a condition, then, and what is done, like: ${ruleForm}`);
  const action = readAction(before.slice(then + 1));
  if (!action) return wrong("after “then”: add OPTION, or switch to OPTION", before[then]!.span);
  const [first, ...rest] = before.slice(0, then).flatMap(apart);
  if (first?.kind !== "expression") return wrong("a condition before “then”, like: deaths > 100");
  const points = new Map<string, RulePoint>();
  for (let at = 0; at < rest.length; at += 2) {
    const word = rest[at]?.kind === "expression" ? nameOf(rest[at]) : undefined;
    const point = toPoint(rest[at + 1]);
    if ((word?.text !== "from" && word?.text !== "by") || !point || points.has(word.text))
      return wrong("after the condition: from and by, each once, with a year or a date, like: from 2027 by 2029-06-30", rest[at]!.span);
    points.set(word.text, point);
  }
  return {
    condition: first.expression,
    from: points.get("from"),
    by: points.get("by"),
    ...action,
    because: reasons,
    span: field.span,
  };
}

/** `add repair`; `switch to ban`, which reads as an interval. */
function readAction(parts: readonly Part[]): Pick<SwitchRule, "action" | "option"> | undefined {
  const [first, second] = parts;
  if (first?.kind !== "expression") return undefined;
  const { expression } = first;
  if (parts.length === 1 && expression.kind === "interval" && !expression.shape) {
    const { low, high } = expression;
    if (low.kind !== "name" || low.name !== "switch" || high.kind !== "name") return undefined;
    return { action: "switch", option: { text: high.name, span: high.span } };
  }
  const option = parts.length === 2 && nameOf(first)?.text === "add" ? nameOf(second) : undefined;
  return option && { action: "add", option };
}

function nameOf(part: Part | undefined): NameSyntax | undefined {
  const expression = part?.kind === "expression" ? part.expression : undefined;
  return expression?.kind === "name" ? { text: expression.name, span: expression.span } : undefined;
}

function toPoint(part: Part | undefined): RulePoint | undefined {
  const expression = part?.kind === "expression" ? part.expression : undefined;
  if (expression?.kind === "date") return { year: dateInYears(expression.day), text: expression.text, isDay: true, span: expression.span };
  if (expression?.kind !== "number" || expression.percent) return undefined;
  return { year: expression.value, text: String(expression.value), isDay: false, span: expression.span };
}

/** A part whose last number seems to have the unit “by” or “from”: these words open the next clause. */
function apart(part: Part): readonly Part[] {
  const word = part.kind === "expression" ? lastUnit(part.expression) : undefined;
  if (part.kind !== "expression" || !word) return [part];
  const expression = withoutLastUnit(part.expression);
  return [
    { kind: "expression", expression, span: expression.span },
    { kind: "expression", expression: { kind: "name", name: word.text, span: word.span }, span: word.span },
  ];
}

function lastUnit(expression: Expression): NameSyntax | undefined {
  switch (expression.kind) {
    case "with-unit":
      return expression.unit.text === "by" || expression.unit.text === "from" ? expression.unit : undefined;
    case "binary":
      return lastUnit(expression.right);
    case "negate":
    case "not":
      return lastUnit(expression.of);
    case "if":
      return lastUnit(expression.otherwise);
    default:
      return undefined;
  }
}

function withoutLastUnit(expression: Expression): Expression {
  const until = (part: Expression) => ({ ...expression.span, to: part.span.to });
  switch (expression.kind) {
    case "with-unit":
      return expression.of;
    case "binary": {
      const right = withoutLastUnit(expression.right);
      return { ...expression, right, span: until(right) };
    }
    case "negate":
    case "not": {
      const of = withoutLastUnit(expression.of);
      return { ...expression, of, span: until(of) };
    }
    case "if": {
      const otherwise = withoutLastUnit(expression.otherwise);
      return { ...expression, otherwise, span: until(otherwise) };
    }
    default:
      return expression;
  }
}
