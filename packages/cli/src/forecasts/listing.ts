/** `outweigh forecast list DIR`: what is overdue, due soon, open and settled, with the last word of every forecaster. */
import {
  type Assessment,
  briefWords,
  compareTimes,
  type ForecastPoint,
  type ForecastState,
  isDay,
  standingWords,
} from "@outweigh/language";
import type { CaseOptions } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { isProblem } from "../problem.js";
import { failWith } from "../report.js";
import { columnsOf, count, printable, styleOf, table, widthOf, wrap } from "../terminal.js";
import { openForecasts } from "./finding.js";

/** How many days before it closes a forecast is due soon. */
export const soon = 30;

/** How a forecast stands in a list. */
type Group = "overdue" | "due-soon" | "open" | "not-open" | "resolved" | "ambiguous" | "annulled";

const titles: readonly (readonly [Group, string])[] = [
  ["overdue", "Overdue: record what came out"],
  ["due-soon", `Due within ${soon} days`],
  ["open", "Open"],
  ["not-open", "Not open yet"],
  ["resolved", "Resolved"],
  ["ambiguous", "Cannot be told"],
  ["annulled", "Annulled"],
];

/** Prints the forecasts of a case. */
export function listForecasts(folder: string, options: CaseOptions, effects: Effects): number {
  const opened = openForecasts(folder, options, effects);
  if (isProblem(opened)) return failWith(effects, opened);
  const { states, today, ledger } = opened;
  const listed = states
    .map((state) => ({ state, group: groupOf(state, today), stated: statedText(opened.compiled.assessment, state.forecast) }))
    .sort((one, other) =>
      one.state.criteria.closes < other.state.criteria.closes ? -1 : one.state.criteria.closes > other.state.criteria.closes ? 1 : 0,
    );
  if (options.json) {
    const json = {
      format: "outweigh-forecast-list-1",
      folder,
      today,
      forecasts: listed.map(({ state, group, stated }) => forecastJson(state, group, stated)),
      problems: ledger.problems,
    };
    effects.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return exit.fine;
  }
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const lines: string[] = [];
  for (const [group, title] of titles) {
    const members = listed.filter((each) => each.group === group);
    if (members.length === 0) continue;
    const paint = group === "overdue" ? style.red : group === "due-soon" ? style.yellow : style.bold;
    lines.push(paint(title), ...members.flatMap(({ state, stated }) => linesOf(state, stated, today, width, style.dim)), "");
  }
  if (states.length === 0) lines.push(`${folder} has no forecasts.`, "");
  if (ledger.problems.length > 0)
    lines.push(wrap(`${count(ledger.problems.length, "line")} of the ledger: see outweigh check ${folder}`, width), "");
  effects.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  return exit.fine;
}

function groupOf({ standing, criteria }: ForecastState, today: string): Group {
  if (standing === "due") return "overdue";
  if (standing !== "open") return standing;
  if (criteria.opens !== undefined && criteria.opens > today) return "not-open";
  return isDay(criteria.closes) && daysBetween(today, criteria.closes) <= soon ? "due-soon" : "open";
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A head with name and day, the question, and a line for each forecaster, the last to speak first. */
function linesOf(
  state: ForecastState,
  stated: string | undefined,
  today: string,
  width: number,
  dim: (text: string) => string,
): readonly string[] {
  const { forecast, criteria, latest, closing, changedCriteria } = state;
  const points = [...latest.values()].sort((one, other) => compareTimes(other.at, one.at));
  const end = closing
    ? `${standingWords(state)}; ${closing.words}`
    : criteria.opens !== undefined && criteria.opens > today
      ? `opens ${criteria.opens}`
      : `by ${criteria.closes}${state.standing === "due" ? ` (${count(daysBetween(criteria.closes, today), "day")} ago)` : ""}`;
  const rows = points.map((point) => ["", printable(point.by), briefWords(point.value, criteria), point.at.slice(0, 10)]);
  if (stated !== undefined) rows.push(["", "(the text)", printable(stated), ""]);
  const hanging = "      ";
  return [
    wrap(printable(`${forecast}: ${end}`), width, "  ", hanging),
    dim(wrap(printable(criteria.question), width, "    ", "    ")),
    ...table(rows, [{ side: "left" }, { side: "left", yields: true }, { side: "left", yields: true }, { side: "right" }], width, "  "),
    ...(changedCriteria.length > 0 ? [wrap(`criteria were changed: ${changedCriteria.join(", ")}`, width, "    ", hanging)] : []),
  ].filter((line) => columnsOf(line) > 0);
}

/** What the block of a forecast says, as it is written. */
function statedText({ forecasts, files }: Assessment, id: string): string | undefined {
  const declaration = forecasts.find((each) => each.id === id);
  const spans = [
    declaration?.probability?.span,
    ...(declaration?.probabilities ?? []).map(({ value }) => value.span),
    ...(declaration?.quantiles ?? []).flatMap(({ probability, value }) => [probability.span, value.span]),
    declaration?.computedFrom?.of.span,
  ].filter((span) => span !== undefined);
  const [first, last] = [spans[0], spans.at(-1)];
  const written = first && last ? (files[first.file] ?? "").slice(first.from, last.to).replace(/\s+/g, " ") : undefined;
  return declaration?.computedFrom ? `computed from ${written}` : written;
}

/** A forecast as data. */
export function forecastJson(state: ForecastState, group: Group, stated: string | undefined) {
  const { forecast, criteria, standing, outcome, on, closing, history, latest, amendments, changedCriteria, isDeclared } = state;
  return {
    forecast,
    group,
    standing,
    criteria,
    changedCriteria,
    amendments,
    isDeclared,
    stated: stated ?? null,
    outcome: outcome ?? null,
    on: on ?? null,
    closing: closing ? { at: closing.at, by: closing.by, words: closing.words, note: closing.note ?? null } : null,
    latest: [...latest.values()].map(pointJson),
    history: history.map(pointJson),
  };
}

function pointJson({ at, by, value, reason, computed }: ForecastPoint) {
  return { at, by, value, reason: reason ?? null, computed };
}
