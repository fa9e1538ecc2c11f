/** Checks the ledger beside the case: its chain, forecasts that are overdue, criteria that were changed, forecasts that vanished from the case. */
import type { Assessment } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import * as found from "../diagnostics/forecasts.js";
import type { Ledger } from "../ledger/chain.js";
import { lastDayOf } from "../ledger/criteria.js";
import { type ForecastCriteria, ledgerFileName } from "../ledger/entry.js";
import { forecastStates } from "../ledger/states.js";
import { brokenRules } from "../ledger/verify.js";

type Report = (diagnostic: Diagnostic) => void;

/** More problems of the same file would only hide the others. */
const mostTold = 20;

/** Words for the fields of criteria, as the notation has them. */
export const criteriaWords: Readonly<Record<keyof ForecastCriteria, string>> = {
  question: "question",
  type: "kind",
  resolves: "resolves",
  source: "source",
  unclear: "unclear",
  opens: "opens",
  closes: "by",
  options: "states",
  unit: "unit",
};

/** Checks the ledger of a case. */
export function checkLedger(assessment: Assessment, ledger: Ledger, report: Report): void {
  const span = { file: ledgerFileName, from: 0, to: 0 };
  const late = ledger.problems.filter(({ kind }) => kind === "clock-backwards");
  const others = late.length > 1 ? ledger.problems.filter(({ kind }) => kind !== "clock-backwards") : ledger.problems;
  if (late.length > 1)
    report(
      found.ledgerOdd.at(span, {
        problem: `Lines ${late
          .map(({ line }) => line)
          .slice(0, 10)
          .join(
            ", ",
          )}${late.length > 10 ? " and others" : ""} of the ledger are dated before those that they follow: they were entered afterwards, or a clock ran backwards. The order of the entries counts.`,
        remedy: late[0]!.remedy,
      }),
    );
  const problems = [...others, ...brokenRules(ledger.entries, ledger.lines)];
  for (const { line, kind, message, remedy } of problems.slice(0, mostTold)) {
    const record = kind === "clock-backwards" || kind === "against-the-rules" ? found.ledgerOdd : found.ledgerDamaged;
    report(record.at(span, { problem: line > 0 ? `Line ${line}: ${message}` : message, remedy }));
  }
  const { asOf } = assessment.case;
  const declarations = new Map(assessment.forecasts.map((forecast) => [forecast.id, forecast]));
  for (const { forecast: name, criteria, changedCriteria, standing, isDeclared, declared } of forecastStates(ledger.entries, assessment)) {
    const declaration = declarations.get(name);
    const isOpen = standing === "open";
    if (!declaration || !isDeclared) {
      if (isOpen) report(found.forecastDropped.at(span, { name }));
      continue;
    }
    if (isOpen && asOf !== undefined && lastDayOf(declaration.by) < asOf)
      report(found.forecastExpired.at(declaration.span, { name, by: declaration.by, asOf }));
    const [first] = changedCriteria;
    if (first && declared && standing !== "annulled") {
      const fields = changedCriteria.map((field) => criteriaWords[field]).join(", ");
      report(found.criteriaChanged.at(declaration.span, { name, fields, was: wordsOf(criteria, first), now: wordsOf(declared, first) }));
    }
  }
}

function wordsOf(criteria: ForecastCriteria, field: keyof ForecastCriteria): string {
  const value = criteria[field];
  const words = typeof value === "object" ? value.join(" | ") : (value ?? "not said");
  return words.length > 120 ? `${words.slice(0, 119).trimEnd()}…` : words;
}
