/** Blocks of elicited numbers: experts, what each of them says of a quantity or chance, and the seed questions by which they are tested. */
import type { JudgementDeclaration, StatedJudgement } from "../assessment.js";
import type { FieldSyntax, NameSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, reportMissing } from "./block.js";
import { readPairs } from "./pairs.js";

export const expert = defineBlock({
  keyword: "expert",
  header: 'expert NAME "label"',
  doc: "Somebody who is asked for numbers. What an expert says of one quantity or chance is a block `judgement`.",
  isNamed: true,
  fields: [
    { keyword: "field", form: '"text"', doc: "Of what they are an expert." },
    { keyword: "affiliation", form: '"text"', doc: "Where they work, or on whose behalf they speak." },
  ],
  exampleNeeds: `quantity lorries "Lorries over the bridge" : 1/day
  judged by hale

judgement hale_lorries
  by        hale
  of        lorries
  quantiles 5 %: 200 | 50 %: 280 | 95 %: 400
  because   "Counted in March; the season adds a third."`,
  example: `expert hale "Dr Ruth Hale"
  field       "traffic engineering"
  affiliation "Road authority"`,
  read(reader, into) {
    into.experts.push({ ...reader.base(), field: reader.plain("field"), affiliation: reader.plain("affiliation") });
  },
});

export const judgement = defineBlock({
  keyword: "judgement",
  header: "judgement NAME",
  doc: "What one expert says of one quantity, chance or seed question, and why. The quantity takes it up by its line `judged by`. A judgement of a later round takes the place of an earlier one, which stays to be seen.",
  isNamed: true,
  fields: [
    { keyword: "by", form: "EXPERT", doc: "Whose judgement it is.", isRequired: true },
    {
      keyword: "of",
      form: "QUANTITY | SEED | CHANCE | CHANCE is STATE | QUANTITY, QUANTITY",
      doc: "What is judged; two quantities where it is said how they go together.",
      isRequired: true,
    },
    { keyword: "under", form: "OPTION", doc: "The option under which it is judged, where the answer depends on it." },
    {
      keyword: "quantiles",
      form: "5 %: LOW | 50 %: MIDDLE | 95 %: HIGH",
      doc: "Values below which the truth lies with these probabilities, two or more of them.",
    },
    {
      keyword: "lowest",
      form: "VALUE",
      doc: "The lowest plausible value, with `best`, `highest` and `confidence` (the four steps of IDEA).",
    },
    { keyword: "best", form: "VALUE", doc: "The best estimate." },
    { keyword: "highest", form: "VALUE", doc: "The highest plausible value." },
    { keyword: "confidence", form: "80 %", doc: "How sure the expert is that the truth lies from `lowest` to `highest`: 50 % to 100 %." },
    {
      keyword: "chips",
      form: "0 to 10: 3 | 10 to 20: 6 | 20 to 40: 1",
      doc: "Chips laid on neighbouring ranges, each chip as probable as the next (roulette).",
    },
    { keyword: "probabilities", form: "10 % | 20 % | rest", doc: "Of a chance: the probability of each state, in their order." },
    { keyword: "probability", form: "20 %", doc: "Of one state of a chance with two states." },
    {
      keyword: "concordance",
      form: "70 %",
      doc: "Of two quantities: where one is above its median, how probable it is that the other is too. 50 % says that they have nothing to do with each other.",
    },
    { keyword: "at least", form: "VALUE", doc: "What the value cannot be less than." },
    { keyword: "at most", form: "VALUE", doc: "What the value cannot be more than." },
    {
      keyword: "fit",
      form: "best | normal | lognormal | beta | gamma | student_t | metalog",
      doc: "The family of the curve; `best`, which is what is taken when the line is missing, is the one that comes nearest.",
    },
    { keyword: "date", form: "2026-03-01", doc: "When it was given." },
    { keyword: "round", form: "2", doc: "The round in which it was given; 1 when missing." },
  ],
  exampleNeeds: `quantity lorries "Lorries over the bridge" : 1/day
  judged by hale

expert hale "Dr Ruth Hale"`,
  example: `judgement hale_lorries
  by        hale
  of        lorries
  quantiles 5 %: 200 | 50 %: 280 | 95 %: 400
  fit       lognormal
  because   "Counted in March; the season adds a third."
  date      2026-04-02
  round     2`,
  read(reader, into) {
    const base = reader.base();
    const of = reader.field("of");
    const target = of && readTarget(reader, of);
    const [by] = reader.names("by");
    const stated = readStated(reader);
    if (!reader.field("because")) reportMissing(reader, "because", 'because "Counted in March; the season adds a third."');
    if (!target || !by || !stated) return;
    into.judgements.push({
      ...base,
      by,
      ...target,
      under: reader.field("under") ? reader.names("under")[0] : undefined,
      stated,
      atLeast: reader.expression("at least"),
      atMost: reader.expression("at most"),
      fit: reader.field("fit") ? reader.names("fit")[0] : undefined,
      date: reader.date("date"),
      round: reader.whole("round", 1, 99) ?? 1,
    });
  },
});

