/** The two grids of time, the names of the periods, and dates as years of the calendar. */
import type { Dimension, DimensionMember, TimeGrid } from "@outweigh/engine";
import type { Step, TimeDeclaration } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { timeProblem } from "../diagnostics/model.js";

const stepsPerYear: Readonly<Record<Step, number>> = { yearly: 1, quarterly: 4, monthly: 12, weekly: 52, daily: 365 };
const monthNames = "January February March April May June July August September October November December".split(" ");
const mostPeriods = 4000;
const mostSteps = 200_000;

/** A day as a point of the calendar in years; the year has 365.25 days, so the 1st of January may be off by a day. */
export function dateInYears(day: number): number {
  return 1970 + day / 365.25;
}

/** The grids of a case and its periods, or what is wrong with them. */
export function readTime(
  time: TimeDeclaration | undefined,
  report: (diagnostic: Diagnostic) => void,
): { readonly grid: TimeGrid; readonly dimension: Dimension } | undefined {
  if (!time) return undefined;
  const perYear = stepsPerYear[time.report];
  const reportCount = (time.to - time.from + 1) * perYear;
  const stepsPerReport = Math.max(1, Math.ceil(stepsPerYear[time.inner] / perYear - 1e-9));
  const problem = problemOf(time, reportCount, stepsPerReport);
  if (problem !== undefined) {
    report(timeProblem.at(time.span, { problem }));
    return undefined;
  }
  const members = Array.from({ length: reportCount }, (_, period) => memberOf(time, period, perYear));
  return {
    grid: { start: time.from, reportStep: 1 / perYear, reportCount, stepsPerReport, method: time.method },
    dimension: { name: "time", kind: "time", members },
  };
}

function problemOf(time: TimeDeclaration, reportCount: number, stepsPerReport: number): string | undefined {
  if (!Number.isInteger(time.from) || !Number.isInteger(time.to)) return "its years are not whole numbers";
  if (time.to < time.from) return `it ends in ${time.to}, before it begins in ${time.from}`;
  if (stepsPerYear[time.inner] < stepsPerYear[time.report])
    return `its steps are ${time.inner}, longer than the ${time.report} periods in which it reports`;
  if (reportCount > mostPeriods) return `it has ${reportCount} periods, and ${mostPeriods} are the most`;
  if (reportCount * stepsPerReport > mostSteps) return `it has ${reportCount * stepsPerReport} steps, and ${mostSteps} are the most`;
  return undefined;
}

function memberOf(time: TimeDeclaration, period: number, perYear: number): DimensionMember {
  const year = time.from + Math.floor(period / perYear);
  const part = period % perYear;
  const two = String(part + 1).padStart(2, "0");
  switch (time.report) {
    case "yearly":
      return { id: `${year}`, label: `${year}` };
    case "quarterly":
      return { id: `${year}-Q${part + 1}`, label: `quarter ${part + 1} of ${year}` };
    case "monthly":
      return { id: `${year}-${two}`, label: `${monthNames[part]} ${year}` };
    case "weekly":
      return { id: `${year}-W${two}`, label: `week ${part + 1} of ${year}` };
    case "daily":
      return { id: `${year}-D${String(part + 1).padStart(3, "0")}`, label: `day ${part + 1} of ${year}` };
  }
}
