/** `outweigh forecast update DIR`: runs the case, and enters what it says of the forecasts that are bound to it, where that has moved. */
import {
  compileCase,
  computedForecast,
  dayProblem,
  type Evaluated,
  type ForecastState,
  forecastStates,
  forecastWords,
  hasMoved,
  isDay,
  type LedgerDraft,
  modelForecaster,
} from "@outweigh/language";
import { folderProblem, openCase } from "../case-folder.js";
import { evaluate, type RunOptions, refuse } from "../commands/run.js";
import { type Effects, exit } from "../effects.js";
import { appendEntries, readLedgerFile } from "../ledger-file.js";
import { isProblem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { count, printable, widthOf, wrap } from "../terminal.js";
import { dayOf } from "./times.js";

/** Options of the command. */
export interface UpdateOptions extends RunOptions {
  readonly reason?: string;
}

/** Runs the command. Nothing is entered from a case with errors. */
export async function updateForecasts(folder: string, options: UpdateOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, blocked);
  const compiled = compileCase(openCase(effects, options), folder);
  const ran = await evaluate(compiled, options, effects);
  if (ran.kind === "too-large") return failWith(effects, ran.problem);
  const { diagnostics } = ran.kind === "evaluated" ? ran.evaluated : compiled;
  if (ran.kind === "refused" || exitOf(diagnostics) !== exit.fine)
    return refuse(effects, folder, diagnostics, compiled.assessment.files, "No forecast was entered.");
  const ledger = readLedgerFile(effects, folder);
  if (isProblem(ledger)) return failWith(effects, ledger);
  const at = new Date(effects.now()).toISOString();
  const states = forecastStates(ledger.entries, compiled.assessment, dayOf(effects.now()));
  const { drafts, words } = entriesOf(ran.evaluated, states, at, options.reason?.trim());
  const written = appendEntries(effects, folder, drafts);
  if (isProblem(written)) return failWith(effects, written);
  for (const line of words) effects.stdout.write(`${wrap(printable(line), widthOf(effects.stdout), "", "  ")}\n`);
  return exit.fine;
}

/** What is entered, with a line about each forecast that is bound to the model. */
function entriesOf(
  evaluated: Evaluated,
  states: readonly ForecastState[],
  at: string,
  reason: string | undefined,
): { readonly drafts: readonly LedgerDraft[]; readonly words: readonly string[] } {
  const drafts: LedgerDraft[] = [];
  const words: string[] = [];
  let level = 0;
  for (const state of states) {
    const { forecast, criteria } = state;
    if (evaluated.lowering.forecasts.get(forecast)?.computed === undefined || state.closing || !isDay(criteria.closes)) continue;
    const computed = computedForecast(evaluated, forecast);
    const outside = dayProblem(at.slice(0, 10), criteria);
    if (outside) words.push(`${forecast}: not entered, as ${outside.problem}.`);
    else if (state.changedCriteria.length > 0)
      words.push(`${forecast}: not entered, as its criteria were changed (${state.changedCriteria.join(", ")}); see outweigh check.`);
    else if (!computed) words.push(`${forecast}: not entered, as the model gives no spread for it.`);
    else {
      const before = state.history.findLast((point) => point.computed);
      if (before && !hasMoved(before.value, computed)) {
        level += 1;
        continue;
      }
      if (!state.isOpened) drafts.push({ kind: "open", at, by: modelForecaster, forecast, ...criteria });
      drafts.push({
        kind: "set",
        at,
        by: modelForecaster,
        forecast,
        forecaster: modelForecaster,
        value: computed.value,
        computed: true,
        ...(reason ? { reason } : {}),
      });
      const was = before ? ` (before: ${forecastWords(before.value, criteria)}, ${before.at.slice(0, 10)})` : "";
      words.push(`${forecast}: ${forecastWords(computed.value, criteria)}, says the model${was}.`);
    }
  }
  if (level > 0)
    words.push(
      `${count(level, "forecast")} ${level === 1 ? "is" : "are"} where ${level === 1 ? "it was" : "they were"}, within the standard error.`,
    );
  if (words.length === 0) words.push("No open forecast of this case is bound to the model: probability P(…), or computed from NAME.");
  return { drafts, words };
}
