/** Runs whose uniforms are prescribed: two samples whose streams change places, and lists of uniforms. Plain data, so that other threads can be told. */
import { blockSize } from "../random.js";
import type { UniformStream } from "../sampling/sampler.js";

/** What a run draws instead of a plain sample. */
export type InputDesign = SwappedDesign | ListedDesign;

/**
 * Two independent samples A and B of `rows` rows. Draw k belongs to variant floor(k / rows) and has row k % rows: of B for the streams that
 * the variant names (all their cells), of A for all others; A is the sample of a plain run of so many draws. Correlated streams are mixed
 * after the swap, so that naming all streams of a group swaps them together. A run has as many draws as rows times variants.
 */
export interface SwappedDesign {
  readonly kind: "swapped";
  /** A multiple of 512. */
  readonly rows: number;
  readonly variants: readonly (readonly string[])[];
}

/**
 * Some streams have listed uniforms, after any correlation: what is listed is what is inverted. All others stay at their medians, or are
 * sampled as usual; with `rows`, a multiple of 512, draw k then takes row k % rows of a sample of so many.
 */
export interface ListedDesign {
  readonly kind: "listed";
  readonly cells: readonly ListedCell[];
  readonly others: "median" | "sampled";
  readonly rows?: number;
}

/** The uniforms of a stream. */
export interface ListedCell {
  readonly stream: string;
  /** The identifiers of the members of one cell, over the dimensions over which the stream is independent in the order of their names; all cells when absent. */
  readonly members?: readonly string[];
  /** One for each draw, or a single one for all; strictly between 0 and 1. */
  readonly uniforms: Float64Array;
}

/** A stream that takes its blocks from two others by turns. */
export interface SwappedStream {
  readonly first: UniformStream;
  readonly second: UniformStream;
  /** The block of either that stands at a block of the run. */
  readonly blockOf: (block: number) => number;
  readonly isSecond: (block: number) => boolean;
}

/** Where the uniforms of one cell come from. `plain` is the stream itself, when nothing is mixed into it; `swapped` the two that take turns. */
export interface UniformSource {
  readonly plain?: UniformStream;
  readonly swapped?: SwappedStream;
  /** Fills a column of 512 with the uniforms of a block. */
  readonly fill: (column: Float64Array, block: number) => void;
}

/** How many rows the samples beneath a design have; undefined where every draw has its own. */
export function rowsOf(design: InputDesign | undefined): number | undefined {
  return design?.rows;
}

/** Throws where a design does not fit a run: whoever made it made a mistake. */
export function checkDesign(design: InputDesign, draws: number, isStream: (name: string) => boolean): void {
  const { rows = blockSize } = design;
  if (!(Number.isSafeInteger(rows) && rows > 0 && rows % blockSize === 0))
    throw new Error(`A design has a multiple of 512 rows, not ${rows}.`);
  const named = design.kind === "swapped" ? design.variants.flat() : design.cells.map(({ stream }) => stream);
  for (const name of named) if (!isStream(name)) throw new Error(`The design names the stream ${name}, from which no node draws.`);
  if (design.kind === "swapped") {
    if (draws !== rows * design.variants.length) throw new Error(`The design is of ${rows * design.variants.length} draws, not ${draws}.`);
    return;
  }
  for (const { stream, uniforms } of design.cells)
    if (uniforms.length !== 1 && uniforms.length !== draws) throw new Error(`The stream ${stream} has ${uniforms.length} listed uniforms.`);
}

/** The source that takes a stream's blocks from one of two samples, as the design says; `open` opens it in either. */
export function swappedSource(design: SwappedDesign, stream: string, open: (isSecond: boolean) => UniformStream): UniformSource {
  const blocks = design.rows / blockSize;
  const swaps = Uint8Array.from(design.variants, (names) => Number(names.includes(stream)));
  const first = open(false);
  const second = swaps.includes(1) ? open(true) : first;
  const blockOf = (block: number) => block % blocks;
  const isSecond = (block: number) => swaps[Math.floor(block / blocks)] === 1;
  return {
    swapped: { first, second, blockOf, isSecond },
    fill: (column, block) => (isSecond(block) ? second : first).fill(column, blockOf(block)),
  };
}

/** What a list says of a cell, by its names: the listed source, the median, or the usual source at its row. */
export function listedSources(design: ListedDesign): (names: readonly string[], usual: () => UniformSource) => UniformSource {
  const blocks = design.rows === undefined ? Number.MAX_SAFE_INTEGER : design.rows / blockSize;
  const cells = new Map(design.cells.map(({ stream, members = [], uniforms }) => [JSON.stringify([stream, ...members]), uniforms]));
  return (names, usual) => {
    const uniforms = cells.get(JSON.stringify(names)) ?? cells.get(JSON.stringify(names.slice(0, 1)));
    if (uniforms !== undefined)
      return {
        fill: (column, block) => {
          if (uniforms.length === 1) column.fill(uniforms[0]!);
          else for (let i = 0; i < blockSize; i++) column[i] = uniforms[Math.min(block * blockSize + i, uniforms.length - 1)]!;
        },
      };
    if (design.others === "median") return { fill: (column) => void column.fill(0.5) };
    const source = usual();
    return design.rows === undefined ? source : { fill: (column, block) => source.fill(column, block % blocks) };
  };
}
