/** The block of a study that could be made before choosing: what it is about, how large it is and how exact. */
import type { StudyDeclaration } from "../assessment.js";
import type { FieldSyntax } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";

const kinds = ["mean", "proportion", "count"] as const;

export const study = defineBlock({
  keyword: "study",
  header: 'study NAME "label"',
  doc: "A study that could be made before choosing. It changes no result; its value is what choosing would gain by seeing its result first, which the analysis `studies` works out.",
  isNamed: true,
  fields: [
    { keyword: "of", form: "QUANTITY", doc: "What is studied: an uncertain quantity or base rate with one value.", isRequired: true },
    {
      keyword: "sample",
      form: "400 as proportion | 50 as mean | 5 years as count",
      doc: "How large the study is and what it finds: how many of so many cases have what the quantity is the probability of; the mean of so many measurements; how many events there are in a time or area, of which the quantity is the rate.",
      isRequired: true,
    },
    {
      keyword: "noise",
      form: "12 deaths/year",
      doc: "Of a mean: the standard deviation of one measurement around the true value, in the unit of the quantity.",
    },
    {
      keyword: "cost",
      form: "2 million USD",
      doc: "What the study costs. It is set against its value where the first objective is in the same unit.",
    },
  ],
  exampleNeeds: `quantity heavy "Share of lorries above 30 tonnes" : %
  = 5 % to 30 % as beta`,
  example: `study weighing "A day at the weighbridge"
  of      heavy
  sample  250 as proportion
  cost    4,000 EUR
  because "Offered by the road authority."`,
  read(reader, into) {
    const [of] = reader.names("of");
    const sample = reader.field("sample");
    const read = sample && readSample(reader, sample);
    if (of === undefined || read === undefined) return;
    into.studies.push({ ...reader.base(), of, ...read, noise: reader.expression("noise"), cost: reader.expression("cost") });
  },
});

function readSample(reader: BlockReader, field: FieldSyntax): Pick<StudyDeclaration, "sample" | "finds"> | undefined {
  const [size, as, kind, ...rest] = reader.parts(field);
  const name = kind?.kind === "expression" && kind.expression.kind === "name" ? kind.expression.name : undefined;
  const finds = kinds.find((each) => each === name);
  if (size?.kind === "expression" && as?.kind === "word" && as.text === "as" && finds !== undefined && rest.length === 0)
    return { sample: size.expression, finds };
  reader.wrong(field, "a size and what is found, like 400 as proportion, 50 as mean or 5 years as count");
  return undefined;
}
