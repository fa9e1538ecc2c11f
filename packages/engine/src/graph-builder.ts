/**
 * Builds a graph node by node: dimensions are broadcast by name, equal nodes are shared, what is fixed is computed at once, and nodes that
 * no output needs are left out at the end. A reference to a node that does not exist is a bug and throws.
 */
import { foldApply, foldPick, foldReduce, foldRename, foldStack } from "./constant-folding.js";
import type {
  Correlation,
  Dimension,
  Graph,
  Node,
  NodeId,
  Observation,
  OperationName,
  Output,
  ReductionName,
  Statistic,
  TimeGrid,
} from "./graph.js";
import { mapReferences } from "./graph-references.js";

/** Whether a node differs from draw to draw, is a statistic over the draws, or is neither. */
export type Randomness = "fixed" | "draws" | "statistic";

type Fixed = Node & { readonly kind: "constant" };
type NodeOf<K extends Node["kind"]> = Extract<Node, { readonly kind: K }>;
type Given<K extends Node["kind"]> = Omit<NodeOf<K>, "kind" | "dimensions">;

const kindOrder: Readonly<Record<Dimension["kind"], number>> = { option: 0, named: 1, rows: 2, states: 3, time: 4 };
/** Fixed arrays larger than this are left to the run. */
const foldLimit = 20_000;

