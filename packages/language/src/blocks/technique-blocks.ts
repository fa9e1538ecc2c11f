/** Blocks of structured techniques: competing hypotheses with the evidence that tells them apart, key assumptions, and the premortem. */
import { ratings } from "@outweigh/engine";
import type { AssumptionDeclaration, EvidenceDeclaration, PremortemDeclaration } from "../assessment.js";
import { wrongCellCount } from "../diagnostics/model.js";
import { wrongValue } from "../diagnostics/syntax.js";
import type { Expression, NameSyntax, RowSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, splitReasons } from "./block.js";

const exampleHypotheses = `hypothesis settled "The pier has settled and is at rest"
hypothesis sinking "The pier is still sinking"
  prior 30 %`;

export const hypothesis = defineBlock({
  keyword: "hypothesis",
  header: 'hypothesis NAME "label"',
  doc: "One of the explanations that compete. Those of one case (or of one `about`) exclude each other, and one of them is true; what is not said of their prior they share equally.",
  isNamed: true,
  fields: [
    { keyword: "prior", form: "30 %", doc: "How probable it is before the evidence; hypotheses without this line share what is left." },
    { keyword: "about", form: '"question"', doc: "The question that it answers, where a case has several sets of hypotheses." },
  ],
  exampleNeeds: 'hypothesis settled "The pier has settled and is at rest"',
  example: `hypothesis sinking "The pier is still sinking"
  prior 30 %`,
  read(reader, into) {
    into.hypotheses.push({ ...reader.base(), prior: probabilityIn(reader, "prior"), about: reader.text("about") });
  },
});

export const evidence = defineBlock({
  keyword: "evidence",
  header: 'evidence NAME "label"',
  doc: "Something that tells hypotheses apart: an observation, a statement, an absence of what was to be expected. It says how it fits each of them, by a rating or by its probability if that hypothesis is true.",
  isNamed: true,
  fields: [
    {
      keyword: "fits",
      form: "(rows: HYPOTHESIS  CC | C | N | I | II | NA)",
      doc: "Very consistent, consistent, neutral, inconsistent, very inconsistent; NA where it does not bear on the hypothesis at all. Read as probabilities of 95, 75, 50, 25 and 5 %; with NA the item is left out of the probabilities.",
    },
    {
      keyword: "likely",
      form: "(rows: HYPOTHESIS  80 %)",
      doc: "Instead of ratings: the probability of this evidence if the hypothesis is true.",
    },
    {
      keyword: "trust",
      form: "70 %",
      doc: "The probability that the report is sound; otherwise it says nothing. 100 % when missing: no grade is turned into a number unless you do it.",
    },
  ],
  exampleNeeds: exampleHypotheses,
  example: `evidence cracks "New cracks above the pier"
  fits
    settled  I
    sinking  CC
  trust   90 %
  because "Seen by the engineer on two visits."`,
  read(reader, into) {
    const fits = rowsOf(reader, "fits").flatMap(({ name, cell, row }): EvidenceDeclaration["fits"] => {
      const rating = cell.kind === "name" ? ratings.find((each) => each === cell.name) : undefined;
      if (rating !== undefined) return [{ hypothesis: name, rating, span: row.span }];
      if (cell.kind !== "broken")
        reader.report(
          wrongValue.at(cell.span, { field: "fits", expected: "CC, C, N, I, II or NA", found: cell.kind === "name" ? cell.name : "this" }),
        );
      return [];
    });
    const likely = rowsOf(reader, "likely").flatMap(({ name, cell, row }): EvidenceDeclaration["likely"] => {
      const probability = probabilityOf(reader, cell, "likely");
      return probability === undefined ? [] : [{ hypothesis: name, probability, span: row.span }];
    });
    if (!reader.field("fits") && !reader.field("likely")) {
      const { keywordSpan } = reader.syntax;
      reader.report(
        wrongValue.at(keywordSpan, {
          field: "evidence",
          expected: "a line “fits” or “likely” with a row for each hypothesis",
          found: "neither",
        }),
      );
    }
    into.evidence.push({ ...reader.base(), fits, likely, trust: probabilityIn(reader, "trust") });
  },
});

