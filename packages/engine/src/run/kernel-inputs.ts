/** Instructions of random inputs that leave uniforms and inversion to kernels, with the bits that the interpreter gives. */
import { blockKey, blockSize, replicateCount } from "../random.js";
import type { DigitalSequence } from "../sampling/digital-sequence.js";
import type { Arena } from "./arena.js";
import type { SwappedStream, UniformSource } from "./designs.js";
import { boundsAt, type DrawParts, drawParts, type Input, inputInstruction, nearlyOne, uniformsOf } from "./inputs.js";
import type { Instruction, Machine } from "./instructions.js";
import { callKernels, inTurn, isFull, type KernelInstruction, kernel } from "./kernel-calls.js";
import { familyFormula, soundness } from "./kernel-families.js";
import { type FixedQuantiles, fixedQuantiles, listedQuantiles, standardMember, standardNormal } from "./quantiles.js";

type Column = Float64Array;

/** The instruction of a random input's cell. Where its parameters cannot change any more, they are known by now. */
export function fastInputInstruction(machine: Machine, arena: Arena, node: Input, cell: number): Instruction {
  const out = machine.columns[cell]!;
  const sources = machine.wiring.sources[cell]!.map((source) => machine.columns[source]!);
  const { clock, wiring } = machine;
  const uniforms = arena.scratch("uniforms");
  const isSettled = wiring.plan.isDynamic[wiring.nodeOf[cell]!] !== true;
  const invert = inversion(arena, node, uniforms, out, sources, isSettled);
  if (invert === undefined) return inputInstruction(machine, node, cell);
  const courses = uniformsOf(machine, node, cell);
  const fills = courses.map((source) => uniformFill(machine, arena, source, uniforms));
  const swapped = courses.length === 1 ? courses[0]!.swapped : undefined;
  if (swapped !== undefined && isSettled && !sources.some(isFull))
    return remembering(machine, swapped, inTurn(arena, [fills[0]!, invert]), out);
  if (fills.length === 1) return inTurn(arena, [fills[0]!, invert]);
  return () => {
    fills[clock.period]!();
    invert();
  };
}

/** What computes a column that is the same wherever the same block of the same sample stands: worked out once while that block is gone through. */
function remembering({ clock }: Machine, { blockOf, isSecond }: SwappedStream, work: Instruction, out: Column): Instruction {
  const known = [new Float64Array(blockSize), new Float64Array(blockSize)];
  const blocks = [-1, -1];
  return () => {
    const sample = isSecond(clock.block) ? 1 : 0;
    const block = blockOf(clock.block);
    if (blocks[sample] === block) out.set(known[sample]!);
    else {
      work();
      known[sample]!.set(out);
      blocks[sample] = block;
    }
  };
}

function uniformFill({ clock }: Machine, arena: Arena, { plain, swapped, fill }: UniformSource, out: Column): Instruction {
  const to = out.byteOffset;
  if (plain?.sequence !== undefined) return sequenceFill(arena, plain.sequence, arena.block(), out);
  const [first, second] = [swapped?.first.sequence, swapped?.second.sequence];
  if (swapped !== undefined && first !== undefined && second !== undefined) {
    const { blockOf, isSecond } = swapped;
    const present = arena.words(4);
    const fromFirst = sequenceFill(arena, first, present, out);
    const hasRoom = arena.hasRoom((second.base.length + second.directions.length) / 2 + 4);
    const fromSecond = hasRoom ? sequenceFill(arena, second, present, out) : () => fill(out, clock.block);
    return () => {
      present[0] = blockOf(clock.block);
      if (isSecond(clock.block)) fromSecond();
      else fromFirst();
    };
  }
  if (plain?.isPseudoRandom) {
    const { key } = plain;
    const xoshiro = arena.kernels.xoshiro!;
    return () => {
      const [a, b, c, d] = blockKey(key, clock.block);
      xoshiro(to, out.byteLength, a!, b!, c!, d!);
    };
  }
  return () => fill(out, clock.block);
}

/** Fills with the block of a digital sequence whose number stands at `block`. */
function sequenceFill(arena: Arena, { base, directions, levels }: DigitalSequence, block: Uint32Array, out: Column): KernelInstruction {
  const [points, words] = [arena.words(base.length), arena.words(directions.length)];
  points.set(base);
  for (let level = 0; level < levels; level++) {
    for (let replicate = 0; replicate < replicateCount; replicate++) {
      const at = 2 * (replicate * levels + level);
      words.set(directions.subarray(at, at + 2), 2 * (level * replicateCount + replicate));
    }
  }
  const values = [out.byteOffset, points.byteOffset, words.byteOffset, levels, block.byteOffset, out.byteLength];
  return callKernels(arena, [{ name: "digital", arguments: values }]);
}

