import type { Evaluated } from "@outweigh/language";
import { describe, expect, test } from "vitest";
import { composeAssessment } from "./compose.js";
import type { Block, Document, TableBlock } from "./document.js";
import { readFindings } from "./findings.js";
import { floodCase } from "./flood-case-for-tests.js";
import { inlinesText } from "./render/html-inlines.js";
import { sections } from "./sections/index.js";
import { declared, nameExpression, nowhere, numberExpression, refers } from "./test-support.js";

const document = composeAssessment(floodCase(1000));

function blocksBelow(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [
    block,
    ...(block.kind === "section" || block.kind === "callout" ? blocksBelow(block.blocks) : []),
    ...(block.kind === "side-by-side" ? blocksBelow(block.columns.flat()) : []),
  ]);
}

function section(name: string, from: Document = document): readonly Block[] {
  const found = blocksBelow(from.blocks).find((block) => block.kind === "section" && block.anchor === `section-${name}`);
  return found?.kind === "section" ? blocksBelow(found.blocks) : [];
}

function words(blocks: readonly Block[]): string {
  return blocks
    .map((block) => (block.kind === "paragraph" ? inlinesText(block.content) : block.kind === "list" ? words(block.items.flat()) : ""))
    .join("\n")
    .replaceAll("\u00a0", " ");
}

function tables(blocks: readonly Block[]): readonly TableBlock[] {
  return blocks.flatMap((block) => (block.kind === "table" ? [block] : block.kind === "figure" ? [block.table] : []));
}

function cells(table: TableBlock | undefined): readonly (readonly string[])[] {
  return (table?.rows ?? []).map((row) => row.cells.map((cell) => inlinesText(cell).replaceAll("\u00a0", " ")));
}

describe("the order of a brief", () => {
  const top = document.blocks.map((block) => (block.kind === "section" ? block.anchor : block.kind));
  test("bottom line and options first, prose, the rest, lineage last", () => {
    expect(top.slice(0, 3)).toEqual(["section-bottom-line", "section-options", "divider"]);
    expect(top.slice(-12)).toEqual([
      "section-comparison",
      "section-actors",
      "section-risks",
      "section-experts",
      "section-hypotheses",
      "section-assumptions",
      "section-outlook",
      "section-scores",
      "section-evidence",
      "section-method",
      "section-review",
      "section-lineage",
    ]);
  });
  test("a placed section stands where the text put it, once", () => {
    expect(top.indexOf("section-law")).toBeGreaterThan(top.indexOf("heading"));
    expect(top.filter((name) => name === "section-law")).toHaveLength(1);
  });
  test("the first heading of the text is the title", () => {
    expect([document.title, document.question]).toEqual([
      "Gates, walls or retreat?",
      "Which defence spares most lives until 2034, lawfully and at a price that the town can bear?",
    ]);
  });
  test("every section of the catalogue has been composed", () => {
    for (const { name } of sections) expect(section(name).length, name).toBeGreaterThan(0);
  });
});

test("scores: only once something is settled, small samples said to be small", () => {
  const text = words(section("scores"));
  expect(text).toMatch(/^2 settled questions with 3 forecasts by 2 forecasters are scored\. Left out: 1 still open\./);
  expect(text).toContain("2 settled questions are fewer than 30.");
  const cells = JSON.stringify(section("scores"));
  // Hale: 0.18 and 0.08, Ruth: 0.72; the mean over questions of the mean over forecasters.
  expect(cells).toContain('"0.265"');
  expect(cells).toContain("Will the harbour be dredged?");
  const evaluated = floodCase(100);
  const entries = evaluated.ledger.entries.filter(({ kind }) => kind !== "resolve");
  const open = composeAssessment({ ...evaluated, ledger: { ...evaluated.ledger, entries } });
  expect(open.blocks.some((block) => block.kind === "section" && block.anchor === "section-scores")).toBe(false);
});

test("bottom line: the analyst's words, the leaders, the law, and confidence in a sentence of its own", () => {
  const text = words(section("bottom-line"));
  expect(text).toContain("Combine tidal gates with warnings; compulsory retreat would save more lives and is not lawful.");
  expect(text).toMatch(
    /Deaths by flooding: Gates with warnings comes out lowest, at 3\d \(\d+ to \d+\) deaths; it is the best of five options/,
  );
  expect(text).toContain("Barred by law: Compulsory retreat from the flood plain");
  expect(text).toMatch(/\nModerate confidence\. The engineering evidence is good/);
});

