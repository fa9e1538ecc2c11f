/** How the random cells of a time loop are divided: those that one function steps through, in groups that do not touch, and those at reporting points. */
import type { Machine } from "../run/instructions.js";
import type { LoopCells } from "../run/loop-cells.js";
import { canWrite } from "./cells.js";

/** A function of more cells than this would take longer to compile than it saves. */
const mostCells = 6000;

/** The division. All lists are in the order of evaluation. */
export interface LoopParts {
  /** Cells that stay as they are within a period. */
  readonly periodic: readonly number[];
  /** Cells that are stepped through, one list for each function. */
  readonly groups: readonly (readonly number[])[];
  /** Cells that change at inner steps and are asked for at reporting points alone. */
  readonly reported: readonly number[];
  /** Stepped cells whose values at reporting points are needed outside of their function. */
  readonly stored: ReadonlySet<number>;
}

/** Divides the random cells of a loop, or says that it cannot be fused. */
export function divide(machine: Machine, loop: LoopCells): LoopParts | undefined {
  const { wiring, random, summed, graph } = machine;
  const { plan, root, sources, nodeOf } = wiring;
  const nodeAt = (cell: number) => graph.nodes[nodeOf[cell]!]!;
  const operands = (cell: number): readonly number[] =>
    sources[cell]!.flatMap((source) => (summed[source] ? sources[source]! : [source])).map((source) => root[source]!);
  const mine = loop.cells.filter((cell) => random[cell] && !summed[cell]);
  const isStepped = (cell: number) => plan.isStepped[nodeOf[cell]!] === true;
  const isFused = new Uint8Array(wiring.count);
  for (const cell of mine) {
    const { kind } = nodeAt(cell);
    if (kind === "stock" || kind === "lag" || (isStepped(cell) && loop.stepped[cell])) isFused[cell] = 1;
  }
  const fused = mine.filter((cell) => isFused[cell]);
  if (fused.length === 0) return undefined;
  for (const cell of fused) {
    const node = nodeAt(cell);
    if (!canWrite(node) || (node.kind === "stack" && node.along === plan.timeName)) return undefined;
    if (node.kind === "lag" && plan.isDynamic[node.initial]) return undefined;
  }
  const reported = mine.filter((cell) => isStepped(cell) && !isFused[cell]);
  const asked = [...reported.flatMap(operands), ...loop.kept, ...loop.collectors.filter(({ atReport }) => atReport).map(({ of }) => of)];
  const groups = groupsOf(fused, (cell) => operands(cell).filter((source) => isFused[source]));
  if (groups.some((group) => group.length > mostCells)) return undefined;
  return {
    periodic: mine.filter((cell) => !isStepped(cell)),
    groups,
    reported,
    stored: new Set(asked.map((cell) => root[cell]!).filter((cell) => isFused[cell])),
  };
}

/** Divides cells into groups between which nothing is passed on. */
function groupsOf(cells: readonly number[], neighbours: (cell: number) => readonly number[]): readonly (readonly number[])[] {
  const leader = new Map(cells.map((cell) => [cell, cell]));
  const find = (cell: number): number => {
    let top = cell;
    while (leader.get(top)! !== top) top = leader.get(top)!;
    for (let at = cell; at !== top; ) {
      const next = leader.get(at)!;
      leader.set(at, top);
      at = next;
    }
    return top;
  };
  for (const cell of cells) for (const other of neighbours(cell)) leader.set(find(other), find(cell));
  const groups = new Map<number, number[]>();
  for (const cell of cells) {
    const top = find(cell);
    const group = groups.get(top);
    if (group) group.push(cell);
    else groups.set(top, [cell]);
  }
  return [...groups.values()];
}
