/** An evaluated case as the sections read it: outputs by name, options with their standing, objectives compared. Made once, read by all. */
import type { Dimension, OutputResult, Summary, Unit } from "@outweigh/engine";
import {
  type Assessment,
  type Declared,
  type ErrorRule,
  type Evaluated,
  errorRuleOf,
  type ObjectiveDeclaration,
  type RuleDeclaration,
} from "@outweigh/language";
import { type ComparedOption, compareDraws } from "./comparison.js";
import type { Standing } from "./document.js";
import type { PublicationHistory } from "./judgements.js";
import { readStandings } from "./standing.js";

/** An option with what the rules of the case say about it. */
export interface OptionFinding {
  readonly id: string;
  readonly label: string;
  readonly position: number;
  readonly isBaseline: boolean;
  readonly standing: Standing;
  /** Probability that at least one rule is breached. */
  readonly breach: number;
  readonly rules: readonly { readonly rule: RuleDeclaration; readonly probability: number }[];
}

/** An objective with its options compared; `rows` is in the order of the options. */
export interface ObjectiveFinding {
  readonly declaration: ObjectiveDeclaration;
  readonly unit: Unit | undefined;
  readonly rows: readonly { readonly option: OptionFinding; readonly compared: ComparedOption; readonly summary: Summary }[];
}

/** Everything that sections look up. */
export interface Findings {
  readonly evaluated: Evaluated;
  readonly assessment: Assessment;
  readonly options: readonly OptionFinding[];
  readonly baseline: OptionFinding | undefined;
  readonly objectives: readonly ObjectiveFinding[];
  /** What has been published of the case; undefined where that is not known. */
  readonly history: PublicationHistory | undefined;
  /** How standard errors follow from the draws of this run. */
  readonly errors: ErrorRule;
  output(name: string): OutputResult | undefined;
  unit(name: string): Unit | undefined;
  dimension(name: string): Dimension | undefined;
  /** A declaration of any kind by its id, or by the name of its output (`rule:charter`). */
  declared(id: string): Declared | undefined;
  /** The reader's name of a declaration, option or state; the id in words when there is none. */
  label(id: string): string;
}

/** Reads an evaluated case. */
export function readFindings(evaluated: Evaluated, history?: PublicationHistory): Findings {
  const { assessment, lowering, result } = evaluated;
  const errors = errorRuleOf(result);
  const outputs = new Map(result.outputs.map((output) => [output.name, output]));
  const dimensions = new Map(result.dimensions.map((dimension) => [dimension.name, dimension]));
  const declared = new Map(declarations(assessment).map((declaration) => [declaration.id, declaration]));
  const options = readStandings(assessment, dimensions.get("option"), (name) => outputs.get(name));
  const find = (name: string): Declared | undefined => {
    const [kind, id = ""] = name.split(":");
    if (kind === "rule") return assessment.rules.find((rule) => rule.id === id);
    if (kind === "challenge" || kind === "unlawful") return consequenceOf(assessment, kind, id);
    if (kind === "veto") return vetoOf(assessment, id);
    if (kind === "observation") return assessment.observations.find((observation) => observation.id === id);
    if (kind === "forecast") return assessment.forecasts.find((forecast) => forecast.id === id);
    return declared.get(name);
  };
  return {
    evaluated,
    assessment,
    options,
    baseline: options.find((option) => option.isBaseline),
    objectives: assessment.objectives.flatMap((declaration) => {
      const output = outputs.get(declaration.id);
      return output === undefined ? [] : compareObjective(declaration, output, options, lowering.units.get(declaration.id), errors);
    }),
    history,
    errors,
    output: (name) => outputs.get(name),
    unit: (name) => lowering.units.get(name),
    dimension: (name) => dimensions.get(name),
    declared: find,
    label: (id) => find(id)?.label ?? id.replace(/^\w+:/, "").replaceAll("_", " "),
  };
}

/** What becomes of a rule before those who decide, as if it were declared. */
function consequenceOf({ rules }: Assessment, kind: "challenge" | "unlawful", id: string): Declared | undefined {
  const rule = rules.find((each) => each.id === id);
  const label = kind === "challenge" ? "challenged" : "challenged and found unlawful";
  return rule?.challenge && { ...rule, label: `${rule.label}: ${label}`, because: rule.challenge.because };
}

function vetoOf({ actors }: Assessment, id: string): Declared | undefined {
  const actor = actors.find(({ vetoes }) => vetoes.some((veto) => veto.id === id));
  const veto = actor?.vetoes.find((each) => each.id === id);
  return actor && veto && { ...veto, label: `${actor.label}: ${veto.label}` };
}

/** Every declaration; where two kinds share a name, those that give numbers come last and win. */
function declarations(assessment: Assessment): readonly Declared[] {
  return [
    ...assessment.indicators,
    ...assessment.observations,
    ...assessment.checks,
    ...assessment.forecasts,
    ...assessment.rules,
    ...assessment.sources,
    ...assessment.claims,
    ...assessment.experts,
    ...assessment.seeds,
    ...assessment.judgements,
    ...assessment.dimensions,
    ...assessment.data,
    ...assessment.options,
    ...assessment.precedents,
    ...assessment.quantities,
    ...assessment.chances,
    ...assessment.stocks,
    ...assessment.objectives,
  ];
}

function compareObjective(
  declaration: ObjectiveDeclaration,
  output: OutputResult,
  options: readonly OptionFinding[],
  unit: Unit | undefined,
  errors: ErrorRule,
): readonly ObjectiveFinding[] {
  const draws = output.draws;
  const overOptions = output.dimensions.length === 1 && output.dimensions[0] === "option";
  if (draws === undefined || (output.dimensions.length > 0 && !overOptions)) return [];
  const cell = (option: OptionFinding) => (overOptions ? option.position : 0);
  const columns = options.map((option) => draws[cell(option)] ?? new Float64Array());
  const baseline = options.findIndex((option) => option.isBaseline);
  const compared = compareDraws(
    columns,
    declaration.sense,
    baseline,
    options.map((option) => option.standing !== "barred"),
    errors,
  );
  const rows = options.map((option, position) => ({ option, compared: compared[position]!, summary: output.summaries[cell(option)]! }));
  return rows.length === 0 ? [] : [{ declaration, unit, rows }];
}

/** The rows of an objective from best to worst; barred options last, in the order of the case. */
export function ranked(finding: ObjectiveFinding): ObjectiveFinding["rows"] {
  const place = (row: ObjectiveFinding["rows"][number]) => row.compared.rank ?? Number.POSITIVE_INFINITY;
  return [...finding.rows].sort((one, other) =>
    place(one) === place(other) ? one.option.position - other.option.position : place(one) - place(other),
  );
}
