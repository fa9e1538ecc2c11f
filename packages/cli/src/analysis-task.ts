/** Analyses as a task that a thread beside the command can do: what it is told, what it gives, and which ones are worth giving away. */
import { type Analysis, analyses, type DecisionDraws, type KnownCurve, lacking, type Means } from "@outweigh/engine";
import type { CaseSettings, Compiled } from "@outweigh/language";

/** What a thread is told at its start: a case as plain data, and the analyses by name. */
export interface AnalysisTask {
  readonly compiled: Compiled;
  readonly settings: Required<CaseSettings>;
  readonly names: readonly string[];
  readonly tailProbability?: number;
}

/** What it is told as soon as there are draws: these, and the tables of quantiles that were made for them. */
export interface DrawnSubject {
  readonly drawn: Omit<DecisionDraws, "decision">;
  readonly curves: readonly KnownCurve[];
}

/** Results by the names of analyses. */
export type AnalysisResults = readonly (readonly [string, object])[];

/** A thread that is making analyses; its results are undefined where it died. */
export interface AnalysisThread {
  /** Gives it the draws of the case, for which it waits. */
  readonly give: (subject: DrawnSubject) => void;
  readonly results: Promise<AnalysisResults | undefined>;
  readonly end: () => void;
}

/** Threads for analyses, and a way to let one load its modules before there is a task for it. */
export interface AnalysisThreads {
  readonly prepare: () => void;
  readonly start: (task: AnalysisTask) => AnalysisThread;
}

/** About half of the work: those that run models of their own, and the quickest others. */
const apart: ReadonlySet<string> = new Set([
  "evidence",
  "scenarios",
  "futures",
  "sobol",
  "shapley",
  "screening",
  "elasticity",
  "timing",
  "tornado",
  "risk-attitude",
]);

/** Parts analyses into those to be made here and those for a thread beside; all here where one side would have next to nothing to do. */
export function parted(wanted: readonly Analysis[]): { readonly here: readonly Analysis[]; readonly beside: readonly Analysis[] } {
  const beside = wanted.filter(({ name }) => apart.has(name));
  return beside.length < 4 || beside.length === wanted.length
    ? { here: wanted, beside: [] }
    : { here: wanted.filter(({ name }) => !apart.has(name)), beside };
}

/** Makes analyses one after the other. `onProgress` of the means tells the share of all of them. */
export async function makeAnalyses(subject: DecisionDraws, wanted: readonly Analysis[], means: Means): Promise<AnalysisResults> {
  const results: [string, object][] = [];
  for (const [index, analysis] of wanted.entries()) {
    const onProgress = (share: number) => means.onProgress?.((index + share) / wanted.length);
    onProgress(0);
    await means.pause?.();
    results.push([analysis.name, lacking(analysis, subject) ?? (await analysis.run(subject, { ...means, onProgress }))]);
  }
  return results;
}

/** The results in the order of the catalogue. */
export function inOrder(results: AnalysisResults): ReadonlyMap<string, object> {
  const place = new Map(analyses.map(({ name }, index) => [name, index]));
  return new Map([...results].sort(([one], [other]) => place.get(one)! - place.get(other)!));
}
