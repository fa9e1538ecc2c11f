import { describe, expect, test } from "vitest";
import { bareUnit, unitName, unitWords, withUnit } from "./unit-words.js";

const unit = (text: string, scale = 1) => ({ text, scale, powers: {} });

describe("units in words", () => {
  test.each([
    ["people", "people", "person"],
    ["person", "people", "person"],
    ["deaths/year", "deaths a year", "death a year"],
    ["people/week", "people a week", "person a week"],
    ["litres/hour", "litres an hour", "litre an hour"],
    ["USD/person/year", "USD per person a year", "USD per person a year"],
    ["USD2020/year", "USD (2020 prices) a year", "USD (2020 prices) a year"],
    ["casualties", "casualties", "casualty"],
    ["patrol_boats", "patrol boats", "patrol boat"],
    ["house", "houses", "house"],
    ["ferry", "ferries", "ferry"],
    ["staff", "staff", "staff"],
    ["km2", "km²", "km²"],
    ["people^2", "people²", "person²"],
    ["%/year", "% a year", "% a year"],
    ["percent", "%", "%"],
    ["1/year", "a year", "a year"],
    ["kg*m", "kg m", "kg m"],
    ["", "", ""],
  ])("%s is %s, and of one %s", (text, many, one) => {
    expect(unitWords(unit(text)).after(2)).toBe(many);
    expect(unitWords(unit(text)).after(1)).toBe(one);
  });

  test("a column names its unit in its head, and percentages keep their sign", () => {
    expect(unitName(bareUnit(unit("deaths")))).toBe("");
    expect(unitName(bareUnit(unit("%", 0.01)))).toBe("%");
    expect(bareUnit(unit("kUSD", 1000))?.scale).toBe(1000);
    expect(withUnit("Cost", unit("USD"))).toBe("Cost (USD)");
    expect(withUnit("Share", unit("%"))).toBe("Share");
  });
});
