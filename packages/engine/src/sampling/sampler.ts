/**
 * The ways of sampling and the streams of uniforms that they give. A stream is opened by its names, so its numbers depend on the seed and
 * those names alone; only `sobol` also needs to know which dimension the stream has been given.
 */
import { fillUniforms, type StreamKey, streamKey } from "../random.js";
import { type DigitalSequence, fillSequence, levelsFor, levelsPerBlock, scrambled } from "./digital-sequence.js";
import { sobolDimensions, sobolGenerator } from "./joe-kuo.js";
import { fillLatin, permutation } from "./latin-hypercube.js";

/**
 * How uniforms are made.
 * - `sobol`: scrambled Sobol sequences in eight replicates. Which dimension a stream has, its names say, unless another has taken it.
 * - `digital`: the same with random generator matrices that belong to the stream's names alone.
 * - `latin`: Latin hypercube; depends on the number of draws.
 * - `random`: independent pseudo-random numbers.
 */
export type SamplingMethod = "digital" | "sobol" | "latin" | "random";

/** The method where none is asked for. */
export const defaultSampling: SamplingMethod = "sobol";

/** Whether a method's draws fall into eight replicates, from whose differences standard errors are taken. */
export function hasReplicates(method: SamplingMethod): boolean {
  return method === "digital" || method === "sobol";
}

/** A stream of uniforms. `sequence`, which only digital sequences have, and the key of pseudo-random numbers are what compiled kernels need to make the same bits. */
export interface UniformStream {
  /** Fills a column of 512 with the uniforms of a block, each strictly between 0 and 1. */
  readonly fill: (column: Float64Array, block: number) => void;
  readonly key: StreamKey;
  readonly sequence?: DigitalSequence;
  readonly isPseudoRandom?: boolean;
}

/** What opening a stream may need beyond its names. */
export interface StreamOptions {
  /** The draws of the run: needed by `latin`, and saves work elsewhere. */
  readonly draws?: number;
  /** The dimension of Sobol's sequence, counted from 0; a stream with none, or beyond the table, is digital. */
  readonly dimension?: number | undefined;
}

/** Opens the stream with these names (its own and the members of its cell) under a seed. */
export function openStream(method: SamplingMethod, seed: number, names: readonly string[], options: StreamOptions = {}): UniformStream {
  const key = streamKey(seed, names);
  const { draws, dimension } = options;
  switch (method) {
    case "random":
      return { key, isPseudoRandom: true, fill: (column, block) => fillUniforms(column, key, block) };
    case "latin": {
      if (draws === undefined) throw new Error("A Latin hypercube needs the number of draws.");
      const strata = permutation(key, draws);
      return { key, fill: (column, block) => fillLatin(column, key, strata, draws, block) };
    }
    case "digital":
    case "sobol": {
      const levels = levelsFor(draws ?? Number.MAX_SAFE_INTEGER);
      const isSobol = method === "sobol" && dimension !== undefined && dimension < sobolDimensions;
      const sequence = scrambled(key, levels, isSobol ? sobolGenerator(dimension, levelsPerBlock + levels) : undefined);
      return { key, sequence, fill: (column, block) => fillSequence(column, sequence, block) };
    }
  }
}
