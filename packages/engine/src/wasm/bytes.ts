/** A byte buffer that grows, with the number encodings of the WebAssembly binary format. */

/** Bytes written one after another. */
export class Bytes {
  private buffer: Uint8Array;
  private readonly real = new DataView(new ArrayBuffer(8));
  /** How many bytes have been written. */
  length = 0;

  constructor(capacity = 1024) {
    this.buffer = new Uint8Array(capacity);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.buffer.length) return;
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + count));
    larger.set(this.buffer);
    this.buffer = larger;
  }

  byte(value: number): void {
    if (this.length === this.buffer.length) this.reserve(1);
    this.buffer[this.length++] = value;
  }

  append(values: ArrayLike<number>): void {
    this.reserve(values.length);
    this.buffer.set(values, this.length);
    this.length += values.length;
  }

  /** An unsigned whole number below 2^32 in LEB128. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** A signed 32-bit whole number in LEB128. */
  signed(value: number): void {
    let rest = value | 0;
    while (rest < -64 || rest > 63) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** A signed 64-bit whole number in LEB128. */
  signed64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    while (rest < -64n || rest > 63n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest & 0x7fn));
  }

  /** The eight bytes of a 64-bit word. */
  word64(value: bigint): void {
    this.real.setBigUint64(0, BigInt.asUintN(64, value), true);
    for (let i = 0; i < 8; i++) this.byte(this.real.getUint8(i));
  }

  /** The eight bytes of a number. */
  float64(value: number): void {
    this.real.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.byte(this.real.getUint8(i));
  }

  /** A name: its length and its characters, which must be ASCII. */
  name(text: string): void {
    this.unsigned(text.length);
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  /** A section or body: its length and then its bytes. */
  sized(part: Bytes): void {
    this.unsigned(part.length);
    this.append(part.view());
  }

  /** What has been written; valid until the next write. */
  view(): Uint8Array {
    return this.buffer.subarray(0, this.length);
  }
}

const scratch = new Bytes(64);

/** What a writer writes, as an array. */
export function encoded(write: (bytes: Bytes) => void): number[] {
  scratch.length = 0;
  write(scratch);
  return Array.from(scratch.view());
}
