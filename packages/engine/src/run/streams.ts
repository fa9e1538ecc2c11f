/**
 * The uniforms of every random input, block by block: one stream per name and cell, correlated where the graph says so. A stream's numbers
 * depend on the seed, its name, its cell and those it is correlated with; under `sobol` also on who takes which dimension.
 */
import { canCorrelate, copulaRows, correlationGroups, pearsonOfRank } from "../correlation.js";
import type { Graph } from "../graph.js";
import { blockSize, replicateCount, streamKey } from "../random.js";
import { rearrange, toScores } from "../sampling/iman-conover.js";
import { sobolDimensions } from "../sampling/joe-kuo.js";
import { defaultSampling, hasReplicates, openStream, type SamplingMethod, type UniformStream } from "../sampling/sampler.js";
import { normalCdf } from "../special.js";
import { type InputDesign, listedSources, rowsOf, swappedSource, type UniformSource } from "./designs.js";
import { standardNormal } from "./quantiles.js";

/** Streams whose name begins like this are for what is shown beside the results and enters none of them: they never change the draws of another. */
export const asidePrefix = "aside:";

/** Where a stream is asked for: the member of each dimension over which it is independent. */
export type Place = ReadonlyMap<string, number>;

/** How a run samples. */
export interface SamplingOptions {
  /** How uniforms are made; `sobol` unless said. */
  readonly sampling?: SamplingMethod;
  /** How streams are correlated: mixed by a Gaussian copula unless said, or rearranged after Iman and Conover. */
  readonly correlating?: "copula" | "iman-conover";
  /** The draws of the run: needed by `latin`, and saves work elsewhere. */
  readonly draws?: number;
  /** Draw k of the run is made of the uniforms of draw `chosen[k]`, in rising order; of its own unless said. */
  readonly chosen?: Uint32Array;
  /** Which uniforms draws have where they are prescribed. Not for graphs with observations. */
  readonly design?: InputDesign;
  /** Streams that a graph has beside those of another, which are to be as they are there: these get their dimensions of Sobol's sequence last. */
  readonly added?: ReadonlySet<string>;
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

/** A cell of a stream by the identifiers of its members. */
export interface StreamCell {
  readonly stream: string;
  readonly place: ReadonlyMap<string, string>;
}

/** The weights of all independent normal scores that the normal score of each cell is mixed of by the copula; all cells have the same list of scores. */
export function scoreLoadings(graph: Graph, cells: readonly StreamCell[]): readonly (readonly number[])[] {
  const independent = independence(graph);
  const mixed = mixtures(graph, independent);
  const places = new Map<string, number>();
  const parts = cells.map(({ stream, place }) =>
    (mixed.get(stream) ?? [{ stream, weight: 1 }]).map(({ stream: source, weight }) => {
      const label = JSON.stringify([source, ...(independent.get(source) ?? []).map((name) => place.get(name))]);
      if (!places.has(label)) places.set(label, places.size);
      return { weight, at: places.get(label)! };
    }),
  );
  return parts.map((list) => {
    const row = new Array<number>(places.size).fill(0);
    for (const { weight, at } of list) row[at] = weight;
    return row;
  });
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
 * The dimension of Sobol's sequence that a cell of a stream gets. A hash of its names says which it would take first, second and so on;
 * of two that would take the same, the one of the stream with fewer cells comes first, then the one with the smaller hash. So another input
 * in the model leaves most others as they were. Early dimensions are evener together than late ones, so no more of them are handed out than
 * the power of two that is twice the number of cells, and at most 128; when all are taken there is none. Those of `added` streams are handed out
 * last. Streams that stand aside take none and move no other.
 */
function sobolDimensionOf(
  graph: Graph,
  independent: ReadonlyMap<string, readonly string[]>,
  hasSecond: boolean,
  added: ReadonlySet<string>,
): (names: readonly string[]) => number | undefined {
  const members = new Map(graph.dimensions.map(({ name, members }) => [name, members.map(({ id }) => id)]));
  const claims = [...independent].flatMap(([stream, over]) => {
    if (stream.startsWith(asidePrefix)) return [];
    const count = over.reduce((product, name) => product * (members.get(name)?.length ?? 1), 1);
    if (count > sobolDimensions) return [];
    let cells: readonly (readonly string[])[] = [[stream]];
    for (const name of over) cells = cells.flatMap((cell) => members.get(name)!.map((id) => [...cell, id]));
    return cells.map((names) => ({ names, count, isAdded: added.has(stream), hash: streamKey(0, ["dimension", ...names]) }));
  });
  claims.sort((one, other) => one.count - other.count || one.hash[0]! - other.hash[0]! || one.hash[1]! - other.hash[1]!);
  let size = 32;
  const taken = new Set<number>();
  const given = new Map<string, number>();
  let counted = 0;
  const hand = (sample: readonly string[], to: typeof claims) => {
    counted += to.length;
    while (size < 2 * counted && size < sobolDimensions) size *= 2;
    for (const { names, hash } of to) {
      const step = hash[3]! | 1;
      for (let probe = 0; probe < size; probe++) {
        const dimension = ((hash[2]! + Math.imul(probe, step)) >>> 0) % size;
        if (taken.has(dimension)) continue;
        taken.add(dimension);
        given.set(JSON.stringify([...sample, ...names]), dimension);
        break;
      }
    }
  };
  hand(
    [],
    claims.filter(({ isAdded }) => !isAdded),
  );
  hand(
    [],
    claims.filter(({ isAdded }) => isAdded),
  );
  if (hasSecond) hand(secondSample, claims);
  return (names) => given.get(JSON.stringify(names));
}

/** What stands before the names of a stream in the second sample of a design: a name that no stream has. */
const secondSample: readonly string[] = [""];

/** Opens the streams of a graph under a seed. */
export function createStreams(graph: Graph, seed: number, options: SamplingOptions = {}): Streams {
  const streams = allStreams(graph, seed, options);
  return options.chosen === undefined ? streams : chosenStreams(streams, options.chosen);
}

/** Streams whose draw k is the draw `chosen[k]` of others. */
function chosenStreams(streams: Streams, chosen: Uint32Array): Streams {
  return {
    source(stream, place) {
      const { fill } = streams.source(stream, place);
      const from = new Float64Array(blockSize);
      let present = -1;
      return {
        fill: (column, block) => {
          for (let i = 0; i < column.length; i++) {
            const draw = chosen[Math.min(block * blockSize + i, chosen.length - 1)]!;
            const wanted = Math.floor(draw / blockSize);
            if (wanted !== present) fill(from, wanted);
            present = wanted;
            column[i] = from[draw % blockSize]!;
          }
        },
      };
    },
  };
}

function allStreams(graph: Graph, seed: number, options: SamplingOptions): Streams {
  const { sampling = defaultSampling, correlating = "copula", design } = options;
  const draws = rowsOf(design) ?? options.draws;
  const swapped = design?.kind === "swapped" ? design : undefined;
  const listed = design?.kind === "listed" ? listedSources(design) : undefined;
  const groups = hasReplicates(sampling) ? replicateCount : 1;
  const independent = independence(graph);
  const mixed = mixtures(graph, independent);
  const sobolDimension =
    sampling === "sobol" ? sobolDimensionOf(graph, independent, swapped !== undefined, options.added ?? new Set()) : undefined;
  const dimensions = new Map(graph.dimensions.map((dimension) => [dimension.name, dimension]));
  const streams = new Map<string, UniformSource>();
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
  const streamOf = (names: readonly string[]): UniformStream =>
    openStream(sampling, seed, names, { ...(draws === undefined ? {} : { draws }), dimension: sobolDimension?.(names) });
  const open = (names: readonly string[]): UniformSource => {
    const label = JSON.stringify(names);
    const known = streams.get(label);
    if (known !== undefined) return known;
    const plain = (stream: UniformStream): UniformSource => ({ plain: stream, fill: stream.fill });
    const source =
      swapped === undefined
        ? plain(streamOf(names))
        : swappedSource(swapped, names[0]!, (isSecond) => streamOf(isSecond ? [...secondSample, ...names] : names));
    streams.set(label, source);
    return source;
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
  const rearrangement = (mixture: Mixture, place: Place, own: UniformSource): UniformSource => {
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
    if (mixture === undefined) return open(names);
    const weighted = mixture.filter(({ weight }) => weight !== 0);
    const only = weighted.length === 1 ? weighted[0] : undefined;
    if (only?.weight === 1) return open(namesOf(only.stream, place));
    return correlating === "copula" ? copula(weighted, place) : rearrangement(mixture, place, open(names));
  };
  return {
    source(stream, place) {
      const names = namesOf(stream, place);
      const label = JSON.stringify(names);
      const usual = () => make(stream, place);
      const known = sources.get(label) ?? (listed === undefined ? usual() : listed(names, usual));
      sources.set(label, known);
      return known;
    },
  };
}

/** 2 to the power of -53, and the number next to 1 below it. */
const smallest = 1.1102230246251565e-16;
const largest = 1 - smallest;
