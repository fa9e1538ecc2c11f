/** Blocks of judgement: indicators and the analyst's own checks. */
import { defineBlock } from "./block.js";

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
