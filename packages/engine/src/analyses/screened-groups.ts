/** Which inputs of a graph deserve indices of their own: a cheap screening beforehand, so that large models cost no more than small ones. */
import type { Graph, NodeId } from "../graph.js";
import { isUnsuitable, type Unsuitable } from "./draws.js";
import { inputsOf } from "./graph-inputs.js";
import { modelOfGraph } from "./models.js";
import { type MorrisSettings, morrisEffects } from "./morris.js";

/** Groups for Sobol' indices. */
export interface ScreenedGroups {
  /** The most important first, each an input with those that it is correlated with. */
  readonly single: readonly (readonly string[])[];
  /** All others together; empty where there are none. */
  readonly rest: readonly string[];
  readonly evaluations: number;
}

/**
 * The inputs that move any cell of the outputs most, at most `most` of them, by the mean sizes of elementary effects: as shares of their sum in each
 * cell, the largest over all cells. With 10 trajectories unless said, it takes ten evaluations for each input.
 */
export function screenedGroups(
  graph: Graph,
  outputs: readonly NodeId[],
  { most, trajectories = 10, ...settings }: MorrisSettings & { readonly most: number },
): ScreenedGroups | Unsuitable {
  const model = modelOfGraph(graph, outputs);
  if (isUnsuitable(model)) return model;
  const screening = morrisEffects(model, { ...settings, trajectories });
  if (isUnsuitable(screening)) return screening;
  const weight = new Map<string, number>();
  for (const effects of screening.outputs) {
    if (isUnsuitable(effects)) continue;
    const sum = effects.reduce((total, { meanSize }) => total + meanSize.value, 0);
    for (const { name, meanSize } of effects) weight.set(name, Math.max(weight.get(name) ?? 0, meanSize.value / sum));
  }
  const weightOf = (group: readonly string[]) => group.reduce((sum, name) => sum + (weight.get(name) ?? 0), 0);
  const groups = [...inputsOf(graph, outputs).groups].sort((one, other) => weightOf(other) - weightOf(one));
  return { single: groups.slice(0, most), rest: groups.slice(most).flat(), evaluations: screening.evaluations };
}
