import { describe, expect, it } from "vitest";
import { blockSize, replicateCount, streamKey } from "../random.js";
import { type DigitalSequence, fillSequence, levelsFor, maximumLevels, offsetsOf, scrambled } from "./digital-sequence.js";
import { sobolDimensions, sobolGenerator } from "./joe-kuo.js";

/** The points of one replicate over the first blocks. */
function pointsOf(sequence: DigitalSequence, replicate: number, blocks: number): Float64Array {
  const points = new Float64Array((blocks * blockSize) / replicateCount);
  const column = new Float64Array(blockSize);
  for (let block = 0; block < blocks; block++) {
    fillSequence(column, sequence, block);
    for (let j = replicate; j < blockSize; j += replicateCount) points[(block * blockSize + j - replicate) / replicateCount] = column[j]!;
  }
  return points;
}

/** Whether each aligned run of the given length has exactly one point in each box, `box` numbering as many boxes as a run has points. */
function isStratified(count: number, run: number, box: (point: number) => number): boolean {
  for (let from = 0; from < count; from += run) {
    const seen = new Set(Array.from({ length: run }, (_, i) => box(from + i)));
    if (seen.size !== run) return false;
  }
  return true;
}

const levels = levelsFor(64 * blockSize);
const own = (name: string) => scrambled(streamKey(7, [name]), levels);
const sobol = (name: string, dimension: number) => scrambled(streamKey(7, [name]), levels, sobolGenerator(dimension, maximumLevels));

describe("a digital sequence", () => {
  it("has one point of every aligned run of 2^m in each interval of length 2^-m, in every replicate", () => {
    for (const sequence of [own("x"), own("threat"), sobol("x", 0), sobol("y", 127)]) {
      for (let replicate = 0; replicate < replicateCount; replicate++) {
        const points = pointsOf(sequence, replicate, 64);
        for (let run = 1; run <= points.length; run *= 2) {
          expect(isStratified(points.length, run, (i) => Math.floor(points[i]! * run))).toBe(true);
        }
      }
    }
  });

  it("keeps its first draws when the run has more", () => {
    const [few, many] = [10_000, 3_000_000].map((draws) => scrambled(streamKey(3, ["x"]), levelsFor(draws)));
    const columns = [few!, many!].map((sequence) => {
      const column = new Float64Array(blockSize);
      fillSequence(column, sequence, 19);
      return column;
    });
    expect(columns[0]).toEqual(columns[1]);
    expect([1, 512, 513, 1024, 1025, 10_000, 1e12].map(levelsFor)).toEqual([0, 0, 1, 1, 2, 5, 31]);
    expect(() => fillSequence(columns[0]!, few!, 32)).toThrow("beyond the draws");
  });

  it("is what a kernel makes of its base and its offsets", () => {
    const sequence = own("kernel");
    const offsets = new Uint32Array(2 * replicateCount);
    offsetsOf(sequence, 37, offsets);
    const words = new BigUint64Array(sequence.base.slice().buffer);
    const offset = new BigUint64Array(offsets.buffer);
    const real = new Float64Array(1);
    const bits = new BigUint64Array(real.buffer);
    const column = new Float64Array(blockSize);
    fillSequence(column, sequence, 37);
    column.forEach((value, j) => {
      bits[0] = 0x3ff0000000000000n | ((words[j]! ^ offset[j & 7]!) >> 12n);
      expect(value).toBe(real[0]! - (1 - 2 ** -53));
      expect(value > 0 && value < 1).toBe(true);
    });
  });
});

describe("the table of Joe and Kuo", () => {
  it("gives the direction numbers of scipy 1.17, qmc.Sobol(128, scramble=False): points 2^(k+1) - 1 times 2^(k+1), in the order of the Gray code", () => {
    const expected = [
      [1, 15, 771, 21845, 65535],
      [2, 9, 627, 12407, 36949],
      [5, 3, 449, 23403, 35771],
      [20, 13, 887, 1281, 37123],
      [63, 13, 41, 2183, 19423],
      [127, 7, 717, 12721, 15757],
    ] as const;
    for (const [dimension, ...numbers] of expected) {
      const matrix = sobolGenerator(dimension, maximumLevels);
      [3, 9, 14, 15].forEach((k, index) => {
        expect(matrix[2 * k + 1]! / 2 ** (31 - k)).toBe(numbers[index]);
      });
    }
  });

  it("is unit upper triangular in every dimension, so that each alone is stratified", () => {
    for (let dimension = 0; dimension < sobolDimensions; dimension++) {
      const matrix = sobolGenerator(dimension, maximumLevels);
      for (let k = 0; k < maximumLevels; k++) {
        const word = (BigInt(matrix[2 * k + 1]!) << 32n) | BigInt(matrix[2 * k]!);
        expect((word >> BigInt(63 - k)) & 1n).toBe(1n);
        expect(word & ((1n << BigInt(63 - k)) - 1n)).toBe(0n);
      }
    }
  });

  it("makes the first two dimensions a (0, 2)-sequence, which scrambling keeps (Sobol 1967)", () => {
    const [x, y] = [pointsOf(sobol("x", 0), 3, 8), pointsOf(sobol("y", 1), 3, 8)];
    for (const [wide, high] of [
      [2, 2],
      [4, 16],
      [16, 4],
      [64, 8],
      [1, 512],
    ] as const) {
      expect(isStratified(512, wide * high, (i) => Math.floor(x[i]! * wide) * high + Math.floor(y[i]! * high))).toBe(true);
    }
  });
});
