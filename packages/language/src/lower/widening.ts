/** Doubling the spread of what a quantity draws, for a run in which its evidence is withdrawn. See docs/methods/without-evidence.md. */
import { type Distribution, distributions, hasPercent, isDimensionless, type Node, type NodeId, type Unit } from "@outweigh/engine";
import type { Model } from "./model.js";
import { hasUnit } from "./random.js";
import type { Value } from "./value.js";

type Draw = Extract<Node, { readonly kind: "draw" | "empirical" }>;

/** Where a spread is doubled: on the logarithm of values that are all positive, on that of the odds of shares, otherwise on the values themselves. */
type Scale = "logarithm" | "odds" | "linear";

/**
 * The value of a quantity with the spread of each of its own draws doubled about its median; a fixed number gets an interval from half to
 * double of it. Undefined when there is nothing to widen: a formula of other quantities alone, or draws whose parameters are uncertain.
 */
export function widen(model: Model, id: string, value: Value): NodeId | undefined {
  const { builder } = model;
  if (value.kind !== "number") return undefined;
  if (builder.fixedValues(value.node)) return spreadOut(model, id, value);
  const isShare = isShareUnit(value.unit);
  const done = new Map<NodeId, NodeId>();
  const others = new Set([...model.values.values()].flatMap((each) => (each ? [each.node] : [])));
  const isOwn = (stream: string) => stream === id || stream.startsWith(`${id}#`);
  const visit = (node: NodeId): NodeId => {
    const known = done.get(node);
    if (known !== undefined) return known;
    const made = others.has(node) ? node : rebuild(builder.node(node), node);
    done.set(node, made);
    return made;
  };
  const rebuild = (node: Node, at: NodeId): NodeId => {
    switch (node.kind) {
      case "draw":
      case "empirical":
        return isOwn(node.stream) ? (widenDraw(model, node, at, isShare) ?? at) : at;
      case "apply":
        return changed(at, node.arguments, (inputs) => builder.apply(node.operation, ...inputs));
      case "stack":
        return changed(at, node.parts, (parts) => builder.stack(node.along, parts));
      case "choose":
        return changed(at, [node.of], ([of = at]) => builder.choose(of, node.dimension, node.by));
      case "pick":
        return changed(at, [node.of], ([of = at]) => builder.pick(of, node.dimension, node.member));
      case "rename":
        return changed(at, [node.of], ([of = at]) => builder.rename(of, node.from, node.to));
      case "reduce":
        return changed(at, [node.of], ([of = at]) => builder.reduce(node.reduction, node.over, of));
      case "interpolate":
        return changed(at, [node.x], ([x = at]) => builder.interpolate(x, node.xs, node.ys));
      default:
        return at;
    }
  };
  const changed = (at: NodeId, inputs: readonly NodeId[], make: (inputs: readonly NodeId[]) => NodeId): NodeId => {
    const made = inputs.map(visit);
    return made.every((input, position) => input === inputs[position]) ? at : make(made);
  };
  const node = visit(value.node);
  return node === value.node ? undefined : node;
}

function isShareUnit(unit: Unit): boolean {
  return isDimensionless(unit) && hasPercent(unit);
}

/** A fixed number as a lognormal with nine tenths between half and double of it; of a share, its odds. A nought stays. */
function spreadOut(model: Model, id: string, { node, unit }: Value): NodeId | undefined {
  const { builder } = model;
  const values = builder.fixedValues(node) ?? [];
  if (values.every((value) => value === 0)) return undefined;
  const fitted = distributions.get("lognormal")?.fromInterval?.(0.5, 2, 0.9);
  if (!fitted || typeof fitted === "string") return undefined;
  const parameters = fitted.map((parameter) => builder.number(parameter));
  const factor = builder.draw({ distribution: "lognormal", parameters, stream: id, independentOver: [] });
  const scaled = builder.apply("multiply", node, factor);
  if (!isShareUnit(unit) || !values.every((value) => value >= 0 && value <= 1)) return scaled;
  return builder.apply("divide", scaled, builder.apply("add", scaled, builder.apply("subtract", builder.number(1), node)));
}

