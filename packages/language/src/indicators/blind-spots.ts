/** Which uncertain inputs flip the answer, and which indicators would reveal each; those that none reveals are blind spots. */
import { type FlipsResult, isUnsuitable, type PerObjective, type Unsuitable } from "@outweigh/engine";
import type { StatedIndicator } from "./stated.js";

/** An input that flips the answer, where it does most probably. Values are in base units; options are places in the decision. */
export interface FlippingInput {
  /** Its name in the decision. */
  readonly input: string;
  /** The name of the declaration in the text. */
  readonly name: string;
  /** The objective on which it flips the answer, or `weights:NAME`. */
  readonly objective: string;
  readonly leader: number;
  /** The option that overtakes the leader. */
  readonly rival: number;
  /** Where: only the clear flip points. */
  readonly points: readonly { readonly value: number; readonly error: number; readonly betterAbove: number }[];
  /** The probability that the input lies where the rival is the better one. */
  readonly changed: { readonly value: number; readonly error: number };
  /** The 5 %, 50 % and 95 % quantiles. */
  readonly quantiles: readonly [number, number, number];
  /** Indicators that would reveal it, by their ids; none for a blind spot. */
  readonly revealedBy: readonly string[];
}

/** Every input that flips the answer, the likeliest first, by the result of the analysis `flip-points`. */
export function flippingInputs(
  result: PerObjective<FlipsResult> | Unsuitable | object | undefined,
  stated: ReadonlyMap<string, StatedIndicator>,
): readonly FlippingInput[] {
  if (result === undefined || isUnsuitable(result) || !("objectives" in result)) return [];
  const likeliest = new Map<string, FlippingInput>();
  for (const { objective, pairs } of (result as PerObjective<FlipsResult>).objectives)
    for (const { pair, flips } of pairs)
      for (const { input, points, changed, quantiles } of flips) {
        const known = likeliest.get(input);
        if (known && known.changed.value >= changed.value) continue;
        const name = input.replace(/#\d+$/, "");
        const clear = points.filter(({ isClear }) => isClear).map(({ value, error, betterAbove }) => ({ value, error, betterAbove }));
        const revealedBy = [...stated].flatMap(([id, { covers }]) => (covers.has(name) || covers.has(input) ? [id] : []));
        likeliest.set(input, { input, name, objective, leader: pair[0], rival: pair[1], points: clear, changed, quantiles, revealedBy });
      }
  return [...likeliest.values()].sort((one, other) => other.changed.value - one.changed.value);
}

/** Those that no indicator reveals. */
export function blindSpots(flipping: readonly FlippingInput[]): readonly FlippingInput[] {
  return flipping.filter(({ revealedBy }) => revealedBy.length === 0);
}
