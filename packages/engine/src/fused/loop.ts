/** A time loop in which everything that differs between draws is stepped through by generated functions. */

import { bindKernels } from "../kernels/kernels.js";
import { macroImports } from "../kernels/macro.js";
import type { Arena } from "../run/arena.js";
import { addScaled, transfer } from "../run/columns.js";
import type { Loop } from "../run/dynamics.js";
import { clampFrom, lagSteps } from "../run/dynamics.js";
import type { Instruction, Machine } from "../run/instructions.js";
import type { LoopCells } from "../run/loop-cells.js";
import { sequence } from "../run/sequence.js";
import type { WasmFunction } from "../wasm/instantiate.js";
import { Module } from "../wasm/module.js";
import { cachedModule } from "../wasm/module-cache.js";
import { type Course, courseOf } from "./course.js";
import { type GroupPlan, writeGroup } from "./group.js";
import { divide, type LoopParts } from "./parts.js";

const columnBytes = 4096;
const columnLength = 512;

/** What runs a fused loop: `certain` once, when the certain static cells are known, then `drawn` for every block. */
export interface FusedLoop {
  readonly certain: Loop;
  readonly drawn: Loop;
}

/** Fuses a loop, unless it holds what only the interpreter can do. */
export function fuse(machine: Machine, loop: LoopCells, arena: Arena): FusedLoop | undefined {
  const parts = divide(machine, loop);
  if (parts === undefined) return undefined;
  const { wiring, random, columns, graph } = machine;
  const time = wiring.plan.time!;
  const width = time.reportStep / time.stepsPerReport;
  const course = courseOf(machine, loop, (length) => arena.column(length));

  arena.toRoundPlace();
  const steady = steadyValues(machine, parts, arena);
  const starts: Instruction[] = [steady.fill];
  const lengths: number[] = [];
  const owned = new Set<number>();
  const passed = new Map(parts.passed.map((cell) => [cell, arena.column(time.stepsPerReport * columnLength)]));
  const plans = parts.groups.map((cells): GroupPlan => {
    const levels = new Map<number, Float64Array>();
    const rings = new Map<number, { ring: Float64Array; steps: number; parameter: number }>();
    for (const cell of cells) {
      const node = graph.nodes[wiring.nodeOf[cell]!]!;
      if (node.kind === "stock") {
        const level = arena.column(columnLength);
        const start = columns[wiring.sources[cell]![0]!]!;
        const minimum = node.minimum ?? -Infinity;
        starts.push(() => {
          transfer(level, start);
          clampFrom(level, level, minimum);
        });
        levels.set(cell, level);
      } else if (node.kind === "lag") {
        const steps = lagSteps(node.years, width);
        const ring = arena.column(steps * columnLength);
        const initial = columns[wiring.sources[cell]![1]!]!;
        starts.push(() => {
          for (let step = 0; step < steps; step++) transfer(ring.subarray(step * columnLength, (step + 1) * columnLength), initial);
        });
        if (!lengths.includes(steps)) lengths.push(steps);
        rings.set(cell, { ring, steps, parameter: lengths.indexOf(steps) });
      }
    }
    const mine = new Set(cells.filter((cell) => !owned.has(cell)));
    for (const cell of mine) owned.add(cell);
    const integrals = loop.collectors.flatMap(({ cell, of, atStep }) =>
      atStep !== undefined && random[cell] && mine.has(wiring.root[of]!) ? [{ out: columns[cell]!, of: wiring.root[of]! }] : [],
    );
    for (const { out } of integrals) starts.push(() => void out.fill(0));
    return {
      machine,
      loop,
      course,
      steady: steady.placeOf,
      cells,
      stored: new Set([...parts.stored].filter((cell) => mine.has(cell))),
      levels,
      rings,
      passed,
      integrals,
      ringParameters: 0,
    };
  });
  const fed = new Set(plans.flatMap(({ integrals }) => integrals.map(({ out }) => out)));
  const idle = loop.collectors.filter(({ cell, atStep }) => atStep !== undefined && random[cell] && !fed.has(columns[cell]!));
  for (const { cell } of idle) starts.push(() => void columns[cell]!.fill(0));
  const atPeriods = idle.map(({ cell, of }) => () => {
    for (let step = 0; step < time.stepsPerReport; step++) addScaled(columns[cell]!, columns[of]!, width);
  });
  const module = new Module(undefined, macroImports);
  plans.forEach((plan, index) => {
    writeGroup(module, `group${index}`, { ...plan, ringParameters: lengths.length });
  });
  const functions = Object.values(bindKernels(cachedModule(module.bytes()), arena.memory));
  return { certain: course.run, drawn: drawnLoop(machine, loop, parts, course, { starts, atPeriods, lengths, functions }) };
}

