import { describe, expect, test } from "vitest";
import { dateOfDay, dayOfDate, shifted } from "./calendar.js";

describe("days", () => {
  // Python 3.11: (date.fromisoformat(s) - date(1970, 1, 1)).days
  test.each([
    ["1970-01-01", 0],
    ["2000-02-29", 11_016],
    ["2026-11-23", 20_780],
    ["1900-03-01", -25_508],
    ["2400-12-31", 157_419],
    ["1969-12-31", -1],
  ])("%s is day %i", (date, day) => {
    expect(dayOfDate(date)).toBe(day);
    expect(dateOfDay(day)).toBe(date);
  });

  test("every day of four centuries is its own, as the platform counts them", () => {
    for (let day = -40_000; day < 110_000; day++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (dateOfDay(day) !== date || dayOfDate(date) !== day) expect([day, dateOfDay(day), dayOfDate(date)]).toEqual([day, date, day]);
    }
  });

  test("a month or a year means its first day; a day that is not in the calendar is none", () => {
    expect([dayOfDate("2000-03"), dayOfDate("1970")]).toEqual([11_017, 0]);
    expect(["2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-04-31", "soon"].map(dayOfDate)).toEqual(
      new Array(6).fill(undefined),
    );
  });
});

describe("later and earlier", () => {
  const moved = (date: string, count: number, unit: Parameters<typeof shifted>[1]["unit"]) =>
    dateOfDay(shifted(dayOfDate(date)!, { count: Math.abs(count), unit }, count < 0 ? -1 : 1));

  // python-dateutil 2.9.0: date + relativedelta(months=m)
  test.each([
    ["2028-01-31", 1, "2028-02-29"],
    ["2027-01-31", 1, "2027-02-28"],
    ["2028-02-29", 12, "2029-02-28"],
    ["2028-03-31", -1, "2028-02-29"],
    ["2027-12-31", 2, "2028-02-29"],
    ["2028-01-15", -13, "2026-12-15"],
    ["2100-01-31", 1, "2100-02-28"],
    ["2000-01-31", 1, "2000-02-29"],
  ])("%s and %i months is %s", (date, months, expected) => expect(moved(date, months, "month")).toBe(expected));

  // numpy 1.24: busday_offset(date, n, roll="backward"), and with -n and roll="forward"
  test.each([
    ["2028-02-02", 10, "2028-02-16", "2028-01-19"],
    ["2028-02-05", 1, "2028-02-07", "2028-02-04"],
    ["2028-02-06", 3, "2028-02-09", "2028-02-02"],
    ["2028-02-04", 1, "2028-02-07", "2028-02-03"],
    ["2027-12-31", 5, "2028-01-07", "2027-12-24"],
  ])("%s and %i working days", (date, count, later, earlier) => {
    expect([moved(date, count, "working-day"), moved(date, -count, "working-day")]).toEqual([later, earlier]);
  });

  test("48 hours are two days, 36 a day and a half, two weeks fourteen days, a year twelve months", () => {
    expect(shifted(100, { count: 48, unit: "hour" }, 1)).toBe(102);
    expect(shifted(100, { count: 36, unit: "hour" }, -1)).toBe(98.5);
    expect(shifted(100, { count: 2, unit: "week" }, 1)).toBe(114);
    expect(moved("2028-02-29", 1, "year")).toBe("2029-02-28");
  });
});
