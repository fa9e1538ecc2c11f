/** Which cells the time loop of one stage has to evaluate, and when: at every reporting point, at every inner step, or within a step. */
import { type Collector, collectorOf } from "./collect.js";
import type { Machine } from "./instructions.js";
import { reach } from "./wiring.js";

/** The cells of a loop. Lists are in the order of evaluation; aliases are left out. */
export interface LoopCells {
  readonly stage: number;
  readonly cells: readonly number[];
  readonly collectors: readonly Collector[];
  /** Whether a cell changes from one inner step to the next and is needed there, for a rate, a lag or an integral. */
  readonly stepped: Uint8Array;
  /** Whether a cell changes within a step and a rate depends on it. */
  readonly within: Uint8Array;
  /** The dynamic cells that are kept at reporting points. */
  readonly kept: readonly number[];
  /** Whether anybody asks for what comes after the last reporting point, as integrals do. */
  readonly lastsToTheEnd: boolean;
}

/** The cells of an odd stage. `kept` are dynamic cells that are kept, `wanted` the cells that anybody needs. */
export function loopCells(machine: Machine, stage: number, kept: readonly number[], wanted: Uint8Array): LoopCells {
  const { wiring } = machine;
  const { plan } = wiring;
  const isHere = (cell: number) => plan.stage[wiring.nodeOf[cell]!] === stage;
  const collectors: Collector[] = [];
  for (let cell = 0; cell < wiring.count; cell++) {
    const collector = wanted[cell] ? collectorOf(machine, cell) : undefined;
    if (collector !== undefined && isHere(collector.of)) collectors.push(collector);
  }
  const isDynamic = (cell: number) => plan.isDynamic[wiring.nodeOf[cell]!] === true;
  const keptHere = kept.filter(isHere);
  const needed = reach(wiring, [...collectors.map(({ of }) => of), ...keptHere], isDynamic);
  const cells = Array.from({ length: wiring.count }, (_, cell) => cell).filter((cell) => needed[cell] && wiring.root[cell] === cell);
  const kindOf = (cell: number) => machine.graph.nodes[wiring.nodeOf[cell]!]!.kind;
  const rates = cells.filter((cell) => kindOf(cell) === "stock").map((cell) => wiring.sources[cell]![1]!);
  const past = cells.filter((cell) => kindOf(cell) === "lag").map((cell) => wiring.sources[cell]![0]!);
  const integrals = collectors.filter(({ atStep }) => atStep !== undefined).map(({ of }) => of);
  const isStepped = (cell: number) => plan.isStepped[wiring.nodeOf[cell]!] === true;
  return {
    stage,
    cells,
    collectors,
    stepped: reach(wiring, [...rates, ...past, ...integrals], isStepped),
    within: reach(wiring, rates, isStepped),
    kept: keptHere,
    lastsToTheEnd: integrals.length > 0,
  };
}
