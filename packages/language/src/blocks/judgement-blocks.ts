/** Blocks of judgement: precedents that are counted, forecasts, indicators and the analyst's own checks. */
import type { PrecedentRow } from "../assessment.js";
import type { FieldSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, splitReasons } from "./block.js";

export const precedent = defineBlock({
  keyword: "precedent",
  header: 'precedent NAME "label"',
  doc: "A reference class: comparable cases, each with the reason why it counts or is left out. They are counted into a base rate, an uncertain probability called NAME.",
  isNamed: true,
  fields: [
    { keyword: "question", form: '"text"', doc: "What is counted as yes." },
    {
      keyword: "yes",
      form: 'NAME "reason" because CLAIM',
      doc: "A case in which it happened, and why the case belongs to the class.",
      isRepeated: true,
    },
    { keyword: "no", form: 'NAME "reason" because CLAIM', doc: "A case in which it did not happen.", isRepeated: true },
    {
      keyword: "counted",
      form: 'NAME 30 of 45 "reason" because CLAIM',
      doc: "A set counted by others: how many of how many.",
      isRepeated: true,
    },
    { keyword: "exclude", form: 'NAME "reason"', doc: "A case that comes to mind and is not counted, and why.", isRepeated: true },
    {
      keyword: "prior",
      form: "jeffreys | uniform",
      doc: "What is assumed before counting: beta(½, ½) or beta(1, 1); jeffreys when missing.",
    },
    { keyword: "selected on", form: "outcome", doc: "Says that the cases came to mind because of how they ended; the brief warns of it." },
  ],
  exampleNeeds: "",
  example: `precedent closures "Closures that were reversed"
  question "Was the closure reversed within two years?"
  yes hilltown "Same traffic, 2011"
  no  weir     "Same traffic, 2015"
  exclude dam  "Closed for a flood, not by choice"`,
  read(reader, into) {
    const rows: PrecedentRow[] = [];
    for (const [keyword, outcome] of [
      ["yes", "yes"],
      ["no", "no"],
      ["counted", "yes"],
      ["exclude", "excluded"],
    ] as const) {
      for (const field of reader.fields(keyword)) {
        const row = readCase(reader, field, keyword, outcome);
        if (row) rows.push(row);
      }
    }
    const prior = reader.word("prior", ["jeffreys", "uniform"] as const) ?? "jeffreys";
    into.precedents.push({
      ...reader.base(),
      question: reader.text("question"),
      rows,
      prior: prior === "jeffreys" ? { alpha: 0.5, beta: 0.5 } : { alpha: 1, beta: 1 },
      selectedOnOutcome: reader.word("selected on", ["outcome"] as const) !== undefined,
    });
  },
});

function readCase(
  reader: BlockReader,
  field: FieldSyntax,
  keyword: "yes" | "no" | "counted" | "exclude",
  outcome: PrecedentRow["outcome"],
): PrecedentRow | undefined {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const expressions = before.flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
  const name = expressions[0];
  const reason = expressions[expressions.length - 1];
  const counted = /\s(\d[\d,]*) of (\d[\d,]*)\s/.exec(`${field.raw.text} `);
  const expected =
    keyword === "counted"
      ? 'a name, a count and a reason, like: removals 30 of 45 "reason"'
      : 'a name and a reason, like: hilltown "Same traffic"';
  if (name?.kind !== "name" || reason?.kind !== "text" || (keyword === "counted") !== (counted !== null)) {
    reader.wrong(field, expected);
    return undefined;
  }
  const successes = counted ? Number(counted[1]!.replaceAll(",", "")) : keyword === "yes" ? 1 : 0;
  const trials = counted ? Number(counted[2]!.replaceAll(",", "")) : keyword === "exclude" ? 0 : 1;
  if (successes > trials) {
    reader.wrong(field, "not more cases of yes than cases in all");
    return undefined;
  }
  return { id: name.name, outcome, successes, trials, reason: reason.text, because: reasons, span: field.span };
}

export const forecast = defineBlock({
  keyword: "forecast",
  header: 'forecast NAME "question"',
  doc: "A dated question that the future will answer, with its probability.",
  isNamed: true,
  fields: [
    { keyword: "by", form: "2026-06-30", doc: "The day on which it is decided.", isRequired: true },
    {
      keyword: "probability",
      form: "55 % to 70 %  or  60 %  or  P(…)",
      doc: "Your probability, a range of it, or a probability that the model computes.",
      isRequired: true,
    },
    { keyword: "resolves", form: '"text"', doc: "What exactly counts as yes." },
    { keyword: "source", form: '"text"', doc: "Where the answer will be found." },
    { keyword: "signals", form: "NAME, NAME", doc: "Options or quantities on which the answer sheds light." },
  ],
  exampleNeeds: "",
  example: `forecast inspection "The inspectorate orders a load limit"
  by 2027-06-30
  probability 20 % to 35 %
  resolves "An order is published in the official gazette."`,
  read(reader, into) {
    const base = reader.base();
    into.forecasts.push({
      ...base,
      question: base.label,
      by: reader.date("by") ?? "",
      resolves: reader.text("resolves"),
      resolutionSource: reader.text("source"),
      probability: reader.expression("probability") ?? { kind: "broken", span: reader.syntax.keywordSpan },
      signals: reader.field("signals") ? reader.names("signals") : [],
    });
  },
});

export const indicator = defineBlock({
  keyword: "indicator",
  header: 'indicator NAME "label"',
  doc: "Something that can be observed and would show early which way things go.",
  isNamed: true,
  fields: [
    { keyword: "watches", form: '"text"', doc: "What is observed.", isRequired: true },
    { keyword: "reveals", form: "NAME, NAME", doc: "The quantities or chances that it tells about." },
    { keyword: "source", form: '"text"', doc: "Where it is published." },
    { keyword: "threshold", form: '"text"', doc: "From what value on it counts." },
    { keyword: "check", form: '"monthly"', doc: "How often to look." },
    { keyword: "signals", form: "NAME, NAME", doc: "Options that it speaks for or against." },
  ],
  exampleNeeds: "",
  example: `indicator gauge "Crack gauge on pier 3"
  watches   "Width of the crack, read every Monday"
  threshold "2 mm"
  check     "weekly"`,
  read(reader, into) {
    into.indicators.push({
      ...reader.base(),
      watches: reader.text("watches"),
      reveals: reader.field("reveals") ? reader.names("reveals") : [],
      source: reader.text("source"),
      threshold: reader.plain("threshold"),
      check: reader.plain("check"),
      signals: reader.field("signals") ? reader.names("signals") : [],
    });
  },
});

export const check = defineBlock({
  keyword: "check",
  header: 'check NAME "label"',
  doc: "An assertion of your own. It must hold in every draw, option and period; a statistic such as P(…) is compared as it is. When it fails, the case fails.",
  isNamed: true,
  fields: [{ keyword: "that", form: "EXPRESSION", doc: "What must be true.", isRequired: true }],
  exampleNeeds: `quantity upkeep : EUR
  = 1 million to 2 million as lognormal`,
  example: `check never_free "Upkeep always costs something"
  that upkeep > 0`,
  read(reader, into) {
    into.checks.push({ ...reader.base(), that: reader.expression("that") ?? { kind: "broken", span: reader.syntax.keywordSpan } });
  },
});