test("bottom line: options that are level come out together", () => {
  const evaluated = floodCase(100);
  const same = evaluated.result.outputs.map((output) =>
    output.name === "cost" ? { ...output, draws: output.draws!.map((_, option) => output.draws![option % 2]!) } : output,
  );
  const level = composeAssessment({ ...evaluated, result: { ...evaluated.result, outputs: same } });
  expect(words(section("bottom-line", level))).toMatch(
    /Cost to the town: Carry on as now, Tidal gates and Warnings and shelters come out lowest together, at \d/,
  );
});

test("options: packages name their measures and the barred one is marked", () => {
  const rows = cells(tables(section("options"))[0]);
  expect(rows[5]).toEqual([
    "Gates with warnings",
    "Combines “Tidal gates” and “Warnings and shelters”.",
    expect.stringMatching(/^contested \d+ %$/),
  ]);
  expect(rows[3]?.[2]).toBe("barred");
  expect(rows[0]?.[1]).toBe("The course that the others are compared with.");
});

describe("comparison", () => {
  const found = tables(section("comparison"));
  test("ranks the options that are not barred and shows the others without rank", () => {
    const rows = cells(found[2]);
    expect(rows.map((row) => row[0]?.replace(/ contested.*/, ""))).toEqual([
      "1. Gates with warnings",
      "2. Tidal gates",
      "3. Raise the sea wall by two metres along the whole front",
      "4. Warnings and shelters",
      "5. Carry on as now",
      "Compulsory retreat from the flood plain barred",
    ]);
    expect(rows[5]?.[2]).toBe("–");
    expect(rows[4]?.slice(3)).toEqual(["–", "–"]);
  });
  test("probabilities of being best sum to one", () => {
    const figure = section("comparison").find((block) => block.kind === "figure");
    const bars = figure?.kind === "figure" && figure.plot.kind === "probabilities" ? figure.plot.bars : [];
    const first = bars.filter((bar) => bar.panel === "Deaths by flooding");
    expect(first).toHaveLength(5);
    expect(first.reduce((sum, bar) => sum + bar.value, 0)).toBeCloseTo(1, 12);
  });
  test("every number leads to its lineage", () => {
    const values = found.flatMap((table) => table.rows.flatMap((row) => row.cells.flat())).filter((inline) => inline.kind === "value");
    expect(values.length).toBeGreaterThan(40);
    expect(values.every((value) => value.anchor?.startsWith("lineage-"))).toBe(true);
  });
});

test("law: what each rule forbids, its exception and the element on which it turns", () => {
  const text = words(section("law"));
  expect(text).toContain(
    "Forbids “Compulsory retreat from the flood plain”, alone or in a package. Exception: “consent of the owners”. It turns on “consent of the owners”: not met. If breached: the order is void.",
  );
  expect(text).toContain(
    "Exception: “overriding public interest” or “no harm to the estuary”. It turns on “overriding public interest”, which is contested.",
  );
  expect(cells(tables(section("law"))[0])[2]?.[2]).toMatch(/^contested 3\d %|contested 2\d %$/);
});

test("risks: states of chances under each option and the worst 5 %", () => {
  const [states, deaths] = tables(section("risks"));
  expect(states?.columns.map(({ header }) => header)).toEqual(["Option", "None", "Partial", "Full breach"]);
  const sums = states?.rows.map((row) => row.cells.slice(1).reduce((sum, cell) => sum + Number.parseInt(inlinesText(cell), 10), 0));
  for (const sum of sums ?? []) expect(Math.abs((sum || 100) - 100)).toBeLessThanOrEqual(2);
  const hold =
    cells(deaths)[0]
      ?.slice(1)
      .map((text) => Number.parseFloat(text)) ?? [];
  expect(hold).toEqual([...hold].sort((one, other) => one - other));
});

test("assumptions: named, with a leverage that is explained", () => {
  const [checked, assumed, judged] = tables(section("assumptions"));
  expect(cells(checked)[0]?.slice(0, 2)).toEqual(["The gates are maintained", "with caveats"]);
  expect(cells(assumed).map((row) => row[0])).toEqual(["Height of the surge", "Overriding public interest, in Habitats directive"]);
  expect(Number(cells(assumed)[0]?.[2])).toBeGreaterThan(0.9);
  expect(cells(assumed)[1]?.slice(1)).toEqual(["contested element of a rule", "not measured"]);
  expect(cells(judged)[0]?.[0]).toBe("Residents: “the register is complete”");
  expect(words(section("assumptions"))).toContain(
    "the difference in “deaths by flooding” between “Gates with warnings” and “Carry on as now”",
  );
});

