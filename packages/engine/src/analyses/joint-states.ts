/** Several cells of few values each, taken together: every combination that occurs is a state, as if it were one value of one input. */
import { type Bins, binsOf, fewValues } from "./bins.js";

/** The most combinations that are taken one by one, and the fewest draws for each on average. */
const mostStates = 64;
const drawsPerState = 25;

/** The bins of the combinations, `centres` being their numbers; undefined where a cell has many values, or there are too many combinations for the draws. */
export function jointStates(columns: readonly Float64Array[]): Bins | undefined {
  const count = columns[0]?.length ?? 0;
  const of = new Uint16Array(count);
  let states = 1;
  for (const column of columns) {
    const bins = binsOf(column);
    if ("kind" in bins || !bins.isExact || bins.counts.length > fewValues) return undefined;
    const numbers = new Int16Array(states * bins.counts.length).fill(-1);
    states = 0;
    for (let draw = 0; draw < count; draw++) {
      const combination = of[draw]! * bins.counts.length + bins.of[draw]!;
      if (numbers[combination] === -1) numbers[combination] = states++;
      of[draw] = numbers[combination]!;
    }
    if (states > mostStates || states * drawsPerState > count) return undefined;
  }
  const counts = new Float64Array(states);
  for (const state of of) counts[state]!++;
  return { of, counts, centres: Float64Array.from(counts, (_, state) => state), isExact: true };
}
