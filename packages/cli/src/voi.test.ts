/** `outweigh voi` on files as other programs write them: sound ones, odd ones, and ones that cannot be used. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { normalCdf, normalDensity, normalQuantile } from "@outweigh/engine";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { packedDraws } from "./parquet-for-tests.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";
import { withError } from "./voi-text.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "voi-"));
});
afterEach(() => rmSync(root, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function voi(
  content: string | Uint8Array,
  words: readonly string[],
  settings: Parameters<typeof capturedEffects>[1] = {},
): Promise<Ended> {
  writeFileSync(join(root, "draws"), content);
  const effects = capturedEffects(nodeDisk(root), settings);
  const code = await runCli(["voi", "--draws", "draws", ...words], effects);
  const { out, error } = effects.printed;
  expect(`${out}${error}`.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return { code, out, error };
}

const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/voi.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

// biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
async function voiOf(content: string | Uint8Array, words: readonly string[]): Promise<any> {
  const { out, error } = await voi(content, [...words, "--json"]);
  expect(error).toBe("");
  const json = JSON.parse(out);
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  return json;
}

/** Howard's (1977) used car in 1,000 draws of which every fifth is a lemon: best 28, EVPI 28. `colour` changes nothing. */
const cars = Array.from({ length: 1000 }, (_, draw) => {
  const isLemon = draw % 5 === 0;
  return [isLemon ? 1 : 0, Math.floor(draw / 5) % 2, isLemon ? -100 : 60, isLemon ? 40 : 20, 0];
});
const header = "lemon,colour,buy,guarantee,leave";
const table = [header, ...cars.map((row) => row.join(","))].join("\n");
const benefits = ["--net-benefit", "buy,guarantee,leave"];

test("the used car buyer: best 28, EVPI 28, all of it from one input", async () => {
  const found = await voiOf(table, [...benefits, "--groups", "lemon+colour"]);
  expect(found).toMatchObject({ draws: 1000, leftOut: 0, sense: "maximise", best: "buy" });
  expect(found.evpi.value).toBeCloseTo(28, 9);
  expect(found.options.map((option: { mean: number }) => option.mean)).toEqual([28, 24, 0].map((mean) => expect.closeTo(mean, 9)));
  expect(found.options.map((option: { regret: { value: number } }) => option.regret.value)).toEqual(
    [28, 32, 56].map((regret) => expect.closeTo(regret, 9)),
  );
  expect(found.inputs).toMatchObject([
    { name: "lemon", share: expect.closeTo(1, 9), method: "means" },
    { name: "colour", value: 0, share: 0 },
  ]);
  expect(found.groups).toMatchObject([{ name: "lemon+colour", members: ["lemon", "colour"], share: expect.closeTo(1, 6) }]);
});

test("as text, within 80 columns, the inputs by what they are worth", async () => {
  const { code, out } = await voi(table, benefits);
  expect(code).toBe(0);
  expect(out).toMatch(/buy +28\.0 +2\.0 +best on average/);
  // The gain is 140 in every fifth draw: its sd is 56, its error 56 / sqrt(1000).
  expect(out).toMatch(/lemon +28\.0 +1\.8 +100 %\n +colour +0/);
});

test("costs: the same answers, the means as they stand in the file", async () => {
  const costs = [header, ...cars.map(([lemon, colour, ...rest]) => [lemon, colour, ...rest.map((value) => -value)].join(","))].join("\n");
  const found = await voiOf(costs, [...benefits, "--minimise"]);
  expect(found).toMatchObject({ sense: "minimise", best: "buy" });
  expect(found.evpi.value).toBeCloseTo(28, 9);
  expect(found.options[0].mean).toBeCloseTo(-28, 9);
});

test("one column of benefits is compared with nothing", async () => {
  const found = await voiOf(table, ["--net-benefit", "buy", "--inputs", "lemon"]);
  expect(found.options).toMatchObject([{ name: "buy" }, { name: "nothing (0)", isNothing: true, mean: 0 }]);
  expect(found.evpi.value).toBeCloseTo(0.8 * 60 - 28, 9);
  expect((await voi(table, ["--net-benefit", "buy"])).out).toContain("compared with doing nothing");
});

