/** What a pathway may follow: the options that its rules can lead to, found from their order and times before anything is lowered. */
import type { TimeGrid } from "@outweigh/engine";
import type { PathwayDeclaration, RulePoint, SwitchRule } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { pathwayNeedsOption, pathwayOfPathway, pathwayTooLong, pathwayWindow } from "../diagnostics/pathways.js";
import { type Environment, findOption } from "./environment.js";

type Report = (diagnostic: Diagnostic) => void;

const mostRules = 10;
/** By how many years a point in time may be missed: a day, where one is written, since days are counted in years of 365.25. */
const tolerance = { year: 1e-6, day: 1 / 365.25 + 1e-6 };

/** A rule of a course. Times are in years of the calendar and include their tolerance. */
export interface CourseRule {
  readonly syntax: SwitchRule;
  readonly from: number;
  readonly by: number;
  /** For each option of the course, as a position among them, the one that is followed after the rule has fired. */
  readonly next: readonly number[];
}

/** A pathway that makes sense. */
export interface Course {
  readonly declaration: PathwayDeclaration;
  /** Ids of the options that may be followed, the one with which it starts first. */
  readonly options: readonly string[];
  readonly rules: readonly CourseRule[];
}

/** Finds the options of a pathway, or reports why it has none. */
export function readCourse(environment: Environment, declaration: PathwayDeclaration, time: TimeGrid, report: Report): Course | undefined {
  const { rules } = declaration;
  if (rules.length > mostRules) {
    report(pathwayTooLong.at(declaration.span, { pathway: declaration.id, found: rules.length, most: mostRules }));
    return undefined;
  }
  const named = [declaration.starts, ...rules.map((rule) => rule.option)];
  const isKnown = named.map((name) => isStatic(environment, declaration, name, report));
  const windows = rules.map((rule) => readWindow(rule, time, report));
  if (isKnown.includes(false) || windows.includes(undefined)) return undefined;
  const options = [declaration.starts.text];
  const next: number[][] = rules.map(() => []);
  const seen = new Set<string>();
  const waiting: State[] = [{ option: 0, fired: 0, since: -Infinity }];
  let isWhole = true;
  for (let state = waiting.pop(); state; state = waiting.pop()) {
    for (const [index, rule] of rules.entries()) {
      const { from, by } = windows[index]!;
      const since = Math.max(state.since, from);
      if ((state.fired & (1 << index)) !== 0 || since > by) continue;
      const target = rule.action === "switch" ? rule.option.text : optionWith(environment, options[state.option]!, rule.option.text);
      if (target === undefined) {
        if (isWhole) reportMissing(environment, declaration, options[state.option]!, rule, report);
        isWhole = false;
        continue;
      }
      if (!options.includes(target)) options.push(target);
      const option = options.indexOf(target);
      next[index]![state.option] = option;
      const reached = { option, fired: state.fired | (1 << index), since };
      const key = `${option} ${reached.fired} ${since}`;
      if (!seen.has(key)) waiting.push(reached);
      seen.add(key);
    }
  }
  if (!isWhole) return undefined;
  return {
    declaration,
    options,
    rules: rules.map((syntax, index) => ({
      syntax,
      ...windows[index]!,
      next: options.map((_, option) => next[index]![option] ?? option),
    })),
  };
}

/** What is followed at some moment, which rules have fired, and since when at the earliest. */
interface State {
  readonly option: number;
  readonly fired: number;
  readonly since: number;
}

function isStatic(environment: Environment, { id }: PathwayDeclaration, name: SwitchRule["option"], report: Report): boolean {
  if (name.text === "" || findOption(environment, name, report) === undefined) return false;
  if (!environment.pathways.has(name.text)) return true;
  report(pathwayOfPathway.at(name.span, { pathway: id, name: name.text }));
  return false;
}

function readWindow(
  { from, by, span }: SwitchRule,
  time: TimeGrid,
  report: Report,
): { readonly from: number; readonly by: number } | undefined {
  const end = time.start + time.reportStep * time.reportCount;
  const slack = (point: RulePoint) => (point.isDay ? tolerance.day : tolerance.year);
  const [first, last] = [from ? from.year - slack(from) : -Infinity, by ? by.year + slack(by) : Infinity];
  const problem =
    from && by && from.year > by.year
      ? `${from.text} is after ${by.text}`
      : by && last < time.start
        ? `${by.text} is before the case begins, in ${time.start}`
        : from && first >= end - time.reportStep / time.stepsPerReport
          ? `${from.text} is after the case ends, with ${end - 1}`
          : undefined;
  if (problem === undefined) return { from: first, by: last };
  report(pathwayWindow.at((from && by && from.year > by.year) || !by || last >= time.start ? (from?.span ?? span) : by.span, { problem }));
  return undefined;
}

/** The simple measures of an option: itself, or those that it combines in the end. */
function measuresOf(environment: Environment, option: string): ReadonlySet<string> {
  return new Set(
    [...(environment.measures.get(option) ?? [])].filter((name) => {
      const entity = environment.entities.get(name);
      return entity?.kind === "option" && !entity.declaration.isCombination;
    }),
  );
}

function together(environment: Environment, present: string, added: string): ReadonlySet<string> {
  return new Set([...measuresOf(environment, present), ...measuresOf(environment, added)]);
}

/** The option with exactly the measures of two, the present one where it has them already; carrying on as the baseline says is no measure where one is wanted. */
function optionWith(environment: Environment, present: string, added: string): string | undefined {
  const { assessment, optionPositions, pathways } = environment;
  const known = [...optionPositions.keys()].filter((option) => !pathways.has(option));
  const baseline = assessment.case.baseline ?? known[0];
  const among = (isCounted: (measure: string) => boolean) => {
    const wanted = [...together(environment, present, added)].filter(isCounted);
    return [present, ...known].find((option) => {
      const measures = [...measuresOf(environment, option)].filter(isCounted);
      return measures.length === wanted.length && wanted.every((name) => measures.includes(name));
    });
  };
  return among(() => true) ?? among((measure) => measure !== baseline);
}

function reportMissing(environment: Environment, { id }: PathwayDeclaration, present: string, rule: SwitchRule, report: Report): void {
  const added = rule.option.text;
  const measures = [...together(environment, present, added)].join(" + ");
  report(pathwayNeedsOption.at(rule.option.span, { pathway: id, present, added, measures }));
}
