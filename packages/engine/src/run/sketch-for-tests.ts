/** A short way to write graphs for the tests of the interpreter: dimensions of results follow from the arguments. */
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
} from "../graph.js";

/** A number stands for a constant node. */
export type Operand = NodeId | { readonly value: number };

type Input = { readonly over?: readonly string[]; readonly dimensions?: readonly string[] };

/** A constant where a node is expected. */
export function number(value: number): Operand {
  return { value };
}

/** Collects nodes and outputs into a graph. */
export class Sketch {
  readonly nodes: Node[] = [];
  readonly outputs: Output[] = [];
  readonly correlations: Correlation[] = [];
  readonly observations: Observation[] = [];
  readonly dimensions: Dimension[];

  constructor(
    sizes: Readonly<Record<string, number>> = {},
    readonly time: TimeGrid | undefined = undefined,
  ) {
    const named = Object.entries(sizes).map(([name, size]) => dimension(name, size));
    this.dimensions = time === undefined ? named : [...named, dimension("time", time.reportCount)];
  }

  push(node: Node): NodeId {
    this.nodes.push(node);
    return this.nodes.length - 1;
  }

  id(operand: Operand): NodeId {
    return typeof operand === "number" ? operand : this.constant([operand.value]);
  }

  constant(values: readonly number[], dimensions: readonly string[] = []): NodeId {
    return this.push({ kind: "constant", values, dimensions });
  }

  draw(distribution: string, stream: string, parameters: readonly Operand[], { over = [], dimensions }: Input = {}): NodeId {
    const ids = parameters.map((parameter) => this.id(parameter));
    const own = dimensions ?? [...new Set([...over, ...this.union(ids)])];
    return this.push({ kind: "draw", distribution, stream, parameters: ids, independentOver: over, dimensions: own });
  }

  apply(operation: OperationName, ...operands: readonly Operand[]): NodeId {
    const ids = operands.map((operand) => this.id(operand));
    return this.push({ kind: "apply", operation, arguments: ids, dimensions: this.union(ids) });
  }

  reduce(reduction: ReductionName, of: NodeId, over: string): NodeId {
    return this.push({ kind: "reduce", reduction, of, over, dimensions: this.union([of]).filter((name) => name !== over) });
  }

  pick(of: NodeId, dimension: string, member: number): NodeId {
    return this.push({ kind: "pick", of, dimension, member, dimensions: this.union([of]).filter((name) => name !== dimension) });
  }

  choose(of: NodeId, dimension: string, by: NodeId): NodeId {
    const rest = this.union([of]).filter((name) => name !== dimension);
    return this.push({ kind: "choose", of, dimension, by, dimensions: [...new Set([...rest, ...this.union([by])])] });
  }

  rename(of: NodeId, from: string, to: string): NodeId {
    return this.push({ kind: "rename", of, from, to, dimensions: this.union([of]).map((name) => (name === from ? to : name)) });
  }

  stack(along: string, ...operands: readonly Operand[]): NodeId {
    const parts = operands.map((operand) => this.id(operand));
    return this.push({ kind: "stack", along, parts, dimensions: [along, ...this.union(parts)] });
  }

  now(): NodeId {
    return this.push({ kind: "time", dimensions: ["time"] });
  }

  /** A stock whose rate is given afterwards with `flow`. */
  stock(start: Operand, minimum?: number, dimensions: readonly string[] = []): NodeId {
    const id = this.id(start);
    const own = [...new Set([...dimensions, ...this.union([id]), "time"])];
    return this.push({ kind: "stock", start: id, rate: -1, dimensions: own, ...(minimum === undefined ? {} : { minimum }) });
  }

  flow(stock: NodeId, rate: NodeId): void {
    const node = this.nodes[stock]!;
    if (node.kind === "stock") this.nodes[stock] = { ...node, rate };
  }

  lag(of: NodeId, years: number, initial: Operand): NodeId {
    const id = this.id(initial);
    return this.push({ kind: "lag", of, years, initial: id, dimensions: [...new Set([...this.union([of, id]), "time"])] });
  }

  statistic(of: NodeId, statistic: Statistic, given?: NodeId): NodeId {
    const dimensions = this.union(given === undefined ? [of] : [of, given]);
    return this.push({ kind: "statistic", of, statistic, dimensions, ...(given === undefined ? {} : { given }) });
  }

  /** Something measured with a normal error. */
  observe(name: string, of: NodeId, measured: number, sd: number): void {
    const distance = this.apply("divide", this.apply("subtract", of, number(measured)), number(sd));
    this.observations.push({ name, of, logLikelihood: this.apply("multiply", number(-0.5), this.apply("multiply", distance, distance)) });
  }

  /** A condition that has turned out to hold. */
  observeThat(name: string, condition: NodeId): void {
    this.observations.push({ name, logLikelihood: this.apply("ln", condition) });
  }

  output(name: string, node: NodeId, keep: Output["keep"] = "draws"): void {
    this.outputs.push({ name, node, keep });
  }

  graph(): Graph {
    const { dimensions, time, nodes, correlations, outputs, observations } = this;
    return { dimensions, time, nodes, correlations, outputs, ...(observations.length === 0 ? {} : { observations }) };
  }

  private union(ids: readonly NodeId[]): readonly string[] {
    return [...new Set(ids.flatMap((id) => this.nodes[id]!.dimensions))];
  }
}

function dimension(name: string, size: number): Dimension {
  const members = Array.from({ length: size }, (_, index) => ({ id: `${name}${index}`, label: `${name} ${index}` }));
  return { name, kind: name === "time" || name === "option" ? name : "named", members };
}
