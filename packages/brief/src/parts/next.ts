/** The part on what comes next: the forecasts that fall due first, and how many indicators are watched. */
import { columns, paragraph } from "../blocks.js";
import type { Block } from "../document.js";
import type { Findings } from "../findings.js";
import { said } from "../sections/forecasts.js";
import { named } from "../sections/outlook.js";
import { text } from "../values.js";
import { capitalise, countWords, formatDate, joinWords } from "../words.js";
import type { Part } from "./part.js";

const shown = 6;

export const next: Part = {
  name: "next",
  title: "What comes next",
  weight: ({ assessment }) => (assessment.forecasts.length + assessment.indicators.length > 0 ? 0.6 : 0),
  compose: (findings) => [...forecasts(findings), ...indicators(findings)],
};

function forecasts(findings: Findings): readonly Block[] {
  const due = [...findings.assessment.forecasts].sort((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0));
  if (due.length === 0) return [];
  return [
    {
      kind: "table",
      caption: due.length > shown ? `Forecasts: the first ${shown} of ${due.length} to fall due` : "Forecasts",
      columns: columns("Forecast", "By", "Probability", "Speaks for"),
      rows: due.slice(0, shown).map((forecast) => ({
        cells: [
          [text(forecast.question)],
          [text(formatDate(forecast.by))],
          said(findings, forecast),
          [text(named(findings, forecast.signals))],
        ],
      })),
    },
  ];
}

function indicators(findings: Findings): readonly Block[] {
  const { indicators: watched } = findings.assessment;
  if (watched.length === 0) return [];
  const names = watched.slice(0, shown).map(({ label }) => label);
  const more = watched.length > shown ? ["others"] : [];
  return [
    paragraph(`${capitalise(countWords(watched.length, "indicator is", "indicators are"))} watched: ${joinWords([...names, ...more])}.`),
  ];
}
