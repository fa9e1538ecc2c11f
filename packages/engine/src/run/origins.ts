/**
 * Where a number that is infinite or not a number comes from: the first draw in which it occurs, and in that draw the first value, on the way
 * back from the one that was asked about, that is not finite although all that it is computed from is.
 */
import type { Graph, Node, NodeId } from "../graph.js";
import type { OutputResult } from "../result.js";
import { lagSteps } from "./dynamics.js";
import { memberOf } from "./layout.js";
import { type Moment, openPlayer, type Player, type ReplayOptions } from "./replay.js";
import { run } from "./run.js";

/** Where a node is not finite. */
export interface NotFinite {
  /** The cell over all dimensions of the node, and the member that it has of each. */
  readonly cell: number;
  readonly members: ReadonlyMap<string, number>;
  /** In how many draws of the run. */
  readonly count: number;
  /** The first of these draws, counted from 0. */
  readonly draw: number;
}

/** The place at which a value that is not finite begins. */
export interface Origin {
  readonly node: NodeId;
  /** The members of the node's dimensions, but for time. */
  readonly members: ReadonlyMap<string, number>;
  /** In years, where it happens within a time loop. */
  readonly time: number | undefined;
  readonly value: number;
  /** The value of another node at the same place and moment; undefined where it has none or several. */
  readonly valueOf: (node: NodeId) => number | undefined;
}

/** The first draw in which a node is not finite, in the cell that is the first in time; undefined where all is finite. The node may not follow a statistic. */
export function firstNotFinite(graph: Graph, options: ReplayOptions & { readonly draws: number }, node: NodeId): NotFinite | undefined {
  const whole = run({ ...graph, outputs: [{ name: "whole", node, keep: "moments" }] }, options).outputs[0]!;
  const cell = firstInTime(graph, whole);
  if (cell === undefined) return undefined;
  const members = membersOf(graph, whole.dimensions, cell);
  const nodes: Node[] = [...graph.nodes];
  let of = node;
  for (const [dimension, member] of members) {
    const dimensions = nodes[of]!.dimensions.filter((name) => name !== dimension);
    of = nodes.push({ kind: "pick", of, dimension, member, dimensions }) - 1;
  }
  const column = run({ ...graph, nodes, outputs: [{ name: "cell", node: of, keep: "draws" }] }, options).outputs[0]!.draws![0]!;
  const draw = column.findIndex((value) => !Number.isFinite(value));
  const count = column.length === 1 ? options.draws : (whole.summaries[cell]!.notFinite ?? 0);
  return draw < 0 ? undefined : { cell, members, count, draw };
}

function firstInTime(graph: Graph, { dimensions, summaries }: OutputResult): number | undefined {
  const time = graph.dimensions.find(({ kind }) => kind === "time")?.name;
  const shape = dimensions.map((name) => ({ name, size: sizeOf(graph, name) }));
  let found: { readonly cell: number; readonly period: number } | undefined;
  summaries.forEach(({ mean, min, max, notFinite = 0 }, cell) => {
    if (notFinite === 0 && Number.isFinite(mean) && Number.isFinite(min) && Number.isFinite(max)) return;
    const period = time === undefined ? 0 : memberOf(shape, cell, time);
    if (found === undefined || period < found.period) found = { cell, period };
  });
  return found?.cell;
}

function membersOf(graph: Graph, dimensions: readonly string[], cell: number): ReadonlyMap<string, number> {
  const shape = dimensions.map((name) => ({ name, size: sizeOf(graph, name) }));
  return new Map(dimensions.map((name) => [name, memberOf(shape, cell, name)]));
}

function sizeOf(graph: Graph, name: string): number {
  return graph.dimensions.find((dimension) => dimension.name === name)?.members.length ?? 1;
}

/** A cell within a draw: at a moment of a loop, or, for what does not change in time, whenever. */
interface Place {
  readonly cell: number;
  readonly moment: Moment | undefined;
}

/** What all cells held at a moment, or when the draw was done. */
interface Snapshot {
  readonly values: Float64Array;
  readonly time: number | undefined;
}

