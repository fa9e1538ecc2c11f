/** For tests: uniforms that are the same on every run, and how far draws lie from what they should follow. */

/** Uniforms strictly between 0 and 1 (splitmix32; Steele, Lea and Flood 2014), the same on every run. */
export function uniforms(seed: number, count: number): Float64Array {
  let state = seed;
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return Float64Array.from({ length: count }, () => (next() + 0.5 + next() / 4294967296) / 4294967297);
}

/** The greatest distance between the shares of draws and the cumulative probability that they should follow (Kolmogorov). */
export function kolmogorovDistance(draws: Float64Array, cdf: (x: number) => number): number {
  const count = draws.length;
  return draws.sort().reduce((most, x, index) => Math.max(most, cdf(x) - index / count, (index + 1) / count - cdf(x)), 0);
}

/** The sets of parameters for which golden.csv, of which this is the text, holds values of a distribution. */
export function goldenParameters(golden: string, distribution: string): readonly (readonly number[])[] {
  const own = golden.split("\n").flatMap((line) => {
    const [name, parameters = ""] = line.split(",");
    return name === distribution ? [parameters] : [];
  });
  return [...new Set(own)].map((parameters) => parameters.split(" ").map(Number));
}
