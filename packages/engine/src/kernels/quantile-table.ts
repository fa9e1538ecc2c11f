/**
 * Universal quantile tables: any continuous distribution as polynomials of degree 5 in pieces of the octaves of min(u, 1 - u), in the layout
 * that the kernel `quantile` reads, with the same evaluation for single numbers. The probability at which a tabulated value stands is off
 * by at most 1e-12, and by 1e-8 of the tail probability, unless the value itself is right but for its last two bits; pieces that cannot
 * keep to this, and the tails beyond 2^-25, are left out.
 */

/** A distribution to tabulate. `quantile` and `cdf` have to be accurate to about 1e-14. */
export interface TableSource {
  quantile(u: number): number;
  cdf(x: number): number;
  density(x: number): number;
}

/**
 * A table as it stands in memory, at a multiple of 16 bytes. Eight numbers of header: the least tail probability (less one rounding),
 * then as 32-bit words the binary logarithm of the pieces per octave, 52 less it, the number of the first piece and the pieces per side.
 * Then the pieces of the lower half and those of the upper, by rising tail probability: six coefficients each, in the place within the
 * piece from -1/2 to 1/2. Pieces left out, among them the first and the last of each side, hold NaN.
 */
export type QuantileTable = Float64Array;

const HEADER = 8;
const TERMS = 6;
const OCTAVES = 24;
const LEAST_TAIL = 2.9802322387695312e-8;
const FEWEST_BITS = 2;
const MOST_BITS = 6;
const ABSOLUTE = 1e-12;
const RELATIVE = 1e-8;
const ROUNDING = 4.5e-16;

/** Places within a piece at which polynomial and quantile agree (Chebyshev's extrema), and some between them. */
const nodes = [-0.5, -0.4045084971874737, -0.15450849718747373, 0.15450849718747373, 0.4045084971874737, 0.5];
const probes = [-0.46, -0.29, 0, 0.29, 0.46];

const real = new Float64Array(1);
const words = new Int32Array(real.buffer);
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The polynomial through six values at the nodes, by rising powers: Newton's divided differences, multiplied out. */
function fit(values: readonly number[]): number[] {
  const differences = [...values];
  for (let order = 1; order < TERMS; order++)
    for (let k = TERMS - 1; k >= order; k--) differences[k] = (differences[k]! - differences[k - 1]!) / (nodes[k]! - nodes[k - order]!);
  const coefficients = [differences[TERMS - 1]!];
  for (let k = TERMS - 2; k >= 0; k--) {
    coefficients.unshift(0);
    for (let power = 0; power < coefficients.length - 1; power++) coefficients[power]! -= nodes[k]! * coefficients[power + 1]!;
    coefficients[0]! += differences[k]!;
  }
  return coefficients;
}

function polynomial(c: ArrayLike<number>, at: number, v: number): number {
  const square = v * v;
  return c[at]! + v * c[at + 1]! + square * (c[at + 2]! + v * c[at + 3]! + square * (c[at + 4]! + v * c[at + 5]!));
}

/** The quantile by Newton's method from a guess that should be close, else by the function itself. */
function exactQuantile(source: TableSource, u: number, guess: number): number {
  let x = guess;
  const tail = Math.min(u, 1 - u);
  for (let round = 0; round < 6; round++) {
    const density = source.density(x);
    const step = (source.cdf(x) - u) / density;
    if (!(density > 0 && Math.abs(step) * density < 0.1 * tail)) break;
    x -= step;
    if (Math.abs(step) * density < 1e-9 * tail) return x;
  }
  return source.quantile(u);
}

/** A polynomial, and whether it keeps to the stated error. */
interface Piece {
  readonly coefficients: readonly number[];
  readonly isGood: boolean;
}

