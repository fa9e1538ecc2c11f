/** The block of an indicator: where it is read, from what value on it counts, how often to look, and what it says of the model when it is seen. */
import type { IndicatorDeclaration, IndicatorLimit, IndicatorSource, Lapse } from "../assessment.js";
import { indicatorProblem, indicatorUnread } from "../diagnostics/indicators.js";
import { headProblem } from "../indicators/table.js";
import { joinPath } from "../modules.js";
import type { Expression, FieldSyntax, Part } from "../syntax.js";
import { type BlockReader, defineBlock } from "./block.js";
import { readLapse } from "./deadlines.js";
import { readError } from "./observe.js";
import { apart } from "./trailing-words.js";

const limitForm = "above 400/day | below 2 mm | rises by 20 % within 6 months | falls by 5 mm";
const columnForm = '"data/counts.csv" "Lorries per day" when month : 1/day';

/** How often `check` can say to look. */
const intervals: ReadonlyMap<string, Lapse> = new Map([
  ["daily", { count: 1, unit: "day" }],
  ["weekly", { count: 1, unit: "week" }],
  ["fortnightly", { count: 2, unit: "week" }],
  ["monthly", { count: 1, unit: "month" }],
  ["quarterly", { count: 3, unit: "month" }],
  ["yearly", { count: 1, unit: "year" }],
]);

export const indicator = defineBlock({
  keyword: "indicator",
  header: 'indicator NAME "label"',
  doc: "Something that can be observed and would show early which way things go. `outweigh watch` reads those that say where, and files what it finds for review.",
  isNamed: true,
  fields: [
    { keyword: "watches", form: '"text"', doc: "What is observed.", isRequired: true },
    { keyword: "reveals", form: "NAME, NAME", doc: "The quantities or chances that it tells about." },
    { keyword: "source", form: '"text"', doc: "Where it is published." },
    {
      keyword: "column",
      form: columnForm,
      doc: "Where it is read: a CSV file beside the chapters, the header of a column of numbers, and after `when` that of the column of days, months, quarters or years (without it, the first column). The unit of the numbers is that of the threshold unless it is said.",
    },
    {
      keyword: "feed",
      form: '"https://example.org/news.rss"',
      doc: "Where it is read: a feed (RSS or Atom) or a page. Entries in which a phrase of `search` occurs are filed for review.",
      isRepeated: true,
    },
    { keyword: "search", form: '"phrase", "other phrase"', doc: "The phrases to look for in a feed; one of them is enough." },
    { keyword: "asks", form: '"name of a person"', doc: "Who is asked, with `outweigh watch --ask`, what is to be seen." },
    {
      keyword: "threshold",
      form: `${limitForm} | "text"`,
      doc: "From what value on it counts. `rises by` and `falls by` compare with the reading before, or with the lowest or highest one within a time; a value in % is then a share of that reading, unless readings are in % themselves. A text is for people to judge.",
    },
    { keyword: "check", form: 'weekly | monthly | quarterly | yearly | every 10 days | "text"', doc: "How often to look." },
    {
      keyword: "likelihood",
      form: "4 when CONDITION",
      doc: "How many times as often it is seen when the condition holds (a state of a chance, a hypothesis, a comparison, or a forecast that comes true) than when it does not. Used once, when what was seen is accepted.",
    },
    {
      keyword: "measures",
      form: "VALUE",
      doc: "The value of the model that a reading measures. Signposts of pathways are held against it.",
    },
    {
      keyword: "error",
      form: "normal(sd = …) | lognormal(sigma = …) | poisson | binomial(n = …)",
      doc: "With `measures`: how a reading differs from the true value, as in an observation. An accepted reading then becomes one.",
    },
    { keyword: "signals", form: "NAME, NAME", doc: "Options that it speaks for or against." },
  ],
  exampleNeeds: `quantity width "Width of the crack" : mm
  = 0.5 to 3 as lognormal
  because "Survey of 2025"
chance settling "The pier settles" : no | yes
  probabilities rest | 10 %
  because "One pier in ten"`,
  example: `indicator gauge "Crack gauge on pier 3"
  watches    "Width of the crack, read every Monday"
  reveals    width, settling
  asks       "the inspector"
  threshold  above 2 mm
  check      weekly
  likelihood 5 when settling is yes`,
  read(reader, into) {
    const threshold = reader.field("threshold");
    const check = reader.field("check");
    const likelihood = reader.field("likelihood");
    const limit = threshold && readLimit(reader, threshold);
    const interval = check && readInterval(reader, check);
    const ratio = likelihood && readLikelihood(reader, likelihood);
    const measures = readMeasures(reader);
    const reads = readSources(reader);
    into.indicators.push({
      ...reader.base(),
      watches: reader.text("watches"),
      reveals: reader.field("reveals") ? reader.names("reveals") : [],
      source: reader.text("source"),
      threshold: limit ? threshold?.raw.text : reader.plain("threshold"),
      ...(limit && { limit }),
      check: reader.plain("check"),
      ...(interval && { interval }),
      signals: reader.field("signals") ? reader.names("signals") : [],
      ...(reads.length > 0 && { reads }),
      ...(ratio && { likelihood: ratio }),
      ...(measures && { measures }),
    });
  },
});

