/** Scores as data; the schema is docs/schema/score.schema.json. */
import type { ForecasterScores, QuestionScores, ScoreRow } from "@outweigh/engine";
import { dateOfDay, type FileProblem, type GoodJudgment, outcomeWords, type ScoreReport } from "@outweigh/language";

/** The JSON form of scores. What does not exist is left out: skill against others where there are none, calibration where nothing was settled. */
export type ScoreJson = Omit<ScoreReport["scores"], "questions" | "leftOut"> & {
  readonly format: "outweigh-score-1";
  /** The folder, or the table of questions and that of forecasts. */
  readonly from: readonly string[];
  readonly problems: readonly FileProblem[];
  /** Forecasts whose probabilities missed one by rounding and were scaled. */
  readonly scaled: number;
  readonly leftOut: ScoreReport["scores"]["leftOut"];
  readonly forecasters: readonly ForecasterScores[];
  readonly questions: readonly {
    readonly forecast: string;
    readonly question: string;
    readonly type: QuestionScores["type"];
    readonly states: readonly string[];
    readonly unit?: string;
    /** In words, and as the place of the state, the number or the day since 1970. */
    readonly outcome: string;
    readonly outcomeValue: number;
    readonly rows: readonly RowJson[];
  }[];
};

type RowJson = ScoreRow extends infer Row ? (Row extends ScoreRow ? Omit<Row, "standing" | "forecast"> : never) : never;

/** Scores with where they come from. */
export function scoreJson(from: readonly string[], { scores, words }: ScoreReport, read: GoodJudgment | undefined): ScoreJson {
  const { questions, ...others } = scores;
  return {
    format: "outweigh-score-1",
    from,
    problems: read?.problems ?? [],
    scaled: read?.scaled ?? 0,
    ...others,
    questions: questions.map(({ forecast, type, outcome, rows }) => {
      const own = words.get(forecast) ?? { question: forecast, states: [], unit: undefined };
      return {
        forecast,
        question: own.question,
        type,
        states: own.states,
        ...(own.unit ? { unit: own.unit } : {}),
        outcome: outcomeWords(outcome, type, own, dateOfDay),
        outcomeValue: outcome,
        rows: rows.map(rowJson),
      };
    }),
  };
}

function rowJson(row: ScoreRow): RowJson {
  const { forecast: _, ...others } = row;
  if (others.kind === "quantity") return others;
  const { standing: __, ...scored } = others;
  return scored;
}
