/** The block that takes in a fact: what has been observed, and how exactly. */
import type { ObservationDeclaration } from "../assessment.js";
import { indicatorProblem } from "../diagnostics/indicators.js";
import { missingField } from "../diagnostics/syntax.js";
import type { Expression, FieldSyntax } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";

const errorForm = "normal(sd = …), lognormal(sigma = …), poisson or binomial(n = …)";

export const observe = defineBlock({
  keyword: "observe",
  header: 'observe NAME "label"',
  doc: "A fact that has come in. Every result is then what the model says given that fact: draws that agree with it count, others count less or not at all. Either a condition that has turned out to hold, or a value that was measured, with the law of its error. What differs by option is observed under one of them: x[hold].",
  isNamed: true,
  fields: [
    {
      keyword: "that",
      form: "CONDITION  or  VALUE = NUMBER",
      doc: "The condition that holds; or a value of the model and what was measured of it.",
      isRequired: true,
    },
    {
      keyword: "error",
      form: errorForm.replaceAll(", ", " | ").replace(" or ", " | "),
      doc: "How a measured value differs from the true one: by a normal deviation; by a factor with this standard deviation of its logarithm; as a count around its mean; as a share counted among n.",
    },
    {
      keyword: "likelihood",
      form: "4",
      doc: "Of a condition that has not been seen itself, but a sign of it: how many times as probable the sign is when the condition holds than when it does not. Below 1 it speaks against it.",
    },
  ],
  exampleNeeds: `quantity lorries "Lorries a day" : 1/day
  = 200 to 400 as lognormal`,
  example: `observe census "Census of 12 May"
  that  lorries = 310/day
  error normal(sd = 20/day)
  because "One day was counted, and days differ."`,
  read(reader, into) {
    const that = reader.field("that");
    const read = that ? readThat(reader, that) : undefined;
    const ratio = reader.field("likelihood") && reader.expression("likelihood");
    if (ratio && read?.measured)
      reader.report(
        indicatorProblem.at(reader.field("likelihood")!.keywordSpan, {
          problem: "a measurement has a likelihood by its error, and is given another one",
          remedy: "Leave the line “likelihood” out, or observe a condition.",
        }),
      );
    into.observations.push({
      ...reader.base(),
      ...(ratio && !read?.measured && { ratio }),
      ...(read ?? { that: { kind: "broken", span: reader.syntax.keywordSpan }, measured: undefined }),
    });
  },
});

function readThat(reader: BlockReader, field: FieldSyntax): Pick<ObservationDeclaration, "that" | "measured"> | undefined {
  const parts = reader.parts(field);
  const [first, sign, second] = parts;
  const error = reader.field("error");
  if (first?.kind === "expression" && parts.length === 1) {
    if (error) reader.wrong(field, "VALUE = NUMBER, because the line “error” says how exactly a value was measured");
    return { that: first.expression, measured: undefined };
  }
  const isMeasured = first?.kind === "expression" && sign?.kind === "separator" && sign.text === "=" && second?.kind === "expression";
  if (!isMeasured || parts.length > 3) {
    reader.wrong(field, "a condition, or a value of the model, = and what was measured");
    return undefined;
  }
  if (error) return { that: first.expression, measured: { value: second.expression, error: readError(reader, error) } };
  const { name, keywordSpan } = reader.syntax;
  reader.report(missingField.at(keywordSpan, { field: "error", block: "observe", name: name?.text ?? "", example: `error ${errorForm}` }));
  return { that: { kind: "broken", span: first.span }, measured: undefined };
}

/** Reads the law of an error. */
export function readError(reader: BlockReader, field: FieldSyntax): Expression {
  const parts = reader.parts(field);
  const expression = parts[0]?.kind === "expression" && parts.length === 1 ? parts[0].expression : undefined;
  if (expression?.kind === "name" || expression?.kind === "call" || expression?.kind === "broken") return expression;
  reader.wrong(field, `one of: ${errorForm}`);
  return { kind: "broken", span: field.span };
}
