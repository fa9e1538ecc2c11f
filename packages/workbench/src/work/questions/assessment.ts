/** The checked meaning of the case, as data. Texts of files stay where they are: the store has them. */
import type { Assessment, Lowering } from "@outweigh/language";
import { defineQuestion } from "../question.js";

/** The assessment, the names that each declaration uses, and each declaration in the analyst's own notation. */
export interface AssessmentAnswer {
  readonly assessment: Omit<Assessment, "files" | "inlines" | "chapters">;
  readonly references: Lowering["references"];
  readonly definitions: ReadonlyMap<string, string>;
}

export const assessment = defineQuestion<undefined, AssessmentAnswer>({
  doc: "What the case declares; also of a case with errors, as far as it could be read.",
  answer: (_, { evaluation }) => {
    const { files, inlines, chapters, ...rest } = evaluation.compiled.assessment;
    const { references, definitions } = evaluation.compiled.lowering;
    return { assessment: rest, references, definitions };
  },
});
