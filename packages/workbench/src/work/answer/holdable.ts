/** What of a case can be held at a value: its uncertain inputs with the nodes behind them, their ranges and their shapes. */
import { axisScale, unitName, unitWords } from "@outweigh/brief";
import {
  type Decision,
  type DecisionInput,
  drawsOf,
  type Graph,
  type HeldCells,
  type NodeDraws,
  type NodeId,
  onlyOutputs,
  quantile,
  type RunSettings,
  run,
} from "@outweigh/engine";
import { type Compiled, decisionOf, type Span } from "@outweigh/language";

/** How an input is held: at a value in the unit in which it is shown; in one of its states; at a place between its ends, all its cells alike; or not at all. */
export type HoldKind = "value" | "states" | "place" | "none";

/** An uncertain input as the page shows it. Values are in the unit of `unit`, `divisor` of which is one of the base unit. */
export interface HoldableInput {
  readonly name: string;
  readonly label: string;
  readonly kind: HoldKind;
  /** The central 98 % and the median: values, or shares of the draws where it is held at a place. */
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly unit: string;
  readonly divisor: number;
  /** The labels of the states with their shares. */
  readonly states: readonly { readonly label: string; readonly share: number }[];
  /** How likely the values from `low` to `high` are, from 0 to 1 of the likeliest. */
  readonly shape: readonly number[];
  /** How closely the difference between the options follows it: the size of the correlation of ranks. Undefined where that is not known. */
  readonly importance: number | undefined;
  /** Where it is declared. */
  readonly place: Span | undefined;
  /** Where its definition is written, if a number can stand there instead; with the number of its unit that is one base unit. */
  readonly definition: { readonly span: Span; readonly scale: number } | undefined;
}

/** An input that is held. `at` is in the terms of its kind: a value, the place of a state, or a share of the draws. */
export interface Held {
  readonly name: string;
  readonly at: number;
}

/** The inputs of a case with what it takes to hold them. */
export interface Holdable {
  readonly decision: Decision;
  readonly inputs: readonly HoldableInput[];
  /** The nodes that are held with an input, and the draws that they have when it is free, sorted, for the cells that differ between draws. */
  readonly parts: ReadonlyMap<string, readonly HoldablePart[]>;
}

interface HoldablePart {
  readonly node: NodeId;
  /** Of the cells that differ between draws; undefined for those that do not. */
  readonly sorted: readonly (Float64Array | undefined)[];
}

const bins = 40;

/** Reads what can be held, from some draws. */
export function readHoldable(compiled: Compiled, settings: RunSettings): Holdable {
  const decision = decisionOf(compiled);
  const { graph } = decision;
  const outputs = new Map(graph.outputs.map(({ name, node }) => [name, node]));
  const time = graph.dimensions.find(({ kind }) => kind === "time")?.name;
  const isTimeless = (node: NodeId) => time === undefined || !graph.nodes[node]!.dimensions.includes(time);
  const nodesOf = new Map(
    decision.inputs.map((input): [string, readonly NodeId[]] => {
      const own = outputs.get(input.name);
      const nodes = own !== undefined && isTimeless(own) ? [own] : input.nodes;
      return [input.name, nodes.every(isTimeless) ? nodes : []];
    }),
  );
  const wanted = [...new Set([...nodesOf.values()].flat())];
  const columns = new Map(columnsOf(graph, wanted, settings).map((cells, index) => [wanted[index]!, cells]));
  const parts = new Map(
    [...nodesOf].map(([name, nodes]) => [
      name,
      nodes.map((node): HoldablePart => {
        const known = new Map<Float64Array, Float64Array | undefined>();
        const sorted = (columns.get(node) ?? []).map((column) => {
          if (!known.has(column)) known.set(column, varies(column) ? column.slice().sort() : undefined);
          return known.get(column);
        });
        return { node, sorted };
      }),
    ]),
  );
  const inputs = decision.inputs.map((input) => describe(compiled, input, parts.get(input.name) ?? []));
  return { decision, inputs, parts };
}

/** The draws of nodes, also of graphs with observations. */
function columnsOf(graph: Graph, nodes: readonly NodeId[], settings: RunSettings): readonly NodeDraws[] {
  if ((graph.observations ?? []).length === 0) return drawsOf(graph, nodes, settings);
  const { outputs } = run(onlyOutputs(graph, nodes), settings);
  return nodes.map((_, index) => outputs[index]?.draws ?? []);
}

function varies(column: Float64Array): boolean {
  return column.some((value) => value !== column[0]) && column.every(Number.isFinite);
}

