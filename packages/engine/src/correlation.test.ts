import { describe, expect, it } from "vitest";
import {
  canCorrelate,
  copulaRows,
  correlationGroups,
  correlationProblem,
  pearsonOfRank,
  rankOfPearson,
  roundedCorrelations,
} from "./correlation.js";
import type { OutputResult } from "./result.js";
import { run } from "./run/run.js";
import { number, Sketch } from "./run/sketch-for-tests.js";
import { eigenOf, isPossible, nearestCorrelation } from "./sampling/nearest-correlation.js";

describe("rank and product-moment correlation", () => {
  it("are related by 2 sin(pi r / 6)", () => {
    for (const rank of [-1, -0.9, -0.31, 0, 0.2, 0.5, 0.77, 1]) {
      expect(pearsonOfRank(rank)).toBeCloseTo(2 * Math.sin((Math.PI * rank) / 6), 15);
      expect(rankOfPearson(pearsonOfRank(rank))).toBeCloseTo(rank, 14);
    }
  });
});

describe("matrices", () => {
  it("have eigenvalues: 2 - 2 cos(k pi / 5) for second differences of size four", () => {
    const { values } = eigenOf([
      [2, -1, 0, 0],
      [-1, 2, -1, 0],
      [0, -1, 2, -1],
      [0, 0, -1, 2],
    ]);
    const expected = [1, 2, 3, 4].map((k) => 2 - 2 * Math.cos((k * Math.PI) / 5));
    [...values]
      .sort((a, b) => a - b)
      .forEach((value, index) => {
        expect(value).toBeCloseTo(expected[index]!, 12);
      });
  });

  it("have a nearest correlation matrix: the example of Higham (2002), section 4", () => {
    const nearest = nearestCorrelation([
      [1, 1, 0],
      [1, 1, 1],
      [0, 1, 1],
    ]);
    const expected = [
      [1, 0.7607, 0.1573],
      [0.7607, 1, 0.7607],
      [0.1573, 0.7607, 1],
    ];
    nearest.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBeCloseTo(expected[i]![j]!, 4);
      });
    });
  });
});

