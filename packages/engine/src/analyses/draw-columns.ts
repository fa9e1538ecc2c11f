/** Columns of draws made ready for an analysis: checked, of one length, more being better; and means of columns with their errors. */
import { meanError, momentsOf } from "../statistics/moments.js";
import type { Estimated, Unsuitable } from "./draws.js";

/** Whether less or more of something is wanted. */
export type Sense = "minimise" | "maximise";

/** The mean of a column with its standard error, formed as `meanError` says. */
export function estimatedMean(values: Float64Array, replicated: boolean): Estimated {
  const moments = momentsOf(values);
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
  return sense === "maximise" ? column : column.map((value) => 0 - value);
}

/** Why columns cannot be analysed: too few draws, or one of them with draws that are infinite or not numbers (`have` says how many). */
export function unsuitableColumns(columns: readonly Float64Array[], names: readonly string[], need = 1): Unsuitable | undefined {
  const have = columns.reduce((most, column) => Math.max(most, column.length), 0);
  const isCertain = columns.every((column) => column.length === 1);
  if (have < need && !isCertain) return { kind: "unsuitable", reason: "too-few-draws", have, need };
  for (const [index, column] of columns.entries()) {
    if (column.length === 0) return { kind: "unsuitable", reason: "too-few-draws", name: names[index] ?? "", have: 0, need };
    const { notFinite } = momentsOf(column);
    if (notFinite > 0) return { kind: "unsuitable", reason: "not-finite", name: names[index] ?? "", have: notFinite };
  }
  return undefined;
}

/** Per option and draw its share of the first place among the eligible options; ties share it equally. */
export function bestShares(benefits: readonly Float64Array[], eligible: readonly boolean[]): readonly Float64Array[] {
  const shares = benefits.map((column) => new Float64Array(column.length));
  const ranked = benefits.map((_, option) => option).filter((option) => eligible[option] ?? true);
  for (let draw = 0; draw < (benefits[0]?.length ?? 0); draw++) {
    let best = -Infinity;
    let ties = 0;
    for (const option of ranked) {
      const value = benefits[option]![draw]!;
      if (value === best) ties++;
      else if (value > best) {
        best = value;
        ties = 1;
      }
    }
    for (const option of ranked) if (benefits[option]![draw]! === best) shares[option]![draw] = 1 / ties;
  }
  return shares;
}
