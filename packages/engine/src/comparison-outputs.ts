/** The comparison of options as nodes of the graph, so that a run of many draws compares without keeping them. */
import type { OptionComparison } from "./compare.js";
import type { Graph, Node, NodeId, OperationName, Output } from "./graph.js";
import type { OutputResult, Summary } from "./result.js";

/** What is compared: a node over options, under the name that begins those of the outputs. Options are places in the dimension. */
export interface Comparison {
  readonly name: string;
  readonly node: NodeId;
  readonly sense: "minimise" | "maximise";
  readonly baseline: number;
  /** Which options may be best; all when absent. */
  readonly eligible?: readonly boolean[];
}

const parts = ["best", "difference", "worse", "better"] as const;
type Part = (typeof parts)[number];

/**
 * The graph with four more outputs over options: `NAME:best`, the share of the first place (ties share it), `NAME:difference` to the baseline
 * (with quantiles), and `NAME:worse` and `NAME:better` than the baseline, 0 or 1. They are what `compareOptions` makes of draws.
 */
export function comparisonOutputs(graph: Graph, { name, node, sense, baseline, eligible }: Comparison): Graph {
  const dimension = graph.dimensions.find(({ kind }) => kind === "option");
  if (dimension === undefined) throw new Error("The graph has no options to compare.");
  const option = dimension.name;
  const count = dimension.members.length;
  const nodes: Node[] = [...graph.nodes];
  const push = (added: Node): NodeId => nodes.push(added) - 1;
  const rest = nodes[node]!.dimensions.filter((other) => other !== option);
  const isOver = nodes[node]!.dimensions.includes(option);
  const over = isOver ? nodes[node]!.dimensions : [option, ...rest];
  const value = isOver ? node : push({ kind: "stack", dimensions: over, along: option, parts: new Array<NodeId>(count).fill(node) });
  const apply = (operation: OperationName, ...inputs: NodeId[]) => push({ kind: "apply", dimensions: over, operation, arguments: inputs });
  const pick = (member: number) => push({ kind: "pick", dimensions: rest, of: value, dimension: option, member });

  const may = dimension.members.map((_, member) => eligible?.[member] ?? true);
  const first = may.indexOf(true);
  const runners = may.every((each) => each)
    ? value
    : push({ kind: "stack", dimensions: over, along: option, parts: may.map((each, member) => pick(each ? member : Math.max(first, 0))) });
  const top = push({ kind: "reduce", dimensions: rest, reduction: sense === "minimise" ? "min" : "max", over: option, of: runners });
  const isEligible = push({ kind: "constant", dimensions: [option], values: may.map(Number) });
  const isTop = apply("and", apply("equal", value, top), isEligible);
  const ties = push({ kind: "reduce", dimensions: rest, reduction: "sum", over: option, of: isTop });
  const none = push({ kind: "constant", dimensions: [], values: [0] });
  const best = apply("if", isEligible, apply("divide", isTop, ties), none);

  const against = pick(baseline);
  const areNumbers = apply("and", apply("equal", value, value), apply("equal", against, against));
  const indicate = (operation: OperationName) => apply("divide", apply(operation, value, against), areNumbers);
  const made: Readonly<Record<Part, NodeId>> = {
    best,
    difference: apply("subtract", value, against),
    worse: indicate(sense === "minimise" ? "greater" : "less"),
    better: indicate(sense === "minimise" ? "less" : "greater"),
  };
  const outputs = parts.map(
    (part): Output => ({ name: `${name}:${part}`, node: made[part], keep: part === "difference" ? "quantiles" : "moments" }),
  );
  return { ...graph, nodes, outputs: [...graph.outputs, ...outputs] };
}

/** Reads the comparison of a name from the outputs of a run; undefined when it is not there or varies over more than options. */
export function comparisonOf(
  outputs: readonly OutputResult[],
  { name, eligible }: Pick<Comparison, "name" | "eligible">,
): readonly OptionComparison[] | undefined {
  const summaries = (part: Part): readonly Summary[] | undefined => {
    const output = outputs.find((each) => each.name === `${name}:${part}`);
    return output?.dimensions.length === 1 ? output.summaries : undefined;
  };
  const [best, difference, worse, better] = parts.map(summaries);
  if (!best || !difference || !worse || !better) return undefined;
  return difference.map((summary, option) => ({
    eligible: eligible?.[option] ?? true,
    probabilityBest: best[option]!.mean,
    probabilityBestError: best[option]!.meanError,
    difference: summary,
    probabilityWorse: worse[option]!.mean,
    probabilityWorseError: worse[option]!.meanError,
    probabilityBetter: better[option]!.mean,
    probabilityBetterError: better[option]!.meanError,
  }));
}
