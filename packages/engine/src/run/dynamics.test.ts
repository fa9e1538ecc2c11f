import { describe, expect, it } from "vitest";
import type { TimeGrid } from "../graph.js";
import type { OutputResult } from "../result.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

const yearly: TimeGrid = { start: 2025, reportStep: 1, reportCount: 4, stepsPerReport: 2, method: "euler" };

function outputsOf(sketch: Sketch, draws = 600): Readonly<Record<string, OutputResult>> {
  return Object.fromEntries(run(sketch.graph(), { seed: 3, draws }).outputs.map((output) => [output.name, output]));
}

const values = (output: OutputResult | undefined) => output!.draws!.map((column) => column[0]!);

describe("time", () => {
  it("passes in years, and what depends on it can be reduced", () => {
    const sketch = new Sketch({}, yearly);
    const now = sketch.now();
    sketch.output("now", now);
    for (const reduction of ["sum", "mean", "min", "max", "final", "integral"] as const)
      sketch.output(reduction, sketch.reduce(reduction, now, "time"));
    sketch.output("second", sketch.pick(now, "time", 1));
    const outputs = outputsOf(sketch);
    expect(values(outputs.now)).toEqual([2025, 2026, 2027, 2028]);
    expect(values(outputs.sum)).toEqual([8106]);
    expect(values(outputs.mean)).toEqual([2026.5]);
    expect(values(outputs.min)).toEqual([2025]);
    expect(values(outputs.max)).toEqual([2028]);
    expect(values(outputs.final)).toEqual([2028]);
    // Half-yearly steps from 2025 to 2028.5: eight times a half of their mean, 2026.75.
    expect(values(outputs.integral)).toEqual([8107]);
    expect(values(outputs.second)).toEqual([2026]);
  });

  it("indexes constants and draws by the present period", () => {
    const sketch = new Sketch({ a: 2 }, yearly);
    const course = sketch.constant([1, 2, 3, 4, 10, 20, 30, 40], ["a", "time"]);
    const shock = sketch.draw("normal", "shock", [number(0), number(1)], { over: ["time"] });
    const steady = sketch.draw("normal", "steady", [course, number(1)]);
    sketch.output("course", course);
    sketch.output("total", sketch.reduce("integral", course, "time"));
    sketch.output("shock", shock);
    sketch.output("shocks", sketch.reduce("sum", shock, "time"));
    sketch.output("steady", steady);
    const outputs = outputsOf(sketch);
    expect(values(outputs.course)).toEqual([1, 2, 3, 4, 10, 20, 30, 40]);
    expect(values(outputs.total)).toEqual([10, 100]);
    const [first, second, third, fourth] = outputs.shock!.draws!;
    expect(first).not.toEqual(second);
    outputs.shocks!.draws![0]!.forEach((value, draw) => {
      expect(value).toBeCloseTo(first![draw]! + second![draw]! + third![draw]! + fourth![draw]!, 12);
    });
    const [one, two] = outputs.steady!.draws!;
    one!.forEach((value, draw) => {
      expect(two![draw]! - value).toBeCloseTo(1, 12);
    });
  });

  it("chooses a period draw by draw", () => {
    const sketch = new Sketch({}, yearly);
    const probabilities = sketch.push({ kind: "constant", values: [0.5, 0.5], dimensions: ["states"] });
    sketch.dimensions.push({
      name: "states",
      kind: "states",
      members: [
        { id: "p", label: "p" },
        { id: "q", label: "q" },
      ],
    });
    const by = sketch.push({ kind: "categorical", probabilities, states: "states", stream: "s", independentOver: [], dimensions: [] });
    sketch.output("by", by);
    sketch.output("chosen", sketch.choose(sketch.now(), "time", by));
    const outputs = outputsOf(sketch);
    expect(outputs.chosen!.draws![0]).toEqual(outputs.by!.draws![0]!.map((index) => 2025 + index));
  });
});