/** A draw with its spread doubled: on the scale of the logarithm x becomes x²/m, on that of the odds o becomes o²/m, otherwise x becomes 2x − m. */
function widenDraw(model: Model, draw: Draw, at: NodeId, isShare: boolean): NodeId | undefined {
  const { builder } = model;
  const cells = draw.kind === "draw" ? drawnCells(model, draw) : listedCells(draw);
  if (!cells || cells.medians.length === 0) return undefined;
  const record = draw.kind === "draw" ? distributions.get(draw.distribution) : undefined;
  const scale = scaleOf(cells.supports, isShare || (record !== undefined && !hasUnit(record)), cells.medians);
  const median = builder.constant(cells.dimensions, cells.medians);
  const one = builder.number(1);
  if (scale === "linear") return builder.apply("subtract", builder.apply("multiply", at, builder.number(2)), median);
  const square = builder.apply("multiply", at, at);
  if (scale === "logarithm") return builder.apply("divide", square, median);
  const rest = builder.apply("subtract", one, at);
  const oddsOfMedian = builder.apply("divide", median, builder.apply("subtract", one, median));
  const against = builder.apply("multiply", oddsOfMedian, builder.apply("multiply", rest, rest));
  return builder.apply("divide", square, builder.apply("add", square, against));
}

function scaleOf(supports: readonly (readonly [number, number])[], mayBeShare: boolean, medians: readonly number[]): Scale {
  const isInside = medians.every((median) => median > 0 && median < 1) && supports.every(([low, high]) => low >= 0 && high <= 1);
  if (mayBeShare && isInside) return "odds";
  return supports.every(([low]) => low >= 0) && medians.every((median) => median > 0) ? "logarithm" : "linear";
}

interface Cells {
  readonly dimensions: readonly string[];
  readonly medians: readonly number[];
  readonly supports: readonly (readonly [number, number])[];
}

/** Median and support of each cell of a draw with fixed parameters. */
function drawnCells(model: Model, draw: Extract<Node, { readonly kind: "draw" }>): Cells | undefined {
  const { builder } = model;
  const record = distributions.get(draw.distribution);
  const ends = [draw.lower, draw.upper].flatMap((end) => (end === undefined ? [] : [end]));
  const dimensions = builder.union(...draw.parameters, ...ends);
  const columnOf = (node: NodeId | undefined) =>
    node === undefined ? undefined : builder.fixedValues(builder.broadcast(node, dimensions));
  const parameters = draw.parameters.map(columnOf);
  const [lower, upper] = [columnOf(draw.lower), columnOf(draw.upper)];
  const isFixed = parameters.every((column) => column !== undefined);
  if (!record || !isFixed || (draw.lower !== undefined && !lower) || (draw.upper !== undefined && !upper)) return undefined;
  const cells = Array.from({ length: builder.cells(dimensions) }, (_, cell) =>
    cellOf(
      record,
      parameters.map((column) => column?.[cell] ?? Number.NaN),
      lower?.[cell] ?? Number.NEGATIVE_INFINITY,
      upper?.[cell] ?? Number.POSITIVE_INFINITY,
    ),
  );
  return { dimensions, medians: cells.map(({ median }) => median), supports: cells.map(({ support }) => support) };
}

function cellOf(record: Distribution, parameters: readonly number[], lower: number, upper: number) {
  const [least, greatest] = record.support(parameters);
  const below = lower > least ? record.cdf(lower, parameters) : 0;
  const within = upper < greatest ? record.cdf(upper, parameters) : 1;
  const support: readonly [number, number] = [Math.max(least, lower), Math.min(greatest, upper)];
  return { median: record.quantile((below + within) / 2, parameters), support };
}

/** Median and support of listed values. */
function listedCells({ values, weights }: Extract<Node, { readonly kind: "empirical" }>): Cells {
  const sorted = values.map((value, index) => ({ value, weight: weights?.[index] ?? 1 })).sort((left, right) => left.value - right.value);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  const median = sorted.find(({ weight }) => {
    passed += weight;
    return passed >= half;
  })?.value;
  if (median === undefined) return { dimensions: [], medians: [], supports: [] };
  return { dimensions: [], medians: [median], supports: [[sorted[0]?.value ?? 0, sorted.at(-1)?.value ?? 0]] };
}
