/** What the view Answer can turn: objectives, weights, options and uncertain inputs. */
import { findingsOf, holdableOf, importanceOf } from "../answer/case-of-evaluation.js";
import type { HoldableInput } from "../answer/holdable.js";
import { CaseErrors } from "../evaluation.js";
import { defineQuestion } from "../question.js";

/** The heads of a comparison. */
export interface AnswerHeads {
  /** Objectives, and sets of weights as `weights:NAME`. */
  readonly objectives: readonly { readonly id: string; readonly label: string; readonly isWeighted: boolean }[];
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly baseline: string | undefined;
  /** Objectives that vary over more than options, and so cannot be compared. */
  readonly left: readonly string[];
}

export const answerHeads = defineQuestion<undefined, AnswerHeads>({
  doc: "The objectives and options that can be compared.",
  answer: async (_, { evaluation, onProgress }) => {
    if (evaluation.hasErrors) throw new CaseErrors("The case has errors, so there are no results yet.");
    await findingsOf(evaluation, onProgress);
    const { decision } = holdableOf(evaluation);
    const compared = new Set(decision.objectives.map(({ name }) => name));
    return {
      objectives: [
        ...decision.objectives.map(({ name, label }) => ({ id: name, label, isWeighted: false })),
        ...(decision.weights ?? []).map(({ name, label }) => ({ id: `weights:${name}`, label, isWeighted: true })),
      ],
      options: decision.options.map(({ name, label }) => ({ id: name, label })),
      baseline: decision.options[decision.baseline]?.name,
      left: evaluation.compiled.assessment.objectives.filter(({ id }) => !compared.has(id)).map(({ label }) => label),
    };
  },
});

export const answerInputs = defineQuestion<{ readonly objective: string }, readonly HoldableInput[]>({
  doc: "The uncertain inputs, those first that the difference between the options follows most.",
  answer: async ({ objective }, { evaluation, onProgress }) => {
    await evaluation.evaluated();
    const { inputs } = holdableOf(evaluation);
    const importance = await importanceOf(evaluation, objective, onProgress);
    return inputs
      .map((input) => ({ ...input, importance: importance.get(input.name) }))
      .sort((one, other) => (other.importance ?? -1) - (one.importance ?? -1));
  },
});
