/** Graphs made by chance, for tests that compare one way of evaluating a graph with another. */
import type { NodeId, OperationName, ReductionName, Statistic } from "../graph.js";
import { operations } from "../operations.js";
import { fillUniforms, streamKey } from "../random.js";
import { number, type Operand, Sketch } from "./sketch-for-tests.js";

interface Family {
  readonly name: string;
  readonly parameters: readonly number[];
  /** The places of parameters that have to be whole numbers. */
  readonly whole?: readonly number[];
  /** How its parameters may differ between draws: not at all, or in few cells and not with time, where a draw takes long. */
  readonly moves?: "never" | "little";
}

/** Every family with parameters that give values of moderate size. */
const families: readonly Family[] = [
  { name: "normal", parameters: [1, 0.5] },
  { name: "lognormal", parameters: [1, 0.5] },
  { name: "uniform", parameters: [-1, 2] },
  { name: "triangular", parameters: [0, 1, 3] },
  { name: "pert", parameters: [0, 1, 3], moves: "little" },
  { name: "beta", parameters: [2, 3], moves: "little" },
  { name: "gamma", parameters: [2, 0.5], moves: "little" },
  { name: "exponential", parameters: [2] },
  { name: "weibull", parameters: [2, 1.5] },
  { name: "logistic", parameters: [0, 1] },
  { name: "loglogistic", parameters: [1, 3] },
  { name: "student_t", parameters: [0, 1, 5], moves: "little" },
  { name: "pareto", parameters: [1, 3] },
  { name: "gumbel", parameters: [0, 1] },
  { name: "laplace", parameters: [0, 1] },
  { name: "cauchy", parameters: [0, 1] },
  { name: "inverse_gamma", parameters: [4, 6], moves: "little" },
  { name: "chi_square", parameters: [2], moves: "little" },
  { name: "fisher_f", parameters: [5, 12], moves: "little" },
  { name: "bernoulli", parameters: [0.3] },
  { name: "binomial", parameters: [10, 0.4], whole: [0], moves: "little" },
  { name: "poisson", parameters: [3] },
  { name: "negative_binomial", parameters: [4, 2], moves: "little" },
  { name: "geometric", parameters: [0.4] },
  { name: "hypergeometric", parameters: [50, 10, 8], whole: [0, 1, 2], moves: "little" },
  { name: "beta_binomial", parameters: [12, 3, 7], whole: [0], moves: "little" },
  { name: "metalog 3", parameters: [1, 0.5, 0.1], moves: "never" },
  { name: "metalog 3 min", parameters: [0.2, 0.4, 0.05, -1], moves: "never" },
  { name: "metalog 2 max", parameters: [0.2, 0.4, 3], moves: "never" },
  { name: "metalog 3 min max", parameters: [0.2, 0.5, 0.1, -1, 3], moves: "never" },
  { name: "smoothed 4", parameters: [0.3, 0, 1, 1.5, 3], moves: "little" },
];

const names = Object.keys(operations) as OperationName[];

const statistics: readonly Statistic[] = [
  { kind: "mean" },
  { kind: "sd" },
  { kind: "min" },
  { kind: "max" },
  { kind: "quantile", probability: 0.3 },
];

/** More points than a fused loop takes. */
const longTable = Array.from({ length: 30 }, (_, k) => (k - 10) / 8);

/**
 * A graph of about thirty nodes over two named dimensions, a second name of one of them, options and time. With `everything` there are more
 * of them, of every kind, operation and distribution, with tables, statistics and Runge-Kutta steps, and values may leave the range of numbers.
 */
