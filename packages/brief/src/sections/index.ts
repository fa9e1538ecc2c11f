/** The catalogue of generated sections, in the order in which they stand when the text does not place them. */
import { actors } from "./actors.js";
import { assumptions } from "./assumptions.js";
import { bottomLine } from "./bottom-line.js";
import { comparison } from "./comparison.js";
import { evidence } from "./evidence.js";
import { experts } from "./experts.js";
import { hypotheses } from "./hypotheses.js";
import { law } from "./law.js";
import { lineage } from "./lineage.js";
import { method } from "./method.js";
import { options } from "./options.js";
import { outlook } from "./outlook.js";
import { review } from "./review.js";
import { risks } from "./risks.js";
import { scores } from "./scores.js";
import type { Section } from "./section.js";

/** Every generated section. */
export const sections: readonly Section[] = [
  bottomLine,
  options,
  comparison,
  law,
  actors,
  risks,
  experts,
  hypotheses,
  assumptions,
  outlook,
  scores,
  evidence,
  method,
  review,
  lineage,
];
