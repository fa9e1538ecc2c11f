/** Graphs with every distribution: with fixed parameters, whole and cut, or with parameters that differ from draw to draw. */
import { distributions, type Graph, type NodeId } from "@outweigh/engine";
import { number, Sketch } from "../../packages/engine/src/run/sketch-for-tests.js";

interface Family {
  readonly name: string;
  readonly parameters: readonly number[];
  /** A central part of it, of which both ends lie well within. */
  readonly part: readonly [number, number];
}

/** The families with any number of parameters, which the catalogue does not list. */
const further: readonly (readonly [string, readonly number[]])[] = [
  ["metalog 3", [1, 0.5, 0.1]],
  ["metalog 3 min", [0.2, 0.4, 0.05, -1]],
  ["metalog 2 max", [0.2, 0.4, 3]],
  ["metalog 5 min max", [0.2, 0.5, 0.1, 0.05, 0.1, -1, 3]],
  ["smoothed 5", [0.3, 0, 1, 1.5, 3, 7]],
];

/** Each with the parameters of the example in its own record. */
function families(): readonly Family[] {
  const listed = [...distributions.values()].map(({ name, example }): readonly [string, readonly number[]] => [
    name,
    [...example.matchAll(/= (-?[\d.]+)( %)?/g)].map(([, digits, percent]) => Number(digits) / (percent === undefined ? 1 : 100)),
  ]);
  return [...listed, ...further].map(([name, parameters]) => {
    const distribution = distributions.get(name);
    const problem = distribution === undefined ? "it is unknown" : distribution.problem(parameters);
    if (distribution === undefined || problem !== undefined) throw new Error(`No graph of ${name}: ${problem}.`);
    return { name, parameters, part: [distribution.quantile(0.2, parameters), distribution.quantile(0.9, parameters)] };
  });
}

/** With fixed parameters, whole and cut; with states, listed values and three correlated inputs. */
export function fixedDistributions(): Graph {
  const s = new Sketch({ states: 3, place: 2 });
  for (const { name, parameters, part } of families()) {
    const own = parameters.map(number);
    s.output(name, s.draw(name, name, own), "quantiles");
    if (!(part[0] < part[1])) continue;
    const node = s.nodes[s.draw(name, `${name}, cut`, own)]!;
    if (node.kind === "draw") s.output(`${name}, cut`, s.push({ ...node, lower: s.constant([part[0]]), upper: s.constant([part[1]]) }));
  }
  const states = { kind: "categorical", states: "states", stream: "states", independentOver: ["place"], dimensions: ["place"] } as const;
  s.output("states", s.push({ ...states, probabilities: s.constant([0.2, 0.5, 0.3], ["states"]) }));
  const listed = { kind: "empirical", values: [3, 1, 2, 1.5], stream: "listed", independentOver: [], dimensions: [] } as const;
  s.output("listed", s.push(listed));
  s.output("weighted", s.push({ ...listed, weights: [1, 0, 2, 1], stream: "weighted" }));
  s.correlations.push({ left: "normal", right: "beta", rank: 0.6 }, { left: "poisson", right: "beta", rank: -0.3 });
  return s.graph();
}

/** With parameters that differ from draw to draw; whole numbers stay what they are, but differ as far as the engine can know. */
export function movingDistributions(): Graph {
  const s = new Sketch();
  const u = s.draw("uniform", "u", [number(-1), number(1)]);
  const nearOne = s.apply("add", number(1), s.apply("multiply", number(0.02), u));
  const one = s.apply("if", s.apply("less", u, number(2)), number(1), nearOne);
  for (const { name, parameters } of families()) {
    if (name === "metalog 2 max") continue;
    const by: NodeId = distributions.get(name)?.discrete || /^metalog/.test(name) ? one : nearOne;
    const moving = parameters.map((value) => s.apply("multiply", number(value), by));
    s.output(name, s.draw(name, name, moving));
  }
  return s.graph();
}
