/**
 * Scenario discovery by the patient rule induction method (Friedman and Fisher 1999; Bryant and Lempert 2010): a few boxes in the space of
 * uncertain inputs that hold many of the interesting scenarios and little else, each put to the test on rows in which it was not sought.
 */

import { blockSize, fillUniforms, streamKey } from "../random.js";
import { betaI } from "../special.js";
import { type Choice, type ChoiceSettings, chooseBox } from "./box-choice.js";
import {
  type BoxMeasures,
  type Count,
  contentsOf,
  measuresOf,
  type PreparedTable,
  plus,
  prepareTable,
  quasiP,
  type Restriction,
  rowsInBox,
  type ScenarioTable,
} from "./boxes.js";
import type { Estimated, Unsuitable } from "./draws.js";
import type { PeelingStep } from "./peeling.js";
import { noteProgress, type Watch } from "./watch.js";

/** How boxes are sought; all may be left out. */
export interface PrimSettings extends ChoiceSettings, Watch {
  readonly mostBoxes?: number;
  /** Runs on random halves of the rows, each tested on the other half: 10. Without any, boxes are taken as found, and what rests on them is not a number. */
  readonly resamples?: number;
  readonly seed?: number;
}

/** A restriction with its quasi-p values (Bryant and Lempert 2010). */
export interface TestedRestriction extends Restriction {
  /** With the whole restriction dropped. */
  readonly quasiP: number;
  /** With only the lower or only the upper limit dropped, where it has that limit. */
  readonly quasiPLow?: number;
  readonly quasiPHigh?: number;
}

/** A box with its measures and what speaks for each of its restrictions. */
export interface InspectedBox extends BoxMeasures {
  readonly restrictions: readonly TestedRestriction[];
}

/** A restriction of a chosen box. */
export interface FoundRestriction extends TestedRestriction {
  /** The share of resampled runs whose own box restricts this input too. */
  readonly reproduced: number;
}

/** A chosen box. Coverage and mass are shares of all interesting rows and of all rows, also where earlier boxes took some away. */
export interface FoundBox extends BoxMeasures {
  readonly restrictions: readonly FoundRestriction[];
  /** Every box of the peeling, from all rows that were left to the smallest; coverage and mass are shares of those left. */
  readonly trajectory: readonly PeelingStep[];
  /** The share of resampled runs whose own box restricts an input, for all inputs that any restricts. */
  readonly reproduced: readonly { readonly input: string; readonly share: number }[];
  /**
   * How boxes found in random halves of the rows fare in the other halves: their mean density there and coverage of the rows that were left, with
   * the standard deviation between halves, and twice the median p value of a density no higher than that of all rows left (binomial).
   */
  readonly heldOut: { readonly density: Estimated; readonly coverage: Estimated; readonly p: number };
}

/** What was found. Where even the first box fails its test on held-out rows, `boxes` is empty. */
export interface ScenarioDiscovery {
  readonly rows: number;
  readonly interesting: number;
  readonly boxes: readonly FoundBox[];
  /** The next box, which failed its test on held-out rows and should be told to nobody as a finding. */
  readonly unconfirmed?: FoundBox;
  /** The boxes together. */
  readonly together: BoxMeasures;
}

/** Seeks boxes one after another, each in the rows that earlier ones have left (covering), until one is not confirmed. */
export function prim(scenarios: ScenarioTable, settings: PrimSettings = {}): ScenarioDiscovery | Unsuitable {
  const table = prepareTable(scenarios);
  if ("kind" in table) return table;
  const { resamples = 10, mostBoxes = 3, level = 0.05 } = settings;
  const count = table.interest.length;
  const inside = new Uint8Array(count).fill(1);
  const together = new Uint8Array(count);
  const boxes: FoundBox[] = [];
  let unconfirmed: FoundBox | undefined;
  const steps = mostBoxes * (resamples + 1);
  let done = 0;
  while (boxes.length < mostBoxes) {
    const left = contentsOf(table, inside, []);
    if (left.interesting < 10 || left.interesting === left.rows) break;
    noteProgress(settings, done, steps);
    const choice = chooseBox(table, inside, settings);
    if (choice.restrictions.length === 0 && boxes.length > 0) break;
    const tests = resample(table, inside, settings, boxes.length, () => noteProgress(settings, ++done, steps));
    const box = foundBox(table, inside, choice, tests);
    if (choice.restrictions.length === 0 || (resamples > 0 && box.heldOut.p > level)) {
      unconfirmed = box;
      break;
    }
    boxes.push(box);
    const taken = rowsInBox(table.inputs, choice.restrictions);
    for (let row = 0; row < count; row++) {
      if (taken[row] === 0) continue;
      inside[row] = 0;
      together[row] = 1;
    }
    done = boxes.length * (resamples + 1);
  }
  noteProgress(settings, steps, steps);
  const union = contentsOf(table, together, []);
  return {
    rows: count,
    interesting: table.interesting,
    boxes,
    ...(unconfirmed && { unconfirmed }),
    together: measuresOf(union.rows, union.interesting, count, table.interesting),
  };
}

