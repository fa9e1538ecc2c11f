import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributionFeature, Candidate, FigureFeature, PlainFeature } from "./candidate.js";
import { findCandidates } from "./find-candidates.js";

const find = (text: string, date?: string) => findCandidates(text, { language: "en", date });
const features = (text: string) => find(text).flatMap((candidate) => candidate.features);
const figures = (text: string) => features(text).filter((feature): feature is FigureFeature => feature.kind === "figure");
const attributions = (text: string) => features(text).filter((feature): feature is AttributionFeature => feature.kind === "attribution");
const plain = (text: string, kind: PlainFeature["kind"]) =>
  features(text).filter((feature): feature is PlainFeature => feature.kind === kind);
const slice = (text: string, { start, end }: { readonly start: number; readonly end: number }) =>
  Array.from(text).slice(start, end).join("");

describe("figures", () => {
  it.each<readonly [string, number | null, number | null, string | undefined]>([
    ["They earn $20-$30 billion annually.", 20e9, 30e9, "USD / year"],
    ["They earn between 5 and 7 per cent.", 5, 7, "%"],
    ["Some 5–7 million tonnes were lost.", 5e6, 7e6, "tonnes"],
    ["There were 2,400 incidents in 2022.", 2400, 2400, "incidents"],
    ["It cost half a million euros.", 500_000, 500_000, "EUR"],
    ["It cost £2.3m.", 2.3e6, 2.3e6, "GBP"],
    ["It cost US$4bn.", 4e9, 4e9, "USD"],
    ["It cost 5 million dollars.", 5e6, 5e6, "USD"],
    ["It cost EUR 145 000 a year.", 145_000, 145_000, "EUR / year"],
    ["About a third of homes flooded.", 33.3333333333, 33.3333333333, "%"],
    ["One in five pupils left.", 20, 20, "%"],
    ["One pupil in five left.", 20, 20, "%"],
    ["They missed three of the last four deadlines.", 75, 75, "%"],
    ["Sales dropped by just over half.", 50, null, "%"],
    ["It lasted 2 standard deviations.", 2, 2, "standard deviations"],
    ["Two-thirds of pupils left.", 66.6666666667, 66.6666666667, "%"],
    ["Over 100,000 people fled.", 100_000, null, "people"],
    ["At least 40 people were killed.", 40, null, "deaths"],
    ["Up to 85 vessels will be laid up.", null, 85, "vessels"],
    ["Fewer than 30 homes have it.", null, 30, "homes"],
    ["They fielded 100,000+ fighters.", 100_000, null, "people"],
    ["Two hundred and fifty thousand workers left.", 250_000, 250_000, "people"],
    ["Twenty-five ships sank.", 25, 25, "ships"],
    ["Dozens of ships sank.", null, null, "ships"],
    ["The ship waited a 10-day period.", 10, 10, "days"],
    ["The ten-year plan failed.", 10, 10, "years"],
    ["Exports doubled.", 2, 2, "1"],
    ["It is 5,200 hectares.", 5200, 5200, "ha"],
    ["It rose by 25 basis points.", 0.25, 0.25, "%"],
  ])("%s", (text, low, high, unit) => {
    expect(figures(text)).toMatchObject([{ low, high, unit }]);
  });

  it.each([
    "It was signed on 3 March 2024.",
    "The 21st century began.",
    "See section 12 and page 4.",
    "Call 0800 555 0199.",
    "The meeting began at 10:30.",
    "COVID-19 and the F-16 made news.",
    "A 45-year-old man fell.",
    "As noted before,[12] it fell.",
    "It fell in the 1990s.",
    "It fell from 2010 to 2015.",
    "They met under Resolution 1973.",
    "One senior official spoke.",
    "See https://example.org/2024/05/99 for more.",
    "They won 3-1.",
    "Pupils are parted at age ten.",
    "Few stay until sixteen.",
    "Amendment 14 was lost.",
  ])("none in: %s", (text) => {
    expect(figures(text)).toEqual([]);
  });

  it("are two where something went from one to the other", () => {
    expect(figures("The rate fell from 7 to 5 per cent.").map(({ low, high }) => [low, high])).toEqual([
      [7, 7],
      [5, 5],
    ]);
  });

  it("say what they count, when, and how firmly", () => {
    const [figure] = figures("With violence there, an estimated 2,400 border-related incidents in 2022 were seen.");
    expect(figure).toMatchObject({ text: "2,400", counts: "border-related incidents", year: "2022", hedges: ["an estimated"] });
  });

  it("take a rate from the head of their column", () => {
    expect(figures("Branch | Visits a year | Cost per month (£k) |\nEast | 8,500 | 64 |")).toMatchObject([
      { low: 8500, unit: "visits / year" },
      { low: 64_000, unit: "GBP / month" },
    ]);
  });

  it("take magnitude and unit from the head of their column", () => {
    const text = "Way | Cost (US$ million) | Delivery (months) |\nBuy now | 350 | 4–6 |\n";
    expect(figures(text)).toMatchObject([
      { low: 350e6, unit: "USD" },
      { low: 4, high: 6, unit: "months" },
    ]);
    expect(plain(text, "table-row")[0]!.detail).toEqual({ Way: "Buy now", "Cost (US$ million)": "350", "Delivery (months)": "4–6" });
  });
});

