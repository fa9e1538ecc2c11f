/**
 * Dynamics against exact solutions, draw by draw and on both tiers: the error halves with the step of Euler's method and falls to a
 * sixteenth with that of Runge and Kutta, and what the equations keep is kept.
 */
import { describe, expect, it } from "vitest";
import type { NodeId, TimeGrid } from "../graph.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

type Method = TimeGrid["method"];

/** An equation, and what its solution is at time t for what was drawn. */
interface Course {
  readonly name: string;
  readonly years: number;
  /** Inner steps of the coarsest run in each year. */
  readonly steps: number;
  /** Builds the stocks; gives inputs and the stock whose course is known. */
  readonly model: (s: Sketch) => { readonly inputs: readonly NodeId[]; readonly known: NodeId };
  readonly exact: (t: number, inputs: readonly number[]) => number;
}

const courses: readonly Course[] = [
  {
    name: "exponential growth",
    years: 3,
    steps: 8,
    model: (s) => {
      const rate = s.draw("uniform", "rate", [number(0.2), number(0.6)]);
      const level = s.stock(number(50));
      s.flow(level, s.apply("multiply", level, rate));
      return { inputs: [rate], known: level };
    },
    exact: (t, [rate]) => 50 * Math.exp(rate! * t),
  },
  {
    name: "exponential decay",
    years: 3,
    steps: 8,
    model: (s) => {
      const rate = s.draw("uniform", "rate", [number(0.3), number(0.9)]);
      const level = s.stock(number(50), 0);
      s.flow(level, s.apply("negate", s.apply("multiply", level, rate)));
      return { inputs: [rate], known: level };
    },
    exact: (t, [rate]) => 50 * Math.exp(-rate! * t),
  },
  {
    name: "logistic growth",
    years: 4,
    steps: 8,
    model: (s) => {
      const rate = s.draw("uniform", "rate", [number(0.5), number(0.7)]);
      const room = s.draw("uniform", "room", [number(90), number(110)]);
      const level = s.stock(number(10), 0);
      const free = s.apply("subtract", number(1), s.apply("divide", level, room));
      s.flow(level, s.apply("multiply", s.apply("multiply", rate, level), free));
      return { inputs: [rate, room], known: level };
    },
    exact: (t, [rate, room]) => room! / (1 + (room! / 10 - 1) * Math.exp(-rate! * t)),
  },
  {
    name: "the harmonic oscillator",
    years: 2,
    steps: 16,
    model: (s) => {
      const frequency = s.draw("uniform", "frequency", [number(0.9), number(1.3)]);
      const place = s.stock(number(1));
      const speed = s.stock(number(0));
      s.flow(place, speed);
      s.flow(speed, s.apply("negate", s.apply("multiply", s.apply("multiply", frequency, frequency), place)));
      return { inputs: [frequency], known: place };
    },
    exact: (t, [frequency]) => Math.cos(frequency! * t),
  },
  {
    name: "a rate that follows time alone",
    years: 2,
    steps: 8,
    model: (s) => {
      const rate = s.draw("uniform", "rate", [number(0.8), number(1.2)]);
      const level = s.stock(number(3));
      s.flow(level, s.apply("exp", s.apply("multiply", rate, s.now())));
      return { inputs: [rate], known: level };
    },
    exact: (t, [rate]) => 3 + (Math.exp(rate! * t) - 1) / rate!,
  },
];

const draws = 300;

/** The error of each draw at the end. */
function errors({ years, steps, model, exact }: Course, method: Method, finer: number, tier: "compiled" | "reference"): readonly number[] {
  const s = new Sketch({}, { start: 0, reportStep: years, reportCount: 2, stepsPerReport: years * steps * finer, method });
  const { inputs, known } = model(s);
  inputs.forEach((input, index) => {
    s.output(`input ${index}`, input);
  });
  s.output("end", s.reduce("final", known, "time"));
  const columns = run(s.graph(), { seed: 17, draws, tier }).outputs.map(({ draws }) => draws![0]!);
  const end = columns[inputs.length]!;
  return Array.from(end, (value, draw) =>
    Math.abs(
      value -
        exact(
          years,
          inputs.map((_, index) => columns[index]![draw]!),
        ),
    ),
  );
}

