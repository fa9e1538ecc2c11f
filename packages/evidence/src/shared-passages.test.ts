import { describe, expect, it } from "vitest";
import { sharedPassages } from "./shared-passages.js";

const cut = (text: string, span: { readonly start: number; readonly end: number }) => Array.from(text).slice(span.start, span.end).join("");
const number = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `n${from + at}`).join(" ");

describe("sharedPassages", () => {
  it("gives the span in both texts, in code points, up to case and marks", () => {
    const copied = "The dyke at Kerring – weakened by animals 🐀 – broke at three in the morning, officials said";
    const first = `𝒜 preface. ${copied}. Nothing else.`;
    const second = `Elsewhere 🌊🌊 “${copied.toUpperCase().replace(" – ", ", ")}”!`;
    const [passage, ...others] = sharedPassages(first, second);
    expect(others).toEqual([]);
    expect(passage?.words).toBe(15);
    expect(cut(first, passage!.first)).toBe(copied);
    expect(cut(second, passage!.second).toLowerCase()).toBe(copied.toLowerCase().replace(" – ", ", "));
  });

  it("finds passages that changed places, and leaves short ones out", () => {
    const first = `${number(0, 20)} a ${number(50, 80)} b ${number(100, 108)}`;
    const second = `${number(50, 80)} c ${number(100, 108)} d ${number(0, 20)}`;
    expect(sharedPassages(first, second).map((one) => one.words)).toEqual([30, 20]);
    expect(sharedPassages(first, second, 8).map((one) => one.words)).toEqual([30, 8, 20]);
  });

  it("takes the longest where a passage begins at several places", () => {
    const first = `${number(0, 12)} x ${number(0, 25)} y ${number(0, 15)}`;
    expect(sharedPassages(first, number(0, 30)).map((one) => [one.words, cut(first, one.first)])).toEqual([[25, number(0, 25)]]);
  });

  it("stands a text that repeats itself, and texts with nothing in common or nothing in them", () => {
    expect(sharedPassages("same ".repeat(50_000), "same ".repeat(30_000)).map((one) => one.words)).toEqual([30_000]);
    expect(sharedPassages(number(0, 40), number(40, 80))).toEqual([]);
    expect(sharedPassages("", number(40, 80))).toEqual([]);
  });
});