/** What a cell is computed from: the factors of the products that it adds up, where it does. */
function operandsOf({ wiring, summed }: Machine, cell: number): readonly number[] {
  const { root, sources } = wiring;
  return sources[cell]!.flatMap((source) => (summed[source] ? sources[source]! : [source])).map((source) => root[source]!);
}

/** What is certain and does not change in time: places in linear memory where each value stands twice, for a pair of draws. Equal constants share one. */
function steadyValues(machine: Machine, parts: LoopParts, arena: Arena) {
  const { wiring, random, columns, graph } = machine;
  const { plan, nodeOf, first } = wiring;
  const operands = parts.groups.flatMap((cells) => cells.flatMap((cell) => operandsOf(machine, cell)));
  const cells = [...new Set(operands)].filter((cell) => !random[cell] && !plan.isDynamic[nodeOf[cell]!]);
  const pairs = arena.column(2 * cells.length);
  const known = new Map<string, number>();
  const placeOf = new Map(
    cells.map((cell, index) => {
      const node = graph.nodes[nodeOf[cell]!]!;
      if (node.kind !== "constant") return [cell, pairs.byteOffset + 16 * index];
      const value = node.values[cell - first[nodeOf[cell]!]!]!;
      const key = Object.is(value, -0) ? "-0" : String(value);
      if (!known.has(key)) known.set(key, pairs.byteOffset + 16 * index);
      return [cell, known.get(key)!];
    }),
  );
  const fill = () => {
    cells.forEach((cell, index) => {
      pairs.fill(columns[cell]![0]!, 2 * index, 2 * index + 2);
    });
  };
  return { placeOf, fill };
}

interface Steps {
  /** What is done before the first period. */
  readonly starts: readonly Instruction[];
  /** What is done once in each period for all of its inner steps. */
  readonly atPeriods: readonly Instruction[];
  /** The different numbers of steps that lags reach back. */
  readonly lengths: readonly number[];
  readonly functions: readonly WasmFunction[];
}

function drawnLoop(
  machine: Machine,
  loop: LoopCells,
  parts: LoopParts,
  course: Course,
  { starts, atPeriods, lengths, functions }: Steps,
): Loop {
  const { wiring, columns, clock, random } = machine;
  const time = wiring.plan.time!;
  const periodic = sequence(machine, parts.periodic);
  const reported = sequence(machine, parts.reported);
  const atReports = loop.collectors.flatMap(({ cell, atReport }) => (random[cell] && atReport !== undefined ? [atReport] : []));
  const certain = Array.from(course.placeOf, (place, cell) => ({ place, cell })).filter(({ place }) => place >= 0);
  const read = new Set([...parts.periodic, ...parts.reported].flatMap((cell) => operandsOf(machine, cell)));
  for (const { cell } of loop.collectors) for (const source of wiring.sources[cell]!) read.add(wiring.root[source]!);
  const certainRead = certain.filter(({ cell }) => read.has(cell));
  const rowsPerPeriod = time.stepsPerReport * course.rowsPerStep;
  return (report) => {
    for (const start of starts) start();
    for (let period = 0; period < time.reportCount; period++) {
      clock.period = period;
      clock.step = period * time.stepsPerReport;
      const row = 2 * period * rowsPerPeriod * course.width;
      for (const { place, cell } of clock.block === 0 ? certain : certainRead) columns[cell]![0] = course.table[row + 2 * place]!;
      periodic();
      for (const instruction of atPeriods) instruction();
      const places = lengths.map((steps) => (clock.step % steps) * columnBytes);
      const steps = loop.lastsToTheEnd || period < time.reportCount - 1 ? time.stepsPerReport : 1;
      for (const step of functions) step(course.table.byteOffset + 8 * row, steps, ...places);
      reported();
      for (const collect of atReports) collect();
      report(period);
    }
  };
}
