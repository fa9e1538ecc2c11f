/**
 * Expected value of sample information: what a stated study would be worth before choosing. Its result is simulated in every draw, and the
 * benefits are smoothed on the result (Strong, Oakley, Brennan and Breeze 2015).
 */
import type { Estimated, InputDraws, OptionDraws, Unsuitable } from "./draws.js";
import { type Evppi, evppi, hasValue } from "./evppi.js";
import type { ChoiceOptions } from "./information.js";
import { type Study, simulateStudy } from "./study.js";

/** A study and the input that it is about, which has one cell. */
export interface StudiedInput {
  readonly input: InputDraws;
  readonly study: Study;
}

/** Options of the analysis; the seed is that of the simulated results. */
export interface EvsiOptions extends ChoiceOptions {
  readonly seed?: number;
}

/** The value of a study, and that of knowing what it is about for certain, which it never exceeds. */
export interface Evsi extends Estimated {
  readonly bias: number;
  readonly perfect: Estimated;
}

/** The value of observing all the stated results together: of one study with several parts, or of one with a single part. */
export function evsi(draws: OptionDraws, parts: readonly StudiedInput[], options: EvsiOptions = {}): Evsi | Unsuitable {
  const observed = valueOfResults(draws, parts, options);
  if ("kind" in observed) return observed;
  const perfect = valueOfInputs(draws, parts, options);
  if ("kind" in perfect) return perfect;
  return {
    value: Math.min(observed.value, perfect.value),
    error: observed.error,
    bias: observed.bias,
    perfect: { value: perfect.value, error: perfect.error },
  };
}

/** The value of seeing the simulated results. */
function valueOfResults(draws: OptionDraws, parts: readonly StudiedInput[], { seed = 1, eligible }: EvsiOptions): Evppi | Unsuitable {
  const results: Float64Array[] = [];
  for (const { input, study } of parts) {
    const result = simulateStudy(input.columns[0]!, study, seed, input.name);
    if ("kind" in result) return result;
    results.push(result);
  }
  return informationOf(draws, [{ name: "results", columns: results }], eligible);
}

/** The value of knowing exactly what is studied. */
function valueOfInputs(draws: OptionDraws, parts: readonly StudiedInput[], { eligible }: EvsiOptions): Evppi | Unsuitable {
  return informationOf(draws, [{ name: "inputs", columns: parts.flatMap(({ input }) => input.columns) }], eligible);
}

function informationOf(draws: OptionDraws, inputs: readonly InputDraws[], eligible: readonly boolean[] | undefined): Evppi | Unsuitable {
  const found = evppi(draws, inputs, eligible === undefined ? {} : { eligible });
  if ("kind" in found) return found;
  const only = found.inputs[0]!;
  return hasValue(only) ? only : only.problem;
}

/** What studies of one kind cost and how often the choice is made that they inform. */
export interface StudyCosts {
  /** In the unit of the benefits. */
  readonly fixed: number;
  /** For each unit of size. */
  readonly perUnit: number;
  /** How many times the benefits of one draw are at stake: people, years; 1 where nothing is said. */
  readonly scale?: number;
}

/** A study of one size. */
export interface SizedStudy {
  readonly size: number;
  /** The value of the study for one choice. */
  readonly evsi: Estimated;
  /** The value times the scale, less the costs. */
  readonly netGain: Estimated;
}

/** Studies by rising size, and the index of the one with the greatest net gain; no index where none gains. */
export interface StudySizes {
  readonly sizes: readonly SizedStudy[];
  readonly best: number | undefined;
}

/**
 * The value and net gain of a study at each of the sizes given. All share their luck, and since a larger study is never worth less, values that
 * fall by chance are averaged with their neighbours (isotonic regression).
 */
export function evsiBySize(
  draws: OptionDraws,
  part: StudiedInput,
  sizes: readonly number[],
  { fixed, perUnit, scale = 1 }: StudyCosts,
  options: EvsiOptions = {},
): StudySizes | Unsuitable {
  const found = valuesBySize(draws, part, sizes, options);
  if ("kind" in found) return found;
  const sized = found.sizes.map(({ size, value, error }): SizedStudy => {
    return { size, evsi: { value, error }, netGain: { value: value * scale - fixed - perUnit * size, error: error * scale } };
  });
  const best = sized.reduce((leader, { netGain }, index) => (netGain.value > (sized[leader]?.netGain.value ?? 0) ? index : leader), -1);
  return { sizes: sized, best: best < 0 ? undefined : best };
}

/** The value of knowing exactly, and that of the study by size: rising sizes, values that never fall. */
export interface ValuesBySize {
  readonly perfect: Estimated;
  readonly sizes: readonly ({ readonly size: number } & Estimated)[];
}

function valuesBySize(
  draws: OptionDraws,
  { input, study }: StudiedInput,
  sizes: readonly number[],
  options: EvsiOptions,
): ValuesBySize | Unsuitable {
  const rising = [...sizes].sort((one, other) => one - other);
  const found: Evppi[] = [];
  for (const size of rising) {
    const value = valueOfResults(draws, [{ input, study: { ...study, size } }], options);
    if ("kind" in value) return value;
    found.push(value);
  }
  const perfect = valueOfInputs(draws, [{ input, study }], options);
  if ("kind" in perfect) return perfect;
  const values = neverFalling(found.map(({ value }) => Math.min(value, perfect.value)));
  return {
    perfect: { value: perfect.value, error: perfect.error },
    sizes: rising.map((size, index) => ({ size, value: values[index]!, error: found[index]!.error })),
  };
}

/** The nearest values, in least squares, that never fall: neighbours that do are replaced by their mean. */
function neverFalling(values: readonly number[]): readonly number[] {
  const blocks: { mean: number; count: number }[] = [];
  for (const value of values) {
    let block = { mean: value, count: 1 };
    for (let before = blocks[blocks.length - 1]; before !== undefined && before.mean > block.mean; before = blocks[blocks.length - 1]) {
      blocks.pop();
      const count = before.count + block.count;
      block = { mean: (before.mean * before.count + block.mean * block.count) / count, count };
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ mean, count }) => Array.from({ length: count }, () => mean));
}

/** What a study is worth at its own size, and at sizes around it. */
export interface EvsiAroundSize extends Estimated, ValuesBySize {}

/** The sizes around a study's own: a quarter, half, itself, twice, four times; whole numbers where a number of measurements or cases is one. */
export function sizesAround({ kind, size }: Study): readonly number[] {
  const sizes = [size / 4, size / 2, size, 2 * size, 4 * size];
  return kind === "count" || !Number.isInteger(size) ? sizes : sizes.map((each) => Math.ceil(each));
}

/** The value of a study, with the curve by size around its own; the value is that of the curve. */
export function evsiAroundSize(draws: OptionDraws, part: StudiedInput, options: EvsiOptions = {}): EvsiAroundSize | Unsuitable {
  const found = valuesBySize(draws, part, sizesAround(part.study), options);
  if ("kind" in found) return found;
  const { value, error } = found.sizes.find(({ size }) => size === part.study.size)!;
  return { value, error, ...found };
}
