/**
 * The two moves of the patient rule induction method (Friedman and Fisher 1999): peeling thin slices off a box until little is left, which
 * gives a trajectory of ever smaller and denser boxes, and shifting the limits of one box by thinner slices still.
 */
import { type BoxMeasures, inputOf, limitBetween, measuresOf, type PreparedTable, type Restriction, violationsOf } from "./boxes.js";
import { keepMarked, markedOnly } from "./row-order.js";

/** What is compared between slices: the density that remains, or the gain in density per row given up (kinder to inputs with few values). */
export type PeelingObjective = "density" | "gain-per-row";

/** How a box is peeled. */
export interface PeelingSettings {
  /** The share of a box's rows that a slice takes, as nearly as equal values allow. */
  readonly alpha: number;
  /** No box has fewer rows. */
  readonly leastRows: number;
  readonly objective: PeelingObjective;
}

/** A box on the way from all rows to few: its measures and its restrictions. */
export interface PeelingStep extends BoxMeasures {
  readonly restrictions: readonly Restriction[];
}

interface Slice {
  readonly input: number;
  readonly rows: number;
  readonly interesting: number;
  /** Where the slice lies in the order of its input. */
  readonly from: number;
  readonly to: number;
  readonly restriction: Restriction;
}

/**
 * Peels the rows marked in `inside`, from all of them to boxes of no fewer than `leastRows`. Always the slice is taken that the objective
 * likes best, even where all make the box worse, since the next may make up for it; ties go to the smaller slice and the earlier input.
 */
export function peel(table: PreparedTable, inside: Uint8Array, settings: PeelingSettings): readonly PeelingStep[] {
  const { inputs, interest } = table;
  const isIn = inside.slice();
  const orders = table.orders.map((order) => markedOnly(order, isIn));
  const restrictions: (Restriction | undefined)[] = inputs.map(() => undefined);
  const allRows = orders[0]!.length;
  let interesting = orders[0]!.reduce((sum, row) => sum + interest[row]!, 0);
  const allInteresting = interesting;
  const steps: PeelingStep[] = [];
  for (let rows = allRows; ; ) {
    steps.push({
      ...measuresOf(rows, interesting, allRows, allInteresting),
      restrictions: restrictions.filter((one) => one !== undefined),
    });
    if (interesting === rows) return steps;
    let best: Slice | undefined;
    let bestWorth = -Infinity;
    for (let input = 0; input < inputs.length; input++) {
      for (const slice of slicesOf(table, orders[input]!.subarray(0, rows), input, restrictions[input], settings.alpha)) {
        const left = rows - slice.rows;
        if (left < settings.leastRows) continue;
        const density = (interesting - slice.interesting) / left;
        const worth = settings.objective === "density" ? density : (density - interesting / rows) / slice.rows;
        if (worth > bestWorth || (worth === bestWorth && best && slice.rows < best.rows)) {
          best = slice;
          bestWorth = worth;
        }
      }
    }
    if (!best) return steps;
    const peeled = orders[best.input]!;
    for (let at = best.from; at < best.to; at++) isIn[peeled[at]!] = 0;
    for (const order of orders) keepMarked(order, rows, isIn);
    restrictions[best.input] = best.restriction;
    rows -= best.rows;
    interesting -= best.interesting;
  }
}

function slicesOf(
  table: PreparedTable,
  order: Uint32Array,
  input: number,
  current: Restriction | undefined,
  alpha: number,
): readonly Slice[] {
  const { values, name, unordered } = table.inputs[input]!;
  const { interest } = table;
  const at = (place: number) => values[order[place]!]!;
  const last = order.length - 1;
  if (at(0) === at(last)) return [];
  const slice = (from: number, to: number, restriction: Restriction): Slice => {
    let interesting = 0;
    for (let place = from; place < to; place++) interesting += interest[order[place]!]!;
    return { input, rows: to - from, interesting, from, to, restriction };
  };
  if (unordered) {
    const starts = [...order.keys()].filter((place) => place === 0 || at(place) !== at(place - 1));
    const members = starts.map(at);
    return starts.map((from, k) =>
      slice(from, starts[k + 1] ?? order.length, { input: name, members: members.filter((one) => one !== members[k]) }),
    );
  }
  const aim = Math.max(1, Math.floor(alpha * order.length));
  let low = aim;
  while (low > 0 && at(low - 1) === at(low)) low--;
  if (low === 0) for (low = aim; at(low - 1) === at(low); ) low++;
  let high = last + 1 - aim;
  while (high <= last && at(high) === at(high - 1)) high++;
  if (high > last) for (high = last + 1 - aim; at(high) === at(high - 1); ) high--;
  const isWhole = table.isWhole[input]!;
  return [
    slice(0, low, { ...current, input: name, low: limitBetween(at(low - 1), at(low), isWhole) }),
    slice(high, last + 1, { ...current, input: name, high: limitBetween(at(high), at(high - 1), isWhole) }),
  ];
}

