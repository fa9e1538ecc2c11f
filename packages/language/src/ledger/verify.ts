/** Verifying a ledger: that its chain holds, and that what it says of forecasts keeps their rules. */
import { type LedgerProblem, readLedger } from "./chain.js";
import { differingCriteria } from "./criteria.js";
import type { ForecastCriteria, ForecastEntry, LedgerEntry } from "./entry.js";
import { isForecastEntry } from "./entry.js";
import { dayProblem, outcomeProblem, type RuleProblem, settledProblem, valueProblem } from "./rules.js";

/** Everything that does not hold in the text of a ledger, by line. None: the ledger is whole, and nothing in it was rewritten. */
export function verifyLedger(text: string): readonly LedgerProblem[] {
  const { entries, problems, lines } = readLedger(text);
  return [...problems, ...brokenRules(entries, lines)].sort((left, right) => left.line - right.line);
}

interface Course {
  criteria: ForecastCriteria | undefined;
  firstDay: string | undefined;
  end: { readonly day: string; readonly words: string } | undefined;
}

/** Entries of forecasts that break a rule. They stand and are used: only people can say what is to become of them. */
export function brokenRules(entries: readonly LedgerEntry[], lines: ReadonlyMap<string, number>): readonly LedgerProblem[] {
  const courses = new Map<string, Course>();
  return entries.filter(isForecastEntry).flatMap((entry) => {
    const course = courses.get(entry.forecast) ?? { criteria: undefined, firstDay: undefined, end: undefined };
    courses.set(entry.forecast, course);
    const found = ruleBrokenBy(entry, course);
    take(entry, course);
    if (!found) return [];
    const message = `The forecast ${entry.forecast}, in the entry of ${entry.by} of ${entry.at.slice(0, 10)}: ${found.problem}. The entry counts nevertheless.`;
    return [{ line: lines.get(entry.id) ?? 0, kind: "against-the-rules" as const, message, remedy: found.remedy }];
  });
}

function ruleBrokenBy(entry: ForecastEntry, { criteria, firstDay, end }: Course): RuleProblem | undefined {
  if (entry.kind === "open") {
    const fields = criteria ? differingCriteria(criteria, entry) : [];
    return fields.length > 0
      ? {
          problem: `it was opened twice with other criteria (${fields.join(", ")}), and the first count`,
          remedy: "Settle which are meant: outweigh forecast criteria",
        }
      : undefined;
  }
  if (entry.kind === "criteria" || entry.kind === "annul") return undefined;
  if (!criteria)
    return {
      problem: "its criteria are not in the ledger",
      remedy: "Take the line that opened it back from an earlier state of the file.",
    };
  if (entry.kind === "resolve") return outcomeProblem(entry.outcome, criteria) ?? settledProblem(entry.on, criteria, firstDay);
  const day = entry.at.slice(0, 10);
  if (end)
    return {
      problem: `a forecast was made after it was ${end.words}`,
      remedy: "It is not scored. Nothing need be done, if both were written at the same time.",
    };
  return valueProblem(entry.value, criteria) ?? dayProblem(day, criteria);
}

function take(entry: ForecastEntry, course: Course): void {
  switch (entry.kind) {
    case "open":
      course.criteria ??= entry;
      break;
    case "criteria":
      course.criteria = entry;
      break;
    case "set":
      course.firstDay ??= entry.at.slice(0, 10);
      break;
    case "resolve":
      course.end = { day: entry.on, words: `resolved on ${entry.on}` };
      break;
    case "annul":
      course.end = { day: entry.at.slice(0, 10), words: `annulled on ${entry.at.slice(0, 10)}` };
  }
}
