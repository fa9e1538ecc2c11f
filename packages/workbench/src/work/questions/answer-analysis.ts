/** Analyses on demand, in the words and figures of the brief. */
import { analysisBlocks, parts } from "@outweigh/brief";
import { analyses } from "@outweigh/engine";
import { findingsOf } from "../answer/case-of-evaluation.js";
import { withLinkedLabels } from "../answer/linked-labels.js";
import { CaseErrors } from "../evaluation.js";
import { defineQuestion } from "../question.js";
import { type Shown, shown } from "../shown.js";

/** An analysis that can be asked for. */
export interface AnalysisHead {
  readonly name: string;
  readonly title: string;
  readonly question: string;
}

/** Parts of the brief that tell of the run alone, and are offered among the analyses. */
const partsOfRun: Readonly<Record<string, string>> = {
  signposts: "How often and when is each signpost of a pathway passed, and what is then followed?",
};

export const answerAnalyses = defineQuestion<undefined, readonly AnalysisHead[]>({
  doc: "The analyses that can be asked for, with the question that each answers.",
  answer: (_, { evaluation }) => {
    const titleOf = (name: string) => parts.find(({ analysis }) => analysis === name)?.title;
    const { pathways } = evaluation.compiled.assessment;
    return [
      ...analyses.flatMap(({ name, question }) => {
        const title = titleOf(name);
        return title === undefined ? [] : [{ name, title, question }];
      }),
      ...parts.flatMap(({ name, title }) => {
        const question = partsOfRun[name];
        return question === undefined || pathways.length === 0 ? [] : [{ name: `part:${name}`, title, question }];
      }),
    ];
  },
});

export const answerAnalysis = defineQuestion<{ readonly name: string }, Shown>({
  doc: "What one analysis says of the case.",
  answer: async ({ name }, { evaluation, onProgress }) => {
    if (evaluation.hasErrors) throw new CaseErrors("The case has errors, so there are no results yet.");
    const findings = await findingsOf(evaluation);
    const part = parts.find((each) => `part:${each.name}` === name);
    if (part !== undefined) return shown(withLinkedLabels(part.compose(findings, undefined), findings));
    const analysis = analyses.find((each) => each.name === name);
    if (analysis === undefined) throw new Error(`There is no analysis “${name}”.`);
    return shown(withLinkedLabels(analysisBlocks(findings, await evaluation.analysed([name], onProgress), analysis), findings));
  },
});