test.each([
  ["a mark of byte order and returns", `\ufeff${table.replaceAll("\n", "\r\n")}\r\n`],
  ["semicolons", table.replaceAll(",", ";")],
  ["true and false", table.replace(/^0,/gm, "FALSE,").replace(/^1,/gm, "true,")],
  ["tabs", table.replaceAll(",", "\t")],
  ["quotation marks", table.replace(/[^,\n]+/g, '"$&"')],
  ["spaces, and empty lines at the end", `${table.replaceAll(",", " , ")}\n\n`],
])("reads %s", async (_, text) => {
  expect(await voiOf(text, benefits)).toEqual(await voiOf(table, benefits));
});

test("names with a comma, a plus sign or an end of line stand in quotation marks", async () => {
  const named = table.replace("lemon,colour,buy", '"lemon, or not","a+b\nc",buy');
  const found = await voiOf(named, [
    "--net-benefit",
    'buy,"guarantee",leave',
    "--inputs",
    '"lemon, or not"',
    "--groups",
    '"lemon, or not"',
  ]);
  expect(found.inputs).toMatchObject([{ name: "lemon, or not" }]);
  const { error } = await voi(`${named}\n1,2,x,4,5`, benefits);
  expect(error).toContain("draws:1003:5");
});

test("columns without a name are left aside", async () => {
  const lines = table.split("\n").map((line, index) => (index === 0 ? `,,${line}` : `${index},text,${line}`));
  expect((await voiOf(lines.join("\n"), benefits)).inputs).toEqual((await voiOf(table, benefits)).inputs);
});

test("mistakes come with line and column, several at once; they can be left out and are counted", async () => {
  const lines = table.split("\n");
  lines[3] = "0,,60,20,0";
  lines[5] = "0,1,sixty,20,0";
  lines[7] = "0,1,60";
  lines[9] = "0,1,60,20,NaN";
  lines[11] = "0,1,60,20,1e999";
  lines[13] = '"0",1,"","20",0';
  const bad = lines.join("\n");
  const { code, error, out } = await voi(bad, benefits);
  expect([code, out]).toEqual([2, ""]);
  for (const words of [
    "6 rows",
    "draws:4:3: the cell is empty",
    "draws:6:5: “sixty”",
    "draws:8:1: this row has 3 cells",
    "draws:10:11: “NaN”",
    "and 1 more",
  ])
    expect(error.replace(/\s+/g, " ")).toContain(words);
  const found = await voiOf(bad, [...benefits, "--skip-incomplete"]);
  expect(found).toMatchObject({ draws: 994, leftOut: 6 });
  expect((await voi(bad, [...benefits, "--skip-incomplete"])).out.replace(/\s+/g, " ")).toContain("6 rows were left out");
});

test.each([
  ["is empty", "", []],
  ["has no row of numbers", header, []],
  ["has one row of numbers", `${header}\n1,2,3,4,5`, []],
  ["two columns called “lemon”", table.replace("colour", "lemon"), []],
  ["no names of columns", "1,2,3\n4,5,6", []],
  ["spreadsheet", "PK\u0003\u0004", []],
  ["not a text file", "a\u0000b,c\n1,2", []],
  ["1 row cannot be used", `${header}\n"1,2,3,4,5\n1,2,3,4,5`, []],
  ["near to it: guarantee", table, ["--net-benefit", "buy,garantee"]],
  ["no column “price”", table, ["--inputs", "price"]],
  ["no column “weather”", table, ["--groups", "lemon+weather"]],
  ["both as a benefit and as an input", table, ["--inputs", "buy"]],
  ["named twice", table, ["--inputs", "lemon,lemon"]],
  ["No column of benefits", table, ["--net-benefit", ","]],
  ["has a comma", table.replaceAll(",", ";").replaceAll("-100", "-100,5"), []],
  ["no columns but those of benefits", table, ["--net-benefit", header]],
])("refused: %s", async (words, text, more) => {
  const { code, error, out } = await voi(text, [...benefits, ...more]);
  expect([code, out]).toEqual([2, ""]);
  expect(error.replace(/\s+/g, " ")).toContain(words);
});

