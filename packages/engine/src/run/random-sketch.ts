/** Graphs made by chance, for tests that compare one way of evaluating a graph with another. */
import type { NodeId, OperationName, ReductionName } from "../graph.js";
import { operations } from "../operations.js";
import { fillUniforms, streamKey } from "../random.js";
import { number, type Operand, Sketch } from "./sketch.js";

const shapes: readonly (readonly [string, ...number[]])[] = [
  ["normal", 1, 0.5],
  ["lognormal", 1, 0.5],
  ["uniform", -1, 2],
  ["triangular", 0, 1, 3],
  ["bernoulli", 0.3],
  ["exponential", 2],
  ["beta", 2, 3],
  ["gamma", 2, 0.5],
  ["poisson", 3],
  ["binomial", 10, 0.4],
  ["logistic", 0, 1],
];

const names = Object.keys(operations) as OperationName[];

/**
 * A graph of about thirty nodes over two named dimensions, a second name of one of them, options and time. With `everything` there are more
 * of them, of every operation, tables and Runge-Kutta steps too, and values may leave the range of numbers.
 */
export function randomSketch(seed: number, everything = false): Sketch {
  const uniforms = new Float64Array(4000);
  fillUniforms(uniforms, streamKey(seed, ["graph"]), 0);
  let used = 0;
  const below = (count: number) => Math.floor(uniforms[used++]! * count);
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
  const any = () => pool[below(pool.length)]!;
  const dimensions = (id: NodeId) => s.nodes[id]!.dimensions;
  const bounded = (id: NodeId) => (everything && below(3) > 0 ? id : bound(id));
  const bound = (id: NodeId) => s.apply("max", s.apply("min", id, number(1.5)), number(-1.5));
  const states = s.push({
    kind: "categorical",
    probabilities: s.constant([0.2, 0.5, 0.3], ["states"]),
    states: "states",
    stream: "states",
    independentOver: ["b"],
    dimensions: ["b"],
  });
  s.output("states", states);
  const overs = [[], ["a"], ["b", "a"], ["time"]];
  for (let input = 0; input < 4; input++) {
    const id = s.draw("uniform", `u${input}`, [number(-1), below(2) === 0 ? number(1) : s.constant([1, 2], ["option"])], {
      over: overs[input]!,
    });
    s.output(`u${input}`, id);
    pool.push(id);
  }
  if (everything) {
    for (let input = 0; input < 8; input++) {
      const [distribution, ...parameters] = shapes[below(shapes.length)]!;
      const of = parameters.map((value): Operand => (below(3) === 0 ? s.apply("add", any(), number(value)) : number(value)));
      const isOverTime = of.some((operand) => typeof operand === "number" && dimensions(operand).includes("time"));
      const over = isOverTime ? [] : overs[below(3)]!;
      const [lower, upper] = [s.constant([0.4]), s.constant([2.5])];
      const drawn = s.draw(distribution, `v${input}`, of, { over });
      const node = s.nodes[drawn]!;
      if (node.kind === "draw" && below(3) === 0) s.nodes[drawn] = { ...node, lower, upper };
      s.output(`v${input}`, drawn);
      pool.push(drawn);
    }
    pool.push(
      s.push({ kind: "empirical", values: [3, 1, 2, 1.5], weights: [1, 0, 2, 1], stream: "listed", independentOver: [], dimensions: [] }),
    );
    if (below(2) === 0) s.correlations.push({ left: "u0", right: "u1", rank: 0.5 });
  }
  const waiting: (() => void)[] = [];
  const make = (): NodeId | undefined => {
    const of = any();
    switch (below(everything ? 14 : 12)) {
      case 0:
      case 1:
      case 2:
      case 3:
        return bounded(s.apply((["add", "subtract", "multiply", "min", "less"] as const)[below(5)]!, of, any()));
      case 4:
        return s.apply("if", s.apply("less", of, number(0.1)), any(), any());
      case 5:
      case 6: {
        const over = dimensions(of)[below(Math.max(1, dimensions(of).length))];
        const reductions: readonly ReductionName[] =
          over === "time" ? ["sum", "mean", "min", "max", "product", "final", "integral"] : ["sum", "mean", "min", "max", "product"];
        return over === undefined ? undefined : bounded(s.reduce(reductions[below(reductions.length)]!, of, over));
      }
      case 7: {
        const over = dimensions(of)[0];
        return over === undefined ? undefined : s.pick(of, over, below(2));
      }
      case 8:
        if (dimensions(of).includes("time") && dimensions(of).length < 3) return s.choose(of, "time", states);
        return dimensions(of).includes("a") && !dimensions(of).includes("b") ? s.choose(of, "a", states) : undefined;
      case 9:
        if (dimensions(of).includes("a") && !dimensions(of).includes("c")) return s.rename(of, "a", "c");
        return dimensions(of).includes("option") ? undefined : s.stack("option", of, number(0.25));
      case 10: {
        if (dimensions(of).includes("time")) return undefined;
        const stock = s.stock(of, below(2) === 0 ? -0.2 : undefined, ["option"]);
        const own = dimensions(stock);
        waiting.push(() => {
          const fitting = pool.filter((id) => dimensions(id).every((name) => own.includes(name)));
          s.flow(stock, fitting[below(fitting.length)]!);
        });
        return stock;
      }
      case 11:
        return s.lag(any(), [0.3, 1, 1.7][below(3)]!, of);
      case 12: {
        const name = names[below(names.length)]!;
        const { arity, folds } = operations[name];
        const rest = Array.from({ length: arity - 1 + (folds ? below(3) : 0) }, any);
        return s.apply(name, of, ...rest);
      }
      default:
        return s.push({ kind: "interpolate", x: of, xs: [-1, -0.25, 0.5, 2], ys: [1, -2, 0.125, 3], dimensions: dimensions(of) });
    }
  };
  while (pool.length < (everything ? 60 : 32)) {
    const id = make();
    if (id !== undefined && dimensions(id).length <= 4) pool.push(id);
  }
  for (const connect of waiting) connect();
  for (let output = 0; output < (everything ? 12 : 5); output++)
    s.output(`result${output}`, pool[pool.length - 1 - below(everything ? 30 : 10)]!);
  return s;
}
