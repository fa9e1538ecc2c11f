/** The block `forecast`: a dated question that the future will answer, with what counts as the answer. */
import type { ForecastDeclaration, ForecastForm } from "../assessment.js";
import { forecastProblem } from "../diagnostics/forecasts.js";
import type { NameSyntax } from "../syntax.js";
import { type BlockReader, defineBlock, reportMissing } from "./block.js";
import { readPairs } from "./pairs.js";

export const forecast = defineBlock({
  keyword: "forecast",
  header: 'forecast NAME "question" : STATE | STATE   (or : UNIT, or : date)',
  doc: "A dated question that the future will answer. Without anything after the name the answer is yes or no; otherwise one of the states, a number in that unit, or a day.",
  isNamed: true,
  fields: [
    { keyword: "opens", form: "2026-01-01", doc: "The day from which on forecasts are taken." },
    {
      keyword: "by",
      form: "2026-06-30",
      doc: "The day on which it closes: the last day of a month or year where only that is given.",
      isRequired: true,
    },
    {
      keyword: "probability",
      form: "55 % to 70 %  or  60 %  or  P(…)",
      doc: "Of yes: your probability, a range of it, or a probability that the model computes.",
    },
    {
      keyword: "probabilities",
      form: "(rows: STATE  60 %) or 60 % | 30 % | rest",
      doc: "Of each state; `rest` is what is left to 100 %.",
    },
    {
      keyword: "quantiles",
      form: "5 %: LOW | 50 %: MIDDLE | 95 %: HIGH",
      doc: "Of a number or a day: values below which it lies with these probabilities.",
    },
    {
      keyword: "computed from",
      form: "NAME | OPTION",
      doc: "The quantity (of a number) or the chance (of states) that gives them, under an option where it depends on one. Compiling updates it.",
    },
    { keyword: "resolves", form: '"text"', doc: "What exactly counts as yes, as which state, or as the value." },
    { keyword: "source", form: '"text"', doc: "Where the answer will be found." },
    { keyword: "unclear", form: '"text"', doc: "What happens when it cannot be told: who decides, or that it is annulled." },
    { keyword: "signals", form: "NAME, NAME", doc: "Options or quantities on which the answer sheds light." },
  ],
  exampleNeeds: "",
  example: `forecast inspection "The inspectorate orders a load limit"
  opens    2026-07-01
  by       2027-06-30
  probability 20 % to 35 %
  resolves "An order is published in the official gazette."
  source   "Official gazette of the county"
  unclear  "Annulled, if the inspectorate is dissolved before it decides."`,
  read(reader, into) {
    const base = reader.base();
    const form = formOf(reader);
    into.forecasts.push({
      ...base,
      question: base.label,
      form,
      by: reader.date("by") ?? "",
      opens: reader.date("opens"),
      resolves: reader.text("resolves"),
      resolutionSource: reader.text("source"),
      unclear: reader.text("unclear"),
      ...readValue(reader, form),
      signals: reader.field("signals") ? reader.names("signals") : [],
    });
  },
});

function formOf(reader: BlockReader): ForecastForm {
  const [first, ...more] = reader.syntax.type;
  if (!first) return { kind: "binary" };
  if (more.length === 0) return first.kind === "name" && first.name === "date" ? { kind: "date" } : { kind: "numeric", unit: first };
  const names = reader.syntax.type.map((each): NameSyntax => ({ text: each.kind === "name" ? each.name : "", span: each.span }));
  return { kind: "multiple", states: names.filter(({ text }) => text !== "") };
}

const ways = ["probability", "probabilities", "quantiles", "computed from"] as const;
const fitting: Readonly<Record<ForecastForm["kind"], readonly (typeof ways)[number][]>> = {
  binary: ["probability"],
  multiple: ["probabilities", "computed from"],
  numeric: ["quantiles", "computed from"],
  date: ["quantiles"],
};
const samples: Readonly<Record<ForecastForm["kind"], string>> = {
  binary: "probability 20 % to 35 %",
  multiple: "probabilities 60 % | 30 % | rest",
  numeric: "quantiles 5 %: 200 | 50 %: 280 | 95 %: 400",
  date: "quantiles 10 %: 2027-01-15 | 50 %: 2027-05-01 | 90 %: 2028-02-01",
};

