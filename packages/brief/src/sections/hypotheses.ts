/** The section on competing hypotheses: the matrix, the probabilities that follow, and what each item of evidence does. */

import { paragraph } from "../blocks.js";
import { evidenceTable, hypothesesFigure, hypothesesIntroduction, hypothesesSentences, matrixTables, setsOf } from "../hypotheses.js";
import { capitalise } from "../words.js";
import { defineSection } from "./section.js";

export const hypotheses = defineSection({
  name: "hypotheses",
  title: "Competing hypotheses",
  doc: "What the evidence makes of the hypotheses: the matrix, their probabilities, how far each item tells them apart, and what would be in front without it.",
  needs: ["hypotheses"],
  place: "back",
  compose: (findings) => [
    hypothesesIntroduction(),
    ...setsOf(findings).flatMap((set, place) => [
      paragraph(capitalise(hypothesesSentences(set))),
      hypothesesFigure(set, `hypotheses.${place + 1}`),
      ...matrixTables(set),
      evidenceTable(findings, set),
    ]),
  ],
});
