/** The block `case`: the question and how the assessment is run. */
import type { CaseDeclaration, Step, TimeDeclaration } from "../assessment.js";
import type { BlockReader } from "./block.js";
import { defineBlock } from "./block.js";
import { readHandlingMark } from "./handling-mark.js";

const steps: readonly Step[] = ["yearly", "quarterly", "monthly", "weekly", "daily"];
const mostPeriods = 1000;

/** More draws than this nobody may ask for; how many a machine can make is a question of its memory. */
export const mostDraws = 1_000_000_000;

export const caseBlock = defineBlock({
  keyword: "case",
  header: 'case NAME "title"',
  doc: "The question that the assessment answers, for whom, and how it is run. One in each assessment.",
  isNamed: true,
  fields: [
    { keyword: "question", form: '"text"', doc: "The decision in one sentence.", isRequired: true },
    { keyword: "audience", form: '"text"', doc: "Who decides." },
    { keyword: "author", form: '"text"', doc: "Who made the assessment." },
    { keyword: "commissioner", form: '"text"', doc: "Who asked for it." },
    { keyword: "assurer", form: '"text"', doc: "Who checked the analysis; not its author." },
    { keyword: "approver", form: '"text"', doc: "Who let it go out." },
    { keyword: "as of", form: "2026-11-01", doc: "The day up to which it is informed." },
    {
      keyword: "time",
      form: "yearly from 2026 to 2035",
      doc: "The periods that are reported: yearly, quarterly, monthly, weekly or daily. First and last year are included.",
    },
    {
      keyword: "steps",
      form: "weekly by euler",
      doc: "The inner step of stocks and their method, euler or rk4. A week is 1/52, a month 1/12 of a year here. Without this line: the reported step, euler.",
    },
    { keyword: "baseline", form: "OPTION", doc: "The option with which the others are compared; the first one when missing." },
    { keyword: "yardstick", form: "icd203 | phia", doc: "The scale of likelihood words; icd203 when missing." },
    { keyword: "prices", form: "2024", doc: "The price year that a currency without a year means." },
    { keyword: "seed", form: "1", doc: "The seed of the random numbers; 1 when missing." },
    { keyword: "draws", form: "10,000", doc: "How many draws a run makes; 10,000 when missing." },
    { keyword: "bottom line", form: '"text"', doc: "Your judgement in one or two sentences; printed first." },
    {
      keyword: "confidence",
      form: 'low | moderate | high "because …"',
      doc: "Analytic confidence and what it rests on. Never in one sentence with a likelihood.",
    },
    {
      keyword: "sourcing",
      form: '"text"',
      doc: "Strengths and weaknesses of the sources as a whole: which matter most, what confirms what, what is missing.",
    },
    {
      keyword: "despite",
      form: '"text"',
      doc: "Why confidence is high although the evidence has one origin or an assumption is unsupported.",
    },
    {
      keyword: "tlp",
      form: "RED | AMBER+STRICT | AMBER | GREEN | CLEAR",
      doc: "How far the assessment may be passed on, whatever its sources allow.",
    },
    { keyword: "limitation", form: '"text"', doc: "What the analysis leaves out or cannot tell.", isRepeated: true },
  ],
  exampleNeeds: "",
  example: `case bridge "Close the bridge?"
  question  "Should the council close the old bridge to lorries?"
  time      yearly from 2026 to 2035
  as of     2026-11-01`,
  read(reader, into) {
    const base = reader.base();
    into.cases.push({
      ...base,
      question: reader.text("question") ?? "",
      audience: reader.text("audience"),
      author: reader.text("author"),
      asOf: reader.date("as of"),
      yardstick: reader.word("yardstick", ["icd203", "phia"] as const) ?? "icd203",
      baseline: reader.field("baseline") ? reader.names("baseline")[0]?.text : undefined,
      prices: reader.whole("prices", 1800, 2200, "a year like 2024"),
      time: readTime(reader),
      seed: reader.whole("seed", 0, 4_294_967_295),
      draws: reader.whole("draws", 100, mostDraws),
      bottomLine: reader.text("bottom line"),
      confidence: readConfidence(reader),
      commissioner: reader.text("commissioner"),
      assurer: reader.text("assurer"),
      approver: reader.text("approver"),
      sourcing: reader.text("sourcing"),
      despite: reader.text("despite"),
      tlp: readHandlingMark(reader),
      limitations: reader.texts("limitation"),
    });
  },
});

function readTime(reader: BlockReader): TimeDeclaration | undefined {
  const field = reader.field("time");
  const stepsField = reader.field("steps");
  if (!field) {
    if (stepsField) reader.wrong(stepsField, "a line “time” beside it, like: time yearly from 2026 to 2035");
    return undefined;
  }
  const match = /^(\w+) from (\d{4}) to (\d{4})$/.exec(field.raw.text.replace(/\s+/g, " "));
  const report = steps.find((step) => step === match?.[1]);
  if (!match || !report) {
    reader.wrong(field, "a step and two years, like: yearly from 2026 to 2035");
    return undefined;
  }
  const from = Number(match[2]);
  const to = Number(match[3]);
  if (to < from || (to - from + 1) * stepsPerYear(report) > mostPeriods) {
    reader.wrong(field, `a last year not before the first, and at most ${mostPeriods.toLocaleString("en")} periods`);
    return undefined;
  }
  let inner: Step = report;
  let method: "euler" | "rk4" = "euler";
  if (stepsField) {
    const words = /^(\w+)(?: by (euler|rk4))?$/.exec(stepsField.raw.text.replace(/\s+/g, " "));
    const found = steps.find((step) => step === words?.[1]);
    if (!words || !found) reader.wrong(stepsField, "a step and a method, like: weekly by euler");
    else if (stepsPerYear(found) % stepsPerYear(report) !== 0) {
      reader.wrong(stepsField, `a step that fits a whole number of times into a ${report} one`);
    } else {
      inner = found;
      method = words[2] === "rk4" ? "rk4" : "euler";
    }
  }
  return { report, inner, from, to, method, span: field.span };
}

/** Steps in a year: 1, 4, 12, 52 or 365. */
export function stepsPerYear(step: Step): number {
  return { yearly: 1, quarterly: 4, monthly: 12, weekly: 52, daily: 365 }[step];
}

function readConfidence(reader: BlockReader): CaseDeclaration["confidence"] {
  const field = reader.field("confidence");
  if (!field) return undefined;
  const parts = reader.parts(field);
  const first = parts[0]?.kind === "expression" && parts[0].expression.kind === "name" ? parts[0].expression.name : "";
  const because = parts
    .slice(1)
    .flatMap((part) => (part.kind === "expression" && part.expression.kind === "text" ? [part.expression.text] : []))
    .join(" ");
  if (first === "low" || first === "moderate" || first === "high") return { level: first, because };
  reader.wrong(field, "low, moderate or high, and the reason in quotation marks");
  return undefined;
}
