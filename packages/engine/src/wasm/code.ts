/** The writing of one function: memory access, variables, loops, branches and calls, beside the arithmetic of the values themselves. */
import { encoded } from "./bytes.js";
import { Nodes, type StackType, special } from "./nodes.js";
import { type Opcode, opcodes, valueTypes } from "./opcodes.js";
import { constant32, constantReal, F64, I32, I64 } from "./scalars.js";
import { F64x2, I64x2, Mask } from "./vectors.js";

/** The types of values by name. */
export interface Values {
  i32: I32;
  i64: I64;
  f64: F64;
  f64x2: F64x2;
  i64x2: I64x2;
  mask: Mask;
}

/** The name of a type. */
export type Kind = keyof Values;

/** Any value. */
export type Value = Values[Kind];

/** The values of a list of types. */
export type ValuesOf<P extends readonly Kind[]> = { [K in keyof P]: Values[P[K]] };

/** A function that can be called from others of its module. */
export interface FunctionReference<P extends readonly Kind[], R extends Kind | undefined> {
  readonly index: number;
  readonly parameters: P;
  readonly result: R;
}

const classes = { i32: I32, i64: I64, f64: F64, f64x2: F64x2, i64x2: I64x2, mask: Mask };
const loads = { i32: "i32.load", f64: "f64.load", f64x2: "v128.load", i64x2: "v128.load" } as const;
const alignments: Partial<Record<Opcode, number>> = {
  "i32.load": 2,
  "i32.store": 2,
  "i32.load16_u": 1,
  "f64.load": 3,
  "f64.store": 3,
  "v128.load64_splat": 3,
  "v128.load": 3,
  "v128.store": 3,
};

/** The type on the stack of a value of the kernel language. */
export function stackType(kind: Kind): NonNullable<StackType> {
  return kind === "i32" || kind === "i64" || kind === "f64" ? kind : "v128";
}

function toValue<K extends Kind>(kind: K, nodes: Nodes, node: number): Values[K] {
  const Class: new (nodes: Nodes, node: number) => Value = classes[kind];
  return new Class(nodes, node) as Values[K];
}

/** A value that may be set again, for instance a counter. */
export class Variable<K extends Kind> {
  constructor(
    private readonly nodes: Nodes,
    private readonly kind: K,
    private readonly index: number,
  ) {}

  /** The value at this point of the function. */
  get(): Values[K] {
    return toValue(this.kind, this.nodes, this.nodes.add(special.variableGet, stackType(this.kind), [], [this.index], true));
  }

  set(value: Values[K]): void {
    this.nodes.add(special.variableSet, undefined, [value.node], [this.index]);
  }
}

/** A function being written: a new one, or that to which given nodes belong. */
export class Code {
  constructor(readonly nodes = new Nodes()) {}

  /** The parameters, in order; once per function. */
  parameters<P extends readonly Kind[]>(kinds: P): ValuesOf<P> {
    return kinds.map((kind, index) =>
      toValue(kind, this.nodes, this.nodes.add(special.parameter, stackType(kind), [], [index], true)),
    ) as unknown as ValuesOf<P>;
  }

  /** A whole number. */
  i32(value: number): I32 {
    return new I32(this.nodes, constant32(this.nodes, value));
  }

  /** A number. */
  f64(value: number): F64 {
    return new F64(this.nodes, constantReal(this.nodes, value));
  }

  /** A number in both lanes. */
  f64x2(value: number): F64x2 {
    return new F64x2(this.nodes, this.nodes.real(value));
  }

  /** A 64-bit word in both lanes. */
  i64x2(value: bigint): I64x2 {
    return new I64x2(this.nodes, this.nodes.pair(value));
  }

  private access(name: Opcode, type: StackType, inputs: readonly number[], offset: number): number {
    const alignment = alignments[name]!;
    return this.nodes.add(opcodes[name], type, inputs, [alignment, ...encoded((bytes) => bytes.unsigned(offset))], true);
  }

  /** What memory holds at an address plus a fixed number of bytes. */
  load<K extends keyof typeof loads>(kind: K, address: I32, offset = 0): Values[K] {
    return toValue(kind, this.nodes, this.access(loads[kind], stackType(kind), [address.node], offset));
  }

  /** One number from memory in both lanes. */
  loadSplat(address: I32, offset = 0): F64x2 {
    return new F64x2(this.nodes, this.access("v128.load64_splat", "v128", [address.node], offset));
  }

  store(address: I32, value: Exclude<Value, I64>, offset = 0): void {
    const name = value.kind === "i32" ? "i32.store" : value.kind === "f64" ? "f64.store" : "v128.store";
    this.access(name, undefined, [address.node, value.node], offset);
  }

  /** A variable with its first value. */
  variable<K extends Kind>(kind: K, start: Values[K]): Variable<K> {
    const variable = new Variable(this.nodes, kind, this.nodes.variableTypes.push(stackType(kind)) - 1);
    variable.set(start);
    return variable;
  }

  /** Carries out the body, and again as long as it returns a number other than zero. */
  repeat(body: () => I32): void {
    this.nodes.open(special.loop, []);
    this.nodes.add(opcodes.br_if, undefined, [body().node], [0]);
    this.nodes.close(special.end, undefined);
  }

  /** Carries out the body as long as the condition is not zero before it. */
  while(condition: () => I32, body: () => void): void {
    this.repeat(() => {
      const goesOn = condition();
      this.if(goesOn, body);
      return goesOn;
    });
  }

  if(condition: I32, then: () => void, otherwise?: () => void): void {
    this.nodes.open(special.if, [condition.node]);
    then();
    if (otherwise !== undefined) {
      this.nodes.turn();
      otherwise();
    }
    this.nodes.close(special.end, undefined);
  }

  /** The value of the first body if the condition is not zero, else that of the second; only one of them is carried out. */
  choose<K extends Kind>(kind: K, condition: I32, then: () => Values[K], otherwise: () => Values[K]): Values[K] {
    this.nodes.open(special.if, [condition.node], [valueTypes[stackType(kind)]]);
    this.yield(then());
    this.nodes.turn();
    this.yield(otherwise());
    return toValue(kind, this.nodes, this.nodes.close(special.end, stackType(kind)));
  }

  /** Leaves a value as the result of an arm or of the function. */
  yield(value: Value): void {
    this.nodes.add(special.yield, undefined, [value.node]);
  }

  /** Calls a function of the same module. */
  call<P extends readonly Kind[], R extends Kind | undefined>(
    to: FunctionReference<P, R>,
    ...values: ValuesOf<P>
  ): R extends Kind ? Values[R] : undefined {
    const inputs = (values as readonly Value[]).map((value) => value.node);
    const type = to.result === undefined ? undefined : stackType(to.result);
    const node = this.nodes.add(
      opcodes.call,
      type,
      inputs,
      encoded((bytes) => bytes.unsigned(to.index)),
      true,
    );
    return (to.result === undefined ? undefined : toValue(to.result, this.nodes, node)) as R extends Kind ? Values[R] : undefined;
  }
}