describe("attributions", () => {
  it.each<readonly [string, Partial<AttributionFeature>]>([
    [
      "“It is late,” said Dr. Ann Lee, a security analyst at Hill University.",
      { speaker: "Dr. Ann Lee", body: "security analyst, Hill University", isNamed: true, isDirect: true },
    ],
    ["“It is late,” Ann Lee said on Tuesday.", { speaker: "Ann Lee", isDirect: true }],
    ["Former minister Ann Lee warned: “It is late.”", { speaker: "Ann Lee", body: "Former minister", isDirect: true }],
    ['"It is late," said one senior official.', { speaker: "one senior official", isNamed: false, isDirect: true }],
    ["‘It’s late,’ said Ann Lee.", { speaker: "Ann Lee", isDirect: true }],
    ["According to Ann Lee, “it is late” for a deal.", { speaker: "Ann Lee", isDirect: true }],
    ["The plan is late, according to intelligence sources.", { speaker: "intelligence sources", isNamed: false, isDirect: false }],
    ["The U.S. Coast Guard estimates these ships carry 40 tonnes.", { speaker: "U.S. Coast Guard", isNamed: true, isDirect: false }],
    ["Analysts say that it is late.", { speaker: "Analysts", isNamed: false }],
    ["People familiar with the matter said it was late.", { speaker: "People familiar with the matter", isNamed: false }],
    ["The loss was first reported by the Hill Post.", { speaker: "Hill Post", isNamed: true }],
    ["It is late, the energy ministry said.", { speaker: "energy ministry" }],
    ["President Ann Lee maintained a “hands off” approach.", { speaker: "Ann Lee", body: "President", isDirect: true }],
    ["Mexico’s president, Ann Lee, said it was late.", { speaker: "Ann Lee", body: "Mexico’s president" }],
    ["Mayor Ann Lee — who is 61 — insisted it was late.", { speaker: "Ann Lee", body: "Mayor" }],
    ["It would, on the mayor’s estimate, cost £4m.", { speaker: "the mayor", isDirect: false }],
    ["It has, by the Hill Bank’s own admission, failed.", { speaker: "Hill Bank", isNamed: true }],
    ["Lee and Moss (2031) find no effect.", { speaker: "Lee and Moss", isNamed: true, isDirect: false }],
    ["Lee et al. (2031), with more data, could see none.", { speaker: "Lee et al.", isNamed: true }],
  ])("%s", (text, expected) => {
    expect(attributions(text)).toMatchObject([expected]);
  });

  it("give both pieces of a split quotation to one speaker", () => {
    const text = "“It is late,” Ann Lee said, “and it is dark.”";
    expect(attributions(text).map(({ speaker, quotation }) => [speaker, slice(text, quotation!)])).toEqual([
      ["Ann Lee", "It is late,"],
      ["Ann Lee", "and it is dark."],
    ]);
  });

  it("carry a quotation that a paragraph leaves open into the next", () => {
    const found = attributions("Ann Lee said: “It is late today.\n“It is dark as well.”");
    expect(found.map(({ speaker }) => speaker)).toEqual(["Ann Lee", "Ann Lee"]);
  });

  it("take “she” for the last speaker and say so", () => {
    const found = attributions("The minister, Ann Lee, said it was late. She added that it was dark.");
    expect(found).toMatchObject([
      { speaker: "Ann Lee", resolvedFrom: undefined },
      { speaker: "Ann Lee", resolvedFrom: "She" },
    ]);
  });

  it("read the turns of a transcript", () => {
    const found = attributions("Ann Lee runs the port.\nLEE: It is late.\nQ: Why?\nLEE: It is dark.");
    expect(found.map(({ speaker, isDirect }) => [speaker, isDirect])).toEqual([
      ["Ann Lee", false],
      ["Ann Lee", false],
    ]);
  });

  it("take “they” for the group that a sentence began with", () => {
    expect(attributions("Farming unions want it gone. To keep it, they warn, is costly.")).toMatchObject([{ speaker: "Farming unions" }]);
  });

  it("take “its” before a view for the body and “his” for the person", () => {
    const text = "Ann Lee said it was late. The Hill Bank said it was dark. By its own estimate, it lost £4m. In his view, it lost £5m.";
    expect(attributions(text).map(({ speaker }) => speaker)).toEqual(["Ann Lee", "Hill Bank", "Hill Bank", "Ann Lee"]);
  });

  it("find none in a question of words or in a title", () => {
    expect(attributions("The “Great Escape” was a film.")).toEqual([]);
  });

  it("of a sentence above a list hold for its items", () => {
    const [first] = find("Analysts worry that:\n- Prices could rise\n- Trade could fall\n");
    expect(first).toMatchObject({ quote: "Prices could rise", under: ["Analysts worry that:"] });
    expect(first!.features).toContainEqual(expect.objectContaining({ kind: "attribution", speaker: "Analysts" }));
  });
});

