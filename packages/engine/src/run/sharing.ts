/**
 * Cells that are the same in every draw are computed once: those of options that a quantity does not tell apart, say. Two cells are the same
 * where the same is done to the same cells; stocks and lags, whose own past they are computed from, are taken for the same until they differ.
 */
import type { Node } from "../graph.js";
import { applyInstruction } from "./instructions.js";
import { memberOf } from "./layout.js";
import type { Wiring } from "./wiring.js";

/** The wiring in which a cell that is the same as another is an alias of it. What is constant is worked out, and `if` takes a side where its condition is constant. */
export function shareCells(wiring: Wiring): Wiring {
  const { plan, count, nodeOf, sources } = wiring;
  const labels = labelsOf(wiring);
  const kindOf = (cell: number) => plan.graph.nodes[nodeOf[cell]!]!.kind;
  const past = Array.from({ length: count }, (_, cell) => cell).filter((cell) => kindOf(cell) === "stock" || kindOf(cell) === "lag");
  const settled = new Map<number, number>();
  let groups = 0;
  let taken = new Map(past.map((cell) => [cell, cell]));
  const divide = (keyOf: (cell: number) => string) => {
    const known = new Map<string, number>();
    taken = new Map(
      past.map((cell) => {
        const key = keyOf(cell);
        if (!known.has(key)) known.set(key, cell);
        return [cell, settled.get(cell) ?? known.get(key)!];
      }),
    );
    groups = known.size;
  };
  divide((cell) => labels[cell]!);
  for (;;) {
    const [before, ended] = [groups, settled.size];
    const { root, constants } = rootsOf(wiring, labels, taken);
    for (const cell of past) {
      const [of, initial] = sources[cell]!.map((source) => root[source]!);
      if (kindOf(cell) === "lag" && of === initial && constants.has(of!)) settled.set(cell, of!);
    }
    const present = taken;
    divide((cell) => `${labels[cell]} ${present.get(cell)} ${sources[cell]!.map((source) => root[source]).join(" ")}`);
    if (groups === before && settled.size === ended) return connected(wiring, root);
  }
}

/** Cells computed from the first of those that are the same, as long as that one is computed at the same stage. */
function connected(wiring: Wiring, root: Int32Array): Wiring {
  const { plan, nodeOf } = wiring;
  const isAlike = (one: number, other: number) => plan.stage[nodeOf[one]!] === plan.stage[nodeOf[other]!];
  const sources = wiring.sources.map((list, cell) =>
    root[cell] === cell ? list.map((source) => (isAlike(source, root[source]!) ? root[source]! : source)) : [root[cell]!],
  );
  return { ...wiring, root, sources };
}

/** The first of the cells that are the same as each, stocks and lags being `taken` for others; and the values of those that are constant. */
function rootsOf(
  { plan, count, nodeOf, first, sources, root: own }: Wiring,
  labels: readonly (string | undefined)[],
  taken: ReadonlyMap<number, number>,
) {
  const known = new Map<string, number>();
  const constants = new Map<number, number>();
  const root = new Int32Array(count);
  const constant = (cell: number, value: number) => {
    const key = `constant ${Object.is(value, -0) ? "-0" : value}`;
    const same = known.get(key);
    if (same !== undefined || plan.stage[nodeOf[cell]!] !== 0) return same;
    known.set(key, cell);
    constants.set(cell, value);
    return cell;
  };
  const rootOf = (cell: number): number => {
    const label = labels[cell];
    const node = plan.graph.nodes[nodeOf[cell]!]!;
    if (own[cell] !== cell) return root[own[cell]!]!;
    if (taken.has(cell)) return taken.get(cell)!;
    if (label === undefined) return cell;
    const from = sources[cell]!.map((source) => root[source]!);
    const values = from.flatMap((source) => constants.get(source) ?? []);
    if (node.kind === "constant") return constant(cell, node.values[cell - first[nodeOf[cell]!]!]!)!;
    if (node.kind === "apply" && node.operation === "if" && !Number.isNaN(constants.get(from[0]!) ?? Number.NaN))
      return from[values[0] === 0 ? 2 : 1]!;
    if (node.kind === "apply" && values.length === from.length) {
      const same = constant(cell, computed(node, values));
      if (same !== undefined) return same;
    }
    const key = `${label} ${from.join(" ")}`;
    const same = known.get(key) ?? cell;
    known.set(key, same);
    return same;
  };
  for (let cell = 0; cell < count; cell++) root[cell] = rootOf(cell);
  return { root, constants };
}

function computed(node: Node & { kind: "apply" }, values: readonly number[]): number {
  const out = new Float64Array(1);
  const columns = values.map((value) => Float64Array.of(value));
  applyInstruction(node, out, columns)();
  return out[0]!;
}

/** What is done in each cell, and when; undefined where no other cell can be the same. */
function labelsOf({ plan, count, first, nodeOf }: Wiring): readonly (string | undefined)[] {
  const { nodes } = plan.graph;
  const byNode = nodes.map((node, id) => {
    const what = labelOf(node, id, plan.timeName);
    return what === undefined ? undefined : `${what} ${plan.stage[id]}${plan.isStepped[id] ? " stepped" : ""}`;
  });
  return Array.from({ length: count }, (_, cell) => {
    const id = nodeOf[cell]!;
    const node = nodes[id]!;
    if (byNode[id] === undefined || !("independentOver" in node)) return byNode[id];
    return `${byNode[id]} at ${node.independentOver.map((name) => memberOf(plan.shapes[id]!, cell - first[id]!, name)).join()}`;
  });
}

function labelOf(node: Node, id: number, timeName: string | undefined): string | undefined {
  switch (node.kind) {
    case "constant":
      return timeName !== undefined && node.dimensions.includes(timeName) ? undefined : "constant";
    case "time":
      return "time";
    case "draw":
    case "categorical":
    case "empirical":
      return `draw ${id}`;
    case "apply":
      return node.operation;
    case "reduce":
      return `${node.reduction}${node.over === timeName ? " over time" : ""}`;
    case "interpolate":
      return `interpolate ${node.xs.join()} ${node.ys.join()}`;
    case "pick":
      return `pick ${node.member}`;
    case "choose":
      return `choose${node.dimension === timeName ? " a time" : ""}`;
    case "stack":
      return `stack${node.along === timeName ? " along time" : ""}`;
    case "stock":
      return `stock ${node.minimum}`;
    case "lag":
      return `lag ${node.years}`;
    case "column":
    case "rename":
    case "statistic":
      return undefined;
  }
}
