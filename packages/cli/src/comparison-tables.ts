/** What a run says, for a terminal: a table per objective with the options from best to worst, and the run's record. */
import { type Findings, formatEstimate, formatProbability, type ObjectiveFinding, ranked, readFindings, unitName } from "@outweigh/brief";
import type { Summary, Unit } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import { count, printable, type Style, table, wrap } from "./terminal.js";

/** The whole text, without a line end at its end. */
export function comparisonTables(evaluated: Evaluated, style: Style, width: number): string {
  const findings = readFindings(evaluated);
  const { question } = evaluated.assessment.case;
  const tables = findings.objectives.map((objective) => objectiveTable(objective, findings, style, width));
  return [
    ...(question === "" ? [] : [wrap(style.bold(printable(question)), width)]),
    ...(tables.length > 0 ? tables : [quantityTable(findings, style, width)]),
    record(evaluated, style, width),
  ].join("\n\n");
}

function plainText(text: string): string {
  return text.replaceAll("\u00a0", " ");
}

const withoutWords = (unit: Unit | undefined): Unit | undefined => unit && { ...unit, text: "" };

function objectiveTable(objective: ObjectiveFinding, findings: Findings, style: Style, width: number): string {
  const { declaration, unit } = objective;
  const sense = declaration.sense === "minimise" ? "less is better" : "more is better";
  const heading = [printable(declaration.label), plainText(unitName(unit)), sense].filter((part) => part !== "");
  const hasRules = findings.options.some(({ standing }) => standing !== "clear");
  const numbers = withoutWords(unit);
  const head = ["", "median", "90 % interval", "P(best)", ...(hasRules ? ["law"] : [])].map((cell) => style.dim(cell));
  const rows = ranked(objective).map(({ option, compared }, place) => {
    const { middle, interval } = formatEstimate(compared.estimate, numbers);
    const label = `${printable(option.label)}${option.isBaseline ? " (baseline)" : ""}`;
    const best = compared.best === undefined ? "–" : plainText(formatProbability(compared.best.probability));
    const isLeader = place === 0 && compared.best !== undefined;
    const law =
      option.standing === "barred"
        ? style.red("barred")
        : option.standing === "contested"
          ? style.yellow(`contested ${plainText(formatProbability(option.breach))}`)
          : "";
    const cells = [label, plainText(middle), plainText(interval), best];
    return [
      ...cells.map((cell) => (isLeader ? style.green(style.bold(cell)) : option.standing === "barred" ? style.dim(cell) : cell)),
      ...(hasRules ? [law] : []),
    ];
  });
  const columns = [{ side: "left", yields: true }, { side: "right" }, { side: "right" }, { side: "right" }, { side: "left" }] as const;
  return [
    wrap(
      `${style.bold(heading[0] ?? "")}${heading
        .slice(1)
        .map((part) => ` · ${part}`)
        .join("")}`,
      width,
    ),
    ...table([head, ...rows], columns.slice(0, head.length), width),
  ].join("\n");
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
  const words = `${count(draws, "draw").replace(/\B(?=(\d{3})+(?!\d))/g, ",")}, seed ${seed}, engine ${engineVersion}, inputs ${inputsHash.slice(0, 12)}, result ${resultHash.slice(0, 12)}`;
  return style.dim(wrap(words, width));
}
