/** The assessment of the flood case: every kind of declaration once or twice. For tests only. */
import type { Assessment } from "@outweigh/language";
import {
  declared,
  named,
  nameExpression,
  nowhere,
  numberExpression,
  prose,
  proseHeading,
  proseParagraph,
  quantity,
  refers,
  statisticExpression,
} from "./test-support.js";

/** The options: identifier and label. */
export const optionLabels = [
  ["hold", "Carry on as now"],
  ["wall", "Raise the sea wall by two metres along the whole front"],
  ["gates", "Tidal gates"],
  ["retreat", "Compulsory retreat from the flood plain"],
  ["warning", "Warnings and shelters"],
  ["package", "Gates with warnings"],
] as const;

/** What a rule has that says neither who decides nor what is to be done. */
const plainRule = {
  ruleKind: undefined,
  regime: undefined,
  citation: undefined,
  appliesTo: [],
  decidedBy: [],
  standing: [],
  challenge: undefined,
  positions: [],
  duties: [],
} as const;

/** What the analyst of the flood case has written. */
export function floodAssessment(): Assessment {
  const option = (position: number, note?: string) => ({
    ...declared(optionLabels[position]![0], optionLabels[position]![1], [], note),
    measures: [optionLabels[position]![0]],
    isCombination: false,
    startDate: undefined,
  });
  const claim = (id: string, label: string, source: string, quote: string | undefined, extra: object = {}) => ({
    ...declared(id, label),
    source,
    quote,
    quoteSpan: undefined,
    states: quote === undefined ? "The works cost as much as a new harbour." : undefined,
    saidBy: undefined,
    suggestedBy: undefined,
    grade: "3",
    conflictsWith: [],
    corroborates: [],
    quoteState: "verified" as const,
    tlp: undefined,
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
    tlp: undefined,
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
      commissioner: "The mayor",
      assurer: "Harbour research unit",
      approver: undefined,
      sourcing: undefined,
      tlp: undefined,
      limitations: ["Damage to shops is not counted."],
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
      claim("gazette_cost", "Cost in the Gazette", "gazette", "a mere 4 billion", {
        grade: "5",
        quoteState: "held-by-hash",
        suggestedBy: "small-model",
      }),
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
        judged: undefined,
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
    actors: [
      {
        ...declared("insurers", "insurers of the town"),
        actorKind: "companies",
        interests: [{ text: "fewer claims", because: [refers("engineers")], span: nowhere }],
        reactions: [],
        vetoes: [],
        decides: [],
      },
    ],
    rules: [
      {
        ...declared("property", "Right to property, article 1"),
        ...plainRule,
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
        ...plainRule,
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
        targets: [],
      },
      {
        ...declared("cost", "cost to the town"),
        unit: nameExpression("USD"),
        sense: "minimise",
        definition: nameExpression("price"),
        targets: [],
      },
    ],
    scenarios: [],
    futures: [],
    weights: [],
    studies: [],
    hypotheses: [
      { ...declared("settling", "The ground is settling"), prior: 0.4, about: undefined },
      { ...declared("rising", "The sea is rising"), prior: undefined, about: undefined },
    ],
    evidence: [
      {
        ...declared("marks", "High marks on the quay", [refers("engineers")]),
        fits: [
          { hypothesis: named("settling"), rating: "C", span: nowhere },
          { hypothesis: named("rising"), rating: "CC", span: nowhere },
        ],
        likely: [],
        trust: 0.8,
      },
      {
        ...declared("levels", "The levelling shows no change"),
        fits: [],
        likely: [
          { hypothesis: named("settling"), probability: 0.1, span: nowhere },
          { hypothesis: named("rising"), probability: 0.7, span: nowhere },
        ],
        trust: undefined,
      },
    ],
    assumptions: [
      {
        ...declared("maintained", "The gates are maintained"),
        behind: [named("surge")],
        confident: "The port pays for it.",
        untrueWhen: "The port is sold.",
        rating: "caveats",
        ifWrong: [],
      },
    ],
    premortems: [
      {
        ...declared("gates_failed", "The gates have failed"),
        of: named("gates"),
        date: "2031-01-01",
        by: "The harbour master",
        causes: [{ text: "They stuck in the first storm.", because: [refers("engineers")], span: nowhere }],
        shownBy: [],
        helpedBy: ["A second motor."],
      },
    ],
    experts: [{ ...declared("hale", "Dr Ruth Hale"), field: "hydraulics", affiliation: undefined }],
    judgements: [],
    seeds: [],
    pathways: [],
    forecasts: [
      {
        ...declared("budget", "Budget"),
        question: "The council passes the budget for the gates",
        form: { kind: "binary" },
        by: "2027-06-30",
        opens: undefined,
        unclear: undefined,
        probabilities: [],
        quantiles: [],
        computedFrom: undefined,
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
    observations: [],
    timings: [],
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
        file: nowhere.file,
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
        file: nowhere.file,
        blocks: [
          proseHeading(1, "The law"),
          proseParagraph(prose("Two rules matter here.")),
          { kind: "show", section: "law", span: nowhere },
        ],
      },
    ],
    files: { [nowhere.file]: "# Gates, walls or retreat?\n" },
  };
}
