import { expect, it } from "vitest";
import { countInto, emptyHistogram, histogramOf } from "./histogram.js";

it("bins are of equal width, and the last holds its upper end", () => {
  const { low, high, counts, below, above } = histogramOf(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10), 5);
  expect([low, high, below, above]).toEqual([0, 10, 0, 0]);
  expect([...counts]).toEqual([2, 2, 2, 2, 2]);
});

it("what lies outside the bounds is counted apart", () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => i);
  const { low, high, counts, below, above } = histogramOf(values, 9, 0.05);
  expect([low, high, below, above]).toEqual([5, 95, 5, 5]);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(91);
});

it("a stream adds up to the same, in any order", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i * 37) % 101);
  const whole = emptyHistogram(10, 90, 7);
  countInto(whole, values, 0, 1000);
  const parts = emptyHistogram(10, 90, 7);
  countInto(parts, values, 512, 1000);
  countInto(parts, values, 0, 512);
  expect(parts).toEqual(whole);
});

it("a constant, nothing finite and what is not a number have a place", () => {
  expect([...histogramOf(Float64Array.of(2, 2), 3).counts]).toEqual([2, 0, 0]);
  expect(histogramOf(Float64Array.of(1, Number.NaN, Infinity), 2)).toMatchObject({ low: 1, high: 1, above: 1, notNumbers: 1 });
  expect(histogramOf(Float64Array.of(Number.NaN), 2)).toMatchObject({ below: 0, above: 0, notNumbers: 1 });
});
