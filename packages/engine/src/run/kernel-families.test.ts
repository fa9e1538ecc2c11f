/** Families with parameters that differ between draws: the bits of the interpreter, and the probability that was drawn. The records' own formulas are checked against golden values. */
import { expect, it } from "vitest";
import { distributions } from "../distributions/index.js";
import { GraphBuilder } from "../graph-builder.js";
import { run } from "./run.js";

type Parameter = number | readonly [low: number, high: number];

const draws = 4096;

/** Of one draw per uniform: the uniform, the parameters and the value, by column. */
function sampled(name: string, given: readonly Parameter[], tier: "compiled" | "reference"): readonly Float64Array[] {
  const b = new GraphBuilder();
  const uniform = (stream: string, low: number, high: number) =>
    b.draw({ distribution: "uniform", stream, parameters: [b.number(low), b.number(high)], independentOver: [] });
  const parameters = given.map((one, k) => (typeof one === "number" ? b.number(one) : uniform(`p${k}`, ...one)));
  const value = b.draw({ distribution: name, stream: "x", parameters, independentOver: [] });
  const nodes = [uniform("x", 0, 1), ...parameters, value];
  const graph = b.build(
    undefined,
    [],
    nodes.map((node, k) => ({ name: `${k}`, node, keep: "draws" as const })),
  );
  return run(graph, { seed: 5, draws, tier }).outputs.map((output) => output.draws![0]!);
}

it.each<readonly [string, readonly Parameter[]]>([
  [
    "weibull",
    [
      [0.5, 3],
      [1, 9],
    ],
  ],
  ["weibull", [2, [1, 9]]],
  ["weibull", [0.5, 3]],
  [
    "pareto",
    [
      [1, 2],
      [0.5, 4],
    ],
  ],
  ["pareto", [1, [0.5, 4]]],
  [
    "gumbel",
    [
      [-3, 3],
      [1, 2],
    ],
  ],
  [
    "laplace",
    [
      [-3, 3],
      [1, 2],
    ],
  ],
  [
    "logistic",
    [
      [-3, 3],
      [1, 2],
    ],
  ],
  ["logistic", [2, 1]],
  [
    "loglogistic",
    [
      [1, 30],
      [0.8, 5],
    ],
  ],
  [
    "cauchy",
    [
      [-3, 3],
      [1, 2],
    ],
  ],
  ["student_t", [[-3, 3], 2, 4.5]],
  ["student_t", [0, [1, 2], 1]],
  ["gamma", [0.3, [1, 20]]],
  ["gamma", [25, [1, 20]]],
  ["inverse_gamma", [3, [1, 20]]],
])("%s at %j", (name, given) => {
  const [columns, reference] = (["compiled", "reference"] as const).map((tier) => sampled(name, given, tier)) as [
    readonly Float64Array[],
    readonly Float64Array[],
  ];
  expect(columns).toEqual(reference);
  const { cdf } = distributions.get(name)!;
  const [uniforms, ...parameters] = columns.slice(0, -1) as [Float64Array, ...Float64Array[]];
  const values = columns.at(-1)!;
  let worst = 0;
  for (let i = 0; i < draws; i++) {
    const reached = cdf(
      values[i]!,
      parameters.map((column) => column[i % column.length]!),
    );
    worst = Math.max(worst, Math.abs(reached - uniforms[i]!));
  }
  expect(worst).toBeLessThan(2e-12);
});

it("are not a number where the parameters have no distribution", () => {
  for (const [name, given] of [
    ["weibull", [[-1, 1], 2]],
    ["logistic", [0, [-1, 1]]],
    ["gamma", [2, [-1, 1]]],
    ["cauchy", [0, [-1, 1]]],
  ] as const) {
    const columns = sampled(name, given, "compiled");
    const moving = columns[typeof given[0] === "number" ? 2 : 1]!;
    columns.at(-1)!.forEach((value, i) => {
      expect(Number.isNaN(value)).toBe(!(moving[i]! > 0));
    });
  }
});