export const assumption = defineBlock({
  keyword: "assumption",
  header: 'assumption NAME "what is taken to be so"',
  doc: "A premise that the answer needs, put to the questions of a key assumptions check. With `if wrong` the case is computed as if it were false, and the brief says whether the answer turns on it.",
  isNamed: true,
  fields: [
    { keyword: "behind", form: "QUANTITY, CHANCE", doc: "What in the model rests on it." },
    { keyword: "confident", form: '"why"', doc: "Why one may be confident in it." },
    { keyword: "untrue when", form: '"conditions"', doc: "Under what conditions it would be untrue." },
    {
      keyword: "rating",
      form: "solid | caveats | unsupported",
      doc: "How it stood the check: solid, with caveats, or unsupported.",
      isRequired: true,
    },
    { keyword: "if wrong", form: "(rows: QUANTITY  VALUE)", doc: "The values of the model if it is false." },
  ],
  exampleNeeds: `quantity lorries "Lorries over the bridge" : 1/day
  = 200 to 400 as lognormal`,
  example: `assumption no_port "The port stays closed to lorries"
  behind      lorries
  confident   "The council has refused three times."
  untrue when "The county takes the port over."
  rating      caveats
  if wrong
    lorries 500 to 700 as lognormal`,
  read(reader, into) {
    const wrong = rowsOf(reader, "if wrong").map(({ name, cell, row }): AssumptionDeclaration["ifWrong"][number] => ({
      quantity: name,
      value: cell,
      span: row.span,
    }));
    into.assumptions.push({
      ...reader.base(),
      behind: reader.field("behind") ? reader.names("behind") : [],
      confident: reader.text("confident"),
      untrueWhen: reader.text("untrue when"),
      rating: reader.word("rating", ["solid", "caveats", "unsupported"] as const) ?? "unsupported",
      ifWrong: wrong,
    });
  },
});

export const premortem = defineBlock({
  keyword: "premortem",
  header: 'premortem NAME "label"',
  doc: "The chosen option has failed: why? Each cause that somebody wrote down before it was discussed, with what would show it coming and what would help.",
  isNamed: true,
  fields: [
    { keyword: "of", form: "OPTION", doc: "The option that is imagined to have failed.", isRequired: true },
    { keyword: "date", form: "2031-01-01", doc: "The day from which one looks back." },
    { keyword: "by", form: '"name"', doc: "Who wrote it." },
    {
      keyword: "cause",
      form: '"what went wrong" because CLAIM',
      doc: "A cause of the failure, with what speaks for it.",
      isRequired: true,
      isRepeated: true,
    },
    { keyword: "shown by", form: "INDICATOR, INDICATOR", doc: "Indicators that would show it coming." },
    { keyword: "helped by", form: '"what would help"', doc: "What would prevent it or soften it.", isRepeated: true },
  ],
  exampleNeeds: `option hold "Carry on as now"
option ban "Ban lorries"`,
  example: `premortem ban_failed "The ban has failed"
  of        ban
  date      2031-01-01
  cause     "The detour was jammed within a month."
  cause     "Nobody enforced it."
  helped by "A weight limit with cameras."`,
  read(reader, into) {
    const causes = reader.fields("cause").flatMap((field): PremortemDeclaration["causes"] => {
      const { before, reasons } = splitReasons(field.parts, (diagnostic) => reader.report(diagnostic));
      const [first] = before;
      if (before.length === 1 && first?.kind === "expression" && first.expression.kind === "text")
        return [{ text: first.expression.text, because: reasons, span: field.span }];
      reader.wrong(field, 'a text in quotation marks, like "Nobody enforced it."');
      return [];
    });
    into.premortems.push({
      ...reader.base(),
      of: reader.names("of")[0],
      date: reader.date("date"),
      by: reader.text("by"),
      causes,
      shownBy: reader.field("shown by") ? reader.names("shown by") : [],
      helpedBy: reader.texts("helped by"),
    });
  },
});

/** Rows of one name and one cell. */
function rowsOf(
  reader: BlockReader,
  keyword: string,
): readonly { readonly name: NameSyntax; readonly cell: Expression; readonly row: RowSyntax }[] {
  if (!reader.field(keyword)) return [];
  return reader.rows(keyword).flatMap((row) => {
    const [name, ...others] = row.labels;
    const [cell] = row.cells;
    if (name && others.length === 0 && cell && row.cells.length === 1) return [{ name, cell, row }];
    reader.report(wrongCellCount.at(row.span, { name: reader.syntax.name?.text ?? keyword, found: row.cells.length }));
    return [];
  });
}

function probabilityIn(reader: BlockReader, keyword: string): number | undefined {
  const field = reader.field(keyword);
  const [part] = field ? reader.parts(field) : [];
  return part?.kind === "expression" ? probabilityOf(reader, part.expression, keyword) : undefined;
}

function probabilityOf(reader: BlockReader, cell: Expression, field: string): number | undefined {
  if (cell.kind === "number" && cell.value >= 0 && cell.value <= 1) return cell.value;
  if (cell.kind !== "broken") reader.report(wrongValue.at(cell.span, { field, expected: "a single probability like 30 %", found: "this" }));
  return undefined;
}