function describe({ assessment, lowering }: Compiled, input: DecisionInput, parts: readonly HoldablePart[]): HoldableInput {
  const cells = parts.flatMap(({ sorted }) => sorted.filter((column) => column !== undefined));
  const distinct = cells.filter((column, place) => cells.findIndex((other) => isSame(other, column)) === place);
  const [first] = distinct;
  const declared =
    assessment.quantities.find(({ id }) => id === input.name) ??
    assessment.chances.find(({ id }) => id === input.name) ??
    assessment.precedents.find(({ id }) => id === input.name);
  const quantity = assessment.quantities.find(({ id }) => id === input.name);
  const unit = lowering.units.get(input.name);
  const { scale } = unitWords(unit);
  const common = { name: input.name, label: input.label, importance: undefined, place: declared?.span, states: [], definition: undefined };
  if (first === undefined) return { ...common, kind: "none", low: 0, middle: 0, high: 0, unit: "", divisor: 1, shape: [] };
  if (input.states !== undefined) {
    const counts = input.states.map((_, state) => first.reduce((sum, value) => sum + Number(value === state), 0) / first.length);
    const states = input.states.map((label, state) => ({ label: label.replaceAll("_", " "), share: counts[state]! }));
    const likeliest = counts.indexOf(Math.max(...counts));
    return { ...common, kind: "states", low: 0, middle: likeliest, high: states.length - 1, unit: "", divisor: 1, states, shape: [] };
  }
  if (distinct.length > 1) return { ...common, kind: "place", low: 0.01, middle: 0.5, high: 0.99, unit: "", divisor: 1, shape: [] };
  const [low, middle, high] = [quantile(first, 0.01), quantile(first, 0.5), quantile(first, 0.99)];
  const axis = axisScale([low / scale, high / scale], unitName(unit));
  const divisor = scale * divisorOf(axis.label, unitName(unit));
  const definition =
    quantity?.definition !== undefined && quantity.given === undefined && isSingle(parts) ? quantity.definition.span : undefined;
  return {
    ...common,
    kind: low < high ? "value" : "place",
    low: low < high ? low / divisor : 0.01,
    middle: low < high ? middle / divisor : 0.5,
    high: low < high ? high / divisor : 0.99,
    unit: axis.label,
    divisor,
    shape: low < high ? shapeOf(first, low, high) : [],
    definition: definition && { span: definition, scale },
  };
}

/** The size of a magnitude word at the head of an axis label. */
export function divisorOf(label: string, unit: string): number {
  const word = unit === "" ? label : label.slice(0, Math.max(0, label.length - unit.length)).trim();
  return { trillion: 1e12, billion: 1e9, million: 1e6, thousand: 1e3 }[word] ?? 1;
}

function isSingle(parts: readonly HoldablePart[]): boolean {
  return parts.length === 1 && parts[0]!.sorted.length === 1;
}

function isSame(one: Float64Array, other: Float64Array): boolean {
  return one === other || (one.length === other.length && one.every((value, place) => value === other[place]));
}

/** How many draws fall into each of equal parts of a range, smoothed over neighbours. */
function shapeOf(sorted: Float64Array, low: number, high: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    if (value < low || value > high) continue;
    counts[Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins))]!++;
  }
  const at = (place: number) => counts[Math.min(bins - 1, Math.max(0, place))]!;
  const smooth = counts.map((_, place) => (at(place - 2) + 2 * at(place - 1) + 3 * at(place) + 2 * at(place + 1) + at(place + 2)) / 9);
  const most = Math.max(...smooth);
  return smooth.map((count) => Number((count / most).toFixed(3)));
}

/** The nodes to be held, and for each what its cells are held at. */
export function heldNodes(
  holdable: Holdable,
  held: readonly Held[],
): { readonly nodes: readonly NodeId[]; readonly cells: readonly HeldCells[] } {
  const cells = new Map<NodeId, HeldCells>();
  for (const { name, at } of held) {
    const input = holdable.inputs.find((each) => each.name === name);
    for (const { node, sorted } of holdable.parts.get(name) ?? []) {
      cells.set(
        node,
        sorted.map((column) => {
          if (column === undefined || input === undefined) return undefined;
          if (input.kind === "states") return at;
          return input.kind === "value" ? at * input.divisor : quantile(column, Math.min(1, Math.max(0, at)));
        }),
      );
    }
  }
  return { nodes: [...cells.keys()], cells: [...cells.values()] };
}