describe("stocks", () => {
  it("decay exponentially: Euler as the compound formula, Runge-Kutta close to the exact solution", () => {
    for (const method of ["euler", "rk4"] as const) {
      const sketch = new Sketch({}, { start: 0, reportStep: 1, reportCount: 6, stepsPerReport: 4, method });
      const stock = sketch.stock(number(100));
      sketch.flow(stock, sketch.apply("multiply", stock, number(-0.3)));
      sketch.output("stock", stock);
      const course = values(outputsOf(sketch).stock);
      course.forEach((value, year) => {
        if (method === "euler") expect(value / (100 * (1 - 0.3 / 4) ** (4 * year))).toBeCloseTo(1, 13);
        // One step of h = 0.3 / 4 misses exp(-h) by less than h^5 / 120; there are four in a year.
        else
          expect(Math.abs(value / (100 * Math.exp(-0.3 * year)) - 1)).toBeLessThan(((4 * year + 1) * 0.075 ** 5 * Math.exp(0.075)) / 120);
      });
    }
  });

  it("follow time within a step by Runge-Kutta: the rate 2 t gives t squared", () => {
    const sketch = new Sketch({}, { start: 0, reportStep: 1, reportCount: 5, stepsPerReport: 1, method: "rk4" });
    const stock = sketch.stock(number(0));
    sketch.flow(stock, sketch.apply("multiply", sketch.now(), number(2)));
    sketch.output("stock", stock);
    values(outputsOf(sketch).stock).forEach((value, year) => {
      expect(value).toBeCloseTo(year * year, 12);
    });
  });

  it("move together, also when one is the rate of another", () => {
    const sketch = new Sketch({}, { start: 0, reportStep: 1, reportCount: 4, stepsPerReport: 1, method: "euler" });
    const a = sketch.stock(number(1));
    const b = sketch.stock(number(1));
    sketch.flow(a, b);
    sketch.flow(b, a);
    sketch.output("a", a);
    sketch.output("b", b);
    const outputs = outputsOf(sketch);
    expect(values(outputs.a)).toEqual([1, 2, 4, 8]);
    expect(values(outputs.b)).toEqual([1, 2, 4, 8]);
  });

  it("do not fall below their minimum", () => {
    const sketch = new Sketch({}, yearly);
    const stock = sketch.stock(number(3), 0);
    sketch.flow(stock, sketch.stack("time", number(-2), number(-2), number(-2), number(1)));
    sketch.output("stock", stock);
    expect(values(outputsOf(sketch).stock)).toEqual([3, 1, 0, 0]);
  });

  it("differ between draws, and keep moments like draws", () => {
    const sketch = new Sketch({ option: 2 }, yearly);
    const growth = sketch.draw("uniform", "growth", [number(0), sketch.constant([0.1, 0.2], ["option"])]);
    const stock = sketch.stock(number(50), 0, ["option"]);
    const rate = sketch.apply("multiply", stock, growth);
    sketch.flow(stock, rate);
    sketch.output("growth", growth);
    sketch.output("stock", stock);
    sketch.output("moments", stock, "moments");
    sketch.output("total", sketch.reduce("integral", rate, "time"));
    sketch.output("final", sketch.reduce("final", stock, "time"));
    const outputs = outputsOf(sketch, 1000);
    for (const [option, draw] of [
      [0, 0],
      [1, 511],
      [0, 512],
      [1, 999],
    ] as const) {
      const step = 1 + outputs.growth!.draws![option]![draw]! / 2;
      for (let year = 0; year < 4; year++) expect(outputs.stock!.draws![option * 4 + year]![draw]).toBeCloseTo(50 * step ** (2 * year), 9);
      expect(outputs.final!.draws![option]![draw]).toBe(outputs.stock!.draws![option * 4 + 3]![draw]);
      // All four years are crossed: what came in is the level after eight steps less the start.
      expect(outputs.total!.draws![option]![draw]).toBeCloseTo(50 * step ** 8 - 50, 9);
    }
    expect(outputs.moments!.summaries).toEqual(outputs.stock!.summaries.map(({ quantiles, tails, ...rest }) => rest));
  });
});

