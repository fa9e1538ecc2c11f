/** Where the columns of cells lie: each in an array of its own for the interpreter, or in linear memory for kernels. */
import { isDear, numbersPassed } from "../fused/parts.js";
import { blockSize } from "../random.js";
import { bracketWidths } from "../statistics/brackets.js";
import { type Arena, roundPlace } from "./arena.js";
import { lagSteps } from "./dynamics.js";
import { statisticsRoom } from "./kernel-statistics.js";
import type { Slots } from "./slots.js";
import type { Wiring } from "./wiring.js";

/** A column of its own for every cell that needs one: of block length where draws differ, of length one elsewhere. */
export function ownColumns(wiring: Wiring, random: Uint8Array, isNeeded: (cell: number) => boolean): readonly Float64Array[] {
  const none = new Float64Array(0);
  const own = Array.from(wiring.root, (root, cell) =>
    root === cell && isNeeded(cell) ? new Float64Array(random[cell] ? blockSize : 1) : none,
  );
  return own.map((_, cell) => own[wiring.root[cell]!]!);
}

/** The same in linear memory, where cells that are not needed at the same time share a place. */
export function sharedColumns(
  wiring: Wiring,
  random: Uint8Array,
  { slotOf, count }: Slots,
  arena: Arena,
  isNeeded: (cell: number) => boolean,
): readonly Float64Array[] {
  const none = arena.column(0);
  const slots = Array.from({ length: count }, () => arena.column(blockSize));
  const own = Array.from(wiring.root, (root, cell) => {
    if (root !== cell || !isNeeded(cell)) return none;
    return random[cell] ? slots[slotOf[cell]!]! : arena.column(1);
  });
  return own.map((_, cell) => own[wiring.root[cell]!]!);
}

/** Room is made for so many tables of quantiles, each of up to so many numbers. */
const mostTables = 400;
const tableLength = 20_000;

/** The most memory that columns, tables and statistics may take, of so many kept cells, some of them with brackets. */
export function bytesNeeded(
  { plan, count, nodeOf, sources }: Wiring,
  random: Uint8Array,
  slots: Slots,
  keptCells: number,
  bracketed: number,
): number {
  const time = plan.time;
  const steps = time === undefined ? 0 : time.reportCount * time.stepsPerReport;
  const loops = (plan.stage.reduce((last, stage) => Math.max(last, stage), 0) + 1) >> 1;
  let inputs = 0;
  let dear = 0;
  let numbers = 6 * count + slots.count * blockSize;
  for (let cell = 0; cell < count; cell++) {
    const node = plan.graph.nodes[nodeOf[cell]!]!;
    numbers += 2 * sources[cell]!.length + (node.kind === "interpolate" ? 2 * node.xs.length : 0);
    if (node.kind === "draw" || node.kind === "categorical" || node.kind === "empirical") {
      numbers +=
        600 * (node.dimensions.includes(plan.timeName ?? "") ? (time?.reportCount ?? 1) : 1) + (inputs++ < mostTables ? tableLength : 0);
    }
    if (!plan.isDynamic[nodeOf[cell]!] || time === undefined) continue;
    if (!random[cell]) numbers += 8 * steps;
    else if (node.kind === "apply") dear += isDear(node.operation) ? 1 : 0;
    else if (node.kind === "stock") numbers += blockSize;
    else if (node.kind === "lag") numbers += blockSize * lagSteps(node.years, time.reportStep / time.stepsPerReport);
  }
  if (time !== undefined) numbers += blockSize * numbersPassed(time, dear);
  return (
    8 * (numbers + statisticsRoom.shared + keptCells * statisticsRoom.cell + bracketed * bracketWidths.length * statisticsRoom.bracketed) +
    65536 +
    roundPlace * loops
  );
}