describe("other features", () => {
  it.each<readonly [PlainFeature["kind"], string, string]>([
    ["legal", "This is against the 1945 UN Charter today.", "1945 UN Charter"],
    ["legal", "See Article 2(4) of the UN Charter.", "Article 2(4) of the UN Charter"],
    ["legal", "It breaches Regulation (EU) 2016/679 today.", "Regulation (EU) 2016/679"],
    ["legal", "They sued under 42 U.S.C. § 1983 twice.", "42 U.S.C. § 1983"],
    ["legal", "It is contrary to international law.", "international law"],
    ["legal", "The Data Protection Act 2018 applies.", "Data Protection Act 2018"],
    ["option", "The cabinet is considering the use of force.", "is considering the use of force"],
    ["precedent", "When Norland introduced a cap in 2024, sales fell.", "When Norland introduced a cap in 2024, sales fell."],
    ["source", "Lee and Moss (2031) find no effect.", "Lee and Moss (2031)"],
    ["precedent", "It recalls the 2003 Iraq invasion.", "2003 Iraq invasion"],
    ["source", "A study in the Journal of Ports covers it.", "A study in the Journal of Ports"],
  ])("%s in: %s", (kind, text, expected) => {
    expect(plain(text, kind).map(({ span }) => slice(text, span))).toEqual([expected]);
  });

  it("law enforcement is no law", () => {
    expect(plain("U.S. law enforcement reported it.", "legal")).toEqual([]);
  });

  it.each([
    ["Prices may rise by 2030.", "by 2030"],
    ["Prices are expected to fall within five years.", "within five years"],
    ["It might, however, sink by 2040.", "by 2040"],
    ["Raising the fine would do little by 2040.", "by 2040"],
    ["In the coming months prices will rise.", "In the coming months"],
  ])("prediction in: %s", (text, horizon) => {
    expect(plain(text, "prediction").map(({ detail }) => detail.horizon?.toLowerCase())).toEqual([horizon.toLowerCase()]);
  });

  it.each([
    "It may have rained.",
    "She could not say.",
    "The talks in May failed.",
    "Will Smith left.",
    "Closing it would be a mistake.",
    "Some would prefer a levy.",
    "They could find no effect.",
  ])("no prediction in: %s", (text) => {
    expect(plain(text, "prediction")).toEqual([]);
  });

  it("a list takes its kind from the sentence above it", () => {
    expect(plain("The council might consider:\n- A toll\n- A ban on lorries\n", "option").map(({ text }) => text)).toEqual([
      "A toll",
      "A ban on lorries",
    ]);
    expect(plain("The coming months may see:\n- New talks\n", "prediction")).toMatchObject([
      { text: "New talks", detail: { horizon: "The coming months" } },
    ]);
  });

  it("alternatives in one sentence are options each", () => {
    expect(plain("Alternatives include a tax, a ban and subsidies.", "option").map(({ text }) => text)).toEqual([
      "a tax",
      "a ban",
      "subsidies",
    ]);
  });

  it.each(["Repair is slow, since the ship is leased out.", "Fines lead owners to insure."])("a cause in: %s", (text) => {
    expect(plain(text, "causal")).toHaveLength(1);
  });

  it("a cause and its effect are told apart", () => {
    expect(plain("The flood led to a shortage.", "causal")).toMatchObject([{ detail: { cause: "The flood", effect: "a shortage" } }]);
    expect(plain("The shortage was caused by the flood.", "causal")).toMatchObject([{ detail: { cause: "the flood" } }]);
  });
});

