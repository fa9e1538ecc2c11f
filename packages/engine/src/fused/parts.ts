/** How the random cells of a time loop are divided: those that one function steps through, in groups that need nothing of each other, and those at reporting points. */
import type { OperationName, TimeGrid } from "../graph.js";
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
  /** Cells that the first group computes and leaves for the others at every inner step, because many of them need these and they are dear. */
  readonly passed: readonly number[];
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
  const known = new Map<number, readonly number[]>();
  const operands = (cell: number): readonly number[] => {
    const list =
      known.get(cell) ?? sources[cell]!.flatMap((source) => (summed[source] ? sources[source]! : [source])).map((source) => root[source]!);
    known.set(cell, list);
    return list;
  };
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
  const integrals = loop.collectors.filter(({ atStep }) => atStep !== undefined).map(({ of }) => root[of]!);
  const targets = [...fused.filter((cell) => nodeAt(cell).kind === "stock" || nodeAt(cell).kind === "lag"), ...integrals];
  const before = new Map(fused.map((cell) => [cell, [...new Set(operands(cell))].filter((source) => isFused[source])]));
  const costOf = new Map(
    fused.map((cell) => {
      const node = nodeAt(cell);
      return [cell, node.kind === "apply" ? (costs[node.operation] ?? 1) : Math.max(1, operands(cell).length)];
    }),
  );
  const groups = groupsOf(
    fused,
    targets.filter((cell) => isFused[cell]),
    (cell) => before.get(cell)!,
    (cell) => costOf.get(cell)!,
  );
  if (groups.some((group) => group.length > mostCells)) return undefined;
  const isPast = (cell: number) => nodeAt(cell).kind === "stock" || nodeAt(cell).kind === "lag";
  const passed = canPass(plan.time!) ? dearest(groups, (cell) => (isPast(cell) ? 0 : costOf.get(cell)!)) : [];
  return {
    periodic: mine.filter((cell) => !isStepped(cell)),
    groups: passed.length === 0 ? groups : relieved(groups, new Set(passed), new Set(targets), (cell) => before.get(cell)!),
    passed,
    reported,
    stored: new Set(asked.map((cell) => root[cell]!).filter((cell) => isFused[cell])),
  };
}

/** What is passed on is worth this cost at least, is needed by so many groups, and is so many cells at most. */
const passing = { cost: 20, groups: 3, cells: 16, steps: 64 };

/** How many numbers of each draw a loop over this grid may pass on, of so many cells that are dear. */
export function numbersPassed(time: TimeGrid, cells: number): number {
  return canPass(time) ? Math.min(passing.cells, cells) * time.stepsPerReport : 0;
}

/** Whether cells of an operation are dear. */
export function isDear(operation: OperationName): boolean {
  return (costs[operation] ?? 1) >= passing.cost;
}

/** Within a step of Runge and Kutta's method values change. */
function canPass({ method, stepsPerReport }: TimeGrid): boolean {
  return method === "euler" && stepsPerReport <= passing.steps;
}

/** The cells that are worth being passed on. */
function dearest(groups: readonly (readonly number[])[], costOf: (cell: number) => number): readonly number[] {
  const uses = new Map<number, number>();
  for (const cell of groups.flat()) if (costOf(cell) >= passing.cost) uses.set(cell, (uses.get(cell) ?? 0) + 1);
  const often = [...uses].filter(([, count]) => count >= passing.groups);
  return often
    .sort(([, one], [, other]) => other - one)
    .slice(0, passing.cells)
    .map(([cell]) => cell);
}

/** A first group of what is passed on, and the others without what they need no longer. */
function relieved(
  groups: readonly (readonly number[])[],
  passed: ReadonlySet<number>,
  targets: ReadonlySet<number>,
  operands: (cell: number) => readonly number[],
): readonly (readonly number[])[] {
  const whole = [...new Set(groups.flat())].sort((one, other) => one - other);
  const first = closureOf(passed, operands);
  const others = groups.map((group) => {
    const own = group.filter((cell) => targets.has(cell) && !passed.has(cell));
    const needed = closureOf(own, (cell) => operands(cell).filter((source) => !passed.has(source)));
    return group.filter((cell) => needed.has(cell));
  });
  return [whole.filter((cell) => first.has(cell)), ...others.filter((group) => group.length > 0)];
}

/** What is computed anew in several groups may cost this share of all before one group is better. */
const mostRepeated = 0.5;

/** About how many additions an operation costs as much as. */
const costs: Partial<Record<OperationName, number>> = { divide: 4, sqrt: 5, exp: 20, ln: 20, power: 70 };

/**
 * Divides cells into groups, each with all that it is computed from. What several groups need, such as the course of a price that no option
 * changes, is computed in each of them when it is little; groups that share more are one.
 */
function groupsOf(
  cells: readonly number[],
  targets: readonly number[],
  operands: (cell: number) => readonly number[],
  costOf: (cell: number) => number,
): readonly (readonly number[])[] {
  const groups: Set<number>[] = [];
  const costOfAll = (part: Iterable<number>) => {
    let total = 0;
    for (const cell of part) total += costOf(cell);
    return total;
  };
  const sizes = new Map<ReadonlySet<number>, number>();
  const sizeOf = (part: ReadonlySet<number>) => {
    const size = sizes.get(part) ?? costOfAll(part);
    sizes.set(part, size);
    return size;
  };
  const commonOf = (part: ReadonlySet<number>, whole: ReadonlySet<number>) => {
    let common = 0;
    for (const cell of part) if (whole.has(cell)) common += costOf(cell);
    return common;
  };
  const add = (closure: Set<number>) => {
    const near = groups.findIndex((group) => {
      const [few, many] = group.size < closure.size ? [group, closure] : [closure, group];
      return commonOf(few, many) > mostRepeated * Math.min(sizeOf(group), sizeOf(closure));
    });
    if (near < 0) groups.push(closure);
    else {
      const [group] = groups.splice(near, 1);
      if ([...closure].every((cell) => group!.has(cell))) groups.splice(near, 0, group!);
      else add(new Set([...group!, ...closure]));
    }
  };
  const covered = new Set<number>();
  for (const target of targets) {
    if (covered.has(target)) continue;
    const closure = closureOf([target], operands);
    for (const cell of closure) covered.add(cell);
    add(closure);
  }
  const total = groups.reduce((sum, group) => sum + costOfAll(group), 0);
  if (total > (1 + mostRepeated) * costOfAll(cells)) return [cells];
  return groups.map((group) => cells.filter((cell) => group.has(cell)));
}

function closureOf(start: Iterable<number>, operands: (cell: number) => readonly number[]): Set<number> {
  const closure = new Set(start);
  for (const cell of closure) for (const source of operands(cell)) closure.add(source);
  return closure;
}
