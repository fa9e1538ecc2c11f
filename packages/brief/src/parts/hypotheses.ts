/** The part that says which explanation the evidence favours, and on which item that hangs. */
import { sectionAnchor } from "../anchors.js";
import { paragraph } from "../blocks.js";
import { hypothesesFigure, hypothesesSentences, setsOf } from "../hypotheses.js";
import { capitalise } from "../words.js";
import type { Part } from "./part.js";

export const hypothesesPart: Part = {
  name: "hypotheses",
  title: "What explains it",
  weight: (findings) => (setsOf(findings).length > 0 ? 0.72 : 0),
  compose: (findings) =>
    setsOf(findings).flatMap((set, place) => [
      paragraph(capitalise(hypothesesSentences(set)), " ", {
        kind: "reference",
        text: "The matrix",
        anchor: sectionAnchor("hypotheses"),
      }),
      hypothesesFigure(set, `brief.hypotheses.${place + 1}`),
    ]),
};
