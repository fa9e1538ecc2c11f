/**
 * Rank correlation by rearrangement (Iman and Conover 1982), done within groups of the draws of a block: each stream keeps its numbers and
 * only their order changes, so that its own distribution, stratified as it is, stays exactly as sampled.
 */
import { blockSize } from "../random.js";
import { normalQuantile } from "../special.js";

/** The draws of a group, in ascending order of their values; ties by position. */
function ascending(values: Float64Array, group: number, groups: number): Uint16Array {
  const order = new Uint16Array(blockSize / groups);
  for (let i = 0; i < order.length; i++) order[i] = group + groups * i;
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}

/** Replaces the values of a column by the normal scores of their ranks in their group, draw j being in group j modulo `groups` (van der Waerden). */
export function toScores(column: Float64Array, groups: number): void {
  const size = blockSize / groups;
  const scores = Float64Array.from({ length: size }, (_, rank) => normalQuantile((rank + 1) / (size + 1)));
  for (let group = 0; group < groups; group++) {
    ascending(column, group, groups).forEach((draw, rank) => {
      column[draw] = scores[rank]!;
    });
  }
}

/** One of the independent streams of which a correlated one is mixed: its scores by `toScores`, and the weight from the Cholesky factor. */
export interface ScoredPart {
  readonly weight: number;
  readonly scores: Float64Array;
}

/**
 * Rearranges the uniforms of a stream within each group so that their ranks are those of the weighted sum of the parts, the scores having
 * first been made uncorrelated within the group (Gram and Schmidt, in the order of the parts). A part that the earlier ones exhaust is left out.
 */
export function rearrange(uniforms: Float64Array, parts: readonly ScoredPart[], groups: number): void {
  const size = blockSize / groups;
  const target = new Float64Array(blockSize);
  for (let group = 0; group < groups; group++) {
    const earlier: Float64Array[] = [];
    for (const { weight, scores } of parts) {
      const own = Float64Array.from({ length: size }, (_, i) => scores[group + groups * i]!);
      for (const other of earlier) {
        const share = dot(own, other);
        for (let i = 0; i < size; i++) own[i]! -= share * other[i]!;
      }
      const length = Math.sqrt(dot(own, own));
      if (length < 1e-6) continue;
      for (let i = 0; i < size; i++) {
        own[i]! /= length;
        target[group + groups * i]! += weight * own[i]!;
      }
      earlier.push(own);
    }
    const values = Float64Array.from(ascending(uniforms, group, groups), (draw) => uniforms[draw]!);
    ascending(target, group, groups).forEach((draw, rank) => {
      uniforms[draw] = values[rank]!;
    });
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
