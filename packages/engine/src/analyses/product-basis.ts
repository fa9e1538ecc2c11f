/**
 * Functions of one input for products with those of others: uncorrelated over the draws, of variance one, from straight to ever more curved
 * (the basis of Demmler and Reinsch 1975, of a cubic spline with few breakpoints). They are tables over the bins of the input.
 */
import { eigenOf } from "../sampling/nearest-correlation.js";
import { addBands, bandCholesky, bandWidth, forwardSolve } from "./band-matrix.js";
import type { Bins } from "./bins.js";
import { basisAt, roughness, splineBasis } from "./spline-basis.js";
import { breakpointsFor, placesOf } from "./spline-design.js";

const breakpointCount = 10;

/** At most `most` functions, each with a value for every bin. */
export function functionsOf(bins: Bins, most: number): readonly Float64Array[] {
  const candidates = bins.counts.length <= most + 2 ? powersOf(bins) : splinesOf(bins);
  return orthonormal(candidates, bins.counts).slice(0, most);
}

function powersOf({ centres }: Bins): readonly Float64Array[] {
  const [low, high] = [centres[0]!, centres[centres.length - 1]!];
  const powers = [centres.map((value) => (2 * value - low - high) / (high - low))];
  while (powers.length < centres.length - 1) powers.push(powers[powers.length - 1]!.map((value, bin) => value * powers[0]![bin]!));
  return powers;
}

/** Eigenfunctions of roughness relative to variance, by rising roughness; the constant, which comes first, is taken out by the orthogonalisation. */
function splinesOf(bins: Bins): readonly Float64Array[] {
  const places = placesOf(bins);
  const basis = splineBasis(breakpointsFor(places, bins.counts, breakpointCount, 0));
  const rows = Array.from(places, (place) => basisAt(basis, place));
  const gram = new Float64Array(basis.size * bandWidth);
  rows.forEach(({ first, values }, bin) => {
    for (let a = 0; a < 4; a++)
      for (let b = 0; b <= a; b++) {
        const place = (first + a) * bandWidth + a - b;
        gram[place] = gram[place]! + bins.counts[bin]! * values[a]! * values[b]!;
      }
  });
  const penalty = roughness(basis);
  const draws = bins.of.length;
  const factor = bandCholesky(addBands(gram, penalty, 1e-9 * draws));
  if (factor === undefined) return powersOf({ ...bins, centres: places });
  const dense = Array.from({ length: basis.size }, (_, i) =>
    Float64Array.from({ length: basis.size }, (_, j) => {
      const k = Math.abs(i - j);
      return k < bandWidth ? penalty[Math.max(i, j) * bandWidth + k]! : 0;
    }),
  );
  const half = dense.map((row) => forwardSolve(factor, row));
  const whole = half.map((_, i) =>
    forwardSolve(
      factor,
      Float64Array.from(half, (row) => row[i]!),
    ),
  );
  const { values, vectors } = eigenOf(whole.map((row, i) => Array.from(row, (entry, j) => (entry + whole[j]![i]!) / 2)));
  const order = values.map((_, k) => k).sort((one, other) => values[one]! - values[other]!);
  const centred = rows.map(({ first, values: four }) => {
    const row = new Float64Array(basis.size);
    row.set(four, first);
    return forwardSolve(factor, row);
  });
  const [straight, ...curved] = [
    places.map((place) => place),
    ...order.slice(2).map((k) => Float64Array.from(centred, (row) => row.reduce((sum, entry, i) => sum + entry * vectors[i]![k]!, 0))),
  ];
  return [straight!, ...curved];
}

/** Gram and Schmidt, against the constant too; what is left of nothing is dropped. */
function orthonormal(candidates: readonly Float64Array[], counts: Float64Array): readonly Float64Array[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const product = (one: Float64Array, other: Float64Array) =>
    one.reduce((sum, value, bin) => sum + value * other[bin]! * counts[bin]!, 0) / total;
  const kept: Float64Array[] = [new Float64Array(counts.length).fill(1)];
  for (const candidate of candidates) {
    const before = product(candidate, candidate);
    let rest = candidate;
    for (let pass = 0; pass < 2; pass++)
      for (const done of kept) {
        const share = product(rest, done);
        rest = rest.map((value, bin) => value - share * done[bin]!);
      }
    const left = product(rest, rest);
    if (left > 1e-10 * before) kept.push(rest.map((value) => value / Math.sqrt(left)));
  }
  return kept.slice(1);
}
