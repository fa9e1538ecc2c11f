/** The scores of a ledger with the words that its questions are told in: what the command prints and the brief shows. */
import { type LedgerScores, type QuestionHistory, scoreLedger } from "@outweigh/engine";

/** A question as a reader knows it. */
export interface QuestionWords {
  readonly question: string;
  /** Of probabilities: the names of the states in the order of the numbers, `yes` and `no` of an event. */
  readonly states: readonly string[];
  /** Of a number: its unit as written. */
  readonly unit: string | undefined;
}

/** Scores and words. */
export interface ScoreReport {
  readonly scores: LedgerScores;
  /** By the name of the forecast. */
  readonly words: ReadonlyMap<string, QuestionWords>;
}

/** A question with its forecasts and its words. */
export interface WordedHistory {
  readonly history: QuestionHistory;
  readonly words: QuestionWords;
}

/** Scores what was read. */
export function scoreReport(histories: readonly WordedHistory[]): ScoreReport {
  return {
    scores: scoreLedger(histories.map(({ history }) => history)),
    words: new Map(histories.map(({ history, words }) => [history.forecast, words])),
  };
}

/** The outcome of a settled question in words: a state, a number with its unit, or an ISO day given by `dayWords`. */
export function outcomeWords(
  outcome: number,
  type: QuestionHistory["type"],
  { states, unit }: QuestionWords,
  dayWords: (day: number) => string,
): string {
  if (type === "date") return dayWords(outcome);
  if (type === "numeric") return unit ? `${outcome} ${unit}` : `${outcome}`;
  return states[outcome] ?? `${outcome}`;
}