test("outlook: forecasts with criteria, indicators with thresholds, stocks over time", () => {
  const blocks = section("outlook");
  const [forecasts] = tables(blocks);
  const [indicators, exposed, households] = tables(blocks).slice(
    tables(blocks).findIndex(({ caption }) => caption === "Indicators to watch"),
  );
  expect(cells(forecasts)[0]).toEqual([
    "The council passes the budget for the gates",
    "30 June 2027",
    "55 to 70 % (likely)",
    "the vote is recorded in the minutes. Source: minutes of the council.",
    "Tidal gates",
  ]);
  expect(cells(indicators)[0]?.[1]).toBe("The mean of the yearly maxima. Threshold: more than 1.2 m above the mean of 1990 to 2020.");
  expect(exposed?.columns.map(({ header }) => header)).toEqual(["Option", "2026", "2028", "2032", "2034"]);
  expect(exposed?.rows).toHaveLength(6);
  expect(cells(households)[0]?.[1]).toBe("19,000");
  const fans = blocks.flatMap((block) => (block.kind === "figure" && block.plot.kind === "fan" ? [block.plot] : []));
  expect(fans.map((fan) => [fan.series.length, fan.series[0]?.points[0]?.low90 !== undefined])).toEqual([
    [6, true],
    [6, false],
  ]);
});

test("evidence: grades, states of the quotes, conflicts side by side, echoes", () => {
  const blocks = section("evidence");
  const claims = blocks.flatMap((block) => (block.kind === "claim" ? [block] : []));
  expect(claims.map((claim) => [claim.grade, claim.state.tone])).toEqual([
    ["B3", "clear"],
    ["D5", "note"],
    ["D3", "contested"],
    ["C3", "barred"],
  ]);
  const sides = blocks.find((block) => block.kind === "side-by-side");
  expect(sides?.kind === "side-by-side" ? sides.columns : []).toHaveLength(2);
  expect(words(blocks)).toContain(
    "The Gazette on the range and Cost of the wall both go back to Engineers’ report on the sea wall; they count as one.",
  );
  const plot = blocks.flatMap((block) => (block.kind === "figure" && block.plot.kind === "echoes" ? [block.plot] : []))[0];
  expect(plot?.lines.map(({ label, sort, under }) => [label, sort, under])).toEqual([
    ["Engineers’ report on the sea wall", "origin", undefined],
    ["Cost of the wall", "claim", 0],
    ["Town Gazette", "derived", 0],
    ["Cost in the Gazette", "claim", 2],
    ["The Gazette on the range", "claim", 2],
  ]);
  expect(plot?.ties).toEqual([{ from: 4, to: 1, sort: "echo" }]);
});

test("evidence: ratios of figures in conflict, marked or not", () => {
  const plain = floodCase(1000);
  const quotes: Record<string, string> = {
    engineers: "The wall costs 12 million EUR.",
    gazette_cost: "It is 3 million EUR.",
    gazette_echo: "The dunes protect 400 homes behind the harbour.",
    obedience: "The dunes protect 1,000 homes behind the harbour.",
  };
  const claims = plain.assessment.claims.map((claim) => ({ ...claim, quote: quotes[claim.id], label: claim.id }));
  const blocks = section("evidence", composeAssessment({ ...plain, assessment: { ...plain.assessment, claims } }));
  expect(words(blocks)).toMatch(/engineers.* gazette_cost.* “12 million EUR” against “3 million EUR”: one is 4 times the other\./);
  expect(words(blocks)).toMatch(
    /not marked as in conflict:\ngazette_echo.* obedience.* “400.*” against “1,000.*”: one is 2\.5 times the other\./,
  );
});

test("a claim that a language model pointed out says so, and the method counts them", () => {
  const claims = section("evidence").flatMap((block) => (block.kind === "claim" ? [block] : []));
  const told = claims.filter(({ notes }) => notes.some((note) => inlinesText(note).includes("language model small-model")));
  expect(told.map(({ name }) => name)).toEqual(["Cost in the Gazette"]);
  expect(words(section("method"))).toContain("A language model (small-model) was used to suggest one claim of 4.");
});

test("method: the run record and the scale of likelihood words", () => {
  const blocks = section("method");
  const facts = blocks.flatMap((block) =>
    block.kind === "facts" ? block.facts.map((fact) => `${fact.term}: ${inlinesText(fact.content)}`) : [],
  );
  expect(facts).toContain("Seed: 7");
  expect(facts).toContain(`Hash of the result: ${"2e".repeat(32)}`);
  expect(tables(blocks).flatMap((table) => cells(table).map((row) => row[1]))).toContain("55–80 %");
});

