/** Pairs of numbers, of 64-bit words and of truth values, one instruction for both lanes. Every method records an instruction and returns its value. */
import type { Nodes } from "./nodes.js";
import type { Opcode } from "./opcodes.js";
import { constant32, F64, I32, I64 } from "./scalars.js";

function shift(nodes: Nodes, name: Opcode, node: number, by: I32 | number): number {
  return nodes.pure(name, "v128", [node, typeof by === "number" ? constant32(nodes, by) : by.node]);
}

/** Two truth values: all bits of a lane are set where it is true. */
export class Mask {
  readonly kind = "mask";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  private with(name: Opcode, other: Mask): Mask {
    return new Mask(this.nodes, this.nodes.pure(name, "v128", [this.node, other.node]));
  }

  and(other: Mask): Mask {
    return this.with("v128.and", other);
  }
  andNot(other: Mask): Mask {
    return this.with("v128.andnot", other);
  }
  or(other: Mask): Mask {
    return this.with("v128.or", other);
  }
  xor(other: Mask): Mask {
    return this.with("v128.xor", other);
  }
  not(): Mask {
    return new Mask(this.nodes, this.nodes.pure("v128.not", "v128", [this.node]));
  }
  /** `yes` in the lanes that are true, `no` in the others. */
  select(yes: F64x2 | number, no: F64x2 | number): F64x2 {
    const left = typeof yes === "number" ? this.nodes.real(yes) : yes.node;
    const right = typeof no === "number" ? this.nodes.real(no) : no.node;
    return new F64x2(this.nodes, this.nodes.pure("v128.bitselect", "v128", [left, right, this.node]));
  }
  /** The value in the lanes that are true, 0 in the others. */
  keep(value: F64x2 | number): F64x2 {
    const right = typeof value === "number" ? this.nodes.real(value) : value.node;
    return new F64x2(this.nodes, this.nodes.pure("v128.and", "v128", [this.node, right]));
  }
  /** Whether any lane is true. */
  any(): I32 {
    return new I32(this.nodes, this.nodes.pure("v128.any_true", "i32", [this.node]));
  }
  /** Whether both lanes are true. */
  all(): I32 {
    return new I32(this.nodes, this.nodes.pure("i64x2.all_true", "i32", [this.node]));
  }
  /** Bit k is set where lane k is true. */
  bits(): I32 {
    return new I32(this.nodes, this.nodes.pure("i64x2.bitmask", "i32", [this.node]));
  }
  asI64x2(): I64x2 {
    return new I64x2(this.nodes, this.node);
  }
}

/** Two 64-bit words. */
export class I64x2 {
  readonly kind = "i64x2";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  static splat(value: I64): I64x2 {
    return new I64x2(value.nodes, value.nodes.pure("i64x2.splat", "v128", [value.node]));
  }

  private with(name: Opcode, other: I64x2 | bigint): I64x2 {
    const right = typeof other === "bigint" ? this.nodes.pair(other) : other.node;
    return new I64x2(this.nodes, this.nodes.pure(name, "v128", [this.node, right]));
  }

  add(other: I64x2 | bigint): I64x2 {
    return this.with("i64x2.add", other);
  }
  subtract(other: I64x2 | bigint): I64x2 {
    return this.with("i64x2.sub", other);
  }
  /** `other` less this. */
  subtractFrom(other: bigint): I64x2 {
    return new I64x2(this.nodes, this.nodes.pair(other)).subtract(this);
  }
  and(other: I64x2 | bigint): I64x2 {
    return this.with("v128.and", other);
  }
  or(other: I64x2 | bigint): I64x2 {
    return this.with("v128.or", other);
  }
  xor(other: I64x2 | bigint): I64x2 {
    return this.with("v128.xor", other);
  }
  shiftLeft(by: I32 | number): I64x2 {
    return new I64x2(this.nodes, shift(this.nodes, "i64x2.shl", this.node, by));
  }
  shiftRight(by: I32 | number): I64x2 {
    return new I64x2(this.nodes, shift(this.nodes, "i64x2.shr_u", this.node, by));
  }
  equal(other: I64x2 | bigint): Mask {
    return new Mask(this.nodes, this.with("i64x2.eq", other).node);
  }
  /** The lower half of lane 0 or 1. */
  low32(lane: 0 | 1): I32 {
    return new I32(this.nodes, this.nodes.pure("i32x4.extract_lane", "i32", [this.node], [2 * lane]));
  }
  lane(lane: 0 | 1): I64 {
    return new I64(this.nodes, this.nodes.pure("i64x2.extract_lane", "i64", [this.node], [lane]));
  }
  asF64x2(): F64x2 {
    return new F64x2(this.nodes, this.node);
  }
}

