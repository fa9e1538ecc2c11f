/**
 * Every sampler by its distribution, at a fixed seed and through a whole run: the draws of each distribution with fixed parameters, with
 * parameters that change from draw to draw, truncated, mixed, and of listed values. Independent draws have to pass the tests of
 * Kolmogorov and of chi-square; of the even sequences theory says more.
 */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type FixedDistribution, fix } from "../distributions/fixed-distribution.js";
import { distributions } from "../distributions/index.js";
import { empirical } from "../distributions/listed-values.js";
import { mixture } from "../distributions/mixture.js";
import { goldenParameters } from "../distributions/test-support.js";
import { truncated } from "../distributions/truncation.js";
import type { NodeId } from "../graph.js";
import type { SamplingMethod } from "../sampling/sampler.js";
import { gammaQ } from "../special.js";
import { run } from "./run.js";
import { number, Sketch } from "./sketch-for-tests.js";

const golden = readFileSync(new URL("../distributions/golden.csv", import.meta.url), "utf8");
const draws = 8192;
const records = [...distributions.values()];
const named = (name: string) => distributions.get(name)!;

/** One sample and what it should follow; the state of each draw says which of the distributions. */
interface Sample {
  readonly title: string;
  readonly values: Float64Array;
  readonly follows: readonly FixedDistribution[];
  readonly state?: Float64Array;
  /** The uniforms from which the values come. */
  readonly uniforms?: Float64Array;
}

/** Of independent draws at most one sample in 8,000 has a Kolmogorov statistic above this, by Kolmogorov's limit 2 exp(-2 d²). */
const mostDistance = 2.2;
/** And one in 10,000 a chi-square statistic of less probability than this. */
const leastProbability = 1e-4;

/** The greatest distance between the shares of a sample and the cumulative probabilities, times the root of the number of draws. Probabilities of a discrete distribution are compared at its values alone. */
function distance({ values, follows, state }: Sample): number {
  const { discrete } = follows[0]!;
  if (discrete && follows.length > 1) throw new Error("Values of several discrete distributions are not compared by one distance.");
  const reached = discrete ? values.slice() : values.map((value, draw) => follows[state?.[draw] ?? 0]!.cdf(value));
  reached.sort();
  const count = reached.length;
  let most = 0;
  reached.forEach((each, index) => {
    if (!discrete) most = Math.max(most, each - index / count, (index + 1) / count - each);
    else if (index === count - 1 || reached[index + 1] !== each)
      most = Math.max(most, Math.abs((index + 1) / count - follows[0]!.cdf(each)));
  });
  return Number.isNaN(reached[count - 1]) ? Number.NaN : most * Math.sqrt(count);
}

const levels = [0.003, 0.01, ...Array.from({ length: 29 }, (_, k) => (k + 1) / 30), 0.99, 0.997];

/** How probable a chi-square statistic above that of the sample is, over groups of values between quantiles, for each state by itself. */
function chiSquareProbability({ values, follows, state }: Sample): number {
  let [statistic, freedom] = [0, 0];
  follows.forEach((distribution, own) => {
    const mine = values.filter((_, draw) => state === undefined || state[draw] === own);
    const ends = [...new Set(levels.map((level) => distribution.quantile(level))), Infinity];
    let [from, below, groups] = [0, 0, 0];
    for (const end of ends) {
      const to = end === Infinity ? 1 : distribution.cdf(end);
      const expected = mine.length * (to - from);
      if (expected < 10 || (end !== Infinity && mine.length * (1 - to) < 10)) continue;
      const upTo = mine.filter((value) => value <= end).length;
      statistic += (upTo - below - expected) ** 2 / expected;
      groups++;
      [from, below] = [to, upTo];
    }
    freedom += Math.max(0, groups - 1);
  });
  return freedom === 0 ? 1 : gammaQ(freedom / 2, statistic / 2);
}

/** How far a uniform lies outside of the probabilities that its value stands for. */
function inversionError({ values, follows, state, uniforms }: Sample): number {
  return values.reduce((most, value, draw) => {
    const distribution = follows[state?.[draw] ?? 0]!;
    const u = uniforms![draw]!;
    return Math.max(most, distribution.cdfBelow(value) - u, u - distribution.cdf(value));
  }, 0);
}

/** Inputs in lots of at most forty, so that each has a dimension of Sobol's sequence of its own. */
function* inLots<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += 40) yield list.slice(from, from + 40);
}

function streamOf({ nodes }: Sketch, id: NodeId): string {
  const node = nodes[id]!;
  return "stream" in node ? node.stream : "";
}

const shares = [0.2, 0.5, 0.3];

