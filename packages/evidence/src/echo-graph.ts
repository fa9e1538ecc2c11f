/** The graph of echoes as data for a picture: sources under what they derive from, echoes found between their texts, and the claims that rest on each origin. */
import type { Echo } from "./echoes.js";
import { type OriginClaim, type OriginSource, originGraph, type SharedOrigin } from "./origins.js";

/** A claim with those that it is cited in support of. */
export interface EchoGraphClaim extends OriginClaim {
  readonly corroborates: readonly string[];
}

/** See {@link echoGraph}. */
export interface EchoGraph {
  /** In the order of a tree: each source after what it derives from first, one deeper. */
  readonly sources: readonly {
    readonly id: string;
    readonly depth: number;
    /** What it stands under: the first that it derives from. */
    readonly under: string | undefined;
    readonly origins: readonly string[];
  }[];
  /** Derivations that are declared, and echoes that were found; `from` is the later one, or the first in the list where nothing tells. */
  readonly links: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: "declared" | "found";
    readonly isDirected: boolean;
  }[];
  /** The claims of these sources that are cited with others or rest on a derived source, in the order given. */
  readonly claims: readonly { readonly id: string; readonly source: string; readonly origins: readonly string[] }[];
  /** Claims of which one is cited in support of the other, each pair once, and what makes them one piece of evidence, if anything does. */
  readonly supports: readonly { readonly first: string; readonly second: string; readonly shared: SharedOrigin | undefined }[];
}

/**
 * Builds the graph of the sources that take part: those that derive from others, those they derive from (known or not), those with echoes, and those of
 * claims cited in support of each other. Of a closed circle the first source is taken as its origin. Empty when there is nothing to show.
 */
export function echoGraph(sources: readonly OriginSource[], claims: readonly EchoGraphClaim[], echoes: readonly Echo[] = []): EchoGraph {
  const graph = originGraph(sources);
  const claimOf = new Map(claims.map((claim) => [claim.id, claim]));
  const parents = new Map(sources.map(({ id, derivedFrom }) => [id, [...new Set(derivedFrom)].filter((parent) => parent !== id)]));
  const supports = supportsOf(claims, claimOf).map(([first, second]) => ({
    first: first.id,
    second: second.id,
    shared: graph.shared(first, second),
  }));
  const cited = new Set(supports.flatMap(({ first, second }) => [first, second]));
  const derivation = new Set([...parents].flatMap(([id, of]) => (of.length > 0 ? [id, ...of] : [])));
  const echoing = new Set(echoes.flatMap(({ first, second }) => [first, second]));
  const ofCited = new Set(claims.filter(({ id }) => cited.has(id)).map(({ source }) => source));
  const named = new Set([...sources.map(({ id }) => id), ...derivation, ...ofCited]);
  const taking = [...named].filter((id) => derivation.has(id) || echoing.has(id) || ofCited.has(id));
  const origins = new Map(taking.map((id) => [id, [...graph.origins(id)]]));
  const declared = taking.flatMap((from) =>
    (parents.get(from) ?? []).map((to) => ({ from, to, kind: "declared" as const, isDirected: true })),
  );
  const isDeclared = new Set(declared.flatMap(({ from, to }) => [`${from}\n${to}`, `${to}\n${from}`]));
  const found = echoes
    .filter(({ first, second }) => !isDeclared.has(`${first}\n${second}`) && named.has(first) && named.has(second))
    .map(({ first, second, origin }) => ({
      from: origin === first ? second : first,
      to: origin === first ? first : second,
      kind: "found" as const,
      isDirected: origin !== undefined,
    }));
  return {
    sources: treeOf(taking, parents).map((node) => ({ ...node, origins: origins.get(node.id)! })),
    links: [...declared, ...found],
    claims: claims
      .filter(({ id, source }) => cited.has(id) || derivation.has(source) || echoing.has(source))
      .map(({ id, source }) => ({ id, source, origins: origins.get(source) ?? [source] })),
    supports,
  };
}

function supportsOf(
  claims: readonly EchoGraphClaim[],
  claimOf: ReadonlyMap<string, EchoGraphClaim>,
): readonly (readonly [EchoGraphClaim, EchoGraphClaim])[] {
  const seen = new Set<string>();
  return claims.flatMap((claim) =>
    claim.corroborates.flatMap((name) => {
      const other = claimOf.get(name);
      if (other === undefined || other === claim || seen.has(`${name}\n${claim.id}`) || seen.has(`${claim.id}\n${name}`)) return [];
      seen.add(`${claim.id}\n${name}`);
      return [[claim, other] as const];
    }),
  );
}

/** The sources as a forest, roots first in the order given; what only a circle leads to follows as roots of their own. */
function treeOf(ids: readonly string[], parents: ReadonlyMap<string, readonly string[]>) {
  const children = new Map<string, string[]>();
  for (const id of ids) {
    const parent = parents.get(id)?.[0];
    if (parent === undefined) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(id);
    else children.set(parent, [id]);
  }
  const nodes: { readonly id: string; readonly depth: number; readonly under: string | undefined }[] = [];
  const placed = new Set<string>();
  const grow = (root: string) => {
    const waiting = [{ id: root, depth: 0, under: undefined as string | undefined }];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (placed.has(node.id)) continue;
      placed.add(node.id);
      nodes.push(node);
      const { id, depth } = node;
      waiting.push(...(children.get(id) ?? []).map((child) => ({ id: child, depth: depth + 1, under: id })).toReversed());
    }
  };
  for (const id of ids) if ((parents.get(id) ?? []).length === 0) grow(id);
  for (const id of ids) if (!placed.has(id)) grow(id);
  return nodes;
}
