/** What the questions of the view Answer read again and again of one version of the case, made once for each. */
import { type Findings, readFindings } from "@outweigh/brief";
import { type ImportanceResult, isUnsuitable, type PerObjective, type Unsuitable } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import type { Evaluation } from "../evaluation.js";
import { type Holdable, readHoldable } from "./holdable.js";

const holdables = new WeakMap<Evaluation, Holdable>();
const findings = new WeakMap<Evaluated, Findings>();

/** So many draws tell the ranges of inputs. */
const drawsOfRanges = 8192;

/** What can be held. The case must have no errors. */
export function holdableOf(evaluation: Evaluation): Holdable {
  const known = holdables.get(evaluation);
  if (known !== undefined) return known;
  const { analysisSettings, tier, compiled } = evaluation;
  const made = readHoldable(compiled, { ...analysisSettings, draws: Math.min(drawsOfRanges, analysisSettings.draws), tier });
  holdables.set(evaluation, made);
  return made;
}

/** The findings of the run of the case. */
export async function findingsOf(evaluation: Evaluation, onProgress?: (share: number) => void): Promise<Findings> {
  const { evaluated } = await evaluation.evaluated(onProgress);
  const known = findings.get(evaluated);
  if (known !== undefined) return known;
  const made = readFindings(evaluated);
  findings.set(evaluated, made);
  return made;
}

/** For each input, how closely the difference on an objective follows it. Empty where that has no answer. */
export async function importanceOf(
  evaluation: Evaluation,
  objective: string,
  onProgress?: (share: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const { results } = await evaluation.analysed(["importance"], onProgress);
  const result = results.get("importance") as PerObjective<ImportanceResult> | Unsuitable | undefined;
  if (result === undefined || isUnsuitable(result)) return new Map();
  const own = result.objectives.find((each) => each.objective === objective) ?? result.objectives[0];
  const found = new Map<string, number>();
  for (const input of own?.inputs ?? []) {
    if ("rank" in input) found.set(input.name, Math.max(found.get(input.name) ?? 0, Math.abs(input.rank.value)));
  }
  return found;
}
