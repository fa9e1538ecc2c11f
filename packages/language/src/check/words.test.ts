import { describe, expect, it } from "vitest";
import { collect, readText } from "../../cases/read-text.js";
import { findHedge } from "./hedges.js";
import { checkLikelihood, checkWords } from "./words.js";

const chapter = (prose: string, fields = "") => `\`\`\`outweigh
case demo
  question "Shall we?"
${fields}
\`\`\`

${prose}
`;

const wordsIn = (prose: string, fields = "") => {
  const folder = readText(chapter(prose, fields));
  return collect(folder, (report) => checkWords(folder.assessment, folder.passages, report));
};

describe("confidence beside likelihood", () => {
  it.each([
    ["We have high confidence that the dam is **likely** [{P(1 > 0)}] to hold.", "high confidence"],
    ["With **moderate confidence** we judge this almost certain.", "moderate confidence"],
    ["It is improbable, and we are highly confident of it.", "highly confident"],
    ["We judge with low to moderate\nconfidence that it is unlikely.", "low to moderate\nconfidence"],
    ["The probability is {P(1 > 0)}, with low confidence.", "low confidence"],
  ])("%s", (prose, place) => {
    expect(wordsIn(prose).filter(([code]) => code === "confidence-with-likelihood")).toEqual([["confidence-with-likelihood", place]]);
  });

  it.each([
    "We have high confidence in the survey. A flood is **likely** [{P(1 > 0)}].",
    "High confidence does not mean a high likelihood, as in “likely”.",
    "The report says: “With high confidence, it is likely.”",
    "Can one have high confidence in a likely event?",
    "# High confidence and likely events",
    "> With high confidence, it is likely.",
    "The people have low confidence in the remote areas of the country.",
    "`high confidence` and likely",
    "The 90 % confidence interval is likely too narrow.",
  ])("not: %s", (prose) => {
    expect(wordsIn(prose).map(([code]) => code)).not.toContain("confidence-with-likelihood");
  });

  it("is found in the bottom line", () => {
    const line = '  bottom line "Build it. With high confidence, it is"\n              "likely to hold."';
    expect(wordsIn("Text.", line)).toEqual([["confidence-with-likelihood", "high confidence"]]);
  });
});

describe("hedges", () => {
  it.each([
    ["Even targeted strikes could backfire.", "could"],
    ["Militarized responses might push cartels into business.", "might"],
    ["The coming months may see hearings.", "may"],
    ["The bank may not fail.", undefined],
    ["It is possible that the bridge falls.", "possible"],
    ["Retaliation is possible.", "possible"],
    ["A second attack cannot be ruled out.", "cannot be ruled out"],
    ["We cannot rule out a second attack.", "cannot rule out"],
    ["The gang will possibly split.", "possibly"],
    ["The state *might* fall apart.", "might"],
    ["If the dam fails, the town could flood.", "could"],
  ])("%s", (sentence, word) => {
    expect(findHedge(sentence)?.word).toBe(word);
  });

  it.each([
    "The election is in May 2027.",
    "It stopped the might of the army.",
    "If strikes could backfire, we stop.",
    "We ask whether the state might fall.",
    "You may skip this chapter.",
    "The reader may wonder.",
    "The level could be measured with a gauge.",
    "Under the treaty, foreign agents may enter with consent.",
    "Agents may not make arrests.",
    "The army could not reach the town.",
    "There is a 20 % chance that it may fail.",
    "It may fail, with {P(x > 3)}.",
    "Act as soon as possible.",
    "If possible, act.",
    "Perhaps 20 people came.",
    "Could it fail?",
    "They chose the best possible way.",
    "It is possible to count them.",
  ])("not: %s", (sentence) => {
    expect(findHedge(sentence)).toBeUndefined();
  });

  it("is reported at its place, and not in quotations, code, links or headings", () => {
    expect(wordsIn("A. Strikes could\nbackfire. B.")).toEqual([["hedge-as-likelihood", "could"]]);
    expect(wordsIn("- Strikes could backfire.\n- So it may fail.").length).toBe(2);
    for (const prose of [
      "“Strikes could backfire.”",
      'He said "strikes could backfire" there.',
      "# What could go wrong",
      "> Strikes could backfire.",
      "See [it](could-fail.md).",
      "A `could fail` B.",
    ]) {
      expect([prose, wordsIn(prose)]).toEqual([prose, []]);
    }
  });
});

