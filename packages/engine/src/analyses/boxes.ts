/**
 * Boxes in the space of uncertain inputs: what scenario discovery reads, how a box is written, and how many rows and how many of the
 * interesting ones lie in it. Both ways of finding boxes (`prim.ts`, `cart.ts`) stand on it.
 */
import { betaI } from "../special.js";
import type { Unsuitable } from "./draws.js";
import { rowOrder } from "./row-order.js";

/** One input of a table of scenarios. Where `unordered`, its values are names of members written as numbers, and only equality counts. */
export interface ScenarioInput {
  readonly name: string;
  readonly values: Float64Array;
  readonly unordered?: boolean;
}

/** Scenarios, one a row: what was put in, and which of them are of interest (those in which an option fails, say). */
export interface ScenarioTable {
  readonly inputs: readonly ScenarioInput[];
  /** For each row, 1 or true where it is of interest. */
  readonly ofInterest: ArrayLike<number | boolean>;
}

/** What a box demands of one input: a lowest and a highest value, both included, or, of an unordered one, the members that it may have. */
export interface Restriction {
  readonly input: string;
  readonly low?: number;
  readonly high?: number;
  readonly members?: readonly number[];
}

/** How good a box is: the share of interesting rows that it holds, the share of its rows that are interesting, the share of all rows in it. */
export interface BoxMeasures {
  readonly rows: number;
  readonly interesting: number;
  readonly coverage: number;
  readonly density: number;
  readonly mass: number;
}

/** A table in the form in which it is worked on. Rows are sorted once for each input; ties stay in the order of the rows. */
export interface PreparedTable {
  readonly inputs: readonly ScenarioInput[];
  readonly interest: Uint8Array;
  readonly interesting: number;
  readonly orders: readonly Uint32Array[];
  /** Whether an input has whole values only, so that limits are put on values and not between them. */
  readonly isWhole: readonly boolean[];
}

/** The fewest rows, and the fewest rows of interest, in which boxes are sought. */
export const leastRows = 40;
export const leastInteresting = 10;

/** Checks a table and sorts it. Bad tables: columns of different lengths (a bug, thrown), no inputs, too few rows, none or all of interest, values that are not finite, constants only. */
export function prepareTable({ inputs, ofInterest }: ScenarioTable): PreparedTable | Unsuitable {
  const count = ofInterest.length;
  if (inputs.length === 0) return { kind: "unsuitable", reason: "no-inputs" };
  for (const { name, values } of inputs) {
    if (values.length !== count) throw new Error(`Input ${name} has ${values.length} rows, not ${count}.`);
    if (!values.every(Number.isFinite)) return { kind: "unsuitable", reason: "not-finite", name };
  }
  const interest = Uint8Array.from({ length: count }, (_, row) => (ofInterest[row] ? 1 : 0));
  const interesting = interest.reduce((sum, one) => sum + one, 0);
  if (count < leastRows) return { kind: "unsuitable", reason: "too-few-draws", have: count, need: leastRows };
  if (interesting === 0) return { kind: "unsuitable", reason: "none-of-interest" };
  if (interesting === count) return { kind: "unsuitable", reason: "all-of-interest" };
  if (interesting < leastInteresting) return { kind: "unsuitable", reason: "few-of-interest", have: interesting, need: leastInteresting };
  const orders = inputs.map(({ values }) => rowOrder(values));
  if (inputs.every(({ values }, k) => values[orders[k]![0]!] === values[orders[k]![count - 1]!]))
    return { kind: "unsuitable", reason: "constant" };
  return { inputs, interest, interesting, orders, isWhole: inputs.map(({ values }) => values.every(Number.isInteger)) };
}

/** Where to put a lower limit that keeps `kept` and shuts out `removed`, its neighbour below; or an upper one, with the neighbour above. */
export function limitBetween(removed: number, kept: number, isWhole: boolean): number {
  const middle = removed + (kept - removed) / 2;
  return isWhole || middle === removed ? kept : middle;
}