export function randomSketch(seed: number, everything = false): Sketch {
  const uniforms = new Float64Array(8000);
  fillUniforms(uniforms, streamKey(seed, ["graph"]), 0);
  let used = 0;
  const below = (count: number) => Math.floor(uniforms[used++]! * count);
  const of = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const s = new Sketch(
    { option: 2, a: 3, b: 2, c: 3, states: 3 },
    { start: 2025, reportStep: 1, reportCount: 3, stepsPerReport: 1 + below(3), method: everything && below(2) === 0 ? "rk4" : "euler" },
  );
  const pool: NodeId[] = [
    s.constant([0.5]),
    s.constant([1, -0.5], ["option"]),
    s.constant([0.3, 1.5, -1], ["a"]),
    s.constant([0.1, 0.2, 0.3, -1, 0, 1], ["time", "b"]),
  ];
  const any = () => of(pool);
  const dimensions = (id: NodeId) => s.nodes[id]!.dimensions;
  const bounded = (id: NodeId) => (everything && below(3) > 0 ? id : bound(id));
  const bound = (id: NodeId) => s.apply("max", s.apply("min", id, number(1.5)), number(-1.5));
  const nudged = (value: number, { moves }: Family, isWhole = false): Operand => {
    if (below(3) > 0 || moves === "never") return number(value);
    const chosen = any();
    const by = moves === "little" && (dimensions(chosen).length > 1 || dimensions(chosen).includes("time")) ? pool[4]! : chosen;
    if (isWhole) return s.apply("add", number(value), s.apply("round", bound(by)));
    return s.apply("add", number(value), below(4) === 0 ? by : s.apply("multiply", number(0.1), bound(by)));
  };
  let streams = 0;
  const drawn = (): NodeId => {
    const family = of(families);
    const { name, parameters, whole = [], moves } = family;
    const operands = parameters.map((value, place) => nudged(value, family, whole.includes(place)));
    const isOverTime = operands.some((operand) => typeof operand === "number" && dimensions(operand).includes("time"));
    const id = s.draw(name, `v${streams++}`, operands, { over: isOverTime ? [] : of(moves === undefined ? overs : fewer) });
    const node = s.nodes[id]!;
    if (node.kind !== "draw" || below(3) > 0) return id;
    s.nodes.pop();
    const lower = below(3) === 0 ? {} : { lower: s.constant([0.4]) };
    const upper = below(3) === 0 ? {} : { upper: s.id(nudged(2.5, family)) };
    return s.push({ ...node, ...lower, ...upper, dimensions: union(node.dimensions, upper.upper) });
  };
  const union = (own: readonly string[], id: NodeId | undefined) => [...new Set([...own, ...(id === undefined ? [] : dimensions(id))])];
  const chance = (probabilities: NodeId, stream: string, over: readonly string[]) => {
    const own = [...over, ...dimensions(probabilities).filter((name) => name !== "states")];
    return s.push({ kind: "categorical", probabilities, states: "states", stream, independentOver: over, dimensions: [...new Set(own)] });
  };
  const states = chance(s.constant([0.2, 0.5, 0.3], ["states"]), "states", ["b"]);
  s.output("states", states);
  const fewer = [[], ["a"]];
  const overs = [...fewer, ["b", "a"], ["time"]];
  for (let input = 0; input < 4; input++) {
    const id = s.draw("uniform", `u${input}`, [number(-1), below(2) === 0 ? number(1) : s.constant([1, 2], ["option"])], {
      over: overs[input]!,
    });
    s.output(`u${input}`, id);
    pool.push(id);
  }
  if (everything) {
    pool.push(s.now());
    for (let input = 0; input < 8; input++) {
      const id = drawn();
      s.output(`v${input}`, id);
      pool.push(id);
    }
    pool.push(
      s.push({ kind: "empirical", values: [3, 1, 2, 1.5], weights: [1, 0, 2, 1], stream: "listed", independentOver: [], dimensions: [] }),
    );
    if (below(2) === 0) s.correlations.push({ left: "u0", right: "u1", rank: 0.5 });
    if (below(2) === 0) s.correlations.push({ left: "u2", right: "u1", rank: -0.3 });
  }
  const waiting: (() => void)[] = [];
  const make = (): NodeId | undefined => {
    const from = any();
    const own = dimensions(from);
    switch (below(everything ? 18 : 12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return bounded(s.apply(of(["add", "subtract", "multiply", "min", "less"] as const), from, any()));
      case 4:
        return s.apply("if", s.apply("less", from, number(0.1)), any(), any());
      case 5:
      case 6: {
        const over = own[below(Math.max(1, own.length))];
        const reductions: readonly ReductionName[] =
          over === "time" ? ["sum", "mean", "min", "max", "product", "final", "integral"] : ["sum", "mean", "min", "max", "product"];
        return over === undefined ? undefined : bounded(s.reduce(of(reductions), from, over));
      }
      case 7: {
        const over = own[0];
        return over === undefined ? undefined : s.pick(from, over, below(2));
      }
      case 8:
        if (own.includes("time") && own.length < 3) return s.choose(from, "time", states);
        return own.includes("a") && !own.includes("b") ? s.choose(from, "a", states) : undefined;
      case 9:
        if (own.includes("a") && !own.includes("c")) return s.rename(from, "a", "c");
        return own.includes("option") ? undefined : s.stack("option", from, number(0.25));
      case 10: {
        if (own.includes("time")) return undefined;
        const stock = s.stock(from, below(2) === 0 ? -0.2 : undefined, ["option"]);
        const levels = dimensions(stock);
        waiting.push(() => s.flow(stock, of(pool.filter((id) => dimensions(id).every((name) => levels.includes(name))))));
        return stock;
      }
      case 11:
        return s.lag(any(), of([0.3, 1, 1.7]), from);
      case 12:
      case 13: {
        const name = of(names);
        const { arity, folds } = operations[name];
        const rest = Array.from({ length: arity - 1 + (folds ? below(3) : 0) }, any);
        return s.apply(name, from, ...rest);
      }
      case 14: {
        const xs = below(4) === 0 ? longTable : [-1, -0.25, 0.5, 2];
        const ys = xs.map((x, k) => (k % 3) - x);
        return s.push({ kind: "interpolate", x: from, xs, ys, dimensions: own });
      }
      case 15: {
        const product = s.apply("multiply", from, any());
        const over = dimensions(product)[below(Math.max(1, dimensions(product).length))];
        return over === undefined ? undefined : bounded(s.reduce("sum", product, over));
      }
      case 16:
        return drawn();
      default: {
        const shares = s.apply("add", s.constant([0.3, 0.3, 0.4], ["states"]), s.apply("multiply", number(0.1), bound(from)));
        const which = chance(shares, `w${streams++}`, []);
        return s.choose(s.stack("states", any(), number(2), any()), "states", which);
      }
    }
  };
  while (pool.length < (everything ? 64 : 32)) {
    const id = make();
    if (id !== undefined && dimensions(id).length <= 4) pool.push(id);
  }
  for (const connect of waiting) connect();
  for (let output = 0; output < (everything ? 12 : 5); output++)
    s.output(
      `result${output}`,
      pool[pool.length - 1 - below(everything ? 30 : 10)]!,
      everything ? of(["draws", "draws", "quantiles", "sample", "moments"]) : "draws",
    );
  if (everything) {
    const [one, other] = [s.statistic(any(), of(statistics)), s.statistic(any(), of(statistics))];
    s.output("statistic", one);
    s.output("after", s.apply("subtract", one, other));
  }
  return s;
}