/**
 * Shifts the limits of a box outwards (pasting) and inwards by slices of a share of its rows, each time by the one shift that raises
 * `worth` of the box most, until none does. Rows outside `inside` do not count.
 */
export function shiftLimits(
  table: PreparedTable,
  inside: Uint8Array,
  start: readonly Restriction[],
  share: number,
  leastRows: number,
  worth: (rows: number, interesting: number) => number,
): readonly Restriction[] {
  const { interest, inputs } = table;
  const violations = violationsOf(inputs, start);
  let rows = 0;
  let interesting = 0;
  for (let row = 0; row < violations.length; row++) {
    if (violations[row] !== 0 || inside[row] === 0) continue;
    rows++;
    interesting += interest[row]!;
  }
  const box = start.slice();
  const mostShifts = 4 * Math.ceil(1 / share);
  for (let shift = 0; shift < mostShifts; shift++) {
    let best: Shift | undefined;
    let bestWorth = worth(rows, interesting);
    const size = Math.max(1, Math.floor(share * rows));
    box.forEach((restriction, place) => {
      for (const move of shiftsOf(table, inside, violations, restriction, size)) {
        const sum = rows + move.sign * move.rows;
        if (sum < leastRows) continue;
        const value = worth(sum, interesting + move.sign * move.interesting);
        if (value > bestWorth) {
          bestWorth = value;
          best = { ...move, place };
        }
      }
    });
    if (!best) return box;
    const { place, restriction, sign } = best;
    const { values } = inputOf(inputs, restriction.input);
    const before = box[place]!;
    const [lowBefore, highBefore] = [before.low ?? -Infinity, before.high ?? Infinity];
    const [low, high] = [restriction.low ?? -Infinity, restriction.high ?? Infinity];
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      const was = value >= lowBefore && value <= highBefore;
      if (was !== (value >= low && value <= high)) violations[row]! -= was ? -1 : 1;
    }
    box[place] = restriction;
    rows += sign * best.rows;
    interesting += sign * best.interesting;
  }
  return box;
}

interface Shift {
  readonly place: number;
  readonly sign: 1 | -1;
  readonly rows: number;
  readonly interesting: number;
  readonly restriction: Restriction;
}

/** The shifts of each limit that a restriction has, outwards and inwards, by about `size` rows; an outward one that reaches the end lifts nothing. */
function shiftsOf(
  table: PreparedTable,
  inside: Uint8Array,
  violations: Uint8Array,
  restriction: Restriction,
  size: number,
): readonly Omit<Shift, "place">[] {
  if (restriction.members) return [];
  const input = table.inputs.findIndex(({ name }) => name === restriction.input);
  const { values } = table.inputs[input]!;
  const order = table.orders[input]!;
  const isWhole = table.isWhole[input]!;
  const shifts: Omit<Shift, "place">[] = [];
  for (const side of ["low", "high"] as const) {
    const limit = restriction[side];
    if (limit === undefined) continue;
    const isLow = side === "low";
    const start = firstNotBelow(values, order, limit, !isLow);
    for (const sign of [1, -1] as const) {
      const step = isLow === (sign === 1) ? -1 : 1;
      const allowed = sign === 1 ? 1 : 0;
      let rows = 0;
      let interesting = 0;
      let last = Number.NaN;
      let place = step === -1 ? start - 1 : start;
      for (; place >= 0 && place < order.length; place += step) {
        const row = order[place]!;
        if (rows >= size && values[row] !== last) break;
        if (violations[row] !== allowed || inside[row] === 0) continue;
        rows++;
        interesting += table.interest[row]!;
        last = values[row]!;
      }
      if (rows === 0 || place < 0 || place >= order.length) continue;
      const next = values[order[place]!]!;
      const moved = sign === 1 ? limitBetween(next, last, isWhole) : limitBetween(last, next, isWhole);
      if (sign === -1 && !isOrdered({ ...restriction, [side]: moved })) continue;
      shifts.push({ sign, rows, interesting, restriction: { ...restriction, [side]: moved } });
    }
  }
  return shifts;
}

function isOrdered({ low = -Infinity, high = Infinity }: Restriction): boolean {
  return low <= high;
}

/** The first place in an order whose value is not below the limit, or, where `isAbove`, the first whose value is above it. */
function firstNotBelow(values: Float64Array, order: Uint32Array, limit: number, isAbove: boolean): number {
  let from = 0;
  let to = order.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const value = values[order[middle]!]!;
    if (value < limit || (isAbove && value === limit)) from = middle + 1;
    else to = middle;
  }
  return from;
}