/** The origin of a value that is not finite, of this node and draw in the cell with these members. */
export function originOf(
  graph: Graph,
  options: ReplayOptions,
  { node, draw, members }: { readonly node: NodeId; readonly draw: number; readonly members: ReadonlyMap<string, number> },
): Origin {
  const player = openPlayer(graph, options, [node]);
  const { wiring } = player;
  const { plan, root, nodeOf, sources } = wiring;
  const stepsPerReport = plan.time?.stepsPerReport ?? 1;
  const cellAt = (id: NodeId, at: ReadonlyMap<string, number>): number | undefined => {
    let cell = 0;
    for (const { name, size } of plan.shapes[id]!) {
      const member = at.get(name);
      if (member === undefined) return undefined;
      cell = cell * size + member;
    }
    return cell + wiring.first[id]!;
  };
  const startingMoment = (stage: number, step: number): Moment => ({ stage, step, part: 0 });
  const period = members.get(plan.timeName ?? "") ?? 0;
  let place: Place = {
    cell: cellAt(node, members)!,
    moment: plan.isDynamic[node] ? startingMoment(plan.stage[node]!, period * stepsPerReport) : undefined,
  };
  let snapshot = snapshotAt(player, draw, place.moment);
  for (;;) {
    const next = blamed(place);
    if (next === undefined) break;
    if (next.moment !== undefined && !isSame(next.moment, place.moment)) snapshot = snapshotAt(player, draw, next.moment);
    place = next;
  }
  const origin = root[place.cell]!;
  const id = nodeOf[origin]!;
  const at = new Map(plan.shapes[id]!.map(({ name }) => [name, memberOf(plan.shapes[id]!, origin - wiring.first[id]!, name)]));
  const { values, time } = snapshot;
  return {
    node: id,
    members: at,
    time: plan.isDynamic[id] ? time : undefined,
    value: values[origin]!,
    valueOf: (other) => {
      const cell = plan.isAfter[other] ? undefined : cellAt(other, at);
      return cell !== undefined && player.wanted[cell] ? values[cell] : undefined;
    },
  };

  /** What a cell that is not finite has it from; nothing where it is the origin. */
  function blamed({ cell: given, moment }: Place): Place | undefined {
    const cell = root[given]!;
    const present = graph.nodes[nodeOf[cell]!]!;
    const from = sources[cell]!;
    const isBad = (source: number) => !Number.isFinite(snapshot.values[source]!);
    const now = (source: number | undefined) => (source !== undefined && isBad(source) ? { cell: source, moment } : undefined);
    const isOverTime = (source: number) => plan.isDynamic[nodeOf[source]!] === true;
    if (present.kind === "stock") return blamedByStock(cell, moment!);
    if (present.kind === "lag") {
      const back = lagSteps(present.years, plan.time!.reportStep / stepsPerReport);
      return moment!.step < back ? now(from[1]) : earlier(from[0]!, startingMoment(moment!.stage, moment!.step - back));
    }
    if (!plan.isDynamic[nodeOf[cell]!] && from.some(isOverTime)) return blamedByCourse(present, from, now);
    if (present.kind === "stack") return now(from[Math.floor((moment?.step ?? 0) / stepsPerReport)]);
    if (present.kind === "choose") return now(from[0]) ?? now(from[1 + clamped(snapshot.values[from[0]!]!, from.length - 2)]);
    if (present.kind === "apply" && present.operation === "if")
      return now(from[0]) ?? now(snapshot.values[from[0]!] !== 0 ? from[1] : from[2]);
    return now(from.find(isBad));
  }

  function earlier(cell: number, moment: Moment): Place | undefined {
    return Number.isFinite(snapshotAt(player, draw, moment).values[cell]!) ? undefined : { cell, moment };
  }

  /** A stock has it from its start, or from its rate at some moment since the step before it became so. */
  function blamedByStock(cell: number, moment: Moment): Place | undefined {
    const [start, rate] = sources[cell]!;
    const first = firstMoment(player, draw, cell, moment.stage, () => true) ?? moment;
    if (first.step === 0 && first.part === 0) return Number.isFinite(snapshot.values[start!]!) ? undefined : { cell: start!, moment };
    const since = first.part > 0 ? first.step : first.step - 1;
    const begun = firstMoment(player, draw, rate!, moment.stage, ({ step, part }) => step >= since && isBefore({ step, part }, first));
    return begun === undefined ? undefined : { cell: rate!, moment: begun };
  }

  /** A value taken from a course over time. */
  function blamedByCourse(
    present: Node,
    from: readonly number[],
    now: (source: number | undefined) => Place | undefined,
  ): Place | undefined {
    const reports = plan.time!.reportCount;
    const source = from[present.kind === "choose" ? 1 : 0]!;
    const stage = plan.stage[nodeOf[source]!]!;
    const at = (member: number) => earlier(source, startingMoment(stage, member * stepsPerReport));
    if (present.kind === "choose") return now(from[0]) ?? at(clamped(snapshot.values[from[0]!]!, reports - 1));
    if (present.kind === "pick") return at(present.member);
    if (present.kind !== "reduce") return undefined;
    if (present.reduction === "final") return at(reports - 1);
    const isSummed = ({ step, part }: Moment) => part === 0 && (present.reduction === "integral" || step % stepsPerReport === 0);
    const first = firstMoment(player, draw, source, stage, isSummed);
    return first && { cell: source, moment: first };
  }
}

function clamped(index: number, last: number): number {
  return Math.min(Math.max(Math.floor(index), 0), last);
}

function isSame(one: Moment, other: Moment | undefined): boolean {
  return one.stage === other?.stage && one.step === other.step && one.part === other.part;
}

function isBefore(one: Pick<Moment, "step" | "part">, other: Moment): boolean {
  return one.step < other.step || (one.step === other.step && one.part < other.part);
}

/** What the cells hold at a moment of a draw, or at its end. */
function snapshotAt(player: Player, draw: number, wanted: Moment | undefined): Snapshot {
  const values = new Float64Array(player.wiring.count);
  let at: number | undefined;
  const take = () => {
    for (let cell = 0; cell < values.length; cell++) if (player.wanted[cell]) values[cell] = player.valueOf(cell);
  };
  player.play(draw, {
    atMoment: (moment, time) => {
      if (!isSame(moment, wanted)) return;
      at = time;
      take();
    },
  });
  if (wanted === undefined) take();
  return { values, time: at };
}

/** The first moment, among those that count, at which a cell is not finite. */
function firstMoment(player: Player, draw: number, cell: number, stage: number, counts: (moment: Moment) => boolean): Moment | undefined {
  let first: Moment | undefined;
  player.play(draw, {
    atMoment: (moment) => {
      if (first === undefined && moment.stage === stage && counts(moment) && !Number.isFinite(player.valueOf(cell))) first = moment;
    },
  });
  return first;
}
