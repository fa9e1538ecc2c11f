/** `outweigh watch DIR`: reads what the indicators of a case are read from, files what is new in its ledger, and takes decisions about what was found. */
import { analyses } from "@outweigh/engine";
import {
  blindSpots,
  type Compiled,
  compileCase,
  type DecisionEntry,
  flippingInputs,
  indicatorStates,
  type LedgerDraft,
  type LedgerEntry,
  signpostStates,
} from "@outweigh/language";
import { analysed } from "../analysing.js";
import { authorOf } from "../author.js";
import { type CaseOptions, folderProblem, openCase } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { recover } from "../ingest/case-transaction.js";
import { appendEntries, readLedgerFile } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { sizeProblem } from "../size.js";
import { count, widthOf, wrap } from "../terminal.js";
import { decide, observedChapter, type Verdict } from "../watching/accepting.js";
import { askPersons } from "../watching/asking.js";
import { type LookContext, lookEverywhere } from "../watching/looking.js";
import type { WatchReport } from "../watching/report.js";
import { watchJson } from "../watching/watch-json.js";
import { watchText } from "../watching/watch-text.js";
import { refuse } from "./run.js";

/** Options of the command. */
export interface WatchOptions extends CaseOptions {
  readonly dryRun?: boolean;
  readonly accept?: readonly string[];
  readonly reject?: readonly string[];
  readonly ask?: boolean;
  readonly allowLocal?: boolean;
  readonly by?: string;
}

/** Runs the command. The exit code is 2 when a place could not be read; the others are read all the same. */
export async function watch(folder: string, options: WatchOptions, effects: Effects): Promise<number> {
  const prepared = prepare(folder, options, effects);
  if (typeof prepared === "number") return prepared;
  const { compiled, entries, context } = prepared;
  const look = await lookEverywhere(context);
  const answers = options.ask ? await askPersons(context) : [];
  if (effects.stopped.aborted) return exit.cancelled;
  const found = [...look.drafts, ...answers];
  const verdicts = verdictsOf(options);
  if (isProblem(verdicts)) return failWith(effects, verdicts);
  const filed = [...entries, ...found.map(asEntry)];
  const isDry = options.dryRun === true;
  const files = openCase(effects, options);
  // What was found is written before anything is decided, so that a decision that cannot be taken loses nothing.
  const written = isDry ? [] : appendEntries(effects, folder, found);
  if (isProblem(written)) return failWith(effects, written);
  const decisions = decide({ compiled, files, folder, entries: filed, signature: context.signature, isDry, effects }, verdicts);
  if (isProblem(decisions)) return failWith(effects, decisions);
  const decided = isDry ? [] : appendEntries(effects, folder, decisions.drafts);
  if (isProblem(decided)) return failWith(effects, decided);
  const all = [...filed, ...decisions.drafts.map(asEntry)];
  const isChanged = decisions.decided.some(({ consequence, obstacle }) => consequence?.kind === "observe" && obstacle === undefined);
  const now = isChanged && !isDry ? compileCase(openCase(effects, options), folder) : compiled;
  const report = await reported(folder, now, all, { ...options, isDry }, context, effects);
  const whole: WatchReport = { ...report, found, decided: decisions.decided, problems: look.problems };
  effects.stdout.write(options.json ? `${JSON.stringify(watchJson(whole), null, 2)}\n` : watchText(whole, effects));
  return look.problems.some(({ isPartial }) => !isPartial) || decisions.decided.some(({ obstacle }) => obstacle !== undefined)
    ? exit.usage
    : exit.fine;
}

/** Opens the case and its ledger; what stands in the way is told, and gives the exit code. */
function prepare(
  folder: string,
  options: WatchOptions,
  effects: Effects,
): { readonly compiled: Compiled; readonly entries: readonly LedgerEntry[]; readonly context: LookContext } | number {
  const blocked = folderProblem(effects, folder) ?? askingProblem(options, effects);
  if (blocked) return failWith(effects, blocked);
  const left = options.dryRun ? undefined : recover(effects.disk, folder);
  if (isProblem(left)) return failWith(effects, left);
  const compiled = compileCase(openCase(effects, options), folder);
  if (exitOf(compiled.diagnostics) !== exit.fine)
    return refuse(effects, folder, compiled.diagnostics, compiled.assessment.files, "A case with errors is not watched.");
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return failWith(effects, ledger);
  const unused = ledger.problems.filter(({ kind }) => kind !== "clock-backwards").length;
  if (unused > 0)
    effects.stderr.write(
      `${wrap(`In the ledger, ${count(unused, "line")} cannot be used and ${unused === 1 ? "is" : "are"} left out.`, widthOf(effects.stderr))}\n`,
    );
  const by = authorOf(effects, options.by, compiled.assessment.case.author);
  if (isProblem(by)) return failWith(effects, by);
  const { entries } = ledger;
  const signature = { by, at: new Date(effects.now()).toISOString() };
  const states = statesOf(compiled, entries, signature.at);
  return { compiled, entries, context: { compiled, folder, entries, states, signature, allowLocal: options.allowLocal ?? false, effects } };
}

function askingProblem({ ask, json }: WatchOptions, effects: Effects): Problem | undefined {
  if (!ask) return undefined;
  if (json) return problem("--ask and --json do not go together.", "Ask first, then run the command again with --json.");
  return effects.lines ? undefined : problem("Nobody can be asked here.", "Run it in a terminal, or leave --ask out.");
}

function verdictsOf({ accept = [], reject = [] }: WatchOptions): readonly Verdict[] | Problem {
  const both = accept.find((key) => reject.includes(key));
  if (both !== undefined) return problem(`${both} is both accepted and rejected.`, "Name it once.");
  const named = (keys: readonly string[], verdict: DecisionEntry["verdict"]) => [...new Set(keys)].map((key) => ({ key, verdict }));
  return [...named(accept, "accepted"), ...named(reject, "rejected")];
}

/** A draft as states see it; its place in the ledger makes no difference to them. */
function asEntry(draft: LedgerDraft): LedgerEntry {
  return { ...draft, id: "", after: [] } as LedgerEntry;
}

function statesOf({ assessment, lowering }: Compiled, entries: readonly LedgerEntry[], at: string) {
  return indicatorStates(entries, assessment, { stated: lowering.indicators, today: at.slice(0, 10) });
}

async function reported(
  folder: string,
  compiled: Compiled,
  entries: readonly LedgerEntry[],
  options: WatchOptions & { readonly isDry: boolean },
  { signature }: LookContext,
  effects: Effects,
): Promise<Omit<WatchReport, "found" | "decided" | "problems">> {
  const { lowering } = compiled;
  const states = statesOf(compiled, entries, signature.at);
  const lastOf = (indicator: string) => states.find((state) => state.indicator === indicator)?.readings.at(-1);
  const wanted = analyses.filter(({ name }) => name === "flip-points");
  const tooLarge = sizeProblem(compiled, {}, effects);
  const made = tooLarge ? undefined : await analysed(compiled, {}, wanted, effects);
  const flipping = flippingInputs(made?.results.get("flip-points"), lowering.indicators);
  return {
    folder,
    compiled,
    isDry: options.isDry,
    at: signature.at,
    chapter: observedChapter,
    states,
    signposts: signpostStates(lowering.signposts, lowering.indicators, lastOf),
    options: made?.subject.decision.options.map(({ name, label }) => ({ id: name, label })) ?? [],
    flipping,
    blind: blindSpots(flipping),
    isUnanalysed: tooLarge !== undefined,
  };
}
