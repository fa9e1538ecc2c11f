/** Forecasts in the brief: what the case says of each, what the forecasters say, how that changed, how each stands and what came out. */

import { wordFor } from "@outweigh/evidence";
import {
  briefWords as briefWordsPlain,
  computedForecast,
  dayOfDate,
  type Expression,
  type ForecastDeclaration,
  type ForecastPoint,
  type ForecastState,
  type ForecastValue,
  forecastStates,
  forecastWords as forecastWordsPlain,
  standingWords,
} from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns } from "../blocks.js";
import type { Block, FigureBlock, Inline, StepPlot, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatProbabilityRange } from "../numbers.js";
import { text, value } from "../values.js";
import { capitalise, formatDate, joinWords, sentence } from "../words.js";

/** A number stays on the line of its sign. */
const tied = (words: string): string => words.replaceAll(" %", "\u00a0%");
const forecastWords: typeof forecastWordsPlain = (said, criteria) => tied(forecastWordsPlain(said, criteria));
const briefWords: typeof briefWordsPlain = (said, criteria) => tied(briefWordsPlain(said, criteria));

/** Everything about the forecasts of a case and its ledger. */
export function forecastBlocks(findings: Findings): readonly Block[] {
  const { assessment, ledger } = findings.evaluated;
  const states = forecastStates(ledger.entries, assessment, assessment.case.asOf);
  const spoken = states.filter(({ history, closing }) => history.length > 0 || closing !== undefined);
  return [
    ...(assessment.forecasts.length > 0 ? [questionTable(findings)] : []),
    ...(spoken.length > 0 ? [standingTable(spoken)] : []),
    ...spoken.flatMap(forecastHistory),
  ];
}

function questionTable(findings: Findings): TableBlock {
  return {
    kind: "table",
    caption: "Forecasts, by the date when they fall due",
    columns: columns("Forecast", "By", "Probability", "Resolved by", "Speaks for"),
    rows: [...findings.assessment.forecasts]
      .sort((one, other) => (one.by < other.by ? -1 : one.by > other.by ? 1 : 0))
      .map((forecast) => ({
        cells: [
          [text(forecast.question)],
          [text(formatDate(forecast.by))],
          said(findings, forecast),
          [text(criteriaWords(forecast) || "not stated")],
          [text(namedWords(findings, forecast))],
        ],
      })),
  };
}

function criteriaWords({ resolves, resolutionSource, unclear }: ForecastDeclaration): string {
  return [resolves, resolutionSource && `Source: ${resolutionSource}`, unclear && `If it cannot be told: ${unclear}`]
    .filter(Boolean)
    .map((part) => sentence(part ?? ""))
    .join(" ");
}

function namedWords(findings: Findings, { signals }: ForecastDeclaration): string {
  return signals.length > 0 ? capitalise(joinWords(signals.map((name) => findings.label(name.text)))) : "–";
}

/** What the case itself says of a forecast, stated or computed; a probability with its word. */
export function said(findings: Findings, forecast: ForecastDeclaration): readonly Inline[] {
  const name = `forecast:${forecast.id}`;
  if (forecast.form.kind !== "binary") {
    const stated = findings.evaluated.lowering.forecasts.get(forecast.id);
    const unit = forecast.form.kind === "numeric" && stated?.unit ? { unit: stated.unit.text } : {};
    const computed = stated?.computed && computedForecast(findings.evaluated, forecast.id)?.value;
    const words = stated?.value ?? computed;
    if (!words) return [text("not computed")];
    return [
      stated?.value ? text(forecastWords(words, unit)) : value(findings, stated?.computed?.output ?? name, forecastWords(words, unit)),
    ];
  }
  const summary = findings.output(name)?.summaries[0];
  const number = (expression: Expression) => (expression.kind === "number" ? expression.value : undefined);
  const { probability: stated } = forecast;
  if (stated?.kind === "interval") {
    const [low, high] = [number(stated.low), number(stated.high)];
    if (low !== undefined && high !== undefined)
      return [value(findings, name, formatProbabilityRange(low, high)), ...likelihood(findings, (low + high) / 2)];
  }
  const single = (stated && number(stated)) ?? summary?.mean;
  return single === undefined
    ? [text("not computed")]
    : [value(findings, name, formatProbability(single)), ...likelihood(findings, single)];
}

function likelihood(findings: Findings, probability: number): readonly Inline[] {
  const word = wordFor(probability, findings.assessment.case.yardstick);
  return word === undefined ? [] : [text(` (${word})`)];
}

/** A row for each forecaster of each forecast: judged and computed beside each other. */
function standingTable(states: readonly ForecastState[]): TableBlock {
  return {
    kind: "table",
    caption: "What the forecasters say, and what came out",
    columns: columns("Forecast", "Forecaster", "Latest", "On", "Standing"),
    rows: states.flatMap((state) => {
      const points: readonly (ForecastPoint | undefined)[] = state.latest.size > 0 ? [...state.latest.values()] : [undefined];
      return points.map((point, index) => ({
        cells: [
          [text(index === 0 ? state.criteria.question : "″")],
          [text(point ? `${point.by}${point.computed ? " (computed)" : ""}` : "nobody")],
          [text(point ? briefWords(point.value, state.criteria) : "–")],
          [text(point ? formatDate(point.at.slice(0, 10)) : "–")],
          [text(index === 0 ? standing(state) : "″")],
        ],
        ...(state.standing === "annulled" ? { faded: true } : {}),
      }));
    }),
    ...(states.some(({ amendments }) => amendments.length > 0) ? { note: [text(amendmentWords(states))] } : {}),
  };
}

