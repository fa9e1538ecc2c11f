/** Writes the function that takes one group of cells through the inner steps of a period, two draws at a time, with all that it needs in registers. */
import type { Machine } from "../run/instructions.js";
import type { LoopCells } from "../run/loop-cells.js";
import type { Code, Variable } from "../wasm/code.js";
import type { Module } from "../wasm/module.js";
import type { I32 } from "../wasm/scalars.js";
import type { F64x2 } from "../wasm/vectors.js";
import { writeCell } from "./cells.js";
import type { Course } from "./course.js";

const columnBytes = 4096;
const pairBytes = 16;

/** Where a group's function finds and leaves things. */
export interface GroupPlan {
  readonly machine: Machine;
  readonly loop: LoopCells;
  readonly course: Course;
  /** Where certain values that do not change in time stand twice. */
  readonly steady: ReadonlyMap<number, number>;
  readonly cells: readonly number[];
  readonly stored: ReadonlySet<number>;
  /** The level of a stock between periods. */
  readonly levels: ReadonlyMap<number, Float64Array>;
  /** The past of a lag: one column for each step that it reaches back, and which of the function's parameters says where it stands. */
  readonly rings: ReadonlyMap<number, { readonly ring: Float64Array; readonly steps: number; readonly parameter: number }>;
  /** What the first group leaves for the others: one column for each inner step of a period. */
  readonly passed: ReadonlyMap<number, Float64Array>;
  /** Integrals over time that the group feeds: the column of each, and whose course it takes. */
  readonly integrals: readonly { readonly out: Float64Array; readonly of: number }[];
  /** How many places in rings the function is told, as parameters after the first. */
  readonly ringParameters: number;
}

/** Pairs that are taken through the steps side by side: more of them where a step is short, so that one waits while the others go on. Registers hold little more than one pair of a long one. */
function pairsAtOnce(operations: number): number {
  return operations <= 30 ? 4 : operations <= 90 ? 2 : 1;
}

/** About how many operations a step takes: long sums count by their terms. */
function operationsOf({ machine, cells }: GroupPlan): number {
  const { wiring, summed } = machine;
  return cells.reduce((total, cell) => {
    const sources = wiring.sources[cell]!;
    return total + Math.max(1, summed[sources[0] ?? -1] ? 2 * sources.length - 1 : sources.length - 1);
  }, 0);
}

/** What a group computes from, each once. */
function operandsOf({ machine, cells }: GroupPlan): readonly number[] {
  const { wiring, summed } = machine;
  const sources = cells.flatMap((cell) => wiring.sources[cell]!);
  return [
    ...new Set(sources.flatMap((source) => (summed[source] ? wiring.sources[source]! : [source])).map((source) => wiring.root[source]!)),
  ];
}

/** Writes the function under this name: its parameters are the address of the present row of the course, the number of inner steps, and the place of each length of ring. */
export function writeGroup(module: Module, name: string, plan: GroupPlan): void {
  const parameters = ["i32", "i32", ...Array.from({ length: plan.ringParameters }, () => "i32" as const)] as const;
  const count = pairsAtOnce(operationsOf(plan));
  const operands = operandsOf(plan);
  module.export(name, parameters, undefined, (code, row: I32, steps: I32, ...places: readonly I32[]) => {
    const held = new Map<number, F64x2>();
    for (const cell of operands) {
      const address = plan.steady.get(cell);
      if (address !== undefined && !held.has(address)) held.set(address, code.load("f64x2", code.i32(0), address));
    }
    const pair = code.variable("i32", code.i32(0));
    code.repeat(() => {
      const at = pair.get();
      const pairs = Array.from({ length: count }, (_, index) => openPair(code, plan, at.add(index * pairBytes), operands, held));
      writePeriod(module, code, plan, pairs, row, steps, places);
      const next = at.add(count * pairBytes);
      pair.set(next);
      return next.less(columnBytes);
    });
  });
}

interface Stock {
  readonly cell: number;
  readonly rate: number;
  readonly minimum: number;
  readonly level: Variable<"f64x2">;
  readonly column: Float64Array;
}

interface Integral {
  readonly out: Float64Array;
  readonly of: number;
  readonly sum: Variable<"f64x2">;
}