/** Collects samples of the nodes of a sketch, told apart by state where one is given. */
class Sampling {
  readonly sketch = new Sketch({ states: 3 });
  readonly which: NodeId;
  private readonly wanted: Omit<Sample, "values" | "state">[] = [];

  constructor(private readonly sampling: SamplingMethod) {
    this.which = this.categorical("which", this.sketch.constant(shares, ["states"]));
    this.sketch.output("which", this.which);
  }

  categorical(stream: string, probabilities: NodeId): NodeId {
    return this.sketch.push({ kind: "categorical", probabilities, states: "states", stream, independentOver: [], dimensions: [] });
  }

  /** A number that the state decides. */
  byState(values: readonly number[]): NodeId {
    return this.sketch.choose(this.sketch.constant(values, ["states"]), "states", this.which);
  }

  draw(name: string, stream: string, parameters: readonly NodeId[], bounds?: readonly [NodeId, NodeId]): NodeId {
    const plain = this.sketch.draw(name, stream, parameters);
    const node = this.sketch.nodes[plain]!;
    return bounds === undefined || node.kind !== "draw" ? plain : this.sketch.push({ ...node, lower: bounds[0], upper: bounds[1] });
  }

  want(title: string, node: NodeId, ...follows: readonly FixedDistribution[]): void {
    this.sketch.output(title, node);
    this.wanted.push({ title, follows });
    const { sketch } = this;
    if (follows.length > 1) sketch.output(`${title}: u`, sketch.draw("uniform", streamOf(sketch, node), [number(0), number(1)]));
  }

  samples(): readonly Sample[] {
    const { outputs } = run(this.sketch.graph(), { seed: 12, draws, sampling: this.sampling });
    const byName = new Map(outputs.map(({ name, draws }) => [name, draws![0]!]));
    const state = byName.get("which")!;
    return this.wanted.map((each) => {
      const values = byName.get(each.title)!;
      return each.follows.length > 1 ? { ...each, values, state, uniforms: byName.get(`${each.title}: u`)! } : { ...each, values };
    });
  }
}

