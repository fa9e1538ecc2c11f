/**
 * The uniforms of every random input, block by block: one stream per name and cell, correlated where the graph says so. A stream's numbers
 * depend on the seed, its name, its cell and those it is correlated with; under `sobol` also on what other streams there are.
 */
import { canCorrelate, copulaRows, correlationGroups, pearsonOfRank } from "../correlation.js";
import type { Graph } from "../graph.js";
import { blockSize } from "../random.js";
import { replicateCount } from "../sampling/digital-sequence.js";
import { rearrange, toScores } from "../sampling/iman-conover.js";
import { sobolDimensions } from "../sampling/joe-kuo.js";
import { defaultSampling, hasReplicates, openStream, type SamplingMethod, type UniformStream } from "../sampling/sampler.js";
import { normalCdf, normalQuantile } from "../special.js";

/** Where a stream is asked for: the member of each dimension over which it is independent. */
export type Place = ReadonlyMap<string, number>;

/** How a run samples. */
export interface SamplingOptions {
  /** How uniforms are made; `digital` unless said. */
  readonly sampling?: SamplingMethod;
  /** How streams are correlated: mixed by a Gaussian copula unless said, or rearranged after Iman and Conover. */
  readonly correlating?: "copula" | "iman-conover";
  /** The draws of the run: needed by `latin`, and saves work elsewhere. */
  readonly draws?: number;
}

/** The uniforms of a run. */
export interface Streams {
  /** The column of a stream in a cell; `fill` refreshes it. */
  column(stream: string, place: Place): Float64Array;
  /** Puts the uniforms of this block into every column asked for. */
  fill(block: number): void;
}

interface Source {
  readonly column: Float64Array;
  readonly stream: UniformStream;
}

/** How a correlated stream is mixed: weights of the independent normals of streams, its own last. */
type Mixture = readonly { readonly stream: string; readonly weight: number }[];

/** The dimensions over which each stream of a graph is independent, in the order of their names, so that the order of declarations does not matter. */
function independence(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, readonly string[]>();
  for (const node of graph.nodes) {
    if (node.kind !== "draw" && node.kind !== "categorical" && node.kind !== "empirical") continue;
    const over = [...node.independentOver].sort();
    const known = result.get(node.stream) ?? over;
    if (known.join() !== over.join()) throw new Error(`The stream ${node.stream} is independent over two sets of dimensions.`);
    result.set(node.stream, over);
  }
  return result;
}

