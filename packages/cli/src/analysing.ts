/** Making analyses of a compiled case for a command, with progress, until the user ends it. */
import { type Analysed, parts } from "@outweigh/brief";
import {
  type Analysis,
  analyses,
  Cancelled,
  type DecisionDraws,
  decisionNodes,
  drawDecision,
  gatherDecision,
  knownCurves,
  type Output,
  onlyOutputs,
} from "@outweigh/engine";
import {
  attributeChange,
  type CaseSettings,
  type ChangeAttribution,
  type Compiled,
  decisionOf,
  type Evaluated,
  evaluateCase,
  type NotAttributed,
  nearNames,
  noLedger,
  settingsOf,
} from "@outweigh/language";
import { inOrder, makeAnalyses, parted } from "./analysis-task.js";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";
import { pause, spreadRun, type WorkerOptions } from "./spread-run.js";
import type { UntilStableOptions } from "./until-stable.js";
import { progress } from "./watch.js";

/** Analyses rest on at least so many draws, unless the user says how many. */
export const usualDraws = 16_384;

/** The analyses that these names mean, all where there are none: names of analyses, or of parts of the brief that tell them. */
export function analysesNamed(names: readonly string[]): readonly Analysis[] | Problem {
  if (names.length === 0) return analyses;
  const byName = new Map<string, string>([
    ...parts.flatMap(({ name, analysis }) => (analysis === undefined ? [] : [[name, analysis] as const])),
    ...analyses.map(({ name }) => [name, name] as const),
  ]);
  const wanted = new Set<string>();
  for (const name of names) {
    const found = byName.get(name);
    if (found === undefined) {
      const near = nearNames(name, byName.keys());
      return problem(
        `There is no analysis called “${name}”.${near === "" ? "" : ` Near to it: ${near}.`}`,
        `Analyses are: ${[...byName.keys()].join(", ")}. Without a name all of them are made.`,
      );
    }
    wanted.add(found);
  }
  return analyses.filter(({ name }) => wanted.has(name));
}

/** How the draws of analyses are made: under the settings of the case, and at least as many as analyses need unless the user says how many. */
export function analysisSettings(compiled: Compiled, asked: CaseSettings & UntilStableOptions): Required<CaseSettings> {
  const usual = settingsOf(compiled, asked);
  const isExact = asked.draws !== undefined && !asked.untilStable;
  return { ...usual, draws: isExact ? usual.draws : Math.max(usual.draws, usualDraws) };
}

/** Draws the decision of a case once and makes the analyses on it. Rejects with `Cancelled` when the user ends the command. */
export async function analysed(
  compiled: Compiled,
  asked: CaseSettings & UntilStableOptions,
  wanted: readonly Analysis[],
  effects: Effects,
  tailProbability?: number,
): Promise<Analysed> {
  const settings = analysisSettings(compiled, asked);
  const draw = async () => ({ subject: drawDecision(decisionOf(compiled), settings) });
  return analysedOn(draw, compiled, settings, wanted, effects, tailProbability);
}

/** The same with the results of a run of the case under the settings of the analyses, for these outputs of its graph: both have one run. */
export async function analysedAndRun(
  compiled: Compiled,
  asked: CaseSettings & UntilStableOptions & WorkerOptions,
  wanted: readonly Analysis[],
  effects: Effects,
  tailProbability?: number,
  outputs: readonly Output[] = compiled.lowering.graph.outputs,
): Promise<Analysed & { readonly evaluated: Evaluated }> {
  const settings = analysisSettings(compiled, asked);
  return analysedOn(
    () => runWithDecision(compiled, outputs, settings, asked, effects),
    compiled,
    settings,
    wanted,
    effects,
    tailProbability,
  );
}

/** The outputs of a case by which analyses are told: its objectives, and its rules, which decide how options stand. */
export function outputsOfDecision({ assessment, lowering }: Compiled): readonly Output[] {
  const told = new Set([...assessment.objectives.map(({ id }) => id), ...assessment.rules.map(({ id }) => `rule:${id}`)]);
  return lowering.graph.outputs.filter(({ name }) => told.has(name));
}

/** The run of a case in which the draws of its decision are kept beside its results. */
async function runWithDecision(
  compiled: Compiled,
  asked: readonly Output[],
  settings: Required<CaseSettings>,
  options: WorkerOptions,
  effects: Effects,
) {
  const { graph } = compiled.lowering;
  const decision = decisionOf(compiled);
  const kept = onlyOutputs(graph, decisionNodes(decision)).outputs.map((output) => ({ ...output, name: `decision:${output.name}` }));
  const line = progress(effects, "Running");
  try {
    const found = await spreadRun({ ...graph, outputs: [...asked, ...kept] }, settings, options, effects, line.report);
    const outputs = found.outputs.slice(0, asked.length);
    const columns = found.outputs.slice(asked.length).map(({ draws = [] }) => draws);
    return {
      evaluated: evaluateCase(compiled, settings, { ...found, outputs }),
      subject: gatherDecision(decision, settings, columns, found.conditioning?.effectiveDraws),
    };
  } finally {
    line.end();
  }
}

async function analysedOn<Drawn extends { readonly subject: DecisionDraws }>(
  draw: () => Promise<Drawn>,
  compiled: Compiled,
  settings: Required<CaseSettings>,
  wanted: readonly Analysis[],
  effects: Effects,
  tailProbability: number | undefined,
): Promise<Analysed & Drawn> {
  const tail = tailProbability === undefined ? {} : { tailProbability };
  const { workers } = effects;
  const { here, beside } = workers?.analyses === undefined || workers.cores < 2 ? { here: wanted, beside: [] } : parted(wanted);
  const names = beside.map(({ name }) => name);
  const thread = names.length === 0 ? undefined : workers?.analyses?.start({ compiled: bare(compiled), settings, names, ...tail });
  let line: ReturnType<typeof progress> | undefined;
  const onProgress = (share: number) => line?.report(share * 100, 100);
  const means = { settings, onProgress, pause, signal: effects.stopped, ...tail };
  try {
    const drawn = await draw();
    const { subject } = drawn;
    const { decision: _, ...plain } = subject;
    thread?.give({ drawn: plain, curves: knownCurves() });
    line = progress(effects, "Analysing");
    const own = await makeAnalyses(subject, here, means);
    const others = (await thread?.results) ?? (await makeAnalyses(subject, beside, means));
    if (effects.stopped.aborted) throw new Cancelled();
    return { ...drawn, results: inOrder([...own, ...others]) };
  } finally {
    thread?.end();
    line?.end();
  }
}

/** A case without what other threads have no use for: results of a run, and findings of the check. */
function bare({ assessment, lowering, inputsHash, overrides, withdrawal }: Compiled): Compiled {
  return {
    assessment,
    lowering,
    inputsHash,
    diagnostics: [],
    ledger: noLedger,
    ...(overrides === undefined ? {} : { overrides }),
    ...(withdrawal === undefined ? {} : { withdrawal }),
  };
}

/** Attributes the change from an older version of the case, with progress. Rejects with `Cancelled` when the user ends the command. */
export async function attributed(
  older: Compiled,
  compiled: Compiled,
  asked: CaseSettings & { readonly objective?: string },
  effects: Effects,
): Promise<ChangeAttribution | NotAttributed> {
  const line = progress(effects, "Attributing");
  const { objective } = asked;
  const watch = { onProgress: line.report, signal: effects.stopped, pause };
  try {
    return await attributeChange(older, compiled, asked, { ...watch, ...(objective === undefined ? {} : { objective }) });
  } finally {
    line.end();
  }
}
