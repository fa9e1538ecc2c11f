/** W1's statistics: of a result of the engine, and of columns of draws that a peer without statistics of its own hands over. */
import { type OutputResult, quantiles } from "@outweigh/engine";

const asked = [0.05, 0.5, 0.95];

/** mean, sd, p5, p50, p95, mean of the worst 5 % and P(best) of every cell; the engine's own summaries where it has them, the last two from the draws. */
export function statisticsOfOutput({ summaries, draws }: OutputResult): number[][] {
  if (draws === undefined) throw new Error("draws were not kept");
  const best = sharesOfBest(draws);
  return summaries.map(({ mean, sd, quantiles: known = [] }, cell) => {
    const values = asked.map((probability) => known.find((entry) => entry.probability === probability)?.value ?? Number.NaN);
    return [mean, sd, ...values, meanOfWorst(draws[cell]!, values[2]!), best[cell]!];
  });
}

/** The same where the run gathered everything itself and kept no draws: `loss` with quantiles and tails, `best` with the shares of the first place. */
export function statisticsOfRun([loss, best]: readonly OutputResult[]): number[][] {
  return loss!.summaries.map(({ mean, sd, quantiles: known = [], tails }, cell) => {
    const values = asked.map((probability) => known.find((entry) => entry.probability === probability)?.value ?? Number.NaN);
    return [mean, sd, ...values, tails?.high ?? Number.NaN, best!.summaries[cell]!.mean];
  });
}

/** The same of bare columns of equal length. */
export function statisticsOfColumns(columns: readonly Float64Array[]): number[][] {
  const best = sharesOfBest(columns);
  return columns.map((column, cell) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const squares = column.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const values = quantiles(column, asked).map(({ value }) => value);
    return [mean, Math.sqrt(squares / (column.length - 1)), ...values, meanOfWorst(column, values[2]!), best[cell]!];
  });
}

/** The mean of the worst 5 %, from the 95 % quantile and what lies above it (Rockafellar and Uryasev 2002). */
function meanOfWorst(column: Float64Array, quantile: number): number {
  let excess = 0;
  for (let i = 0; i < column.length; i++) excess += Math.max(0, column[i]! - quantile);
  return quantile + excess / (0.05 * column.length);
}

function sharesOfBest(columns: readonly Float64Array[]): number[] {
  const counts = columns.map(() => 0);
  const draws = columns[0]!.length;
  for (let i = 0; i < draws; i++) {
    let best = 0;
    for (let cell = 1; cell < columns.length; cell++) if (columns[cell]![i]! < columns[best]![i]!) best = cell;
    counts[best]!++;
  }
  return counts.map((count) => count / draws);
}
