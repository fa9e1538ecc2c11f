/** Claims that contradict each other, as the analyst has marked them, to be shown side by side. */

/** What the listing needs of a claim. */
export interface ConflictClaim {
  readonly id: string;
  readonly conflictsWith: readonly string[];
}

/** The pairs of claims in conflict, each once, in the order of the text; names of claims that do not exist are left out. */
export function listConflicts(claims: readonly ConflictClaim[]): readonly (readonly [string, string])[] {
  const order = new Map(claims.map((claim, index) => [claim.id, index]));
  const pairs = new Map<string, readonly [string, string]>();
  for (const claim of claims) {
    for (const other of claim.conflictsWith) {
      if (other === claim.id || !order.has(other)) continue;
      const pair = order.get(claim.id)! < order.get(other)! ? ([claim.id, other] as const) : ([other, claim.id] as const);
      pairs.set(pair.join("\n"), pair);
    }
  }
  return [...pairs.values()].toSorted(
    (left, right) => order.get(left[0])! - order.get(right[0])! || order.get(left[1])! - order.get(right[1])!,
  );
}

/** The claims in conflict gathered in groups: claims that are linked by conflicts, directly or through others, stand together. */
export function groupConflicts(claims: readonly ConflictClaim[]): readonly (readonly string[])[] {
  const groupOf = new Map<string, Set<string>>();
  for (const [first, second] of listConflicts(claims)) {
    const merged = new Set([...(groupOf.get(first) ?? [first]), ...(groupOf.get(second) ?? [second])]);
    for (const member of merged) groupOf.set(member, merged);
  }
  const ids = claims.map((claim) => claim.id);
  return [...new Set(groupOf.values())].map((group) => ids.filter((id) => group.has(id)));
}
