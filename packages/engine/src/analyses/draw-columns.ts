/** Columns of draws made ready for an analysis: checked, of one length, more being better; and means of columns with their errors. */
import { type Moments, meanError, momentsOf } from "../statistics/moments.js";
import type { Estimated, Unsuitable } from "./draws.js";

/** Whether less or more of something is wanted. */
export type Sense = "minimise" | "maximise";

const known = new WeakMap<Float64Array, Moments>();

/** The moments of a column of draws, worked out once for as long as it is held. Columns of draws do not change. */
export function momentsOfDraws(column: Float64Array): Moments {
  const moments = known.get(column) ?? momentsOf(column);
  known.set(column, moments);
  return moments;
}

/** What is made of each column, once for all that are one and the same array: options that an objective does not tell apart share theirs. */
export function mapDistinct<Made>(columns: readonly Float64Array[], make: (column: Float64Array) => Made): readonly Made[] {
  const made = new Map<Float64Array, Made>();
  for (const column of columns) if (!made.has(column)) made.set(column, make(column));
  return columns.map((column) => made.get(column)!);
}

/** The mean of a column with its standard error, formed as `meanError` says. */
export function estimatedMean(values: Float64Array, replicated: boolean): Estimated {
  const moments = momentsOfDraws(values);
  return { value: moments.mean, error: meanError(moments, replicated) };
}

/** Columns of one length, those of length one (a certain value) repeated as often as the others are long. Other lengths must agree. */
export function widened(columns: readonly Float64Array[]): readonly Float64Array[] {
  const length = columns.reduce((most, column) => Math.max(most, column.length), 0);
  return columns.map((column) => {
    if (column.length === length) return column;
    if (column.length !== 1) throw new Error(`A column has ${column.length} draws and another ${length}.`);
    return new Float64Array(length).fill(column[0]!);
  });
}

/** The column with more being better: as it is, or negated. */
export function towardsMore(column: Float64Array, sense: Sense): Float64Array {
  if (sense === "maximise") return column;
  const negated = new Float64Array(column.length);
  for (let draw = 0; draw < negated.length; draw++) negated[draw] = 0 - column[draw]!;
  return negated;
}

/** Why columns cannot be analysed: too few draws, or one of them with draws that are infinite or not numbers (`have` says how many). */
export function unsuitableColumns(columns: readonly Float64Array[], names: readonly string[], need = 1): Unsuitable | undefined {
  const have = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const isCertain = columns.every((column) => column.length === 1);
  if (have < need && !isCertain) return { kind: "unsuitable", reason: "too-few-draws", have, need };
  for (const [index, column] of columns.entries()) {
    if (column.length === 0) return { kind: "unsuitable", reason: "too-few-draws", name: names[index] ?? "", have: 0, need };
    const { notFinite } = momentsOfDraws(column);
    if (notFinite > 0) return { kind: "unsuitable", reason: "not-finite", name: names[index] ?? "", have: notFinite };
  }
  return undefined;
}

/** Per option and draw its share of the first place among the eligible options; ties share it equally. */
export function bestShares(benefits: readonly Float64Array[], eligible: readonly boolean[]): readonly Float64Array[] {
  const shareOf = sharesOfBest(benefits, eligible);
  return benefits.map((_, option) => shareOf(option));
}

/** The same for those options that are asked for. */
export function sharesOfBest(benefits: readonly Float64Array[], eligible: readonly boolean[] = []): (option: number) => Float64Array {
  const draws = benefits[0]?.length ?? 0;
  const ranked = benefits.filter((_, option) => eligible[option] ?? true);
  const best = new Float64Array(draws).fill(-Infinity);
  for (const column of ranked) for (let draw = 0; draw < draws; draw++) if (column[draw]! > best[draw]!) best[draw] = column[draw]!;
  const ties = new Uint32Array(draws);
  for (const column of ranked) for (let draw = 0; draw < draws; draw++) if (column[draw] === best[draw]) ties[draw]!++;
  return (option) => {
    const column = benefits[option]!;
    const shares = new Float64Array(column.length);
    if (eligible[option] ?? true) for (let draw = 0; draw < draws; draw++) if (column[draw] === best[draw]) shares[draw] = 1 / ties[draw]!;
    return shares;
  };
}
