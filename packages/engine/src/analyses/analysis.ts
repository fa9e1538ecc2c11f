/** How an analysis is defined: a record with its question, what it needs, how it is run and where its known answer comes from. */
import { Cancelled } from "../parallel/pool.js";
import type { Decision, DecisionDraws, Means } from "./decision.js";
import type { Unsuitable } from "./draws.js";

/** What an analysis cannot do without. */
export type AnalysisNeed =
  | "objective"
  | "objectives"
  | "options"
  | "inputs"
  | "targets"
  | "scenarios"
  | "experts"
  | "futures"
  | "evidence"
  | "studies"
  | "timings";

/** An analysis of a decision. Results are plain data that can be written as JSON. */
export interface Analysis<Result extends object = object> {
  readonly name: string;
  /** What it answers, as a reader would ask. */
  readonly question: string;
  /** What it needs, checked before it is run. */
  readonly needs: readonly AnalysisNeed[];
  /** The fewest draws with which it can be trusted at all. */
  readonly fewestDraws: number;
  /** The page in docs/methods, by its name. */
  readonly method: string;
  /** What its result holds, field by field; written into the reference of the manual. */
  readonly holds: string;
  /** Whose published or closed-form answer its tests reproduce. */
  readonly knownAnswer: string;
  readonly run: (subject: DecisionDraws, means: Means) => Promise<Result | Unsuitable>;
  /** Makes what does not rest on the draws, while there are none yet; a run of the same decision under the same settings finds it made. */
  readonly prepare?: (decision: Decision, means: Means) => void;
}

/** Defines an analysis. */
export function defineAnalysis<Result extends object>(analysis: Analysis<Result>): Analysis<Result> {
  return analysis;
}

/** Says how far an analysis is and gives others their turn; ends it with `Cancelled` when it is no longer wanted. */
export async function turn({ signal, onProgress, pause }: Means, share: number): Promise<void> {
  onProgress?.(share);
  await pause?.();
  if (signal?.aborted) throw new Cancelled();
}

/** What keeps an analysis from being run on a decision, if anything. */
export function lacking({ needs, fewestDraws }: Analysis, { decision, draws, standings, inputs }: DecisionDraws): Unsuitable | undefined {
  const none = (reason: Unsuitable["reason"], have: number, need: number): Unsuitable => ({ kind: "unsuitable", reason, have, need });
  const { objectives, options } = decision;
  const eligible = standings.filter((standing) => standing !== "barred").length;
  for (const need of needs) {
    if (need === "objective" && objectives.length < 1) return none("no-objective", 0, 1);
    if (need === "objectives" && objectives.length < 2) return none("not-enough-objectives", objectives.length, 2);
    if (need === "options" && options.length < 2) return none("too-few-options", options.length, 2);
    if (need === "options" && eligible === 0) return none("all-barred", 0, 2);
    if (need === "options" && eligible < 2) return none("too-few-options", eligible, 2);
    if (need === "inputs" && !inputs.some(({ columns }) => columns.length > 0)) return none("no-inputs", 0, 1);
    if (need === "scenarios" && !decision.scenarios?.length) return none("no-scenarios", 0, 1);
    if (need === "experts" && !decision.experts?.length) return none("no-experts", 0, 2);
    if (need === "futures" && !decision.futures?.length) return none("no-ranges", 0, 1);
    if (need === "evidence" && !decision.without?.length) return none("no-evidence", 0, 1);
    if (need === "studies" && !decision.studies?.length) return none("no-studies", 0, 1);
    if (need === "timings" && !decision.timings?.length) return none("no-pathway", 0, 1);
    if (need === "targets" && objectives.every(({ targets }) => targets.length === 0)) return none("no-threshold", 0, 1);
  }
  return draws < fewestDraws ? none("too-few-draws", draws, fewestDraws) : undefined;
}
