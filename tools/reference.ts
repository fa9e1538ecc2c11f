/** The reference of the manual, made from the records of the packages: blocks, fields, functions, distributions, units and messages. */
import { readdirSync, readFileSync } from "node:fs";
import { analyses } from "../packages/engine/src/analyses/records/index.js";
import { builtInUnits, currencies } from "../packages/engine/src/built-in-units.js";
import type { Distribution, ParameterUnit } from "../packages/engine/src/distributions/distribution.js";
import { distributions } from "../packages/engine/src/distributions/index.js";
import { type BlockRecord, commonFields, type FieldRecord } from "../packages/language/src/blocks/block.js";
import { blockRecords } from "../packages/language/src/blocks/index.js";
import type { FunctionRecord } from "../packages/language/src/functions/function.js";
import { functionRecords } from "../packages/language/src/functions/index.js";

const root = new URL("../", import.meta.url);
const fence = "```";
const model = (text: string) => `${fence}outweigh\n${text.trim()}\n${fence}\n`;

/** A cell of a Markdown table. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const code = (text: string) => `\`${cell(text)}\``;

function page(title: string, lead: string, sections: readonly string[]): string {
  return `# ${title}\n\n${lead}\n\n${sections.map((each) => each.trim()).join("\n\n")}\n`;
}

function fieldTable(fields: readonly FieldRecord[]): string {
  const rows = fields.map((field) => {
    const marks = [field.isRequired ? "needed" : "", field.isRepeated ? "may be repeated" : ""].filter((mark) => mark !== "");
    return `| ${code(`${field.keyword} ${field.form}`.trim())} | ${cell(field.doc)}${marks.length > 0 ? ` *(${marks.join(", ")})*` : ""} |`;
  });
  return ["| line | meaning |", "|---|---|", ...rows].join("\n");
}

function blockSection(record: BlockRecord): string {
  const parts = [`## ${record.keyword}`, code(record.header), record.doc];
  if (record.fields.length > 0) parts.push(fieldTable(record.fields));
  if (record.example !== "") parts.push(model([record.exampleNeeds, record.example].filter((text) => text !== "").join("\n\n")));
  return parts.join("\n\n");
}

/** Where each block may be found from its first letters. */
const links = (names: readonly string[]) => names.map((name) => `[${name}](#${name.toLowerCase()})`).join(" · ");

function blocksPage(): string {
  const records = [...blockRecords.values()];
  const common = `## Lines of every block\n\n${fieldTable(commonFields)}`;
  const lead = `A block begins at the left margin with its keyword; its lines are indented. ${links(records.map(({ keyword }) => keyword))}`;
  return page("Blocks", lead, [common, ...records.map(blockSection)]);
}

function fieldsPage(): string {
  const byKeyword = new Map<string, string[]>();
  for (const record of blockRecords.values()) {
    for (const field of record.fields) {
      const row = `| ${code(field.keyword)} | [${record.keyword}](blocks.md#${record.keyword}) | ${code(field.form)} | ${cell(field.doc)} |`;
      byKeyword.set(field.keyword, [...(byKeyword.get(field.keyword) ?? []), row]);
    }
  }
  for (const field of commonFields)
    byKeyword.set(field.keyword, [`| ${code(field.keyword)} | every block | ${code(field.form)} | ${cell(field.doc)} |`]);
  const rows = [...byKeyword].sort(([left], [right]) => (left < right ? -1 : 1)).flatMap(([, each]) => each);
  return page("Fields", "Every line that a block may have, in the order of the alphabet.", [
    ["| line | in | what follows | meaning |", "|---|---|---|---|", ...rows].join("\n"),
  ]);
}

/** The case in which the examples of the functions compile. */
const caseOfExamples = `case bridge
  question "Close the bridge to lorries?"
  time     yearly from 2026 to 2035
  prices   2026

option hold "Carry on as now"
option ban  "Ban lorries"

dimension district : north | south

data traffic from "traffic.csv"
  column lorries : 1/day

quantity lorries : 1/day over district
  = 200 to 400 as lognormal
  because "Counted in March"

quantity share "Share of days without rain" : % over district
  = 60 % to 80 % as beta
  because "Twenty years of records"

quantity traffic_now : 1/day = sum(lorries over district)

quantity upkeep_rate : EUR/year
  given option
    ban   50,000 to 90,000 as lognormal
    hold  90,000 to 300,000 as lognormal
  because "Books of the council"

quantity cost : EUR = total(upkeep_rate)

stock cracks "Length of cracks" : m
  starts at 12
  gains     if ban then 0.5 m/year else 2 m/year`;

const families: Readonly<Record<FunctionRecord["family"], string>> = {
  arithmetic: "Numbers",
  dimensions: "Dimensions",
  time: "Time",
  tables: "Tables",
  statistics: "Statistics over the draws",
  distributions: "Distributions made of others",
};

function functionSection(record: FunctionRecord): string {
  return [
    `### ${record.name}`,
    code(record.signature),
    `${record.doc} *Unit:* ${record.unit}`,
    `For instance ${code(record.example)}.`,
  ].join("\n\n");
}

