/**
 * One draw again, by the interpreter: what every value was in it, and what a time loop passed through on its way. Columns hold two numbers
 * that are the same, because a column of one would mean that the value is certain.
 */
import type { Graph, NodeId } from "../graph.js";
import { blockSize } from "../random.js";
import { timeLoop } from "./dynamics.js";
import { type Instruction, instructionOf, type Machine } from "./instructions.js";
import { cellCount, mapCells, memberOf } from "./layout.js";
import { loopCells } from "./loop-cells.js";
import { openRun } from "./open-run.js";
import { planOf } from "./plan.js";
import { cellsOf } from "./stages.js";
import { createStreams, type SamplingOptions, type Streams } from "./streams.js";
import { randomCells, reach, type Wiring, wire } from "./wiring.js";

/** How the run was made that is looked into. */
export interface ReplayOptions extends SamplingOptions {
  readonly seed: number;
}

/** A moment of a time loop: an inner step counted from the start, and 0 at its beginning or the number of the stage within it. */
export interface Moment {
  /** The stage of the plan to which the loop belongs. */
  readonly stage: number;
  readonly step: number;
  readonly part: number;
}

/** What is told while a draw is played. */
export interface Listener {
  /** A time loop is at a moment; `time` is in years. */
  readonly atMoment?: (moment: Moment, time: number) => void;
  /** A time loop has computed everything for a reporting point. */
  readonly atReport?: (stage: number, period: number) => void;
}

/** Plays single draws. */
export interface Player {
  readonly wiring: Wiring;
  /** The cells that are computed: those asked for, and all that they are computed from. */
  readonly wanted: Uint8Array;
  play(draw: number, listener?: Listener): void;
  /** What a cell holds at present, within a listener or after the draw. */
  valueOf(cell: number): number;
}

/** The values of nodes in one draw, each row-major over all its dimensions, time included. */
export type Replayed = ReadonlyMap<NodeId, Float64Array>;

/**
 * The values in one draw of a run, counted from 0 (of a run with observations, `options` need its number of draws): of the `nodes` (those of the outputs unless said), and of all that they are computed from,
 * to the bit as in the run. What follows a statistic has no value in a draw and is left out.
 */
export function replay(graph: Graph, options: ReplayOptions, draw: number, nodes: readonly NodeId[] = outputNodes(graph)): Replayed {
  const player = openPlayer(graph, options, nodes);
  const { wiring, wanted } = player;
  const { plan } = wiring;
  const values = new Map<NodeId, Float64Array>();
  const reports: { readonly stage: number; readonly take: (period: number) => void }[] = [];
  graph.nodes.forEach((_, id) => {
    const cells = cellsOf(wiring, id);
    if (!cells.some((cell) => wanted[cell])) return;
    const full = plan.fullShapes[id]!;
    const course = new Float64Array(cellCount(full)).fill(Number.NaN);
    values.set(id, course);
    if (!plan.isDynamic[id]) return;
    const stored = mapCells(full, plan.shapes[id]!).map((cell) => cell + wiring.first[id]!);
    const periods = stored.map((_, cell) => memberOf(full, cell, plan.timeName!));
    reports.push({
      stage: plan.stage[id]!,
      take: (period) => {
        for (const [cell, from] of stored.entries()) if (periods[cell] === period && wanted[from]) course[cell] = player.valueOf(from);
      },
    });
  });
  player.play(draw, {
    atReport: (stage, period) => {
      for (const report of reports) if (report.stage === stage) report.take(period);
    },
  });
  for (const [id, course] of values) {
    if (plan.isDynamic[id]) continue;
    for (const [index, cell] of cellsOf(wiring, id).entries()) if (wanted[cell]) course[index] = player.valueOf(cell);
  }
  return values;
}

function outputNodes(graph: Graph): readonly NodeId[] {
  return graph.outputs.map(({ node }) => node);
}

