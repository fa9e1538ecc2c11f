/** The reference workload W1, twelve inputs and six losses on common random numbers: its graph, and the check that an answer is right within sampling error. */
import { type Graph, GraphBuilder, type NodeId, type OperationName } from "@outweigh/engine";

/** W1 as a graph with two outputs over the six options: `loss`, and `best`, the share of each in the first place of a draw. `factor` is the constant 0.15, which W4 changes from run to run. */
export function w1Graph(factor = 0.15): Graph {
  const b = new GraphBuilder();
  b.addDimension({ name: "option", kind: "option", members: [0, 1, 2, 3, 4, 5].map((k) => ({ id: `o${k}`, label: `L${k}` })) });
  const draw = (stream: string, distribution: string, ...parameters: number[]) =>
    b.draw({ distribution, stream, parameters: parameters.map((value) => b.number(value)), independentOver: [] });
  const fold = (operation: OperationName, terms: readonly NodeId[]) => terms.reduce((left, right) => b.apply(operation, left, right));
  const times = (...factors: NodeId[]) => fold("multiply", factors);
  const plus = (...terms: NodeId[]) => fold("add", terms);
  const n = (value: number) => b.number(value);

  const threat = draw("threat", "lognormal", 20.085536923187668, 0.5);
  const deter = draw("deter", "beta", 2, 5);
  const succ = draw("succ", "beta", 8, 3);
  const backl = draw("backl", "lognormal", Math.E, 0.4);
  const cost = draw("cost", "triangular", 10, 20, 50);
  const rate = draw("rate", "normal", 0.04, 0.01);
  const escal = draw("escal", "bernoulli", 0.3);
  const incid = draw("incid", "poisson", 4);
  const elast = draw("elast", "normal", 1.2, 0.25);
  const coop = draw("coop", "uniform", 0.5, 1.5);
  const shock = draw("shock", "normal", 0, 1);
  const legal = draw("legal", "lognormal", 1, 0.25);

  const disc = b.apply("exp", times(n(-5), rate));
  const thr = times(threat, b.apply("exp", times(n(factor), shock)));
  const harm = b.apply("exp", times(elast, b.apply("ln", thr)));
  const w = times(incid, backl);
  const h = times(plus(harm, w), disc);
  const c2 = times(b.apply("max", cost, n(15)), legal);
  const cd = times(b.apply("if", b.apply("greater", escal, n(0.5)), times(n(1.8), c2), c2), disc);
  const hs = times(h, b.apply("divide", times(succ, coop), plus(coop, n(1))));
  const wd = times(w, deter, disc);
  const less = (share: number) => b.apply("subtract", h, times(n(share), hs));
  const loss = b.stack("option", [
    h,
    plus(less(0.2), times(n(0.2), cd)),
    plus(less(0.35), times(n(0.5), cd)),
    plus(less(0.6), times(n(0.9), wd), cd),
    plus(b.apply("max", less(1.4), n(5)), times(n(3.5), wd), times(n(1.6), cd)),
    plus(less(0.8), b.apply("min", cd, n(30)), times(n(0.5), wd)),
  ]);
  const least = b.apply("equal", loss, b.reduce("min", "option", loss));
  const best = b.apply("divide", least, b.reduce("sum", "option", least));
  return b.build(
    undefined,
    [],
    [
      { name: "loss", node: loss, keep: "quantiles" },
      { name: "best", node: best, keep: "moments" },
    ],
  );
}

/** What is asked of every loss, in the order of all answers. */
export const w1Statistics = ["mean", "sd", "p5", "p50", "p95", "CVaR 5 %", "P(best)"] as const;

/** Reference answers from 4 × 2^20 scrambled Sobol points (scipy), one row per loss. */
export const w1Reference: readonly (readonly number[])[] = [
  [62.001, 97.0, 13.443, 38.571, 178.25, 338.8, 0.7235],
  [63.205, 90.1, 17.464, 41.598, 171.29, 320.4, 0.0929],
  [68.319, 85.3, 22.703, 48.62, 170.7, 311.2, 0.0005],
  [79.326, 78.1, 31.152, 62.575, 173.98, 299.6, 0.0],
  [85.727, 57.0, 38.008, 74.437, 163.76, 241.5, 0.1304],
  [69.005, 70.2, 29.162, 53.298, 153.17, 268.5, 0.0527],
];

/** Standard error of each answer under plain Monte Carlo times the square root of the draws: the spread of 600 runs of 100,000 draws in numpy. */
export const w1Spread: readonly (readonly number[])[] = [
  [96.85, 2388, 16.44, 35.52, 421.2, 1471, 0.4667],
  [89.88, 2214, 17.3, 33.19, 391.8, 1367, 0.2951],
  [84.86, 2079, 20.85, 33.01, 365.6, 1289, 0.0218],
  [77.22, 1844, 27.19, 36.32, 320.9, 1158, 0],
  [55.17, 1131, 31.54, 38.14, 205.7, 743.7, 0.3455],
  [69.64, 1702, 25.45, 26.72, 303.7, 1057, 0.2232],
];

/** How far the reference itself may be off, by statistic: its last digits, and 0.6 for the sd. */
const doubt = [0.02, 0.6, 0.005, 0.005, 0.05, 0.4, 0.0001];

/**
 * The answers that are further from the reference than six standard errors of so many draws, in words; none when all is well. The losses have
 * heavy upper tails: one extreme draw moves mean and CVaR together with the sd, so their errors grow with the sd that was found, and the sd
 * itself may be twice the reference (more with fewer draws), as it has been in a run of a million draws in numpy.
 */
export function w1Disagreements(answers: readonly (readonly number[])[], draws: number): readonly string[] {
  return w1Reference.flatMap((row, loss) =>
    row.flatMap((expected, index) => {
      const found = answers[loss]?.[index] ?? Number.NaN;
      const ofSd = Math.max(1, (answers[loss]?.[1] ?? Number.NaN) / row[1]!);
      const stretches: Readonly<Record<number, number>> = { 0: ofSd, 5: ofSd };
      const byChance = (6 * (stretches[index] ?? 1) * w1Spread[loss]![index]!) / Math.sqrt(draws) + doubt[index]!;
      const allowed = index === 1 && found > expected ? Math.max(byChance, expected * (1 + Math.min(9, 1e6 / draws))) : byChance;
      return Math.abs(found - expected) <= allowed
        ? []
        : [`${w1Statistics[index]} of L${loss} is ${found}, not ${expected} ± ${allowed.toPrecision(2)}`];
    }),
  );
}
