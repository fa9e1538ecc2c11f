/** Columns of CSV files, good and bad. */
import { expect, test } from "vitest";
import { readTable } from "./table.js";

const span = { file: "a.md", from: 0, to: 0 };
const read = (text: string | Uint8Array, column = "n", dates: string | undefined = undefined, isPercent = false) =>
  readTable(
    typeof text === "string" ? new TextEncoder().encode(text) : text,
    { kind: "column", file: "t.csv", column, dates, unit: undefined, span },
    isPercent,
  );
const values = (text: string, column?: string, dates?: string) =>
  read(text, column, dates).readings.map(({ of, value }) => `${of} ${value}`);

test("rows in any order, numbers with commas, quoted headers, blank cells and a byte order mark", () => {
  expect(values('\ufeff"when, day",n\r\n2026-02,"1,250.5"\r\n2026-01,−3\r\n\r\n2026-03,\r\n', "n", "when, day")).toEqual([
    "2026-01 -3",
    "2026-02 1250.5",
  ]);
});

test("per cent", () => {
  expect(read("d,n\n2026,5 %", "n", "d", true).readings[0]!.value).toBe(5);
  expect(read("d,n\n2026,5 %", "n", "d", false).readings[0]!.value).toBe(0.05);
});

test("ragged rows, bad numbers, bad dates and periods given twice are told; the rest counts", () => {
  const { readings, problems } = read(
    "d,n\n2026-01,1\n2026-02\n2026-03,3,4\n2026-04,n/a\n30.02.2026,5\n2026-05,1e999\n2026-06,6\n2026-06,7\n",
  );
  expect(readings.map(({ of, value }) => [of, value])).toEqual([
    ["2026-01", 1],
    ["2026-06", 7],
  ]);
  expect(problems).toHaveLength(4);
  expect(problems[0]).toMatch(/^row 3 /);
  expect(problems[3]).toMatch(/^3 more/);
});

test.each([
  ["a missing column", "d,m\n2026,1", /no column “n”; its columns are: d, m/],
  ["a missing column of dates", "x,n\n2026,1", /no column “d”/],
  ["nothing", "", /no column “n”/],
  ["a header alone", "d,n\n", /no rows/],
  ["no text", "d,n\n2026,\u00001", /no text/],
])("%s", (_, text, words) => {
  const { readings, problems } = read(text, "n", "d");
  expect(readings).toEqual([]);
  expect(problems[0]).toMatch(words);
});

test("a quotation mark that is not closed does not take the file for ever", () => {
  const { problems } = read(`d,n\n"2026-01,1\n${"2026-02,2\n".repeat(1000)}`, "n", "d");
  expect(problems.join()).toMatch(/quotation mark|cells/);
});

test("too many rows are refused", () => {
  expect(read(`d,n\n${"2026,1\n".repeat(100_001)}`, "n", "d").problems[0]).toMatch(/more than 100,000 rows/);
});
