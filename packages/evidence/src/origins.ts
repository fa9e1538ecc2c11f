/** Where evidence comes from in the end: the graph of `derived from`, and claims that share an origin and so confirm each other only in appearance. */

/** What the graph needs of a source. */
export interface OriginSource {
  readonly id: string;
  readonly derivedFrom: readonly string[];
}

/** What the graph needs of a claim. */
export interface OriginClaim {
  readonly id: string;
  readonly source: string;
  /** Who said it, where the source only reports it. */
  readonly saidBy?: string | undefined;
}

/** Why two claims are one piece of evidence. */
export interface SharedOrigin {
  readonly kind: "same-source" | "common-origin" | "same-speaker";
  /** The source both go back to, or the speaker. */
  readonly name: string;
}

/** The graph of sources; built once, asked often. */
export interface OriginGraph {
  /** A source and everything it derives from. Cycles are followed once. */
  ancestry(source: string): ReadonlySet<string>;
  /** The sources that a source goes back to and that derive from nothing themselves; a closed circle counts as one, by its first name. */
  origins(source: string): ReadonlySet<string>;
  /** What two claims share, or undefined when they are independent as far as the text says. */
  shared(first: OriginClaim, second: OriginClaim): SharedOrigin | undefined;
}

const mostAncestors = 1000;

/** Builds the graph of `derived from`. Names that are no sources are taken as origins; beyond a thousand ancestors it looks no further. */
export function originGraph(sources: readonly OriginSource[]): OriginGraph {
  const parents = new Map(sources.map((source) => [source.id, source.derivedFrom]));
  const known = new Map<string, ReadonlySet<string>>();
  const ancestry = (source: string): ReadonlySet<string> => {
    const before = known.get(source);
    if (before) return before;
    const reached = new Set([source]);
    for (const one of reached) {
      if (reached.size > mostAncestors) break;
      for (const parent of parents.get(one) ?? []) reached.add(parent);
    }
    known.set(source, reached);
    return reached;
  };
  const origins = (source: string): ReadonlySet<string> => {
    const all = [...ancestry(source)];
    const found = all.filter((one) => (parents.get(one) ?? []).every((parent) => parent === one));
    const covered = new Set(found);
    for (const one of all) {
      const reach = ancestry(one);
      if ([...reach].some((other) => covered.has(other))) continue;
      const circle = [...reach].filter((other) => ancestry(other).has(one)).toSorted();
      covered.add(circle[0]!);
    }
    return covered;
  };
  const shared = (first: OriginClaim, second: OriginClaim): SharedOrigin | undefined => {
    if (first.source === second.source) return { kind: "same-source", name: first.source };
    const theirs = ancestry(second.source);
    const common = [...ancestry(first.source)].find((one) => theirs.has(one));
    if (common !== undefined) return { kind: "common-origin", name: common };
    const speaker = speakerKey(first);
    if (speaker !== undefined && speaker === speakerKey(second)) return { kind: "same-speaker", name: first.saidBy! };
    return undefined;
  };
  return { ancestry, origins, shared };
}

/** Whether any two of the claims are independent of each other: what a grade of 1 asks for. */
export function hasTwoOrigins(graph: OriginGraph, claims: readonly OriginClaim[]): boolean {
  return claims.some((first, index) => claims.slice(index + 1).some((second) => graph.shared(first, second) === undefined));
}

function speakerKey(claim: OriginClaim): string | undefined {
  const key = claim.saidBy?.toLowerCase().replace(/\s+/g, " ").trim();
  return key === "" ? undefined : key;
}
