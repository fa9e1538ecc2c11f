/** Units: conversions against published definitions, and how derived units are written. */
import { describe, expect, test } from "vitest";
import { builtInUnit, builtInUnitNames } from "./built-in-units.js";
import {
  composeUnits,
  conversionFactor,
  divideUnits,
  isDimensionless,
  multiplyUnits,
  plainUnit,
  powerUnit,
  sameDimensions,
  type Unit,
} from "./units.js";

const unit = (name: string, prices?: number): Unit => {
  const found = builtInUnit(name, prices);
  if (!found) throw new Error(`no unit ${name}`);
  return found;
};

describe("conversion", () => {
  // The Julian year of 365.25 days; the international mile of 1,609.344 m; the hectare of 10,000 square metres (SI brochure, table 8).
  test.each([
    ["year", "days", 365.25],
    ["week", "hours", 168],
    ["month", "days", 30.4375],
    ["tonne", "kg", 1000],
    ["mile", "m", 1609.344],
    ["km2", "ha", 100],
    ["m3", "litres", 1000],
    ["MW", "kW", 1000],
  ])("1 %s is so many %s", (from, to, factor) => {
    expect(sameDimensions(unit(from), unit(to))).toBe(true);
    expect(conversionFactor(unit(from), unit(to))).toBeCloseTo(factor, 9);
  });

  test("a kilowatt for an hour is a kilowatt hour", () => {
    const product = multiplyUnits(unit("kW"), unit("hour"));
    expect(sameDimensions(product, unit("kWh"))).toBe(true);
    expect(product.scale).toBeCloseTo(1, 12);
  });

  test("people and deaths are not the same", () => expect(sameDimensions(unit("people"), unit("deaths"))).toBe(false));

  test("a bare currency means the price year of the case", () => {
    expect(sameDimensions(unit("USD", 2024), unit("USD2024"))).toBe(true);
    expect(sameDimensions(unit("USD", 2024), unit("USD2020"))).toBe(false);
    expect(builtInUnit("XYZ")).toBeUndefined();
  });

  test("every name that is listed exists", () => {
    for (const name of builtInUnitNames) expect(builtInUnit(name), name).toBeDefined();
  });
});

describe("derived units", () => {
  test("like names cancel, unlike names of one kind convert", () => {
    const rate = divideUnits(unit("USD"), unit("kg"));
    expect(rate.text).toBe("USD/kg");
    expect(multiplyUnits(rate, unit("tonne")).text).toBe("USD");
    const weekly = divideUnits(unit("deaths"), unit("week"));
    const total = multiplyUnits(weekly, unit("year"));
    expect(total.text).toBe("deaths");
    expect(sameDimensions(total, unit("death"))).toBe(true);
  });

  test("percent gives way to other units and stays in a rate of growth", () => {
    expect(multiplyUnits(unit("%"), unit("USD")).text).toBe("USD");
    expect(divideUnits(unit("%"), unit("year")).text).toBe("%/year");
    expect(multiplyUnits(divideUnits(unit("%"), unit("year")), unit("people")).text).toBe("people/year");
    expect(isDimensionless(divideUnits(unit("USD"), unit("USD")))).toBe(true);
  });

  test("powers and roots", () => {
    expect(powerUnit(unit("km"), 2).text).toBe("km^2");
    expect(powerUnit(unit("km"), 2).scale).toBe(1e6);
    expect(powerUnit(unit("km2"), 0.5).scale).toBe(1000);
    expect(divideUnits(plainUnit, unit("year")).text).toBe("1/year");
  });

  test("a declared unit keeps every name as written", () => {
    const rate = composeUnits(composeUnits(unit("USD"), unit("week"), -1), unit("person"), -1);
    expect(rate.text).toBe("USD/week/person");
    expect(rate.scale).toBeCloseTo(365.25 / 7, 9);
  });
});