/** Opens a player for all that these nodes need. Nodes that follow a statistic are passed over. */
export function openPlayer(graph: Graph, options: ReplayOptions, nodes: readonly NodeId[]): Player {
  const plan = planOf(graph);
  const wiring = wire(plan);
  const random = randomCells(wiring);
  const wanted = reach(
    wiring,
    nodes.flatMap((node) => cellsOf(wiring, node)),
  );
  const none = new Float64Array(0);
  const own = Array.from(wiring.root, (root, cell) => (root === cell && wanted[cell] ? new Float64Array(random[cell] ? 2 : 1) : none));
  let present = 0;
  const machine: Machine = {
    graph,
    wiring,
    random,
    summed: new Uint8Array(wiring.count),
    columns: own.map((_, cell) => own[wiring.root[cell]!]!),
    arena: undefined,
    streams: oneDraw(createStreams(graph, options.seed, conditionedOptions(graph, options)), () => present),
    clock: { block: 0, period: 0, step: 0, time: graph.time?.start ?? 0 },
  };
  const { clock } = machine;
  let listening: Listener = {};
  let part = 0;
  const stages = stagesOf(machine, wanted).map(({ stage, instructions, loop }) => ({
    stage,
    instructions,
    loop: loop?.({
      atStep: () => {
        part = 0;
        listening.atMoment?.({ stage, step: clock.step, part }, clock.time);
      },
      atSubstep: () => listening.atMoment?.({ stage, step: clock.step, part: ++part }, clock.time),
    }),
  }));
  return {
    wiring,
    wanted,
    play(draw, listener = {}) {
      listening = listener;
      present = draw % blockSize;
      clock.block = Math.floor(draw / blockSize);
      for (const { stage, instructions, loop } of stages) {
        for (const instruction of instructions) instruction();
        loop?.((period) => listening.atReport?.(stage, period));
      }
    },
    valueOf: (cell) => machine.columns[cell]![0]!,
  };
}

/** With the draws that the observations of the graph choose, if it has any. */
function conditionedOptions(graph: Graph, options: ReplayOptions): ReplayOptions {
  const { draws, chosen } = options;
  if (chosen !== undefined || (graph.observations ?? []).length === 0) return options;
  if (draws === undefined) throw new Error("To look into a run with observations, the number of its draws has to be known.");
  const open = openRun(graph, { ...options, draws });
  while (open.isWeighing() && !open.isDone()) open.makeNext();
  return { ...options, ...open.job().settings };
}

/** Streams of which every block holds the present draw alone, in all its places. */
function oneDraw(streams: Streams, place: () => number): Streams {
  return {
    source(stream, at) {
      const source = streams.source(stream, at);
      return {
        fill: (column, block) => {
          source.fill(column, block);
          column.fill(column[place()]!);
        },
      };
    },
  };
}

interface PlayedStage {
  readonly stage: number;
  readonly instructions: readonly Instruction[];
  readonly loop: ((watch: NonNullable<Parameters<typeof timeLoop>[3]>) => ReturnType<typeof timeLoop>) | undefined;
}

/** Static stages and loops by their number. Cells are numbered in an order in which static ones can be computed. */
function stagesOf(machine: Machine, wanted: Uint8Array): readonly PlayedStage[] {
  const { plan, nodeOf, count } = machine.wiring;
  const byStage = new Map<number, number[]>();
  for (let cell = 0; cell < count; cell++) {
    if (!wanted[cell]) continue;
    const stage = plan.stage[nodeOf[cell]!]!;
    const known = byStage.get(stage);
    if (known) known.push(cell);
    else byStage.set(stage, [cell]);
  }
  return [...byStage]
    .sort(([one], [other]) => one - other)
    .map(([stage, cells]) =>
      stage % 2 === 0
        ? { stage, instructions: cells.flatMap((cell) => instructionOf(machine, cell) ?? []), loop: undefined }
        : { stage, instructions: [], loop: (watch) => timeLoop(machine, loopCells(machine, stage, cells, wanted), () => true, watch) },
    );
}
