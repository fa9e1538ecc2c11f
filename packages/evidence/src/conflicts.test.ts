/** Conflicts that are found; the expected ratios are worked out by hand beside them. Marked ones are tested with origins. */
import { describe, expect, it } from "vitest";
import { type ClaimFigure, type FigureClaim, findConflicts } from "./conflicts.js";

const figure = (
  low: number | null,
  high: number | null,
  unit: string | undefined,
  counts: string | undefined,
  year?: string,
): ClaimFigure => ({
  low,
  high,
  unit,
  counts,
  year,
});
const claim = (id: string, quote: string | undefined, ...figures: ClaimFigure[]): FigureClaim => ({ id, quote, figures });
const pair = (one: ClaimFigure, other: ClaimFigure, quotes: readonly [string?, string?] = []) =>
  findConflicts([claim("a", quotes[0], one), claim("b", quotes[1], other)]);

const members = (value: number) => figure(value, value, "members", "armed members of the cartel");

describe("findConflicts", () => {
  it("gives the ratio, the larger one and the reasons", () => {
    expect(
      findConflicts([
        claim(
          "analyst",
          "The Sinaloa Cartel alone fields 100,000 armed members",
          figure(1e5, 1e5, "members", "armed members of the Sinaloa Cartel"),
        ),
        claim(
          "study",
          "In Mexico the Sinaloa cartel had 25,000 members",
          figure(25e3, 25e3, "members", "members of the Sinaloa cartel", "2022"),
        ),
      ]),
    ).toEqual([
      {
        first: "analyst",
        second: "study",
        figures: [expect.objectContaining({ low: 1e5 }), expect.objectContaining({ low: 25e3 })],
        ratio: 4,
        leastRatio: 4,
        larger: "analyst",
        because: { words: ["member", "sinaloa", "cartel"], unit: "member", period: "stated by one", names: ["sinal"] },
        isMarked: false,
      },
    ]);
  });

  it("compares ranges by their middles and by their nearest ends", () => {
    const [conflict] = pair(
      figure(20e9, 30e9, "USD / year", "revenue of the cartels"),
      figure(5e9, 10e9, "USD / year", "revenue of cartels"),
    );
    expect(conflict?.ratio).toBeCloseTo(25 / 7.5, 12);
    expect(conflict?.leastRatio).toBe(2);
  });

  it("converts units", () => {
    const [mass] = pair(figure(2, 2, "tonnes", "fentanyl seized"), figure(500, 500, "kg", "seized fentanyl"));
    expect(mass?.ratio).toBeCloseTo(4, 12);
    const [rate] = pair(figure(1, 1, "GBP / month", "cost of centre"), figure(48.7, 48.7, "GBP / year", "cost of the centre"));
    expect(rate?.ratio).toBeCloseTo(48.7 / 12, 2);
    expect(pair(figure(12, 12, "GBP / year", "cost of centre"), figure(1, 1, "GBP / month", "cost of the centre"))).toEqual([]);
    expect(pair(figure(1, 1, "million-fold", "cost of centre"), figure(1, 1, "GBP", "cost of centre"))).toEqual([]);
    expect(pair(figure(5, 5, "EUR", "cost of the centre"), figure(9, 9, "USD", "cost of the centre"))).toEqual([]);
    expect(pair(figure(5, 5, "%", "share of vacant posts"), figure(9, 9, "percentage points", "share of vacant posts"))).toEqual([]);
  });

  it("lets open ranges agree with what lies in them", () => {
    const over = figure(100_000, null, "lives", "Mexican lives claimed by cartel violence", "since 2006");
    const lives = (value: number) => figure(value, value, "lives", "Mexican lives claimed by cartel violence", "since 2006");
    expect(pair(over, lives(150_000))).toEqual([]);
    expect(pair(over, { ...lives(0), low: null, high: 120_000 })).toEqual([]);
    expect(pair(over, lives(50_000))[0]).toMatchObject({ ratio: 2, larger: "a" });
    expect(pair({ ...over, low: null, high: null }, lives(50_000))).toEqual([]);
  });

  it("lets roundings agree", () => {
    expect(pair(members(100_000), members(96_000))).toEqual([]);
    expect(pair(members(100_000), members(90_000))).toHaveLength(1);
  });

  it("does not compare different things", () => {
    expect(pair(members(100), figure(50, 50, "members", "members of parliament"))).toEqual([]);
    expect(pair(figure(86, 86, "deaths", "excess deaths in the city"), figure(900, 900, "deaths", "deaths in the city"))).toEqual([]);
    expect(pair(figure(40, 40, "%", "rise of fertiliser prices"), figure(9, 9, "%", "fertiliser prices explained"))).toEqual([]);
    expect(pair(figure(40, 40, "days", "average waiting time"), figure(90, 90, "days", "maximum waiting time"))).toEqual([]);
    expect(pair(figure(40, 40, "deaths", "deaths"), figure(90, 90, "deaths", "deaths"))).toEqual([]);
    expect(pair(figure(40, 40, "deaths", undefined), figure(90, 90, undefined, "deaths"))).toEqual([]);
  });

  it("does not compare different periods", () => {
    const landed = (value: number, year: string | undefined) => figure(value, value, "tonnes", "landings of cod", year);
    expect(pair(landed(10, "2026"), landed(20, "2028"))).toEqual([]);
    expect(pair(landed(10, "since 2006"), landed(20, "2019"))).toEqual([]);
    expect(pair(landed(10, "2026"), landed(20, "in 2026"))[0]?.because.period).toBe("same");
    expect(pair(landed(10, "since 2006"), landed(20, "2006–2023"))).toHaveLength(1);
    expect(pair(landed(10, undefined), landed(20, undefined))[0]?.because.period).toBe("not stated");
  });

  it("does not compare different places, but knows a country by its people", () => {
    const vessels = (value: number) => figure(value, value, "vessels", "cod vessels laid up");
    expect(pair(vessels(10), vessels(20), ["the fleet of Norrmark", "the fleet of Estvik"])).toEqual([]);
    expect(pair(vessels(10), vessels(20), ["vessels in Mexico", "the Mexican fleet"])).toHaveLength(1);
    const placed = [claim("a", "as Norrmark says", vessels(10)), claim("b", "as Norrmark says", vessels(20))] as const;
    expect(
      findConflicts([
        { ...placed[0], place: "Brae Sound" },
        { ...placed[1], place: "Brae Sound, Norrmark" },
      ]),
    ).toHaveLength(1);
    expect(
      findConflicts([
        { ...placed[0], place: "Brae Sound" },
        { ...placed[1], place: "Lees Sound" },
      ]),
    ).toEqual([]);
  });

  it("looks for a figure that agrees before it complains", () => {
    const both = claim("b", undefined, members(25_000), members(100_000));
    expect(findConflicts([claim("a", undefined, members(100_000)), both])).toEqual([]);
    expect(findConflicts([both, claim("a", undefined, members(100_000))])).toEqual([]);
    expect(findConflicts([both])).toEqual([]);
  });

  it("takes the analyst's word that marked claims speak of one quantity, in whichever order", () => {
    const one = claim("a", "The Sinaloa Cartel alone fields 100,000 armed members", figure(1e5, 1e5, "members", "armed members"));
    const other = claim("b", "DEA: ~44,800", figure(44_800, 44_800, undefined, undefined));
    expect(findConflicts([one, other])).toEqual([]);
    for (const pair of [
      [one, { ...other, conflictsWith: ["a"] }],
      [{ ...one, conflictsWith: ["b"] }, other],
      [other, { ...one, conflictsWith: ["b"] }],
    ])
      expect(findConflicts(pair).map(({ ratio, larger, isMarked }) => [ratio, larger, isMarked])).toEqual([[1e5 / 44_800, "a", true]]);
    expect(findConflicts([one, claim("b", "1 %", figure(1, 1, "%", "share")), { ...other, id: "c" }])).toEqual([]);
    expect(findConflicts([{ ...one, conflictsWith: ["b"] }, claim("b", "1 %", figure(1, 1, "%", "share"))])).toEqual([]);
  });

  it("says what was marked already, and gives no ratio across zero", () => {
    const change = (value: number) => figure(value, value, "GBP", "net cost of the scheme");
    const marked = { ...claim("b", undefined, change(-3)), conflictsWith: ["a"] };
    expect(findConflicts([claim("a", undefined, change(5)), marked])).toMatchObject([{ isMarked: true, ratio: undefined, larger: "a" }]);
    expect(pair(change(-6), change(-2))[0]).toMatchObject({ ratio: 3, larger: "b" });
  });

  it("takes a short quote with one figure for what is counted, where nothing else says it", () => {
    const cost = (value: number) => figure(value, value, "EUR", undefined, "2030");
    const quotes = [
      "Repairs of the dykes cost 212 million euros in 2030.",
      "Repairs of the dykes had cost 300 million euros in 2030.",
    ] as const;
    expect(pair(cost(212e6), cost(300e6), quotes)).toHaveLength(1);
    expect(pair(cost(212e6), cost(300e6), [quotes[0], "The schools cost 300 million euros in 2030."])).toEqual([]);
    expect(findConflicts([claim("a", quotes[0], cost(212e6)), claim("b", quotes[1], cost(300e6), cost(5e6))])).toEqual([]);
  });

  it("keeps the order of the claims", () => {
    const found = findConflicts([
      claim("c", undefined, members(1)),
      claim("a", undefined, members(10)),
      claim("b", undefined, members(100)),
    ]);
    expect(found.map(({ first, second, ratio }) => [first, second, ratio])).toEqual([
      ["c", "a", 10],
      ["c", "b", 100],
      ["a", "b", 10],
    ]);
  });
});