/** Streams with fewer dimensions come first, then those whose names come first, so that the order of declarations does not matter. */
function mixtures(graph: Graph, independent: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Mixture> {
  const result = new Map<string, Mixture>();
  for (const { names, matrix } of correlationGroups(graph.correlations)) {
    const over = (name: string) => {
      const dimensions = independent.get(name);
      if (dimensions === undefined) throw new Error(`No node draws from the correlated stream ${name}.`);
      return dimensions;
    };
    const order = names
      .map((_, index) => index)
      .sort((a, b) => over(names[a]!).length - over(names[b]!).length || (names[a]! < names[b]! ? -1 : 1));
    const isWithin = (inner: number, outer: number) => over(names[inner]!).every((name) => over(names[outer]!).includes(name));
    for (const { left, right } of graph.correlations) {
      if (names.includes(left) && !canCorrelate(over(left), over(right)))
        throw new Error(`The streams ${left} and ${right} are independent over different dimensions.`);
    }
    const isAllowed = (row: number, column: number) => isWithin(order[column]!, order[row]!);
    const pearson = order.map((i) => order.map((j) => pearsonOfRank(matrix[i]![j]!)));
    const rows = copulaRows(pearson, isAllowed);
    if (rows === undefined) throw new Error(`The correlations among ${names.join(", ")} cannot hold together.`);
    rows.forEach((row, index) => {
      const mixture = row.map((weight, source) => ({ stream: names[order[source]!]!, weight }));
      result.set(
        names[order[index]!]!,
        mixture.filter((_, source) => source <= index && isAllowed(index, source)),
      );
    });
  }
  return result;
}

/**
 * The dimension of Sobol's sequence that a cell of a stream gets: streams with fewer cells come first, then those whose names come first;
 * the cells of a stream follow each other in the order of their members' identifiers. Beyond the table there is none.
 */
function sobolDimensionOf(graph: Graph, independent: ReadonlyMap<string, readonly string[]>): (names: readonly string[]) => number {
  const members = new Map(graph.dimensions.map(({ name, members }) => [name, members.map(({ id }) => id).sort()]));
  const sizeOf = (dimension: string) => members.get(dimension)?.length ?? 1;
  const cells = new Map([...independent].map(([stream, over]) => [stream, over.reduce((count, name) => count * sizeOf(name), 1)]));
  const first = new Map<string, number>();
  let next = 0;
  for (const stream of [...cells.keys()].sort((a, b) => cells.get(a)! - cells.get(b)! || (a < b ? -1 : 1))) {
    first.set(stream, next);
    next = Math.min(sobolDimensions, next + cells.get(stream)!);
  }
  return ([stream = "", ...place]) => {
    const over = independent.get(stream) ?? [];
    const cell = place.reduce((sum, id, index) => sum * sizeOf(over[index]!) + members.get(over[index]!)!.indexOf(id), 0);
    return first.get(stream)! + cell;
  };
}

/** Opens the streams of a graph under a seed. */
export function createStreams(graph: Graph, seed: number, options: SamplingOptions = {}): Streams {
  const { sampling = defaultSampling, correlating = "copula", draws } = options;
  const groups = hasReplicates(sampling) ? replicateCount : 1;
  const independent = independence(graph);
  const mixed = mixtures(graph, independent);
  const sobolDimension = sampling === "sobol" ? sobolDimensionOf(graph, independent) : undefined;
  const dimensions = new Map(graph.dimensions.map((dimension) => [dimension.name, dimension]));
  const uniforms = new Map<string, Source>();
  const normals = new Map<string, Source>();
  const results = new Map<string, Float64Array>();
  const mixing: (() => void)[] = [];

  const namesOf = (stream: string, place: Place) => {
    const names = [stream];
    for (const dimension of independent.get(stream) ?? []) {
      const member = dimensions.get(dimension)?.members[place.get(dimension) ?? -1];
      if (member === undefined) throw new Error(`The stream ${stream} is asked for without a member of ${dimension}.`);
      names.push(member.id);
    }
    return names;
  };
  const open = (sources: Map<string, Source>, names: readonly string[]): Float64Array => {
    const label = JSON.stringify(names);
    const known = sources.get(label);
    if (known !== undefined) return known.column;
    const stream = openStream(sampling, seed, names, {
      ...(draws === undefined ? {} : { draws }),
      ...(sobolDimension === undefined ? {} : { dimension: sobolDimension(names) }),
    });
    const column = new Float64Array(blockSize);
    sources.set(label, { column, stream });
    return column;
  };
  const copula = (result: Float64Array, mixture: Mixture, place: Place) => {
    const parts = mixture.map(({ stream, weight }) => ({ weight, normal: open(normals, namesOf(stream, place)) }));
    return () => {
      result.fill(0);
      for (const { weight, normal } of parts) for (let i = 0; i < blockSize; i++) result[i]! += weight * normal[i]!;
      for (let i = 0; i < blockSize; i++) result[i] = Math.min(Math.max(normalCdf(result[i]!), smallest), largest);
    };
  };
  const rearrangement = (result: Float64Array, mixture: Mixture, place: Place, own: Float64Array) => {
    const parts = mixture.map(({ stream, weight }) => ({ weight, scores: open(normals, namesOf(stream, place)) }));
    return () => {
      result.set(own);
      rearrange(result, parts, groups);
    };
  };
  const column = (stream: string, place: Place): Float64Array => {
    const names = namesOf(stream, place);
    const mixture = mixed.get(stream);
    if (mixture === undefined) return open(uniforms, names);
    const weighted = mixture.filter(({ weight }) => weight !== 0);
    const only = weighted.length === 1 ? weighted[0] : undefined;
    if (only?.weight === 1) return open(uniforms, namesOf(only.stream, place));
    const label = JSON.stringify(names);
    const known = results.get(label);
    if (known !== undefined) return known;
    const result = new Float64Array(blockSize);
    mixing.push(correlating === "copula" ? copula(result, weighted, place) : rearrangement(result, mixture, place, open(uniforms, names)));
    results.set(label, result);
    return result;
  };
  return {
    column,
    fill(block) {
      for (const { column, stream } of uniforms.values()) stream.fill(column, block);
      for (const { column, stream } of normals.values()) {
        stream.fill(column, block);
        if (correlating === "iman-conover") toScores(column, groups);
        else for (let i = 0; i < blockSize; i++) column[i] = normalQuantile(column[i]!);
      }
      for (const mix of mixing) mix();
    },
  };
}

/** 2 to the power of -53, and the number next to 1 below it. */
const smallest = 1.1102230246251565e-16;
const largest = 1 - smallest;
