/**
 * A runnable model: the second of the four nouns. Plain serialisable data; `nodes` is the whole model and a node refers to others by
 * their index. Every node has named dimensions (never positions); the draw of the simulation is an implicit dimension of its own.
 */

/** Index into `Graph.nodes`. */
export type NodeId = number;

/** An axis of values. `option` and `time` are dimensions like any other. `states` are the states of a chance, `rows` those of a table. */
export interface Dimension {
  readonly name: string;
  readonly kind: "option" | "time" | "named" | "rows" | "states";
  readonly members: readonly DimensionMember[];
}

/** One member of a dimension: the identifier used in the text and the reader's label. */
export interface DimensionMember {
  readonly id: string;
  readonly label: string;
}

/** The two grids of time. Reporting point k lies at `start + k * reportStep`; each begins a period that is crossed in `stepsPerReport` inner steps. All in years. */
export interface TimeGrid {
  readonly start: number;
  readonly reportStep: number;
  readonly reportCount: number;
  readonly stepsPerReport: number;
  readonly method: "euler" | "rk4";
}

/** Operations that work element by element; the record of each is in `operations.ts`. */
export type OperationName =
  | "add"
  | "subtract"
  | "multiply"
  | "divide"
  | "power"
  | "negate"
  | "exp"
  | "ln"
  | "sqrt"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "min"
  | "max"
  | "less"
  | "less-equal"
  | "greater"
  | "greater-equal"
  | "equal"
  | "not-equal"
  | "and"
  | "or"
  | "not"
  | "if";

/** How a dimension is reduced away. `integral` and `final` are for time only: the sum of value times inner step in years; the value at the last reporting point. */
export type ReductionName = "sum" | "mean" | "min" | "max" | "product" | "integral" | "final";

/** A statistic over the draws. Its node has no draws any more; only `constant`, `apply`, `pick`, `stack`, `rename`, `reduce` may follow it. */
export type Statistic =
  | { readonly kind: "mean" }
  | { readonly kind: "sd" }
  | { readonly kind: "min" }
  | { readonly kind: "max" }
  | { readonly kind: "quantile"; readonly probability: number };

interface NodeCommon {
  /** Names of the node's dimensions, in storage order (row-major: the last one varies fastest). */
  readonly dimensions: readonly string[];
}

export type Node =
  /** Fixed numbers, one per cell. */
  | (NodeCommon & { readonly kind: "constant"; readonly values: readonly number[] })
  /** One random input by inversion of a uniform. Cells that share `stream` (those not told apart by `independentOver`) share the uniform, so options are compared on common random numbers. `lower`, `upper` truncate. */
  | (NodeCommon & {
      readonly kind: "draw";
      readonly distribution: string;
      readonly parameters: readonly NodeId[];
      readonly stream: string;
      readonly independentOver: readonly string[];
      readonly lower?: NodeId;
      readonly upper?: NodeId;
    })
  /** One of finitely many states by inversion; the value is the state's index. `probabilities` has the dimension `states`, this node has not. */
  | (NodeCommon & {
      readonly kind: "categorical";
      readonly probabilities: NodeId;
      readonly states: string;
      readonly stream: string;
      readonly independentOver: readonly string[];
    })
  /** A draw from listed values with equal weights (the empirical distribution), or with `weights`. Of a `mixture`, `choose` on a categorical is used instead. */
  | (NodeCommon & {
      readonly kind: "empirical";
      readonly values: readonly number[];
      readonly weights?: readonly number[];
      readonly stream: string;
      readonly independentOver: readonly string[];
    })
  /** Numbers that are known already, draw by draw: a column for each cell, or a single number that holds in all draws. For runs beside that of a model; models themselves have none. */
  | (NodeCommon & { readonly kind: "column"; readonly columns: readonly Float64Array[] })
  /** Element by element with broadcasting by dimension name. */
  | (NodeCommon & { readonly kind: "apply"; readonly operation: OperationName; readonly arguments: readonly NodeId[] })
  /** Reduces `over` away. */
  | (NodeCommon & { readonly kind: "reduce"; readonly reduction: ReductionName; readonly over: string; readonly of: NodeId })
  /** One member of a dimension. */
  | (NodeCommon & { readonly kind: "pick"; readonly of: NodeId; readonly dimension: string; readonly member: number })
  /** The member whose index `by` gives, draw by draw. */
  | (NodeCommon & { readonly kind: "choose"; readonly of: NodeId; readonly dimension: string; readonly by: NodeId })
  /** The same values under another dimension name (a dimension paired with itself). */
  | (NodeCommon & { readonly kind: "rename"; readonly of: NodeId; readonly from: string; readonly to: string })
  /** Part k becomes member k of `along`. */
  | (NodeCommon & { readonly kind: "stack"; readonly along: string; readonly parts: readonly NodeId[] })
  /** Piecewise linear in a table of fixed points with rising `xs`; constant beyond its ends. */
  | (NodeCommon & { readonly kind: "interpolate"; readonly x: NodeId; readonly xs: readonly number[]; readonly ys: readonly number[] })
  /** The present time of the dynamics, in years (2026.25). Has the dimension `time`. */
  | (NodeCommon & { readonly kind: "time" })
  /** A level that starts at `start` and changes by `rate` per year; never below `minimum` when given. Has the dimension `time`. `rate` may come later in the list. */
  | (NodeCommon & { readonly kind: "stock"; readonly start: NodeId; readonly rate: NodeId; readonly minimum?: number })
  /** The value `years` earlier (at least one inner step, rounded to whole inner steps), `initial` before that. Has the dimension `time`. `of` may come later in the list. */
  | (NodeCommon & { readonly kind: "lag"; readonly of: NodeId; readonly years: number; readonly initial: NodeId })
  /** A statistic over the draws; with `given`, over those in which that node is not 0. A statistic with `given` keeps all draws of both. */
  | (NodeCommon & { readonly kind: "statistic"; readonly of: NodeId; readonly statistic: Statistic; readonly given?: NodeId });

/** Rank correlation of two random streams, by Gaussian copula. Cells are paired where both streams are independent over the same dimensions. */
export interface Correlation {
  readonly left: string;
  readonly right: string;
  readonly rank: number;
}

/**
 * A value that the run has to keep, cell by cell. `draws`: every draw, and all statistics; `quantiles`: all statistics without the draws, for
 * single cells and moderate arrays; `sample`: quantiles and tails of the first 16,384 draws, and the rest of all, for arrays that are shown
 * as figures; `moments`: mean, sd, min, max only, for large arrays. Nodes without draws keep their cells.
 */
export interface Output {
  readonly name: string;
  readonly node: NodeId;
  readonly keep: "draws" | "quantiles" | "sample" | "moments";
}

/**
 * Something that has been observed: the logarithm of how likely it is in each draw, up to a constant, as a node without dimensions; minus
 * infinity where it is impossible. `of` is the value that was measured, where there is a single one. Streams and dimensions are shared with the model.
 */
export interface Observation {
  readonly name: string;
  readonly logLikelihood: NodeId;
  readonly of?: NodeId;
}

/** The model. Nodes are in an order in which every reference points backwards, except through `stock.rate` and `lag.of`. */
export interface Graph {
  readonly dimensions: readonly Dimension[];
  readonly time: TimeGrid | undefined;
  readonly nodes: readonly Node[];
  readonly correlations: readonly Correlation[];
  readonly outputs: readonly Output[];
  /** Independent facts on which all outputs are conditioned; none when absent. */
  readonly observations?: readonly Observation[];
}
