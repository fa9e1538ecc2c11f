/**
 * Derivatives: at one point, with elasticities; and over the whole distribution of the inputs (DGSM, Sobol' and Kucherenko 2009), which
 * bounds the total Sobol' index from above by Poincaré's inequality (Lamboni et al. 2013) at few evaluations.
 */
import { replicateCount } from "../random.js";
import { defaultSampling, hasReplicates, type SamplingMethod } from "../sampling/sampler.js";
import { normalCdf, normalQuantile } from "../special.js";
import type { Unsuitable } from "./draws.js";
import { type Interval, intervalOfError, intervalOfReplicates, square } from "./intervals.js";
import type { Model } from "./models.js";
import { blocksOf, correlatedUniforms, independentUniforms } from "./score-samples.js";

/** How an output changes with one input at a point. */
export interface LocalDerivative {
  readonly name: string;
  /** The value of the input at the point. */
  readonly at: number;
  /** The change of the output per unit of the input; absent where the input is discrete or does not move. */
  readonly derivative?: number;
  /** How far off the derivative may be: the distance to the one from half as many points. */
  readonly error?: number;
  /** The change of the output in per cent for one per cent of the input; absent where the output is 0 too. */
  readonly elasticity?: number;
}

/** The derivatives of an output at a point. */
export interface LocalDerivatives {
  /** The output at the point. */
  readonly base: number;
  readonly inputs: readonly LocalDerivative[];
}

/** Those of all outputs of a model. */
export interface LocalDerivativesOfModel {
  readonly outputs: readonly (LocalDerivatives | Unsuitable)[];
  readonly evaluations: number;
}

/** Steps to either side of the point, in the size of a step. */
const steps = [-2, -1, 1, 2];

/** The derivatives of a function at a point, by steps of a thousandth of each value (of 0.001 where it is 0) or those given. */
export function derivativesAt(
  f: (columns: readonly Float64Array[]) => Float64Array,
  point: readonly { readonly name: string; readonly value: number; readonly step?: number }[],
): LocalDerivatives | Unsuitable {
  const draws = 1 + steps.length * point.length;
  const values = point.map(({ value, step = Math.abs(value) * 1e-3 || 1e-3 }, input) => {
    const column = new Float64Array(draws).fill(value);
    steps.forEach((count, index) => {
      column[1 + steps.length * input + index] = value + count * step;
    });
    return column;
  });
  return derivativesOf(point, f(values), values);
}

