/**
 * The mean of responses given several inputs: a sparse sum of products of smooth functions of one input each, chosen by how much of what is
 * left they explain (sparse chaos expansions, Blatman and Sudret 2011, with splines in place of polynomials).
 */
import { type Bins, binsOf } from "./bins.js";
import { dotProduct } from "./dot-product.js";
import type { Unsuitable } from "./draws.js";
import { fitsOf, gramOf, type LinearFit, type Regression, solutionOf } from "./least-squares.js";
import { functionsOf } from "./product-basis.js";

/** A factor of a term: a function, from 0, of one of the inputs. */
export interface Factor {
  readonly input: number;
  readonly order: number;
}

/** The fitted means of all responses. */
export interface Surface {
  /** How many draws were used: the first ones. */
  readonly count: number;
  readonly bins: readonly Bins[];
  /** By input and order, the function as a table over the bins. */
  readonly functions: readonly (readonly Float64Array[])[];
  readonly terms: readonly (readonly Factor[])[];
  readonly fits: readonly LinearFit[];
  /** The values of the terms in the draws, the constant first. */
  readonly columns: readonly Float64Array[];
  /** The inverse of the matrix of the terms' products, the constant first: times the residual variance the covariance of coefficients. */
  readonly inverse: readonly Float64Array[];
}

/** The most draws that a surface is fitted to, and from which its terms are chosen. */
const mostDraws = 131_072;
const mostChoosing = 16_384;
const mostTerms = 100;
const mostCandidates = 3000;
const mostRounds = 4;

/** How many functions of each input there are, and how far products of them go: the product of (order + 2) over factors stays within `reach`. */
function limitsFor(inputs: number): { readonly functions: number; readonly factors: number; readonly reach: number } {
  if (inputs <= 2) return { functions: 8, factors: 2, reach: 81 };
  if (inputs <= 6) return { functions: 7, factors: 3, reach: 18 };
  return { functions: 6, factors: 2, reach: 12 };
}

/** Fits all responses given the columns of the inputs. Refused where `binsOf` refuses an input, whose index is then the name. */
export function smoothSurface(inputs: readonly Float64Array[], responses: readonly Float64Array[]): Surface | Unsuitable {
  const count = Math.min(inputs[0]?.length ?? 0, mostDraws);
  const bins: Bins[] = [];
  for (const [index, column] of inputs.entries()) {
    const cut = binsOf(column.subarray(0, count));
    if ("kind" in cut) return { ...cut, name: String(index) };
    bins.push(cut);
  }
  const limits = limitsFor(inputs.length);
  const functions = bins.map((cut) => functionsOf(cut, limits.functions));
  const candidates = candidatesFor(functions, limits);
  const chosen = chooseTerms({ bins, functions }, candidates, responses, Math.min(count, mostChoosing));
  const terms = chosen.terms;
  if (count <= mostChoosing) return { count, bins, functions, terms, columns: chosen.columns, ...solutionOf(chosen) };
  const columns = [new Float64Array(count).fill(1), ...terms.map((term) => columnOf({ bins, functions }, term, count))];
  return { count, bins, functions, terms, columns, ...solutionOf({ columns, gram: gramOf(columns), responses }) };
}

/** A surface at a point of its inputs: value and standard error. Between the centres of bins the functions are straight lines. */
export function surfaceAt(
  { bins, functions, terms, fits, inverse }: Surface,
  response: number,
  point: readonly number[],
): { readonly value: number; readonly error: number } {
  const places = point.map((value, input) => placeAmong(bins[input]!.centres, value));
  const row = [1];
  for (const term of terms) {
    let product = 1;
    for (const { input, order } of term) {
      const { left, share } = places[input]!;
      const values = functions[input]![order]!;
      product *= values[left]! + share * ((values[left + 1] ?? values[left]!) - values[left]!);
    }
    row.push(product);
  }
  const { coefficients, residualVariance } = fits[response]!;
  let value = 0;
  let variance = 0;
  row.forEach((entry, i) => {
    value += entry * coefficients[i]!;
    row.forEach((other, j) => {
      variance += entry * other * inverse[i]![j]!;
    });
  });
  return { value, error: Math.sqrt(Math.max(0, variance * residualVariance)) };
}

/** How strongly the response of each draw moves the sum of the surface over the draws, each by its weight: the derivative of that sum by one response. */
export function surfaceLeverOf({ columns, inverse, count }: Surface, weights: Float64Array): Float64Array {
  const right = columns.map((column) => {
    let sum = 0;
    for (let draw = 0; draw < count; draw++) sum += column[draw]! * weights[draw]!;
    return sum;
  });
  const lever = new Float64Array(count);
  columns.forEach((column, i) => {
    const factor = inverse[i]!.reduce((sum, entry, j) => sum + entry * right[j]!, 0);
    for (let draw = 0; draw < count; draw++) lever[draw] = lever[draw]! + factor * column[draw]!;
  });
  return lever;
}

