/**
 * The uniforms of every random input, block by block: one stream per name and cell, correlated by a Gaussian copula where the graph says
 * so. A stream's numbers depend on the seed, its name, its cell and those it is correlated with, and on nothing else.
 */
import { canCorrelate, copulaRows, correlationGroups, pearsonOfRank } from "../correlation.js";
import type { Graph } from "../graph.js";
import { blockSize, fillUniforms, type StreamKey, streamKey } from "../random.js";
import { normalCdf, normalQuantile } from "../special.js";

/** Where a stream is asked for: the member of each dimension over which it is independent. */
export type Place = ReadonlyMap<string, number>;

/** The uniforms of a run. */
export interface Streams {
  /** The column of a stream in a cell; `fill` refreshes it. */
  column(stream: string, place: Place): Float64Array;
  /** Puts the uniforms of this block into every column asked for. */
  fill(block: number): void;
}

interface Source {
  readonly column: Float64Array;
  readonly key: StreamKey;
}

/** How a correlated stream is mixed: weights of the independent normals of streams. */
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

function mixtures(graph: Graph, independent: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Mixture> {
  const result = new Map<string, Mixture>();
  for (const { names, matrix } of correlationGroups(graph.correlations)) {
    const over = (name: string) => {
      const dimensions = independent.get(name);
      if (dimensions === undefined) throw new Error(`No node draws from the correlated stream ${name}.`);
      return dimensions;
    };
    const order = names.map((_, index) => index).sort((a, b) => over(names[a]!).length - over(names[b]!).length || a - b);
    const isWithin = (inner: number, outer: number) => over(names[inner]!).every((name) => over(names[outer]!).includes(name));
    for (const { left, right } of graph.correlations) {
      if (names.includes(left) && !canCorrelate(over(left), over(right)))
        throw new Error(`The streams ${left} and ${right} are independent over different dimensions.`);
    }
    const pearson = order.map((i) => order.map((j) => pearsonOfRank(matrix[i]![j]!)));
    const rows = copulaRows(pearson, (row, column) => isWithin(order[column]!, order[row]!));
    if (rows === undefined) throw new Error(`The correlations among ${names.join(", ")} cannot hold together.`);
    rows.forEach((row, index) => {
      const mixture = row.map((weight, source) => ({ stream: names[order[source]!]!, weight })).filter(({ weight }) => weight !== 0);
      result.set(names[order[index]!]!, mixture);
    });
  }
  return result;
}

/** Opens the streams of a graph under a seed. */
export function createStreams(graph: Graph, seed: number): Streams {
  const independent = independence(graph);
  const mixed = mixtures(graph, independent);
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
    const source = sources.get(label) ?? { column: new Float64Array(blockSize), key: streamKey(seed, names) };
    sources.set(label, source);
    return source.column;
  };
  const column = (stream: string, place: Place): Float64Array => {
    const names = namesOf(stream, place);
    const mixture = mixed.get(stream);
    const only = mixture?.length === 1 ? mixture[0] : undefined;
    if (mixture === undefined) return open(uniforms, names);
    if (only?.weight === 1) return open(uniforms, namesOf(only.stream, place));
    const label = JSON.stringify(names);
    const known = results.get(label);
    if (known !== undefined) return known;
    const result = new Float64Array(blockSize);
    const parts = mixture.map(({ stream: part, weight }) => ({ weight, normal: open(normals, namesOf(part, place)) }));
    mixing.push(() => {
      result.fill(0);
      for (const { weight, normal } of parts) for (let i = 0; i < blockSize; i++) result[i]! += weight * normal[i]!;
      for (let i = 0; i < blockSize; i++) result[i] = Math.min(Math.max(normalCdf(result[i]!), smallest), largest);
    });
    results.set(label, result);
    return result;
  };
  return {
    column,
    fill(block) {
      for (const source of uniforms.values()) fillUniforms(source.column, source.key, block);
      for (const source of normals.values()) {
        fillUniforms(source.column, source.key, block);
        for (let i = 0; i < blockSize; i++) source.column[i] = normalQuantile(source.column[i]!);
      }
      for (const mix of mixing) mix();
    },
  };
}

/** 2 to the power of -53, and the number next to 1 below it. */
const smallest = 1.1102230246251565e-16;
const largest = 1 - smallest;
