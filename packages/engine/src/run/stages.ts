/** The evaluation of a block, stage by stage: static instructions, then the time loop that needs them, and so on. */
import { fuse } from "../fused/loop.js";
import type { NodeId } from "../graph.js";
import { type Loop, timeLoop } from "./dynamics.js";
import type { Instruction, Machine } from "./instructions.js";
import type { Recorder } from "./keep.js";
import { type LoopCells, loopCells } from "./loop-cells.js";
import { sequence } from "./sequence.js";
import type { Slots } from "./slots.js";
import type { Wiring } from "./wiring.js";

/** The cells of a node. */
export function cellsOf({ first, count }: Wiring, node: NodeId): readonly number[] {
  const from = first[node]!;
  return Array.from({ length: (first[node + 1] ?? count) - from }, (_, index) => from + index);
}

/** One stage. */
export interface Stage {
  readonly certain: Instruction;
  readonly drawn: Instruction;
  /** `certain` comes before the first block where it is worked out apart. */
  readonly loop: { readonly certain?: Loop; readonly drawn: Loop; readonly isRandom: boolean } | undefined;
  readonly atReport: readonly Recorder[];
}

/** Static instructions, split into those of a run and those of a block; then the loop of the stage after. */
export function stagesOf(machine: Machine, wanted: Uint8Array, slots: Slots, dynamicRecorders: readonly Recorder[]): readonly Stage[] {
  const { wiring, random } = machine;
  const { plan } = wiring;
  const certain: number[][] = [];
  let last = 0;
  for (let cell = 0; cell < wiring.count; cell++) {
    if (!wanted[cell]) continue;
    const index = plan.stage[wiring.nodeOf[cell]!]! >> 1;
    last = Math.max(last, index);
    while (certain.length <= index) certain.push([]);
    if (!random[cell] && !plan.isDynamic[wiring.nodeOf[cell]!]) certain[index]!.push(cell);
  }
  return Array.from({ length: last + 1 }, (_, index) => {
    const atReport = dynamicRecorders.filter((recorder) => plan.stage[recorder.node] === 2 * index + 1);
    const cells = atReport.flatMap((recorder) => cellsOf(wiring, recorder.node));
    const hasLoop = wanted.some((isWanted, cell) => isWanted === 1 && plan.stage[wiring.nodeOf[cell]!] === 2 * index + 1);
    const loop = hasLoop ? loopOf(machine, loopCells(machine, 2 * index + 1, cells, wanted)) : undefined;
    return { certain: sequence(machine, certain[index] ?? []), drawn: sequence(machine, slots.order[index] ?? []), loop, atReport };
  });
}

function loopOf(machine: Machine, loop: LoopCells): Stage["loop"] {
  const { random } = machine;
  const isRandom = loop.cells.some((cell) => random[cell]) || loop.collectors.some(({ cell }) => random[cell]);
  const fused = machine.arena === undefined || !isRandom ? undefined : fuse(machine, loop, machine.arena);
  return { ...(fused ?? { drawn: timeLoop(machine, loop) }), isRandom };
}
