/** The canonical bytes of the outputs of a run, from which whoever holds a hash function makes the result hash. */
import type { OutputResult, Summary } from "./result.js";

/** Growing bytes, little-endian; every NaN is written alike and minus zero as zero. */
class Writer {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  integer(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value >>> 0, true);
    this.length += 4;
  }

  number(value: number): void {
    this.reserve(8);
    if (Number.isNaN(value)) {
      this.view.setUint32(this.length, 0, true);
      this.view.setUint32(this.length + 4, 0x7ff80000, true);
    } else this.view.setFloat64(this.length, value === 0 ? 0 : value, true);
    this.length += 8;
  }

  text(value: string): void {
    this.integer(value.length);
    this.reserve(2 * value.length);
    for (let i = 0; i < value.length; i++) this.view.setUint16(this.length + 2 * i, value.charCodeAt(i), true);
    this.length += 2 * value.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** The outputs as bytes, in the order of their names: names, dimensions, summaries, and a digest of every column of draws. */
export function resultBytes(outputs: readonly OutputResult[]): Uint8Array {
  const writer = new Writer();
  const digests = new Map<Float64Array, readonly number[]>();
  for (const output of [...outputs].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
    writer.text(output.name);
    writer.integer(output.dimensions.length);
    for (const dimension of output.dimensions) writer.text(dimension);
    writer.integer(output.summaries.length);
    for (const summary of output.summaries) writeSummary(writer, summary);
    writer.integer(output.draws?.length ?? 0);
    for (const column of output.draws ?? []) {
      const digest = digests.get(column) ?? digestOf(column);
      digests.set(column, digest);
      writer.integer(column.length);
      for (const word of digest) writer.integer(word);
    }
  }
  return writer.finish();
}

function writeSummary(writer: Writer, { mean, meanError, sd, min, max, notFinite = 0, quantiles, tails }: Summary): void {
  for (const value of [mean, meanError, sd, min, max, notFinite]) writer.number(value);
  writer.integer(quantiles?.length ?? 0);
  for (const { probability, value, error } of quantiles ?? []) {
    writer.number(probability);
    writer.number(value);
    writer.number(error);
  }
  writer.integer(tails === undefined ? 0 : 1);
  for (const value of tails === undefined ? [] : [tails.probability, tails.low, tails.high]) writer.number(value);
}

/** Four words that change when any number of the column changes. Not a cryptographic digest: it guards against accidents. The bytes of numbers are taken as little-endian machines hold them. */
function digestOf(column: Float64Array): readonly number[] {
  const words = new Int32Array(column.buffer, column.byteOffset, 2 * column.length);
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0x6a09e667;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    let low = words[2 * i]!;
    let high = words[2 * i + 1]!;
    if (value === 0) high = 0;
    else if (Number.isNaN(value)) {
      low = 0;
      high = 0x7ff80000;
    }
    a = (Math.imul(a ^ low, 0x85ebca6b) + d) | 0;
    b = (Math.imul(b ^ high, 0xc2b2ae35) + (a >>> 15)) | 0;
    c = (Math.imul(c ^ (low + (a >>> 13)), 0xcc9e2d51) + b) | 0;
    d = (Math.imul(d ^ high, 0x1b873593) + (c >>> 17)) ^ b;
  }
  return [a, b, c, d];
}
