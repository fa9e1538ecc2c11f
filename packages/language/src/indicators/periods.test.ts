/** Days and periods as tables write them. Expected weeks are those of ISO 8601 (`date -d MONDAY +%G-W%V`). */
import fc from "fast-check";
import { expect, test } from "vitest";
import { dateOfDay } from "../calendar.js";
import { readPeriod } from "./periods.js";

const first = (text: string) => {
  const period = readPeriod(text);
  return period && `${period.of} ${dateOfDay(period.day)}`;
};

test.each([
  ["2026-11-03", "2026-11-03 2026-11-03"],
  [" 2026-11 ", "2026-11 2026-11-01"],
  ["2026/11", "2026-11 2026-11-01"],
  ["11/2026", "2026-11 2026-11-01"],
  ["2026", "2026 2026-01-01"],
  ["2026-Q4", "2026-Q4 2026-10-01"],
  ["2026 q1", "2026-Q1 2026-01-01"],
  ["Q3/2026", "2026-Q3 2026-07-01"],
  ["Nov 2026", "2026-11 2026-11-01"],
  ["3 November 2026", "2026-11-03 2026-11-03"],
  ["2026-W01", "2026-W01 2025-12-29"],
  ["2020-W53", "2020-W53 2020-12-28"],
  ["2024W09", "2024-W09 2024-02-26"],
  ["2024-02-29", "2024-02-29 2024-02-29"],
  ["2000-02-29", "2000-02-29 2000-02-29"],
  // The hour that does not exist, and the one that comes twice, where clocks change: the day as written.
  ["2026-03-29T02:30:00+01:00", "2026-03-29 2026-03-29"],
  ["2026-10-25T02:30:00+02:00", "2026-10-25 2026-10-25"],
  ["2026-11-03T23:59:59-11:00", "2026-11-03 2026-11-03"],
])("%s", (text, expected) => expect(first(text)).toBe(expected));

test.each([
  "",
  "x",
  "05/03/2026",
  "2026-02-30",
  "2026-02-29",
  "1900-02-29",
  "2026-13",
  "2026-00-10",
  "2026-Q5",
  "2021-W53",
  "2026-W00",
  "0001",
  "-5",
  "1e5",
  "20266",
])("%s is none", (text) => expect(readPeriod(text)).toBeUndefined());

test("any text is read or not, and what is read is read again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const period = readPeriod(text);
      if (period) expect(readPeriod(period.of)).toEqual(period);
    }),
  );
});