/** Whether a value meets a restriction. */
export function meets(value: number, { low = -Infinity, high = Infinity, members }: Restriction): boolean {
  return members ? members.includes(value) : value >= low && value <= high;
}

/** For each row 1 where it lies in the box, 0 where not. Restrictions of inputs that the table lacks are a bug. */
export function rowsInBox(inputs: readonly ScenarioInput[], restrictions: readonly Restriction[]): Uint8Array {
  const violations = violationsOf(inputs, restrictions);
  return violations.map((count) => (count === 0 ? 1 : 0));
}

/** For each row, how many restrictions it does not meet. */
export function violationsOf(inputs: readonly ScenarioInput[], restrictions: readonly Restriction[]): Uint8Array {
  const violations = new Uint8Array(inputs[0]?.values.length ?? 0);
  for (const restriction of restrictions) {
    const { values } = inputOf(inputs, restriction.input);
    if (restriction.members) {
      for (let row = 0; row < values.length; row++) if (!meets(values[row]!, restriction)) violations[row]!++;
      continue;
    }
    const { low = -Infinity, high = Infinity } = restriction;
    for (let row = 0; row < values.length; row++) if (values[row]! < low || values[row]! > high) violations[row]!++;
  }
  return violations;
}

/** The input with this name. */
export function inputOf(inputs: readonly ScenarioInput[], name: string): ScenarioInput {
  const input = inputs.find((one) => one.name === name);
  if (!input) throw new Error(`There is no input ${name}.`);
  return input;
}

/** Measures of a box with so many rows and interesting rows, out of so many. */
export function measuresOf(rows: number, interesting: number, ofRows: number, ofInteresting: number): BoxMeasures {
  return {
    rows,
    interesting,
    coverage: ofInteresting === 0 ? 0 : interesting / ofInteresting,
    density: rows === 0 ? 0 : interesting / rows,
    mass: ofRows === 0 ? 0 : rows / ofRows,
  };
}

/**
 * The quasi-p value of Bryant and Lempert (2010): how probable at least so many interesting rows would be in the box if its density were only
 * that of the box without the restriction in question (binomial, one-sided). "Quasi", since the box was sought in the same rows.
 */
export function quasiP(rows: number, interesting: number, wider: { readonly rows: number; readonly interesting: number }): number {
  if (interesting === 0) return 1;
  const share = wider.interesting / wider.rows;
  return share >= 1 ? 1 : betaI(interesting, rows - interesting + 1, share);
}

/** A count of rows and of the interesting ones among them. */
export interface Count {
  readonly rows: number;
  readonly interesting: number;
}

/** What a box holds, and what each of its restrictions alone keeps out: below its lower limit, above its upper one (of members: all in `high`). */
export interface BoxContents extends Count {
  readonly shutOut: readonly { readonly low: Count; readonly high: Count }[];
}

/** Counts the rows marked in `inside` that lie in a box, and those that one restriction alone keeps out of it. */
export function contentsOf(table: PreparedTable, inside: Uint8Array, restrictions: readonly Restriction[]): BoxContents {
  const violations = violationsOf(table.inputs, restrictions);
  const columns = restrictions.map(({ input }) => inputOf(table.inputs, input).values);
  const empty = () => ({ rows: 0, interesting: 0 });
  const held = empty();
  const shutOut = restrictions.map(() => ({ low: empty(), high: empty() }));
  for (let row = 0; row < violations.length; row++) {
    if (violations[row]! > 1 || inside[row] === 0) continue;
    let count = held;
    if (violations[row] === 1) {
      const place = restrictions.findIndex((restriction, k) => !meets(columns[k]![row]!, restriction));
      const { low = -Infinity } = restrictions[place]!;
      count = columns[place]![row]! < low ? shutOut[place]!.low : shutOut[place]!.high;
    }
    count.rows++;
    count.interesting += table.interest[row]!;
  }
  return { ...held, shutOut };
}

/** The sum of counts. */
export function plus(...counts: readonly Count[]): Count {
  return counts.reduce((sum, { rows, interesting }) => ({ rows: sum.rows + rows, interesting: sum.interesting + interesting }));
}
