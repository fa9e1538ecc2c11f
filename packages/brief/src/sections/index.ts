/** The catalogue of generated sections, in the order in which they stand when the text does not place them. */
import { assumptions } from "./assumptions.js";
import { bottomLine } from "./bottom-line.js";
import { comparison } from "./comparison.js";
import { evidence } from "./evidence.js";
import { law } from "./law.js";
import { lineage } from "./lineage.js";
import { method } from "./method.js";
import { options } from "./options.js";
import { outlook } from "./outlook.js";
import { review } from "./review.js";
import { risks } from "./risks.js";
import type { Section } from "./section.js";

/** Every generated section. */
export const sections: readonly Section[] = [
  bottomLine,
  options,
  comparison,
  law,
  risks,
  assumptions,
  outlook,
  evidence,
  method,
  review,
  lineage,
];
