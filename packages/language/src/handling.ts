/** Marks of handling through a case: what a claim, and anything made from the case, is marked. */
import { strictestMark, type TlpMark } from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration } from "./assessment.js";

/** The mark of a claim: its own where it has one, otherwise that of its source. */
export function markOfClaim({ sources }: Assessment, claim: ClaimDeclaration): TlpMark | undefined {
  return claim.tlp?.mark ?? sources.find(({ id }) => id === claim.source)?.tlp?.mark;
}

/** The mark of anything made from the case: the strictest of the case, its sources and its claims. Undefined when nothing is marked. */
export function markOfCase(assessment: Assessment): TlpMark | undefined {
  const { claims, sources } = assessment;
  const drawnOn = sources.filter(
    ({ id }) => !claims.some((claim) => claim.source === id) || claims.some((claim) => claim.source === id && claim.tlp === undefined),
  );
  return strictestMark([
    assessment.case.tlp?.mark,
    ...drawnOn.map(({ tlp }) => tlp?.mark),
    ...claims.map((claim) => markOfClaim(assessment, claim)),
  ]);
}