/** What turns the column of uniforms into values; nothing where the interpreter has to do it, draw by draw. */
function inversion(
  arena: Arena,
  node: Input,
  uniforms: Column,
  out: Column,
  sources: readonly Column[],
  isSettled: boolean,
): Instruction | undefined {
  switch (node.kind) {
    case "empirical":
      return guided(arena, listedQuantiles(node.values, node.weights), uniforms, out);
    case "categorical":
      return states(arena, uniforms, out, sources);
    case "draw": {
      const parts = drawParts(node, sources);
      const isMoving = [...parts.parameters, parts.lower, parts.upper].some((column) => column !== undefined && isFull(column));
      if (isMoving) return movingInversion(arena, parts, uniforms, out, isSettled);
      return isSettled ? settledInversion(arena, parts, uniforms, out) : steadyInversion(arena, parts, uniforms, out);
    }
  }
}

function guided(arena: Arena, table: Float64Array, uniforms: Column, out: Column): Instruction | undefined {
  const place = arena.tryColumn(table.length);
  if (place === undefined) return undefined;
  place.set(table);
  return callKernels(arena, [{ name: "guided", arguments: [out.byteOffset, uniforms.byteOffset, place.byteOffset, out.byteLength] }]);
}

/** As in the interpreter, the state is how many cumulative probabilities u has reached, and NaN where they are. */
function states(arena: Arena, uniforms: Column, out: Column, probabilities: readonly Column[]): Instruction {
  const sum = arena.scratch("sum");
  const reached = arena.scratch("reached");
  const steps: Instruction[] = [];
  const certain = arena.column(probabilities.length + 1);
  const lasts = probabilities.slice(0, -1);
  const isSteady = !lasts.some(isFull);
  let before: Column | undefined;
  lasts.forEach((probability, k) => {
    const present = isSteady ? certain.subarray(k, k + 1) : k === 0 ? probability : sum;
    if (!isSteady && before !== undefined) steps.push(kernelOrFill(arena, "add", sum, [before, probability]));
    if (k === 0) steps.push(kernel(arena, "greater-equal", out, [uniforms, present]));
    else steps.push(kernel(arena, "greater-equal", reached, [uniforms, present]), kernel(arena, "add", out, [out, reached]));
    before = present;
  });
  const all = certain.subarray(lasts.length, lasts.length + 1);
  if (isSteady)
    return () => {
      let total = 0;
      lasts.forEach((probability, k) => {
        total += probability[0]!;
        certain[k] = total;
      });
      if (lasts.length === 0) out.fill(0);
      for (const step of steps) step();
      if (Number.isNaN(total)) out.fill(total);
    };
  all[0] = 0;
  const none = kernel(arena, "multiply", sum, [before!, all]);
  const spoil = kernel(arena, "add", out, [out, sum]);
  return () => {
    for (const step of steps) step();
    none();
    spoil();
  };
}

/** A kernel whose arguments may both be single numbers, and whose result is a column. */
function kernelOrFill(arena: Arena, name: "add", out: Column, arguments_: readonly [Column, Column]): Instruction {
  if (arguments_.some(isFull)) return kernel(arena, name, out, arguments_);
  return () => void out.fill(arguments_[0][0]! + arguments_[1][0]!);
}

/** Families whose quantile at parameters that differ between draws is a few operations on columns. */
function movingInversion(arena: Arena, parts: DrawParts, uniforms: Column, out: Column, isSettled: boolean): Instruction | undefined {
  if (parts.lower !== undefined || parts.upper !== undefined) return undefined;
  const { distribution, parameters } = parts;
  const operate = family(arena, distribution.name, uniforms, out, parameters) ?? memberInversion(arena, parts, uniforms, out, isSettled);
  if (operate === undefined) return undefined;
  const present = parameters.map((column) => column[0]!);
  const isCertainlySound = soundness[distribution.name] ?? (() => false);
  return () => {
    operate();
    for (let i = 0; i < out.length; i++) {
      for (let k = 0; k < parameters.length; k++) present[k] = parameters[k]![isFull(parameters[k]!) ? i : 0]!;
      if (!isCertainlySound(present[0]!, present[1]!) && distribution.problem(present) !== undefined) out[i] = Number.NaN;
    }
  };
}

/** Values of the standard member of a family, moved and stretched. Its shape has to be known by now. */
function memberInversion(arena: Arena, { distribution, parameters }: DrawParts, uniforms: Column, out: Column, isSettled: boolean) {
  const member = isSettled ? standardMember(distribution, parameters) : undefined;
  const values = member && curve(arena, member.quantiles, uniforms, out);
  if (member === undefined || values === undefined) return undefined;
  const scale = parameters[member.scale]!;
  const location = member.location === undefined ? undefined : parameters[member.location]!;
  const stretched = location ? kernel(arena, "normalFrom", out, [out, location, scale]) : kernel(arena, "multiply", out, [scale, out]);
  return inTurn(arena, [values, stretched]);
}

