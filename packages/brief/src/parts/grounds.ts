/** The last part: on how much evidence the brief rests, and what it takes to make it again. */
import type { Findings } from "../findings.js";
import { sourcing, summary } from "../sections/evidence.js";
import { record } from "../sections/method.js";
import type { Part } from "./part.js";

export const grounds: Part = {
  name: "grounds",
  title: "What this rests on",
  weight: () => 0.9,
  compose: (findings: Findings) => [
    ...(findings.assessment.claims.length > 0 ? [summary(findings), ...sourcing(findings)] : []),
    { kind: "facts", facts: record(findings) },
  ],
};
