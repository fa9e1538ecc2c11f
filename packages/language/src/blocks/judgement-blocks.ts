/** The block of the analyst's own checks. */
import { defineBlock } from "./block.js";

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
