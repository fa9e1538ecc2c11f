import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bandOf, bandsOf, bandText, holds, likelihoodWords, termFor, wordFor, wordsForRange, yardsticks } from "./yardsticks.js";

interface MappingCase {
  readonly p: number;
  readonly icd203: string;
  readonly phia: { readonly term: string; readonly gap: boolean };
}

const inIcd203 = (p: number) => {
  const choice = termFor(p, "icd203");
  return choice.outside ? `outside-scale:${choice.outside}` : `${choice.term?.id}${choice.needsNumber ? "*" : ""}`;
};

const inPhia = (p: number) => {
  const choice = termFor(p, "phia");
  return { term: choice.term?.id, gap: choice.isGap };
};

describe("termFor", () => {
  it.each([
    [0, "outside-scale:impossible", "remote-chance", false],
    [0.005, "almost-no-chance*", "remote-chance", false],
    [0.05, "almost-no-chance", "remote-chance", false],
    [0.07, "very-unlikely", "remote-chance", true],
    [0.075, "very-unlikely", "highly-unlikely", true],
    [0.2, "very-unlikely", "highly-unlikely", false],
    [0.225, "unlikely", "unlikely", true],
    [0.375, "unlikely", "realistic-possibility", true],
    [0.45, "unlikely", "realistic-possibility", false],
    [0.5, "roughly-even-chance", "realistic-possibility", true],
    [0.55, "likely", "likely", false],
    [0.775, "likely", "likely", true],
    [0.8, "very-likely", "highly-likely", false],
    [0.92, "very-likely", "highly-likely", true],
    [0.95, "almost-certain", "almost-certain", false],
    [0.995, "almost-certain*", "almost-certain", false],
    [1, "outside-scale:certain", "almost-certain", false],
  ])("%d is %s, and in PHIA %s (gap: %s)", (p, icd203, phia, gap) => {
    expect(inIcd203(p)).toBe(icd203);
    expect(inPhia(p)).toEqual({ term: phia, gap });
  });

  const vectors = new URL("../../../../shared/handbook/vectors.json", import.meta.url);
  it.skipIf(!existsSync(vectors))("agrees with every row of the shared vectors", () => {
    const cases = (JSON.parse(readFileSync(vectors, "utf8")) as { likelihood_mapping_tests: { cases: MappingCase[] } })
      .likelihood_mapping_tests.cases;
    expect(cases.length).toBe(29);
    for (const row of cases) {
      expect([row.p, inIcd203(row.p)]).toEqual([row.p, row.icd203]);
      expect([row.p, inPhia(row.p)]).toEqual([row.p, row.phia]);
    }
  });

  it("is not moved by the last bit of a sum", () => {
    expect(termFor(0.1 + 0.1 + 0.1 + 0.1 + 0.05, "icd203").term?.id).toBe("unlikely");
    expect(termFor(1 - 0.8, "icd203").term?.id).toBe("very-unlikely");
  });

  it("names both neighbours of a gap", () => {
    expect(termFor(0.07, "phia").neighbours.map((term) => term.id)).toEqual(["remote-chance", "highly-unlikely"]);
  });

  it("is symmetric in ICD 203", () => {
    const mirror = new Map(yardsticks.icd203.terms.map((term, index, all) => [term.id, all[all.length - 1 - index]!.id]));
    for (let percent = 1; percent < 100; percent++) {
      expect(mirror.get(termFor(percent / 100, "icd203").term!.id)).toBe(termFor((100 - percent) / 100, "icd203").term!.id);
    }
  });
});

describe("words and bands", () => {
  it.each([
    ["likely", 0.55, 0.8],
    ["Probably", 0.55, 0.8],
    ["improbable", 0.2, 0.45],
    ["almost certainly", 0.95, 0.99],
    ["nearly certain", 0.95, 0.99],
    ["a roughly-even chance", 0.45, 0.55],
    ["roughly even odds", 0.45, 0.55],
    ["remote", 0.01, 0.05],
    ["highly probable", 0.8, 0.95],
  ])("ICD 203 has %s at %d to %d", (word, low, high) => {
    expect(bandOf(word, "icd203")?.term).toMatchObject({ low, high });
  });

  it("tells the scales apart", () => {
    expect(bandOf("highly likely", "icd203")).toBeUndefined();
    expect(bandOf("highly likely", "phia")?.term.low).toBe(0.8);
    expect(bandOf("a realistic possibility", "phia")?.term.high).toBe(0.5);
    expect(bandOf("roughly even chance", "phia")).toBeUndefined();
    expect(bandOf("likely", "phia")?.term.high).toBe(0.75);
  });

  it("knows the two rows of ICD 203", () => {
    expect(bandOf("likely", "icd203")?.row).toBe(0);
    expect(bandOf("probable", "icd203")?.row).toBe(1);
    expect(wordFor(0.7, "icd203", 1)).toBe("probable");
  });

  it("reads a range of words", () => {
    expect(bandsOf("likely to very likely", "icd203")?.map((band) => band.term.id)).toEqual(["likely", "very-likely"]);
    expect(bandsOf("very likely to likely", "icd203")).toBeUndefined();
    expect(bandsOf("likely to fail", "icd203")).toBeUndefined();
  });

  it("writes a range in words", () => {
    expect(wordsForRange(0.65, 0.85, "icd203")).toBe("likely to very likely");
    expect(wordsForRange(0.6, 0.8, "icd203")).toBe("likely");
    expect(wordsForRange(0.2, 0.3, "icd203")).toBe("unlikely");
    expect(wordsForRange(0.1, 0.9, "icd203")).toBe("very unlikely to very likely");
    expect(wordsForRange(0, 0.03, "icd203")).toBe("almost no chance");
  });

  it("counts an edge in both bands, and an open end in none", () => {
    expect(yardsticks.icd203.terms.filter((term) => holds(term, 0.8)).map((term) => term.id)).toEqual(["likely", "very-likely"]);
    expect(yardsticks.phia.terms.filter((term) => holds(term, 0.5))).toEqual([]);
  });

  it("prints a band and lists the longest words first", () => {
    expect(bandText(bandOf("likely", "icd203")!.term)).toBe("55–80 %");
    expect(likelihoodWords("icd203").indexOf("very likely")).toBeLessThan(likelihoodWords("icd203").indexOf("likely"));
  });
});
