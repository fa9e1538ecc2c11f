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
import { normalCdf } from "../special.js";
import { standardNormal } from "./quantiles.js";

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

/** Where the uniforms of one cell come from. `plain` is the stream itself, when nothing is mixed into it. */
export interface UniformSource {
  readonly plain?: UniformStream;
  /** Fills a column of 512 with the uniforms of a block. */
  readonly fill: (column: Float64Array, block: number) => void;
}

/** The uniforms of a run. */
export interface Streams {
  /** The source of a stream in a cell. */
  source(stream: string, place: Place): UniformSource;
}

/** The normal scores of a stream in the block for which they were last asked. */
interface Remembered {
  readonly column: Float64Array;
  block: number;
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
  const streams = new Map<string, UniformStream>();
  const normals = new Map<string, Remembered>();
  const sources = new Map<string, UniformSource>();

  const namesOf = (stream: string, place: Place) => {
    const names = [stream];
    for (const dimension of independent.get(stream) ?? []) {
      const member = dimensions.get(dimension)?.members[place.get(dimension) ?? -1];
      if (member === undefined) throw new Error(`The stream ${stream} is asked for without a member of ${dimension}.`);
      names.push(member.id);
    }
    return names;
  };
  const open = (names: readonly string[]): UniformStream => {
    const label = JSON.stringify(names);
    const known = streams.get(label);
    if (known !== undefined) return known;
    const stream = openStream(sampling, seed, names, {
      ...(draws === undefined ? {} : { draws }),
      ...(sobolDimension === undefined ? {} : { dimension: sobolDimension(names) }),
    });
    streams.set(label, stream);
    return stream;
  };
  const normal = (names: readonly string[], block: number): Float64Array => {
    const label = JSON.stringify(names);
    const known = normals.get(label) ?? { column: new Float64Array(blockSize), block: -1 };
    normals.set(label, known);
    const { column } = known;
    if (known.block !== block) {
      open(names).fill(column, block);
      if (correlating === "iman-conover") toScores(column, groups);
      else {
        const { at } = standardNormal();
        for (let i = 0; i < blockSize; i++) column[i] = at(column[i]!);
      }
      known.block = block;
    }
    return column;
  };
  const copula = (mixture: Mixture, place: Place): UniformSource => {
    const parts = mixture.map(({ stream, weight }) => ({ weight, names: namesOf(stream, place) }));
    return {
      fill: (column, block) => {
        column.fill(0);
        for (const { weight, names } of parts) {
          const scores = normal(names, block);
          for (let i = 0; i < blockSize; i++) column[i]! += weight * scores[i]!;
        }
        for (let i = 0; i < blockSize; i++) column[i] = Math.min(Math.max(normalCdf(column[i]!), smallest), largest);
      },
    };
  };
  const rearrangement = (mixture: Mixture, place: Place, own: UniformStream): UniformSource => {
    const parts = mixture.map(({ stream, weight }) => ({ weight, names: namesOf(stream, place) }));
    return {
      fill: (column, block) => {
        own.fill(column, block);
        rearrange(
          column,
          parts.map(({ weight, names }) => ({ weight, scores: normal(names, block) })),
          groups,
        );
      },
    };
  };
  const make = (stream: string, place: Place): UniformSource => {
    const names = namesOf(stream, place);
    const mixture = mixed.get(stream);
    const plain = (of: UniformStream): UniformSource => ({ plain: of, fill: of.fill });
    if (mixture === undefined) return plain(open(names));
    const weighted = mixture.filter(({ weight }) => weight !== 0);
    const only = weighted.length === 1 ? weighted[0] : undefined;
    if (only?.weight === 1) return plain(open(namesOf(only.stream, place)));
    return correlating === "copula" ? copula(weighted, place) : rearrangement(mixture, place, open(names));
  };
  return {
    source(stream, place) {
      const label = JSON.stringify(namesOf(stream, place));
      const known = sources.get(label) ?? make(stream, place);
      sources.set(label, known);
      return known;
    },
  };
}

/** 2 to the power of -53, and the number next to 1 below it. */
const smallest = 1.1102230246251565e-16;
const largest = 1 - smallest;
