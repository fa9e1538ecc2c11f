/** Whether a run should go on: until the selection is stable, or a cap on draws is reached. */
import type { Selection } from "./correct-selection.js";

/** How far a run is: draws made, the most that may be made, the probability of correct selection wanted in the end, and with how many draws it was first judged. */
export interface RunProgress {
  readonly draws: number;
  readonly cap: number;
  readonly target: number;
  /** The draws at the first judgement; `draws` unless given. */
  readonly first?: number;
}

/** `stop-stable` also when options are tied within the indifference: more draws would not change what to do. `next` is how many draws there should be in all. */
export type Decision =
  | { readonly kind: "stop-stable"; readonly needed: number }
  | { readonly kind: "stop-unstable"; readonly needed: number }
  | { readonly kind: "go-on"; readonly needed: number; readonly next: number };

/**
 * The confidence that each judgement needs so that all together keep to the target: what may go wrong is shared equally among as many
 * judgements as doublings from the first number of draws to the cap allow (Bonferroni), as looking often finds chance results often.
 */
export function confidencePerLook({ draws, cap, target, first = draws }: RunProgress): number {
  let looks = 1;
  for (let at = Math.max(1, first); at < cap; at *= 2) looks++;
  return 1 - (1 - target) / looks;
}

/**
 * Decides after a judgement. The next number of draws is the next doubling that should bring the closest competitor three standard errors away if errors fall with the root of the draws, at
 * least one doubling and at most three: under a randomised sequence they fall faster, and at first errors themselves are known badly.
 */
export function decideToGoOn(progress: RunProgress, selection: Selection): Decision {
  const needed = confidencePerLook(progress);
  if (Math.max(selection.atLeast, selection.goodAtLeast) >= needed) return { kind: "stop-stable", needed };
  if (progress.draws >= progress.cap) return { kind: "stop-unstable", needed };
  const factors = selection.competitors.map(({ difference: { value, error } }) => {
    const wanted = 3 * error;
    const distance = value + selection.indifference;
    return distance > 0 ? (wanted / distance) * (wanted / distance) : Infinity;
  });
  let factor = 2;
  while (factor < 8 && factor < Math.max(...factors)) factor *= 2;
  return { kind: "go-on", needed, next: Math.min(progress.cap, progress.draws * factor) };
}