type Said = Pick<ForecastDeclaration, "probability" | "probabilities" | "quantiles" | "computedFrom">;

/** What the block says: in the one way that fits its form. */
function readValue(reader: BlockReader, form: ForecastForm): Said {
  const nothing: Said = { probability: undefined, probabilities: [], quantiles: [], computedFrom: undefined };
  const given = ways.filter((way) => reader.field(way));
  const wrong = given.find((way) => !fitting[form.kind].includes(way)) ?? given[1];
  if (wrong !== undefined) {
    const other = given.find((way) => way !== wrong && fitting[form.kind].includes(way));
    const field = reader.field(wrong)!;
    if (other === undefined) reader.wrong(field, expectedOf(form));
    else
      reader.report(
        forecastProblem.at(field.keywordSpan, {
          name: reader.syntax.name?.text ?? "",
          problem: `it says both “${other}” and “${wrong}”`,
          remedy: "Leave one of the two lines out.",
        }),
      );
    return nothing;
  }
  switch (given[0]) {
    case undefined:
      reportMissing(reader, fitting[form.kind][0]!, samples[form.kind]);
      return nothing;
    case "probability":
      return { ...nothing, probability: reader.expression("probability") };
    case "probabilities":
      return { ...nothing, probabilities: readStates(reader, form) };
    case "quantiles": {
      const pairs = readPairs(
        reader,
        reader.field("quantiles")!,
        `a probability and a value between bars, like ${samples[form.kind].slice(10)}`,
      );
      return { ...nothing, quantiles: (pairs ?? []).map(([probability, value]) => ({ probability, value })) };
    }
    default:
      return { ...nothing, computedFrom: readComputed(reader) };
  }
}

function expectedOf({ kind }: ForecastForm): string {
  const words = {
    binary: "the probability of yes, as nothing stands after a colon behind the question",
    multiple: "a probability for each state",
    numeric: "quantiles of the number",
    date: "quantiles of the day",
  };
  return `${words[kind]}, like: ${samples[kind]}`;
}

/** Rows below the line, one for each state, or the probabilities between bars in the order of the states. */
function readStates(reader: BlockReader, form: ForecastForm): Said["probabilities"] {
  const field = reader.field("probabilities");
  if (!field || form.kind !== "multiple") return [];
  const cells = reader.parts(field).flatMap((part) => (part.kind === "expression" ? [part.expression] : []));
  if (field.rows.length === 0 && cells.length === form.states.length)
    return cells.map((value, index) => ({ state: form.states[index]!, value }));
  const rows = field.rows.flatMap(({ labels, cells: [value, ...others] }) =>
    labels.length === 1 && value && others.length === 0 ? [{ state: labels[0]!, value }] : [],
  );
  if (cells.length > 0 || rows.length === 0 || rows.length < field.rows.length)
    reader.wrong(field, `a row for each state, or ${form.states.length} probabilities with bars between them`);
  return cells.length > 0 ? [] : rows;
}

function readComputed(reader: BlockReader): Said["computedFrom"] {
  const field = reader.field("computed from")!;
  const [of, bar, under, ...more] = reader.parts(field);
  const name = (part: typeof of) =>
    part?.kind === "expression" && part.expression.kind === "name" ? { text: part.expression.name, span: part.span } : undefined;
  const isUnder = bar?.kind === "separator" && bar.text === "|" && name(under) !== undefined && more.length === 0;
  const found = name(of);
  if (found && (bar === undefined || isUnder)) return { of: found, under: name(under) };
  reader.wrong(field, "the name of a quantity or chance, with an option after a bar where it depends on one, like: upkeep | ban");
  return undefined;
}
