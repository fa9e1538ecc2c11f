/** The options compared on one objective, or weighed over several, as the case is or with inputs held. */
import type { Findings } from "@outweigh/brief";
import { type Decision, type DecisionDraws, type DecisionWeights, type Unit, weighedBenefits } from "@outweigh/engine";
import { type ErrorRule, errorRuleOf } from "@outweigh/language";
import { findingsOf, holdableOf } from "../answer/case-of-evaluation.js";
import { type Compared, compareColumns, sizeOf } from "../answer/compared.js";
import type { Held } from "../answer/holdable.js";
import { drawWhatIf } from "../answer/what-if.js";
import { CaseErrors, type Evaluation } from "../evaluation.js";
import { defineQuestion } from "../question.js";

/** What is to be compared. */
export interface ComparedInput {
  /** The objective, or `weights:NAME`. */
  readonly objective: string;
  /** The option that the others are set against; that of the case without. */
  readonly reference: string | undefined;
  readonly held: readonly Held[];
  /** How many milliseconds it may take: fewer draws are made then. */
  readonly budget?: number;
  /** Whether densities, exceedance and dots are wanted too; they are where nothing is said. */
  readonly hasShapes?: boolean;
}

const points: Unit = { scale: 1, powers: {}, text: "points" };

export const answerCompared = defineQuestion<ComparedInput, Compared | undefined>({
  doc: "Options compared on an objective, with any inputs held at values. Nothing where the case has no such objective or no options.",
  answer: async ({ objective, reference, held, budget, hasShapes = true }, { evaluation, onProgress, pause, signal }) => {
    if (evaluation.hasErrors) throw new CaseErrors("The case has errors, so there are no results yet.");
    const begun = performance.now();
    const findings = await findingsOf(evaluation, onProgress);
    const { decision } = holdableOf(evaluation);
    const weights = decision.weights?.find(({ name }) => `weights:${name}` === objective);
    const places = weights?.places ?? [decision.objectives.findIndex(({ name }) => name === objective)];
    if (decision.options.length === 0 || places.some((place) => decision.objectives[place] === undefined)) return undefined;
    const evaluated = findings.evaluated;
    const allDraws = evaluated.result.record.draws;
    const free = places.map((place) => columnsOfRun(decision, findings, place));
    const asked = decision.options.findIndex(({ name }) => name === reference);
    const size = sizeFor(findings, objective, () => sizeOf(columnsFor(decision, weights, free, allDraws)));
    const compare = (objectives: DecisionDraws["objectives"], draws: number, breaches: readonly number[], errors: ErrorRule) =>
      compareColumns({
        objective: {
          id: objective,
          label: weights?.label ?? decision.objectives[places[0]!]!.label,
          sense: weights === undefined ? decision.objectives[places[0]!]!.sense : "maximise",
        },
        unit: weights === undefined ? findings.unit(objective) : points,
        options: decision.options.map(({ name, label }) => ({ id: name, label })),
        columns: columnsFor(decision, weights, objectives, draws),
        breaches,
        reference: asked < 0 ? decision.baseline : asked,
        errors,
        size,
        hasShapes,
      });
    const compared =
      held.length === 0
        ? {
            ...compare(
              free,
              allDraws,
              findings.options.map(({ breach }) => breach),
              errorRuleOf(evaluated.result),
            ),
            draws: allDraws,
            isWeighed: false,
          }
        : await drawWhatIf(
            holdableOf(evaluation),
            { held, objectives: places, settings: settingsOfRun(evaluation, allDraws), budget, pause, signal },
            ({ objectives, draws, breachShares, replicated }, isWeighed) => ({
              ...compare(objectives, draws, breachShares, { replicated, errorFactor: 1 }),
              draws,
              isWeighed,
            }),
          );
    return { ...compared, allDraws, milliseconds: performance.now() - begun };
  },
});

const sizes = new WeakMap<Findings, Map<string, number>>();

/** Worked out once for an objective of a run, since it is asked for again with every move of a slider. */
function sizeFor(findings: Findings, objective: string, work: () => number): number {
  const known = sizes.get(findings) ?? new Map<string, number>();
  sizes.set(findings, known);
  const size = known.get(objective) ?? work();
  known.set(objective, size);
  return size;
}

function settingsOfRun({ analysisSettings, tier }: Evaluation, draws: number) {
  return { ...analysisSettings, draws, tier };
}

/** The draws of an objective in the run of the case, a column for each option. */
function columnsOfRun({ options, objectives }: Decision, { output }: Findings, place: number): readonly Float64Array[] {
  const found = output(objectives[place]!.name);
  return options.map((_, option) => found?.draws?.[found.dimensions.includes("option") ? option : 0] ?? Float64Array.of(Number.NaN));
}

/** The columns that are compared: those of the one objective, or the weighted sum. */
function columnsFor(
  decision: Decision,
  weights: DecisionWeights | undefined,
  columns: DecisionDraws["objectives"],
  draws: number,
): readonly Float64Array[] {
  if (weights === undefined) return columns[0]!;
  const own = { ...weights, places: weights.places.map((_, index) => index) };
  const widened = columns.map((each) => each.map((column) => (column.length === 1 ? new Float64Array(draws).fill(column[0]!) : column)));
  return weighedBenefits({ decision, draws, objectives: widened, replicated: false }, own).benefits;
}
