/** Making analyses of a compiled case for a command, with progress, until the user ends it. */
import { type Analysed, parts } from "@outweigh/brief";
import { type Analysis, analyses, Cancelled, drawDecision } from "@outweigh/engine";
import {
  attributeChange,
  type CaseSettings,
  type ChangeAttribution,
  type Compiled,
  decisionOf,
  type NotAttributed,
  nearNames,
  settingsOf,
} from "@outweigh/language";
import { inOrder, makeAnalyses, parted } from "./analysis-task.js";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";
import { pause } from "./spread-run.js";
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

/** Draws the decision of a case once and makes the analyses on it. Rejects with `Cancelled` when the user ends the command. */
export async function analysed(
  compiled: Compiled,
  asked: CaseSettings & UntilStableOptions,
  wanted: readonly Analysis[],
  effects: Effects,
  tailProbability?: number,
): Promise<Analysed> {
  const usual = settingsOf(compiled, asked);
  const isExact = asked.draws !== undefined && !asked.untilStable;
  const settings = { ...usual, draws: isExact ? usual.draws : Math.max(usual.draws, usualDraws) };
  const line = progress(effects, "Analysing");
  const tail = tailProbability === undefined ? {} : { tailProbability };
  const { here, beside } =
    effects.workers?.analyse === undefined || effects.workers.cores < 2 ? { here: wanted, beside: [] } : parted(wanted);
  const names = beside.map(({ name }) => name);
  const thread = names.length === 0 ? undefined : effects.workers?.analyse?.({ compiled: bare(compiled), settings, names, ...tail });
  const means = { settings, onProgress: (share: number) => line.report(share * 100, 100), pause, signal: effects.stopped, ...tail };
  try {
    const subject = drawDecision(decisionOf(compiled), settings);
    thread?.give(subject);
    const own = await makeAnalyses(subject, here, means);
    const others = (await thread?.results) ?? (await makeAnalyses(subject, beside, means));
    if (effects.stopped.aborted) throw new Cancelled();
    return { subject, results: inOrder([...own, ...others]) };
  } finally {
    thread?.end();
    line.end();
  }
}

/** A case without what other threads have no use for: results of a run, and findings of the check. */
function bare({ assessment, lowering, inputsHash, overrides, withdrawal }: Compiled): Compiled {
  return {
    assessment,
    lowering,
    inputsHash,
    diagnostics: [],
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
