/** Single values of the kernel language: addresses, counts, conditions and numbers. Every method records an instruction and returns its value. */
import { encoded } from "./bytes.js";
import type { Nodes } from "./nodes.js";
import type { Opcode } from "./opcodes.js";

/** The node of a 32-bit constant. */
export function constant32(nodes: Nodes, value: number): number {
  return nodes.pure("i32.const", "i32", [], value >= 0 && value < 64 ? [value] : encoded((bytes) => bytes.signed(value)));
}

function constant64(nodes: Nodes, value: bigint): number {
  return nodes.pure(
    "i64.const",
    "i64",
    [],
    encoded((bytes) => bytes.signed64(value)),
  );
}

/** The node of a constant number. */
export function constantReal(nodes: Nodes, value: number): number {
  return nodes.pure(
    "f64.const",
    "f64",
    [],
    encoded((bytes) => bytes.float64(value)),
  );
}

/** A 32-bit whole number: an address, a count or a condition (0 is false). Comparisons and right shifts are unsigned. */
export class I32 {
  readonly kind = "i32";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  private with(name: Opcode, other: I32 | number): I32 {
    const right = typeof other === "number" ? constant32(this.nodes, other) : other.node;
    return new I32(this.nodes, this.nodes.pure(name, "i32", [this.node, right]));
  }

  add(other: I32 | number): I32 {
    return this.with("i32.add", other);
  }
  subtract(other: I32 | number): I32 {
    return this.with("i32.sub", other);
  }
  multiply(other: I32 | number): I32 {
    return this.with("i32.mul", other);
  }
  and(other: I32 | number): I32 {
    return this.with("i32.and", other);
  }
  or(other: I32 | number): I32 {
    return this.with("i32.or", other);
  }
  xor(other: I32 | number): I32 {
    return this.with("i32.xor", other);
  }
  shiftLeft(other: I32 | number): I32 {
    return this.with("i32.shl", other);
  }
  shiftRight(other: I32 | number): I32 {
    return this.with("i32.shr_u", other);
  }
  rotateLeft(other: I32 | number): I32 {
    return this.with("i32.rotl", other);
  }
  equal(other: I32 | number): I32 {
    return this.with("i32.eq", other);
  }
  notEqual(other: I32 | number): I32 {
    return this.with("i32.ne", other);
  }
  less(other: I32 | number): I32 {
    return this.with("i32.lt_u", other);
  }
  greater(other: I32 | number): I32 {
    return this.with("i32.gt_u", other);
  }
  isZero(): I32 {
    return new I32(this.nodes, this.nodes.pure("i32.eqz", "i32", [this.node]));
  }
  /** `yes` if this is not zero, else `no`. */
  select(yes: I32, no: I32): I32 {
    return new I32(this.nodes, this.nodes.pure("select", "i32", [yes.node, no.node, this.node]));
  }
  /** As `select`, of numbers. */
  selectF64(yes: F64, no: F64): F64 {
    return new F64(this.nodes, this.nodes.pure("select", "f64", [yes.node, no.node, this.node]));
  }
  toI64(): I64 {
    return new I64(this.nodes, this.nodes.pure("i64.extend_i32_u", "i64", [this.node]));
  }
  toF64(): F64 {
    return new F64(this.nodes, this.nodes.pure("f64.convert_i32_u", "f64", [this.node]));
  }
}

/** A 64-bit word. */
export class I64 {
  readonly kind = "i64";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  private with(name: Opcode, other: I64 | bigint): I64 {
    const right = typeof other === "bigint" ? constant64(this.nodes, other) : other.node;
    return new I64(this.nodes, this.nodes.pure(name, "i64", [this.node, right]));
  }

  add(other: I64 | bigint): I64 {
    return this.with("i64.add", other);
  }
  and(other: I64 | bigint): I64 {
    return this.with("i64.and", other);
  }
  or(other: I64 | bigint): I64 {
    return this.with("i64.or", other);
  }
  xor(other: I64 | bigint): I64 {
    return this.with("i64.xor", other);
  }
  shiftLeft(other: I64 | bigint): I64 {
    return this.with("i64.shl", other);
  }
  shiftRight(other: I64 | bigint): I64 {
    return this.with("i64.shr_u", other);
  }
  /** The lower half. */
  toI32(): I32 {
    return new I32(this.nodes, this.nodes.pure("i32.wrap_i64", "i32", [this.node]));
  }
  /** The number with these bits. */
  asF64(): F64 {
    return new F64(this.nodes, this.nodes.pure("f64.reinterpret_i64", "f64", [this.node]));
  }
}

/** A number. */
export class F64 {
  readonly kind = "f64";

  constructor(
    readonly nodes: Nodes,
    readonly node: number,
  ) {}

  private operand(other: F64 | number): number {
    return typeof other === "number" ? constantReal(this.nodes, other) : other.node;
  }
  private with(name: Opcode, other: F64 | number): F64 {
    return new F64(this.nodes, this.nodes.pure(name, "f64", [this.node, this.operand(other)]));
  }
  private compare(name: Opcode, other: F64 | number): I32 {
    return new I32(this.nodes, this.nodes.pure(name, "i32", [this.node, this.operand(other)]));
  }

  add(other: F64 | number): F64 {
    return this.with("f64.add", other);
  }
  subtract(other: F64 | number): F64 {
    return this.with("f64.sub", other);
  }
  multiply(other: F64 | number): F64 {
    return this.with("f64.mul", other);
  }
  divide(other: F64 | number): F64 {
    return this.with("f64.div", other);
  }
  equal(other: F64 | number): I32 {
    return this.compare("f64.eq", other);
  }
  notEqual(other: F64 | number): I32 {
    return this.compare("f64.ne", other);
  }
  less(other: F64 | number): I32 {
    return this.compare("f64.lt", other);
  }
  lessEqual(other: F64 | number): I32 {
    return this.compare("f64.le", other);
  }
  greater(other: F64 | number): I32 {
    return this.compare("f64.gt", other);
  }
  greaterEqual(other: F64 | number): I32 {
    return this.compare("f64.ge", other);
  }
  /** The whole number below, kept within 0 and 2^32 - 1; 0 for what is not a number. */
  toI32(): I32 {
    return new I32(this.nodes, this.nodes.pure("i32.trunc_sat_f64_u", "i32", [this.node]));
  }
  asI64(): I64 {
    return new I64(this.nodes, this.nodes.pure("i64.reinterpret_f64", "i64", [this.node]));
  }
}
