/** The reference workload W2, ten coupled stocks over 520 explicit Euler steps: its graph, the recurrence itself, and the reference answers. */
import { type Graph, GraphBuilder, type NodeId } from "@outweigh/engine";

const stocks = 10;
const steps = 520;
const coupling = Array.from({ length: stocks * stocks }, (_, cell) => {
  const [i, j] = [Math.floor(cell / stocks), cell % stocks];
  return i === j ? 0 : (7 * i + 3 * j) % 4 === 0 ? 1 : 0.1;
});

/**
 * W2 as a graph whose draws are the runs: `u` is uniform in (0, 1). Given `u` as a list it is fixed instead, one cell for each. The peak is a
 * stock that grows by what the total exceeds it. Only the last point is reported, so nothing between is kept.
 */
export function w2Graph(fixed?: readonly number[]): Graph {
  const b = new GraphBuilder();
  const members = (count: number) => Array.from({ length: count }, (_, k) => ({ id: `m${k}`, label: `${k}` }));
  b.addDimension({ name: "run", kind: "named", members: members(fixed?.length ?? 1) });
  b.addDimension({ name: "stock", kind: "named", members: members(stocks) });
  b.addDimension({ name: "other", kind: "named", members: members(stocks) });
  b.addDimension({ name: "time", kind: "time", members: members(2) });
  const n = (value: number) => b.number(value);
  const times = (left: NodeId, right: NodeId) => b.apply("multiply", left, right);
  const plus = (left: NodeId, right: NodeId) => b.apply("add", left, right);

  const u = fixed
    ? b.constant(["run"], fixed)
    : b.draw({ distribution: "uniform", stream: "u", parameters: [n(0), n(1)], independentOver: [] });
  const over = fixed ? ["run"] : [];
  const rho = plus(n(0.004), times(n(0.002), u));
  const eta = plus(n(1), times(n(3), u));
  const theta = times(n(1e-6), plus(n(1), u));
  const start = b.constant(
    ["stock"],
    Array.from({ length: stocks }, (_, i) => 100 + 37 * i),
  );
  const level = b.stock(start, 0, [...over, "stock"]);
  const total = b.reduce("sum", "stock", level);
  const pressure = b.reduce("sum", "other", times(b.constant(["stock", "other"], coupling), b.rename(level, "stock", "other")));
  const losses = plus(plus(b.apply("divide", eta, total), times(n(1e-6), level)), times(theta, pressure));
  b.setRate(level, times(level, b.apply("subtract", rho, losses)));
  const peak = b.stock(n(0), undefined, over);
  b.setRate(peak, b.apply("max", n(0), b.apply("subtract", total, peak)));
  const last = (node: NodeId) => b.reduce("final", "time", node);
  return b.build(
    { start: 0, reportStep: steps, reportCount: 2, stepsPerReport: steps, method: "euler" },
    [],
    [
      { name: "u", node: u, keep: "draws" },
      { name: "stocks", node: last(level), keep: "draws" },
      { name: "total", node: last(total), keep: "draws" },
      { name: "peak", node: last(peak), keep: "draws" },
    ],
  );
}

/** One run by the recurrence of the definition: final total and peak. */
export function w2Run(u: number): readonly [total: number, peak: number] {
  let levels = Array.from({ length: stocks }, (_, i) => 100 + 37 * i);
  let peak = 0;
  const sum = () => levels.reduce((left, right) => left + right);
  for (let step = 0; step < steps; step++) {
    const total = sum();
    peak = Math.max(peak, total);
    levels = levels.map((level, i) => {
      const pressure = levels.reduce((added, other, j) => added + coupling[i * stocks + j]! * other, 0);
      const growth = 0.004 + 0.002 * u - (1 + 3 * u) / total - 1e-6 * level - 1e-6 * (1 + u) * pressure;
      return Math.max(0, level + level * growth);
    });
  }
  return [sum(), peak];
}

/** Of 10,000 runs: final total of runs 0, 5000 and 9999; mean, p5, p50, p95 of the final total; mean of the peak (numpy, double precision). */
export const w2Reference: readonly (readonly number[])[] = [
  [7345.6311, 7468.4284, 7644.2305],
  [7477.1874, 7355.95, 7468.41, 7623.69],
  [7468.7318],
];

/** The answers that differ from the reference by more than a millionth, in words. */
export function w2Disagreements(answers: readonly (readonly number[])[]): readonly string[] {
  return answers.flatMap((row, index) =>
    (w2Reference[index] ?? []).flatMap((expected, place) => {
      const found = row[place] ?? Number.NaN;
      return Math.abs(found / expected - 1) < 1e-6 ? [] : [`answer ${index}.${place} is ${found}, not ${expected}`];
    }),
  );
}