/** The quantile of a family as operations on columns, at parameters without a problem. */
function family(arena: Arena, name: string, uniforms: Column, out: Column, parameters: readonly Column[]): Instruction | undefined {
  switch (name) {
    case "normal":
    case "lognormal": {
      const scores = curve(arena, standardNormal(), uniforms, out);
      return scores && inTurn(arena, [scores, kernel(arena, `${name}From`, out, [out, ...parameters])]);
    }
    case "uniform":
    case "triangular":
    case "bernoulli":
    case "exponential":
      return kernel(arena, `${name}From`, out, [uniforms, ...parameters]);
    default:
      return familyFormula(arena, name, uniforms, out, parameters);
  }
}

/** Values from a table of polynomials, and by the formula where it has none. */
function curve(arena: Arena, { curve: table, formula }: FixedQuantiles, uniforms: Column, out: Column): Instruction | undefined {
  if (table === undefined) return undefined;
  const place = arena.table(table);
  if (place === undefined) return undefined;
  const redo = arena.redo();
  const values = [out.byteOffset, uniforms.byteOffset, place.byteOffset, redo.byteOffset, out.byteLength];
  const then = (count: number) => {
    for (let k = 0; k < count; k++) out[redo[k]!] = formula(uniforms[redo[k]!]!);
  };
  return callKernels(arena, [{ name: "quantile", arguments: values, then }]);
}

/** The inversion at these parameters, which have no problem. */
function inversionAt(arena: Arena, parts: DrawParts, present: readonly number[], uniforms: Column, out: Column): Instruction {
  const direct = family(arena, parts.distribution.name, uniforms, out, parts.parameters);
  if (direct !== undefined) return direct;
  const fixed = fixedQuantiles(parts.distribution, present);
  return (fixed.guide ? guided(arena, fixed.guide, uniforms, out) : curve(arena, fixed, uniforms, out)) ?? oneByOne(fixed, uniforms, out);
}

/** The probabilities between which values lie, at present parameters and bounds; not rising where there is no distribution. */
function presentBounds({ distribution, lower, upper }: DrawParts, present: readonly number[]): readonly [number, number] {
  if (distribution.problem(present) !== undefined) return [Number.NaN, Number.NaN];
  return boundsAt(distribution, present, lower?.[0], upper?.[0]);
}

/** Narrows uniforms to those bounds, which stand in `bounds` as start and width, and keeps values within the limits. */
function truncation(arena: Arena, { lower, upper }: DrawParts, bounds: Column, uniforms: Column, out: Column) {
  return {
    narrow: [
      kernel(arena, "multiply", uniforms, [uniforms, bounds.subarray(1, 2)]),
      kernel(arena, "add", uniforms, [uniforms, bounds.subarray(0, 1)]),
      kernel(arena, "min", uniforms, [uniforms, bounds.subarray(2, 3)]),
    ],
    clamp: [...(lower ? [kernel(arena, "max", out, [out, lower])] : []), ...(upper ? [kernel(arena, "min", out, [out, upper])] : [])],
  };
}

/** Inversion at parameters and bounds that will not change. */
function settledInversion(arena: Arena, parts: DrawParts, uniforms: Column, out: Column): Instruction {
  const present = parts.parameters.map((column) => column[0]!);
  const [low, high] = presentBounds(parts, present);
  const invert = low < high ? inversionAt(arena, parts, present, uniforms, out) : () => void out.fill(Number.NaN);
  if (parts.lower === undefined && parts.upper === undefined) return invert;
  const bounds = arena.column(4);
  bounds.set([low, high - low, nearlyOne]);
  const { narrow, clamp } = truncation(arena, parts, bounds, uniforms, out);
  return inTurn(arena, [...narrow, invert, ...clamp]);
}

/** Inversion at parameters and bounds that are the same in every draw, but may change from one period to the next. */
function steadyInversion(arena: Arena, parts: DrawParts, uniforms: Column, out: Column): Instruction {
  const known = new Map<string, Instruction>();
  const bounds = arena.column(4);
  const isTruncated = parts.lower !== undefined || parts.upper !== undefined;
  const { narrow, clamp } = truncation(arena, parts, bounds, uniforms, out);
  return () => {
    const present = parts.parameters.map((column) => column[0]!);
    const [low, high] = presentBounds(parts, present);
    if (!(low < high)) out.fill(Number.NaN);
    else {
      bounds.set([low, high - low, nearlyOne]);
      if (isTruncated) for (const step of narrow) step();
      const key = present.join(" ");
      const invert = known.get(key) ?? inversionAt(arena, parts, present, uniforms, out);
      known.set(key, invert);
      invert();
    }
    for (const step of clamp) step();
  };
}

function oneByOne({ at }: FixedQuantiles, uniforms: Column, out: Column): Instruction {
  return () => {
    for (let i = 0; i < out.length; i++) out[i] = at(uniforms[i]!);
  };
}
