import { describe, expect, test } from "vitest";
import { chosenAt, wholeWords } from "./stretches.js";

describe("a choice", () => {
  const text = "The crest – 4.0 m – stands.\n  Naïve 𝐴𝐵 words";
  const words = (from: number, to: number) => {
    const found = wholeWords(text, { from, to });
    return found && text.slice(found.from, found.to);
  };
  test("takes whole words and no blanks", () => {
    expect(words(5, 8)).toBe("crest");
    expect(words(3, 10)).toBe("crest");
    expect(words(22, 34)).toBe("stands.\n  Naïve");
    const mathematical = text.indexOf("𝐵");
    expect(words(mathematical, mathematical + 1)).toBe("𝐴𝐵");
  });
  test("of blanks is none", () => {
    expect(words(27, 30)).toBeUndefined();
    expect(words(4, 4)).toBeUndefined();
  });
});

test("under a place lies the shortest claim, and a passage where there is none", () => {
  const places = [
    { claim: "long", parts: [{ from: 0, to: 50 }] },
    {
      claim: "short",
      parts: [
        { from: 10, to: 12 },
        { from: 20, to: 22 },
      ],
    },
    { claim: "nowhere", parts: [] },
  ];
  const passage = { key: "k", from: 40, to: 90, grade: "3", carries: [], isRejected: false };
  expect(chosenAt(21, places, [passage])).toEqual({ kind: "claim", id: "short" });
  expect(chosenAt(45, places, [passage])).toEqual({ kind: "claim", id: "long" });
  expect(chosenAt(60, places, [passage])).toEqual({ kind: "passage", id: "k" });
  expect(chosenAt(95, places, [passage])).toBeUndefined();
});
