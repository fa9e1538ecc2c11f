import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { prepareSource, type QuoteCheck, verifyQuote } from "./quote.js";

const seed = "With cartel violence claiming over 100,000 Mexican lives since 2006, the status quo appears unsustainable.";

const differences = (check: QuoteCheck) => {
  if (check.state !== "missing") throw new Error(`the quote is ${check.state}`);
  return check.nearest?.differences.map(({ kind, expected, found }) => [kind, expected, found]);
};

describe("verifyQuote", () => {
  it("finds a quote and its place in the original", () => {
    const source = "One.\n“We   won’t – ever – go,” she said.";
    const check = verifyQuote(source, "We won't - ever - go,");
    expect(check).toMatchObject({ state: "exact" });
    if (check.state === "exact") expect(source.slice(check.span.from, check.span.to)).toBe("We   won’t – ever – go,");
  });

  it("gives offsets in UTF-16 and in code points", () => {
    expect(verifyQuote("a😀b café", "café")).toMatchObject({ state: "exact", span: { from: 5, to: 9, codePoints: { from: 4, to: 8 } } });
    expect(verifyQuote("a😀b café", "cafe\u0301")).toMatchObject({ state: "exact" });
  });

  it.each([
    ["over 200,000 Mexican lives", "number", "200,000", "100,000"],
    ["over 10,000 Mexican lives", "number", "10,000", "100,000"],
    ["the status quo does not appear unsustainable", "negation", "does not appear", "appears"],
    ["the status quo may appear unsustainable", "modal", "may appear", "appears"],
    ["over 100,000 Mexican lives since 2007", "number", "2007", "2006"],
    ["With gang violence claiming over 100,000 Mexican lives", "word", "gang", "cartel"],
    ["with cartel violence claiming over 100,000", "word", "with", "With"],
    ["since 2006 the status quo appears", "punctuation", "", ","],
  ])("does not verify “%s”: a changed %s", (quote, kind, expected, found) => {
    expect(differences(verifyQuote(seed, quote))?.[0]).toEqual([kind, expected, found]);
  });

  it.each([
    ["it costs $20 billion a year", "it costs €20 billion a year", "unit"],
    ["about 5 percent of the cars", "about 5 km of the cars", "unit"],
    ["They will not attack the town", "They will attack the town", "negation"],
    ["They could attack the town", "They will attack the town", "modal"],
    ["Two members of the council fled", "Three members of the council fled", "number"],
  ])("“%s” quoted as “%s” is a changed %s", (source, quote, kind) => {
    expect(differences(verifyQuote(source, quote))?.[0]?.[0]).toBe(kind);
  });

  it("puts the most dangerous difference first", () => {
    const check = verifyQuote(
      "The big force of 300 soldiers will not leave the town today.",
      "The large force of 400 soldiers will leave the city today",
    );
    expect(differences(check)?.map(([kind]) => kind)).toEqual(["number", "negation", "word", "word"]);
  });

  it.each([
    ["over 100,000,000 lives were lost", "over 100,000", "number", "100,000", "100,000,000"],
    ["over 100 million lives were lost", "over 100", "number", "100", "100 million"],
    ["a share of 5 % of the total", "a share of 5", "unit", "5", "5 %"],
    ["it costs $20 a day", "20 a day", "unit", "20", "$20"],
    ["growth was -5 per year", "5 per year", "punctuation", "5", "-5"],
    ["we can't win this war", "we can", "negation", "can", "can't"],
    ["it is unlikely to work", "likely to work", "modal", "likely", "unlikely"],
    ["non-lethal force is used", "lethal force is used", "negation", "lethal", "non-lethal"],
  ])("a quote must not cut a word or an amount: “%s” as “%s”", (source, quote, kind, expected, found) => {
    expect(differences(verifyQuote(source, quote))).toEqual([[kind, expected, found]]);
  });

  it.each([
    ["the town's mayor resigned", "the town"],
    ["(in 2019) it rose, by 5.", "it rose, by 5"],
    ["from 2019-20 on", "20 on"],
    ["the well-armed men", "armed men"],
    ["“Stop!” he said", "Stop!"],
  ])("whole words verify: “%s”, “%s”", (source, quote) => {
    expect(verifyQuote(source, quote).state).toBe("exact");
  });

  it("wants a short quote to be unique", () => {
    expect(verifyQuote("the town and the city", "the")).toEqual({ state: "too-short", part: "the", occurrences: 2 });
    expect(verifyQuote("the town and the city", "the city").state).toBe("exact");
    expect(verifyQuote("a — b", "—").state).toBe("too-short");
    expect(verifyQuote("a b", "").state).toBe("too-short");
  });

  it("says when a long quote stands at several places", () => {
    const sentence = "The bridge will close in May.";
    expect(verifyQuote(`${sentence} Again: ${sentence}`, sentence)).toMatchObject({
      state: "ambiguous",
      occurrences: 2,
      span: { from: 0 },
    });
  });

  describe("ellipsis", () => {
    const source = "The commission found in its long report that the dam is safe. It was built in 1950.";
    it.each([
      "The commission found … that the dam is safe",
      "The commission found ... the dam is safe",
      "The commission found [...] the dam is safe",
      "The commission found [ … ] the dam is safe…",
    ])("%s", (quote) => {
      const check = verifyQuote(source, quote);
      expect(check.state).toBe("exact");
      if (check.state === "exact") expect(check.parts.length).toBe(2);
    });

    it("takes an ellipsis that is the source's own as it stands", () => {
      const check = verifyQuote("Well … we shall see about that.", "Well … we shall see");
      expect(check).toMatchObject({ state: "exact" });
      if (check.state === "exact") expect(check.parts.length).toBe(1);
    });

    it("keeps the order of the parts", () => {
      expect(verifyQuote(source, "the dam is safe … The commission found")).toMatchObject({ state: "missing", isDisordered: true });
    });

    it("does not join what stands pages apart", () => {
      expect(verifyQuote(`The dam is safe. ${"x ".repeat(2000)} The end came.`, "The dam is safe … The end came")).toMatchObject({
        isDisordered: true,
      });
    });

    it("wants every part unique or long enough", () => {
      expect(verifyQuote("The dam is safe. The town is safe.", "The … is safe").state).toBe("too-short");
    });

    it("tells of a denial that was left out", () => {
      expect(verifyQuote("The dam is certainly not safe today.", "The dam is … safe today")).toMatchObject({
        state: "exact",
        dropped: "not",
      });
      expect(verifyQuote("It is not the case that the dam failed.", "the case that the dam failed")).toMatchObject({
        state: "exact",
        dropped: "not",
      });
      expect(verifyQuote(source, "The commission found … the dam is safe")).not.toHaveProperty("dropped");
    });
  });

  it("gives no nearest passage where nothing is alike", () => {
    const check = verifyQuote(seed, "A wholly different sentence about vaccines and bridges");
    expect(check).toEqual({ state: "missing", part: "A wholly different sentence about vaccines and bridges", isDisordered: false });
  });

  it.each([
    ["Many yers later", "Many years later"],
    ["some years later", "Many years later"],
    ["befor us", "before us"],
  ])("finds the passage near “%s”", (quote, passage) => {
    const source =
      "Many years later, as he faced the firing squad, Colonel Aureliano Buendía was to remember; we had everything before us.";
    const check = verifyQuote(source, quote);
    if (check.state !== "missing") throw new Error(check.state);
    expect(passage).toContain(check.nearest?.passage);
  });

  it("any whole-word stretch of a text verifies, and none with a changed digit does", () => {
    const words = fc.array(fc.constantFrom("alpha", "beta", "gamma", "delta", "of", "the", "12", "7,500", "“so”", "–", "didn’t"), {
      minLength: 12,
      maxLength: 40,
    });
    fc.assert(
      fc.property(words, fc.nat(), fc.integer({ min: 6, max: 12 }), (parts, start, length) => {
        const from = start % (parts.length - 5);
        const quote = parts.slice(from, from + length).join(" ");
        const source = parts.join("  ");
        expect(["exact", "ambiguous", "too-short"]).toContain(verifyQuote(source, quote).state);
        if (!/\d/.test(quote)) return;
        const changed = quote.replace(/\d/, (digit) => String((Number(digit) + 3) % 10));
        const check = verifyQuote(source, changed);
        expect(check.state).toBe("missing");
      }),
      { seed: 3 },
    );
  });

  it("stays fast on a source of a megabyte, whatever the quote", () => {
    const source = prepareSource(`${"The council of the city of the plain met in the hall of the town and spoke. ".repeat(14_000)}${seed}`);
    expect(differences(verifyQuote(source, "over 200,000 Mexican lives since 2006"))?.[0]?.[0]).toBe("number");
    expect(verifyQuote(source, "the of the of the of the of").state).toBe("missing");
    expect(verifyQuote(source, "The council of the city of the mountain met in the hall. ".repeat(2000)).state).toBe("missing");
  });
});

describe("the article", () => {
  const article = new URL("../../../../shared/seed/article.txt", import.meta.url);
  it.skipIf(!existsSync(article))("verifies short quotes, and no altered one", () => {
    const source = prepareSource(readFileSync(article, "utf8"));
    for (const quote of [
      "over 100,000 Mexican lives since 2006",
      "generate $20-$30 billion annually",
      "only 1% of cartel profits are currently seized",
      "Mexico's constitution, which bars foreign military operations",
    ]) {
      expect([quote, verifyQuote(source, quote).state]).toEqual([quote, "exact"]);
    }
    expect(differences(verifyQuote(source, "over 200,000 Mexican lives since 2006"))).toEqual([["number", "200,000", "100,000"]]);
    expect(differences(verifyQuote(source, "only 10% of cartel profits are currently seized"))).toEqual([["number", "10", "1"]]);
  });
});
