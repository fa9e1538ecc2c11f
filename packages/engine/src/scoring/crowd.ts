/**
 * Comparison with the others over time: peer scores, and what the mean of the others would have lost meanwhile. Sums over the forecasters are
 * kept as they come and go, so that a question with thousands of forecasts takes no longer than sorting them.
 */
import { ln } from "../elementary.js";
import type { QuestionLife, StandingForecast } from "./over-time.js";
import { clippedChance } from "./probability-scores.js";

/** How a forecaster compares with the others on one question. */
export interface AgainstOthers {
  /** The peer score of Metaculus over the announced life of the question; zero while nobody else had a forecast. */
  readonly peer: number;
  /** Loss times days, of the forecaster and of the unweighted mean of the others, over the time in which there were others. */
  readonly loss: number;
  readonly othersLoss: number;
  /** The days of that time. */
  readonly days: number;
}

/** A forecast as it is compared: what it gave to the state that came true, and the numbers whose squared misses make up its loss. */
export interface Compared {
  readonly given: number;
  readonly parts: readonly number[];
}

/** How a forecaster of a number compares with the others on one question, in the unit of the number. */
export interface QuantityAgainstOthers {
  /**
   * The mean over the announced life of what the others lost more than this forecaster (the score less the mean of those of the others: Kilgour and
   * Gerchak 2004); zero while nobody else had a forecast. It adds up to zero over the forecasters.
   */
  readonly advantage: number;
  /** Loss times days, of the forecaster and the mean of those of the others, over the time in which there were others. */
  readonly loss: number;
  readonly othersLoss: number;
  /** The days of that time. */
  readonly days: number;
}

/** Compares the losses of every forecaster with those of all others who had a forecast at the same moment. */
export function compareLosses(
  standing: readonly (readonly StandingForecast<number>[])[],
  life: QuestionLife,
): readonly QuantityAgainstOthers[] {
  const at = lossesOverTime(standing);
  return standing.map((own) => {
    let [loss, othersLoss, days] = [0, 0, 0];
    for (const { from, to, value } of own) {
      const [start, end] = [at.get(from)!, at.get(to)!];
      loss += value * (end.days - start.days);
      othersLoss += end.losses - start.losses - value * (end.perOther - start.perOther);
      days += end.days - start.days;
    }
    return { advantage: (othersLoss - loss) / (life.closes - life.opens), loss, othersLoss, days };
  });
}

/** Running integrals of 1, of 1/(n-1) and of the sum of all losses over n-1, at every moment at which a forecast begins or ends to stand. */
interface LossIntegrals {
  readonly days: number;
  readonly perOther: number;
  readonly losses: number;
}

function lossesOverTime(standing: readonly (readonly StandingForecast<number>[])[]): ReadonlyMap<number, LossIntegrals> {
  const changes = changesOf(standing);
  const found = new Map<number, LossIntegrals>();
  let now: LossIntegrals = { days: 0, perOther: 0, losses: 0 };
  let [count, sum, before] = [0, 0, changes[0]?.at ?? 0];
  for (const { at, sign, value } of changes) {
    const [time, others] = [at - before, count - 1];
    if (time > 0 && others > 0)
      now = { days: now.days + time, perOther: now.perOther + time / others, losses: now.losses + (time * sum) / others };
    before = at;
    count += sign;
    sum = count === 0 ? 0 : sum + sign * value;
    found.set(at, now);
  }
  return found;
}

/** When forecasts begin and end to stand, in order. */
function changesOf<Value>(standing: readonly (readonly StandingForecast<Value>[])[]) {
  return standing
    .flatMap((own) =>
      own.flatMap(({ from, to, value }) => [
        { at: from, sign: 1, value },
        { at: to, sign: -1, value },
      ]),
    )
    .sort((one, other) => one.at - other.at);
}

/** Running integrals over time of what every forecaster's comparison needs; all of them linear in what depends on the forecaster. */
interface Integrals {
  /** Of n/(n-1), and of n/(n-1) times the mean logarithm. */
  readonly scale: number;
  readonly logs: number;
  /** Of 1, of 1/(n-1)^2, by part of S/(n-1)^2 with S the sum of all forecasts, and of the sum over the parts of (S/(n-1) - o)^2. */
  readonly days: number;
  readonly perSquare: number;
  readonly sumsPerSquare: readonly number[];
  readonly squares: number;
}

/**
 * Compares every forecaster with all others who had a forecast at the same moment. The loss of a forecast is `scale` times the sum of the squared
 * distances of its parts from `target`; logarithms are clipped by `least`.
 */
export function compareWithOthers(
  standing: readonly (readonly StandingForecast<Compared>[])[],
  target: readonly number[],
  scale: number,
  life: QuestionLife,
  least: number,
): readonly AgainstOthers[] {
  const at = integralsOverTime(standing, target, least);
  const duration = life.closes - life.opens;
  return standing.map((own) => {
    let [points, loss, othersLoss, days] = [0, 0, 0, 0];
    for (const { from, to, value } of own) {
      const [start, end] = [at.get(from)!, at.get(to)!];
      points += ln(clippedChance(value.given, least)) * (end.scale - start.scale) - (end.logs - start.logs);
      const [time, perSquare] = [end.days - start.days, end.perSquare - start.perSquare];
      let others = end.squares - start.squares;
      let missed = 0;
      target.forEach((aim, part) => {
        const p = value.parts[part]!;
        others +=
          p * p * perSquare -
          2 * p * (end.sumsPerSquare[part]! - start.sumsPerSquare[part]!) +
          2 * p * aim * (end.scale - start.scale - time);
        missed += (p - aim) * (p - aim);
      });
      loss += scale * missed * time;
      othersLoss += scale * Math.max(0, others);
      days += time;
    }
    return { peer: (100 * points) / duration, loss, othersLoss, days };
  });
}

/** The integrals at every moment at which a forecast begins or ends to stand. Since n/(n-1) = 1 + 1/(n-1), that of 1/(n-1) is `scale` less `days`. */
function integralsOverTime(
  standing: readonly (readonly StandingForecast<Compared>[])[],
  target: readonly number[],
  least: number,
): ReadonlyMap<number, Integrals> {
  const changes = changesOf(standing);
  const found = new Map<number, Integrals>();
  const total = target.map(() => 0);
  let now: Integrals = { scale: 0, logs: 0, days: 0, perSquare: 0, sumsPerSquare: [...total], squares: 0 };
  let [count, logs, before] = [0, 0, changes[0]?.at ?? 0];
  for (const { at, sign, value } of changes) {
    if (at > before) {
      if (count > 1) now = advanced(now, at - before, count, logs / count, total, target);
      before = at;
    }
    count += sign;
    logs = count === 0 ? 0 : logs + sign * ln(clippedChance(value.given, least));
    for (let part = 0; part < total.length; part++) total[part] = count === 0 ? 0 : total[part]! + sign * value.parts[part]!;
    found.set(at, now);
  }
  return found;
}

function advanced(
  now: Integrals,
  time: number,
  count: number,
  meanLog: number,
  total: readonly number[],
  target: readonly number[],
): Integrals {
  const others = count - 1;
  let missed = 0;
  total.forEach((sum, part) => {
    const miss = sum / others - target[part]!;
    missed += miss * miss;
  });
  return {
    scale: now.scale + (time * count) / others,
    logs: now.logs + (time * count * meanLog) / others,
    days: now.days + time,
    perSquare: now.perSquare + time / (others * others),
    sumsPerSquare: now.sumsPerSquare.map((sum, part) => sum + (time * total[part]!) / (others * others)),
    squares: now.squares + time * missed,
  };
}
