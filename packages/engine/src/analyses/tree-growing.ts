/** Classification trees of full size: rows are split in two, again and again, where the Gini impurity falls most (Breiman et al. 1984, chapters 2 and 4). */
import { limitBetween, type PreparedTable, type Restriction } from "./boxes.js";
import { keepMarked, markedOnly } from "./row-order.js";

/** A node of a tree: what it holds, and where it is split. */
export interface Node {
  readonly rows: number;
  readonly interesting: number;
  readonly split?: Split;
  readonly low?: Node;
  readonly high?: Node;
}

/** How a node is split. */
export interface Split {
  readonly input: number;
  /** The ends of the two sides, or their members. */
  readonly low: Restriction;
  readonly high: Restriction;
  readonly isLow: (value: number) => boolean;
}

/** Half the Gini impurity of so many rows, times the rows: the sum of squares about their mean. */
export function impurity(rows: number, interesting: number): number {
  return rows === 0 ? 0 : (interesting * (rows - interesting)) / rows;
}

/** Grows a tree on the marked rows, with no leaf of less than a share of them and at most so many splits on the way to one. */
export function grow(table: PreparedTable, inside: Uint8Array, leastMass: number, mostSplits: number): Node {
  const orders = table.orders.map((order) => markedOnly(order, inside));
  const leastRows = Math.max(5, Math.ceil(leastMass * orders[0]!.length));
  const isLow = new Uint8Array(table.interest.length);
  const nodeOf = (orders: readonly Uint32Array[], depth: number): Node => {
    const rows = orders[0]!.length;
    const interesting = orders[0]!.reduce((sum, row) => sum + table.interest[row]!, 0);
    const split =
      depth < mostSplits && interesting > 0 && interesting < rows ? bestSplit(table, orders, interesting, leastRows) : undefined;
    if (!split) return { rows, interesting };
    const { values } = table.inputs[split.input]!;
    for (const row of orders[0]!) isLow[row] = split.isLow(values[row]!) ? 1 : 0;
    const low = orders.map((order) => markedOnly(order, isLow));
    for (const row of orders[0]!) isLow[row] = 1 - isLow[row]!;
    const high = orders.map((order) => order.slice(0, keepMarked(order, rows, isLow)));
    return { rows, interesting, split, low: nodeOf(low, depth + 1), high: nodeOf(high, depth + 1) };
  };
  return nodeOf(orders, 0);
}

/** The split after which least impurity is left; ties go to the earlier input and the lower limit. */
function bestSplit(table: PreparedTable, orders: readonly Uint32Array[], interesting: number, leastRows: number): Split | undefined {
  let best: { readonly input: number; readonly order: Uint32Array; readonly place: number } | undefined;
  let least = impurity(orders[0]!.length, interesting) * (1 - 1e-12);
  for (const [input, { values, unordered }] of table.inputs.entries()) {
    const order = unordered ? byDensity(table, orders[input]!, values) : orders[input]!;
    const { place, left } = bestPlace(table.interest, values, order, interesting, leastRows);
    if (left >= least) continue;
    least = left;
    best = { input, order, place };
  }
  if (!best) return undefined;
  const { input, order, place } = best;
  const { name, values, unordered } = table.inputs[input]!;
  if (unordered) {
    const [low, high] = [membersOf(order.subarray(0, place), values), membersOf(order.subarray(place), values)];
    return { input, low: { input: name, members: low }, high: { input: name, members: high }, isLow: (value) => low.includes(value) };
  }
  const [last, next] = [values[order[place - 1]!]!, values[order[place]!]!];
  const isWhole = table.isWhole[input]!;
  const limit = limitBetween(last, next, isWhole);
  return {
    input,
    low: { input: name, high: limitBetween(next, last, isWhole) },
    high: { input: name, low: limit },
    isLow: (value) => value < limit,
  };
}

/** The place in an order before which to split it, and the impurity that is left; infinite where no split leaves enough rows on both sides. */
function bestPlace(
  interest: Uint8Array,
  values: Float64Array,
  order: Uint32Array,
  interesting: number,
  leastRows: number,
): { readonly place: number; readonly left: number } {
  const rows = order.length;
  let best = 0;
  let least = Infinity;
  let below = 0;
  let next = values[order[0]!]!;
  for (let place = 1; place <= rows - leastRows; place++) {
    below += interest[order[place - 1]!]!;
    const last = next;
    next = values[order[place]!]!;
    if (last === next || place < leastRows) continue;
    const left = impurity(place, below) + impurity(rows - place, interesting - below);
    if (left >= least) continue;
    least = left;
    best = place;
  }
  return { place: best, left: least };
}

function membersOf(rows: Uint32Array, values: Float64Array): readonly number[] {
  return [...new Set(Array.from(rows, (row) => values[row]!))].sort((a, b) => a - b);
}

/** Rows in the order of how interesting their members are: the best split of members is one of this order (Breiman et al. 1984, theorem 4.5). */
function byDensity(table: PreparedTable, order: Uint32Array, values: Float64Array): Uint32Array {
  const counts = new Map<number, { rows: number; interesting: number }>();
  for (const row of order) {
    const count = counts.get(values[row]!) ?? { rows: 0, interesting: 0 };
    count.rows++;
    count.interesting += table.interest[row]!;
    counts.set(values[row]!, count);
  }
  const density = (row: number) => {
    const { rows, interesting } = counts.get(values[row]!)!;
    return interesting / rows;
  };
  return order.slice().sort((a, b) => density(a) - density(b) || values[a]! - values[b]!);
}
