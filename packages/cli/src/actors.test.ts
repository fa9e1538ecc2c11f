/** Actors, duties and challenges in what the command writes: JSON by its schema, and the brief. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "run"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

const quay = readFileSync(new URL("../../language/cases/blocks/good/actors.md", import.meta.url), "utf8").split("```console")[0]!;

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "actors-"));
  mkdirSync(join(root, "quay"));
  writeFileSync(join(root, "quay/1.md"), quay);
});
afterAll(() => rmSync(root, { recursive: true }));

async function outweigh(...words: readonly string[]): Promise<string> {
  const effects = capturedEffects(nodeDisk(root));
  expect(await runCli(words, effects), effects.printed.error).toBe(0);
  return effects.printed.out;
}

test("run --json has actors, timelines and what is found unlawful, as its schema says", async () => {
  const run = JSON.parse(await outweigh("run", "quay", "--json", "--draws", "4096"));
  const validate = schemas.getSchema("run.schema.json")!;
  expect(validate(run), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(run.actors.map(({ id }: { id: string }) => id)).toEqual(["union", "port", "county"]);
  const [pickets] = run.actors[0].vetoes;
  expect([pickets.id, pickets.for, pickets.options.map(({ option }: { option: string }) => option)]).toEqual([
    "union.pickets",
    { count: 3, unit: "week" },
    ["both"],
  ]);
  // The dates were worked out with python-dateutil 2.9.0 and numpy.busday_offset.
  const close = run.timelines.find(({ option }: { option: string }) => option === "close");
  expect(close.duties.map(({ id, date, by }: { id: string; date: string; by: string[] }) => [id, date, by[0]])).toEqual([
    ["permit.hearing", "2028-01-16", "port"],
    ["permit.notice", "2028-02-02", "port"],
    ["permit.report", "2028-02-16", "port"],
    ["access.signs", "2028-02-16", "port"],
    ["permit.fence", "2028-02-29", "port"],
    ["permit.levy", "2028-06-30", "port"],
    ["access.review", "2028-11-15", "port"],
    ["permit.log", null, "port"],
  ]);
  // The breach turns on two elements, 45 % and not 50 %; the challenge on a strike of 30 %.
  const [permit] = run.options.find(({ id }: { id: string }) => id === "close").rules;
  const challenged = 0.3 * 0.6 + 0.7 * 0.2;
  for (const [found, expected] of [
    [permit.probability, 0.45 * 0.5],
    [permit.challenged, challenged],
    [permit.unlawful, 0.45 * 0.5 * challenged],
  ])
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 4096));
});

test("the brief tells who acts, what has to be done, and that law is not averaged", async () => {
  await outweigh("brief", "quay", "-o", join(root, "quay.html"), "--draws", "2000");
  const page = readFileSync(join(root, "quay.html"), "utf8")
    .replace(/<[^>]*>/g, " ")
    .replace(/&nbsp;|\u00a0/g, " ")
    .replace(/\s+/g, " ");
  for (const words of [
    "Who acts, and how",
    "Who reacts, and who can stop it",
    "What can be stopped, and by whom",
    "What has to be done, and by when",
    "Who decides: The county",
    "union and Anglers with a licence",
    "Probability of being challenged, and of being challenged and found unlawful",
    "within 10 working days of “Publish the plan”",
    "like the law it is never averaged into a result",
    "It is used when “What the union does” is long.",
    "It is used unless “A permit has been granted”.",
  ])
    expect(page).toContain(words);
});

test("a case without actors and duties has neither list", async () => {
  writeFileSync(
    join(root, "quay/1.md"),
    '# A\n\n```outweigh\ncase a\n  question "Which?"\noption x "X"\nquantity c : EUR = 3 EUR\nobjective o : EUR\n  minimise c\n```\n',
  );
  expect(Object.keys(JSON.parse(await outweigh("run", "quay", "--json")))).not.toEqual(expect.arrayContaining(["actors"]));
});