interface HeldOutTest {
  readonly inputs: ReadonlySet<string>;
  readonly density: number;
  readonly coverage: number;
  readonly p: number;
}

/** Seeks a box in random halves of the rows and looks at how it does in the others. */
function resample(table: PreparedTable, inside: Uint8Array, settings: PrimSettings, box: number, note: () => void): readonly HeldOutTest[] {
  const { resamples = 10, seed = 1 } = settings;
  const uniforms = new Float64Array(blockSize);
  return Array.from({ length: resamples }, (_, run) => {
    const key = streamKey(seed, ["prim", `${box}`, `${run}`]);
    const [half, other] = [inside.slice(), inside.slice()];
    for (let row = 0; row < half.length; row++) {
      if (row % blockSize === 0) fillUniforms(uniforms, key, row / blockSize);
      (uniforms[row % blockSize]! < 0.5 ? half : other)[row] = 0;
    }
    const sought = contentsOf(table, half, []);
    const { restrictions } =
      sought.interesting === 0 || sought.interesting === sought.rows ? { restrictions: [] } : chooseBox(table, half, settings);
    const all = contentsOf(table, other, []);
    const found = contentsOf(table, other, restrictions);
    note();
    return {
      inputs: new Set(restrictions.map(({ input }) => input)),
      density: found.rows === 0 ? 0 : found.interesting / found.rows,
      coverage: all.interesting === 0 ? 0 : found.interesting / all.interesting,
      p:
        restrictions.length === 0 || found.interesting === 0
          ? 1
          : betaI(found.interesting, found.rows - found.interesting + 1, all.interesting / all.rows),
    };
  });
}

/**
 * What any box is worth in a table: one of a trajectory, a leaf of a tree, or one of the reader's own. Restrictions come with their quasi-p values. Bad
 * tables are refused as `prim` refuses them.
 */
export function inspectBox(scenarios: ScenarioTable, restrictions: readonly Restriction[]): InspectedBox | Unsuitable {
  const table = prepareTable(scenarios);
  if ("kind" in table) return table;
  return inspected(table, new Uint8Array(table.interest.length).fill(1), restrictions);
}

function inspected(table: PreparedTable, inside: Uint8Array, restrictions: readonly Restriction[]): InspectedBox {
  const box = contentsOf(table, inside, restrictions);
  const without = (...counts: readonly Count[]) => quasiP(box.rows, box.interesting, plus(box, ...counts));
  return {
    ...measuresOf(box.rows, box.interesting, table.interest.length, table.interesting),
    restrictions: restrictions.map((restriction, place) => {
      const { low, high } = box.shutOut[place]!;
      return {
        ...restriction,
        quasiP: without(low, high),
        ...(restriction.low !== undefined && { quasiPLow: without(low) }),
        ...(restriction.high !== undefined && { quasiPHigh: without(high) }),
      };
    }),
  };
}

function foundBox(table: PreparedTable, inside: Uint8Array, { restrictions, trajectory }: Choice, tests: readonly HeldOutTest[]): FoundBox {
  const box = inspected(table, inside, restrictions);
  const reproduced = table.inputs
    .map(({ name }) => ({ input: name, share: tests.filter(({ inputs }) => inputs.has(name)).length / tests.length }))
    .filter(({ share }) => share > 0);
  const shareOf = (name: string) => reproduced.find(({ input }) => input === name)?.share ?? 0;
  const sorted = tests.map(({ p }) => p).sort((a, b) => a - b);
  const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
  return {
    ...box,
    restrictions: box.restrictions.map((restriction) => ({ ...restriction, reproduced: shareOf(restriction.input) })),
    trajectory,
    reproduced,
    heldOut: {
      density: spread(tests.map(({ density }) => density)),
      coverage: spread(tests.map(({ coverage }) => coverage)),
      p: Math.min(1, 2 * middle),
    },
  };
}

function spread(values: readonly number[]): Estimated {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { value: mean, error: Math.sqrt(squares / (values.length - 1)) };
}
