/**
 * Scores over the life of a question: which forecast of whom stood from when to when, and averages that early settlement cannot reward.
 * Times are numbers of days from any origin.
 */

/** When a question was open: from `opens` to `closes` as announced, and until `ended` when it was settled earlier. */
export interface QuestionLife {
  readonly opens: number;
  readonly closes: number;
  /** When forecasting ended in fact; never after `closes`. */
  readonly ended: number;
}

/** A forecast while it stood. */
export interface StandingForecast<Value> {
  readonly from: number;
  readonly to: number;
  readonly value: Value;
}

/**
 * One forecaster's forecasts as they stood: each from when it was made, or from the opening, until the next or the end of forecasting. What was
 * made at or after the end is left out; of two made at one moment the later in the list stands.
 */
export function standings<Value>(
  entries: readonly { readonly at: number; readonly value: Value }[],
  life: QuestionLife,
): readonly StandingForecast<Value>[] {
  const dated = entries.filter(({ at }) => at < life.ended).sort((one, other) => one.at - other.at);
  const found: StandingForecast<Value>[] = [];
  dated.forEach(({ at, value }, place) => {
    const [from, to] = [Math.max(at, life.opens), Math.min(dated[place + 1]?.at ?? life.ended, life.ended)];
    if (to > from) found.push({ from, to, value });
  });
  return found;
}

/** How a forecaster's standing forecasts scored over the life of a question. */
export interface ScoreOverTime {
  /**
   * The mean over the whole announced life. Time without a forecast, and the time after an early settlement, count as the ignorant forecast. The
   * weight of a day then does not depend on the outcome, which is what makes honest forecasts the best ones (score truncation of Metaculus).
   */
  readonly timeAveraged: number;
  /** The mean over the time in which a forecast stood. A forecaster who bets on early settlement can gain by it: it describes, and must not be competed on. */
  readonly whileStanding: number;
  /** The score of the forecast that stood last. */
  readonly lastForecast: number;
  /** The part of the announced life during which a forecast stood and the question was open. */
  readonly coverage: number;
}

/**
 * Scores standing forecasts over time, by a score of one forecast; `ignorant` is the score of a forecast that knows nothing. Undefined when none
 * stood at any time, or when the question has no duration.
 */
export function scoreOverTime<Value>(
  standing: readonly StandingForecast<Value>[],
  life: QuestionLife,
  score: (value: Value) => number,
  ignorant: number,
): ScoreOverTime | undefined {
  const duration = life.closes - life.opens;
  const last = standing.at(-1);
  if (last === undefined || !(duration > 0)) return undefined;
  let sum = 0;
  let stood = 0;
  for (const { from, to, value } of standing) {
    sum += score(value) * (to - from);
    stood += to - from;
  }
  return {
    timeAveraged: (sum + ignorant * Math.max(0, duration - stood)) / duration,
    whileStanding: sum / stood,
    lastForecast: score(last.value),
    coverage: Math.min(1, stood / duration),
  };
}