function standing(state: ForecastState): string {
  const { standing: stands, closing, criteria } = state;
  if (!closing) return stands === "due" ? `overdue since ${formatDate(criteria.closes)}` : `open until ${formatDate(criteria.closes)}`;
  const words = stands === "annulled" ? "annulled" : standingWords(state).replace(/\d{4}-\d{2}-\d{2}$/, formatDate(state.on ?? ""));
  return sentence(capitalise(`${words}: ${closing.words}`));
}

function amendmentWords(states: readonly ForecastState[]): string {
  return states
    .flatMap(({ criteria, amendments }) =>
      amendments.map(
        ({ at, by, reason }) => `What counts for “${criteria.question}” was changed on ${formatDate(at.slice(0, 10))} by ${by}: ${reason}`,
      ),
    )
    .map(sentence)
    .join(" ");
}

/** How the forecasts of one question changed: steps over the days. None where nothing changed yet. */
export function forecastHistory(state: ForecastState): readonly FigureBlock[] {
  const { forecast, criteria, history, on } = state;
  const shown = shownOf(state);
  const points = history.flatMap((point) => {
    const [day, height] = [dayOfDate(point.at.slice(0, 10)), shown.value(point.value)];
    return day === undefined || height === undefined ? [] : [{ ...point, day: day + partOfDay(point.at), height }];
  });
  if (points.length < 2) return [];
  const names = [...new Set(points.map(({ by }) => by))];
  const settled = on === undefined ? undefined : dayOfDate(on);
  const last = Math.max(...points.map(({ day }) => day), settled ?? 0);
  const plot: StepPlot = {
    kind: "steps",
    scale: shown.scale,
    unit: shown.unit,
    until: last,
    series: names.map((name) => {
      const own = points.filter(({ by }) => by === name);
      return {
        label: name,
        isComputed: own.some(({ computed }) => computed),
        points: own.map(({ day, height }) => ({ day, value: height })),
      };
    }),
    mark: settled === undefined ? undefined : { day: settled, label: `${state.outcome ?? "settled"}`.replaceAll("_", " ") },
  };
  const table: TableBlock = {
    kind: "table",
    caption: `Every forecast of “${criteria.question}”`,
    columns: columns("On", "Forecaster", "Forecast", "Reason"),
    rows: history.map((point) => ({
      cells: [
        [text(formatDate(point.at.slice(0, 10)))],
        [text(`${point.by}${point.computed ? " (computed)" : ""}`)],
        [text(forecastWords(point.value, criteria))],
        [text(point.reason ?? "–")],
      ],
    })),
  };
  return [
    {
      kind: "figure",
      anchor: figureAnchor(`forecast.${forecast}`),
      caption: `${criteria.question} How the forecasts changed${shown.words}`,
      note: points.some(({ computed }) => computed)
        ? "Each step is a forecast that was recorded; the dashed line is computed by the model."
        : "Each step is a forecast that was recorded.",
      alternative: names
        .map(
          (name) =>
            `${name}: ${points
              .filter(({ by }) => by === name)
              .map((point) => `${briefWords(point.value, criteria)} from ${point.at.slice(0, 10)}`)
              .join(", ")}`,
        )
        .join("; "),
      plot,
      table,
      tableOpen: false,
    },
  ];
}

/** The one number of a forecast that is drawn: the probability of yes, or of the state that is likeliest now; the middle of quantiles. */
function shownOf({ criteria, history }: ForecastState): {
  readonly scale: StepPlot["scale"];
  readonly unit: string;
  readonly words: string;
  value(value: ForecastValue): number | undefined;
} {
  const latest = history.at(-1)?.value;
  if (latest && "probabilities" in latest) {
    const [state = ""] = Object.entries(latest.probabilities).toSorted(([, one], [, other]) => other - one)[0] ?? [];
    const value = (each: ForecastValue) => ("probabilities" in each ? each.probabilities[state] : undefined);
    return { scale: "share", unit: "", words: `: the probability of “${state.replaceAll("_", " ")}”`, value };
  }
  if (latest && "quantiles" in latest) {
    const isDate = criteria.type === "date";
    const value = (each: ForecastValue) => {
      if (!("quantiles" in each)) return undefined;
      const middle = each.quantiles.toSorted(([one], [other]) => Math.abs(one - 0.5) - Math.abs(other - 0.5))[0]?.[1];
      return typeof middle === "string" ? dayOfDate(middle) : middle;
    };
    return { scale: isDate ? "day" : "number", unit: criteria.unit ?? "", words: ": the middle of each", value };
  }
  return { scale: "share", unit: "", words: "", value: (each) => ("probability" in each ? each.probability : undefined) };
}

/** How much of its day is over at a time in UTC. */
function partOfDay(at: string): number {
  const [hours = 0, minutes = 0] = at.slice(11, 16).split(":").map(Number);
  return (hours * 60 + minutes) / 1440;
}
