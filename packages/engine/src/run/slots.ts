/**
 * In which order the static cells of a block are computed, and which of them share memory: depth first, so that a value is computed shortly
 * before its use, and its column is given back after the last one. What is in use then stays small enough for the fastest memory.
 */
import type { Wiring } from "./wiring.js";

/** The order and the places. */
export interface Slots {
  /** For each static stage the random cells in the order of their evaluation. */
  readonly order: readonly (readonly number[])[];
  /** The place of a cell's column, or -1 for cells that have none. */
  readonly slotOf: Int32Array;
  /** How many places there are. */
  readonly count: number;
}

/** What the assignment has to know about the cells. */
export interface SlotQuestion {
  readonly wiring: Wiring;
  readonly random: Uint8Array;
  /** Cells whose values anybody needs. */
  readonly wanted: Uint8Array;
  /** Cells that are computed within the sum that they serve. */
  readonly summed: Uint8Array;
  /** Cells that are read when the block is done. */
  readonly kept: readonly number[];
}

/**
 * Orders the random cells and gives each a place. Cells of a time loop, those that it fills and those that are kept have a place to themselves;
 * those of the loop come first, so that what is generated for it does not depend on what else is kept.
 */
export function assignSlots({ wiring, random, wanted, summed, kept }: SlotQuestion): Slots {
  const { plan, root, sources, nodeOf, count } = wiring;
  const isStatic = (cell: number) => !plan.isDynamic[nodeOf[cell]!];
  const hasColumn = (cell: number) => root[cell] === cell && wanted[cell] === 1 && random[cell] === 1 && summed[cell] === 0;
  const operands = (cell: number): readonly number[] =>
    sources[cell]!.flatMap((source) => (summed[source] ? sources[source]! : [source])).map((source) => root[source]!);
  const stageOf = (cell: number) => plan.stage[nodeOf[cell]!]! >> 1;

  const order = evaluationOrder();
  const ofLoop = new Uint8Array(count);
  for (let cell = 0; cell < count; cell++) {
    if (!hasColumn(cell)) continue;
    if (!isStatic(cell) || sources[cell]!.some((source) => !isStatic(source))) ofLoop[cell] = 1;
    for (const source of operands(cell)) {
      if (isStatic(source) && (!isStatic(cell) || stageOf(source) !== stageOf(cell))) ofLoop[source] = 1;
    }
  }
  const lasting = ofLoop.slice();
  for (const cell of kept) lasting[root[cell]!] = 1;

  const slotOf = new Int32Array(count).fill(-1);
  let slots = 0;
  for (const isLoops of [1, 0])
    for (let cell = 0; cell < count; cell++) if (hasColumn(cell) && lasting[cell] && ofLoop[cell] === isLoops) slotOf[cell] = slots++;
  const free: number[] = [];
  for (const cells of order) {
    const lastUse = new Map<number, number>();
    cells.forEach((cell, position) => {
      for (const source of operands(cell)) lastUse.set(source, position);
    });
    cells.forEach((cell, position) => {
      if (slotOf[cell]! < 0) slotOf[cell] = free.pop() ?? slots++;
      for (const source of new Set(operands(cell))) {
        if (lastUse.get(source) === position && hasColumn(source) && !lasting[source]) free.push(slotOf[source]!);
      }
      if (!lastUse.has(cell) && !lasting[cell]) free.push(slotOf[cell]!);
    });
  }
  return { order, slotOf, count: slots };

  function evaluationOrder(): readonly (readonly number[])[] {
    const done = new Uint8Array(count);
    const stages: number[][] = [];
    const visit = (start: number) => {
      const stack = [start];
      while (stack.length > 0) {
        const cell = stack[stack.length - 1]!;
        if (done[cell] === 2) {
          stack.pop();
          continue;
        }
        if (done[cell] === 1) {
          done[cell] = 2;
          const stage = stageOf(cell);
          while (stages.length <= stage) stages.push([]);
          stages[stage]!.push(cell);
          stack.pop();
          continue;
        }
        done[cell] = 1;
        const list = operands(cell);
        for (let index = list.length - 1; index >= 0; index--) {
          const source = list[index]!;
          if (done[source] === 0 && hasColumn(source) && isStatic(source)) stack.push(source);
        }
      }
    };
    for (const cell of kept) if (hasColumn(root[cell]!) && isStatic(root[cell]!)) visit(root[cell]!);
    for (let cell = 0; cell < count; cell++) if (hasColumn(cell) && isStatic(cell) && done[cell] === 0) visit(cell);
    return stages;
  }
}
