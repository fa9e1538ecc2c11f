/** What the state of the evidence suggests about confidence, factor by factor. A suggestion beside the analyst's own word, and never put in its place. */
import { originGraph } from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration, Declared } from "./assessment.js";
import { competingHypotheses } from "./competing.js";
import { supportDegrees, supportOf } from "./support.js";

/** The levels from the lowest. */
export const confidenceLevels = ["low", "moderate", "high"] as const;

/** A level of analytic confidence. */
export type ConfidenceLevel = (typeof confidenceLevels)[number];

/** One factor of the rubric of JP 2-0 (corroboration, assumptions, inference, gaps), with the level that it allows and the fact behind it. */
export interface ConfidenceFactor {
  readonly name: "corroboration" | "assumptions" | "inference" | "gaps";
  readonly level: ConfidenceLevel;
  readonly because: string;
}

/** The factors and the lowest of their levels. */
export interface SuggestedConfidence {
  readonly level: ConfidenceLevel;
  readonly factors: readonly ConfidenceFactor[];
}

/** The suggestion for a case. */
export function suggestConfidence(assessment: Assessment): SuggestedConfidence {
  const factors = [corroboration(assessment), assumptions(assessment), inference(assessment), gaps(assessment)];
  const level = confidenceLevels.find((each) => factors.some((factor) => factor.level === each))!;
  return { level, factors };
}

/** Why high confidence cannot be claimed without saying what it rests on all the same; undefined where nothing stands against it. */
export function againstHighConfidence(assessment: Assessment): string | undefined {
  const count = originsOf(assessment, assessment.claims).size;
  if (count < 2) return count === 0 ? "no source is drawn on" : "all evidence goes back to a single origin";
  const unsupported = assessment.assumptions.find(({ rating }) => rating === "unsupported");
  return unsupported && `the assumption ${unsupported.id} is unsupported`;
}

/** The first origins of claims. */
function originsOf({ sources }: Assessment, claims: readonly ClaimDeclaration[]): ReadonlySet<string> {
  const graph = originGraph(sources.map(({ id, derivedFrom }) => ({ id, derivedFrom: derivedFrom.map(({ text }) => text) })));
  const kept: ClaimDeclaration[] = [];
  for (const claim of claims) if (!kept.some((other) => graph.shared(other, claim))) kept.push(claim);
  return new Set(kept.map(({ source }) => source));
}

const modelOf = ({ quantities, chances, stocks }: Assessment): readonly Declared[] => [...quantities, ...chances, ...stocks];

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const percent = (value: number): string => `${Math.round(100 * value)} %`;

function corroboration(assessment: Assessment): ConfidenceFactor {
  const supports = modelOf(assessment).map(({ id }) => supportOf(assessment)(id).degree);
  const evidenced = supports.filter((degree) => supportDegrees.indexOf(degree) >= supportDegrees.indexOf("doubtful"));
  const confirmed = share(evidenced.filter((degree) => degree === "confirmed").length, evidenced.length);
  const good = share(evidenced.filter((degree) => degree === "confirmed" || degree === "good").length, evidenced.length);
  const origins = originsOf(assessment, assessment.claims).size;
  const level = origins < 2 ? "low" : confirmed >= 0.5 && good >= 0.8 ? "high" : good >= 0.4 ? "moderate" : "low";
  return {
    name: "corroboration",
    level,
    because: `${origins} independent ${origins === 1 ? "origin" : "origins"}; of what rests on claims, ${percent(good)} is supported at B2 or better and ${percent(confirmed)} from two origins`,
  };
}

function assumptions(assessment: Assessment): ConfidenceFactor {
  const model = modelOf(assessment);
  const unsupported = assessment.assumptions.filter(({ rating }) => rating === "unsupported").length;
  const bare = share(model.filter(({ because }) => because.every(({ kind }) => kind === "judgement")).length, model.length);
  const level =
    unsupported > 0 || bare > 0.5
      ? "low"
      : bare > 0.15 || assessment.assumptions.some(({ rating }) => rating === "caveats")
        ? "moderate"
        : "high";
  return {
    name: "assumptions",
    level,
    because: `${percent(bare)} of the model rests on no reason or on judgement alone${unsupported > 0 ? `; ${unsupported} key ${unsupported === 1 ? "assumption is" : "assumptions are"} unsupported` : ""}`,
  };
}

function inference(assessment: Assessment): ConfidenceFactor {
  const others = assessment.scenarios.length + assessment.futures.length + competingHypotheses(assessment).length;
  const substitutes = assessment.quantities.filter(({ instead }) => instead.length > 0).length;
  const level = others > 0 && substitutes > 0 ? "high" : others + substitutes > 0 ? "moderate" : "low";
  return {
    name: "inference",
    level,
    because: `${others} ${others === 1 ? "scenario, set of futures or of hypotheses" : "scenarios, sets of futures or of hypotheses"} and ${substitutes} rival ${substitutes === 1 ? "value" : "values"} are worked out`,
  };
}

function gaps({ claims }: Assessment): ConfidenceFactor {
  const held = share(claims.filter(({ quoteState }) => quoteState === "verified" || quoteState === "held-by-hash").length, claims.length);
  const known = share(claims.filter(({ grade }) => grade !== undefined && grade !== "6").length, claims.length);
  const level = claims.length === 0 ? "low" : held >= 0.95 && known >= 0.9 ? "high" : held >= 0.7 && known >= 0.6 ? "moderate" : "low";
  return {
    name: "gaps",
    level,
    because:
      claims.length === 0
        ? "there are no claims"
        : `${percent(held)} of the claims are held by the words of their source, ${percent(known)} have a known credibility`,
  };
}
