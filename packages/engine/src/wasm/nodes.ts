/** The body of a function while it is being written: a list of nodes, each an instruction with the nodes whose values it takes. */
import { type Opcode, opcodes, type valueTypes } from "./opcodes.js";

/** What a node is: an instruction of WebAssembly by its number, or one of these. */
export const special = {
  parameter: -1,
  real: -2,
  pair: -3,
  variableGet: -4,
  variableSet: -5,
  loop: -6,
  if: -7,
  else: -8,
  yield: -9,
  end: -10,
};

/** The type of a node's value on the stack; nothing for a statement. */
export type StackType = keyof typeof valueTypes | undefined;

/** A stretch of nodes within a loop or an arm of a branch. */
export interface Region {
  readonly parent: number;
  readonly isLoop: boolean;
  /** The node that closes it. */
  end: number;
}

const NONE: readonly number[] = [];

/** A list of nodes in the order in which they are carried out. */
export class Nodes {
  readonly operations: number[] = [];
  readonly types: StackType[] = [];
  readonly inputs: (readonly number[])[] = [];
  /** Bytes that follow the instruction, or the index of what a special node refers to. */
  readonly immediates: (readonly number[])[] = [];
  /** Whether a node has to be carried out where it stands, since it reads or writes what may change. */
  readonly pinned: boolean[] = [];
  readonly regionOf: number[] = [];
  readonly regions: Region[] = [{ parent: -1, isLoop: false, end: -1 }];
  readonly variableTypes: StackType[] = [];
  readonly reals: number[] = [];
  readonly pairs: bigint[] = [];
  hasLoop = false;
  private region = 0;
  private readonly realIndex = new Map<number, number>();
  private readonly pairIndex = new Map<bigint, number>();
  private negativeZero = -1;

  get count(): number {
    return this.operations.length;
  }

  /** Adds a node and returns its index. */
  add(
    operation: number,
    type: StackType,
    inputs: readonly number[],
    immediate: readonly number[] = NONE,
    pinned = type === undefined,
  ): number {
    const index = this.operations.length;
    this.operations.push(operation);
    this.types.push(type);
    this.inputs.push(inputs);
    this.immediates.push(immediate);
    this.pinned.push(pinned);
    this.regionOf.push(this.region);
    return index;
  }

  /** Adds an instruction without side effects. */
  pure(name: Opcode, type: StackType, inputs: readonly number[], immediate?: readonly number[]): number {
    return this.add(opcodes[name], type, inputs, immediate, false);
  }

  /** The node for a number in both lanes; one per function. */
  real(value: number): number {
    if (Object.is(value, -0)) {
      if (this.negativeZero < 0) this.negativeZero = this.constant(special.real, this.reals.push(value) - 1);
      return this.negativeZero;
    }
    const known = this.realIndex.get(value);
    if (known !== undefined) return known;
    const node = this.constant(special.real, this.reals.push(value) - 1);
    this.realIndex.set(value, node);
    return node;
  }

  /** The node for a 64-bit word in both lanes; one per function. */
  pair(value: bigint): number {
    const known = this.pairIndex.get(value);
    if (known !== undefined) return known;
    const node = this.constant(special.pair, this.pairs.push(value) - 1);
    this.pairIndex.set(value, node);
    return node;
  }

  private constant(operation: number, index: number): number {
    const node = this.add(operation, "v128", NONE, [index], false);
    this.regionOf[node] = 0;
    return node;
  }

  /** Begins a region with a statement. */
  open(operation: number, inputs: readonly number[], immediate?: readonly number[]): void {
    this.add(operation, undefined, inputs, immediate);
    this.regions.push({ parent: this.region, isLoop: operation === special.loop, end: -1 });
    this.region = this.regions.length - 1;
    if (operation === special.loop) this.hasLoop = true;
  }

  /** Ends the present region with a node that belongs to the region around it, and returns that node. */
  close(operation: number, type: StackType): number {
    const region = this.regions[this.region]!;
    this.region = region.parent;
    region.end = this.add(operation, type, NONE, NONE, true);
    return region.end;
  }

  /** Ends the first arm of a branch and begins the second. */
  turn(): void {
    this.close(special.else, undefined);
    this.regions.push({ parent: this.region, isLoop: false, end: -1 });
    this.region = this.regions.length - 1;
  }
}
