/**
 * The time loop of one stage: evaluates the dynamic cells that the stage needs at every reporting point and inner step, moves the stocks
 * by Euler or classical Runge-Kutta steps, and hands what is asked for to collectors and keepers.
 */
import { addScaled, transfer } from "./columns.js";
import type { Instruction, Machine } from "./instructions.js";
import { fastInstructionOf } from "./kernel-instructions.js";
import type { LoopCells } from "./loop-cells.js";

/** Runs the loop of a stage for the present block; `report` is called at each reporting point. */
export type Loop = (report: (period: number) => void) => void;

interface Stock {
  readonly value: Float64Array;
  readonly next: Float64Array;
  readonly sum: Float64Array;
  readonly rate: Float64Array;
  readonly minimum: number;
}

/** What may be looked at while a loop runs: all that it evaluates at the beginning of an inner step, and within a step at the stages of the method. */
export interface LoopWatch {
  readonly atStep: () => void;
  readonly atSubstep: () => void;
}

/** The loop over the given cells and those of them that `includes` lets in; it may not leave out what the others are computed from. */
export function timeLoop(machine: Machine, loop: LoopCells, includes: (cell: number) => boolean = () => true, watch?: LoopWatch): Loop {
  const { wiring, columns, clock } = machine;
  const time = wiring.plan.time;
  if (time === undefined) throw new Error("A time loop needs a time grid.");
  const width = time.reportStep / time.stepsPerReport;
  const stocks: Stock[] = [];
  const lags: Instruction[] = [];
  const first: Instruction[] = [];
  const report: Instruction[] = [];
  const step: Instruction[] = [];
  const substep: Instruction[] = [];
  for (const cell of loop.cells.filter(includes)) {
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
    const lag = node.kind === "lag" ? lagOf(machine, lagSteps(node.years, width), out, sources[0]!, sources[1]!) : undefined;
    const instruction = lag?.read ?? fastInstructionOf(machine, cell);
    if (lag !== undefined) lags.push(lag.write);
    if (instruction === undefined) continue;
    first.push(instruction);
    report.push(instruction);
    if (loop.stepped[cell]) step.push(instruction);
    if (loop.within[cell] && lag === undefined) substep.push(instruction);
  }
  const collectors = loop.collectors.filter(({ cell }) => includes(cell));
  const atReports = collectors.flatMap(({ atReport }) => (atReport === undefined ? [] : [atReport]));
  const atSteps = collectors.flatMap(({ atStep }) => (atStep === undefined ? [] : [atStep]));
  if (watch !== undefined) substep.push(watch.atSubstep);
  const advance = time.method === "rk4" ? rungeKutta(machine, stocks, substep, width) : euler(stocks, width);

  const final = loop.lastsToTheEnd ? -1 : time.reportCount - 1;
  return (onReport) => {
    clock.step = 0;
    for (let period = 0; period < time.reportCount; period++) {
      clock.period = period;
      const begin = time.start + period * time.reportStep;
      for (let inner = 0; inner < time.stepsPerReport; inner++) {
        clock.time = begin + inner * width;
        perform(inner > 0 ? step : period > 0 ? report : first);
        watch?.atStep();
        if (inner === 0) {
          perform(atReports);
          onReport(period);
        }
        if (period === final) return;
        perform(atSteps);
        perform(lags);
        advance();
        clock.step++;
      }
    }
  };
}

/** Over how many inner steps of `width` years a lag reaches. */
export function lagSteps(years: number, width: number): number {
  return Math.max(1, Math.round(years / width));
}

function perform(instructions: readonly Instruction[]): void {
  for (let i = 0; i < instructions.length; i++) instructions[i]!();
}

/** What lies below the minimum becomes the minimum; NaN stays. */
export function clampFrom(out: Float64Array, from: Float64Array, minimum: number): void {
  if (minimum === -Infinity) out.set(from);
  else for (let i = 0; i < out.length; i++) out[i] = from[i]! < minimum ? minimum : from[i]!;
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