describe("correlations that cannot hold together", () => {
  it("are told in words, with the nearest that can", () => {
    const problem = correlationProblem(
      ["a", "b", "c"],
      [
        [1, 0.9, 0],
        [0.9, 1, 0.8],
        [0, 0.8, 1],
      ],
    )!;
    expect(problem.names).toEqual(["a", "b", "c"]);
    expect(problem.conflict).toContain("a and b at 0.9 and b and c at 0.8, a and c must lie between");
    expect(problem.conflict).toContain("but they are at 0.");
    expect(correlationProblem(["a", "b", "c"], problem.nearest)).toBeUndefined();
  });

  it("also when every three of them could", () => {
    // Four pairwise correlations of -0.45: every three leave 1 - 0.9 > 0, all four give 1 - 1.35 < 0.
    const rank = rankOfPearson(-0.45);
    const matrix = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : rank)));
    const problem = correlationProblem(["a", "b", "c", "d"], matrix)!;
    expect(problem.names).toEqual(["a", "b", "c", "d"]);
    // By symmetry the nearest has the same correlation everywhere, -1/3.
    expect(problem.nearest[0]![1]).toBeCloseTo(rankOfPearson(-1 / 3), 6);
  });

  it("name the fewest that conflict, and between which values their weakest pair must lie", () => {
    // a to e hold together alone (0.2 everywhere); p, q, r, s at -0.45 do not, though every three of them do; t follows s.
    const names = ["a", "b", "p", "c", "q", "d", "r", "e", "s", "t"];
    const isOne = (name: string) => "pqrs".includes(name);
    const rank = (left: string, right: string) => {
      if (left === right) return 1;
      if (isOne(left) && isOne(right)) return rankOfPearson(-0.45);
      if (isOne(left) || isOne(right)) return [left, right].includes("t") && [left, right].includes("s") ? 0.3 : 0;
      return 0.2;
    };
    const matrix = names.map((left) => names.map((right) => rank(left, right)));
    const problem = correlationProblem(names, matrix)!;
    expect([...problem.names].sort()).toEqual(["p", "q", "r", "s"]);
    // With p, q, r at -0.45 the fourth pair lies between c - s and c + s for c = 2 * 0.45^2 / 0.55 and s = 1 - c: from 0.4727 to 1.
    expect(problem.conflict).toContain(`must lie between ${Math.round(100 * rankOfPearson(0.81 / 1.1 - 0.29 / 1.1)) / 100} and 1`);
    expect(correlationProblem(names, problem.nearest)).toBeUndefined();
  });

  it("of two names are those beyond 1", () => {
    const problem = correlationProblem(
      ["a", "b", "c"],
      [
        [1, 0.5, 0],
        [0.5, 1, 1.2],
        [0, 1.2, 1],
      ],
    )!;
    expect(problem.names).toEqual(["b", "c"]);
    expect(problem.conflict).toContain("must lie between −1 and 1, but they are at 1.2");
  });

  it("are found near the limit, with as many decimals as show it", () => {
    // By 0.6 and 0.6 the third is at least 2 * 0.36 - 1 = -0.28 as a product-moment correlation.
    const rank = rankOfPearson(0.6);
    const matrix = (third: number) => [
      [1, rank, third],
      [rank, 1, rank],
      [third, rank, 1],
    ];
    expect(correlationProblem(["a", "b", "c"], matrix(rankOfPearson(-0.2801)))?.conflict).toMatch(
      /between −0\.26\d+ and 1, but they are at −0\.26\d+/,
    );
    expect(correlationProblem(["a", "b", "c"], matrix(rankOfPearson(-0.2799)))).toBeUndefined();
  });

  it("have a nearest matrix in two decimals that holds together too", () => {
    const asked = [
      [1, 0.9, -0.5, 0.7],
      [0.9, 1, 0.8, -0.1],
      [-0.5, 0.8, 1, 0.33],
      [0.7, -0.1, 0.33, 1],
    ];
    const { nearest } = correlationProblem(["a", "b", "c", "d"], asked)!;
    const rounded = roundedCorrelations(nearest);
    expect(isPossible(rounded.map((row) => row.map(pearsonOfRank)))).toBe(true);
    rounded.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(value).toBe(Math.round(value * 100) / 100);
        expect(Math.abs(value - nearest[i]![j]!)).toBeLessThan(0.03);
      });
    });
  });

  it("are not those that can, perfect ones included", () => {
    expect(
      correlationProblem(
        ["a", "b", "c"],
        [
          [1, 0.6, 0],
          [0.6, 1, 0.6],
          [0, 0.6, 1],
        ],
      ),
    ).toBeUndefined();
    expect(
      correlationProblem(
        ["a", "b"],
        [
          [1, -1],
          [-1, 1],
        ],
      ),
    ).toBeUndefined();
  });

  it("are looked for in each group of connected names", () => {
    const pair = (left: string, right: string, rank: number) => ({ left, right, rank });
    const groups = correlationGroups([
      pair("a", "b", 0.5),
      pair("c", "d", 0.2),
      pair("d", "e", 0.3),
      pair("f", "b", 0.1),
      pair("e", "a", 0.4),
    ]);
    expect(groups).toHaveLength(1);
    expect(new Set(groups[0]!.names)).toEqual(new Set(["a", "b", "c", "d", "e", "f"]));
    expect(correlationGroups([pair("a", "b", 0.5), pair("c", "d", 0.2)]).map(({ names }) => names)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(
      copulaRows(
        [
          [1, 2],
          [2, 1],
        ],
        () => true,
      ),
    ).toBeUndefined();
  });
});

