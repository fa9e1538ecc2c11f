/** What static cells take out of the course of a time loop: reductions over time, the value at one time, or at a time that differs between draws. */

import { addScaled, fillOf, transfer } from "./columns.js";
import type { Instruction, Machine } from "./instructions.js";

/** A static cell that is filled during a time loop. */
export interface Collector {
  /** The static cell itself. */
  readonly cell: number;
  /** The cell whose course is taken. */
  readonly of: number;
  /** Called at every reporting point. */
  readonly atReport?: Instruction;
  /** Called at the beginning of every inner step. */
  readonly atStep?: Instruction;
}

/** The collector of a static cell whose source is dynamic; nothing for other cells. */
export function collectorOf(machine: Machine, cell: number): Collector | undefined {
  const { wiring, columns, clock } = machine;
  const { plan } = wiring;
  const id = wiring.nodeOf[cell]!;
  const node = machine.graph.nodes[id]!;
  if (wiring.root[cell] !== cell || plan.isDynamic[id] || plan.time === undefined) return undefined;
  if ((node.kind !== "reduce" && node.kind !== "pick" && node.kind !== "choose") || !plan.isDynamic[node.of]) return undefined;
  const out = columns[cell]!;
  const last = plan.time.reportCount - 1;
  const sources = wiring.sources[cell]!;
  if (node.kind === "pick") return { cell, of: sources[0]!, atReport: copyAt(machine, out, columns[sources[0]!]!, node.member) };
  if (node.kind === "choose") {
    const [by, of] = [columns[sources[0]!]!, columns[sources[1]!]!];
    return { cell, of: sources[1]!, atReport: () => chooseNow(out, by, of, clock.period, last) };
  }
  const of = sources[0]!;
  const from = columns[of]!;
  const combine = (fill: (out: Float64Array, a: Float64Array, b: Float64Array) => void) => () => {
    if (clock.period === 0) transfer(out, from);
    else fill(out, out, from);
  };
  switch (node.reduction) {
    case "final":
      return { cell, of, atReport: copyAt(machine, out, from, last) };
    case "sum":
      return { cell, of, atReport: combine(fillOf("add")) };
    case "product":
      return { cell, of, atReport: combine(fillOf("multiply")) };
    case "min":
      return { cell, of, atReport: combine(fillOf("min")) };
    case "max":
      return { cell, of, atReport: combine(fillOf("max")) };
    case "mean": {
      const add = combine(fillOf("add"));
      return {
        cell,
        of,
        atReport: () => {
          add();
          if (clock.period === last) for (let i = 0; i < out.length; i++) out[i]! /= last + 1;
        },
      };
    }
    case "integral": {
      const width = plan.time.reportStep / plan.time.stepsPerReport;
      return {
        cell,
        of,
        atStep: () => {
          if (clock.step === 0) out.fill(0);
          addScaled(out, from, width);
        },
      };
    }
  }
}

function copyAt(machine: Machine, out: Float64Array, from: Float64Array, period: number): Instruction {
  const { clock } = machine;
  return () => {
    if (clock.period === period) transfer(out, from);
  };
}

function chooseNow(out: Float64Array, by: Float64Array, of: Float64Array, period: number, last: number): void {
  const p = by.length === 1 ? 0 : 1;
  const q = of.length === 1 ? 0 : 1;
  for (let i = 0, j = 0, k = 0; i < out.length; i++, j += p, k += q) {
    const index = Math.floor(by[j]!);
    if (Number.isNaN(index)) out[i] = Number.NaN;
    else if (Math.min(Math.max(index, 0), last) === period) out[i] = of[k]!;
  }
}