test("no file, and a folder in its place", async () => {
  const effects = capturedEffects(nodeDisk(root), {});
  expect(await runCli(["voi", "--draws", "none.csv", ...benefits], effects)).toBe(2);
  expect(await runCli(["voi", "--draws", ".", ...benefits], effects)).toBe(2);
  expect(effects.printed.error).toContain("There is no file none.csv");
  expect(effects.printed.error).toContain("is a folder");
});

test("more than fits the memory is refused before it is read, with what would fit", async () => {
  const { code, error } = await voi(table, benefits, { memory: 100_000 });
  expect(code).toBe(2);
  expect(error.replace(/\s+/g, " ")).toMatch(/rows; 5 columns of them need .* about 630 rows fit/);
});

test("what concerns one input is said of it: exit code 1, the others have their values", async () => {
  const lines = table
    .split("\n")
    .map((line, index) => (index === 0 ? `fixed,copy,${line}` : `7,${10 - 3 * Number(line.split(",")[0])},${line}`));
  const { code, out } = await voi(lines.join("\n"), benefits);
  expect(code).toBe(1);
  expect(out).toMatch(/fixed +does not vary/);
  expect(out).toContain("lemon moves with copy");
  const short = table
    .split("\n")
    .slice(0, 51)
    .map((line, index) => `${index === 0 ? "wait" : index * 1.5},${line}`);
  expect((await voi(short.join("\n"), benefits)).out).toMatch(/wait +50 draws, 200 needed/);
});

test("tails without a variance are pointed out", async () => {
  const cauchy = Array.from({ length: 2000 }, (_, draw) => Math.tan(Math.PI * ((((draw + 1) * 0.6180339887498949) % 1) - 0.5)));
  const { out } = await voi(["x,a,b", ...cauchy.map((x, draw) => `${x},${x},${draw % 7}`)].join("\n"), ["--net-benefit", "a,b"]);
  expect(out.replace(/\s+/g, " ")).toContain("The tails of a are so heavy");
});

/** Raiffa and Schlaifer (1961): a gain of N(0.3, 1) against nothing, measured n times with an error of sd 3. */
function normalEvsi(size: number): number {
  const spread = 1 / Math.sqrt(1 + 9 / size);
  const distance = 0.3 / spread;
  return spread * (normalDensity(distance) - distance * normalCdf(-distance));
}

// The gain at the midpoints of 8,000 equal shares of probability, in an order without pattern: 3,001 and 8,000 have no common factor.
const gains = Array.from({ length: 8000 }, (_, draw) => 0.3 + normalQuantile((((draw * 3001) % 8000) + 0.5) / 8000));
const measured = ["gain,share", ...gains.map((gain, draw) => `${gain},${((draw * 7) % 11) / 10}`)].join("\n");

test("studies of columns, against the closed form; the seed is that of their results", async () => {
  const studies = ["gain mean n=9 sd=3", "share proportion n=20", "gain proportion n=5"];
  const asked = ["--net-benefit", "gain", "--inputs", "share", ...studies.flatMap((study) => ["--study", study])];
  const { code, out } = await voi(measured, [...asked, "--json"]);
  expect(code).toBe(1);
  const found = JSON.parse(out);
  expect(validate(found), JSON.stringify(validate.errors)).toBe(true);
  const [mean, proportion, wrong] = found.studies;
  expect(mean).toMatchObject({ input: "gain", kind: "mean", size: 9, sd: 3, seed: 1 });
  expect(Math.abs(mean.value - normalEvsi(9))).toBeLessThan(4 * mean.error);
  expect(mean.sizes.map(({ size }: { size: number }) => size)).toEqual([3, 5, 9, 18, 36]);
  for (const { size, value, error } of mean.sizes) expect(Math.abs(value - normalEvsi(size))).toBeLessThan(4 * error);
  expect(proportion.value).toBeLessThan(3 * proportion.error + 0.01);
  expect(wrong).toMatchObject({ input: "gain", problem: { reason: "not-a-probability" } });
  const other = JSON.parse((await voi(measured, [...asked, "--json", "--seed", "2"])).out).studies[0];
  expect(other.value).not.toBe(mean.value);
  expect(Math.abs(other.value - normalEvsi(9))).toBeLessThan(4 * other.error);
  const text = (await voi(measured, asked)).out;
  const alone = measured.replace(/,.*$/gm, "");
  expect((await voiOf(alone, ["--net-benefit", "gain", "--study", studies[0]!])).studies[0].value).toBe(mean.value);
  expect(text).toMatch(/gain, mean \(sd 3\) +3 /);
  expect(text).toMatch(/gain, proportion +5 +leaves 0 to 1/);
});

