/** Blocks of judgement: forecasts and the analyst's own checks. */
import { defineBlock } from "./block.js";

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
