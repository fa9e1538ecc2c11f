/** Sums of equally wide normal distributions about many values, and their quantiles: by Taylor polynomials in cells of half a width, each made when first met. */
import { normalCdf, normalDensity, normalQuantile } from "../special/normal.js";
import { logRatio, newtonInside } from "../special/solve.js";

/** Beyond so many widths a normal distribution has less than the smallest number, and so many short of it all but 1e-19. */
const FAR = 38.5;
const NEAR = 9;
/** Cells per width, and the degree at which what is left out of a polynomial is below 1e-13 of the probability. */
const CELLS = 2;
const DEGREE = 16;
/** Nearer to the ends quantiles are searched without cells. */
const TAIL = 1e-6;

/** The average of a normal distribution function of standard deviation `width` about each of the values, which rise. */
export interface SmoothedCurve {
  below(x: number): number;
  above(x: number): number;
  density(x: number): number;
  quantile(u: number): number;
}

/** One cell: probabilities below and above its middle, then the Taylor coefficients of the former in widths from the middle. */
interface Cell {
  readonly below: number;
  readonly above: number;
  readonly coefficients: Float64Array;
}

/** The curve of these values. */
export function smoothedCurve(width: number, values: Float64Array): SmoothedCurve {
  const count = values.length;
  const [first, last] = [values[0]!, values[count - 1]!];
  const average = (from: number, to: number, of: (value: number) => number) => {
    let sum = 0;
    for (let k = from; k < to; k += 1) sum += of(values[k]!);
    return sum / count;
  };
  const below = (x: number) => {
    const certain = countBelow(x - NEAR * width, values);
    return certain / count + average(certain, countBelow(x + FAR * width, values), (value) => normalCdf((x - value) / width));
  };
  const above = (x: number) => {
    const certain = countBelow(x + NEAR * width, values);
    return (count - certain) / count + average(countBelow(x - FAR * width, values), certain, (value) => normalCdf((value - x) / width));
  };
  const density = (x: number) =>
    average(countBelow(x - FAR * width, values), countBelow(x + FAR * width, values), (value) => normalDensity((x - value) / width)) /
    width;

  const cells = new Map<number, Cell>();
  const makeCell = (index: number): Cell => {
    const middle = first + ((index + 0.5) * width) / CELLS;
    const coefficients = new Float64Array(DEGREE + 1);
    const end = countBelow(middle + FAR * width, values);
    for (let k = countBelow(middle - FAR * width, values); k < end; k += 1) {
      const z = (middle - values[k]!) / width;
      let before = 0;
      let term = normalDensity(z) / count;
      for (let degree = 1; degree <= DEGREE; degree += 1) {
        coefficients[degree]! += term / degree;
        const next = -(z * term + before) / degree;
        before = term;
        term = next;
      }
    }
    return { below: below(middle), above: above(middle), coefficients };
  };

  const edges = { lower: new Map<number, number>(), upper: new Map<number, number>() };
  const edgeOf = (index: number) => first + (index * width) / CELLS;
  /** The last cell whose lower edge has not more than the probability u below it. */
  const cellOf = (u: number) => {
    let low = Math.floor((normalQuantile(TAIL / 2) - 1) * CELLS);
    let high = Math.ceil(((last - first) / width - normalQuantile(TAIL / 2) + 1) * CELLS);
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      const isLeft =
        u < 0.5
          ? remembered(edges.lower, middle, () => below(edgeOf(middle))) <= u
          : remembered(edges.upper, middle, () => above(edgeOf(middle))) >= 1 - u;
      if (isLeft) low = middle;
      else high = middle;
    }
    return low;
  };
  const search = (u: number) => {
    const reach = normalQuantile(u) * width;
    const [low, high] = [first + reach, last + reach];
    if (!(low < high)) return low;
    const step = (x: number) => {
      const reached = u < 0.5 ? below(x) : above(x);
      if (reached === 0) return u < 0.5 ? Infinity : -Infinity;
      return ((u < 0.5 ? -logRatio(reached, u) : logRatio(reached, 1 - u)) * reached) / density(x);
    };
    return newtonInside(low + u * (high - low), low, high, step);
  };
  const quantile = (u: number) => {
    if (!(u > TAIL && u < 1 - TAIL)) return search(u);
    const index = cellOf(u);
    const cell = remembered(cells, index, () => makeCell(index));
    const { coefficients } = cell;
    const wanted = u < 0.5 ? u - cell.below : cell.above - (1 - u);
    const step = (s: number) => {
      let [sum, slope] = [0, 0];
      for (let degree = DEGREE; degree > 0; degree -= 1) {
        slope = slope * s + degree * coefficients[degree]!;
        sum = (sum + coefficients[degree]!) * s;
      }
      return (wanted - sum) / slope;
    };
    const half = 0.5 / CELLS;
    const place = newtonInside(0, -half, half, step);
    return first + ((index + 0.5) / CELLS + place) * width;
  };
  return { below, above, density, quantile };
}

/** What a map holds for an index, made when it is not there yet. */
function remembered<T>(map: Map<number, T>, index: number, make: () => T): T {
  const known = map.get(index);
  if (known !== undefined) return known;
  const made = make();
  map.set(index, made);
  return made;
}

/** How many of rising values are below x. */
function countBelow(x: number, values: Float64Array): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
