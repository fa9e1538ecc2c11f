/** What is the same in every draw of a time loop, worked out once: the values of certain cells at each inner step and, for Runge-Kutta, within it. */
import { type Loop, timeLoop } from "../run/dynamics.js";
import type { Machine } from "../run/instructions.js";
import type { LoopCells } from "../run/loop-cells.js";

/** The course of the certain cells: row by row in linear memory, one row for each evaluation in the order of the loop. Every value stands there twice, for a pair of draws. */
export interface Course {
  /** The place of a cell in a row; -1 for a cell that is not in it. */
  readonly placeOf: Int32Array;
  /** Values in a row. */
  readonly width: number;
  /** Rows for each inner step: one for Euler's method, four for that of Runge and Kutta. */
  readonly rowsPerStep: number;
  readonly table: Float64Array;
  /** Works the course out; the certain static cells must be known. */
  readonly run: Loop;
}

/** Prepares the course of a loop. `column` gives the memory of the table. */
export function courseOf(machine: Machine, loop: LoopCells, column: (length: number) => Float64Array): Course {
  const { wiring, random, summed, columns } = machine;
  const time = wiring.plan.time!;
  const certain = loop.cells.filter((cell) => !random[cell] && !summed[cell]);
  const placeOf = new Int32Array(wiring.count).fill(-1);
  certain.forEach((cell, place) => {
    placeOf[cell] = place;
  });
  const width = certain.length;
  const rowsPerStep = time.method === "rk4" ? 4 : 1;
  const table = column(time.reportCount * time.stepsPerReport * rowsPerStep * 2 * width);
  let row = 0;
  const record = () => {
    for (let place = 0; place < width; place++) table.fill(columns[certain[place]!]![0]!, row + 2 * place, row + 2 * place + 2);
    row += 2 * width;
  };
  const isCertain = (cell: number) => !random[cell];
  const walk = timeLoop(machine, loop, isCertain, { atStep: record, atSubstep: record });
  const run: Loop = (report) => {
    row = 0;
    walk(report);
  };
  return { placeOf, width, rowsPerStep, table, run };
}
