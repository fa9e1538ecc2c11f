/**
 * Where variants of a graph differ from it: at which nodes other values have to be put in, so that the graph as it stands gives what each
 * variant would. Graph and variant are gone through side by side, from what is asked for down to where they part.
 */
import type { Dimension, Graph, Node, NodeId } from "../graph.js";
import { nodeKey } from "../graph-builder.js";
import { mapReferences, reachOf, referencesOf } from "../graph-references.js";

/** A variant of a graph, and its nodes that are asked for: one for each of those of the graph. */
export interface GraphVariant {
  readonly graph: Graph;
  readonly nodes: readonly NodeId[];
}

/** A graph together with the nodes of its variants that put other values into it. */
export interface JoinedVariants {
  /** The nodes of the graph, with the same numbers, and after them those that variants need. */
  readonly graph: Graph;
  /** Streams from which only variants draw. */
  readonly added: ReadonlySet<string>;
  /** The nodes of the graph that are others in some variant. Neither they nor what they rest on change in time. */
  readonly replaced: readonly NodeId[];
  /** Per variant what stands in for each of these, a node of the joined graph; undefined for variants that are too different. */
  readonly standIns: readonly (readonly NodeId[] | undefined)[];
}

/** Joins variants to a graph of which `nodes` are asked for. */
export function joinVariants(graph: Graph, nodes: readonly NodeId[], variants: readonly GraphVariant[]): JoinedVariants {
  const joined = new Joined(graph);
  const found = variants.map((variant) => {
    const placed = joined.place(variant.graph);
    return placed && matchOf(joined, { graph, nodes }, variant, placed);
  });
  // What one variant replaces is put in for all of them.
  const cuts = new Set(found.flatMap((match) => [...(match?.cuts ?? [])]));
  const fits = ({ images }: Match) => [...cuts].every((node) => joined.isTimeless(images.get(node) ?? node));
  const matches = found.map((match) => (match !== undefined && fits(match) ? match : undefined));
  const replaced = [...new Set(matches.flatMap((match) => [...(match?.cuts ?? [])]))];
  return joined.with(
    replaced,
    matches.map((match) => match && replaced.map((node) => match.images.get(node) ?? node)),
  );
}