test.each([
  ["lemon n=5", "does not say whether"],
  ["lemon proportion", "its size n is missing"],
  ["lemon proportion n=0", "n is a number above 0, not 0"],
  ["lemon proportion n=-3", "n is a number above 0, not -3"],
  ["lemon proportion n=2.5", "whole number, not 2.5"],
  ["lemon proportion n=5 sd=1", "has no sd"],
  ["lemon mean n=5", "standard deviation sd of one measurement is missing"],
  ["lemon mean n=5 sd=wide", "sd is a number above 0, not wide"],
  ["lemon mean n=5 sd=1 m=4", "“m=4” is not understood"],
  ["weather mean n=5 sd=1", "no column “weather”"],
])("a study is refused: %s", async (study, words) => {
  const { code, error, out } = await voi(table, [...benefits, "--study", study]);
  expect([code, out]).toEqual([2, ""]);
  expect(error.replace(/\s+/g, " ")).toContain(words);
});

// Written by pyarrow 25.0.1: 300 rows with kind = row % 3 (integers), flag (booleans), a = 1.5 kind - 1, b = 0 (single precision), label = "x".
// E max(a, 0) - max(E a, 0) = (0 + 0.5 + 2) / 3 - 0.5 = 1/3, all of it from the kind.
test.each(["snappy", "zstd"] as const)("Parquet packed by %s", async (packing) => {
  const found = await voiOf(packedDraws[packing], ["--net-benefit", "a,b", "--inputs", "kind,flag"]);
  expect(found.draws).toBe(300);
  expect(found.evpi.value).toBeCloseTo(1 / 3, 9);
  expect(found.inputs).toMatchObject([{ name: "kind", value: expect.closeTo(1 / 3, 9) }, { name: "flag" }]);
});

test("Parquet with text, without a value, and cut short", async () => {
  const text = await voi(packedDraws.snappy, ["--net-benefit", "a,b"]);
  expect(text.error.replace(/\s+/g, " ")).toContain("draws, row 1, label: “x” is not a number");
  const missing = await voi(packedDraws.withGap, ["--net-benefit", "a"]);
  expect(missing.error.replace(/\s+/g, " ")).toContain("1 row cannot be used: draws, row 8, a: there is no value");
  expect(await voiOf(packedDraws.withGap, ["--net-benefit", "a", "--skip-incomplete"])).toMatchObject({ draws: 299, leftOut: 1 });
  const cut = await voi(packedDraws.snappy.subarray(0, 700), ["--net-benefit", "a,b"]);
  expect([cut.code, cut.error.replace(/\s+/g, " ")]).toEqual([2, expect.stringContaining("cannot be read as Parquet")]);
});

test("numbers carry two digits of their error", () => {
  expect(withError(0.4798107, 0.0030361)).toEqual(["0.4798", "0.0030"]);
  expect(withError(1234567.8, 4321)).toEqual(["1,234,600", "4,300"]);
  expect(withError(-12.345, 0.5)).toEqual(["−12.35", "0.50"]);
  expect(withError(28, 0)).toEqual(["28", "0"]);
});
