/**
 * The tornado: every input at a low and at a high quantile, one at a time, all others at their medians. Points between show where an output does
 * not simply rise or fall; discrete inputs go through their states.
 */
import type { Unsuitable } from "./draws.js";
import type { Model } from "./models.js";

/** Where inputs are put. */
export interface TornadoSettings {
  /** The low and the high probability; 0.1 and 0.9 unless said. */
  readonly low?: number;
  readonly high?: number;
  /** Points between low and high, beside the median; 2 unless said. */
  readonly between?: number;
}

/** One point of a bar: an input's probability and value, and the output there. */
export interface TornadoPoint {
  readonly probability: number;
  readonly value: number;
  readonly output: number;
}

/** What one input does to an output by itself. */
export interface TornadoBar {
  readonly name: string;
  /** Its points in the order of probabilities: the first is low and the last high, or the first and last state. */
  readonly points: readonly TornadoPoint[];
  /** The output at the high end less that at the low end. */
  readonly swing: number;
  /** The least and the greatest output over all points: the bar, by whose length bars are sorted. */
  readonly range: readonly [number, number];
  /** Whether the output rises and falls between the ends. */
  readonly isMonotone: boolean;
}

/** The tornado of one output. */
export interface Tornado {
  /** The output with all inputs at their medians. */
  readonly base: number;
  /** The longest first. */
  readonly bars: readonly TornadoBar[];
}

/** The tornados of all outputs of a model. */
export interface Tornados {
  readonly outputs: readonly (Tornado | Unsuitable)[];
  readonly evaluations: number;
}

/** Works out the tornados of a model. All cells of an input move together; correlated inputs move alone. Exact: there is no sampling in it. */
export function tornado(model: Model, { low = 0.1, high = 0.9, between = 2 }: TornadoSettings = {}): Tornados | Unsuitable {
  if (model.inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  if (!(low > 0 && low < high && high < 1)) throw new Error(`A tornado goes from a low to a high probability, not from ${low} to ${high}.`);
  const evenly = Array.from({ length: between }, (_, point) => low + ((high - low) * (point + 1)) / (between + 1));
  const median = low < 0.5 && high > 0.5 ? [0.5] : [];
  const usual = [...new Set([low, ...evenly, ...median, high])].sort((one, other) => one - other);
  const points = model.inputs.map(({ states }) => (states === undefined ? usual : middlesOf(states)));
  const draws = 1 + points.reduce((sum, { length }) => sum + length, 0);
  let next = 1;
  const firsts = points.map(({ length }) => {
    next += length;
    return next - length;
  });
  const uniforms = points.map((own, input) => {
    const column = new Float64Array(draws).fill(0.5);
    column.set(own, firsts[input]!);
    return [column];
  });
  const { outputs, values } = model.evaluate(uniforms, draws);
  const tornadoOf = (column: Float64Array): Tornado | Unsuitable => {
    if (!column.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite" };
    const bars = model.inputs.map(({ name }, input) =>
      barOf(
        name,
        points[input]!.map((probability, point) => {
          const draw = firsts[input]! + point;
          return { probability, value: values[input]![draw]!, output: column[draw]! };
        }),
      ),
    );
    const length = ({ range }: TornadoBar) => range[1] - range[0];
    return { base: column[0]!, bars: bars.sort((one, other) => length(other) - length(one)) };
  };
  return { outputs: outputs.map(tornadoOf), evaluations: draws };
}

/** The middles of the stretches of probability that belong to states with any. */
function middlesOf(chances: readonly number[]): readonly number[] {
  let sum = 0;
  return chances.flatMap((chance) => {
    sum += chance;
    return chance > 0 ? [sum - chance / 2] : [];
  });
}

function barOf(name: string, points: readonly TornadoPoint[]): TornadoBar {
  const outputs = points.map(({ output }) => output);
  const [first, last] = [outputs[0]!, outputs[outputs.length - 1]!];
  const rises = outputs.slice(1).map((output, index) => Math.sign(output - outputs[index]!));
  return {
    name,
    points,
    swing: last - first,
    range: [Math.min(...outputs), Math.max(...outputs)],
    isMonotone: !(rises.includes(1) && rises.includes(-1)),
  };
}
