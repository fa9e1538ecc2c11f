/** The section on what comes next: stocks over time under each option, dated forecasts, indicators to watch. */

import type { IndicatorDeclaration, NameSyntax, StockDeclaration } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading } from "../blocks.js";
import { courseOf } from "../courses.js";
import type { Block, FanPoint, FigureBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { unitName, unitWords, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, joinWords, sentence } from "../words.js";
import { forecastBlocks } from "./forecasts.js";
import { defineSection } from "./section.js";

export const outlook = defineSection({
  name: "outlook",
  title: "Outlook",
  doc: "How stocks develop over time under each option, the dated forecasts with their resolution criteria, who forecast what when and what came out, the indicators with their thresholds.",
  needs: ["forecasts", "indicators", "stocks"],
  place: "back",
  compose: (findings) => {
    const { indicators, stocks } = findings.assessment;
    const forecasts = forecastBlocks(findings);
    const courses = stocks.flatMap((stock) => stockFigure(findings, stock));
    return [
      ...(forecasts.length > 0 ? [heading(figureAnchor("forecasts"), "Forecasts"), ...forecasts] : []),
      ...(indicators.length > 0 ? [heading(figureAnchor("indicators"), "Indicators"), indicatorTable(findings, indicators)] : []),
      ...(courses.length > 0 ? [heading(figureAnchor("courses"), "The course over time"), ...courses] : []),
    ];
  },
});

/** Names as the reader knows them. */
export function named(findings: Findings, names: readonly NameSyntax[]): string {
  return names.length > 0 ? capitalise(joinWords(names.map((name) => findings.label(name.text)))) : "–";
}

function indicatorTable(findings: Findings, indicators: readonly IndicatorDeclaration[]): Block {
  return {
    kind: "table",
    caption: "Indicators to watch",
    columns: columns("Indicator", "Watch for", "Tells about", "Source and rhythm", "Speaks for"),
    rows: indicators.map((indicator) => ({
      cells: [
        [text(capitalise(indicator.label))],
        [
          text(
            [indicator.watches, indicator.threshold && `Threshold: ${indicator.threshold}`]
              .filter(Boolean)
              .map((part) => sentence(capitalise(part ?? "")))
              .join(" ") || "–",
          ),
        ],
        [text(named(findings, indicator.reveals))],
        [text([indicator.source, indicator.check].filter(Boolean).join("; ") || "–")],
        [text(named(findings, indicator.signals))],
      ],
    })),
  };
}

function stockFigure(findings: Findings, stock: StockDeclaration): readonly FigureBlock[] {
  const unit = findings.unit(stock.id);
  const course = courseOf(findings, stock.id);
  if (course === undefined) return [];
  const scale = unitWords(unit).scale;
  const { banded, added } = course;
  const series = course.series.map(({ label, points }) => ({ label, points: points.map((point) => scaled(point, scale)) }));
  const [first, last] = [course.times[0] ?? "", course.times[course.times.length - 1] ?? ""];
  const label = capitalise(stock.label);
  const times = someTimes(course.times.length);
  return [
    {
      kind: "figure",
      anchor: figureAnchor(stock.id),
      caption: withUnit(`${label}${added === "" ? "" : `, ${added}`}, ${first} to ${last}`, unit),
      note: `${banded ? "Line: median; bands: 50\u00a0% and 90\u00a0% intervals" : "Line: mean over the draws"}${series.length > 1 && findings.baseline ? `; dashed: “${findings.baseline.label}”` : ""}.`,
      alternative: `${label} over time. ${course.series.map((each, position) => `${each.label}: from ${course.texts[position]?.[0]} in ${first} to ${course.texts[position]?.at(-1)} in ${last}`).join("; ")}.`,
      plot: { kind: "fan", unit: unitName(unit), series, baseline: series.length > 1 ? findings.baseline?.position : undefined },
      table: {
        kind: "table",
        caption: withUnit(`${label} over time: ${banded ? "median and 90\u00a0% interval" : "mean"}`, unit),
        columns: columns("Option", ...times.map((step) => `>${course.times[step]}`)),
        rows: course.series.map((each, position) => ({
          cells: [[text(each.label)], ...times.map((step) => [value(findings, stock.id, course.texts[position]?.[step] ?? "")])],
        })),
      },
      tableOpen: false,
    },
  ];
}

/** The first and the last of the reporting points and two between, as places; all when they are few. */
function someTimes(count: number): readonly number[] {
  const places =
    count <= 4 ? Array.from({ length: count }, (_, place) => place) : [0, 1, 2, 3].map((part) => Math.round((part * (count - 1)) / 3));
  return [...new Set(places)];
}

function scaled(point: FanPoint, scale: number): FanPoint {
  const by = (value: number | undefined) => (value === undefined ? undefined : value / scale);
  return {
    time: point.time,
    middle: point.middle / scale,
    low90: by(point.low90),
    low50: by(point.low50),
    high50: by(point.high50),
    high90: by(point.high90),
  };
}
