/** What people say of forecasts: a probability, an outcome, an annulment, other criteria. Each is checked against the rules and appended to the ledger. */
import {
  compareTimes,
  dayProblem,
  editDistance,
  type ForecastState,
  forecastWords,
  isDay,
  isRuleProblem,
  type LedgerDraft,
  type RuleProblem,
  settledProblem,
  standingWords,
  typedForecast,
  typedOutcome,
} from "@outweigh/language";
import { authorOf } from "../author.js";
import type { CaseOptions } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { appendEntries } from "../ledger-file.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { failWith } from "../report.js";
import { printable, widthOf, wrap } from "../terminal.js";
import { type ForecastCase, forecastNamed, openForecasts } from "./finding.js";
import { settledDay, timeOf } from "./times.js";

/** Options of the commands that write. */
export interface EnteringOptions extends CaseOptions {
  readonly by?: string;
  readonly reason?: string;
  readonly at?: string;
  readonly on?: string;
  readonly evidence?: string;
  readonly note?: string;
}

/** What is to be written, and what is said of it. */
interface Entering {
  readonly drafts: readonly LedgerDraft[];
  readonly words: readonly string[];
}

/** `outweigh forecast set`: a forecast by somebody. The first one freezes the criteria. */
export function setForecast(folder: string, name: string, typed: string, options: EnteringOptions, effects: Effects): number {
  return enter(folder, name, options, effects, (opened, state, by) => {
    if (!state.isDeclared)
      return problem(
        `The case has no forecast ${name} any more; only its ledger has.`,
        "Put its block back, or annul it: outweigh forecast annul",
      );
    const ended = endedProblem(state, folder);
    if (ended) return ended;
    const changed = changedProblem(state, folder);
    if (changed) return changed;
    const value = typedForecast(typed, state.criteria);
    if (isRuleProblem(value)) return refused(name, value);
    const at = timeOf(options.at, effects.now());
    if (isProblem(at)) return at;
    const outside = dayProblem(at.slice(0, 10), state.criteria);
    if (outside) return refused(name, outside);
    const before = state.latest.get(by);
    if (options.at !== undefined && before && compareTimes(at, before.at) < 0)
      return problem(
        `--at: ${by} said something later already, on ${before.at.slice(0, 10)}, and what is said cannot be slipped in before it.`,
        `Give a day from ${before.at.slice(0, 10)} on, or leave --at out for now.`,
      );
    const words = `${name}: ${forecastWords(value, state.criteria)}, says ${by}${before ? ` (before: ${forecastWords(before.value, state.criteria)}, ${before.at.slice(0, 10)})` : ""}.`;
    const reason = options.reason?.trim();
    return {
      drafts: [...opening(state, at, by), { kind: "set", at, by, forecast: name, forecaster: by, value, ...(reason ? { reason } : {}) }],
      words: [words, ...newcomer(opened, by)],
    };
  });
}

/** `outweigh forecast resolve`: what came out. A later outcome takes the place of an earlier one. */
export function resolveForecast(folder: string, name: string, typed: string, options: EnteringOptions, effects: Effects): number {
  return enter(folder, name, options, effects, (_opened, state, by) => {
    const changed = changedProblem(state, folder);
    if (changed) return changed;
    const outcome = typedOutcome(typed, state.criteria);
    if (isRuleProblem(outcome)) return refused(name, outcome);
    const on = settledDay(options.on, effects.now());
    if (isProblem(on)) return on;
    const early = settledProblem(on, state.criteria, state.history[0]?.at.slice(0, 10));
    if (early) return refused(name, early);
    const evidence = options.evidence?.trim() ?? "";
    if (evidence === "")
      return problem("It is not said by what the outcome can be checked.", 'Add it, in words or as an address: --evidence "…"');
    const at = new Date(effects.now()).toISOString();
    const note = options.note?.trim();
    return {
      drafts: [...opening(state, at, by), { kind: "resolve", at, by, forecast: name, outcome, on, evidence, ...(note ? { note } : {}) }],
      words: [
        `${name}: ${outcome === "ambiguous" ? "cannot be told" : String(outcome).replaceAll("_", " ")}, settled on ${on}${state.closing ? ` (before: ${standingWords(state)})` : ""}.`,
        ...(outcome === "ambiguous" && state.criteria.unclear ? [`What its criteria say of that: ${state.criteria.unclear}`] : []),
      ],
    };
  });
}