describe("sentences", () => {
  it.each([
    ["The U.S. Army and Dr. J. Smith met. No. 5 was late.", ["The U.S. Army and Dr. J. Smith met.", "No. 5 was late."]],
    ["It cost 2.5 million. It may cost 3.5 million.", ["It cost 2.5 million.", "It may cost 3.5 million."]],
    ["“Why 3 ships?” Ann Lee asked. “At 5 ports?”", ["“Why 3 ships?” Ann Lee asked.", "“At 5 ports?”"]],
  ])("%s", (text, sentences) => {
    const quotes = find(text).map(({ quote }) => quote);
    expect(sentences).toEqual(expect.arrayContaining(quotes));
  });
});

describe("grades", () => {
  const codes = (text: string, date?: string) =>
    find(text, date).map(({ credibility }) => [credibility.grade, ...credibility.reasons.map(({ code }) => code)]);

  it.each([
    ["The loss was 40 tonnes, according to insiders.", "6", "unnamed-source"],
    ["The loss was 40 tonnes in 2020.", "6", "no-origin"],
    ["Prices may rise by 2030.", "6", "prediction"],
    ["Ann Lee of Hill Bank said that it is the worst loss in history.", "4", "superlative"],
    ["The Hill Bank said that 43 tonnes were lost in 2020.", "3", "unconfirmed"],
  ])("%s: %s for %s", (text, grade, code) => {
    const [first] = codes(text);
    expect(first![0]).toBe(grade);
    expect(first).toContain(code);
  });

  it("notices an office-holder of another time", () => {
    const text = "President Biden said that it was late.";
    expect(codes(text, "2027-03-01")[0]).toContain("office-holder-of-another-time");
    expect(codes(text, "2022-03-01")[0]).toContain("dated-by-office-holder");
    expect(codes("Former President Biden said that it was late.", "2027-03-01")[0]).not.toContain("office-holder-of-another-time");
  });

  it("are never better than 3", () => {
    const text = "The Hill Bank said that 43 tonnes were lost in 2020. Ann Lee said it was late. The law is Article 5 of the Port Act.";
    for (const { credibility } of find(text)) expect(["3", "4", "5", "6"]).toContain(credibility.grade);
  });
});