function placeAmong(centres: Float64Array, value: number): { readonly left: number; readonly share: number } {
  let [low, high] = [0, centres.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (centres[middle]! <= value) low = middle;
    else high = middle;
  }
  return { left: low, share: Math.min(1, Math.max(0, (value - centres[low]!) / (centres[high]! - centres[low]!))) };
}

type Tables = Pick<Surface, "bins" | "functions">;

function columnOf(tables: Tables, term: readonly Factor[], count: number): Float64Array {
  const column = new Float64Array(count);
  fillColumn(tables, term, column);
  return column;
}

function fillColumn({ bins, functions }: Tables, term: readonly Factor[], column: Float64Array): void {
  const count = column.length;
  term.forEach(({ input, order }, place) => {
    const { of } = bins[input]!;
    const values = functions[input]![order]!;
    if (place === 0) for (let draw = 0; draw < count; draw++) column[draw] = values[of[draw]!]!;
    else for (let draw = 0; draw < count; draw++) column[draw] = column[draw]! * values[of[draw]!]!;
  });
}

/** All products within the limits, the simple ones first. */
function candidatesFor(
  functions: readonly (readonly Float64Array[])[],
  { factors, reach }: { readonly factors: number; readonly reach: number },
): (readonly Factor[])[] {
  const singles = functions.flatMap((own, input) => own.map((_, order): Factor => ({ input, order })));
  const size = (term: readonly Factor[]) => term.reduce((product, { order }) => product * (order + 2), 1);
  const found: (readonly Factor[])[] = [];
  let grown: readonly (readonly Factor[])[] = [[]];
  for (let degree = 1; degree <= factors; degree++) {
    grown = grown.flatMap((term) =>
      singles.filter(({ input }) => input > (term[term.length - 1]?.input ?? -1)).map((factor) => [...term, factor]),
    );
    if (degree > 1) grown = grown.filter((term) => size(term) <= reach);
    found.push(...grown);
  }
  return found.sort((one, other) => size(one) - size(other)).slice(0, mostCandidates);
}

/** Terms with their values in the draws, the constant first, and the sums of products of these by rows of the lower triangle. */
interface Chosen extends Regression {
  readonly terms: readonly (readonly Factor[])[];
}

/** Rounds of choosing: every candidate that explains more of what is left than chance would let the best of them. */
function chooseTerms(
  tables: Tables,
  candidates: readonly (readonly Factor[])[],
  responses: readonly Float64Array[],
  count: number,
): Chosen {
  const parts = responses.map((response) => response.subarray(0, count));
  const terms: (readonly Factor[])[] = [];
  const columns: Float64Array[] = [new Float64Array(count).fill(1)];
  let gram = gramOf(columns);
  let left = residualsOf({ columns, gram, responses: parts });
  const start = left.map(({ residualVariance }) => residualVariance);
  const bar = thresholdFor(candidates.length);
  const column = new Float64Array(count);
  for (let round = 0; round < mostRounds && terms.length < mostTerms; round++) {
    const open = left.filter(({ residualVariance }, index) => residualVariance > 1e-10 * start[index]!);
    const scores = candidates.flatMap((term) => {
      if (terms.includes(term)) return [];
      fillColumn(tables, term, column);
      const norm = dotProduct(column, column);
      let score = 0;
      for (const { rest, residualVariance } of open) {
        const product = dotProduct(column, rest);
        score = Math.max(score, (product * product) / (norm * residualVariance));
      }
      return score > bar ? [{ term, score }] : [];
    });
    if (scores.length === 0) break;
    scores.sort((one, other) => other.score - one.score);
    for (const { term } of scores.slice(0, Math.min(30, mostTerms - terms.length))) {
      terms.push(term);
      columns.push(columnOf(tables, term, count));
    }
    gram = gramOf(columns, gram);
    left = residualsOf({ columns, gram, responses: parts });
  }
  return { terms, columns, gram, responses: parts };
}

function residualsOf(regression: Regression): readonly { readonly rest: Float64Array; readonly residualVariance: number }[] {
  const { fits } = fitsOf(regression);
  return fits.map(({ fitted, residualVariance }, index) => {
    const response = regression.responses[index]!;
    for (let draw = 0; draw < fitted.length; draw++) fitted[draw] = response[draw]! - fitted[draw]!;
    return { rest: fitted, residualVariance };
  });
}

/** About the square of the largest of so many standard normal numbers, and at least 2.5 squared. */
function thresholdFor(candidates: number): number {
  let halvings = 0;
  while (candidates >> halvings > 0) halvings++;
  return Math.max(6.25, 2 * Math.LN2 * halvings);
}