test("observations: what was expected before, what they leave, and wider errors", () => {
  const plain = floodCase(1000);
  const seen = { ...declared("gauge", "Gauge at the pier", [refers("wall_cost")]), that: nameExpression("price") };
  const evaluated: Evaluated = {
    ...plain,
    assessment: {
      ...plain.assessment,
      observations: [{ ...seen, measured: { value: numberExpression(1.5), error: nameExpression("poisson") } }],
    },
    lowering: {
      ...plain.lowering,
      measured: new Map([["gauge", { value: 1.5, unit: plain.lowering.units.get("surge")! }]]),
      references: new Map([...plain.lowering.references, ["observation:gauge", new Set(["price"])]]),
    },
    result: {
      ...plain.result,
      conditioning: { effectiveDraws: 640.5, observations: [{ name: "gauge", effectiveDraws: 700, prior: { mean: 1, sd: 0.3 } }] },
      record: { ...plain.result.record, draws: 1000 },
    },
  };
  const brief = composeAssessment(evaluated);
  const blocks = section("method", brief);
  expect(words(blocks)).toContain("the equivalent of 640 of 1,000 draws");
  const table = tables(blocks).find(({ caption }) => caption?.startsWith("What has been observed"));
  expect(cells(table)[0]?.slice(0, 4)).toEqual([
    "Gauge at the pier",
    expect.stringContaining("1.5"),
    expect.stringContaining("± 0.3"),
    "700",
  ]);
  const entry = section("lineage", brief).find((block) => block.kind === "lineage" && block.identifier === "price");
  const facts = entry?.kind === "lineage" ? entry.facts.map((fact) => `${fact.term}: ${inlinesText(fact.content)}`) : [];
  expect(facts.find((fact) => fact.startsWith("Observed: Gauge at the pier"))).toBeDefined();

  const best = (of: Evaluated) => readFindings(of).objectives[0]!.rows[0]!.compared.best!.error;
  const random: Evaluated = { ...plain, result: { ...plain.result, record: { ...evaluated.result.record, sampling: "random" } } };
  expect(best(evaluated)).toBeCloseTo(best(random) * Math.sqrt(1000 / 640.5), 12);
});

test("lineage: value, definition, reasons down to the words of the source", () => {
  const entry = section("lineage").find((block) => block.kind === "lineage" && block.identifier === "price");
  if (entry?.kind !== "lineage") throw new Error("no entry");
  expect(entry.definition).toContain("20 billion to 30 billion as lognormal");
  const facts = entry.facts.map((fact) => `${fact.term}: ${inlinesText(fact.content)}`);
  expect(facts).toContain("Because: Cost of the wall: “between 20 and 30 billion dollars a year” — Engineers’ report on the sea wall");
  expect(facts).toContain("Because: judgement: “prices will follow wages”");
  expect(facts).toContain("Used by: cost to the town");
});

describe("poor cases", () => {
  const evaluated = floodCase(50);
  const empty = {
    ...evaluated.assessment,
    options: [],
    actors: [],
    hypotheses: [],
    evidence: [],
    assumptions: [],
    premortems: [],
    objectives: [],
    rules: [],
    chances: [],
    stocks: [],
    forecasts: [],
    indicators: [],
    claims: [],
    sources: [],
    quantities: [],
    precedents: [],
    experts: [],
    inlines: [],
    chapters: [],
  };
  test("a case with nothing in it gives a brief all the same", () => {
    const poor = composeAssessment({ ...evaluated, assessment: empty, result: { ...evaluated.result, dimensions: [], outputs: [] } });
    expect(poor.blocks.map((block) => (block.kind === "section" ? block.anchor : block.kind))).toEqual([
      "section-bottom-line",
      "section-options",
      "section-method",
      "section-review",
      "section-lineage",
    ]);
  });
  test("a section that is asked for and has no matter says so", () => {
    const chapters = [{ file: "flood.md", blocks: [{ kind: "show" as const, section: "law", span: nowhere }] }];
    const poor = composeAssessment({ ...evaluated, assessment: { ...empty, chapters } });
    expect(words(section("law", poor))).toBe("This assessment declares nothing for this section.");
  });
  test("an unknown baseline compares with nothing", () => {
    const poor = composeAssessment({
      ...evaluated,
      assessment: { ...evaluated.assessment, case: { ...evaluated.assessment.case, baseline: "gone" } },
    });
    expect(tables(section("comparison", poor))[1]?.columns).toHaveLength(3);
  });
});