/** The pieces of one octave, 2^bits of them; `half` is the octave in half as many, from which the quantiles are guessed. */
function octavePieces(source: TableSource, base: number, isUpper: boolean, bits: number, half: readonly Piece[] | undefined): Piece[] {
  const count = 1 << bits;
  const tolerance = Math.min(ABSOLUTE, RELATIVE * base);
  const probability = (k: number, v: number) => {
    const tail = base * (1 + (k + 0.5 + v) / count);
    return isUpper ? 1 - tail : tail;
  };
  let [before, at] = [probability(0, -0.5), source.quantile(probability(0, -0.5))];
  return Array.from({ length: count }, (_, k) => {
    const values = nodes.map((v, index) => {
      if (index === 0) return at;
      const u = probability(k, v);
      const isFirst = half === undefined;
      const guess = isFirst ? at + (u - before) / source.density(at) : polynomial(half[k >> 1]!.coefficients, 0, (v + (k & 1) - 0.5) / 2);
      [before, at] = [u, exactQuantile(source, u, guess)];
      return at;
    });
    const coefficients = fit(values);
    const isGood = probes.every((v) => {
      const value = polynomial(coefficients, 0, v);
      const u = probability(k, v);
      return Math.abs(source.cdf(value) - u) <= tolerance || Math.abs(source.quantile(u) - value) <= ROUNDING * Math.abs(value);
    });
    return { coefficients, isGood };
  });
}

/** The octave from `base` to twice as much, in as few pieces as will do. */
function buildOctave(source: TableSource, base: number, isUpper: boolean): readonly Piece[] {
  let pieces: readonly Piece[] | undefined;
  for (let bits = FEWEST_BITS; bits <= MOST_BITS; bits++) {
    pieces = octavePieces(source, base, isUpper, bits, pieces);
    if (pieces.every(({ isGood }) => isGood)) break;
  }
  return pieces!;
}

/** The same octave in more pieces. */
function cutFiner(pieces: readonly Piece[], count: number): readonly Piece[] {
  const cuts = count / pieces.length;
  if (cuts === 1) return pieces;
  return Array.from({ length: count }, (_, k) => {
    const { coefficients, isGood } = pieces[Math.floor(k / cuts)]!;
    return { coefficients: fit(nodes.map((v) => polynomial(coefficients, 0, ((k % cuts) + 0.5 + v) / cuts - 0.5))), isGood };
  });
}

/** Tabulates a continuous distribution. */
export function buildQuantileTable(source: TableSource): QuantileTable {
  const sides = [false, true].map((isUpper) => {
    const octaves: (readonly Piece[])[] = [];
    for (let base = LEAST_TAIL; base < 0.5; base *= 2) octaves.push(buildOctave(source, base, isUpper));
    return octaves;
  });
  const count = Math.max(...sides.flat().map(({ length }) => length));
  const bits = 31 - Math.clz32(count);
  const perSide = OCTAVES * count + 2;
  const table = new Float64Array(HEADER + 2 * perSide * TERMS).fill(NaN);
  real[0] = LEAST_TAIL;
  table[0] = LEAST_TAIL * (1 - 1.1102230246251565e-16);
  new Int32Array(table.buffer, 8, 4).set([bits, 52 - bits, (words[HIGH]! >>> (20 - bits)) - 1, perSide]);
  sides.forEach((octaves, side) => {
    octaves.forEach((pieces, octave) => {
      cutFiner(pieces, count).forEach(({ coefficients, isGood }, k) => {
        if (isGood) table.set(coefficients, HEADER + (side * perSide + 1 + octave * count + k) * TERMS);
      });
    });
  });
  return table;
}

/** The tabulated quantile as a function of u, NaN where the table has nothing; the same bits as the kernel gives. */
export function tableQuantile(table: QuantileTable): (u: number) => number {
  const head = new Int32Array(table.buffer, table.byteOffset + 8, 4);
  const [bits, first, perSide] = [head[0]!, head[2]!, head[3]!];
  const least = table[0]!;
  return (u) => {
    const tail = Math.min(u, 1 - u);
    real[0] = tail > least ? tail : least;
    const high = words[HIGH]!;
    const low = words[1 - HIGH]!;
    const piece = (high >>> (20 - bits)) - first + (u >= 0.5 ? perSide : 0);
    words[HIGH] = (((high << bits) | (low >>> (32 - bits))) & 0xfffff) | 0x3ff00000;
    words[1 - HIGH] = low << bits;
    return polynomial(table, HEADER + piece * TERMS, real[0]! - 1.5);
  };
}
