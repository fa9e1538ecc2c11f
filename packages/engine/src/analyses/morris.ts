/**
 * Screening by elementary effects (Morris 1991, Campolongo et al. 2007): which of many inputs matter at all, at a cost of a few evaluations per
 * input. Inputs move on a grid of probabilities, so that all are on one scale whatever their units.
 */
import { fillUniforms, streamKey } from "../random.js";
import type { Estimated, Unsuitable } from "./draws.js";
import { square } from "./intervals.js";
import type { Model } from "./models.js";

/** How much is evaluated. */
export interface MorrisSettings {
  readonly seed: number;
  /** How many trajectories, each of one evaluation more than there are inputs; 20 unless said. */
  readonly trajectories?: number;
  /** The levels of the grid, an even number; 4 unless said. A step is half of them. */
  readonly levels?: number;
  /** Between which probabilities the grid lies; the middles of equal parts unless said, since many inputs have no smallest or largest value. */
  readonly range?: readonly [number, number];
}

/** The elementary effects of one input: changes of the output per change of the input's probability from 0 to 1. */
export interface MorrisEffect {
  readonly name: string;
  /** Their mean, with sign. */
  readonly mean: Estimated;
  /** The mean of their sizes, by which inputs are ranked. */
  readonly meanSize: Estimated;
  /** Their standard deviation: large where the input interacts or acts in a curve. */
  readonly sd: number;
}

/** The screening of a model: for each of its outputs the effects of all inputs, in the order of the model. */
export interface MorrisScreening {
  readonly outputs: readonly (readonly MorrisEffect[] | Unsuitable)[];
  readonly evaluations: number;
}

/** Screens the inputs of a model; the cells of an input move together. Correlations are left out of account: inputs move one at a time. */
export function morrisEffects(model: Model, { seed, trajectories = 20, levels = 4, range }: MorrisSettings): MorrisScreening | Unsuitable {
  const inputs = model.inputs.length;
  if (inputs === 0) return { kind: "unsuitable", reason: "no-inputs" };
  if (trajectories < 2) return { kind: "unsuitable", reason: "too-few-draws", have: trajectories, need: 2 };
  if (!(levels >= 2 && levels % 2 === 0)) throw new Error(`The levels of a screening are an even number, not ${levels}.`);
  const [low, high] = range ?? [0.5 / levels, 1 - 0.5 / levels];
  const spacing = (high - low) / (levels - 1);
  const length = inputs + 1;
  const draws = trajectories * length;
  const uniforms = Array.from({ length: inputs }, () => new Float64Array(draws));
  const moved = new Int32Array(draws);
  const steps = new Float64Array(draws);
  const chance = new Float64Array(3 * inputs);
  for (let trajectory = 0; trajectory < trajectories; trajectory++) {
    fillUniforms(chance, streamKey(seed, ["morris"]), trajectory);
    const order = Array.from({ length: inputs }, (_, index) => index).sort((one, other) => chance[one]! - chance[other]!);
    const level = Int32Array.from(order, (_, input) => Math.floor(chance[inputs + input]! * levels));
    for (let point = 0; point < length; point++) {
      const draw = trajectory * length + point;
      if (point > 0) {
        const input = order[point - 1]!;
        const isUp = level[input]! < levels / 2;
        level[input]! += isUp ? levels / 2 : -levels / 2;
        moved[draw] = input;
        steps[draw] = ((isUp ? 1 : -1) * levels * spacing) / 2;
      }
      for (let input = 0; input < inputs; input++) uniforms[input]![draw] = low + level[input]! * spacing;
    }
  }
  const { outputs } = model.evaluate(
    uniforms.map((column) => [column]),
    draws,
  );
  return { outputs: outputs.map((column) => effectsOf(model, column, moved, steps, length)), evaluations: draws };
}

function effectsOf(
  model: Model,
  column: Float64Array,
  moved: Int32Array,
  steps: Float64Array,
  length: number,
): readonly MorrisEffect[] | Unsuitable {
  const effects: number[][] = model.inputs.map(() => []);
  for (let draw = 0; draw < column.length; draw++) {
    if (draw % length > 0) effects[moved[draw]!]!.push((column[draw]! - column[draw - 1]!) / steps[draw]!);
  }
  if (!effects.every((list) => list.every(Number.isFinite))) return { kind: "unsuitable", reason: "not-finite" };
  if (effects.every((list) => list.every((effect) => effect === 0))) return { kind: "unsuitable", reason: "constant" };
  return model.inputs.map(({ name }, input) => {
    const own = spreadOf(effects[input]!);
    const sizes = spreadOf(effects[input]!.map(Math.abs));
    const root = Math.sqrt(effects[input]!.length);
    return {
      name,
      mean: { value: own.mean, error: own.sd / root },
      meanSize: { value: sizes.mean, error: sizes.sd / root },
      sd: own.sd,
    };
  });
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + square(value - mean), 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}
