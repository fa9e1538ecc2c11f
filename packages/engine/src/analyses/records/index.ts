/** The catalogue of analyses, in the order in which a reader asks. */
import type { Analysis } from "../analysis.js";
import { comparison } from "./comparison.js";
import { elasticity } from "./elasticity.js";
import { evidenceCheck } from "./evidence-check.js";
import { experts } from "./experts.js";
import { flips } from "./flips.js";
import { futures } from "./futures.js";
import { importance } from "./importance.js";
import { riskAttitude } from "./risk-attitude.js";
import { scenarios } from "./scenarios.js";
import { screening } from "./screening.js";
import { shapley } from "./shapley.js";
import { sobol } from "./sobol.js";
import { studies } from "./studies.js";
import { timing } from "./timing.js";
import { tornado } from "./tornado.js";
import { valueOfInformation } from "./value-of-information.js";
import { weighing } from "./weighing.js";

/** Every analysis that runs on any decision without set-up. */
export const analyses: readonly Analysis[] = [
  comparison,
  weighing,
  riskAttitude,
  flips,
  valueOfInformation,
  studies,
  importance,
  tornado,
  sobol,
  shapley,
  screening,
  elasticity,
  evidenceCheck,
  experts,
  scenarios,
  futures,
  timing,
];
