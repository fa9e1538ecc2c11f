/** Options compared on one objective, as numbers and words that the page draws: from columns of draws, wherever these were made. */
import { axisScale, bareUnit, formatEstimate, formatProbability, formatProbabilityWithError, unitName, unitWords } from "@outweigh/brief";
import { quantiles, type Unit } from "@outweigh/engine";
import type { ErrorRule } from "@outweigh/language";
import { divisorOf } from "./holdable.js";
import { type FiveQuantiles, measureOptions } from "./option-measures.js";

/** Median with the 50 % and 90 % intervals, in the unit of the axis. */
export interface Five {
  readonly low: number;
  readonly low50: number;
  readonly median: number;
  readonly high50: number;
  readonly high: number;
}

/** One option on the objective. */
export interface ComparedRow {
  readonly option: string;
  readonly label: string;
  readonly standing: "clear" | "contested" | "barred";
  /** The probability that a rule is breached, in words. */
  readonly breach: string;
  readonly isReference: boolean;
  /** Place among those that are not barred. */
  readonly rank: number | undefined;
  readonly five: Five;
  readonly words: { readonly middle: string; readonly interval: string };
  /** The probability that it is the best of those that are not barred. */
  readonly best: { readonly value: number; readonly words: string } | undefined;
  /** To the option of reference, draw by draw. */
  readonly difference: { readonly five: Five; readonly words: string; readonly worse: string } | undefined;
  /** Undefined where it was not asked for. */
  readonly shape: Shape | undefined;
}

/** How draws lie. */
export interface Shape {
  /** The density over the grid of the comparison. Undefined where nothing varies. */
  readonly density: Float64Array | undefined;
  /** The probability of more than each point of the grid. */
  readonly more: Float64Array;
  /** Twenty values that are equally likely, from low to high. */
  readonly dots: Float64Array;
}

/** Options compared on one objective. */
export interface Compared {
  readonly objective: { readonly id: string; readonly label: string; readonly sense: "minimise" | "maximise" };
  /** The words after numbers of the axes: `billion USD`. */
  readonly unit: string;
  /** The unit by itself, for the heads of columns whose numbers carry their own magnitude. */
  readonly unitWords: string;
  readonly rows: readonly ComparedRow[];
  /** What densities and exceedances are told at. */
  readonly grid: Float64Array;
  /** How many draws it rests on, and how many the case has. */
  readonly draws: number;
  readonly allDraws: number;
  readonly milliseconds: number;
  /** Whether observations choose the draws, so that every change is a whole run. */
  readonly isWeighed: boolean;
}

/** What is compared. Columns are in the order of the options and have one length. */
export interface ToCompare {
  readonly objective: Compared["objective"];
  readonly unit: Unit | undefined;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly columns: readonly Float64Array[];
  /** The share of draws in which some rule is breached. */
  readonly breaches: readonly number[];
  readonly reference: number;
  readonly errors: ErrorRule;
  /** A number of the size of the results, which decides between millions and billions. */
  readonly size: number;
  /** Whether the shapes are wanted too. */
  readonly hasShapes: boolean;
}

const gridPoints = 161;
const dotCount = 20;

/** Compares. */
export function compareColumns(given: ToCompare): Omit<Compared, "draws" | "allDraws" | "milliseconds" | "isWeighed"> {
  const { objective, unit, options, columns, breaches, reference, errors } = given;
  const standings = breaches.map((share) => (share >= 1 ? "barred" : share > 0 ? "contested" : "clear") as ComparedRow["standing"]);
  const eligible = standings.map((standing) => standing !== "barred");
  const measured = measureOptions(columns, objective.sense, reference, eligible, errors);
  const name = unitName(unit);
  const axis = axisScale([given.size / unitWords(unit).scale], name);
  const divisor = unitWords(unit).scale * divisorOf(axis.label, name);
  const shown = ([low, low50, median, high50, high]: FiveQuantiles): Five => ({
    low: low / divisor,
    low50: low50 / divisor,
    median: median / divisor,
    high50: high50 / divisor,
    high: high / divisor,
  });
  const shapes = given.hasShapes ? shapesOf(columns, divisor) : undefined;
  return {
    objective,
    unit: axis.label,
    unitWords: name,
    grid: shapes?.grid ?? new Float64Array(0),
    rows: options.map(({ id, label }, place): ComparedRow => {
      const row = measured[place]!;
      const { middle, interval } = formatEstimate(estimateOf(row.quantiles), bareUnit(unit));
      return {
        option: id,
        label,
        standing: standings[place]!,
        breach: formatProbability(breaches[place]!),
        isReference: place === reference,
        rank: row.rank,
        five: shown(row.quantiles),
        words: { middle, interval },
        best: row.best && { value: row.best.probability, words: formatProbabilityWithError(row.best.probability, row.best.error) },
        difference: row.toReference && {
          five: shown(row.toReference.quantiles),
          words: formatEstimate(estimateOf(row.toReference.quantiles), bareUnit(unit)).both,
          worse: formatProbabilityWithError(row.toReference.worse.probability, row.toReference.worse.error),
        },
        shape: shapes?.of.get(columns[place]!),
      };
    }),
  };
}

