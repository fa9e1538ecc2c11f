/** The evaluated flood case: the assessment of a town that chooses its flood defence, with results drawn by hand. For tests only. */
import type { Dimension, OutputResult, Unit } from "@outweigh/engine";
import type { Evaluated } from "@outweigh/language";
import { floodAssessment, optionLabels } from "./flood-assessment-for-tests.js";
import { floodLedger } from "./flood-ledger-for-tests.js";
import { mean } from "./measures.js";
import { fixedOutput, normals, nowhere, output, uniforms } from "./test-support.js";

const units: Readonly<Record<string, Unit>> = {
  deaths: { scale: 1, powers: { deaths: 1 }, text: "deaths" },
  cost: { scale: 1e6, powers: { USD: 1 }, text: "million_USD" },
  money: { scale: 1, powers: { USD: 1 }, text: "USD" },
  yearly: { scale: 1, powers: { USD: 1, time: -1 }, text: "USD/year" },
  people: { scale: 1, powers: { people: 1 }, text: "people" },
  percent: { scale: 0.01, powers: {}, text: "%" },
  number: { scale: 1, powers: {}, text: "" },
};

const years = [2026, 2028, 2030, 2032, 2034];

function optionDimensions(): readonly Dimension[] {
  return [
    { name: "option", kind: "option", members: optionLabels.map(([id, label]) => ({ id, label })) },
    { name: "time", kind: "time", members: years.map((year) => ({ id: String(year), label: String(year) })) },
    {
      name: "district",
      kind: "named",
      members: [
        { id: "old", label: "Old town" },
        { id: "docks", label: "Docks" },
      ],
    },
  ];
}

/** The evaluated flood case. */
export function floodCase(draws = 2000): Evaluated {
  const surge = normals(1, draws, 1, 0.3);
  const compliance = normals(2, draws, 0.6, 0.12);
  const price = normals(3, draws, 1, 0.2);
  const deathsPer = [120, 60, 48, 20, 70, 34];
  const costPer = [5, 180, 120, 300, 20, 138];
  const deaths = deathsPer.map((level, option) =>
    surge.map((value, draw) => Math.max(0, level * value + (option >= 4 ? 40 * (0.6 - (compliance[draw] ?? 0)) : 0))),
  );
  const cost = costPer.map((level) => price.map((value) => level * 1e6 * value));
  const chance = (shares: readonly number[], seed: number) => {
    const next = uniforms(seed);
    return Float64Array.from({ length: draws }, () => {
      const at = next();
      return at < (shares[0] ?? 0) ? 0 : at < (shares[0] ?? 0) + (shares[1] ?? 0) ? 1 : 2;
    });
  };
  const breach = (probability: number) => {
    const next = uniforms(77);
    return Float64Array.from({ length: draws }, () => (next() < probability ? 1 : 0));
  };
  const flat = (value: number) => new Float64Array(draws).fill(value);
  const exposed = optionLabels.flatMap((_, option) =>
    years.map((_, step) => surge.map((value) => 40000 * (1 + (0.04 - option * 0.02) * step) + 3000 * (step + 0.2) * (value - 1))),
  );
  const outputs: OutputResult[] = [
    output("surge", [], [surge]),
    output("compliance", [], [compliance]),
    output("price", [], [price.map((value) => value * 25e9)]),
    fixedOutput("residents", [], [106699]),
    output("flood_deaths", ["option"], deaths),
    output("cost", ["option"], cost),
    output(
      "breakage",
      ["option"],
      [
        [0.5, 0.3, 0.2],
        [0.8, 0.15, 0.05],
        [0.7, 0.2, 0.1],
        [0.98, 0.015, 0.005],
        [0.5, 0.3, 0.2],
        [0.75, 0.17, 0.08],
      ].map((shares, option) => chance(shares, 40 + option)),
    ),
    output("failures", [], [normals(9, draws, 0.2, 0.05)]),
    output("exposed", ["option", "time"], exposed),
    {
      name: "households",
      dimensions: ["district", "option", "time"],
      summaries: Array.from({ length: 2 * 6 * 5 }, (_, cell) => ({
        mean: 8000 + 100 * cell,
        meanError: 3,
        sd: 300,
        min: 5000,
        max: 16000,
      })),
    },
    output("rule:property", ["option"], [0, 0, 0, 1, 0, 0].map(flat)),
    output("rule:habitats", ["option"], [flat(0), flat(0), breach(0.3), flat(0), flat(0), breach(0.3)]),
    fixedOutput("forecast:budget", [], [0.62]),
    fixedOutput("inline:0", [], [106699]),
    output("inline:1", [], [price.map((value) => value * 25e9)]),
    fixedOutput("inline:2", [], [0.962]),
    fixedOutput("inline:3", ["option"], deaths.map(mean)),
  ];
  return {
    assessment: floodAssessment(),
    lowering: {
      graph: { dimensions: [], time: undefined, nodes: [], correlations: [], outputs: [] },
      units: new Map(
        Object.entries({
          surge: units.number!,
          compliance: units.percent!,
          price: units.yearly!,
          residents: units.people!,
          flood_deaths: units.deaths!,
          cost: units.money!,
          failures: units.percent!,
          exposed: units.people!,
          households: units.people!,
          "inline:0": units.people!,
          "inline:1": units.yearly!,
          "inline:2": units.number!,
          "inline:3": units.deaths!,
        }),
      ),
      traces: new Map(),
      references: new Map([
        ["flood_deaths", new Set(["surge", "compliance"])],
        ["cost", new Set(["price"])],
        ["breakage", new Set(["failures"])],
      ]),
      conditions: [],
      measured: new Map(),
      widened: new Set(),
      judged: new Map(),
      dependences: [],
      stated: new Map(),
      seeds: new Map(),
      targets: new Map(),
      futures: new Map(),
      weights: new Map(),
      studies: new Map(),
      indicators: new Map(),
      signposts: [],
      forecasts: new Map(),
      used: new Set(),
      definitions: new Map([
        ["price", 'quantity price "Price of the works" : USD / year\n  = 20 billion to 30 billion as lognormal\n  because engineers'],
        ["flood_deaths", "objective flood_deaths : deaths\n  minimise level * surge"],
      ]),
    },
    diagnostics: [
      {
        code: "no-reason",
        severity: "warning",
        span: nowhere,
        message: "The quantity surge has no reason; the brief lists it as an assumption.",
        remedy: "Write because.",
        parameters: { kind: "quantity", name: "surge" },
      },
      {
        code: "no-reason",
        severity: "warning",
        span: nowhere,
        message: "The element overriding has no reason; the brief lists it as an assumption.",
        remedy: "Write because.",
        parameters: { kind: "element", name: "habitats.overriding" },
      },
    ],
    ledger: floodLedger(),
    inputsHash: "1f".repeat(32),
    result: {
      dimensions: optionDimensions(),
      outputs,
      record: {
        engineVersion: "0.1.0",
        seed: 7,
        sampling: "random" as const,
        draws,
        inputsHash: "1f".repeat(32),
        resultHash: "2e".repeat(32),
      },
    },
  };
}