describe.each(["compiled", "reference"] as const)("%s", (tier) => {
  describe.each(courses)("$name", (course) => {
    it.each([
      ["euler", 2],
      ["rk4", 16],
    ] as const)("by %s: half the step leaves a %d-th of the error", (method, ratio) => {
      const [coarse, fine] = [8, 16].map((finer) => errors(course, method, method === "rk4" ? finer / 8 : finer, tier));
      coarse!.forEach((error, draw) => {
        // Terms of the next order in the step, which is at most a fifteenth of a rate here, move the ratio by less than a fifth.
        expect(Math.abs(error / fine![draw]! / ratio - 1)).toBeLessThan(0.2);
      });
    });
  });

  it.each(["euler", "rk4"] as const)("an epidemic keeps the number of people, and by its own law the size it comes to: %s", (method) => {
    const finest = method === "euler" ? 64 : 8;
    const s = new Sketch({}, { start: 0, reportStep: 1, reportCount: 200, stepsPerReport: finest, method });
    const reproduction = s.draw("uniform", "reproduction", [number(2), number(4)]);
    const susceptible = s.stock(number(990), 0);
    const infectious = s.stock(number(10), 0);
    const recovered = s.stock(number(0), 0);
    const recoveries = s.apply("multiply", infectious, number(0.25));
    const met = s.apply("divide", s.apply("multiply", susceptible, recoveries), number(1000));
    const infections = s.apply("multiply", reproduction, met);
    s.flow(susceptible, s.apply("negate", infections));
    s.flow(infectious, s.apply("subtract", infections, recoveries));
    s.flow(recovered, recoveries);
    s.output("reproduction", reproduction);
    s.output("all", s.apply("add", susceptible, infectious, recovered));
    for (const [name, node] of Object.entries({ susceptible, recovered })) s.output(name, node);
    const [r, all, left, gone] = run(s.graph(), { seed: 2, draws: 200, tier }).outputs;
    for (const column of all!.draws!) for (const people of column) expect(Math.abs(people / 1000 - 1)).toBeLessThan(1e-12);
    // Kermack and McKendrick: ln S + R r / N never changes, at all times and so at the end.
    const slack = method === "euler" ? 0.02 : 1e-6;
    for (const day of [5, 20, 60, 199])
      r!.draws![0]!.forEach((reproduction, draw) => {
        const kept = Math.log(left!.draws![day]![draw]! / 990) + (reproduction * gone!.draws![day]![draw]!) / 1000;
        expect(Math.abs(kept)).toBeLessThan(slack);
      });
  });

  it("an oscillator keeps its energy by Runge and Kutta's method, but for the order of the step", () => {
    const energyLost = (steps: number) => {
      const s = new Sketch({}, { start: 0, reportStep: 10, reportCount: 2, stepsPerReport: 10 * steps, method: "rk4" });
      const start = s.draw("uniform", "start", [number(0.5), number(1.5)]);
      const [place, speed] = [s.stock(start), s.stock(number(0))];
      s.flow(place, speed);
      s.flow(speed, s.apply("negate", place));
      const energy = s.apply("add", s.apply("multiply", place, place), s.apply("multiply", speed, speed));
      s.output("share", s.apply("divide", s.reduce("final", energy, "time"), s.apply("multiply", start, start)));
      return run(s.graph(), { seed: 1, draws: 64, tier }).outputs[0]!.draws![0]!.map((share) => 1 - share);
    };
    // One step of h multiplies the energy by 1 - h^6 / 72 + h^8 / 576 exactly.
    for (const steps of [4, 8])
      for (const lost of energyLost(steps))
        expect(lost / (1 - (1 - steps ** -6 / 72 + steps ** -8 / 576) ** (10 * steps))).toBeCloseTo(1, 6);
  });
});
