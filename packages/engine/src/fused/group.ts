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
  readonly cells: readonly number[];
  readonly stored: ReadonlySet<number>;
  /** The level of a stock between periods. */
  readonly levels: ReadonlyMap<number, Float64Array>;
  /** The past of a lag: one column for each step that it reaches back, and which of the function's parameters says where it stands. */
  readonly rings: ReadonlyMap<number, { readonly ring: Float64Array; readonly steps: number; readonly parameter: number }>;
  /** Integrals over time that the group feeds: the column of each, and whose course it takes. */
  readonly integrals: readonly { readonly out: Float64Array; readonly of: number }[];
  /** How many places in rings the function is told, as parameters after the first. */
  readonly ringParameters: number;
}

/** Writes the function under this name: its parameters are the address of the present row of the course, the number of inner steps, and the place of each length of ring. */
export function writeGroup(module: Module, name: string, plan: GroupPlan): void {
  const parameters = ["i32", "i32", ...Array.from({ length: plan.ringParameters }, () => "i32" as const)] as const;
  module.export(name, parameters, undefined, (code, row: I32, steps: I32, ...places: readonly I32[]) => {
    const pair = code.variable("i32", code.i32(0));
    code.repeat(() => {
      const at = pair.get();
      writePeriod(module, code, plan, at, row, steps, places);
      const next = at.add(pairBytes);
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

function writePeriod(module: Module, code: Code, plan: GroupPlan, at: I32, firstRow: I32, steps: I32, firstPlaces: readonly I32[]): void {
  const { machine, loop, course } = plan;
  const { wiring, graph } = machine;
  const time = wiring.plan.time!;
  const width = time.reportStep / time.stepsPerReport;
  const nodeAt = (cell: number) => graph.nodes[wiring.nodeOf[cell]!]!;
  const stocks = plan.cells.flatMap((cell): Stock[] => {
    const node = nodeAt(cell);
    if (node.kind !== "stock") return [];
    const column = plan.levels.get(cell)!;
    const level = code.variable("f64x2", code.load("f64x2", at, column.byteOffset));
    return [{ cell, rate: wiring.root[wiring.sources[cell]![1]!]!, minimum: node.minimum ?? -Infinity, level, column }];
  });
  const integrals = plan.integrals.map(({ out, of }) => ({ out, of, sum: code.variable("f64x2", code.load("f64x2", at, out.byteOffset)) }));
  const row = code.variable("i32", firstRow);
  const places = firstPlaces.map((place) => code.variable("i32", place));
  const done = code.variable("i32", code.i32(0));
  const lengths = new Map([...plan.rings.values()].map(({ parameter, steps }) => [parameter, steps]));

  const writeStep = () => {
    const present = row.get();
    const standing = places.map((place) => place.get());
    const step = stepValues(module, code, plan, at, present);
    for (const { cell, level } of stocks) step.set(cell, level.get());
    for (const [cell, { ring, parameter }] of plan.rings) step.set(cell, code.load("f64x2", standing[parameter]!.add(at), ring.byteOffset));
    for (const cell of plan.cells) if (loop.stepped[cell] || plan.stored.has(cell)) step.valueAt(cell);
    const stores = () => {
      for (const cell of plan.cells) if (plan.stored.has(cell)) code.store(at, step.valueAt(cell), machine.columns[cell]!.byteOffset);
    };
    if (time.stepsPerReport === 1) stores();
    else code.if(done.get().isZero(), stores);
    for (const { of, sum } of integrals) sum.set(sum.get().add(step.valueAt(of).multiply(width)));
    for (const [cell, { ring, parameter }] of plan.rings)
      code.store(standing[parameter]!.add(at), step.valueAt(wiring.root[wiring.sources[cell]![0]!]!), ring.byteOffset);
    standing.forEach((place, parameter) => {
      const next = place.add(columnBytes);
      places[parameter]!.set(next.less(lengths.get(parameter)! * columnBytes).select(next, code.i32(0)));
    });
    advance(module, code, plan, at, present, stocks, step, width);
    row.set(present.add(course.rowsPerStep * course.width * 8));
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
  for (const { level, column } of stocks) code.store(at, level.get(), column.byteOffset);
  for (const { sum, out } of integrals) code.store(at, sum.get(), out.byteOffset);
}

interface StepValues {
  set(cell: number, value: F64x2): void;
  valueAt(cell: number): F64x2;
}

/** The values of one evaluation, each written when first asked for. `stage` is the row of the course within the step. */
function stepValues(module: Module, code: Code, { machine, course, cells }: GroupPlan, at: I32, row: I32, stage = 0): StepValues {
  const { wiring, random, columns } = machine;
  const values = new Map<number, F64x2>();
  const mine = new Set(cells);
  const zero = code.i32(0);
  const valueAt = (cell: number): F64x2 => {
    const root = wiring.root[cell]!;
    const known = values.get(root);
    if (known !== undefined) return known;
    const value = mine.has(root) ? writeCell({ module, code, machine, valueAt }, root) : outside(root);
    values.set(root, value);
    return value;
  };
  const outside = (cell: number): F64x2 => {
    const address = columns[cell]!.byteOffset;
    if (random[cell]) return code.load("f64x2", at, address);
    const place = course.placeOf[cell]!;
    return place < 0 ? code.loadSplat(zero, address) : code.loadSplat(row, 8 * (stage * course.width + place));
  };
  return { set: (cell, value) => void values.set(cell, value), valueAt };
}

/** Moves the stocks by one inner step. All rates are read before any stock moves. */
function advance(
  module: Module,
  code: Code,
  plan: GroupPlan,
  at: I32,
  row: I32,
  stocks: readonly Stock[],
  step: StepValues,
  width: number,
): void {
  const { machine } = plan;
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
    const inner = stepValues(module, code, plan, at, row, index + 1);
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
