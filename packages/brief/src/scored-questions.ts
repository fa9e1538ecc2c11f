/** The tables of scored questions: what came out and what had been forecast, and the pooled forecast of those still open. */
import type { LedgerScores, PooledForecast, PooledQuantileForecast, QuantityRow, QuestionScores } from "@outweigh/engine";
import { dateOfDay, outcomeWords, type QuestionWords, type ScoreReport } from "@outweigh/language";
import { columns } from "./blocks.js";
import type { Block, TableBlock } from "./document.js";
import { formatCount } from "./numbers.js";
import { cell, mostScored, percentText } from "./score-cells.js";
import { text } from "./values.js";

/** The tables, as far as there is something in them. */
export function questionTables({ questions, pooled, pooledQuantiles }: LedgerScores, words: ScoreReport["words"]): readonly Block[] {
  const byForecast = new Map(pooled.map((each) => [each.forecast, each]));
  const open = pooled.filter(({ isSettled, forecasters }) => !isSettled && forecasters > 1);
  const ofNumbers = questions.filter(({ rows }) => rows[0]?.kind === "quantity");
  const openNumbers = pooledQuantiles.filter(({ isSettled, forecasters }) => !isSettled && forecasters > 1);
  return [
    ...(questions.length > 0 ? [settledTable(questions, byForecast, words)] : []),
    ...(ofNumbers.length > 0 ? [quantityTable(ofNumbers, words)] : []),
    ...(open.length > 0 ? [openTable(open, words)] : []),
    ...(openNumbers.length > 0 ? [openQuantityTable(openNumbers, words)] : []),
  ];
}

const nameless: QuestionWords = { question: "", states: [], unit: undefined };

function settledTable(
  questions: readonly QuestionScores[],
  pooled: ReadonlyMap<string, PooledForecast>,
  words: ScoreReport["words"],
): TableBlock {
  return {
    kind: "table",
    caption: "Settled questions",
    columns: columns("Question", "Outcome", ">Forecasters", ">Given to it", ">Score"),
    rows: questions.slice(0, mostScored).map((scored) => {
      const own = words.get(scored.forecast) ?? nameless;
      const pool = pooled.get(scored.forecast);
      return {
        cells: [
          own.question || scored.forecast,
          outcomeWords(scored.outcome, scored.type, own, dateOfDay),
          formatCount(scored.rows.length),
          pool ? percentText(pool.mean[scored.outcome] ?? 0) : "–",
          meanScore(scored, own),
        ].map(cell),
      };
    }),
    note: [
      text(
        `Given to it: the unweighted mean of everyone's last forecast. Score: of probabilities the mean time-averaged Brier score (0 to 2), of numbers and days the mean CRPS while forecasts stood, in their own unit.${leftOver(questions.length)}`,
      ),
    ],
  };
}

/** Question by question, since losses in different units have no mean. */
function quantityTable(questions: readonly QuestionScores[], words: ScoreReport["words"]): TableBlock {
  return {
    kind: "table",
    caption: "Forecasts of numbers and days, question by question",
    columns: columns("Question", "Forecaster", ">Covered", ">Averaged", ">Last", ">Peer"),
    rows: questions.slice(0, mostScored).flatMap(({ forecast, type, rows }) => {
      const own = words.get(forecast) ?? nameless;
      const shown = (value: number) => amountText(value, type, own);
      return rows
        .filter((row): row is QuantityRow => row.kind === "quantity")
        .slice(0, mostScored)
        .map((row, place) => ({
          cells: [
            place === 0 ? own.question || forecast : "",
            row.forecaster,
            percentText(row.coverage),
            ...[row.timeAveraged.crps, row.lastForecast.crps].map(shown),
            row.againstOthers.days > 0 ? shown(row.againstOthers.advantage) : "–",
          ].map(cell),
        }));
    }),
    note: [
      text(
        `The CRPS, in the unit of the question, 0 is best. Averaged: over the announced life, where days without a forecast and those after an early settlement add nothing, so read it beside what is covered. Last: of the last forecast. Peer: how much less than the others, over the same life; it adds up to 0, and more is better.${leftOver(questions.length)}`,
      ),
    ],
  };
}

function openQuantityTable(open: readonly PooledQuantileForecast[], words: ScoreReport["words"]): TableBlock {
  return {
    kind: "table",
    caption: "Pooled forecasts of numbers and days without an outcome",
    columns: columns("Question", ">Quantile", ">Forecasters", ">Weighted", ">Mean", ">Median"),
    rows: open.slice(0, mostScored).flatMap(({ forecast, type, forecasters, weighted, mean, median }) => {
      const own = words.get(forecast) ?? nameless;
      const shown = (value: number) => (type === "date" ? dateOfDay(Math.round(value)) : amountText(value, type, own));
      return mean.map(([level, value], place) => ({
        cells: [
          place === 0 ? own.question || forecast : "",
          percentText(level),
          place === 0 ? formatCount(forecasters) : "",
          shown(weighted[place]![1]),
          shown(value),
          shown(median[place]![1]),
        ].map(cell),
      }));
    }),
    ...(open.length > mostScored ? { note: [text(leftOver(open.length).trim())] } : {}),
  };
}

function openTable(open: readonly PooledForecast[], words: ScoreReport["words"]): TableBlock {
  return {
    kind: "table",
    caption: "Pooled forecasts of questions without an outcome",
    columns: columns("Question", "State", ">Forecasters", ">Weighted", ">Mean", ">Median"),
    rows: open.slice(0, mostScored).flatMap((each) => {
      const own = words.get(each.forecast) ?? nameless;
      const shown = each.mean.length === 2 ? 1 : each.mean.length;
      return Array.from({ length: shown }, (_, state) => ({
        cells: [
          state === 0 ? own.question || each.forecast : "",
          own.states[state] ?? "",
          state === 0 ? formatCount(each.forecasters) : "",
          percentText(each.weighted[state]!),
          percentText(each.mean[state]!),
          percentText(each.median[state]!),
        ].map(cell),
      }));
    }),
    ...(open.length > mostScored ? { note: [text(leftOver(open.length).trim())] } : {}),
  };
}

function meanScore({ rows, type }: QuestionScores, own: QuestionWords): string {
  const losses = rows.map((row) => (row.kind === "states" ? row.timeAveraged.brierOriginal : row.whileStanding.crps));
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  if (rows[0]?.kind === "states") return mean.toFixed(3);
  return amountText(mean, type, own);
}

/** A loss, or a number of a question, with its unit. */
function amountText(value: number, type: QuestionScores["type"], { unit }: QuestionWords): string {
  return `${String(Number(value.toPrecision(3))).replace("-", "\u2212")} ${type === "date" ? "days" : (unit ?? "")}`.trim();
}

function leftOver(count: number): string {
  return count > mostScored ? ` ${formatCount(count - mostScored)} further questions are left out here.` : "";
}