const limitWords: ReadonlySet<string> = new Set(["within"]);

/** A computable threshold; undefined for one in words. */
function readLimit(reader: BlockReader, field: FieldSyntax): IndicatorLimit | undefined {
  const [first, ...others] = reader.parts(field).flatMap((part) => apart(part, limitWords));
  const word = nameOf(first);
  const isChange = word === "rises" || word === "falls";
  if (word !== "above" && word !== "below" && !isChange) {
    if (!/^["“]/.test(field.raw.text)) reader.wrong(field, `one of: ${limitForm}; or a text in quotation marks`);
    return undefined;
  }
  const rest = isChange ? others.slice(1) : others;
  const value = expressionOf(rest[0]);
  const lapse = nameOf(rest[1]) === "within" ? readLapse(rest, 2) : undefined;
  const isWhole = lapse === undefined ? rest.length === 1 : typeof lapse !== "string" && lapse.next === rest.length;
  if (!value || !isWhole || (isChange ? nameOf(others[0]) !== "by" : lapse !== undefined)) {
    reader.wrong(field, `one of: ${limitForm}; or a text in quotation marks`);
    return undefined;
  }
  const within = typeof lapse === "object" ? lapse.lapse : undefined;
  return { kind: word, value, within, span: field.raw.span };
}

/** How often to look; undefined for what is said in words. */
function readInterval(reader: BlockReader, field: FieldSyntax): Lapse | undefined {
  const known = intervals.get(reader.plain("check")?.trim().toLowerCase() ?? "");
  if (known || field.raw.text.startsWith('"') || field.raw.text.startsWith("“")) return known;
  const parts = reader.parts(field);
  const lapse = nameOf(parts[0]) === "every" ? readLapse(parts, 1) : undefined;
  if (typeof lapse === "object" && lapse.next === parts.length && lapse.lapse.count > 0) return lapse.lapse;
  reader.wrong(field, `${[...intervals.keys()].join(", ")}, every 10 days, or a text in quotation marks`);
  return undefined;
}

function readLikelihood(reader: BlockReader, field: FieldSyntax): IndicatorDeclaration["likelihood"] {
  const [ratio, when, condition, ...others] = reader.parts(field).flatMap((part) => apart(part, new Set(["when"])));
  const [times, holds] = [expressionOf(ratio), expressionOf(condition)];
  if (times && holds && nameOf(when) === "when" && others.length === 0) return { ratio: times, when: holds, span: field.raw.span };
  reader.wrong(field, "a number, when, and a condition, like: 4 when settling is yes");
  return undefined;
}

function readMeasures(reader: BlockReader): IndicatorDeclaration["measures"] {
  const field = reader.field("measures");
  const error = reader.field("error");
  if (field) return { value: reader.expression("measures")!, error: error && readError(reader, error) };
  if (error)
    reader.report(
      indicatorProblem.at(error.keywordSpan, {
        problem: "an error is given, and not of what a reading is a measurement",
        remedy: "Name the value of the model in a line above: measures VALUE.",
      }),
    );
  return undefined;
}

function readSources(reader: BlockReader): readonly IndicatorSource[] {
  const [column, search, asks] = [reader.field("column"), reader.field("search"), reader.field("asks")];
  const feeds = reader.fields("feed");
  const phrases = search ? readPhrases(reader, search) : [];
  const addresses = reader.texts("feed");
  const missing = (field: FieldSyntax, problem: string, remedy: string) =>
    reader.report(indicatorProblem.at(field.keywordSpan, { problem, remedy }));
  if (search && feeds.length === 0)
    missing(search, "it says what to look for, and not where", 'Name a feed: feed "https://example.org/news.rss".');
  if (feeds[0] && !search) missing(feeds[0], "a feed is named, and not what to look for in it", 'Add the phrases: search "load limit".');
  const person = asks && reader.text("asks");
  return [
    ...(column ? readColumn(reader, column) : []),
    ...(phrases.length > 0 ? addresses.map((address, at) => ({ kind: "feed" as const, address, phrases, span: feeds[at]!.raw.span })) : []),
    ...(asks && person !== undefined ? [{ kind: "person" as const, name: person, span: asks.raw.span }] : []),
  ];
}

function readPhrases(reader: BlockReader, field: FieldSyntax): readonly string[] {
  const parts = reader.parts(field).filter((part) => !(part.kind === "separator" && part.text === ","));
  const phrases = parts.map(textOf);
  if (phrases.length > 0 && phrases.every((phrase) => phrase !== undefined && /[\p{L}\p{N}]/u.test(phrase)))
    return phrases.filter((phrase) => phrase !== undefined);
  reader.wrong(field, 'phrases in quotation marks, with commas between them, like: "load limit", "closed to lorries"');
  return [];
}

function readColumn(reader: BlockReader, field: FieldSyntax): readonly IndicatorSource[] {
  const [file, column, ...rest] = reader.parts(field);
  const [path, header] = [textOf(file), textOf(column) ?? nameOf(column)];
  const hasDates = nameOf(rest[0]) === "when";
  const dates = hasDates ? (textOf(rest[1]) ?? nameOf(rest[1])) : undefined;
  const left = hasDates ? rest.slice(2) : rest;
  const hasUnit = left[0]?.kind === "separator" && left[0].text === ":";
  const unit = hasUnit ? expressionOf(left[1]) : undefined;
  if (
    path === undefined ||
    header === undefined ||
    (hasDates && dates === undefined) ||
    left.length !== (hasUnit ? 2 : 0) ||
    (hasUnit && !unit)
  ) {
    reader.wrong(field, `a file, a column and perhaps that of the dates and a unit, like: ${columnForm}`);
    return [];
  }
  const inCase = joinPath(reader.context.fromCase, path.replaceAll("\\", "/"));
  if (/^(\/|\.\.|[a-z]+:)/i.test(inCase)) {
    reader.wrong(field, "the path of a CSV file inside the folder of the case");
    return [];
  }
  const source = { kind: "column" as const, file: inCase, column: header, dates, unit, span: field.raw.span };
  tellUnread(reader, source, path.replaceAll("\\", "/"));
  return [source];
}

const unreadable = {
  missing: "there is no such file",
  unreadable: "it may not be read",
  folder: "it is a folder",
  "too-large": "it is larger than 20 MB",
};

/** A table that `outweigh watch` will not be able to read is told when the text is checked. */
function tellUnread(reader: BlockReader, source: Extract<IndicatorSource, { readonly kind: "column" }>, path: string): void {
  const { files, folder } = reader.context;
  const read = files.read(joinPath(folder, path));
  const problem = read.ok ? headProblem(read.bytes, source) : unreadable[read.reason];
  if (problem === undefined) return;
  const indicator = reader.syntax.name?.text ?? "";
  const remedy = read.ok
    ? "Write the headers as they stand in the first line of the file: column “FILE” “READINGS” when “DATES”."
    : `Give the path of a CSV file from the folder of the case, or put one there with ${source.dates === undefined ? "the dates in its first column and" : `a column “${source.dates}” of dates and`} a column “${source.column}”.`;
  reader.report(indicatorUnread.at(source.span, { indicator, file: source.file, problem, remedy }));
}

function expressionOf(part: Part | undefined): Expression | undefined {
  return part?.kind === "expression" ? part.expression : undefined;
}

function nameOf(part: Part | undefined): string | undefined {
  const expression = expressionOf(part);
  return expression?.kind === "name" ? expression.name : undefined;
}

function textOf(part: Part | undefined): string | undefined {
  const expression = expressionOf(part);
  return expression?.kind === "text" ? expression.text : undefined;
}
