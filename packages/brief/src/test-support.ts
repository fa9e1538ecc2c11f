/** A small evaluated case built by hand for the tests of this package: a town that chooses its flood defence. Draws come from a seeded generator. Long because a whole case stands here in plain data, one declaration of every kind. */
import { type Dimension, type OutputResult, summarise, type Unit } from "@outweigh/engine";
import type {
  Assessment,
  Declared,
  Evaluated,
  Expression,
  NameSyntax,
  ProseBlock,
  ProseInline,
  QuantityDeclaration,
  Reason,
  Span,
} from "@outweigh/language";
import { mean } from "./measures.js";

const file = "flood.md";

/** A place at the start of the only file. */
export const nowhere: Span = { file, from: 0, to: 0 };

/** A seeded stream of uniform numbers (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draws of a normal distribution by Box and Muller. */
export function normals(seed: number, count: number, centre: number, spread: number): Float64Array {
  const next = uniforms(seed);
  return Float64Array.from(
    { length: count },
    () => centre + spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  );
}

/** An output with kept draws. */
export function output(name: string, dimensions: readonly string[], draws: readonly Float64Array[]): OutputResult {
  return { name, dimensions, draws, summaries: draws.map((column) => summarise(column)) };
}

/** An output of fixed numbers, as a statistic over the draws leaves them. */
export function fixedOutput(name: string, dimensions: readonly string[], values: readonly number[]): OutputResult {
  return { name, dimensions, summaries: values.map((value) => ({ mean: value, meanError: 0, sd: 0, min: value, max: value })) };
}

/** A name as the parser gives it. */
export function named(text: string): NameSyntax {
  return { text, span: nowhere };
}

/** A reference to a declaration as a reason. */
export function refers(id: string): Reason {
  return { kind: "reference", id, span: nowhere };
}

/** What every declaration has. */
export function declared(id: string, label: string, because: readonly Reason[] = [], note?: string): Declared {
  return { id, label, span: nowhere, because, note };
}

/** An expression that is a name. */
export function nameExpression(name: string): Expression {
  return { kind: "name", name, span: nowhere };
}

/** An expression that is a number. */
export function numberExpression(value: number): Expression {
  return { kind: "number", value, percent: false, span: nowhere };
}

/** A statistic of a name, such as `mean(x)` or `P(x)`. */
export function statisticExpression(statistic: string, name: string, given?: string): Expression {
  return {
    kind: "call",
    name: named(statistic),
    arguments: [{ value: nameExpression(name), span: nowhere }],
    given: given === undefined ? undefined : named(given),
    span: nowhere,
  };
}

/** Running text of the analyst. */
export function prose(text: string): ProseInline {
  return { kind: "text", text };
}

/** A paragraph of the analyst. */
export function proseParagraph(...content: readonly ProseInline[]): ProseBlock {
  return { kind: "paragraph", content };
}

/** A heading of the analyst. */
export function proseHeading(level: number, text: string): ProseBlock {
  return { kind: "heading", level, content: [prose(text)] };
}

/** A quantity with a plain definition. */
export function quantity(id: string, label: string, because: readonly Reason[] = [], note?: string): QuantityDeclaration {
  return {
    ...declared(id, label, because, note),
    unit: nameExpression("USD"),
    over: [],
    definition: numberExpression(1),
    given: undefined,
    correlations: [],
    isOverridden: false,
  };
}

const units: Readonly<Record<string, Unit>> = {
  deaths: { scale: 1, powers: { deaths: 1 }, text: "deaths" },
  cost: { scale: 1e6, powers: { USD: 1 }, text: "million_USD" },
  money: { scale: 1, powers: { USD: 1 }, text: "USD" },
  yearly: { scale: 1, powers: { USD: 1, time: -1 }, text: "USD/year" },
  people: { scale: 1, powers: { people: 1 }, text: "people" },
  percent: { scale: 0.01, powers: {}, text: "%" },
  number: { scale: 1, powers: {}, text: "" },
};

const optionLabels = [
  ["hold", "Carry on as now"],
  ["wall", "Raise the sea wall by two metres along the whole front"],
  ["gates", "Tidal gates"],
  ["retreat", "Compulsory retreat from the flood plain"],
  ["warning", "Warnings and shelters"],
  ["package", "Gates with warnings"],
] as const;

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
      references: new Map([
        ["flood_deaths", new Set(["surge", "compliance"])],
        ["cost", new Set(["price"])],
        ["breakage", new Set(["failures"])],
      ]),
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
    inputsHash: "1f".repeat(32),
    result: {
      dimensions: optionDimensions(),
      outputs,
      record: { engineVersion: "0.1.0", seed: 7, draws, inputsHash: "1f".repeat(32), resultHash: "2e".repeat(32) },
    },
  };
}

