/**
 * The time loop of one stage: evaluates the dynamic cells that the stage needs at every reporting point and inner step, moves the stocks
 * by Euler or classical Runge-Kutta steps, and hands what is asked for to collectors and keepers.
 */
import { type Collector, collectorOf } from "./collect.js";
import { addScaled, transfer } from "./columns.js";
import { type Instruction, instructionOf, type Machine } from "./instructions.js";
import { reach } from "./wiring.js";

/** Runs the loop of a stage for the present block; `report` is called at each reporting point. */
export type Loop = (report: (period: number) => void) => void;

/** The loop of a stage and whether anything in it differs between draws. */
export interface StageLoop {
  readonly run: Loop;
  readonly isRandom: boolean;
}

interface Stock {
  readonly value: Float64Array;
  readonly next: Float64Array;
  readonly sum: Float64Array;
  readonly rate: Float64Array;
  readonly minimum: number;
}

/** Builds the loop of an odd stage. `kept` are the dynamic cells that are kept at reporting points, `wanted` the static cells that anybody needs. */
export function stageLoop(machine: Machine, stage: number, kept: readonly number[], wanted: Uint8Array): StageLoop {
  const { wiring, columns, random, clock } = machine;
  const { plan } = wiring;
  const time = plan.time;
  if (time === undefined) throw new Error("A time loop needs a time grid.");
  const isHere = (cell: number) => plan.stage[wiring.nodeOf[cell]!] === stage;
  const collectors: Collector[] = [];
  for (let cell = 0; cell < wiring.count; cell++) {
    const collector = wanted[cell] ? collectorOf(machine, cell) : undefined;
    if (collector !== undefined && isHere(collector.of)) collectors.push(collector);
  }
  const isDynamic = (cell: number) => plan.isDynamic[wiring.nodeOf[cell]!] === true;
  const needed = reach(wiring, [...collectors.map(({ of }) => of), ...kept.filter(isHere)], isDynamic);
  const kindOf = (cell: number) => machine.graph.nodes[wiring.nodeOf[cell]!]!.kind;
  const cells = Array.from({ length: wiring.count }, (_, cell) => cell).filter((cell) => needed[cell] && wiring.root[cell] === cell);
  const stockCells = cells.filter((cell) => kindOf(cell) === "stock");
  const lagCells = cells.filter((cell) => kindOf(cell) === "lag");

  const rates = stockCells.map((cell) => wiring.sources[cell]![1]!);
  const past = lagCells.map((cell) => wiring.sources[cell]![0]!);
  const integrals = collectors.filter(({ atStep }) => atStep !== undefined).map(({ of }) => of);
  const isStepped = (cell: number) => plan.isStepped[wiring.nodeOf[cell]!] === true;
  const stepped = reach(wiring, [...rates, ...past, ...integrals], isStepped);
  const within = reach(wiring, rates, isStepped);

  const width = time.reportStep / time.stepsPerReport;
  const stocks: Stock[] = [];
  const lags: Instruction[] = [];
  const first: Instruction[] = [];
  const report: Instruction[] = [];
  const step: Instruction[] = [];
  const substep: Instruction[] = [];
  for (const cell of cells) {
    const node = machine.graph.nodes[wiring.nodeOf[cell]!]!;
    const out = columns[cell]!;
    const sources = wiring.sources[cell]!.map((source) => columns[source]!);
    if (node.kind === "stock") {
      const minimum = node.minimum ?? -Infinity;
      stocks.push({ value: out, next: out.slice(), sum: out.slice(), rate: sources[1]!, minimum });
      first.push(() => {
        transfer(out, sources[0]!);
        clampFrom(out, out, minimum);
      });
      continue;
    }
    const lag =
      node.kind === "lag" ? lagOf(machine, Math.max(1, Math.round(node.years / width)), out, sources[0]!, sources[1]!) : undefined;
    const instruction = lag?.read ?? instructionOf(machine, cell);
    if (lag !== undefined) lags.push(lag.write);
    if (instruction === undefined) continue;
    first.push(instruction);
    report.push(instruction);
    if (stepped[cell]) step.push(instruction);
    if (within[cell] && lag === undefined) substep.push(instruction);
  }
  const atReports = collectors.flatMap(({ atReport }) => (atReport === undefined ? [] : [atReport]));
  const atSteps = collectors.flatMap(({ atStep }) => (atStep === undefined ? [] : [atStep]));
  const advance = time.method === "rk4" ? rungeKutta(machine, stocks, substep, width) : euler(stocks, width);

  const run: Loop = (onReport) => {
    clock.step = 0;
    for (let period = 0; period < time.reportCount; period++) {
      clock.period = period;
      const begin = time.start + period * time.reportStep;
      for (let inner = 0; inner < time.stepsPerReport; inner++) {
        clock.time = begin + inner * width;
        perform(inner > 0 ? step : period > 0 ? report : first);
        if (inner === 0) {
          perform(atReports);
          onReport(period);
        }
        perform(atSteps);
        perform(lags);
        advance();
        clock.step++;
      }
    }
  };
  return { run, isRandom: cells.some((cell) => random[cell]) || collectors.some((collector) => random[collector.cell]) };
}

function perform(instructions: readonly Instruction[]): void {
  for (let i = 0; i < instructions.length; i++) instructions[i]!();
}

function clampFrom(out: Float64Array, from: Float64Array, minimum: number): void {
  if (minimum === -Infinity) out.set(from);
  else for (let i = 0; i < out.length; i++) out[i] = Math.max(minimum, from[i]!);
}

/** All rates are read before any stock moves, because a rate may itself be a stock. */
function euler(stocks: readonly Stock[], width: number): Instruction {
  return () => {
    for (const { value, next, rate } of stocks) {
      next.set(value);
      addScaled(next, rate, width);
    }
    for (const { value, next, minimum } of stocks) clampFrom(value, next, minimum);
  };
}

/** Classical Runge-Kutta of fourth order. What changes by period, and lags, stay as they are within the step. */
function rungeKutta(machine: Machine, stocks: readonly Stock[], substep: readonly Instruction[], width: number): Instruction {
  const { clock } = machine;
  const bases = stocks.map(({ value }) => value.slice());
  const weights = [1, 2, 2, 1];
  const parts = [0.5, 0.5, 1];
  return () => {
    const begin = clock.time;
    stocks.forEach(({ value, sum }, index) => {
      bases[index]!.set(value);
      sum.fill(0);
    });
    for (let stage = 0; stage < 4; stage++) {
      for (const { sum, rate } of stocks) addScaled(sum, rate, weights[stage]!);
      if (stage === 3) break;
      const part = parts[stage]! * width;
      stocks.forEach(({ next, rate }, index) => {
        next.set(bases[index]!);
        addScaled(next, rate, part);
      });
      for (const { value, next, minimum } of stocks) clampFrom(value, next, minimum);
      clock.time = begin + part;
      perform(substep);
    }
    stocks.forEach(({ value, next, sum, minimum }, index) => {
      next.set(bases[index]!);
      addScaled(next, sum, width / 6);
      clampFrom(value, next, minimum);
    });
    clock.time = begin;
  };
}

/** A value some steps ago: the steps between are kept in a ring. */
function lagOf(
  machine: Machine,
  steps: number,
  out: Float64Array,
  of: Float64Array,
  initial: Float64Array,
): { readonly read: Instruction; readonly write: Instruction } {
  const { clock } = machine;
  const ring = Array.from({ length: steps }, () => of.slice());
  return {
    read: () => transfer(out, clock.step < steps ? initial : ring[clock.step % steps]!),
    write: () => ring[clock.step % steps]!.set(of),
  };
}