describe("lags", () => {
  it("give the value some whole steps earlier, the initial value before that", () => {
    const sketch = new Sketch({}, yearly);
    const now = sketch.now();
    sketch.output("step", sketch.lag(now, 0.5, number(-1)));
    sketch.output("rounded", sketch.lag(now, 1.1, number(-1)));
    sketch.output("least", sketch.lag(now, 0.01, number(-1)));
    const outputs = outputsOf(sketch);
    expect(values(outputs.step)).toEqual([-1, 2025.5, 2026.5, 2027.5]);
    expect(values(outputs.rounded)).toEqual([-1, 2025, 2026, 2027]);
    expect(values(outputs.least)).toEqual([-1, 2025.5, 2026.5, 2027.5]);
  });

  it("may close a circle: Fibonacci numbers", () => {
    const sketch = new Sketch({}, { start: 0, reportStep: 1, reportCount: 10, stepsPerReport: 1, method: "euler" });
    const last = sketch.push({ kind: "lag", of: 3, years: 1, initial: sketch.constant([1]), dimensions: ["time"] });
    const beforeLast = sketch.push({ kind: "lag", of: 3, years: 2, initial: 0, dimensions: ["time"] });
    const sum = sketch.apply("add", last, beforeLast);
    expect(sum).toBe(3);
    sketch.output("sum", sum);
    expect(values(outputsOf(sketch).sum)).toEqual([2, 3, 5, 8, 13, 21, 34, 55, 89, 144]);
  });
});

describe("stages", () => {
  it("let a finished course enter a second loop", () => {
    const sketch = new Sketch({}, yearly);
    const start = sketch.draw("uniform", "start", [number(1), number(2)]);
    const stock = sketch.stock(start);
    sketch.flow(stock, sketch.apply("multiply", stock, number(0.2)));
    const peak = sketch.reduce("max", stock, "time");
    const share = sketch.apply("divide", stock, peak);
    sketch.output("share", share);
    sketch.output("shares", sketch.reduce("sum", share, "time"));
    const outputs = outputsOf(sketch);
    const expected = [0, 1, 2, 3].map((year) => 1.1 ** (2 * (year - 3)));
    expected.forEach((value, year) => {
      for (const share of outputs.share!.draws![year]!) expect(share).toBeCloseTo(value, 12);
    });
    const sum = expected.reduce((total, value) => total + value);
    for (const value of outputs.shares!.draws![0]!) expect(value).toBeCloseTo(sum, 12);
  });

  it("refuse a course that needs its own end", () => {
    const sketch = new Sketch({}, yearly);
    const stock = sketch.stock(number(1));
    const end = sketch.reduce("final", stock, "time");
    sketch.flow(stock, sketch.apply("multiply", sketch.now(), end));
    sketch.output("end", end);
    expect(() => outputsOf(sketch)).toThrow("whole course");
  });
});

describe("epidemic of Sterman, Business Dynamics (2000), chapter 9, as distributed with SDEverywhere", () => {
  // Infectious after 2 and 20 days, the peak and its day, and the recovered after 200 days: the reference output of Vensim.
  it("agrees with the published course", () => {
    const sketch = new Sketch({}, { start: 0, reportStep: 1, reportCount: 201, stepsPerReport: 16, method: "euler" });
    const susceptible = sketch.stock(number(9999));
    const infectious = sketch.stock(number(1));
    const recovered = sketch.stock(number(0));
    const contacts = sketch.apply("multiply", sketch.apply("multiply", infectious, number(2.5)), number(0.25));
    const infections = sketch.apply("divide", sketch.apply("multiply", contacts, susceptible), number(10000));
    const recoveries = sketch.apply("divide", infectious, number(2));
    sketch.flow(susceptible, sketch.apply("negate", infections));
    sketch.flow(infectious, sketch.apply("subtract", infections, recoveries));
    sketch.flow(recovered, recoveries);
    sketch.output("infectious", infectious);
    sketch.output("recovered", recovered);
    const outputs = outputsOf(sketch, 1);
    const course = values(outputs.infectious);
    expect(Math.abs(course[2]! / 1.28252 - 1)).toBeLessThan(1e-5);
    expect(Math.abs(course[20]! / 11.7981 - 1)).toBeLessThan(1e-5);
    expect(Math.abs(course[54]! / 215.468 - 1)).toBeLessThan(1e-5);
    expect(course.filter((_, day) => day % 2 === 0).indexOf(Math.max(...course.filter((_, day) => day % 2 === 0)))).toBe(27);
    expect(Math.abs(values(outputs.recovered)[200]! / 3720.46 - 1)).toBeLessThan(1e-5);
  });
});