describe.each(["random", "latin", "digital", "sobol"] as const)("sampling by %s", (sampling) => {
  /** The samples that do not follow what they should, in words. */
  const misses = (samples: readonly Sample[], isPlain: boolean) => {
    // Each replicate has one point in each of draws / 8 equal cells, a Latin hypercube in each of all: the shares are off by less than a cell.
    const even = sampling === "random" || !isPlain ? undefined : (sampling === "latin" ? 1 : 8) / draws;
    return samples.flatMap((sample) => {
      expect(sample.values.length).toBe(draws);
      const isOne = sample.follows.length === 1;
      const isCounted = sample.follows[0]!.discrete;
      const found: string[] = [];
      if (isOne || !isCounted) {
        const most = even === undefined ? mostDistance : even * Math.sqrt(draws) * (1 + 1e-6);
        if (!(distance(sample) <= most)) found.push(`${sample.title}: distance ${distance(sample)}`);
      }
      // Two even sequences may be uneven together: which values go with which state then says nothing of either.
      const isTogether = !isOne && (sampling === "digital" || sampling === "sobol");
      if (isCounted && isTogether && !(inversionError(sample) <= 1e-9)) found.push(`${sample.title}: inversion ${inversionError(sample)}`);
      if (isCounted && !isTogether && !(chiSquareProbability(sample) >= leastProbability))
        found.push(`${sample.title}: chi-square ${chiSquareProbability(sample)}`);
      return found;
    });
  };

  it("with fixed parameters, whole and cut", () => {
    const sets = records.flatMap(({ name }) => goldenParameters(golden, name).map((p) => ({ name, p })));
    expect(sets.length).toBeGreaterThan(6 * records.length - 1);
    for (const lot of inLots(sets)) {
      const s = new Sampling(sampling);
      for (const { name, p } of lot) {
        const title = `${name}(${p.join(", ")})`;
        const whole = fix(named(name), p);
        const parameters = p.map((value) => s.sketch.constant([value]));
        s.want(title, s.draw(name, title, parameters), whole);
        const [low, high] = [whole.quantile(0.2), whole.quantile(0.9)];
        if (low < high) {
          const bounds = [s.sketch.constant([low]), s.sketch.constant([high])] as const;
          s.want(`${title} cut`, s.draw(name, `${title} cut`, parameters, bounds), truncated(whole, low, high));
        }
      }
      expect(misses(s.samples(), true)).toEqual([]);
    }
  });

  it("with parameters that differ from draw to draw, whole and cut", () => {
    for (const lot of inLots(records)) {
      const s = new Sampling(sampling);
      for (const { name } of lot) {
        const sets = goldenParameters(golden, name).filter((p) => fix(named(name), p).quantile(0.2) < fix(named(name), p).quantile(0.9));
        const chosen = [0, 1, 2].map((state) => sets[state % sets.length]!);
        const whole = chosen.map((p) => fix(named(name), p));
        const parameters = chosen[0]!.map((_, place) => s.byState(chosen.map((p) => p[place]!)));
        s.want(name, s.draw(name, name, parameters), ...whole);
        const ends = [0.2, 0.9].map((u) => whole.map((distribution) => distribution.quantile(u)));
        const bounds = [s.byState(ends[0]!), s.byState(ends[1]!)] as const;
        const cut = whole.map((distribution, state) => truncated(distribution, ends[0]![state]!, ends[1]![state]!));
        s.want(`${name} cut`, s.draw(name, `${name} cut`, parameters, bounds), ...cut);
      }
      expect(misses(s.samples(), true)).toEqual([]);
    }
  });

  it("of metalogs and smoothed data", () => {
    const s = new Sampling(sampling);
    for (const [name, p] of [
      ["metalog 3", [1, 0.5, 0.1]],
      ["metalog 5", [10, 1.5, 0.4, -0.3, 0.2]],
      ["metalog 3 min", [0.2, 0.4, 0.05, -1]],
      ["metalog 2 max", [0.2, 0.4, 3]],
      ["metalog 3 min max", [0.2, 0.5, 0.1, -1, 3]],
      ["smoothed 4", [0.3, 0, 1, 1.5, 3]],
    ] as const) {
      const whole = fix(named(name), p);
      const parameters = p.map((value) => s.sketch.constant([value]));
      s.want(name, s.draw(name, name, parameters), whole);
      const bounds = [s.sketch.constant([whole.quantile(0.3)]), s.sketch.constant([whole.quantile(0.8)])] as const;
      s.want(`${name} cut`, s.draw(name, `${name} cut`, parameters, bounds), truncated(whole, whole.quantile(0.3), whole.quantile(0.8)));
    }
    expect(misses(s.samples(), true)).toEqual([]);
  });

  it("of mixtures", () => {
    const s = new Sampling(sampling);
    const mixed = (title: string, parts: readonly (readonly [name: string, ...p: number[]])[]) => {
      const nodes = parts.map(([name, ...p], part) =>
        s.draw(
          name,
          `${title} ${part}`,
          p.map((value) => s.sketch.constant([value])),
        ),
      );
      const whole = mixture(
        shares,
        parts.map(([name, ...p]) => fix(named(name), p)),
      );
      s.want(title, s.sketch.choose(s.sketch.stack("states", ...nodes), "states", s.which), whole);
    };
    mixed("continuous", [
      ["normal", 0, 1],
      ["gamma", 2, 3],
      ["uniform", -4, 1],
    ]);
    mixed("counted", [
      ["poisson", 4],
      ["binomial", 12, 0.25],
      ["geometric", 0.2],
    ]);
    expect(misses(s.samples(), false)).toEqual([]);
  });

  it("of states and of listed values", () => {
    const s = new Sampling(sampling);
    s.want("which again", s.which, empirical([0, 1, 2], shares));
    const moving = [
      [0.1, 0.8, 0.1],
      [0.4, 0.2, 0.4],
      [0.3, 0, 0.7],
    ];
    const table = s.sketch.stack("states", ...[0, 1, 2].map((state) => s.byState(moving.map((row) => row[state]!))));
    s.want("moving states", s.categorical("moving", table), ...moving.map((row) => empirical([0, 1, 2], row)));
    const values = [5, 1, 4, 4, -2];
    const weights = [3, 1, 0, 2, 0.5];
    const listed = { kind: "empirical", values, independentOver: [], dimensions: [] } as const;
    s.want("listed", s.sketch.push({ ...listed, stream: "listed" }), empirical(values));
    s.want("weighted", s.sketch.push({ ...listed, weights, stream: "weighted" }), empirical(values, weights));
    s.want("uniform", s.sketch.draw("uniform", "uniform", [number(0), number(1)]), fix(named("uniform"), [0, 1]));
    expect(misses(s.samples(), true)).toEqual([]);
  });
});

it("a sample from next to the right distribution is found out", () => {
  const s = new Sampling("random");
  s.want("normal", s.draw("normal", "n", [s.sketch.constant([0.1]), s.sketch.constant([1])]), fix(named("normal"), [0, 1]));
  s.want("poisson", s.draw("poisson", "p", [s.sketch.constant([4.3])]), fix(named("poisson"), [4]));
  const [normal, poisson] = s.samples();
  expect(distance(normal!)).toBeGreaterThan(mostDistance);
  expect(chiSquareProbability(poisson!)).toBeLessThan(leastProbability);
});