describe("bold likelihood words", () => {
  it("want a value", () => {
    expect(wordsIn("It is **likely** that it holds.")).toEqual([["unbound-likelihood-word", "likely"]]);
    expect(wordsIn("It is **likely** [{P(1 > 0)}] that it holds.")).toEqual([]);
    expect(wordsIn("- **likely**: 55 to 80 %\n- **unlikely:** less")).toEqual([]);
    expect(wordsIn("It is **important** that it holds.")).toEqual([]);
  });

  it("are not of both rows", () => {
    const prose = "It is **likely** [{P(1 > 0)}]. That is **improbable** [{P(1 > 2)}]. And **probable** [{P(1 > 0)}].";
    expect(wordsIn(prose)).toEqual([["mixed-yardstick-rows", "improbable"]]);
    expect(wordsIn("It is **likely** [{P(1 > 0)}]. That is **very unlikely** [{P(1 > 2)}].")).toEqual([]);
    expect(wordsIn("It is **likely** [{P(1 > 0)}]. That is **probable** [{P(1 > 0)}].", "  yardstick phia")).toEqual([]);
  });

  it("are of the yardstick of the case", () => {
    expect(wordsIn("It is **highly likely** [{P(1 > 0)}].")).toEqual([["unknown-likelihood-word", "highly likely"]]);
    expect(wordsIn("It is **highly likely** [{P(1 > 0)}].", "  yardstick phia")).toEqual([]);
    expect(wordsIn("It is **possible** [{P(1 > 0)}].")).toEqual([["unknown-likelihood-word", "possible"]]);
    expect(wordsIn("It is **likely to very likely** [{P(1 > 0)}].")).toEqual([]);
  });
});

describe("checkLikelihood", () => {
  const quantiles = (low: number, high: number) =>
    [
      [0.05, low],
      [0.95, high],
    ].map(([probability, value]) => ({ probability: probability!, value: value!, error: 0 }));
  const check = (word: string, yardstick: string, mean: number, range?: readonly [number, number]) => {
    const folder = readText(chapter(`It is **${word}** [{P(1 > 0)}].`, `  yardstick ${yardstick}`));
    const messages: string[] = [];
    const summary = { mean, ...(range ? { quantiles: quantiles(...range) } : {}) };
    checkLikelihood(
      folder.assessment,
      folder.assessment.inlines[0]!,
      summary,
      ({ code, parameters }) => void messages.push(`${code} ${parameters.proposed ?? ""}`.trim()),
    );
    return messages;
  };

  it.each([
    ["likely", "icd203", 0.55, []],
    ["likely", "icd203", 0.8, []],
    ["likely", "icd203", 0.549, ["likelihood-outside-band roughly even chance"]],
    ["probable", "icd203", 0.9, ["likelihood-outside-band highly probable"]],
    ["almost no chance", "icd203", 0.004, []],
    ["almost certain", "icd203", 0.999, []],
    ["almost no chance", "icd203", 0, ["likelihood-outside-band"]],
    ["almost certain", "icd203", 1, ["likelihood-outside-band"]],
    ["almost certain", "phia", 1, []],
    ["likely to very likely", "icd203", 0.9, []],
    ["likely to very likely", "icd203", 0.5, ["likelihood-outside-band roughly even chance"]],
    ["remote chance", "phia", 0.07, ["likelihood-in-gap"]],
    ["highly unlikely", "phia", 0.07, ["likelihood-in-gap"]],
    ["unlikely", "phia", 0.07, ["likelihood-outside-band remote chance"]],
    ["likely", "icd203", Number.NaN, []],
  ])("%s in %s at %d", (word, yardstick, mean, expected) => {
    expect(check(word, yardstick, mean)).toEqual(expected);
  });

  it("wants a word for the whole range of an uncertain probability", () => {
    expect(check("likely", "icd203", 0.7, [0.6, 0.78])).toEqual([]);
    expect(check("likely", "icd203", 0.75, [0.65, 0.85])).toEqual(["likelihood-range-spans-bands likely to very likely"]);
    expect(check("likely to very likely", "icd203", 0.75, [0.65, 0.85])).toEqual([]);
  });
});

describe("hostile text", () => {
  it.each(["“", '"', "‘a", "`", "`` ` ", "may ", "may*", "high ", "**likely** ", "{", "](", "<a", ". A", "could be"])(
    "a line of half a megabyte of %j is checked in no time",
    (piece) => {
      const folder = readText(chapter("Text."));
      const text = `${folder.assessment.files["demo.md"]}\n${piece.repeat(Math.floor(500_000 / piece.length))}`;
      const from = folder.assessment.files["demo.md"]!.length + 1;
      const assessment = { ...folder.assessment, files: { "demo.md": text } };
      expect(() => checkWords(assessment, [{ file: "demo.md", from, to: text.length }], () => {})).not.toThrow();
    },
  );
});
