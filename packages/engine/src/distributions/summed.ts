/** Probabilities of whole numbers that have no formula for their sums: added up once for the parameters asked for last, outwards from the mode. */

/** Probabilities of the whole numbers from `first` on, with their sums from below (each included) and from above (each left out). */
interface Sums {
  readonly first: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** What a family has to say for its probabilities to be added up: its range, a number near the mode, the probability there, and the ratio of the probability of k + 1 to that of k. */
export interface Terms {
  readonly low: number;
  readonly high: number;
  readonly mode: number;
  readonly probability: number;
  ratio(k: number): number;
}

/** Adds up; terms below the smallest ordinary number count as none. */
function addUp({ low, high, mode, probability, ratio }: Terms): Sums {
  const down: number[] = [];
  for (let k = mode, term = probability; k > low; k -= 1) {
    term /= ratio(k - 1);
    if (!(term > 1e-307)) break;
    down.push(term);
  }
  const terms = down.reverse();
  const first = mode - terms.length;
  terms.push(probability);
  for (let k = mode, term = probability; k < high; k += 1) {
    term *= ratio(k);
    if (!(term > 1e-307)) break;
    terms.push(term);
  }
  const lower = new Float64Array(terms.length);
  const upper = new Float64Array(terms.length);
  for (let index = 0, sum = 0; index < terms.length; index += 1) {
    sum += terms[index]!;
    lower[index] = sum;
  }
  for (let index = terms.length - 1, sum = 0; index >= 0; index -= 1) {
    upper[index] = sum;
    sum += terms[index]!;
  }
  return { first, lower, upper };
}

/** The cumulative probability of a family at whole k; the sums for the last three parameters are kept, because one search asks for them again and again. */
export function summedCdf(terms: (p: readonly number[]) => Terms): (k: number, p: readonly number[]) => number {
  const last = [NaN, NaN, NaN];
  let sums: Sums | undefined;
  return (k, p) => {
    if (sums === undefined || last[0] !== p[0] || last[1] !== p[1] || last[2] !== p[2]) {
      last.splice(0, 3, ...p);
      sums = addUp(terms(p));
    }
    const index = k - sums.first;
    if (index < 0) return 0;
    if (index >= sums.lower.length) return 1;
    return sums.lower[index]! < 0.5 ? sums.lower[index]! : 1 - sums.upper[index]!;
  };
}