function functionsPage(): string {
  const records = [...functionRecords.values()].filter(({ name }) => !distributions.has(name));
  const sections = Object.entries(families).flatMap(([family, title]) => {
    const own = records.filter((record) => record.family === family);
    return own.length === 0 ? [] : [`## ${title}`, ...own.map(functionSection)];
  });
  const lead = `Statistics stand in the prose, in a \`check\` and in the probability of a \`forecast\`; all others stand in any formula. ${links(records.map(({ name }) => name))}`;
  const table = `and \`traffic.csv\`:\n\n${fence}csv\nlorries\n310\n290\n350\n${fence}`;
  return page("Functions", lead, [
    ...sections,
    "## The case of the examples",
    "The examples of this page compile with these blocks",
    model(caseOfExamples),
    table,
  ]);
}

const unitWords: Readonly<Record<ParameterUnit, string>> = {
  value: "the unit of the quantity",
  "inverse-value": "one over the unit of the quantity",
  number: "a plain number",
};

function distributionSection(record: Distribution): string {
  const parameters = record.parameters.map(({ name, doc, unit }) => `| ${code(name)} | ${cell(doc)} | ${unitWords[unit]} |`);
  const ways = [
    ...record.alternatives.map(({ names }) => `by ${names.map((name) => `\`${name} =\``).join(" and ")}`),
    ...(record.fromQuantiles ? [`by quantiles, as many as it has parameters: \`${record.name}(${quantileExample(record)})\``] : []),
    ...(record.fromInterval ? [`as an interval: \`LOW to HIGH as ${record.name}\``] : []),
  ];
  return [
    `## ${record.name}`,
    code(record.example),
    `${record.doc}${record.discrete ? " Its values are whole numbers." : ""}`,
    ["| parameter | meaning | unit |", "|---|---|---|", ...parameters].join("\n"),
    ...(ways.length > 0 ? [`Also ${ways.join("; ")}.`] : []),
    `Source: ${record.reference}.`,
  ].join("\n\n");
}

function quantileExample({ parameters }: Distribution): string {
  const names: Readonly<Record<number, readonly string[]>> = { 1: ["p50"], 2: ["p5", "p95"], 3: ["p5", "p50", "p95"] };
  return (names[parameters.length] ?? []).map((name) => `${name} = …`).join(", ");
}

function analysesPage(): string {
  const lead =
    "`outweigh analyse DIR` makes all of them, `outweigh analyse DIR NAME…` some. What each result holds is what stands under its name in the JSON; options are counted by their place, from 0, and every `error` is a standard error.";
  const section = ({ name, question, needs, fewestDraws, method, holds, knownAnswer }: (typeof analyses)[number]) =>
    [
      `## ${name}`,
      question,
      `Needs ${needs.join(", ")}${fewestDraws > 1 ? `, and at least ${fewestDraws} draws` : ""}. Method: [${method}](../methods/${method}.md).`,
      `Result: ${holds}`,
      `Checked against: ${knownAnswer}.`,
    ].join("\n\n");
  return page("Analyses", lead, analyses.map(section));
}

function distributionsPage(): string {
  const lead = `Parameters may be given by name, or in their order where it has one common meaning (not with lognormal, pareto, negative_binomial and hypergeometric). In the definition of a quantity their bare numbers are in the unit of the quantity. ${links([...distributions.keys()])}`;
  const made = [...functionRecords.values()].filter(({ family, name }) => family === "distributions" && !distributions.has(name));
  const others = made.length === 0 ? [] : [`## Made of others\n\n${made.map(({ name }) => `[${name}](functions.md#${name})`).join(" · ")}`];
  return page("Distributions", lead, [...[...distributions.values()].map(distributionSection), ...others]);
}

function unitsPage(): string {
  const rows = builtInUnits.map(({ names, doc }) => `| ${names.map(code).join(" ")} | ${cell(doc)} |`);
  const lead =
    "Units are put together with `*`, `/` and powers: `USD/week`, `kg*km`, `deaths/person/year`, `m^2`, `1/year`. Your own: the block [unit](blocks.md#unit). How units are checked: [methods](../methods/units.md).";
  const money = `## Currencies\n\n${currencies.map(code).join(" ")}\n\nA currency with a year, \`USD2020\`, is money of that year. A bare currency is money of the year that the case names with \`prices\`. Nothing converts between currencies or years: write a quantity that does, with its source.`;
  return page("Units", lead, [["| unit | |", "|---|---|", ...rows].join("\n"), money]);
}

/** The first paragraph of the page of a message: what it means. */
function meaningOf(name: string): string {
  const [, , meaning = ""] = readFileSync(new URL(`docs/errors/${name}`, root), "utf8").split("\n");
  return meaning.split(/(?<=[.?!])\s/)[0] ?? "";
}

function diagnosticsPage(): string {
  const names = readdirSync(new URL("docs/errors/", root))
    .filter((name) => name.endsWith(".md"))
    .sort();
  const rows = names.map((name) => `| [${name.slice(0, -3)}](../errors/${name}) | ${cell(meaningOf(name))} |`);
  const lead = "Every message of `outweigh check` by its code, each with a wrong and a right text. [How to read them](../guide/errors.md).";
  return page("Messages", lead, [["| code | meaning |", "|---|---|", ...rows].join("\n")]);
}

/** The pages by their paths from the root of the project. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/reference/blocks.md", blocksPage()],
    ["docs/reference/fields.md", fieldsPage()],
    ["docs/reference/functions.md", functionsPage()],
    ["docs/reference/distributions.md", distributionsPage()],
    ["docs/reference/analyses.md", analysesPage()],
    ["docs/reference/units.md", unitsPage()],
    ["docs/reference/diagnostics.md", diagnosticsPage()],
  ]);
}
