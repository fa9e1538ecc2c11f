import { describe, expect, it } from "vitest";
import { constantRate, discountFactor, greenBookRates, presentValue, scheduleProblem } from "./discounting.js";

describe("discounting", () => {
  // Products of powers of 1.035, 1.03 and 1.025, computed in Python.
  it.each([
    [0, 1],
    [1, 0.9661835748792271],
    [5, 0.8419731668585241],
    [10, 0.7089188137097722],
    [30, 0.3562784106023024],
    [31, 0.34590136951679845],
    [50, 0.19726271769053844],
    [75, 0.09421377257669163],
    [76, 0.09191587568457721],
    [100, 0.05081802232438214],
  ])("the Green Book's factor of year %d", (years, factor) => {
    expect(Math.abs(discountFactor(greenBookRates, years) / factor - 1)).toBeLessThan(1e-14);
  });

  it("at a constant rate is a power, of parts of years and of years past too", () => {
    for (const years of [0.5, 1, 7.25, 40, -3]) expect(discountFactor(constantRate(0.03), years)).toBeCloseTo(1.03 ** -years, 14);
    expect(discountFactor(greenBookRates, 30.5)).toBeCloseTo(1.035 ** -30 * 1.03 ** -0.5, 14);
    expect(discountFactor(greenBookRates, -2)).toBeCloseTo(1.035 ** 2, 14);
    expect(discountFactor(constantRate(0), 99)).toBe(1);
  });

  it("gives present values", () => {
    // 100 in ten years at 3 % and 7 %.
    expect(presentValue(constantRate(0.03), [100], [10])).toBeCloseTo(74.4093914896725, 10);
    expect(presentValue(constantRate(0.07), [100], [10])).toBeCloseTo(50.83492921347176, 10);
    // An annuity of 1 from year 1 to year 20 at 5 %: (1 - 1.05^-20) / 0.05 = 12.4622103425401.
    expect(presentValue(constantRate(0.05), [0, ...new Array<number>(20).fill(1)])).toBeCloseTo(12.4622103425401, 10);
  });

  it("takes schedules that rise from year 0", () => {
    expect(scheduleProblem(greenBookRates)).toBeUndefined();
    expect(scheduleProblem([])).toBe("no-steps");
    expect(scheduleProblem([{ from: 1, rate: 0.03 }])).toBe("not-from-zero");
    expect(scheduleProblem([...constantRate(0.03), { from: 0, rate: 0.02 }])).toBe("not-rising");
    expect(scheduleProblem(constantRate(-1))).toBe("rate-too-low");
  });
});