function floodAssessment(): Assessment {
  const option = (position: number, note?: string) => ({
    ...declared(optionLabels[position]![0], optionLabels[position]![1], [], note),
    measures: [optionLabels[position]![0]],
    isCombination: false,
  });
  const claim = (id: string, label: string, source: string, quote: string | undefined, extra: object = {}) => ({
    ...declared(id, label),
    source,
    quote,
    quoteSpan: undefined,
    states: quote === undefined ? "The works cost as much as a new harbour." : undefined,
    saidBy: undefined,
    grade: "3",
    conflictsWith: [],
    corroborates: [],
    quoteState: "verified" as const,
    ...extra,
  });
  const source = (id: string, label: string, grade: string, extra: object = {}) => ({
    ...declared(id, label),
    by: "Harbour Board",
    author: undefined,
    date: "2026-02-03",
    url: undefined,
    archive: undefined,
    grade,
    derivedFrom: [],
    access: undefined,
    descriptor: undefined,
    ...extra,
  });
  return {
    case: {
      ...declared("flood", "Flood defence"),
      question: "Which defence spares most lives until 2034, lawfully and at a price that the town can bear?",
      audience: "Town council",
      author: "Harbour research unit",
      asOf: "2026-11-01",
      yardstick: "icd203",
      baseline: "hold",
      prices: 2024,
      time: { report: "yearly", inner: "weekly", from: 2026, to: 2034, method: "euler", span: nowhere },
      seed: 7,
      draws: 2000,
      bottomLine: "Combine tidal gates with warnings; compulsory retreat would save more lives and is not lawful",
      confidence: { level: "moderate", because: "the engineering evidence is good and the behaviour of residents is not" },
    },
    sources: [
      source("report", "Engineers’ report on the sea wall", "B", { url: "https://example.org/report" }),
      source("gazette", "Town Gazette", "D", { derivedFrom: [named("report")] }),
      source("survey", "Survey of residents", "C"),
    ],
    claims: [
      claim("engineers", "Cost of the wall", "report", "between 20 and 30 billion dollars a year", {
        saidBy: "Chief engineer",
        conflictsWith: [named("gazette_cost")],
      }),
      claim("gazette_cost", "Cost in the Gazette", "gazette", "a mere 4 billion", { grade: "5", quoteState: "held-by-hash" }),
      claim("gazette_echo", "The Gazette on the range", "gazette", undefined, {
        corroborates: [named("engineers")],
        quoteState: "unquoted",
      }),
      claim("obedience", "Residents who leave when told", "survey", "six in ten would leave", { quoteState: "failed" }),
    ],
    units: [],
    dimensions: [],
    data: [],
    options: [
      option(0),
      option(1, "Concrete, eight years of works"),
      option(2),
      option(3),
      option(4),
      { ...option(5), measures: ["gates", "warning"], isCombination: true },
    ],
    quantities: [
      quantity("surge", "height of the surge"),
      quantity("compliance", "share who leave when told", [refers("obedience")]),
      quantity(
        "price",
        "price of the works",
        [refers("engineers"), { kind: "judgement", text: "prices will follow wages", span: nowhere }],
        "In prices of 2024",
      ),
      quantity("residents", "residents", [{ kind: "judgement", text: "the register is complete", span: nowhere }]),
    ],
    chances: [
      {
        ...declared("breakage", "failure of the defence"),
        states: [named("none"), named("partial"), named("full_breach")],
        over: [],
        probabilities: [],
        given: undefined,
        precedent: named("failures"),
      },
    ],
    precedents: [
      {
        ...declared("failures", "failures of comparable works"),
        question: "Did it fail within ten years?",
        rows: [
          { id: "delta", outcome: "yes", successes: 1, trials: 1, reason: "same design", because: [], span: nowhere },
          { id: "counted_dykes", outcome: "yes", successes: 3, trials: 18, reason: "national register", because: [], span: nowhere },
        ],
        prior: { alpha: 0.5, beta: 0.5 },
        selectedOnOutcome: false,
      },
    ],
    rules: [
      {
        ...declared("property", "Right to property, article 1"),
        forbids: [named("retreat")],
        when: undefined,
        unless: nameExpression("consent"),
        elements: [
          {
            id: "consent",
            label: "consent of the owners",
            status: "unmet",
            probability: undefined,
            because: [{ kind: "judgement", text: "two thirds have refused", span: nowhere }],
            span: nowhere,
          },
        ],
        consequence: "the order is void",
      },
      {
        ...declared("habitats", "Habitats directive"),
        forbids: [named("gates")],
        when: undefined,
        unless: { kind: "binary", operator: "or", left: nameExpression("overriding"), right: nameExpression("no_harm"), span: nowhere },
        elements: [
          {
            id: "overriding",
            label: "overriding public interest",
            status: "contested",
            probability: undefined,
            because: [],
            span: nowhere,
          },
          { id: "no_harm", label: "no harm to the estuary", status: "unmet", probability: undefined, because: [], span: nowhere },
        ],
        consequence: undefined,
      },
    ],
    stocks: [
      {
        ...declared("exposed", "people exposed"),
        unit: nameExpression("people"),
        over: [],
        start: numberExpression(1),
        gains: undefined,
        loses: undefined,
        minimum: 0,
      },
      {
        ...declared("households", "households insured"),
        unit: nameExpression("people"),
        over: [named("district")],
        start: numberExpression(1),
        gains: undefined,
        loses: undefined,
        minimum: 0,
      },
    ],
    objectives: [
      {
        ...declared("flood_deaths", "deaths by flooding"),
        unit: nameExpression("deaths"),
        sense: "minimise",
        definition: nameExpression("surge"),
      },
      { ...declared("cost", "cost to the town"), unit: nameExpression("USD"), sense: "minimise", definition: nameExpression("price") },
    ],
    forecasts: [
      {
        ...declared("budget", "Budget"),
        question: "The council passes the budget for the gates",
        by: "2027-06-30",
        resolves: "the vote is recorded in the minutes",
        resolutionSource: "minutes of the council",
        probability: { kind: "interval", low: numberExpression(0.55), high: numberExpression(0.7), level: 0.9, span: nowhere },
        signals: [named("gates")],
      },
    ],
    indicators: [
      {
        ...declared("gauge", "Tide gauge"),
        watches: "the mean of the yearly maxima",
        reveals: [named("surge")],
        source: "harbour gauge",
        threshold: "more than 1.2 m above the mean of 1990 to 2020",
        check: "monthly",
        signals: [named("wall")],
      },
    ],
    checks: [],
    uses: [],
    inlines: [
      { index: 0, expression: nameExpression("residents"), unit: undefined, text: "residents", span: nowhere, likelihood: undefined },
      { index: 1, expression: nameExpression("price"), unit: undefined, text: "price", span: nowhere, likelihood: undefined },
      {
        index: 2,
        expression: statisticExpression("P", "flood_deaths", "gates"),
        unit: undefined,
        text: "P(flood_deaths better than hold | gates)",
        span: nowhere,
        likelihood: { text: "almost certain", span: nowhere },
      },
      {
        index: 3,
        expression: statisticExpression("mean", "flood_deaths"),
        unit: undefined,
        text: "mean(flood_deaths)",
        span: nowhere,
        likelihood: undefined,
      },
    ],
    chapters: [
      {
        file,
        blocks: [
          proseHeading(1, "Gates, walls or retreat?"),
          proseParagraph(
            prose("The town has "),
            { kind: "value", index: 0 },
            prose(" and has been flooded four times in thirty years. The works would cost "),
            { kind: "value", index: 1 },
            prose("."),
          ),
          proseHeading(2, "What the gates would do"),
          proseParagraph(
            prose("It is "),
            { kind: "strong", content: [prose("almost certain")] },
            prose(" ["),
            { kind: "value", index: 2 },
            prose("] that the gates spare lives. Expected deaths are: "),
            { kind: "value", index: 3 },
            prose("."),
          ),
          {
            kind: "list",
            ordered: false,
            items: [
              [proseParagraph(prose("Gates close in storms."))],
              [
                proseParagraph(
                  prose("Walls stand always, and "),
                  { kind: "link", href: "javascript:alert(1)", content: [prose("block the view")] },
                  prose("."),
                ),
              ],
            ],
          },
          {
            kind: "table",
            header: [[prose("District")], [prose("Floods")]],
            rows: [
              [[prose("Old town")], [prose("3")]],
              [[prose("Docks")], [prose("1")]],
            ],
          },
        ],
      },
      {
        file,
        blocks: [
          proseHeading(1, "The law"),
          proseParagraph(prose("Two rules matter here.")),
          { kind: "show", section: "law", span: nowhere },
        ],
      },
    ],
    files: { [file]: "# Gates, walls or retreat?\n" },
  };
}