/** A graph and nodes added to it, of which none is there twice. */
class Joined {
  readonly nodes: Node[];
  readonly #graph: Graph;
  readonly #places = new Map<string, NodeId>();
  readonly #first: NodeId[] = [];
  readonly #timeless: boolean[] = [];
  readonly #dimensions: Map<string, Dimension>;
  readonly #streams = new Map<string, string>();
  readonly #added = new Set<string>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#dimensions = new Map(graph.dimensions.map((dimension) => [dimension.name, dimension]));
    this.nodes = [];
    for (const [id, node] of graph.nodes.entries()) {
      const isPast = node.kind === "stock" || node.kind === "lag";
      const key = isPast ? `past ${id}` : nodeKey(mapReferences(node, (reference) => this.#first[reference]!));
      this.#first.push(this.#places.get(key) ?? id);
      this.#append(node, key);
    }
    for (const [stream, over] of streamsOf(graph)) this.#streams.set(stream, over);
  }

  /** The first of the nodes of the graph that are the same as one of them. */
  firstOf(node: NodeId): NodeId {
    return this.#first[node]!;
  }

  /** Whether neither a node nor what it rests on changes in time. */
  isTimeless(node: NodeId): boolean {
    return this.#timeless[node]!;
  }

  /**
   * Where each node of a variant is, now that it has been added. Stocks and lags are taken for those of the graph, which `matchOf` looks into.
   * Undefined where the variant differs in more than nodes.
   */
  place(variant: Graph): readonly NodeId[] | undefined {
    const streams = streamsOf(variant);
    if (!this.#isAlike(variant, streams)) return undefined;
    const own = pastOf(this.#graph);
    const others = pastOf(variant);
    if (own.length !== others.length) return undefined;
    const pairs = new Map(others.map((node, index) => [node, own[index]!]));
    for (const [node, pair] of pairs) if (!isSameWork(variant.nodes[node]!, this.nodes[pair]!)) return undefined;
    for (const { name } of variant.dimensions)
      this.#dimensions.set(name, this.#dimensions.get(name) ?? variant.dimensions.find((each) => each.name === name)!);
    for (const [stream, over] of streams) {
      if (!this.#streams.has(stream)) this.#added.add(stream);
      this.#streams.set(stream, over);
    }
    const placed: NodeId[] = [];
    for (const [id, node] of variant.nodes.entries())
      placed.push(pairs.get(id) ?? this.#add(mapReferences(node, (reference) => placed[reference]!)));
    return placed;
  }

  /** The graph with what stands in for nodes, and without what else was added. */
  with(replaced: readonly NodeId[], standIns: readonly (readonly NodeId[] | undefined)[]): JoinedVariants {
    const own = this.#graph.nodes.length;
    const needed = reachOf(
      { ...this.#graph, nodes: this.nodes },
      standIns.flatMap((list) => list ?? []),
    );
    const renumbered = new Map<NodeId, NodeId>();
    const nodes: Node[] = [];
    this.nodes.forEach((node, id) => {
      if (id >= own && !needed.has(id)) return;
      renumbered.set(id, nodes.length);
      nodes.push(id < own ? node : mapReferences(node, (reference) => renumbered.get(reference)!));
    });
    return {
      graph: { ...this.#graph, dimensions: [...this.#dimensions.values()], nodes },
      added: this.#added,
      replaced,
      standIns: standIns.map((list) => list?.map((node) => renumbered.get(node)!)),
    };
  }

  #add(node: Node): NodeId {
    const key = nodeKey(node);
    return this.#places.get(key) ?? this.#append(node, key);
  }

  #append(node: Node, key: string): NodeId {
    const time = this.#graph.dimensions.find(({ kind }) => kind === "time")?.name;
    const isStatic = time === undefined || !node.dimensions.includes(time);
    this.#timeless.push(isStatic && referencesOf(node).every((reference) => this.#timeless[reference]));
    if (!this.#places.has(key)) this.#places.set(key, this.nodes.length);
    return this.nodes.push(node) - 1;
  }

  /** Whether a variant agrees in time, in the members of dimensions, and in how its streams lie and are correlated, and nothing is observed. */
  #isAlike(variant: Graph, streams: ReadonlyMap<string, string>): boolean {
    const { time, correlations, observations = [] } = this.#graph;
    if (observations.length > 0 || (variant.observations ?? []).length > 0) return false;
    const within = correlations.filter(({ left, right }) => streams.has(left) && streams.has(right));
    return (
      JSON.stringify([time, within]) === JSON.stringify([variant.time, variant.correlations]) &&
      variant.dimensions.every((dimension) => membersOf(this.#dimensions.get(dimension.name) ?? dimension) === membersOf(dimension)) &&
      [...streams].every(([stream, over]) => (this.#streams.get(stream) ?? over) === over)
    );
  }
}

function membersOf({ members }: Dimension): string {
  return JSON.stringify(members.map(({ id }) => id));
}

/** Each stream with the dimensions over which it is independent. */
function streamsOf({ nodes }: Graph): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap((node) => ("stream" in node ? [[node.stream, [...node.independentOver].sort().join(" ")]] : [])));
}

/** The stocks and lags of a graph. */
function pastOf({ nodes }: Graph): readonly NodeId[] {
  return nodes.flatMap(({ kind }, id) => (kind === "stock" || kind === "lag" ? [id] : []));
}

/** Whether two nodes do the same, each to what it refers to. */
function isSameWork(one: Node, other: Node): boolean {
  return one.kind === other.kind && nodeKey(mapReferences(one, () => 0)) === nodeKey(mapReferences(other, () => 0));
}

/** Where a variant parts from the graph, and what each node of the graph that was come by is in the variant, where that is another one. */
interface Match {
  readonly cuts: ReadonlySet<NodeId>;
  readonly images: ReadonlyMap<NodeId, NodeId>;
}

/** Goes through both side by side; again, and parting earlier, as long as a node would have to be two things at once. */
function matchOf(joined: Joined, graph: GraphVariant, variant: GraphVariant, placed: readonly NodeId[]): Match | undefined {
  if (graph.nodes.length !== variant.nodes.length) return undefined;
  const blocked = new Set<NodeId>();
  for (;;) {
    const walked = walk(joined, graph, variant, placed, blocked);
    if (walked === undefined) return undefined;
    const { torn, ...match } = walked;
    if (torn.size === 0) return match;
    if ([...torn].every((node) => blocked.has(node))) return undefined;
    for (const node of torn) blocked.add(node);
  }
}

/** One walk. `torn` are nodes that differ from one place to another, or that nothing of their shape stands in for: a `blocked` one is not put in. */
function walk(
  joined: Joined,
  graph: GraphVariant,
  variant: GraphVariant,
  placed: readonly NodeId[],
  blocked: ReadonlySet<NodeId>,
): (Match & { readonly torn: ReadonlySet<NodeId> }) | undefined {
  const images = new Map<NodeId, NodeId>();
  const cuts = new Set<NodeId>();
  const torn = new Set<NodeId>();
  const same = new Set<NodeId>();
  const waiting: (readonly [NodeId, NodeId])[] = graph.nodes.map((node, index) => [node, variant.nodes[index]!]);
  const isTorn = ([node, other]: readonly [NodeId, NodeId]) => blocked.has(node) && placed[other] !== joined.firstOf(node);
  const pairsBelow = (node: NodeId, other: NodeId) => {
    const others = referencesOf(variant.graph.nodes[other]!);
    return referencesOf(graph.graph.nodes[node]!).map((reference, index) => [reference, others[index]!] as const);
  };
  const past = pastOf(variant.graph);
  for (const [index, node] of pastOf(graph.graph).entries()) waiting.push(...pairsBelow(node, past[index]!));
  if (waiting.some(isTorn)) return undefined;
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [node, other] = pair;
    const image = placed[other]!;
    if (image === joined.firstOf(node)) {
      same.add(node);
      continue;
    }
    const known = images.get(node);
    if (known !== undefined) {
      if (known !== image) torn.add(node);
      continue;
    }
    images.set(node, image);
    const own = graph.graph.nodes[node]!;
    const its = variant.graph.nodes[other]!;
    const isDrawn = "stream" in own || "stream" in its;
    const isSame = !isDrawn && isSameWork(own, its);
    const below = isSame ? pairsBelow(node, other) : [];
    if (isSame && !below.some(isTorn)) waiting.push(...below);
    else if (!joined.isTimeless(node) || !joined.isTimeless(image)) return undefined;
    else if (own.dimensions.join() !== its.dimensions.join()) torn.add(node);
    else cuts.add(node);
  }
  for (const node of unchangedBelow(graph.graph, same)) if (images.has(node)) torn.add(node);
  return { images, cuts, torn };
}

/** Nodes that are the same, and those below them up to stocks and lags, which are looked into by themselves. */
function unchangedBelow({ nodes }: Graph, same: Iterable<NodeId>): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  const waiting = [...same];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const node = nodes[id]!;
    if (found.has(id) || node.kind === "stock" || node.kind === "lag") continue;
    found.add(id);
    waiting.push(...referencesOf(node));
  }
  return found;
}
