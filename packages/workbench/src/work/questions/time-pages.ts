/** What the brief tells over time, as pages of their own: courses of stocks, the history of a forecast, scores with the calibration. */
import { type Block, composeAssessment, type FanPlot, type FigureBlock, forecastHistory, scoreBlocks } from "@outweigh/brief";
import {
  dateOfDay,
  type ForecastState,
  forecastStates,
  historiesOfLedger,
  outcomeWords,
  scoreReport,
  standingWords,
} from "@outweigh/language";
import { blockPage } from "../block-page.js";
import { defineQuestion } from "../question.js";

type FanFigure = FigureBlock & { readonly plot: FanPlot };

/** Which course, by its place, and which option; all options without one. */
export interface CoursesInput {
  readonly of: string;
  readonly option: string;
}

export interface CoursesAnswer {
  /** Everything that has a course, those with bands first. */
  readonly courses: readonly { readonly id: string; readonly label: string }[];
  readonly options: readonly string[];
  /** The page; undefined where nothing has a course. */
  readonly html: string | undefined;
}

export const courses = defineQuestion<CoursesInput, CoursesAnswer>({
  doc: "The course of a stock over time under each option, or under one beside the baseline, with its bands.",
  answer: async ({ of, option }, { evaluation, onProgress }) => {
    const { evaluated } = await evaluation.evaluated(onProgress);
    const found = figuresIn(composeAssessment(evaluated).blocks).filter(isFan);
    const figures = [...found.filter(isBanded), ...found.filter((figure) => !isBanded(figure))];
    const chosen = figures.find(({ anchor }) => anchor === of) ?? figures[0];
    if (chosen === undefined) return { courses: [], options: [], html: undefined };
    return {
      courses: figures.map(({ anchor, caption }) => ({ id: anchor, label: caption })),
      options: chosen.plot.series.map(({ label }) => label),
      html: await blockPage(chosen.caption, [ofOption(chosen, option)]),
    };
  },
});

const isFan = (figure: FigureBlock): figure is FanFigure => figure.plot.kind === "fan";

const isBanded = ({ plot }: FanFigure): boolean => plot.series.some(({ points }) => points.some(({ low90 }) => low90 !== undefined));

function figuresIn(blocks: readonly Block[]): readonly FigureBlock[] {
  return blocks.flatMap((block): readonly FigureBlock[] => {
    if (block.kind === "figure") return [block];
    if (block.kind === "section" || block.kind === "callout") return figuresIn(block.blocks);
    return [];
  });
}

/** One option, beside the one that others are compared with. */
function ofOption(figure: FanFigure, option: string): FigureBlock {
  const { series, baseline } = figure.plot;
  const at = series.findIndex(({ label }) => label === option);
  if (at < 0) return { ...figure, tableOpen: true };
  const shown = baseline === undefined || baseline === at ? [at] : [at, baseline];
  const kept = <Item>(items: readonly Item[]) => shown.flatMap((place) => items[place] ?? []);
  const against = baseline === undefined || baseline === at ? undefined : 1;
  return {
    ...figure,
    tableOpen: true,
    plot: { ...figure.plot, series: kept(series), baseline: against },
    table: { ...figure.table, rows: figure.table.rows.length === series.length ? kept(figure.table.rows) : figure.table.rows },
  };
}

/** Which forecast, and the day on which it is. */
export interface ForecastInput {
  readonly id: string;
  readonly today: string;
}

export const forecastPage = defineQuestion<ForecastInput, string | undefined>({
  doc: "A forecast: its criteria, its history as steps, what came out, and how the forecasters scored; undefined where there is none of that name.",
  answer: async ({ id, today }, { evaluation }) => {
    const { assessment, ledger } = evaluation.compiled;
    const states = forecastStates(ledger.entries, assessment, today);
    const state = states.find(({ forecast }) => forecast === id);
    if (state === undefined) return undefined;
    return blockPage(state.criteria.question, [factsOf(state), ...forecastHistory(state), ...scoresOf(state)]);
  },
});

const words = (text: string) => [{ kind: "text" as const, text }];

function factsOf(state: ForecastState): Block {
  const { criteria, closing, amendments, changedCriteria } = state;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["Stands", standingWords(state)],
    ["Known by", closing && [closing.words, closing.note].filter(Boolean).join(" ")],
    ["What counts", criteria.resolves],
    ["Where to look", criteria.source],
    ["If it cannot be told", criteria.unclear],
    ["States", criteria.options?.join(", ").replaceAll("_", " ")],
    ["Open", `${criteria.opens === undefined ? "until" : `${criteria.opens} to`} ${criteria.closes}`],
    ...amendments.map(({ at, by, reason }) => ["Changed criteria", `On ${at.slice(0, 10)} by ${by}: ${reason}`] as const),
    ["In the text", changedCriteria.length > 0 ? `The block says something else now about: ${changedCriteria.join(", ")}.` : undefined],
  ];
  return { kind: "facts", facts: facts.flatMap(([term, text]) => (text ? [{ term, content: words(text) }] : [])) };
}

function scoresOf(state: ForecastState): readonly Block[] {
  const report = scoreReport(historiesOfLedger([state]));
  const scored = report.scores.questions[0];
  const own = report.words.get(state.forecast);
  if (scored === undefined || own === undefined) return [];
  const number = (value: number | undefined) => words(value === undefined ? "–" : value.toFixed(3).replace("-", "−"));
  const rows = scored.rows.map((row) => ({
    cells:
      row.kind === "states"
        ? [
            words(row.forecaster),
            number(row.timeAveraged.brierOriginal),
            number(row.lastForecast.brierOriginal),
            number(row.timeAveraged.log),
          ]
        : [words(row.forecaster), words(`${row.forecasts} forecasts of a value`), words("–"), words("–")],
  }));
  const column = (header: string, align: "left" | "right" = "right") => ({ header, align });
  return [
    {
      kind: "table",
      caption: `Scores, the outcome being “${outcomeWords(scored.outcome, scored.type, own, dateOfDay)}”`,
      columns: [column("Forecaster", "left"), column("Brier, time-averaged"), column("Brier of the last"), column("Logarithmic")],
      rows,
      note: words("Brier: 0 to 2, 0 is best. Logarithmic: 0 is best. A single question says little of a forecaster."),
    },
  ];
}

export const scoresPage = defineQuestion<undefined, string | undefined>({
  doc: "How well settled forecasts were made, with the calibration; undefined while nothing is settled.",
  answer: (_, { evaluation }) => {
    const { assessment, ledger } = evaluation.compiled;
    if (!ledger.entries.some(({ kind }) => kind === "resolve")) return undefined;
    return blockPage("How forecasts did", scoreBlocks(scoreReport(historiesOfLedger(forecastStates(ledger.entries, assessment)))));
  },
});
