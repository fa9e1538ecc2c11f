/** `outweigh run DIR --design FILE`: runs a case once for each scenario of a design, on common random numbers, and writes a table. */
import { createHash } from "node:crypto";
import { readFindings } from "@outweigh/brief";
import { type Compiled, compileScenario, type Diagnostic, evaluateCase, settingsOf } from "@outweigh/language";
import type { RunOptions, ShardOptions } from "./commands/run.js";
import { type Design, readDesign, type Scenario } from "./design.js";
import { type Effects, exit } from "./effects.js";
import type { PartOf } from "./part.js";
import { isProblem, problem } from "./problem.js";
import { exitOf, failWith, printDiagnostics } from "./report.js";
import { partOfRun, writeShard } from "./shard.js";
import { spreadRun } from "./spread-run.js";
import { progress } from "./watch.js";

/** What a scenario gives for an objective under an option. Numbers are in the unit; what is not a finite number is null. */
export interface ScenarioRow {
  readonly scenario: string;
  /** The numbers that the design sets. */
  readonly values: Readonly<Record<string, number>>;
  readonly objective: string;
  readonly option: string;
  readonly unit: string;
  readonly mean: number | null;
  readonly meanError: number | null;
  readonly p5: number | null;
  readonly median: number | null;
  readonly p95: number | null;
  /** The probability that the option is the best; null where a rule bars it. */
  readonly best: number | null;
}

/** Options of the command. */
export interface DesignOptions extends RunOptions, ShardOptions {
  readonly design?: string;
}

/** Runs the command on a case without errors. */
export async function runDesign(folder: string, compiled: Compiled, options: DesignOptions, effects: Effects): Promise<number> {
  const path = options.design ?? "";
  const design = readDesign(path, compiled, effects);
  if (isProblem(design)) return failWith(effects, design);
  if (compiled.assessment.objectives.length === 0)
    return failWith(effects, problem("This case has no objective to write a table of.", "Add an objective that compares the options."));
  const { shard = { index: 1, count: 1 } } = options;
  const first = Math.floor(((shard.index - 1) * design.scenarios.length) / shard.count);
  const last = Math.floor((shard.index * design.scenarios.length) / shard.count);
  const chosen = design.scenarios.slice(first, last);
  if (options.shard === undefined) {
    const rows = await rowsOf(compiled, chosen, options, effects);
    return rows === undefined ? exit.errors : writeTable(rows, design.quantities, options, effects);
  }
  const of = partOfDesign(folder, compiled, options, path, design);
  return writeShard(of, shard, options.out ?? "", effects, async () => {
    const rows = await rowsOf(compiled, chosen, options, effects);
    return rows && [padded(JSON.stringify({ quantities: design.quantities, rows }))];
  });
}

function partOfDesign(folder: string, compiled: Compiled, options: DesignOptions, path: string, { bytes }: Design): PartOf {
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { ...partOfRun(folder, compiled, options, options.shard?.count ?? 1), kind: "scenarios", design: { path, hash } };
}

/** Text as bytes whose number is a multiple of eight. */
function padded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  const result = new Uint8Array(Math.ceil(bytes.length / 8) * 8).fill(32);
  result.set(bytes);
  return result;
}

/** The table of the shards of a design, put together from what each made. */
export function tableOfShards(pieces: readonly Uint8Array[]): {
  readonly quantities: readonly string[];
  readonly rows: readonly ScenarioRow[];
} {
  const parts = pieces.map((piece): { quantities: string[]; rows: ScenarioRow[] } => JSON.parse(new TextDecoder().decode(piece)));
  return { quantities: parts[0]?.quantities ?? [], rows: parts.flatMap(({ rows }) => rows) };
}

/** The rows of these scenarios; undefined when one of them makes no sense, which is said on the error stream. */
async function rowsOf(
  compiled: Compiled,
  scenarios: readonly Scenario[],
  options: DesignOptions,
  effects: Effects,
): Promise<readonly ScenarioRow[] | undefined> {
  const line = progress(effects, "Scenarios");
  const rows: ScenarioRow[] = [];
  try {
    for (const [index, scenario] of scenarios.entries()) {
      const made = compileScenario(compiled, scenario.values);
      const refuse = (diagnostics: readonly Diagnostic[]) => {
        line.end();
        effects.stderr.write(`Scenario ${scenario.name} of ${options.design} cannot be run:\n\n`);
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        printDiagnostics(effects, effects.stderr, errors, made.assessment.files);
        return undefined;
      };
      if (exitOf(made.diagnostics) !== exit.fine) return refuse(made.diagnostics);
      const settings = settingsOf(made, options);
      const outputs = await spreadRun(made.lowering.graph, settings, options, effects, (done, total) =>
        line.report(index + done / total, scenarios.length),
      );
      const evaluated = evaluateCase(made, settings, outputs);
      const disagreeing = evaluated.diagnostics.filter(({ code }) => code.startsWith("observation"));
      if (exitOf(disagreeing) !== exit.fine) return refuse(disagreeing);
      const findings = readFindings(evaluated);
      for (const { declaration, unit, rows: compared } of findings.objectives) {
        const shown = (value: number): number | null => (Number.isFinite(value) ? value / (unit?.scale ?? 1) : null);
        for (const { option, compared: one, summary } of compared) {
          const { median, low, high } = one.estimate;
          rows.push({
            scenario: scenario.name,
            values: Object.fromEntries(scenario.values),
            objective: declaration.id,
            option: option.id,
            unit: unit?.text ?? "",
            mean: shown(summary.mean),
            meanError: shown(summary.meanError),
            p5: shown(low),
            median: shown(median),
            p95: shown(high),
            best: one.best?.probability ?? null,
          });
        }
      }
    }
  } finally {
    line.end();
  }
  return rows;
}

/** Writes the table to `--out`, or prints it: as CSV, or as JSON where that is asked for or the file is called so. */
export function writeTable(
  rows: readonly ScenarioRow[],
  quantities: readonly string[],
  { json, out }: { readonly json?: boolean; readonly out?: string },
  effects: Effects,
): number {
  const isJson = json ?? /\.json$/i.test(out ?? "");
  const text = isJson ? `${JSON.stringify({ format: "outweigh-design-1", quantities, rows }, null, 2)}\n` : csvOf(rows, quantities);
  if (out === undefined) effects.stdout.write(text);
  else {
    const failure = effects.disk.replace(out, [new TextEncoder().encode(text)]);
    if (failure !== undefined)
      return failWith(effects, problem(`${out} cannot be written: ${failure}.`, "Choose another place with --out."));
    effects.stdout.write(`wrote ${out}\n`);
  }
  return exit.fine;
}

const columns = ["objective", "option", "unit", "mean", "meanError", "p5", "median", "p95", "best"] as const;

function csvOf(rows: readonly ScenarioRow[], quantities: readonly string[]): string {
  const quoted = (cell: string | number | null | undefined) => {
    const text = String(cell ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => [row.scenario, ...quantities.map((name) => row.values[name]), ...columns.map((name) => row[name])]);
  return [["scenario", ...quantities, ...columns], ...lines].map((cells) => `${cells.map(quoted).join(",")}\n`).join("");
}