const estimateOf = ([low, , median, , high]: FiveQuantiles) => ({ low, median, high });

/** A number of the size of columns: the largest end of a 90 % interval. */
export function sizeOf(columns: readonly Float64Array[]): number {
  const ends = [...new Set(columns)].flatMap((column) => quantiles(column, [0.05, 0.95]).map(({ value }) => Math.abs(value)));
  return Math.max(0, ...ends.filter(Number.isFinite));
}

const dotProbabilities = Array.from({ length: dotCount }, (_, dot) => (dot + 0.5) / dotCount);

/** How each of some columns lies, over a grid from where the lowest begins to where the highest ends, leaving out the outermost 1 % of each. */
function shapesOf(
  columns: readonly Float64Array[],
  divisor: number,
): { readonly grid: Float64Array; readonly of: ReadonlyMap<Float64Array, Shape> } {
  const found = new Map(
    [...new Set(columns)].map((column) => [
      column,
      quantiles(column, [0.005, 0.99, ...dotProbabilities]).map(({ value }) => value / divisor),
    ]),
  );
  const finite = [...found.values()].flatMap(([low, high]) => [low!, high!]).filter(Number.isFinite);
  const [low, high] = finite.length === 0 ? [0, 1] : [Math.min(...finite), Math.max(...finite)];
  const margin = (high - low) * 0.04 || Math.abs(high) * 0.05 || 1;
  const grid = Float64Array.from(
    { length: gridPoints },
    (_, place) => low - margin + ((high - low + 2 * margin) * place) / (gridPoints - 1),
  );
  return {
    grid,
    of: new Map([...found].map(([column, [, , ...dots]]) => [column, shapeOf(column, divisor, grid, Float64Array.from(dots))])),
  };
}

/** Density and exceedance of a column, with its equally likely values. */
function shapeOf(column: Float64Array, divisor: number, grid: Float64Array, dots: Float64Array): Shape {
  const low = grid[0]!;
  const step = grid[1]! - low;
  const counts = new Float64Array(grid.length + 1);
  for (let draw = 0; draw < column.length; draw++) {
    const place = Math.ceil((column[draw]! / divisor - low) / step);
    counts[place <= 0 ? 0 : place >= grid.length ? grid.length : place]!++;
  }
  const more = new Float64Array(grid.length);
  let above = counts[grid.length]!;
  for (let place = grid.length - 1; place >= 0; place--) {
    more[place] = above / column.length;
    above += counts[place]!;
  }
  const isSpread = dots[dotCount - 1]! > dots[0]!;
  return { more, dots, density: isSpread ? densityOf(counts.subarray(1, grid.length), column.length, step, dots) : undefined };
}

/** Counts between the points of a grid, smoothed by a normal kernel of about Silverman's width, as a density at those points. */
function densityOf(counts: Float64Array, draws: number, step: number, dots: Float64Array): Float64Array {
  const spread = (dots[14]! - dots[5]!) / 1.2 || (dots[dotCount - 1]! - dots[0]!) / 4;
  const width = Math.max(1, Math.min(counts.length / 10, (0.9 * spread * draws ** -0.2) / step));
  const reach = Math.ceil(3 * width);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, place) => Math.exp(-0.5 * ((place - reach) / width) ** 2));
  const total = kernel.reduce((sum, each) => sum + each, 0);
  return Float64Array.from({ length: counts.length + 1 }, (_, point) => {
    let sum = 0;
    for (let k = 0; k < kernel.length; k++) {
      const at = point + k - reach;
      // A point stands between two counts, so that half of each belongs to it.
      sum += kernel[k]! * ((counts[at - 1] ?? 0) + (counts[at] ?? 0)) * 0.5;
    }
    return sum / total / draws / step;
  });
}
