/** The command as its users meet it: on a disk, with exit codes, within 80 columns, in JSON that keeps to its schema. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type CapturedEffects, capturedEffects } from "./captured-effects.js";
import { identifierOf } from "./commands/new.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "command-"));
});
afterEach(() => rmSync(root, { recursive: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function outweigh(words: readonly string[], settings: Parameters<typeof capturedEffects>[1] = {}): Promise<Ended> {
  const effects = capturedEffects(nodeDisk(root), settings);
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "run", "draw"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

function expectSchema(name: "check" | "run" | "draw", text: string): Record<string, unknown> {
  const value: Record<string, unknown> = JSON.parse(text);
  const validate = schemas.getSchema(`${name}.schema.json`);
  expect(validate?.(value), JSON.stringify(validate?.errors?.slice(0, 3))).toBe(true);
  return value;
}

const sound = `# Bus or walk

\`\`\`outweigh
case trip
  question "Is the bus faster than walking?"

option walk "Walk"
option bus "Take the bus"

quantity wait "Wait for the bus" : minutes
  = 2 to 15 as lognormal
  because "Timed for a week"

quantity ride "Ride" : minutes
  = 6 minutes
  because "The timetable"

objective time_needed "Time to the station" : minutes
  minimise if bus then wait + ride else 14 minutes
\`\`\`

The bus takes {mean(time_needed | bus)} on average.
`;

const broken = sound.replace("wait + ride", "wait + rde").replace(": minutes\n  = 6 minutes", ": people\n  = 6 people");

function expectWithin80(text: string): void {
  expect(text.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
}

test("help and version are printed and end well; wrong usage ends with 2", async () => {
  for (const words of [
    ["--help"],
    ["check", "--help"],
    ["help", "run"],
    ["run", "-h"],
    ["brief", "-h"],
    ["explain", "-h"],
    ["lock", "-h"],
    ["new", "-h"],
    ["ingest", "-h"],
    ["format", "-h"],
  ]) {
    const { code, out } = await outweigh(words);
    expect([words.join(" "), code]).toEqual([words.join(" "), 0]);
    expect(out).toContain("Usage: outweigh");
    expectWithin80(out);
  }
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  expect(await outweigh(["--version"])).toEqual({ code: 0, out: `${version}\n`, error: "" });
  for (const words of [
    [],
    ["chek", "x"],
    ["check"],
    ["check", "a", "b"],
    ["check", "x", "--colour"],
    ["run", "x", "--seed", "-1"],
    ["run", "x", "--draws", "0"],
    ["run", "x", "--draws", "many"],
    ["check", "x", "--watch", "--json"],
  ])
    expect([words.join(" "), (await outweigh(words)).code]).toEqual([words.join(" "), 2]);
  expect((await outweigh(["chek", "x"])).error).toContain("check");
});

test("a new case is in order, runs, and is never written over", async () => {
  const made = await outweigh(["new", "my-case"]);
  expect(made).toMatchObject({ code: 0, error: "" });
  expect(made.out).toContain("my-case/assessment.md");
  expect(readdirSync(join(root, "my-case"))).toEqual(["assessment.md", "sources"]);
  const json = expectSchema("check", (await outweigh(["check", "my-case", "--json"])).out);
  expect(json).toMatchObject({ case: "my_case", diagnostics: [] });
  const ran = await outweigh(["run", "my-case", "--draws", "500"]);
  expect(ran).toMatchObject({ code: 0, error: "" });
  expect(ran.out).toMatch(/Act now/);
  expect(await outweigh(["new", "my-case"])).toMatchObject({ code: 2, out: "" });
  write("plain", "");
  expect(await outweigh(["new", "plain"])).toMatchObject({ code: 2, out: "" });
  mkdirSync(join(root, "empty"));
  expect((await outweigh(["new", "empty"])).code).toBe(0);
});

test.each([
  ["my-case", "my_case"],
  ["deep/Flood 2026", "flood_2026"],
  ["2026-plan", "case_2026_plan"],
  ["Überschwemmung/", "uberschwemmung"],
  ["---", "first"],
])("a folder %s holds the case %s", (path, id) => {
  expect(identifierOf(path)).toBe(id);
});

test("a sound case is in order", async () => {
  write("trip/trip.md", sound);
  const { code, out, error } = await outweigh(["check", "trip"]);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  expect(out).toContain("trip is in order.");
  expectWithin80(out);
});

test("a broken case shows each mistake with its place and ends with 1", async () => {
  write("trip/trip.md", broken);
  const { code, out } = await outweigh(["check", "trip"]);
  expect(code).toBe(1);
  expect(out).toMatch(/^error unknown-name {2}trip\.md:19:31$/m);
  expect(out).toMatch(/^trip: \d+ errors?/m);
  expectWithin80(out);
  const json = expectSchema("check", (await outweigh(["check", "trip", "--json"])).out);
  const found = (json.diagnostics as { code: string; from: number; to: number; line: number; column: number }[]).find(
    ({ code }) => code === "unknown-name",
  );
  expect(broken.slice(found?.from, found?.to)).toBe("rde");
  expect(broken.split("\n")[(found?.line ?? 0) - 1]?.slice((found?.column ?? 0) - 1)).toMatch(/^rde/);
});

test("Windows line ends and a byte order mark change nothing", async () => {
  write("trip/trip.md", broken);
  const plain = (await outweigh(["check", "trip"])).out;
  write("trip/trip.md", `\ufeff${broken.replaceAll("\n", "\r\n")}`);
  expect((await outweigh(["check", "trip"])).out).toBe(plain);
});

test("a folder that is none ends with 2 and says what to do", async () => {
  write("trip/trip.md", sound);
  for (const command of ["check", "run", "brief", "format", "lock"]) {
    const missing = await outweigh([command, "nowhere"]);
    expect(missing).toMatchObject({ code: 2, out: "" });
    expect(missing.error).toContain("There is no folder nowhere.");
    const file = await outweigh([command, "trip/trip.md"]);
    expect(file).toMatchObject({ code: 2, out: "" });
    expect(file.error).toMatch(/is a file.*\n.*trip$/m);
  }
  const windows = await outweigh(["check", "trip\\"]);
  expect(windows.code).toBe(0);
});

test("an empty folder is a diagnostic, not a crash", async () => {
  mkdirSync(join(root, "empty"));
  for (const command of ["check", "run", "brief"]) expect((await outweigh([command, "empty"])).code).toBe(1);
  expectSchema("check", (await outweigh(["check", "empty", "--json"])).out);
  expectSchema("run", (await outweigh(["run", "empty", "--json"])).out);
});

test("a run shows the options of each objective within 80 columns", async () => {
  write("trip/trip.md", sound);
  const { code, out, error } = await outweigh(["run", "trip", "--draws", "2000"]);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  expect(out).toMatch(/^ +median +90 % interval +P\(best\)$/m);
  expect(out).toMatch(/^ {2}Walk \(baseline\) +14 /m);
  expect(out).toMatch(/^ {2}Take the bus /m);
  expect(out).toContain("2,000 draws, seed 1, engine ");
  expectWithin80(out);
  expect(out).not.toContain("\u001b");
  const coloured = await outweigh(["run", "trip", "--draws", "2000"], { isTerminal: true });
  expect(coloured.out).toContain("\u001b[");
  expect(coloured.out.replace(/\u001b\[[0-9;]*m/g, "")).toBe(out);
  expect((await outweigh(["run", "trip", "--draws", "2000"], { isTerminal: true, env: { NO_COLOR: "1" } })).out).toBe(out);
});

test("the JSON of a run keeps to its schema; the same seed gives the same hash, another seed another", async () => {
  write("trip/trip.md", sound);
  const hashOf = async (...words: string[]) => {
    const json = expectSchema("run", (await outweigh(["run", "trip", "--json", "--draws", "300", ...words])).out);
    return (json.record as { resultHash: string; seed: number; draws: number }).resultHash;
  };
  const first = await hashOf();
  expect(await hashOf()).toBe(first);
  expect(await hashOf("--seed", "1")).toBe(first);
  expect(await hashOf("--seed", "2")).not.toBe(first);
  expect(await hashOf("--sampling", "latin")).not.toBe(first);
  write("trip/trip.md", broken);
  const refused = await outweigh(["run", "trip", "--json"]);
  expect(refused.code).toBe(1);
  expect(expectSchema("run", refused.out)).toMatchObject({ state: "refused" });
  expect(await outweigh(["run", "trip"])).toMatchObject({ code: 1, out: "" });
});

test("what observations leave of the draws is printed, and stands in the JSON", async () => {
  const timed = 'observe timed "Timed on Monday"\n  that wait > 3 minutes\n  because "By watch"\n\n';
  write("trip/trip.md", sound.replace("objective", `${timed}objective`));
  expect((await outweigh(["run", "trip", "--draws", "2000"])).out).toMatch(
    /the observations leave the equivalent of 1,\d{3} of 2,000 draws/,
  );
  const json = expectSchema("run", (await outweigh(["run", "trip", "--json", "--draws", "2000"])).out);
  expect(json.conditioning).toMatchObject({ observations: [{ id: "timed", prior: null }] });
});

test("a brief is written as HTML and DOCX, or as asked, and not from a case with errors", async () => {
  write("trip/trip.md", sound);
  const both = await outweigh(["brief", "trip", "--draws", "300"]);
  expect(both).toMatchObject({ code: 0 });
  expect(both.out).toMatch(/wrote trip\.html .*\nwrote trip\.docx /);
  expect(read("trip.html")).toMatch(/^<!doctype html>/i);
  expect(readFileSync(join(root, "trip.docx")).subarray(0, 2).toString()).toBe("PK");
  expect((await outweigh(["brief", "trip", "-o", "out.html", "--draws", "300"])).out).not.toContain("docx");
  expect(await outweigh(["brief", "trip", "-o", "out.pdf"])).toMatchObject({ code: 2, out: "" });
  expect((await outweigh(["brief", "trip", "-o", "nowhere/out.html", "--draws", "300"])).code).toBe(2);
  write("trip/trip.md", broken);
  rmSync(join(root, "trip.html"));
  const refused = await outweigh(["brief", "trip"]);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.error).toContain("No brief was written.");
  expect(readdirSync(root)).not.toContain("trip.html");
});

test("formatting changes blanks once, and says beforehand what it would change", async () => {
  write("trip/trip.md", sound.replace("  question ", "     question      "));
  write("trip/README.md", "```outweigh\ncase   x\n```\n");
  const would = await outweigh(["format", "trip", "--check"]);
  expect(would).toEqual({ code: 1, out: "would change trip/trip.md\n", error: "" });
  expect((await outweigh(["format", "trip"])).code).toBe(0);
  const once = read("trip/trip.md");
  expect(once.replace(/\s+/g, " ")).toBe(sound.replace(/\s+/g, " "));
  expect((await outweigh(["format", "trip"])).out).toContain("nothing to change");
  expect(read("trip/trip.md")).toBe(once);
  write("trip/odd.md", "a\u0000b");
  expect(await outweigh(["format", "trip"])).toMatchObject({ code: 1, error: "left alone trip/odd.md: it is not text in UTF-8\n" });
});

const quoting = sound
  .replace(
    "quantity wait",
    'source report "A report"\n  archive sources/report.txt\n  grade B\n\nclaim found from report\n  quote "nine of ten buses were late"\n  grade 2\n\nquantity wait',
  )
  .replace('because "Timed for a week"', "because found");

test("sources are locked where their copies are, and a quote that is not there is refused", async () => {
  write("trip/trip.md", quoting);
  write("copies/report.txt", "In March, nine of ten buses were late by a minute.");
  const now = Date.UTC(2026, 10, 2);
  const locked = await outweigh(["lock", "trip", "--sources", "copies"], { now });
  expect(locked).toMatchObject({ code: 0, error: "" });
  expect(locked.out).toMatch(/^ {2}new {2}report {2}sources\/report\.txt {2}1 quote$/m);
  expect(read("trip/sources.lock")).toContain("captured 2026-11-02");
  expect((await outweigh(["lock", "trip"], { env: { OUTWEIGH_SOURCES: "copies" } })).out).toContain("unchanged");
  expect((await outweigh(["check", "trip"], { env: { OUTWEIGH_SOURCES: "copies" } })).code).toBe(0);
  const missing = await outweigh(["check", "trip", "--sources", "nowhere"]);
  expect(missing.error).toContain("There is no folder nowhere;");
  const before = read("trip/sources.lock");
  write("trip/trip.md", quoting.replace("nine of ten", "six of ten"));
  expect((await outweigh(["lock", "trip", "--sources", "copies"])).code).toBe(1);
  expect(read("trip/sources.lock")).toBe(before);
  const wrong = await outweigh(["check", "trip", "--sources", "copies", "--json"]);
  expect(wrong.code).toBe(1);
  const json = expectSchema("check", wrong.out);
  expect(
    (json.diagnostics as { severity: string; line: number }[]).some(
      ({ severity, line }) => severity === "error" && line === quoting.split("\n").findIndex((text) => text.startsWith("  quote")) + 1,
    ),
  ).toBe(true);
});

test("a name of the case is explained with its value, its reason and what stands on it", async () => {
  write("trip/trip.md", quoting);
  write("trip/sources/report.txt", "In March, nine of ten buses were late by a minute.");
  const { code, out } = await outweigh(["explain", "wait", "trip", "--draws", "500"]);
  expect(code).toBe(0);
  for (const words of ["wait · quantity · minutes", "= 2 to 15 as lognormal", "nine of ten buses were late", "time_needed"])
    expect(out).toContain(words);
  expectWithin80(out);
  const json = JSON.parse((await outweigh(["explain", "time_needed", "trip", "--json", "--draws", "500"])).out);
  expect(json.uses.map(({ id }: { id: string }) => id).sort()).toEqual(expect.arrayContaining(["ride", "wait"]));
  expect(json.values).toHaveLength(2);
  const unknown = await outweigh(["explain", "wiat", "trip"]);
  expect(unknown.code).toBe(2);
  expect(unknown.error).toContain("wait");
});

test("the code of a message is explained, an unknown one is answered with near ones", async () => {
  const { code, out } = await outweigh(["explain", "unknown-name"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^unknown-name/);
  expectWithin80(out);
  const json = JSON.parse((await outweigh(["explain", "unknown-name", "--json"])).out);
  expect(json).toMatchObject({ kind: "diagnostic", code: "unknown-name" });
  const near = await outweigh(["explain", "unknwon-name"]);
  expect(near.code).toBe(2);
  expect(near.error).toContain("unknown-name");
});

test("watching runs again after a change, survives mistakes and a vanished folder, and ends when told", async () => {
  write("trip/trip.md", sound);
  const steps: ((effects: CapturedEffects) => void)[] = [
    () => write("trip/trip.md", broken),
    () => rmSync(join(root, "trip"), { recursive: true }),
    () => write("trip/trip.md", sound),
    (effects) => effects.stop(),
  ];
  const { code, out, error } = await outweigh(["check", "trip", "--watch"], {
    whileSleeping: (effects, sleeps) => {
      if (sleeps % 5 === 1) steps.shift()?.(effects);
    },
  });
  expect(code).toBe(0);
  expect(steps).toEqual([]);
  expect(out.match(/trip is in order\./g)).toHaveLength(2);
  expect(out.match(/^trip: \d+ error/gm)).toHaveLength(2);
  expect(error.match(/Watching for changes/g)).toHaveLength(4);
});

const failing = sound
  .replace(
    "objective time_needed",
    `quantity stops : 1
  = discrete(0 -> 20 %, 3 -> 80 %)
  because "Counted"

quantity between : minutes
  = ride / stops

objective time_needed`,
  )
  .replace("wait + ride", "wait + ride + between");

test("a value that is infinite in some draws is reported where it begins, and no brief is written from it", async () => {
  write("trip/trip.md", failing);
  const ran = await outweigh(["run", "trip", "--draws", "1000"]);
  expect(ran.code).toBe(1);
  expect(ran.error.match(/^error /gm)).toHaveLength(1);
  const line = failing.split("\n").indexOf("  = ride / stops") + 1;
  expect(ran.error).toContain(`error infinite-number  trip.md:${line}:5`);
  const [, first = ""] = /explain\s+between\s+DIR\s+--draw\s+(\d+)/.exec(ran.error) ?? [];
  expect(ran.out).toMatch(/Take the bus +infinite/);
  expectWithin80(ran.error + ran.out);
  const json = expectSchema("run", (await outweigh(["run", "trip", "--json", "--draws", "1000"])).out);
  const between = (json.outputs as { name: string; cells: { notFinite: number }[] }[]).find(({ name }) => name === "between");
  expect(Math.abs((between?.cells[0]?.notFinite ?? 0) - 200)).toBeLessThan(4 * Math.sqrt(1000 * 0.2 * 0.8));
  expect(await outweigh(["brief", "trip", "--draws", "1000"])).toMatchObject({ code: 1, out: "" });
  const shown = await outweigh(["explain", "between", "trip", "--draw", first]);
  expect(shown.out).toContain("Value infinite");
  expect(shown.out).toMatch(/stops +0$/m);
});

test("one draw is shown with all that it is computed from, in JSON by its schema", async () => {
  write("trip/trip.md", sound);
  const { code, out } = await outweigh(["explain", "time_needed", "trip", "--draw", "7"]);
  expect(code).toBe(0);
  expect(out).toContain("draw 7 of 10,000, seed 1");
  expect(out).toMatch(/^ {2}walk +14 minutes$/m);
  expect(out).toMatch(/^ {2}ride +6 minutes$/m);
  expectWithin80(out);
  const json = expectSchema("draw", (await outweigh(["explain", "time_needed", "trip", "--draw", "7", "--json"])).out);
  const values = new Map(
    (json.entries as { id: string; cells: { at: { option?: string }; value: number }[] }[]).flatMap(({ id, cells }) =>
      cells.map(({ at, value }) => [`${id} ${at.option ?? ""}`, value] as const),
    ),
  );
  expect(values.get("time_needed bus")).toBe(values.get("wait ")! + values.get("ride ")!);
  const bus = expectSchema("draw", (await outweigh(["explain", "time_needed", "trip", "--draw", "7", "--option", "bus", "--json"])).out);
  expect((bus.entries as { cells: unknown[] }[])[0]!.cells).toHaveLength(1);
  expect(
    expectSchema("draw", (await outweigh(["explain", "wait", "trip", "--draw", "7", "--draws", "100", "--json"])).out).entries,
  ).toEqual((json.entries as { id: string }[]).filter(({ id }) => id === "wait"));
});

test("a draw, an option or a name that is not there is answered with what is", async () => {
  write("trip/trip.md", sound);
  const failures = [
    [["explain", "wait", "trip", "--draw", "10,001"], "the run has 10,000"],
    [["explain", "wait", "trip", "--draw", "1", "--option", "buss"], "Near to it: bus"],
    [["explain", "wiat", "trip", "--draw", "1"], "Near to it: wait"],
    [["explain", "bus", "trip", "--draw", "1"], "it is an option"],
    [["explain", "wait", "trip", "--option", "bus"], "--option goes with --draw"],
  ] as const;
  for (const [words, answer] of failures) {
    const { code, out, error } = await outweigh(words);
    expect([words.join(" "), code, out]).toEqual([words.join(" "), 2, ""]);
    expect(error).toContain(answer);
    expectWithin80(error);
  }
  write("trip/trip.md", broken);
  expect(await outweigh(["explain", "wait", "trip", "--draw", "1"])).toMatchObject({ code: 1, out: "" });
});

test("a run for which there is not enough memory is refused beforehand, with what would fit", async () => {
  write("trip/trip.md", sound);
  const { code, out, error } = await outweigh(["run", "trip", "--draws", "1,000,000,000"], { memory: 16e9 });
  expect([code, out]).toEqual([2, ""]);
  expect(error).toMatch(/^This run needs \d+ GB of memory/);
  expect(error).toContain("This machine has 16 GB");
  expectWithin80(error);
  const [, fitting = ""] = /With --draws (\d+) it/.exec(error) ?? [];
  expect(Number(fitting)).toBeGreaterThan(1e7);
  expect((await outweigh(["brief", "trip", "--draws", "1,000,000,000"])).error).toContain("This run needs");
  const small = await outweigh(["run", "trip", "--draws", "100000"], { memory: 2e6 });
  const [, draws = ""] = /With --draws (\d+) it/.exec(small.error) ?? [];
  expect((await outweigh(["run", "trip", "--draws", draws], { memory: 2e6 })).code).toBe(0);
  write("trip/trip.md", sound.replace("case trip\n", "case trip\n  draws 1,000,000,000\n"));
  expect(await outweigh(["run", "trip"])).toMatchObject({ code: 2 });
  expect((await outweigh(["check", "trip"])).code).toBe(0);
});