describe("any text", () => {
  it("in a language whose words are not known gives figures and quotations, and says so", () => {
    const found = findCandidates("Das kostet 20 € und „mehr nicht, sagt man hier allen“.", { language: "de" });
    expect(found[0]!.features.map(({ kind }) => kind)).toEqual(["figure"]);
    expect(found[0]!.credibility.reasons).toContainEqual({ code: "language-not-known", words: "" });
  });

  const pieces = fc.constantFrom(
    "“",
    "”",
    '"',
    "'",
    "’",
    " ",
    ".",
    ",",
    "\n",
    "- ",
    "|",
    "5",
    "2020",
    "$",
    "%",
    "said",
    "Dr.",
    "Lee",
    "the",
    "may",
    "😀",
    "é",
    "of",
    "Act",
    ":",
    "(",
    ")",
    "million",
    "to",
    "between",
    "and",
    "in",
  );
  it("has candidates whose quotes are exactly their spans, with every feature in the text", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join(" ");
        const length = Array.from(text).length;
        for (const { span, quote, features: all } of find(text)) {
          expect(slice(text, span)).toBe(quote);
          for (const feature of all) {
            expect(feature.span.start).toBeLessThan(feature.span.end);
            expect(feature.span.end).toBeLessThanOrEqual(length);
          }
        }
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  it.each<readonly [string, (text: string) => string]>([
    ["soft hyphens", (text) => text.replaceAll(/(\w{3})(\w{3})/g, "$1\u00ad$2")],
    [
      "marks of direction and another script",
      (text) => text.replaceAll("The ", "\u202bהממשלה אמרה\u202c The ").replaceAll(" said", "\u200f said"),
    ],
    ["characters of two units", (text) => text.replaceAll(" ", " 😀 ")],
    ["one line", (text) => text.replaceAll("\n", " ").repeat(50)],
  ])("has exact spans with %s", (_, spoil) => {
    const text = spoil(
      "The minister said 40 ships sank in 2022.\nThe board could ban them or wait.\n“It will get worse by 2030,” said Anna Berg.\nA survey of 200 firms, seen by the Post, found that exports fell because of the ban.\n",
    );
    const points = Array.from(text);
    const words = ({ start, end }: { readonly start: number; readonly end: number }) => points.slice(start, end).join("");
    const found = find(text);
    expect(found.length).toBeGreaterThan(0);
    for (const { span, quote, features: all } of found) {
      expect(words(span)).toBe(quote);
      for (const feature of all) if ("text" in feature) expect(words(feature.span)).toBe(feature.text);
    }
  });

  it("is read to its end however it is made", () => {
    const hostile = [
      "“a ",
      '"a b c," said X. ',
      "‘a ",
      "1,",
      "000 ",
      "a.[1] B",
      "X, said, ",
      "report of ",
      "from 5 to 7 ",
      "(",
      "A. ",
      "a@",
      "Act of ",
      "'s view , is that ",
      "one , ",
      "Ministers could ban or ",
      "really ",
    ];
    for (const piece of hostile) expect(Array.isArray(find(piece.repeat(20_000)))).toBe(true);
  });
});

describe("the article", () => {
  const file = new URL("../../../../../shared/seed/article.txt", import.meta.url);
  const isThere = existsSync(file);
  const text = isThere ? readFileSync(file, "utf8") : "";
  const found: readonly Candidate[] = isThere ? find(text) : [];
  const all = found.flatMap((candidate) => candidate.features);
  const name = (what: string) => (isThere ? what : `${what}: not tested, because ../shared/seed is absent`);

  it.skipIf(!isThere)(name("every figure"), () => {
    const values = all
      .filter((feature): feature is FigureFeature => feature.kind === "figure")
      .map(({ low, high, unit }) => [low, high, unit]);
    expect(values).toEqual([
      [50, 50, "states"],
      [20e9, 30e9, "USD / year"],
      [18, 45, "years"],
      [2400, 2400, "incidents"],
      [100_000, 100_000, "people"],
      [1, 1, "%"],
      [100_000, null, "deaths"],
    ]);
  });

  it.skipIf(!isThere)(name("every quotation with its speaker"), () => {
    const direct = all.filter((feature): feature is AttributionFeature => feature.kind === "attribution" && feature.isDirect);
    expect(direct.map(({ speaker, body }) => [speaker, body])).toEqual([
      ["Dr. Elena Marquez", "security analyst, Georgetown University"],
      ["Dr. Elena Marquez", "security analyst, Georgetown University"],
      ["Andrés Manuel López Obrador", "President"],
      ["Richard Caldwell", "Former State Department official"],
      ["Javier Ortega", "Cartel expert"],
      ["one senior intelligence official", undefined],
    ]);
  });

  it.skipIf(!isThere)(name("sources, table, options and predictions"), () => {
    const of = (kind: PlainFeature["kind"]) => all.filter((feature): feature is PlainFeature => feature.kind === kind);
    expect(new Set(of("source").map(({ detail }) => detail.source))).toEqual(
      new Set([
        "intelligence sources",
        "U.S. Drug Enforcement Administration",
        "U.S. law enforcement",
        "analysts",
        "one senior intelligence official",
      ]),
    );
    expect(of("table-row").map(({ detail }) => detail.Intervention)).toEqual(["2003 Iraq invasion", "2011 Libya campaign"]);
    expect(of("option").length).toBeGreaterThanOrEqual(7);
    expect(of("prediction").filter(({ detail }) => detail.horizon === "The coming months")).toHaveLength(3);
  });
});
