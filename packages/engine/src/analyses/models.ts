/**
 * Models that can be asked what they give at prescribed inputs: a graph, or any function of columns. Analyses by prescribed inputs are written
 * once, for both.
 */
import { distributions } from "../distributions/index.js";
import type { Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import { drawsOf } from "../run/design-draws.js";
import type { ListedCell } from "../run/designs.js";
import { scoreLoadings } from "../run/streams.js";
import type { Matrix } from "../sampling/nearest-correlation.js";
import { openStream, type SamplingMethod } from "../sampling/sampler.js";
import type { Unsuitable } from "./draws.js";
import { inputsOf, type UncertainInput } from "./graph-inputs.js";
import { type OutputCell, outputCells, unsuitableGraph } from "./graph-outputs.js";

/** An input of a function. */
export interface ModelInput {
  readonly name: string;
  /** The value at a probability strictly between 0 and 1; that probability itself unless said. */
  readonly quantile?: (u: number) => number;
  /** Whether it jumps from value to value, so that nothing can be differentiated by it. */
  readonly discrete?: boolean;
  /** The chances of its states, where it has few of them, in the order in which the probability passes them. */
  readonly states?: readonly number[];
}

/** What a model gives at prescribed inputs: columns of one length. */
export interface Evaluated {
  readonly outputs: readonly Float64Array[];
  /** The value of each input; of one with several cells that of its first cell. */
  readonly values: readonly Float64Array[];
}

/** A model as analyses see it. */
export interface Model {
  readonly inputs: readonly (ModelInput & { readonly cells: number })[];
  /** What is looked at; functions have one output, without a node. */
  readonly outputs: readonly Partial<OutputCell>[];
  /** The correlations of the normal scores of all cells of all inputs, in their order; independent where absent. */
  readonly correlations?: Matrix;
  /** Evaluates the model. For each input there is a column of uniforms for each of its cells, or a single one for all. */
  readonly evaluate: (uniforms: readonly (readonly Float64Array[])[], draws: number) => Evaluated;
}

/** A function of columns as a model; its inputs are independent unless correlations of their normal scores are given. */
export function modelOfFunction(
  f: (columns: readonly Float64Array[]) => Float64Array,
  inputs: readonly ModelInput[],
  correlations?: Matrix,
): Model {
  return {
    inputs: inputs.map((input) => ({ ...input, cells: 1 })),
    outputs: [{}],
    ...(correlations === undefined ? {} : { correlations }),
    evaluate: (uniforms) => {
      const values = valuesOf(
        inputs,
        uniforms.map(([column]) => column!),
      );
      return { outputs: [f(values)], values };
    },
  };
}

/** How a graph is asked. */
export interface GraphModelSettings {
  readonly tier?: "compiled" | "reference";
  /** The streams to look at; all that reach the outputs unless said. */
  readonly inputs?: readonly string[];
}

/** Nodes of a graph as a model of their inputs. Streams that are not looked at stay at their medians. */
export function modelOfGraph(graph: Graph, outputs: readonly NodeId[], { tier, inputs }: GraphModelSettings = {}): Model | Unsuitable {
  const unsuitable = unsuitableGraph(graph, outputs);
  if (unsuitable !== undefined) return unsuitable;
  const all = inputsOf(graph, outputs).inputs;
  const own = inputs === undefined ? all : all.filter(({ stream }) => inputs.includes(stream));
  if (own.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const shown = own.map(({ nodes }) => nodes[0]!);
  const places = own.flatMap(({ stream, cells, independentOver }) =>
    cells.map((members) => ({ stream, place: new Map(independentOver.map((name, index) => [name, members[index]!])) })),
  );
  const loadings = graph.correlations.length === 0 ? undefined : scoreLoadings(graph, places);
  const evaluate = (uniforms: readonly (readonly Float64Array[])[], draws: number): Evaluated => {
    const cells = own.flatMap(({ stream, cells: places }, index): ListedCell[] => {
      const columns = uniforms[index]!;
      return columns.length === 1
        ? [{ stream, uniforms: columns[0]! }]
        : columns.map((column, cell) => ({ stream, members: places[cell]!, uniforms: column }));
    });
    const found = drawsOf(graph, [...outputs, ...shown], {
      seed: 0,
      draws,
      design: { kind: "listed", cells, others: "median" },
      ...(tier && { tier }),
    });
    const whole = (column: Float64Array) => (column.length === draws ? column : new Float64Array(draws).fill(column[0]!));
    return {
      outputs: found.slice(0, outputs.length).flat().map(whole),
      values: found.slice(outputs.length).map((columns) => whole(columns[0]!)),
    };
  };
  return {
    inputs: own.map((input) => ({ name: input.stream, cells: input.cells.length, ...natureOf(graph, input) })),
    outputs: outputCells(graph, outputs),
    ...(loadings === undefined ? {} : { correlations: productsOf(loadings) }),
    evaluate,
  };
}

/** Whether an input is discrete, and the chances of its states where they are few and known. */
function natureOf(graph: Graph, { nodes }: UncertainInput): Pick<ModelInput, "discrete" | "states"> {
  const node = graph.nodes[nodes[0]!]!;
  const fixed = (id: NodeId) => {
    const of = graph.nodes[id]!;
    return of.kind === "constant" ? of.values : undefined;
  };
  if (node.kind === "categorical") {
    const { dimensions } = graph.nodes[node.probabilities]!;
    const states = dimensions.length === 1 ? fixed(node.probabilities) : undefined;
    return { discrete: true, ...(states === undefined ? {} : { states }) };
  }
  if (node.kind !== "draw") return { discrete: true };
  const chance = node.distribution === "bernoulli" ? fixed(node.parameters[0]!) : undefined;
  const states = chance?.length === 1 ? [1 - chance[0]!, chance[0]!] : undefined;
  const discrete = distributions.get(node.distribution)?.discrete === true;
  return { ...(discrete ? { discrete } : {}), ...(states === undefined ? {} : { states }) };
}

function productsOf(loadings: readonly (readonly number[])[]): Matrix {
  return loadings.map((left, i) =>
    loadings.map((right, j) => (i === j ? 1 : left.reduce((sum, weight, k) => sum + weight * right[k]!, 0))),
  );
}

/** The values of inputs at columns of uniforms. */
export function valuesOf(inputs: readonly ModelInput[], uniforms: readonly Float64Array[]): readonly Float64Array[] {
  return inputs.map(({ quantile }, index) => (quantile === undefined ? uniforms[index]! : uniforms[index]!.map((u) => quantile(u))));
}

/** A column of uniforms for each list of names, all from one randomised sequence whose dimensions begin at `dimension`. `rows` is a multiple of 512. */
export function uniformColumns(
  names: readonly (readonly string[])[],
  rows: number,
  { seed, sampling, dimension }: { readonly seed: number; readonly sampling: SamplingMethod; readonly dimension: number },
): readonly Float64Array[] {
  return names.map((each, index) => {
    const stream = openStream(sampling, seed, each, { draws: rows, dimension: dimension + index });
    const column = new Float64Array(rows);
    for (let block = 0; block < rows / blockSize; block++) stream.fill(column.subarray(block * blockSize, (block + 1) * blockSize), block);
    return column;
  });
}
