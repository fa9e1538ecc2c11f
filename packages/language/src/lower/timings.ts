/** Decisions about when: their names and dates are checked here; the courses that they compare are run apart, by `timed-choices.ts`. */
import type { TimeGrid } from "@outweigh/engine";
import type { RulePoint, TimingDeclaration } from "../assessment.js";
import { noTime } from "../diagnostics/model.js";
import { unknownName, wrongKindOfName } from "../diagnostics/names.js";
import { pathwayOfPathway, pathwayWithoutTime, timingProblem } from "../diagnostics/pathways.js";
import type { NameSyntax } from "../syntax.js";
import { entityWords, findOption } from "./environment.js";
import type { Model } from "./model.js";
import { blindPart } from "./switches.js";

/** More dates than this are refused; each is a course of its own. */
const mostDates = 20;

/** The period that begins at a date of a case, if one does. A day may be missed by one day, since days are counted in years of 365.25. */
export function periodAt({ start, reportStep, reportCount }: TimeGrid, { year, isDay }: RulePoint): number | undefined {
  const period = Math.round((year - start) / reportStep);
  const miss = Math.abs(year - start - period * reportStep);
  return miss <= (isDay ? 1 / 365.25 : 0) + 1e-6 && period >= 0 && period < reportCount ? period : undefined;
}

/** Checks one declaration. */
export function checkTiming(model: Model, declaration: TimingDeclaration): void {
  const { environment, report, time } = model;
  if (!time) report(noTime.at(declaration.span, { what: `The pathway ${declaration.id}` }));
  const options = [declaration.starts, declaration.option].map((name) => {
    if (name.text === "") return undefined;
    const position = findOption(environment, name, report);
    if (!environment.pathways.has(name.text)) return position;
    report(pathwayOfPathway.at(name.span, { pathway: declaration.id, name: name.text }));
    return undefined;
  });
  for (const name of declaration.known) checkKnown(model, name);
  if (time) checkDates(model, time, declaration.dates);
  const objective = environment.entities.get(declaration.objective.text);
  if (objective?.kind !== "objective") {
    reportObjective(model, declaration.objective, objective && entityWords(objective.kind));
    return;
  }
  const value = model.values.get(objective.declaration.id);
  const [from, to] = options;
  const blind =
    value && from !== undefined && to !== undefined ? blindPart(model, value.node, [from, to], objective.declaration.id) : undefined;
  if (blind === undefined) return;
  report(pathwayWithoutTime.at(declaration.objective.span, { objective: objective.declaration.id, name: blind, pathway: declaration.id }));
}

function reportObjective({ environment, report }: Model, { text, span }: NameSyntax, kind: string | undefined): void {
  const objectives = environment.assessment.objectives.map(({ id }) => id);
  report(
    kind === undefined
      ? unknownName.at(span, { name: text, near: environment.near(text, objectives), hint: "An objective is wanted here." })
      : wrongKindOfName.at(span, { name: text, kind, wanted: "an objective", instead: `Name an objective: ${objectives.join(", ")}.` }),
  );
}

function checkKnown({ environment, builder, values, report }: Model, { text, span }: NameSyntax): void {
  if (!environment.entities.has(text)) {
    const hint = "What is known at each date is a stock or a quantity.";
    report(unknownName.at(span, { name: text, near: environment.near(text, values.keys()), hint }));
    return;
  }
  const value = values.get(text);
  if (!value && values.has(text)) return;
  const dimensions = value ? builder.dimensionsOf(value.node).filter((name) => name !== "option" && name !== "time") : [];
  if (value?.kind === "number" && dimensions.length === 0 && !value.isCalendar) return;
  const problem = dimensions.length > 0 ? `${text} has a value for each ${dimensions.join(" and ")}` : `${text} is no number of the model`;
  report(
    timingProblem.at(span, { problem, remedy: "Name stocks or quantities with one value at each time, such as a sum over the dimension." }),
  );
}

function checkDates({ report, builder }: Model, time: TimeGrid, dates: readonly RulePoint[]): void {
  const { members } = builder.dimension("time");
  const remedy = `Name beginnings of periods in rising order, at most ${mostDates}, from ${members[0]?.id} to ${members[members.length - 1]?.id}.`;
  let last = -1;
  for (const [index, point] of dates.entries()) {
    const period = periodAt(time, point);
    const problem =
      index >= mostDates
        ? `${dates.length} dates are too many`
        : period === undefined
          ? `${point.text} is not the beginning of a period of the case`
          : period <= last
            ? `${point.text} does not come after ${dates[index - 1]?.text}`
            : undefined;
    if (problem !== undefined) {
      report(timingProblem.at(point.span, { problem, remedy }));
      return;
    }
    last = period ?? last;
  }
}
