/** One version of the case, compiled: its run and its analyses are made when somebody needs them, each once, and given up when the case changes. */
import type { Analysed } from "@outweigh/brief";
import {
  type Analysis,
  analyses,
  Cancelled,
  type CancelSignal,
  type DecisionDraws,
  drawDecision,
  finishRun,
  lacking,
  makerHere,
  openRun,
} from "@outweigh/engine";
import { type CaseSettings, type Compiled, decisionOf, type Evaluated, evaluateCase, settingsOf } from "@outweigh/language";

/** Analyses rest on at least so many draws, as in the command. */
const usualDraws = 16_384;

export type Tier = "compiled" | "reference";

/** What is needed of the outside: turns for others, a wait of some milliseconds, and a clock. */
export interface Turns {
  pause(): Promise<void>;
  wait(milliseconds: number): Promise<void>;
  now(): number;
}

/** The run and the analyses of one version of the case. All reject with `Cancelled` when it is given up, and with `CaseErrors` when it does not compile. */
export interface Evaluation {
  readonly version: number;
  readonly compiled: Compiled;
  readonly tier: Tier;
  readonly hasErrors: boolean;
  /** The case run under its own settings, with how long that took. */
  evaluated(onProgress?: (share: number) => void): Promise<{ readonly evaluated: Evaluated; readonly milliseconds: number }>;
  /** The decision drawn for analyses, and what those of these names gave; all without names. */
  analysed(names?: readonly string[], onProgress?: (share: number) => void): Promise<Analysed>;
  /** Settings of the analyses. */
  readonly analysisSettings: Required<CaseSettings>;
  giveUp(): void;
}

/** The case has errors, so it has no results. */
export class CaseErrors extends Error {
  override readonly name = "CaseErrors";
}

/** Opens the evaluation of a compiled case. */
export function openEvaluation(version: number, compiled: Compiled, tier: Tier, turns: Turns): Evaluation {
  const stop = new AbortController();
  const signal: CancelSignal = stop.signal;
  const hasErrors = compiled.diagnostics.some(({ severity }) => severity === "error");
  const settings = settingsOf(compiled);
  const analysisSettings = { ...settings, draws: Math.max(settings.draws, usualDraws) };
  const made = new Map<string, Promise<object>>();
  let run: ReturnType<Evaluation["evaluated"]> | undefined;
  let subject: Promise<DecisionDraws> | undefined;

  const refuseErrors = () => {
    if (hasErrors) throw new CaseErrors("The case has errors, so there are no results yet.");
  };
  const makeRun = async (onProgress?: (share: number) => void) => {
    const begun = turns.now();
    const open = openRun(compiled.lowering.graph, { ...settings, tier });
    const outputs = await finishRun(open, makerHere(turns.pause), {
      signal,
      onProgress: (done, total) => onProgress?.(done / total),
    });
    const evaluated = evaluateCase(compiled, settings, outputs);
    return { evaluated, milliseconds: turns.now() - begun };
  };
  const drawn = () => {
    subject ??= draw();
    return subject;
  };
  const draw = async () => {
    await turns.pause();
    if (signal.aborted) throw new Cancelled();
    return drawDecision(decisionOf(compiled), { ...analysisSettings, tier });
  };
  const analyse = async (analysis: Analysis, onProgress?: (share: number) => void): Promise<object> => {
    const decision = await drawn();
    await turns.pause();
    if (signal.aborted) throw new Cancelled();
    const means = { settings: { ...analysisSettings, tier }, pause: turns.pause, signal, ...(onProgress && { onProgress }) };
    return lacking(analysis, decision) ?? (await analysis.run(decision, means));
  };

  return {
    version,
    compiled,
    tier,
    hasErrors,
    analysisSettings,
    evaluated: async (onProgress) => {
      refuseErrors();
      run ??= makeRun(onProgress);
      return run;
    },
    analysed: async (names = analyses.map(({ name }) => name), onProgress) => {
      refuseErrors();
      const wanted = analyses.filter(({ name }) => names.includes(name));
      const results = new Map<string, object>();
      for (const [at, analysis] of wanted.entries()) {
        const share = (within: number) => onProgress?.((at + within) / wanted.length);
        share(0);
        const making = made.get(analysis.name) ?? analyse(analysis, share);
        made.set(analysis.name, making);
        results.set(analysis.name, await making);
      }
      return { subject: await drawn(), results };
    },
    giveUp: () => stop.abort(),
  };
}
