/**
 * Turns the nodes of a function into bytes. A value used once in its own region is computed on the stack where it is used; any other is
 * computed where it stands into a local, which is given back after its last use. The work grows in step with the number of nodes.
 */
import { Bytes } from "./bytes.js";
import { type Nodes, special } from "./nodes.js";
import { NO_RESULT, opcodes, valueTypes } from "./opcodes.js";

const INLINE = -2;
const UNUSED = -1;

/** Whether a constant costs so little that it is written out wherever it is used. */
function isCheap(nodes: Nodes, node: number): boolean {
  const operation = nodes.operations[node]!;
  if (operation === opcodes["i32.const"]) return true;
  if (operation === special.real) return !nodes.hasLoop || Object.is(nodes.reals[nodes.immediates[node]![0]!], 0);
  if (operation === special.pair) return !nodes.hasLoop;
  return false;
}

function isConstant(nodes: Nodes, node: number): boolean {
  return nodes.operations[node] === special.real || nodes.operations[node] === special.pair;
}

/** For each node `INLINE`, `UNUSED` or, if its value gets a local, the node after which that local is free. */
function findPlaces(nodes: Nodes): Int32Array {
  const { count, regionOf, regions } = nodes;
  const uses = new Int32Array(count);
  const consumer = new Int32Array(count);
  const isUsed = new Uint8Array(count);
  for (let node = count - 1; node >= 0; node--) {
    if (!(nodes.pinned[node] || uses[node]! > 0)) continue;
    isUsed[node] = 1;
    for (const input of nodes.inputs[node]!) {
      uses[input]! += 1;
      consumer[input] = node;
    }
  }
  const lastUse = new Int32Array(count).fill(UNUSED);
  const root = new Int32Array(count);
  for (let node = count - 1; node >= 0; node--) {
    if (!isUsed[node]) continue;
    const mayMove = !nodes.pinned[node] && uses[node] === 1 && regionOf[consumer[node]!] === regionOf[node] && !isConstant(nodes, node);
    const isInline = mayMove || isCheap(nodes, node);
    root[node] = isInline ? root[consumer[node]!]! : node;
    if (isInline) lastUse[node] = INLINE;
    for (const input of nodes.inputs[node]!) {
      if (lastUse[input] === INLINE) continue;
      let until = root[node]!;
      for (let region = regionOf[root[node]!]!; region !== regionOf[input] && region >= 0; region = regions[region]!.parent)
        if (regions[region]!.isLoop) until = regions[region]!.end;
      if (until > lastUse[input]!) lastUse[input] = until;
    }
  }
  return lastUse;
}

/** Gives out locals and takes them back. */
class Locals {
  readonly types: number[] = [];
  private readonly free = new Map<number, number[]>();

  constructor(private readonly parameterCount: number) {}

  take(type: number): number {
    const given = this.free.get(type)?.pop();
    return given ?? this.parameterCount + this.types.push(type) - 1;
  }

  giveBack(local: number): void {
    const type = this.types[local - this.parameterCount];
    if (type === undefined) return;
    const list = this.free.get(type);
    if (list === undefined) this.free.set(type, [local]);
    else list.push(local);
  }
}

/** The body of a function: its locals and instructions. */
export function emit(nodes: Nodes, parameterCount: number): Bytes {
  const lastUse = findPlaces(nodes);
  const { count, operations, inputs, immediates, types } = nodes;
  const locals = new Locals(parameterCount);
  const variables = nodes.variableTypes.map((type) => locals.take(valueTypes[type!]));
  const localOf = new Int32Array(count).fill(-1);
  const code = new Bytes();
  const stack: number[] = [];
  const opcode = (operation: number): void => {
    if (operation > 0xff) {
      code.byte(operation >> 8);
      code.unsigned(operation & 0xff);
    } else code.byte(operation);
  };
  const setLocal = (node: number): void => {
    localOf[node] = locals.take(valueTypes[types[node]!]);
    code.byte(opcodes["local.set"]);
    code.unsigned(localOf[node]!);
  };
  const constant = (node: number): void => {
    opcode(opcodes["v128.const"]);
    const index = immediates[node]![0]!;
    for (let lane = 0; lane < 2; lane++) {
      if (operations[node] === special.real) code.float64(nodes.reals[index]!);
      else code.word64(nodes.pairs[index]!);
    }
  };
  const finish = (node: number): void => {
    const operation = operations[node]!;
    const immediate = immediates[node]!;
    switch (operation) {
      case special.real:
      case special.pair:
        constant(node);
        break;
      case special.variableGet:
      case special.variableSet:
        code.byte(operation === special.variableGet ? opcodes["local.get"] : opcodes["local.set"]);
        code.unsigned(variables[immediate[0]!]!);
        break;
      case special.loop:
        code.byte(opcodes.loop);
        code.byte(NO_RESULT);
        break;
      case special.if:
        code.byte(opcodes.if);
        code.byte(immediate[0] ?? NO_RESULT);
        break;
      case special.else:
        code.byte(opcodes.else);
        break;
      case special.end:
        code.byte(opcodes.end);
        break;
      case special.yield:
        break;
      default:
        opcode(operation);
        for (const byte of immediate) code.byte(byte);
    }
  };
  /** Writes a node after all inputs that have no local; a negative entry is a node whose inputs are done. */
  const write = (first: number): void => {
    stack.push(~first);
    for (let k = inputs[first]!.length - 1; k >= 0; k--) stack.push(inputs[first]![k]!);
    while (stack.length > 0) {
      const node = stack.pop()!;
      if (node < 0) finish(~node);
      else if (lastUse[node] !== INLINE) {
        code.byte(opcodes["local.get"]);
        code.unsigned(localOf[node]!);
      } else {
        const own = inputs[node]!;
        stack.push(~node);
        for (let k = own.length - 1; k >= 0; k--) stack.push(own[k]!);
      }
    }
  };
  const freeAt: (number[] | undefined)[] = new Array(count);
  for (let node = 0; node < count; node++) {
    if (lastUse[node]! < 0) continue;
    if (isConstant(nodes, node)) {
      constant(node);
      setLocal(node);
    } else if (operations[node] === special.parameter) localOf[node] = immediates[node]![0]!;
    else {
      const list = freeAt[lastUse[node]!];
      if (list === undefined) freeAt[lastUse[node]!] = [node];
      else list.push(node);
    }
  }
  for (let node = 0; node < count; node++) {
    const isValue = types[node] !== undefined;
    if (operations[node] !== special.parameter && !isConstant(nodes, node) && lastUse[node] !== INLINE) {
      if (isValue && !nodes.pinned[node] && lastUse[node] === UNUSED) continue;
      write(node);
      for (const done of freeAt[node] ?? []) locals.giveBack(localOf[done]!);
      if (isValue) setLocal(node);
    }
  }
  code.byte(opcodes.end);
  return withLocals(locals.types, code);
}

function withLocals(types: readonly number[], code: Bytes): Bytes {
  const runs: [number, number][] = [];
  for (const type of types) {
    const run = runs.at(-1);
    if (run?.[1] === type) run[0] += 1;
    else runs.push([1, type]);
  }
  const body = new Bytes(code.length + 16);
  body.unsigned(runs.length);
  for (const [length, type] of runs) {
    body.unsigned(length);
    body.byte(type);
  }
  body.append(code.view());
  return body;
}
