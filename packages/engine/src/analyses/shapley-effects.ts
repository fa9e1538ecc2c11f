/**
 * Shapley effects: shares of an output's variance that add up to 1 also where inputs are correlated (Owen 2014, Song, Nelson and Staum 2016).
 * What a set of inputs is worth is the variance that is left when all others are known; an input gets the mean of what it adds, over all
 * orders in which inputs can join.
 */
import { fillUniforms, replicateCount, streamKey } from "../random.js";
import { defaultSampling, hasReplicates, type SamplingMethod } from "../sampling/sampler.js";
import { normalQuantile } from "../special.js";
import type { Unsuitable } from "./draws.js";
import { type Interval, intervalOfError, intervalOfReplicates, square } from "./intervals.js";
import type { Model } from "./models.js";
import { type Block, blocksOf, correlatedUniforms, independentUniforms, type Renewal, renewal, uniformOf } from "./score-samples.js";

/** How much is evaluated. */
export interface ShapleySettings {
  readonly seed: number;
  /** Rows of the sample, rounded up to a multiple of 512; 4,096 unless said. */
  readonly rows?: number;
  readonly sampling?: SamplingMethod;
  /** Whether all orders count, at rows times 2 to the power of the inputs evaluations, or one at random in each row, at rows times (inputs + 1); all up to six inputs unless said. */
  readonly orders?: "all" | "random";
}

/** The share of one input. */
export interface ShapleyEffect {
  readonly name: string;
  readonly effect: Interval;
}

/** The effects on one output. */
export interface ShapleyEffects {
  /** They add up to 1. */
  readonly inputs: readonly ShapleyEffect[];
  readonly variance: number;
}

/** The effects on all outputs of a model. */
export interface ShapleyOfModel {
  readonly outputs: readonly (ShapleyEffects | Unsuitable)[];
  readonly orders: "all" | "random";
  readonly evaluations: number;
}

/** The most inputs of which all orders can be gone through. */
const mostInAllOrders = 12;
/** How many numbers of uniforms stand in memory at a time. */
const mostUniforms = 4_194_304;

/**
 * The Shapley effects of a model's inputs, correlated through normal scores. An input's cells join together. Discrete inputs count by the
 * probability behind their state.
 */
export function shapleyEffects(model: Model, settings: ShapleySettings): ShapleyOfModel | Unsuitable {
  const players = model.inputs.length;
  if (players === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const { seed, sampling = defaultSampling, orders = players <= 6 ? "all" : "random" } = settings;
  if (orders === "all" && players > mostInAllOrders)
    return { kind: "unsuitable", reason: "too-many-inputs", have: players, need: mostInAllOrders };
  const rows = Math.max(1, Math.ceil((settings.rows ?? 4096) / 512)) * 512;
  const sample = openSample(model, { seed, rows, sampling });
  const [base] = sample.evaluate([{ from: 0, to: rows, isNew: () => false }]);
  const gains = base!.map(() => model.inputs.map(() => new Float64Array(rows)));
  const settle = orders === "all" ? addAllOrders : addRandomOrders;
  settle(sample, base!, gains, { players, rows, seed });
  const steps = orders === "all" ? 1 << players : players + 1;
  return {
    outputs: base!.map((column, output) => effectsOf(model, column, gains[output]!, hasReplicates(sampling))),
    orders,
    evaluations: rows * steps,
  };
}

/** Rows of the sample, in which some inputs are drawn anew, given the others. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly isNew: (player: number, row: number) => boolean;
}

interface Sample {
  /** How many rows fit into memory at a time. */
  readonly most: number;
  /** The outputs of each stretch. */
  readonly evaluate: (stretches: readonly Stretch[]) => readonly (readonly Float64Array[])[];
}

interface Extent {
  readonly players: number;
  readonly rows: number;
  readonly seed: number;
}

/** For each output and input what the input adds in each row. */
type Gains = readonly (readonly Float64Array[])[];

function openSample(model: Model, settings: { readonly seed: number; readonly rows: number; readonly sampling: SamplingMethod }): Sample {
  const owner = model.inputs.flatMap(({ cells }, input) => new Array<number>(cells).fill(input));
  const blocks = blocksOf(model);
  const [first, second] = [independentUniforms(model, settings, 0), independentUniforms(model, settings, 1)];
  const before = correlatedUniforms(blocks, first);
  const painters = blocks.map((block) => painterOf(block, owner, before, second));
  return {
    most: Math.max(1, Math.floor(mostUniforms / owner.length)),
    evaluate: (stretches) => {
      const draws = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
      const columns = owner.map(() => new Float64Array(draws));
      let start = 0;
      for (const stretch of stretches) {
        for (const paint of painters) paint(stretch, columns, start);
        start += stretch.to - stretch.from;
      }
      const uniforms = model.inputs.map((_, input) => columns.filter((_, cell) => owner[cell] === input));
      const { outputs } = model.evaluate(uniforms, draws);
      let next = 0;
      return stretches.map(({ from, to }) => {
        next += to - from;
        return outputs.map((column) => column.subarray(next - (to - from), next));
      });
    },
  };
}