/** Two draws on their way: where they stand in columns, and what they carry from step to step. */
interface Pair {
  readonly at: I32;
  /** What other groups have left for this one at every step. */
  readonly taken: ReadonlyMap<number, Float64Array>;
  /** What stays as it is through the steps, by cell: held in registers or near them. */
  readonly fixed: ReadonlyMap<number, F64x2>;
  readonly stocks: readonly Stock[];
  readonly integrals: readonly Integral[];
}

function openPair(code: Code, plan: GroupPlan, at: I32, operands: readonly number[], steady: ReadonlyMap<number, F64x2>): Pair {
  const { machine, cells, levels, integrals } = plan;
  const { wiring, graph, random, columns } = machine;
  const mine = new Set(cells);
  const fixed = new Map<number, F64x2>();
  for (const cell of operands) {
    const address = plan.steady.get(cell);
    if (address !== undefined) fixed.set(cell, steady.get(address)!);
    else if (random[cell] && !mine.has(cell) && !plan.passed.has(cell)) fixed.set(cell, code.load("f64x2", at, columns[cell]!.byteOffset));
  }
  const held = (column: Float64Array) => code.variable("f64x2", code.load("f64x2", at, column.byteOffset));
  return {
    at,
    taken: new Map([...plan.passed].filter(([cell]) => operands.includes(cell) && !mine.has(cell))),
    fixed,
    stocks: cells.flatMap((cell): Stock[] => {
      const node = graph.nodes[wiring.nodeOf[cell]!]!;
      if (node.kind !== "stock") return [];
      const column = levels.get(cell)!;
      const rate = wiring.root[wiring.sources[cell]![1]!]!;
      return [{ cell, rate, minimum: node.minimum ?? -Infinity, level: held(column), column }];
    }),
    integrals: integrals.map(({ out, of }) => ({ out, of, sum: held(out) })),
  };
}

function writePeriod(
  module: Module,
  code: Code,
  plan: GroupPlan,
  pairs: readonly Pair[],
  firstRow: I32,
  steps: I32,
  firstPlaces: readonly I32[],
): void {
  const { machine, course } = plan;
  const time = machine.wiring.plan.time!;
  const row = code.variable("i32", firstRow);
  const places = firstPlaces.map((place) => code.variable("i32", place));
  const done = code.variable("i32", code.i32(0));
  const passing = plan.passed.size > 0 ? code.variable("i32", code.i32(0)) : undefined;
  const lengths = new Map([...plan.rings.values()].map(({ parameter, steps: length }) => [parameter, length]));
  const writeStep = () => {
    const present = row.get();
    const standing = places.map((place) => place.get());
    const isFirst = time.stepsPerReport === 1 ? undefined : done.get().isZero();
    const left = passing?.get();
    for (const pair of pairs) writePair(module, code, plan, pair, { row: present, standing, left, isFirst });
    if (left !== undefined) passing!.set(left.add(columnBytes));
    standing.forEach((place, parameter) => {
      const next = place.add(columnBytes);
      places[parameter]!.set(next.less(lengths.get(parameter)! * columnBytes).select(next, code.i32(0)));
    });
    row.set(present.add(course.rowsPerStep * course.width * pairBytes));
  };
  if (time.stepsPerReport === 1) writeStep();
  else {
    code.repeat(() => {
      writeStep();
      const next = done.get().add(1);
      done.set(next);
      return next.less(steps);
    });
  }
  for (const { at, stocks, integrals } of pairs) {
    for (const { level, column } of stocks) code.store(at, level.get(), column.byteOffset);
    for (const { sum, out } of integrals) code.store(at, sum.get(), out.byteOffset);
  }
}

/** The present step: the row of the course, the places in rings and in what is passed on, and whether the step is the one at a reporting point; without that every step is. */
interface Step {
  readonly row: I32;
  readonly standing: readonly I32[];
  readonly left: I32 | undefined;
  readonly isFirst: I32 | undefined;
}

