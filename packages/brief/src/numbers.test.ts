import { describe, expect, test } from "vitest";
import {
  formatCount,
  formatEstimate,
  formatExact,
  formatProbability,
  formatProbabilityRange,
  formatProbabilityShort,
  formatProbabilityWithError,
  formatWithin,
  lastPlace,
} from "./numbers.js";
import { percent } from "./unit-words.js";

const unit = (text: string, scale = 1) => ({ text, scale, powers: {} });
const spaced = (text: string) => text.replaceAll("\u00a0", " ").replaceAll("\u2212", "-");
const estimate = (low: number, median: number, high: number, text = "", scale = 1) =>
  spaced(formatEstimate({ low, median, high }, unit(text, scale)).both);

describe("an estimate", () => {
  test.each([
    [20e9, 24.6e9, 30e9, "USD/year", "25 (20 to 30) billion USD a year"],
    [80, 120.4, 181, "deaths", "120 (80 to 180) deaths"],
    [0.81e9, 1.02e9, 1.19e9, "EUR", "1.02 (0.81 to 1.19) billion EUR"],
    [31_240, 44_812, 61_977, "people", "45,000 (31,000 to 62,000) people"],
    [-1234, 310, 1990, "deaths", "300 (-1,200 to 2,000) deaths"],
    [0.05, 7.1, 1013, "tonnes", "7.1 (0.05 to 1,000) tonnes"],
    [0.00123, 0.00234, 0.00345, "", "0.0023 (0.0012 to 0.0035)"],
    [7, 7, 7, "people", "7 people"],
  ])("%d, %d, %d %s is %s", (low, median, high, text, expected) => {
    expect(estimate(low, median, high, text)).toBe(expected);
  });

  test("divides by the scale of its unit", () => {
    expect(estimate(0.08, 0.12, 0.17, "%", 0.01)).toBe("12 (8 to 17) %");
    expect(estimate(0.1, 0.3, 0.6, "percent", 0.01)).toBe("30 (10 to 60) %");
  });

  test("never prints a digit that the width of the interval does not carry", () => {
    for (const width of [0.004, 0.3, 7, 12, 99, 1000, 23456, 8e8]) {
      const text = formatEstimate({ low: 1e9, median: 1e9 + width / 2, high: 1e9 + width }, undefined).middle;
      const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
      expect(10 ** (9 - decimals)).toBeGreaterThanOrEqual(width / 100);
      expect(lastPlace(width)).toBeLessThanOrEqual(Math.log10(width / 8));
    }
  });

  test("says so when it is not a number", () => {
    expect(estimate(Number.NaN, 1, 2)).toBe("not a number");
    expect(estimate(0, 1, Number.POSITIVE_INFINITY)).toBe("infinite");
  });
});

describe("a certain number", () => {
  test.each([
    [106_699, "people", "106,699 people"],
    [1, "people", "1 person"],
    [20e9, "USD/year", "20 billion USD a year"],
    [1_234_567, "USD", "1.235 million USD"],
    [-44_800, "", "-44,800"],
    [0, "deaths", "0 deaths"],
    [0.3, "1/year", "0.3 a year"],
    [12.5, "km2", "12.5 km²"],
    [1e12, "USD2020", "1 trillion USD (2020 prices)"],
    [2.5e-12, "", "2.5 × 10^-12"],
  ])("%d %s is %s", (value, text, expected) => {
    expect(spaced(formatExact(value, unit(text)))).toBe(expected);
  });
  test("stops at the digit that a width gives", () => {
    expect(formatWithin(12_345.678, 900, undefined)).toBe("12,300");
    expect(formatWithin(12_345.678, 0.9, undefined)).toBe("12,345.7");
  });
});

describe("a probability", () => {
  test.each([
    [0, "0 %"],
    [0.004, "under 1 %"],
    [0.0349, "3 %"],
    [0.5, "50 %"],
    [0.996, "over 99 %"],
    [1, "100 %"],
  ])("%d is %s", (probability, expected) => {
    expect(spaced(formatProbability(probability))).toBe(expected);
  });
  test("carries its standard error in percentage points", () => {
    expect(spaced(formatProbabilityWithError(0.63, 0.00483))).toBe("63 % ± 0.5");
    expect(spaced(formatProbabilityWithError(0.0042, 0.0006))).toBe("0.4 % ± 0.1");
    expect(spaced(formatProbabilityWithError(0.0001, 0.0001))).toBe("<0.1 %");
    expect(spaced(formatProbabilityWithError(0.9995, 0.0001))).toBe(">99.9 %");
    expect(spaced(formatProbabilityShort(0.004))).toBe("<1 %");
    expect(spaced(formatProbabilityWithError(1, 0))).toBe("100 %");
  });
  test("in a range", () => {
    expect(spaced(formatProbabilityRange(0.55, 0.7))).toBe("55 to 70 %");
  });
  test("in the unit of percentages", () => {
    expect(spaced(formatExact(0.05, percent))).toBe("5 %");
  });
});

test("a count has separators", () => {
  expect(formatCount(10000)).toBe("10,000");
});