/** `outweigh forecast annul`: takes a forecast out of the count. */
export function annulForecast(folder: string, name: string, options: EnteringOptions, effects: Effects): number {
  return enter(folder, name, options, effects, (_opened, state, by) => {
    const reason = options.reason?.trim() ?? "";
    if (reason === "") return problem("It is not said why.", 'Add the reason: --reason "…"');
    if (state.standing === "annulled") return problem(`${name} is annulled already: ${state.closing?.words ?? ""}`, "Nothing was written.");
    const at = new Date(effects.now()).toISOString();
    return {
      drafts: [...opening(state, at, by), { kind: "annul", at, by, forecast: name, reason }],
      words: [`${name}: annulled${state.closing ? ` (before: ${standingWords(state)})` : ""}. It is not scored.`],
    };
  });
}

/** `outweigh forecast criteria`: the criteria of the block take the place of those that were frozen, for a reason. */
export function changeCriteria(folder: string, name: string, options: EnteringOptions, effects: Effects): number {
  return enter(folder, name, options, effects, (_opened, state, by) => {
    const { declared, changedCriteria } = state;
    if (!declared)
      return problem(`The case has no forecast ${name} any more; only its ledger has.`, "Put its block back, with the new criteria.");
    if (changedCriteria.length === 0)
      return problem(`The criteria of ${name} are as they were when it was opened; nothing was written.`, "Change its block first.");
    const reason = options.reason?.trim() ?? "";
    if (reason === "") return problem("It is not said why they change.", 'Add the reason: --reason "…"');
    return {
      drafts: [{ kind: "criteria", at: new Date(effects.now()).toISOString(), by, forecast: name, ...declared, reason }],
      words: [`${name}: other criteria count from now on (${changedCriteria.join(", ")}). The brief tells the reason.`],
    };
  });
}

function enter(
  folder: string,
  name: string,
  options: EnteringOptions,
  effects: Effects,
  make: (opened: ForecastCase, state: ForecastState, by: string) => Entering | Problem,
): number {
  const opened = openForecasts(folder, options, effects);
  if (isProblem(opened)) return failWith(effects, opened);
  const state = forecastNamed(opened, name, folder);
  if (isProblem(state)) return failWith(effects, state);
  if (!isDay(state.criteria.closes))
    return failWith(effects, problem(`The block of ${name} has errors.`, `See what they are: outweigh check ${folder}`));
  const by = authorOf(effects, options.by, opened.compiled.assessment.case.author);
  if (isProblem(by)) return failWith(effects, by);
  const made = make(opened, state, by);
  if (isProblem(made)) return failWith(effects, made);
  const written = appendEntries(effects, folder, made.drafts);
  if (isProblem(written)) return failWith(effects, written);
  for (const words of made.words) effects.stdout.write(`${wrap(printable(words), widthOf(effects.stdout), "", "  ")}\n`);
  return exit.fine;
}

/** The criteria, where they are not in the ledger yet. */
function opening({ forecast, criteria, isOpened }: ForecastState, at: string, by: string): readonly LedgerDraft[] {
  return isOpened ? [] : [{ kind: "open", at, by, forecast, ...criteria }];
}

function endedProblem(state: ForecastState, folder: string): Problem | undefined {
  const { forecast, standing, closing } = state;
  if (!closing) return undefined;
  return problem(
    standing === "annulled"
      ? `${forecast} was annulled by ${closing.by}: ${closing.words}`
      : `${forecast} is settled: ${standingWords(state)}.`,
    `Forecasts are not taken any more. If that was wrong: outweigh forecast resolve ${folder} ${forecast} OUTCOME`,
  );
}

function changedProblem({ forecast, changedCriteria }: ForecastState, folder: string): Problem | undefined {
  if (changedCriteria.length === 0) return undefined;
  return problem(
    `What counts for ${forecast} was changed after forecasts were made (${changedCriteria.join(", ")}), so it is not clear what would be said.`,
    `Take the old words back, or say why they changed: outweigh forecast criteria ${folder} ${forecast} --reason "…"`,
  );
}

function refused(name: string, { problem: words, remedy }: RuleProblem): Problem {
  return problem(`${name}: ${words}.`, remedy);
}

/** A name that is new and nearly one that is known is probably that one. */
function newcomer({ states }: ForecastCase, by: string): readonly string[] {
  const known = new Set(states.flatMap(({ history }) => history.map((point) => point.by)));
  if (known.size === 0 || known.has(by)) return [];
  const near = [...known].find((name) => editDistance(name.toLowerCase(), by.toLowerCase(), 2) <= 2);
  return near === undefined
    ? []
    : [`${by} forecasts here for the first time. If ${near} is meant: give the forecast again with --by "${near}".`];
}