/** The derivatives of a model where all inputs are at their medians, by steps of a thousandth in probability. The cells of an input move together. */
export function localDerivatives(model: Model): LocalDerivativesOfModel | Unsuitable {
  if (model.inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const draws = 1 + steps.length * model.inputs.length;
  const uniforms = model.inputs.map((_, input) => {
    const column = new Float64Array(draws).fill(0.5);
    steps.forEach((count, index) => {
      column[1 + steps.length * input + index] = 0.5 + count * 1e-3;
    });
    return [column];
  });
  const { outputs, values } = model.evaluate(uniforms, draws);
  return { outputs: outputs.map((column) => derivativesOf(model.inputs, column, values)), evaluations: draws };
}

function derivativesOf(
  inputs: readonly { readonly name: string; readonly discrete?: boolean }[],
  column: Float64Array,
  values: readonly Float64Array[],
): LocalDerivatives | Unsuitable {
  if (!column.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite" };
  const base = column[0]!;
  return {
    base,
    inputs: inputs.map(({ name, discrete = false }, input) => {
      const at = values[input]![0]!;
      const places = steps.map((_, index) => 1 + steps.length * input + index);
      const xs = places.map((place) => values[input]![place]! - at);
      const ys = places.map((place) => column[place]! - base);
      if (discrete || new Set([0, ...xs]).size <= steps.length) return { name, at };
      const derivative = slopeAtZero(xs, ys);
      const error = Math.abs(derivative - slopeAtZero(xs.slice(1, 3), ys.slice(1, 3)));
      return { name, at, derivative, error, ...(base === 0 ? {} : { elasticity: (derivative * at) / base }) };
    }),
  };
}

/** The slope at 0 of the polynomial through the origin and through these points. */
function slopeAtZero(xs: readonly number[], ys: readonly number[]): number {
  return xs.reduce((sum, x, k) => {
    const factor = xs.reduce((product, other, j) => (j === k ? product : (product * other) / (other - x)), 1);
    return sum + (factor * ys[k]!) / x;
  }, 0);
}

/** How much is evaluated. */
export interface GlobalDerivativeSettings {
  readonly seed: number;
  /** Rows of the sample, rounded up to a multiple of 512; 1,024 unless said. */
  readonly rows?: number;
  readonly sampling?: SamplingMethod;
}

/** What the derivative by one input is over the whole distribution. Absent where the input is discrete. */
export interface GlobalDerivative {
  readonly name: string;
  /** The mean square of the change of the output per unit of the input's normal score; the sum over its cells. */
  readonly perScore?: Interval;
  /** An upper bound of the total Sobol' index; absent too where the input is correlated with another. */
  readonly totalAtMost?: Interval;
}

/** The derivatives over the whole distribution of all outputs of a model. */
export interface GlobalDerivatives {
  readonly outputs: readonly ({ readonly inputs: readonly GlobalDerivative[]; readonly variance: number } | Unsuitable)[];
  readonly evaluations: number;
}

/** A step of the normal score. */
const scoreStep = 1e-4;

/**
 * Mean squares of derivatives, and the bounds that they put on total indices: by Poincaré's inequality for the normal score of an input or for
 * its probability, whichever is lower, which are the best constants for normal and for uniform inputs. What jumps is not seen by derivatives:
 * a bound holds where the output is continuous in the input. Takes rows times (cells of inputs + 1) evaluations.
 */
export function globalDerivatives(model: Model, settings: GlobalDerivativeSettings): GlobalDerivatives | Unsuitable {
  if (model.inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  const { seed, sampling = defaultSampling } = settings;
  const rows = Math.max(1, Math.ceil((settings.rows ?? 1024) / 512)) * 512;
  const blocks = blocksOf(model);
  const base = correlatedUniforms(blocks, independentUniforms(model, { seed, rows, sampling }, 0));
  const owner = model.inputs.flatMap(({ cells }, input) => new Array<number>(cells).fill(input));
  const isAlone = owner.map((_, cell) => blocks.some(({ cells }) => cells.length === 1 && cells[0] === cell));
  const uniformsOf = (columns: readonly Float64Array[]) =>
    model.inputs.map((_, input) => columns.filter((_, cell) => owner[cell] === input));
  const { outputs } = model.evaluate(uniformsOf(base), rows);
  const bySquare = outputs.map(() => ({
    score: owner.map(() => new Float64Array(rows)),
    probability: owner.map(() => new Float64Array(rows)),
  }));
  owner.forEach((input, cell) => {
    if (model.inputs[input]!.discrete) return;
    const scores = base[cell]!.map(normalQuantile);
    const moved = scores.map((score) => normalCdf(score + (score > 0 ? -scoreStep : scoreStep)));
    const { outputs: changed } = model.evaluate(uniformsOf(base.map((column, other) => (other === cell ? moved : column))), rows);
    changed.forEach((column, output) => {
      const { score, probability } = bySquare[output]!;
      for (let row = 0; row < rows; row++) {
        const change = column[row]! - outputs[output]![row]!;
        probability[cell]![row] = square(change / (moved[row]! - base[cell]![row]!));
        score[cell]![row] = square(change / scoreStep);
      }
    });
  });
  const replicated = hasReplicates(sampling);
  const found = outputs.map((column, output) => {
    const squares = squaresOf(column);
    if (!squares.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite" } as const;
    const variance = squares.reduce((sum, square) => sum + square, 0) / rows;
    if (column.every((value) => value === column[0])) return { kind: "unsuitable", reason: "constant" } as const;
    const one = new Float64Array(rows).fill(1);
    const inputs = model.inputs.map(({ name, discrete = false }, input) => {
      if (discrete) return { name };
      const cells = owner.flatMap((of, cell) => (of === input ? [cell] : []));
      const sum = (columns: readonly Float64Array[], factor: number) =>
        one.map((_, row) => cells.reduce((total, cell) => total + factor * columns[cell]![row]!, 0));
      const { score, probability } = bySquare[output]!;
      const scores = sum(score, 1);
      const perScore = meanRatio(scores, one, replicated);
      if (!cells.every((cell) => isAlone[cell])) return { name, perScore };
      const bounds = [scores, sum(probability, 1 / (Math.PI * Math.PI))].map((numbers) => meanRatio(numbers, squares, replicated));
      return { name, perScore, totalAtMost: bounds[0]!.value <= bounds[1]!.value ? bounds[0]! : bounds[1]! };
    });
    return { inputs, variance };
  });
  return { outputs: found, evaluations: rows * (1 + owner.filter((input) => !model.inputs[input]!.discrete).length) };
}

function squaresOf(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.map((value) => (value - mean) * (value - mean));
}

/** The ratio of the means of two columns. */
function meanRatio(above: Float64Array, below: Float64Array, replicated: boolean): Interval {
  const sums = [above, below].map((column) => {
    const result = new Float64Array(replicateCount);
    for (let row = 0; row < column.length; row++) result[row % replicateCount]! += column[row]!;
    return result;
  });
  const [top, bottom] = sums.map((each) => each.reduce((sum, value) => sum + value, 0)) as [number, number];
  const value = top / bottom;
  if (replicated)
    return intervalOfReplicates(
      value,
      sums[0]!.map((sum, r) => sum / sums[1]![r]!),
    );
  let squares = 0;
  for (let row = 0; row < above.length; row++) squares += square(above[row]! - value * below[row]!);
  return intervalOfError(value, Math.sqrt(squares) / bottom);
}
