/** The options --without and --instead, on a disk: what the head of a run and of a brief says, the JSON by its schema, and mistakes. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "withheld-"));
  mkdirSync(join(root, "trip"));
  writeFileSync(join(root, "trip/1.md"), evidenced);
});
afterEach(() => rmSync(root, { recursive: true }));

async function outweigh(words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "run"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

function runData(text: string): Record<string, unknown> {
  const value: Record<string, unknown> = JSON.parse(text);
  const validate = schemas.getSchema("run.schema.json");
  expect(validate?.(value), JSON.stringify(validate?.errors?.slice(0, 3))).toBe(true);
  return value;
}

const evidenced = `# Bus or walk

\`\`\`outweigh
case trip
  question "Is the bus faster than walking?"
  seed     1

option walk "Walk"
option bus "Take the bus"

source timetable "Timetable"
  grade  A

source friend "A friend"
  grade  D

claim on_time from timetable
  states "It comes every ten minutes."
  grade  2

claim never from friend
  states "You wait half an hour."
  said by "Kim"
  grade  4
  conflicts with on_time

quantity wait "Wait for the bus" : minutes
  = 4 to 30 as lognormal
  because on_time
  instead 20 to 40 as lognormal because never

quantity ride "Ride" : minutes
  = 8 to 12 as lognormal
  because on_time

objective duration "Minutes on the way" : minutes
  minimise if bus then wait + ride else 30 minutes
\`\`\`

The bus is **very likely** [{P(duration better than walk | bus)}] the faster.
`;

test("a run and a brief without some of the evidence say what was withdrawn and what changed", async () => {
  const whole = await outweigh(["run", "trip", "--draws", "1000"]);
  expect(whole.code).toBe(0);
  expect(whole.out).not.toContain("A variant");
  const plain = await outweigh(["run", "trip", "--draws", "1000", "--without", "source:timetable"]);
  expect(plain.out).toContain("Words of the text that no longer fit: “very likely” at ");
  expect(plain.code).toBe(0);
  expect(plain.out.replace(/\s+/g, " ")).toContain(
    "A variant of this assessment, computed without 1 of 2 claims and 1 source (source:timetable).",
  );
  expect(plain.out.replace(/\s+/g, " ")).toContain("Another value: “Wait for the bus” at 20 to 40 as lognormal (never).");
  expect(plain.out.replace(/\s+/g, " ")).toContain("Spread doubled: “Ride”.");
  for (const line of plain.out.split("\n")) expect(columnsOf(line)).toBeLessThanOrEqual(80);
  const json = await outweigh(["run", "trip", "--draws", "1000", "--without", "claim:never", "--instead", "never", "--json"]);
  const data = runData(json.out);
  expect(data).toMatchObject({
    record: { without: ["claim:never", "instead:never"] },
    withdrawal: { claims: [], changes: [{ id: "wait", how: "instead", by: ["never"] }] },
  });
  const { record } = runData((await outweigh(["run", "trip", "--draws", "1000", "--json"])).out) as {
    record: { inputsHash: string };
  };
  expect(data).toMatchObject({ record: { inputsHash: record.inputsHash } });
  const written = await outweigh(["brief", "trip", "--draws", "1000", "--without", "grade < C3", "--instead", "never", "-o", "trip.html"]);
  expect(written.code).toBe(0);
  expect(readFileSync(join(root, "trip.html"), "utf8")).toContain("computed with what never says instead of what conflicts with it");
});

test("evidence that is not there is named with what is near", async () => {
  for (const [option, value, answer] of [
    ["--without", "source:timetabel", "Write source:timetable if that is meant."],
    ["--without", "grade > C3", "grade < C3"],
    ["--instead", "on_time", "instead VALUE because on_time"],
  ] as const) {
    const ended = await outweigh(["run", "trip", option, value]);
    expect(ended.code).toBe(2);
    expect(ended.out).toBe("");
    expect(ended.error).toContain(answer);
  }
  expect((await outweigh(["run", "trip", "--without", "claim:never", "--design", "x.csv"])).code).toBe(2);
});
