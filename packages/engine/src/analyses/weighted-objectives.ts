/** From objectives in their own units to acceptability: each objective scaled between a worst and a best level, then weighed. */

import { type Sense, unsuitableColumns } from "./draw-columns.js";
import type { Unsuitable } from "./draws.js";
import { type Acceptability, type SmaaOptions, smaa } from "./smaa.js";
import { type Levels, levelsOf, partialValues } from "./weights.js";

/** An objective with a column of draws per option; `levels` bound its swing, by the draws of these options unless given (see `levelsOf`). */
export interface WeighedObjective {
  readonly name: string;
  readonly sense: Sense;
  readonly columns: readonly Float64Array[];
  readonly levels?: Levels;
}

/** The levels by which swings were bounded, in the order of the objectives, and the acceptability of every option. */
export interface WeighedObjectives {
  readonly levels: readonly Levels[];
  readonly options: readonly Acceptability[];
}

/** Weighs objectives. An objective whose worst and best level are the same tells nothing apart: it is named as constant. */
export function weighObjectives(
  objectives: readonly WeighedObjective[],
  options: readonly string[],
  settings: SmaaOptions,
): WeighedObjectives | Unsuitable {
  for (const { columns } of objectives) {
    const unsuitable = unsuitableColumns(columns, options);
    if (unsuitable) return unsuitable;
  }
  const levels = objectives.map((objective) => objective.levels ?? levelsOf(objective.columns, objective.sense));
  const constant = objectives.find((_, index) => levels[index]!.best === levels[index]!.worst);
  if (constant) return { kind: "unsuitable", reason: "constant", name: constant.name };
  const values = objectives.map(({ columns }, index) => columns.map((column) => partialValues(column, levels[index]!)));
  const found = smaa(values, options, settings);
  return "kind" in found ? found : { levels, options: found };
}
