/** How well a declaration is supported: by what it names after `because`, graded after the Admiralty code, followed through what it rests on. */
import { compareGrades, hasTwoOrigins, originGraph } from "@outweigh/evidence";
import type { Assessment, ClaimDeclaration, Reason } from "./assessment.js";
import { allRows, countedRows } from "./precedent-rows.js";

/**
 * The degrees, from worst to best: no reason; the analyst's judgement; claims of which none is as good as C3, or of unknown grade; a claim of C3 or
 * better, or a base rate of cases; a claim of B2 or better; such claims of two independent origins, or one graded as confirmed.
 */
export const supportDegrees = ["none", "judgement", "doubtful", "fair", "good", "confirmed"] as const;

/** One of the degrees. */
export type SupportDegree = (typeof supportDegrees)[number];

/** A support with its reasons. */
export interface Support {
  readonly degree: SupportDegree;
  /** The claims that it rests on, best first. */
  readonly claims: readonly string[];
  /** Whether one of these claims is contradicted by another claim of the case. */
  readonly isDisputed: boolean;
}

/** Gives the support of declarations of a case by their ids. */
export function supportOf(assessment: Assessment): (id: string) => Support {
  const { claims, precedents, quantities, chances, stocks, judgements } = assessment;
  const claimsById = new Map(claims.map((claim) => [claim.id, claim]));
  const declared = new Map([...quantities, ...chances, ...stocks, ...judgements].map((declaration) => [declaration.id, declaration]));
  const precedentsById = new Map(precedents.map((precedent) => [precedent.id, precedent]));
  const reliability = new Map(assessment.sources.map(({ id, grade }) => [id, grade]));
  const origins = originGraph(assessment.sources.map(({ id, derivedFrom }) => ({ id, derivedFrom: derivedFrom.map(({ text }) => text) })));
  const disputed = new Set(
    claims.flatMap(({ id, conflictsWith }) => (conflictsWith.length > 0 ? [id, ...conflictsWith.map(({ text }) => text)] : [])),
  );
  const known = new Map<string, Support>();

  const reasonsOf = (id: string): readonly Reason[] => {
    const precedent = precedentsById.get(id);
    if (precedent) return [...precedent.because, ...countedRows(precedent).flatMap(({ because }) => because)];
    const chance = chances.find((each) => each.id === id)?.precedent;
    const isWeighed = chances.find((each) => each.id === id)?.isWeighed ?? false;
    const own = [...(declared.get(id)?.because ?? []), ...(isWeighed ? assessment.evidence.flatMap(({ because }) => because) : [])];
    return chance === undefined ? own : [...own, { kind: "reference", id: chance.text, span: chance.span }];
  };
  const gather = (
    id: string,
    seen: ReadonlySet<string>,
  ): { readonly claims: readonly ClaimDeclaration[]; readonly degree: SupportDegree } => {
    if (seen.has(id)) return { claims: [], degree: "none" };
    const within = new Set([...seen, id]);
    let degree: SupportDegree = precedentsById.has(id) && allRows(precedentsById.get(id)!).length > 0 ? "fair" : "none";
    const found: ClaimDeclaration[] = [];
    for (const reason of reasonsOf(id)) {
      const claim = reason.kind === "reference" ? claimsById.get(reason.id) : undefined;
      if (reason.kind === "judgement") degree = better(degree, "judgement");
      else if (claim) found.push(claim);
      else {
        const below = gather(reason.id, within);
        found.push(...below.claims);
        degree = better(degree, below.degree);
      }
    }
    return { claims: [...new Set(found)], degree };
  };
  const isAtLeast = (claim: ClaimDeclaration, letter: string, number: string) =>
    (compareGrades(reliability.get(claim.source) ?? "F", letter) ?? 1) <= 0 && (compareGrades(claim.grade ?? "6", number) ?? 1) <= 0;

  return (id) => {
    const before = known.get(id);
    if (before) return before;
    const { claims: found, degree } = gather(id, new Set());
    const good = found.filter((claim) => isAtLeast(claim, "B", "2"));
    const fair = found.filter((claim) => isAtLeast(claim, "C", "3"));
    const isConfirmed = good.some(({ grade }) => grade === "1") || hasTwoOrigins(origins, good);
    const byClaims = isConfirmed
      ? "confirmed"
      : good.length > 0
        ? "good"
        : fair.length > 0
          ? "fair"
          : found.length > 0
            ? "doubtful"
            : "none";
    const support: Support = {
      degree: better(degree, byClaims),
      claims: [...new Set([...good, ...fair, ...found])].map((claim) => claim.id),
      isDisputed: found.some((claim) => disputed.has(claim.id)),
    };
    known.set(id, support);
    return support;
  };
}

function better(one: SupportDegree, other: SupportDegree): SupportDegree {
  return supportDegrees.indexOf(one) >= supportDegrees.indexOf(other) ? one : other;
}
