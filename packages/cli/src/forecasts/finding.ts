/** A case with its ledger, and the forecast of it that is meant. */
import { type Compiled, compileCase, type ForecastState, forecastStates, type Ledger, nearNames } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import type { Effects } from "../effects.js";
import { readLedgerFile } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { dayOf } from "./times.js";

/** A case, its ledger as it is on the disk, and the state of every forecast today. */
export interface ForecastCase {
  readonly compiled: Compiled;
  readonly ledger: Ledger;
  readonly states: readonly ForecastState[];
  /** ISO day, UTC. */
  readonly today: string;
}

/** Opens a case for its forecasts. It may have errors: what is forecast does not depend on them. */
export function openForecasts(folder: string, options: CaseOptions, effects: Effects): ForecastCase | Problem {
  const blocked = folderProblem(effects, folder);
  if (blocked) return blocked;
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return ledger;
  const compiled = compileCase(openCase(effects, options), folder);
  const today = dayOf(effects.now());
  return { compiled, ledger, states: forecastStates(ledger.entries, compiled.assessment, today), today };
}

/** The forecast of this name; a name that is none gets the nearest ones. */
export function forecastNamed({ states }: ForecastCase, name: string, folder: string): ForecastState | Problem {
  const found = states.find(({ forecast }) => forecast === name);
  if (found) return found;
  if (states.length === 0)
    return problem(
      `${folder} has no forecasts.`,
      'Write one in a chapter: forecast NAME "Will it …?" with the lines by, probability and resolves.',
    );
  const near = nearNames(
    name,
    states.map(({ forecast }) => forecast),
  );
  return problem(
    `There is no forecast called “${name}”.${near === "" ? "" : ` Nearest: ${near}.`}`,
    `All forecasts of the case: outweigh forecast list ${folder}`,
  );
}
