/** The block of an adaptive pathway: the option with which it begins, and the rules by which it goes over to others. */
import type { Declared, RulePoint, SwitchRule, TimingDeclaration } from "../assessment.js";
import { missingField } from "../diagnostics/syntax.js";
import { dateInYears } from "../lower/time.js";
import type { FieldSyntax, NameSyntax, Part, Span } from "../syntax.js";
import { type BlockReader, defineBlock, splitReasons } from "./block.js";
import { apart } from "./trailing-words.js";

/** Words that open a clause after a condition. */
const clauseWords: ReadonlySet<string> = new Set(["by", "from"]);

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
      isRepeated: true,
      isOrdered: true,
      clauses: ["then"],
    },
    {
      keyword: "decides",
      form: "OBJECTIVE by NAME, NAME",
      doc: "Instead of rules: the objective by which the best moment is sought, and what is known at each moment.",
    },
    {
      keyword: "switches to",
      form: "OPTION in 2028, 2030",
      doc: "With `decides`: the option that is gone over to, and the dates at which it may be. The best rule is found by simulation with regression; such a pathway is no option of its own.",
      clauses: ["in"],
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
    const start = starts[0] ?? { text: "", span: base.span };
    if (reader.field("decides") || reader.field("switches to")) {
      const timing = readTiming(reader);
      if (timing) into.timings.push({ ...base, starts: start, ...timing });
      return;
    }
    if (reader.fields("when").length === 0) {
      const example = "when deaths > 100 by 2029 then switch to OPTION";
      reader.report(missingField.at(reader.syntax.keywordSpan, { field: "when", block: "pathway", name: base.id, example }));
    }
    const rules = reader.fields("when").flatMap((field) => readRule(reader, field) ?? []);
    into.pathways.push({ ...base, starts: start, rules });
  },
});

/** `decides deaths by rate, members` and `switches to repair in 2028, 2030`. */
function readTiming(reader: BlockReader): Omit<TimingDeclaration, keyof Declared | "starts"> | undefined {
  const [decides, switches, when] = [reader.field("decides"), reader.field("switches to"), reader.field("when")];
  if (when) reader.wrong(when, "either rules with “when”, or “decides” and “switches to”", when.keywordSpan);
  for (const [field, keyword, example] of [
    [decides, "decides", "decides deaths by members"],
    [switches, "switches to", "switches to OPTION in 2028, 2030"],
  ] as const)
    if (!field)
      reader.report(
        missingField.at(reader.syntax.keywordSpan, { field: keyword, block: "pathway", name: reader.syntax.name?.text ?? "", example }),
      );
  if (!decides || !switches || when) return undefined;
  const [objective, by, ...known] = reader.parts(decides);
  const [option, word, ...dates] = reader.parts(switches);
  const [objectiveName, optionName] = [nameOf(objective), nameOf(option)];
  if (!objectiveName || nameOf(by)?.text !== "by") reader.wrong(decides, "an objective, by, and names, like: deaths by rate, members");
  const isIn = word?.kind === "word" && word.text === "in";
  const points = listed(dates).map(toPoint);
  const isDated = isIn && points.length > 0 && !points.includes(undefined);
  if (!optionName || !isDated) reader.wrong(switches, "an option, in, and years or dates, like: repair in 2028, 2030");
  if (!objectiveName || nameOf(by)?.text !== "by" || !optionName || !isDated) return undefined;
  return {
    objective: objectiveName,
    known: reader.namesOf(decides, known),
    option: optionName,
    dates: points.filter((point) => point !== undefined),
  };
}

function listed(parts: readonly Part[]): readonly Part[] {
  return parts.filter((part) => part.kind !== "separator" || part.text !== ",");
}

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
  const [first, ...rest] = before.slice(0, then).flatMap((part) => apart(part, clauseWords));
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