const firstLanes = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
const secondLanes = firstLanes.map((byte) => byte + 8);

/** Two numbers. */
export class F64x2 {
  readonly kind = "f64x2";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  static splat(value: F64): F64x2 {
    return new F64x2(value.nodes, value.nodes.pure("f64x2.splat", "v128", [value.node]));
  }

  private operand(other: F64x2 | number): number {
    return typeof other === "number" ? this.nodes.real(other) : other.node;
  }
  private with(name: Opcode, other: F64x2 | number): F64x2 {
    return new F64x2(this.nodes, this.nodes.pure(name, "v128", [this.node, this.operand(other)]));
  }
  private compare(name: Opcode, other: F64x2 | number): Mask {
    return new Mask(this.nodes, this.nodes.pure(name, "v128", [this.node, this.operand(other)]));
  }
  private of(name: Opcode): F64x2 {
    return new F64x2(this.nodes, this.nodes.pure(name, "v128", [this.node]));
  }

  /** The same number in both lanes. */
  constant(value: number): F64x2 {
    return new F64x2(this.nodes, this.nodes.real(value));
  }
  add(other: F64x2 | number): F64x2 {
    return this.with("f64x2.add", other);
  }
  subtract(other: F64x2 | number): F64x2 {
    return this.with("f64x2.sub", other);
  }
  /** `other` less this. */
  subtractFrom(other: number): F64x2 {
    return this.constant(other).subtract(this);
  }
  multiply(other: F64x2 | number): F64x2 {
    return this.with("f64x2.mul", other);
  }
  divide(other: F64x2 | number): F64x2 {
    return this.with("f64x2.div", other);
  }
  /** One over this. */
  reciprocal(): F64x2 {
    return this.constant(1).divide(this);
  }
  negate(): F64x2 {
    return this.of("f64x2.neg");
  }
  abs(): F64x2 {
    return this.of("f64x2.abs");
  }
  sqrt(): F64x2 {
    return this.of("f64x2.sqrt");
  }
  floor(): F64x2 {
    return this.of("f64x2.floor");
  }
  ceil(): F64x2 {
    return this.of("f64x2.ceil");
  }
  /** As `Math.min`: NaN if either is, and -0 below 0. */
  min(other: F64x2 | number): F64x2 {
    return this.with("f64x2.min", other);
  }
  /** As `Math.max`. */
  max(other: F64x2 | number): F64x2 {
    return this.with("f64x2.max", other);
  }
  /** `other` where it is less than this, else this. */
  lesser(other: F64x2 | number): F64x2 {
    return this.with("f64x2.pmin", other);
  }
  /** `other` where it is greater than this, else this. */
  greater(other: F64x2 | number): F64x2 {
    return this.with("f64x2.pmax", other);
  }
  isEqual(other: F64x2 | number): Mask {
    return this.compare("f64x2.eq", other);
  }
  isNotEqual(other: F64x2 | number): Mask {
    return this.compare("f64x2.ne", other);
  }
  isLess(other: F64x2 | number): Mask {
    return this.compare("f64x2.lt", other);
  }
  isLessEqual(other: F64x2 | number): Mask {
    return this.compare("f64x2.le", other);
  }
  isGreater(other: F64x2 | number): Mask {
    return this.compare("f64x2.gt", other);
  }
  isGreaterEqual(other: F64x2 | number): Mask {
    return this.compare("f64x2.ge", other);
  }
  lane(lane: 0 | 1): F64 {
    return new F64(this.nodes, this.nodes.pure("f64x2.extract_lane", "f64", [this.node], [lane]));
  }
  /** The first lane of this with another second one. */
  withSecond(value: F64): F64x2 {
    return new F64x2(this.nodes, this.nodes.pure("f64x2.replace_lane", "v128", [this.node, value.node], [1]));
  }
  /** The first lanes of this and another pair. */
  firsts(other: F64x2): F64x2 {
    return new F64x2(this.nodes, this.nodes.pure("i8x16.shuffle", "v128", [this.node, other.node], firstLanes));
  }
  /** The second lanes of this and another pair. */
  seconds(other: F64x2): F64x2 {
    return new F64x2(this.nodes, this.nodes.pure("i8x16.shuffle", "v128", [this.node, other.node], secondLanes));
  }
  asI64x2(): I64x2 {
    return new I64x2(this.nodes, this.node);
  }
}
