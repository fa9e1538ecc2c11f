/** What a run says, for a terminal: a table per objective with the options from best to worst, and the run's record. */
import {
  expertAloneWords,
  type Findings,
  formatCount,
  formatEstimate,
  formatProbability,
  type ObjectiveFinding,
  ranked,
  readFindings,
  unitName,
  withdrawalWords,
} from "@outweigh/brief";
import type { Summary, Unit } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import { printable, type Style, table, wrap } from "./terminal.js";

/** The whole text, without a line end at its end. */
export function comparisonTables(evaluated: Evaluated, style: Style, width: number): string {
  const findings = readFindings(evaluated);
  const { question } = evaluated.assessment.case;
  const tables = findings.objectives.map((objective) => objectiveTable(objective, style, width));
  return [
    ...(question === "" ? [] : [wrap(style.bold(printable(question)), width)]),
    ...withdrawn(evaluated, style, width),
    ...(tables.length > 0 ? tables : [quantityTable(findings, style, width)]),
    ...lawTable(findings, style, width),
    record(evaluated, style, width),
  ].join("\n\n");
}

/** What was withdrawn, and what that changed. */
function withdrawn(evaluated: Evaluated, style: Style, width: number): readonly string[] {
  const words = withdrawalWords(evaluated);
  const alone = expertAloneWords(evaluated);
  const first = alone === undefined ? [] : [style.yellow(wrap(printable(alone), width))];
  if (!words) return first;
  return [
    ...first,
    [style.yellow(wrap(words.lead, width)), ...words.items.map((item) => wrap(printable(plainText(item)), width, "  ", "    "))].join("\n"),
  ];
}

function plainText(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

function share(probability: number): string {
  return plainText(formatProbability(probability)).replace("under ", "<").replace("over ", ">");
}

const magnitudes = [
  { size: 1e12, word: "trillion" },
  { size: 1e9, word: "billion" },
  { size: 1e6, word: "million" },
  { size: 1, word: "" },
] as const;

/** One magnitude for a whole table, named in its heading, so that its numbers can be compared at a glance. */
function inOneMagnitude(values: readonly number[], unit: Unit | undefined): { readonly unit: Unit; readonly words: string } {
  const scale = unit?.scale ?? 1;
  const largest = Math.max(0, ...values.map(Math.abs).filter(Number.isFinite)) / scale;
  const { size, word } = magnitudes.find((magnitude) => largest >= magnitude.size) ?? magnitudes[3];
  const words = [word, plainText(unitName(unit))].filter((part) => part !== "").join(" ");
  return { unit: { scale: scale * size, powers: unit?.powers ?? {}, text: "" }, words };
}

function objectiveTable({ declaration, unit, rows }: ObjectiveFinding, style: Style, width: number): string {
  const numbers = inOneMagnitude(
    rows.map(({ compared }) => compared.estimate.median),
    unit,
  );
  const sense = declaration.sense === "minimise" ? "less is better" : "more is better";
  const heading = [style.bold(printable(declaration.label)), numbers.words, sense].filter((part) => part !== "").join(" · ");
  const head = ["", "median", "90 % interval", "P(best)"].map((cell) => style.dim(cell));
  const chances = rows.map(({ compared }) => compared.best?.probability ?? 0);
  const lines = ranked({ declaration, unit, rows }).map(({ option, compared }, place) => {
    const { middle, interval } = formatEstimate(compared.estimate, numbers.unit);
    const best = compared.best === undefined ? "barred" : share(compared.best.probability);
    const cells = [`${printable(option.label)}${option.isBaseline ? " (baseline)" : ""}`, plainText(middle), plainText(interval), best];
    if (option.standing === "barred") return cells.map((cell, column) => (column === 3 ? style.red(cell) : style.dim(cell)));
    const leads = place === 0 && compared.best?.probability === Math.max(...chances);
    return leads ? cells.map((cell) => style.green(style.bold(cell))) : cells;
  });
  return [
    wrap(heading, width),
    ...table([head, ...lines], [{ side: "left", yields: true }, { side: "right" }, { side: "right" }, { side: "right" }], width),
  ].join("\n");
}

/** The options that a rule touches: barred, or contested with the probability of a breach, and the rules in question. */
function lawTable({ options }: Findings, style: Style, width: number): string[] {
  const touched = options.filter(({ standing }) => standing !== "clear");
  if (touched.length === 0) return [];
  const lines = touched.map(({ label, standing, breach, rules }) => [
    printable(label),
    standing === "barred" ? style.red("barred") : style.yellow(`breach ${share(breach)}`),
    printable(rules.map(({ rule }) => rule.id).join(", ")),
  ]);
  return [
    [style.bold("Law"), ...table(lines, [{ side: "left", yields: true }, { side: "right" }, { side: "left", yields: true }], width)].join(
      "\n",
    ),
  ];
}

function quantityTable(findings: Findings, style: Style, width: number): string {
  const { assessment } = findings;
  const rows = [...assessment.quantities, ...assessment.stocks, ...assessment.precedents].flatMap((declaration) => {
    const output = findings.output(declaration.id);
    const summary = output?.dimensions.length === 0 ? output.summaries[0] : undefined;
    const estimate = summary && estimateOf(summary);
    if (!estimate) return [];
    const { middle, interval } = formatEstimate(estimate, findings.unit(declaration.id));
    return [[printable(declaration.label), plainText(middle), plainText(interval)]];
  });
  if (rows.length === 0)
    return wrap("This case has no objective and no single-valued quantity to show; add an objective to compare the options.", width);
  const head = ["", "median", "90 % interval"].map((cell) => style.dim(cell));
  return table([head, ...rows], [{ side: "left", yields: true }, { side: "right" }, { side: "right" }], width).join("\n");
}

/** The median and 90 % interval of a summary, where its draws were kept. */
export function estimateOf({ quantiles }: Summary): { readonly median: number; readonly low: number; readonly high: number } | undefined {
  const at = (probability: number) => quantiles?.find((quantile) => quantile.probability === probability)?.value;
  const [low, median, high] = [at(0.05), at(0.5), at(0.95)];
  return low === undefined || median === undefined || high === undefined ? undefined : { low, median, high };
}

function record({ result }: Evaluated, style: Style, width: number): string {
  const { seed, draws, inputsHash, resultHash, engineVersion } = result.record;
  const left = result.conditioning && formatCount(Math.floor(result.conditioning.effectiveDraws));
  const how = `${formatCount(draws)} draw${draws === 1 ? "" : "s"}, seed ${seed}, engine ${engineVersion}`;
  return [
    ...(left === undefined ? [] : [`the observations leave the equivalent of ${left} of ${formatCount(draws)} draws`]),
    how,
    `inputs ${inputsHash.slice(0, 16)}, result ${resultHash.slice(0, 16)}`,
  ]
    .map((line) => style.dim(wrap(line, width)))
    .join("\n");
}
