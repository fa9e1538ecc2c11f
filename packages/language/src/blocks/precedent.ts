/** The block of a reference class: cases that are counted, ratios of outcomes to estimates, or events over time; each with its reason. */
import type { EventsRow, PrecedentCase, PrecedentRow, RatioRow } from "../assessment.js";
import type { Expression, FieldSyntax, Part } from "../syntax.js";
import { type BlockReader, defineBlock, splitReasons } from "./block.js";

const weighed = 'weight 50 % "why"';

export const precedent = defineBlock({
  keyword: "precedent",
  header: 'precedent NAME "label"',
  doc: "A reference class: comparable cases, each with the reason why it counts or is left out. They are counted into a base rate, an uncertain probability called NAME; or into a ratio of outcomes to estimates, or a rate of events.",
  isNamed: true,
  fields: [
    { keyword: "question", form: '"text"', doc: "What is counted as yes." },
    { keyword: "includes", form: '"text"', doc: "The rule by which cases are taken in, fixed before counting." },
    {
      keyword: "yes",
      form: `NAME "reason" ${weighed} because CLAIM`,
      doc: "A case in which it happened, and why the case belongs to the class. With a weight it counts as that much of a case.",
      isRepeated: true,
    },
    { keyword: "no", form: `NAME "reason" ${weighed} because CLAIM`, doc: "A case in which it did not happen.", isRepeated: true },
    {
      keyword: "counted",
      form: `NAME 30 of 45 "reason" ${weighed} because CLAIM`,
      doc: "A set counted by others: how many of how many.",
      isRepeated: true,
    },
    {
      keyword: "ratio",
      form: `NAME 1.4 "reason" ${weighed} because CLAIM`,
      doc: "What an undertaking came to over what it was estimated at. NAME is then a ratio: multiply an estimate by it, or let a quantity be `uplifted by` it.",
      isRepeated: true,
    },
    {
      keyword: "events",
      form: `NAME 7 in 20 years "reason" ${weighed} because CLAIM`,
      doc: "Events counted over a time. NAME is then a rate, per year.",
      isRepeated: true,
      clauses: ["in"],
    },
    { keyword: "exclude", form: 'NAME "reason"', doc: "A case that comes to mind and is not counted, and why.", isRepeated: true },
    {
      keyword: "prior",
      form: "jeffreys | uniform",
      doc: "What is assumed before counting: beta(½, ½) or beta(1, 1); jeffreys when missing.",
    },
    {
      keyword: "family",
      form: "WORD",
      doc: "Three or more classes with the same word lean on each other: each has a rate of its own, and a small class is drawn towards the others as far as these agree.",
    },
    { keyword: "selected on", form: "outcome", doc: "Says that the cases came to mind because of how they ended; the brief warns of it." },
  ],
  exampleNeeds: "",
  example: `precedent closures "Closures that were reversed"
  question "Was the closure reversed within two years?"
  yes hilltown "Same traffic, 2011"
  no  weir     "Same traffic, 2015"
  no  market   "A lane, not a bridge" weight 50 % "half the traffic"
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
    const ratios = reader.fields("ratio").flatMap((field) => readRatio(reader, field) ?? []);
    const events = reader.fields("events").flatMap((field) => readEvents(reader, field) ?? []);
    checkKinds(reader);
    const prior = reader.word("prior", ["jeffreys", "uniform"] as const) ?? "jeffreys";
    const includes = reader.text("includes");
    const family = reader.field("family") ? reader.names("family")[0] : undefined;
    into.precedents.push({
      ...reader.base(),
      question: reader.text("question"),
      rows,
      prior: prior === "jeffreys" ? { alpha: 0.5, beta: 0.5 } : { alpha: 1, beta: 1 },
      selectedOnOutcome: reader.word("selected on", ["outcome"] as const) !== undefined,
      ...(includes !== undefined && { includes }),
      ...(family && { family }),
      ...(reader.field("ratio") && { ratios }),
      ...(reader.field("events") && { events }),
    });
  },
});

/** Rows of one kind only: cases, ratios or events. */
function checkKinds(reader: BlockReader): void {
  const kinds = [reader.field("yes") ?? reader.field("no") ?? reader.field("counted"), reader.field("ratio"), reader.field("events")];
  const present = kinds.filter((field) => field !== undefined);
  if (present.length > 1)
    reader.wrong(present[1]!, "a precedent of its own, as one class holds either cases (yes, no, counted) or ratios or events");
  const family = reader.field("family");
  if (family && (kinds[1] || kinds[2]))
    reader.wrong(family, "a precedent of cases (yes, no, counted), as ratios and events have no family");
}

/** A line of a case taken apart: its name, what stands between name and reason, the reason, and the weight with its own reason. */
interface CaseLine extends PrecedentCase {
  readonly between: readonly Expression[];
}

/** Reads a line, or reports it with what was expected. */
function readLine(reader: BlockReader, field: FieldSyntax, expected: string): CaseLine | undefined {
  const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
  const expressions = before.flatMap((part: Part) => (part.kind === "expression" ? [part.expression] : []));
  const [name] = expressions;
  const at = expressions.findIndex((expression, index) => index > 0 && expression.kind === "text");
  const reason = expressions[at];
  const rest = expressions.slice(at + 1);
  if (name?.kind !== "name" || reason?.kind !== "text") {
    reader.wrong(field, expected);
    return undefined;
  }
  const line = { id: name.name, reason: reason.text, because: reasons, span: field.span, between: expressions.slice(1, at) };
  if (rest.length === 0) return line;
  const [word, share, why] = rest;
  const isWeight = word?.kind === "name" && word.name === "weight" && share?.kind === "number" && share.value > 0 && share.value <= 1;
  if (!isWeight || why?.kind !== "text" || rest.length > 3) {
    reader.wrong(
      field,
      'a case, its reason and, if it counts in part, a weight with a reason, like: hilltown "Same traffic" weight 50 % "half as long"',
    );
    return undefined;
  }
  return { ...line, similarity: { share: share.value, reason: why.text } };
}

function readCase(
  reader: BlockReader,
  field: FieldSyntax,
  keyword: "yes" | "no" | "counted" | "exclude",
  outcome: PrecedentRow["outcome"],
): PrecedentRow | undefined {
  const counted = /\s(\d[\d,]*) of (\d[\d,]*)\s/.exec(`${field.raw.text} `);
  const expected =
    keyword === "counted"
      ? 'a name, a count and a reason, like: removals 30 of 45 "reason"'
      : 'a name and a reason, like: hilltown "Same traffic"';
  const line = readLine(reader, field, expected);
  if (line === undefined) return undefined;
  const { between, ...rest } = line;
  if ((keyword === "counted" && counted === null) || (keyword !== "counted" && between.length > 0)) {
    reader.wrong(field, expected);
    return undefined;
  }
  const isCounted = keyword === "counted" && counted !== null;
  const successes = isCounted ? Number(counted[1]!.replaceAll(",", "")) : keyword === "yes" ? 1 : 0;
  const trials = isCounted ? Number(counted[2]!.replaceAll(",", "")) : keyword === "exclude" ? 0 : 1;
  if (successes > trials) {
    reader.wrong(field, "not more cases of yes than cases in all");
    return undefined;
  }
  return { ...rest, outcome, successes, trials };
}

function readRatio(reader: BlockReader, field: FieldSyntax): RatioRow | undefined {
  const expected = 'a name, a ratio above zero and a reason, like: metro 1.4 "Opened at 1.4 times the estimate"';
  const line = readLine(reader, field, expected);
  if (line === undefined) return undefined;
  const { between, ...rest } = line;
  const [ratio] = between;
  if (between.length !== 1 || ratio?.kind !== "number" || !(ratio.value > 0)) {
    reader.wrong(field, expected);
    return undefined;
  }
  return { ...rest, ratio: ratio.value };
}

function readEvents(reader: BlockReader, field: FieldSyntax): EventsRow | undefined {
  const expected = 'a name, a count, a time and a reason, like: floods 7 in 20 years "The gauge book"';
  const line = readLine(reader, field, expected);
  if (line === undefined) return undefined;
  const { between, ...rest } = line;
  const [events, duration] = between;
  const isSplit = field.parts[2]?.kind === "word" && field.parts[2].text === "in";
  if (between.length !== 2 || !isSplit || events?.kind !== "number" || events.percent || !Number.isInteger(events.value) || !duration) {
    reader.wrong(field, expected);
    return undefined;
  }
  return { ...rest, events: events.value, duration };
}