describe("correlated draws", () => {
  const draws = 20000;
  const outputsOf = (sketch: Sketch): Readonly<Record<string, OutputResult>> =>
    Object.fromEntries(run(sketch.graph(), { seed: 11, draws }).outputs.map((output) => [output.name, output]));

  function spearman(a: Float64Array, b: Float64Array): number {
    const ranks = (values: Float64Array) => {
      const order = Array.from(values, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
      const result = new Float64Array(values.length);
      order.forEach((index, rank) => {
        result[index] = rank;
      });
      return result;
    };
    const [x, y] = [ranks(a), ranks(b)];
    const squares = x.reduce((sum, rank, i) => sum + (rank - y[i]!) ** 2, 0);
    return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
  }
  // The standard error of a rank correlation is at most about 1.06 / sqrt(n) (Fieller and Pearson 1961).
  const tolerance = (4 * 1.06) / Math.sqrt(draws);

  it("reach the rank correlation whatever the distributions, and keep those", () => {
    const sketch = new Sketch();
    sketch.output("a", sketch.draw("lognormal", "a", [number(1), number(1)]));
    sketch.output("b", sketch.draw("uniform", "b", [number(0), number(1)]));
    sketch.output("c", sketch.draw("exponential", "c", [number(2)]));
    sketch.correlations.push({ left: "a", right: "b", rank: 0.6 }, { left: "b", right: "c", rank: -0.5 });
    const { a, b, c } = outputsOf(sketch);
    expect(Math.abs(spearman(a!.draws![0]!, b!.draws![0]!) - 0.6)).toBeLessThan(tolerance);
    expect(Math.abs(spearman(b!.draws![0]!, c!.draws![0]!) + 0.5)).toBeLessThan(tolerance);
    expect(Math.abs(spearman(a!.draws![0]!, c!.draws![0]!))).toBeLessThan(tolerance);
    expect(Math.abs(b!.summaries[0]!.mean - 0.5)).toBeLessThan(4 * b!.summaries[0]!.meanError);
    expect(Math.abs(c!.summaries[0]!.sd - 2)).toBeLessThan(4 * 2 * Math.sqrt(2 / draws));
  });

  it("are paired cell by cell over the same dimensions, and with every cell when one has none", () => {
    const sketch = new Sketch({ cartel: 3 });
    sketch.output("x", sketch.draw("normal", "x", [number(0), number(1)], { over: ["cartel"] }));
    sketch.output("y", sketch.draw("normal", "y", [number(0), number(1)], { over: ["cartel"] }));
    sketch.output("s", sketch.draw("normal", "s", [number(0), number(1)]));
    sketch.correlations.push({ left: "x", right: "y", rank: 0.7 }, { left: "s", right: "x", rank: -0.4 });
    const { x, y, s } = outputsOf(sketch);
    for (let i = 0; i < 3; i++) {
      expect(Math.abs(spearman(s!.draws![0]!, x!.draws![i]!) + 0.4)).toBeLessThan(tolerance);
      expect(Math.abs(spearman(s!.draws![0]!, y!.draws![i]!))).toBeLessThan(tolerance);
      for (let j = 0; j < 3; j++) if (i === j) expect(Math.abs(spearman(x!.draws![i]!, y!.draws![j]!) - 0.7)).toBeLessThan(tolerance);
    }
  });

  it("are refused between cells that have no pairs", () => {
    const sketch = new Sketch({ cartel: 2, region: 2 });
    sketch.output("x", sketch.draw("normal", "x", [number(0), number(1)], { over: ["cartel"] }));
    sketch.output("y", sketch.draw("normal", "y", [number(0), number(1)], { over: ["region"] }));
    sketch.correlations.push({ left: "x", right: "y", rank: 0.5 });
    expect(() => outputsOf(sketch)).toThrow("different dimensions");
    expect([canCorrelate(["a"], ["b"]), canCorrelate([], ["b"]), canCorrelate(["a", "b"], ["b"])]).toEqual([false, true, true]);
  });

  it("may be perfect, and leave the numbers of other streams alone", () => {
    const model = (correlated: boolean) => {
      const sketch = new Sketch();
      for (const name of ["a", "b", "c"]) sketch.output(name, sketch.draw("normal", name, [number(0), number(1)]));
      if (correlated) sketch.correlations.push({ left: "a", right: "b", rank: -1 });
      return outputsOf(sketch);
    };
    const [without, together] = [model(false), model(true)];
    expect(together.c!.draws).toEqual(without.c!.draws);
    expect(together.a!.draws).toEqual(without.a!.draws);
    together.b!.draws![0]!.forEach((value, i) => {
      expect(value).toBeCloseTo(-together.a!.draws![0]![i]!, 9);
    });
  });
});