/** Writes the uniforms of a block's cells for a stretch into columns, from a place on. */
function painterOf(
  block: Block,
  owner: readonly number[],
  before: readonly Float64Array[],
  second: readonly Float64Array[],
): (stretch: Stretch, columns: readonly Float64Array[], start: number) => void {
  const [only] = block.cells;
  if (block.cells.length === 1)
    return ({ from, to, isNew }, columns, start) => {
      const [column, player] = [columns[only!]!, owner[only!]!];
      for (let row = from; row < to; row++) column[start + row - from] = (isNew(player, row) ? second : before)[only!]![row]!;
    };
  const old = block.cells.map((cell) => before[cell]!.map(normalQuantile));
  const fresh = block.cells.map((cell) => second[cell]!.map(normalQuantile));
  const into = old.map((column) => new Float64Array(column.length));
  const known = new Map<string, Renewal>();
  return ({ from, to, isNew }, columns, start) => {
    for (let row = from; row < to; row++) {
      const renewed = block.cells.filter((cell) => isNew(owner[cell]!, row));
      const key = renewed.join();
      const renew = known.get(key) ?? renewal(block, renewed);
      known.set(key, renew);
      renew(old, fresh, row, into);
      block.cells.forEach((cell, place) => {
        columns[cell]![start + row - from] = isNew(owner[cell]!, row) ? uniformOf(into[place]![row]!) : before[cell]![row]!;
      });
    }
  };
}

/** Every set of inputs once, with the weight that it has over all orders. */
function addAllOrders(sample: Sample, base: readonly Float64Array[], gains: Gains, { players, rows }: Extent): void {
  const factorials = [1];
  for (let n = 1; n <= players; n++) factorials.push(n * factorials[n - 1]!);
  const weight = (before: number) => (factorials[before]! * factorials[players - before - 1]!) / factorials[players]!;
  const perTurn = Math.max(1, Math.floor(sample.most / rows));
  for (let set = 1; set < 1 << players; set += perTurn) {
    const sets = Array.from({ length: Math.min(perTurn, (1 << players) - set) }, (_, index) => set + index);
    const found = sample.evaluate(sets.map((present) => ({ from: 0, to: rows, isNew: (player) => ((present >> player) & 1) === 1 })));
    sets.forEach((present, index) => {
      const members = Array.from({ length: players }, (_, player) => (present >> player) & 1);
      const size = members.reduce((sum, member) => sum + member, 0);
      base.forEach((column, output) => {
        const other = found[index]![output]!;
        members.forEach((isMember, player) => {
          const share = isMember === 1 ? weight(size - 1) : -weight(size);
          const gain = gains[output]![player]!;
          for (let row = 0; row < rows; row++) gain[row]! += 0.5 * share * square(column[row]! - other[row]!);
        });
      });
    });
  }
}

/** In each row the inputs join in an order of its own (Goda 2021, here with correlated inputs). */
function addRandomOrders(sample: Sample, base: readonly Float64Array[], gains: Gains, { players, rows, seed }: Extent): void {
  const perTurn = Math.max(1, Math.floor(sample.most / players));
  const chance = new Float64Array(players);
  for (let from = 0; from < rows; from += perTurn) {
    const to = Math.min(rows, from + perTurn);
    const orders = Array.from({ length: to - from }, (_, index) => {
      fillUniforms(chance, streamKey(seed, ["orders"]), from + index);
      return Int32Array.from(chance.keys()).sort((one, other) => chance[one]! - chance[other]!);
    });
    const ranks = orders.map((order) => {
      const rank = new Int32Array(players);
      order.forEach((player, place) => {
        rank[player] = place;
      });
      return rank;
    });
    const steps = Array.from({ length: players }, (_, step) => step);
    const found = sample.evaluate(steps.map((step) => ({ from, to, isNew: (player, row) => ranks[row - from]![player]! <= step })));
    base.forEach((column, output) => {
      for (let row = from; row < to; row++) {
        let worth = 0;
        for (const step of steps) {
          const next = 0.5 * square(column[row]! - found[step]![output]![row - from]!);
          gains[output]![orders[row - from]![step]!]![row]! += next - worth;
          worth = next;
        }
      }
    });
  }
}

function effectsOf(model: Model, base: Float64Array, gains: readonly Float64Array[], replicated: boolean): ShapleyEffects | Unsuitable {
  const rows = base.length;
  const total = new Float64Array(rows);
  for (const gain of gains) for (let row = 0; row < rows; row++) total[row]! += gain[row]!;
  const sumsOf = (column: Float64Array) => {
    const sums = new Float64Array(replicateCount);
    for (let row = 0; row < rows; row++) sums[row % replicateCount]! += column[row]!;
    return sums;
  };
  const add = (sums: Float64Array) => sums.reduce((sum, each) => sum + each, 0);
  const whole = sumsOf(total);
  const variance = add(whole) / rows;
  const mean = add(sumsOf(base)) / rows;
  if (!Number.isFinite(variance) || !Number.isFinite(mean)) return { kind: "unsuitable", reason: "not-finite" };
  if (variance <= 1e-26 * mean * mean) return { kind: "unsuitable", reason: "constant" };
  const inputs = model.inputs.map(({ name }, input) => {
    const gain = gains[input]!;
    const sums = sumsOf(gain);
    const value = add(sums) / add(whole);
    if (replicated)
      return {
        name,
        effect: intervalOfReplicates(
          value,
          sums.map((sum, r) => sum / whole[r]!),
        ),
      };
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += square(gain[row]! - value * total[row]!);
    return { name, effect: intervalOfError(value, Math.sqrt(squares) / (rows * variance)) };
  });
  return { inputs, variance };
}