/** Collects the nodes of one graph. */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #randomness: Randomness[] = [];
  readonly #shared = new Map<string, NodeId>();
  readonly #dimensions = new Map<string, Dimension>();
  readonly #ranks = new Map<string, number>();

  /** Makes a dimension known; the same name twice keeps the first. */
  addDimension(dimension: Dimension): void {
    if (this.#dimensions.has(dimension.name)) return;
    this.#dimensions.set(dimension.name, dimension);
    this.#ranks.set(dimension.name, kindOrder[dimension.kind] * 1e6 + this.#ranks.size);
  }

  dimension(name: string): Dimension {
    const dimension = this.#dimensions.get(name);
    if (!dimension) throw new Error(`no dimension ${name}`);
    return dimension;
  }

  node(id: NodeId): Node {
    const node = this.#nodes[id];
    if (!node) throw new Error(`no node ${id}`);
    return node;
  }

  dimensionsOf(id: NodeId): readonly string[] {
    return this.node(id).dimensions;
  }

  randomnessOf(id: NodeId): Randomness {
    return this.#randomness[id] ?? "fixed";
  }

  /** The number of cells of an array over these dimensions. */
  cells(dimensions: readonly string[]): number {
    return dimensions.reduce((product, name) => product * this.dimension(name).members.length, 1);
  }

  /** The values of a node that is fixed, or undefined. */
  fixedValues(id: NodeId): readonly number[] | undefined {
    const node = this.node(id);
    return node.kind === "constant" ? node.values : undefined;
  }

  /** The one value of a fixed node without dimensions. */
  fixedNumber(id: NodeId): number | undefined {
    const node = this.node(id);
    return node.kind === "constant" && node.dimensions.length === 0 ? node.values[0] : undefined;
  }

  number(value: number): NodeId {
    return this.constant([], [value]);
  }

  /** Fixed numbers over dimensions in the order given. */
  constant(dimensions: readonly string[], values: readonly number[]): NodeId {
    if (values.length !== this.cells(dimensions)) throw new Error(`${values.length} values for ${dimensions.join(", ")}`);
    return this.#add({ kind: "constant", dimensions, values }, "fixed");
  }

  apply(operation: OperationName, ...inputs: readonly NodeId[]): NodeId {
    const dimensions = this.union(...inputs);
    const fixed = this.#fixed(inputs, dimensions);
    if (fixed)
      return this.constant(
        dimensions,
        foldApply(operation, fixed, dimensions, (name) => this.dimension(name).members.length),
      );
    const simpler = this.#simplify(operation, inputs, dimensions);
    return simpler ?? this.#add({ kind: "apply", dimensions, operation, arguments: inputs }, this.#randomnessOfAll(inputs));
  }

  reduce(reduction: ReductionName, over: string, of: NodeId): NodeId {
    const dimensions = this.dimensionsOf(of).filter((name) => name !== over);
    const node = this.node(of);
    if (node.kind === "constant" && reduction !== "integral") {
      return this.constant(
        dimensions,
        foldReduce(reduction, node, over, (name) => this.dimension(name).members.length),
      );
    }
    return this.#add({ kind: "reduce", dimensions, reduction, over, of }, this.randomnessOf(of));
  }

  /** One member of a dimension; a node that does not vary over it stays as it is. */
  pick(of: NodeId, dimension: string, member: number): NodeId {
    const node = this.node(of);
    if (!node.dimensions.includes(dimension)) return of;
    const dimensions = node.dimensions.filter((name) => name !== dimension);
    if (node.kind === "constant") {
      return this.constant(
        dimensions,
        foldPick(node, dimension, member, (name) => this.dimension(name).members.length),
      );
    }
    if (node.kind === "stack" && node.along === dimension) {
      const part = node.parts[member];
      if (part !== undefined && this.dimensionsOf(part).length === dimensions.length) return part;
    }
    return this.#add({ kind: "pick", dimensions, of, dimension, member }, this.randomnessOf(of));
  }

  choose(of: NodeId, dimension: string, by: NodeId): NodeId {
    const dimensions = this.order([...this.dimensionsOf(of).filter((name) => name !== dimension), ...this.dimensionsOf(by)]);
    return this.#add({ kind: "choose", dimensions, of, dimension, by }, this.#randomnessOfAll([of, by]));
  }

  rename(of: NodeId, from: string, to: string): NodeId {
    const node = this.node(of);
    const dimensions = this.order(node.dimensions.map((name) => (name === from ? to : name)));
    if (node.kind === "constant") {
      return this.constant(
        dimensions,
        foldRename(node, from, to, dimensions, (name) => this.dimension(name).members.length),
      );
    }
    return this.#add({ kind: "rename", dimensions, of, from, to }, this.randomnessOf(of));
  }

  stack(along: string, parts: readonly NodeId[]): NodeId {
    if (parts.length !== this.dimension(along).members.length) throw new Error(`${parts.length} parts along ${along}`);
    const inner = this.union(...parts);
    if (inner.includes(along)) throw new Error(`parts already vary over ${along}`);
    const dimensions = this.order([...inner, along]);
    const fixed = this.#fixed(parts, dimensions);
    if (fixed)
      return this.constant(
        dimensions,
        foldStack(fixed, along, dimensions, (name) => this.dimension(name).members.length),
      );
    return this.#add({ kind: "stack", dimensions, along, parts }, this.#randomnessOfAll(parts));
  }

  /** The same value for every member of dimensions that the node has not. */
  broadcast(of: NodeId, dimensions: readonly string[]): NodeId {
    let node = of;
    for (const name of dimensions) {
      if (this.dimensionsOf(node).includes(name)) continue;
      node = this.stack(name, new Array<NodeId>(this.dimension(name).members.length).fill(node));
    }
    return node;
  }

  draw(draw: Given<"draw">): NodeId {
    const dimensions = this.order([
      ...draw.independentOver,
      ...this.union(...draw.parameters, ...optional(draw.lower), ...optional(draw.upper)),
    ]);
    return this.#add({ kind: "draw", dimensions, ...draw }, "draws");
  }

  categorical(draw: Given<"categorical">): NodeId {
    const dimensions = this.order([
      ...draw.independentOver,
      ...this.dimensionsOf(draw.probabilities).filter((name) => name !== draw.states),
    ]);
    return this.#add({ kind: "categorical", dimensions, ...draw }, "draws");
  }

  empirical(draw: Given<"empirical">): NodeId {
    return this.#add({ kind: "empirical", dimensions: this.order(draw.independentOver), ...draw }, "draws");
  }

  interpolate(x: NodeId, xs: readonly number[], ys: readonly number[]): NodeId {
    return this.#add({ kind: "interpolate", dimensions: this.dimensionsOf(x), x, xs, ys }, this.randomnessOf(x));
  }

  time(): NodeId {
    return this.#add({ kind: "time", dimensions: ["time"] }, "fixed");
  }

  /** A statistic over the draws, or over those in which `given` holds. */
  statistic(of: NodeId, statistic: Statistic, given?: NodeId): NodeId {
    const dimensions = this.union(of, ...optional(given));
    return this.#add({ kind: "statistic", dimensions, of, statistic, ...(given === undefined ? {} : { given }) }, "statistic");
  }

  /** A level over `dimensions`; its rate is set later, once everything that may depend on the level is there. */
  stock(start: NodeId, minimum: number | undefined, dimensions: readonly string[]): NodeId {
    const ordered = this.order([...dimensions, ...this.dimensionsOf(start), "time"]);
    return this.#append({ kind: "stock", dimensions: ordered, start, rate: -1, ...(minimum === undefined ? {} : { minimum }) }, "draws");
  }

  setRate(stock: NodeId, rate: NodeId): void {
    const node = this.node(stock);
    if (node.kind === "stock") this.#nodes[stock] = { ...node, rate };
  }

  /** A delayed value over `dimensions`; what is delayed is set later. */
  lag(years: number, initial: NodeId, dimensions: readonly string[]): NodeId {
    const ordered = this.order([...dimensions, ...this.dimensionsOf(initial), "time"]);
    return this.#append({ kind: "lag", dimensions: ordered, of: -1, years, initial }, "draws");
  }

  setLagged(lag: NodeId, of: NodeId): void {
    const node = this.node(lag);
    if (node.kind === "lag") this.#nodes[lag] = { ...node, of };
  }

  /** Dimension names without repetition, in the storage order of this graph. */
  order(names: readonly string[]): readonly string[] {
    return [...new Set(names)].sort((left, right) => this.#rank(left) - this.#rank(right));
  }

  union(...inputs: readonly NodeId[]): readonly string[] {
    const first = inputs[0] === undefined ? [] : this.dimensionsOf(inputs[0]);
    if (inputs.every((id) => this.dimensionsOf(id) === first)) return first;
    return this.order(inputs.flatMap((id) => this.dimensionsOf(id)));
  }

  /** The graph of these outputs, conditioned on these observations. `moved` is told where each node that they need has gone. */
  build(
    time: TimeGrid | undefined,
    correlations: readonly Correlation[],
    outputs: readonly Output[],
    observations: readonly Observation[] = [],
    moved: (from: NodeId, to: NodeId) => void = () => {},
  ): Graph {
    const observed = observations.flatMap(({ logLikelihood, of }) => [logLikelihood, ...optional(of)]);
    const needed = this.reach([...outputs.map(({ node }) => node), ...observed]);
    const renumbered = new Map<NodeId, NodeId>();
    this.#nodes.forEach((_, id) => {
      if (!needed.has(id)) return;
      moved(id, renumbered.size);
      renumbered.set(id, renumbered.size);
    });
    const move = (id: NodeId) => {
      const to = renumbered.get(id);
      if (to === undefined) throw new Error(`node ${id} is missing`);
      return to;
    };
    const nodes = this.#nodes.flatMap((node, id) => (needed.has(id) ? [mapReferences(node, move)] : []));
    const names = new Set(nodes.flatMap((node) => [...node.dimensions, ...(node.kind === "categorical" ? [node.states] : [])]));
    const streams = new Set(nodes.flatMap((node) => ("stream" in node ? [node.stream] : [])));
    return {
      dimensions: [...this.#dimensions.values()].filter(
        (dimension) => names.has(dimension.name) || dimension.kind === "option" || dimension.kind === "time",
      ),
      time,
      nodes,
      correlations: correlations.filter(({ left, right }) => streams.has(left) && streams.has(right)),
      outputs: outputs.map((output) => ({ ...output, node: move(output.node) })),
      ...(observations.length === 0 ? {} : { observations: observations.map((each) => moveObservation(each, move)) }),
    };
  }

  /** These nodes and all that they are computed from. */
  reach(nodes: readonly NodeId[]): ReadonlySet<NodeId> {
    const needed = new Set<NodeId>();
    const waiting = [...nodes];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (needed.has(id)) continue;
      needed.add(id);
      mapReferences(this.node(id), (reference) => {
        waiting.push(reference);
        return reference;
      });
    }
    return needed;
  }

  #rank(name: string): number {
    return this.#ranks.get(name) ?? kindOrder[this.dimension(name).kind];
  }

  #randomnessOfAll(inputs: readonly NodeId[]): Randomness {
    let found: Randomness = "fixed";
    for (const id of inputs) {
      const randomness = this.randomnessOf(id);
      if (randomness === "draws") return "draws";
      if (randomness === "statistic") found = "statistic";
    }
    return found;
  }

  #fixed(inputs: readonly NodeId[], dimensions: readonly string[]): readonly Fixed[] | undefined {
    const fixed: Fixed[] = [];
    for (const id of inputs) {
      const node = this.node(id);
      if (node.kind !== "constant") return undefined;
      fixed.push(node);
    }
    return this.cells(dimensions) <= foldLimit ? fixed : undefined;
  }

  #simplify(operation: OperationName, inputs: readonly NodeId[], dimensions: readonly string[]): NodeId | undefined {
    const [left, right] = inputs;
    if (left === undefined || right === undefined) return undefined;
    const isWhole = (id: NodeId) => this.dimensionsOf(id).length === dimensions.length;
    if (operation === "multiply" && this.fixedNumber(left) === 1 && isWhole(right)) return right;
    if ((operation === "multiply" || operation === "divide") && this.fixedNumber(right) === 1 && isWhole(left)) return left;
    return undefined;
  }

  #add(node: Node, randomness: Randomness): NodeId {
    const key = nodeKey(node);
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const id = this.#append(node, randomness);
    this.#shared.set(key, id);
    return id;
  }

  #append(node: Node, randomness: Randomness): NodeId {
    mapReferences(node, (id) => {
      if (id >= this.#nodes.length) throw new Error(`node ${id} does not exist yet`);
      return id;
    });
    this.#randomness.push(randomness);
    return this.#nodes.push(node) - 1;
  }
}

function moveObservation({ name, logLikelihood, of }: Observation, move: (id: NodeId) => NodeId): Observation {
  return { name, logLikelihood: move(logLikelihood), ...(of === undefined ? {} : { of: move(of) }) };
}

/** Equal for nodes that are equal, references included. */
export function nodeKey(node: Node): string {
  return node.kind === "constant" ? `${node.dimensions.join(" ")}=${node.values.map(exactly).join(" ")}` : JSON.stringify(node);
}

function exactly(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function optional(id: NodeId | undefined): readonly NodeId[] {
  return id === undefined ? [] : [id];
}
