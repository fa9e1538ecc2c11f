/** What a graph makes use of, in words, so that a test over many graphs can show that it left nothing out. */
import { distributions } from "../distributions/index.js";
import type { Graph, Node, ReductionName, Statistic } from "../graph.js";
import { operations } from "../operations.js";
import { planOf } from "../run/plan.js";

const kinds: Readonly<Record<Node["kind"], true>> = {
  constant: true,
  column: true,
  draw: true,
  categorical: true,
  empirical: true,
  apply: true,
  reduce: true,
  pick: true,
  choose: true,
  rename: true,
  stack: true,
  interpolate: true,
  time: true,
  stock: true,
  lag: true,
  statistic: true,
};

const reductions: Readonly<Record<ReductionName, true>> = {
  sum: true,
  mean: true,
  min: true,
  max: true,
  product: true,
  integral: true,
  final: true,
};

const statistics: Readonly<Record<Statistic["kind"], true>> = { mean: true, sd: true, min: true, max: true, quantile: true };

const families = [...distributions.keys(), "metalog 3", "metalog 3 min", "metalog 2 max", "metalog 3 min max", "smoothed 4"];

/** Every feature that `featuresOf` may name. */
export const allFeatures: readonly string[] = [
  ...Object.keys(kinds),
  ...Object.keys(operations),
  ...Object.keys(reductions).map((name) => `reduce ${name}`),
  ...Object.keys(statistics).map((name) => `statistic ${name}`),
  ...families,
  ...families.filter((name) => !name.startsWith("metalog")).map((name) => `${name}, moving`),
  ...["bounded below", "bounded above", "bounded by a moving number", "moving probabilities", "correlated", "stock with a minimum"],
  ...["euler", "rk4", "1 step in a period", "3 steps in a period", "one time loop", "two time loops", "three time loops"],
  ...[
    "integral, interpolate, choose, lag and stock in one time loop by rk4",
    "draws that follow a stock",
    "kept draws",
    "kept quantiles",
    "kept sample",
  ],
  "kept moments",
];

/** The features of one graph. */
export function featuresOf(graph: Graph): ReadonlySet<string> {
  const { nodes, time } = graph;
  const found = new Set<string>();
  const { stage, isStepped } = planOf(graph);
  const isRandom: boolean[] = [];
  nodes.forEach((node) => {
    const isDraw = node.kind === "draw" || node.kind === "categorical" || node.kind === "empirical";
    isRandom.push(isDraw || operandsOf(node).some((operand) => isRandom[operand]));
    found.add(node.kind);
    if (node.kind === "apply") found.add(node.operation);
    if (node.kind === "reduce") found.add(`reduce ${node.reduction}`);
    if (node.kind === "statistic") found.add(`statistic ${node.statistic.kind}`);
    if (node.kind === "stock" && node.minimum !== undefined) found.add("stock with a minimum");
    if (node.kind === "categorical" && isRandom[node.probabilities]) found.add("moving probabilities");
    if (node.kind === "draw") {
      found.add(node.distribution);
      if (node.parameters.some((parameter) => isRandom[parameter])) found.add(`${node.distribution}, moving`);
      if (node.parameters.some((parameter) => isStepped[parameter])) found.add("draws that follow a stock");
      if (node.lower !== undefined) found.add("bounded below");
      if (node.upper !== undefined) found.add(isRandom[node.upper] ? "bounded by a moving number" : "bounded above");
    }
  });
  const loops = new Set(stage.filter((number) => number % 2 === 1)).size;
  if (loops > 0) found.add(`${["one", "two", "three"][Math.min(loops, 3) - 1]} time loop${loops > 1 ? "s" : ""}`);
  for (const number of new Set(stage)) {
    const inLoop = new Set(nodes.flatMap((node, id) => (isStepped[id] && stage[id] === number ? [node.kind] : [])));
    const isWhole = (["interpolate", "choose", "lag", "stock"] as const).every((kind) => inLoop.has(kind));
    const total = nodes.some((node) => node.kind === "reduce" && node.reduction === "integral" && stage[node.of] === number);
    if (isWhole && total && time?.method === "rk4") found.add("integral, interpolate, choose, lag and stock in one time loop by rk4");
  }
  if (time !== undefined) {
    found.add(time.method);
    found.add(`${time.stepsPerReport} step${time.stepsPerReport > 1 ? "s" : ""} in a period`);
  }
  if (graph.correlations.length > 0) found.add("correlated");
  for (const { keep } of graph.outputs) found.add(`kept ${keep}`);
  return found;
}

function operandsOf(node: Node): readonly number[] {
  switch (node.kind) {
    case "apply":
      return node.arguments;
    case "stack":
      return node.parts;
    case "reduce":
    case "pick":
    case "rename":
      return [node.of];
    case "choose":
      return [node.of, node.by];
    case "interpolate":
      return [node.x];
    case "stock":
      return [node.start];
    case "lag":
      return [node.initial];
    default:
      return [];
  }
}