function readTarget(reader: BlockReader, field: FieldSyntax): Pick<JudgementDeclaration, "of" | "state" | "with"> | undefined {
  const expected = "the name of a quantity, seed or chance; a state, like damage is grave; or two quantities, like price, demand";
  const names: NameSyntax[] = [];
  let state: NameSyntax | undefined;
  for (const part of reader.parts(field)) {
    if (part.kind === "separator" && part.text === "," && names.length === 1 && !state) continue;
    const expression = part.kind === "expression" ? part.expression : undefined;
    if (expression?.kind === "name") names.push({ text: expression.name, span: part.span });
    else if (expression?.kind === "binary" && expression.operator === "is" && names.length === 0) {
      const { left, right } = expression;
      if (left.kind !== "name" || right.kind !== "name") break;
      names.push({ text: left.name, span: left.span });
      state = { text: right.name, span: right.span };
    } else {
      reader.wrong(field, expected, part.span);
      return undefined;
    }
  }
  const [of, other, ...more] = names;
  if (of && more.length === 0) return { of, state, with: other };
  reader.wrong(field, expected);
  return undefined;
}

/** Each way to state a judgement by the fields that belong to it; a judgement has exactly one. */
const ways = [["quantiles"], ["lowest", "best", "highest", "confidence"], ["chips"], ["probabilities"], ["probability"], ["concordance"]];

function readStated(reader: BlockReader): StatedJudgement | undefined {
  const given = ways.filter((keywords) => keywords.some((keyword) => reader.field(keyword)));
  const [keywords] = given;
  const field = keywords?.map((keyword) => reader.field(keyword)).find((each) => each !== undefined);
  if (given.length !== 1 || !field) {
    const place = given[1]?.map((keyword) => reader.field(keyword)).find((each) => each !== undefined) ?? reader.field("of");
    const expected =
      "a judgement to be stated in one way: quantiles; lowest, best, highest and confidence; chips; probabilities; or concordance";
    if (place) reader.wrong(place, expected);
    return undefined;
  }
  switch (keywords![0]) {
    case "quantiles": {
      const pairs = readPairs(reader, field, "a probability and a value between bars, like 5 %: 20 | 50 %: 35 | 95 %: 90");
      return pairs && { kind: "quantiles", points: pairs.map(([probability, value]) => ({ probability, value })), span: field.span };
    }
    case "chips": {
      const expected = "ranges with their chips, like 0 to 10: 3 | 10 to 20: 6 | 20 to 40: 1";
      const pairs = readPairs(reader, field, expected);
      const bins = pairs?.flatMap(([range, chips]) =>
        range.kind === "interval" && !range.shape ? [{ low: range.low, high: range.high, chips }] : [],
      );
      if (pairs && bins?.length !== pairs.length) reader.wrong(field, expected);
      return bins && bins.length === pairs?.length ? { kind: "chips", bins, span: field.span } : undefined;
    }
    case "probabilities": {
      const cells = reader.parts(field).flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
      return { kind: "probabilities", cells, span: field.span };
    }
    case "probability":
      return { kind: "probability", value: reader.expression("probability")!, span: field.span };
    case "concordance":
      return { kind: "concordance", value: reader.expression("concordance")!, span: field.span };
    default:
      return readSteps(reader, field);
  }
}

function readSteps(reader: BlockReader, field: FieldSyntax): StatedJudgement | undefined {
  const [lowest, best, highest] = ["lowest", "best", "highest"].map((keyword) => reader.expression(keyword));
  if (lowest && best && highest)
    return { kind: "steps", lowest, best, highest, confidence: reader.expression("confidence"), span: field.span };
  reader.wrong(field, "all of lowest, best and highest, each on its own line");
  return undefined;
}

export const seed = defineBlock({
  keyword: "seed",
  header: 'seed NAME "label" : UNIT',
  doc: "A question whose answer is known to the analyst and not to the experts. Their judgements of it show how well they know what they do not know, and give weights by Cooke’s classical model.",
  isNamed: true,
  fields: [
    { keyword: "answer", form: "VALUE because CLAIM", doc: "The true value, and where it is from.", isRequired: true },
    {
      keyword: "scale",
      form: "linear | logarithm",
      doc: "How distances are judged, linear when missing; `logarithm` for what spans powers of ten.",
    },
  ],
  exampleNeeds: "",
  example: `seed closures "Bridges closed in the county in 2024" : number
  answer 14 because "County register, 2025"`,
  read(reader, into) {
    into.seeds.push({
      ...reader.base(),
      unit: reader.syntax.type[0],
      answer: reader.expression("answer") ?? { kind: "broken", span: reader.syntax.keywordSpan },
      isLogarithmic: reader.word("scale", ["linear", "logarithm"] as const) === "logarithm",
    });
  },
});