function writePair(module: Module, code: Code, plan: GroupPlan, pair: Pair, { row, standing, left, isFirst }: Step): void {
  const { machine, loop } = plan;
  const { wiring } = machine;
  const time = wiring.plan.time!;
  const width = time.reportStep / time.stepsPerReport;
  const { at, stocks, integrals } = pair;
  const step = stepValues(module, code, plan, pair, row);
  for (const { cell, level } of stocks) step.set(cell, level.get());
  for (const [cell, { ring, parameter }] of plan.rings) step.set(cell, code.load("f64x2", standing[parameter]!.add(at), ring.byteOffset));
  for (const [cell, column] of pair.taken) step.set(cell, code.load("f64x2", left!.add(at), column.byteOffset));
  for (const cell of plan.cells) if (loop.stepped[cell] || plan.stored.has(cell)) step.valueAt(cell);
  const stores = () => {
    for (const cell of plan.cells) if (plan.stored.has(cell)) code.store(at, step.valueAt(cell), machine.columns[cell]!.byteOffset);
  };
  for (const [cell, column] of plan.passed) if (plan.cells.includes(cell)) code.store(left!.add(at), step.valueAt(cell), column.byteOffset);
  if (isFirst === undefined) stores();
  else if (plan.stored.size > 0) code.if(isFirst, stores);
  for (const { of, sum } of integrals) sum.set(sum.get().add(step.valueAt(of).multiply(width)));
  for (const [cell, { ring, parameter }] of plan.rings)
    code.store(standing[parameter]!.add(at), step.valueAt(wiring.root[wiring.sources[cell]![0]!]!), ring.byteOffset);
  advance(module, code, plan, pair, row, step, width);
}

interface StepValues {
  set(cell: number, value: F64x2): void;
  valueAt(cell: number): F64x2;
}

/** The values of one evaluation, each written when first asked for. `stage` is the row of the course within the step. */
function stepValues(module: Module, code: Code, { machine, course, cells }: GroupPlan, { fixed }: Pair, row: I32, stage = 0): StepValues {
  const { wiring } = machine;
  const values = new Map<number, F64x2>(fixed);
  const mine = new Set(cells);
  const valueAt = (cell: number): F64x2 => {
    const root = wiring.root[cell]!;
    const known = values.get(root);
    if (known !== undefined) return known;
    const value = mine.has(root)
      ? writeCell({ module, code, machine, valueAt }, root)
      : code.load("f64x2", row, pairBytes * (stage * course.width + course.placeOf[root]!));
    values.set(root, value);
    return value;
  };
  return { set: (cell, value) => void values.set(cell, value), valueAt };
}

/** Moves the stocks by one inner step. All rates are read before any stock moves. */
function advance(module: Module, code: Code, plan: GroupPlan, pair: Pair, row: I32, step: StepValues, width: number): void {
  const { machine } = plan;
  const { stocks } = pair;
  const clamped = (value: F64x2, minimum: number) => (minimum === -Infinity ? value : value.greater(minimum));
  const move = (stock: Stock, from: F64x2, rate: F64x2, factor: number) => clamped(from.add(rate.multiply(factor)), stock.minimum);
  if (machine.wiring.plan.time!.method === "euler") {
    const next = stocks.map((stock) => move(stock, step.valueAt(stock.cell), step.valueAt(stock.rate), width));
    stocks.forEach(({ level }, index) => {
      level.set(next[index]!);
    });
    return;
  }
  const bases = stocks.map(({ cell }) => step.valueAt(cell));
  const zero = code.f64x2(0);
  let rates = stocks.map(({ rate }) => step.valueAt(rate));
  let sums = rates.map((rate) => zero.add(rate));
  [0.5, 0.5, 1].forEach((part, index) => {
    const inner = stepValues(module, code, plan, pair, row, index + 1);
    stocks.forEach((stock, which) => {
      inner.set(stock.cell, move(stock, bases[which]!, rates[which]!, part * width));
    });
    for (const cell of plan.rings.keys()) inner.set(cell, step.valueAt(cell));
    rates = stocks.map(({ rate }) => inner.valueAt(rate));
    const weight = index === 2 ? 1 : 2;
    sums = sums.map((sum, which) => sum.add(rates[which]!.multiply(weight)));
  });
  stocks.forEach((stock, index) => {
    stock.level.set(move(stock, bases[index]!, sums[index]!, width / 6));
  });
}
