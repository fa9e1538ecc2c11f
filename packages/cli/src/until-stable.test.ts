/** Runs that go on until the decision is settled: when they stop, and what they say where nothing can be settled. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileCase } from "@outweigh/language";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import { openCase } from "./case-folder.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";
import { untilStable } from "./until-stable.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "stable-"));
  mkdirSync(join(root, "case"));
});
afterEach(() => rmSync(root, { recursive: true }));

const schemas = new Ajv2020({ strict: true, allowUnionTypes: true });
for (const name of ["check", "run"])
  schemas.addSchema(JSON.parse(readFileSync(new URL(`../../../docs/schema/${name}.schema.json`, import.meta.url), "utf8")));

const options = 'option a "Wait"\noption b "Build"\noption c "Buy"\n';
const head = 'case demo\n  question "Which?"\n  draws 1000\n';

async function outweigh(model: string, words: readonly string[], settings: Parameters<typeof capturedEffects>[1] = {}) {
  writeFileSync(join(root, "case/a.md"), `\`\`\`outweigh\n${head}${model}\n\`\`\`\n`);
  const effects = capturedEffects(nodeDisk(root), settings);
  const code = await runCli(["run", "case", ...words], effects);
  const { out, error } = effects.printed;
  return { code, out, error };
}

// biome-ignore lint/suspicious/noExplicitAny: JSON that has been validated by its schema
async function stabilityOf(model: string, words: readonly string[] = []): Promise<any> {
  const { code, out, error } = await outweigh(model, ["--until-stable", "--json", ...words]);
  expect({ code, error }).toEqual({ code: 0, error: "" });
  const json = JSON.parse(out);
  const validate = schemas.getSchema("run.schema.json")!;
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
  expect(json.record.draws).toBe(json.stability.draws);
  return json.stability;
}

/** What is said, on one line. */
async function wordsOf(model: string, words: readonly string[] = []): Promise<string> {
  const { out } = await outweigh(model, ["--until-stable", ...words]);
  expect(out.split("\n").filter((line) => columnsOf(line) > 80)).toEqual([]);
  return out.split("\n\n")[0]!.replace(/\s+/g, " ");
}

const cost = (definition: string) => `objective cost : EUR\n  minimise ${definition}`;
const noise = ["a", "b", "c"].map((name) => `quantity noise_${name} : EUR = normal(0, 100)`).join("\n");

test("far apart: settled at the first look, with the draws of the case", async () => {
  const model = `${options}${noise}\n${cost("if a then 600 EUR + noise_a else if b then 300 EUR + noise_b else 400 EUR + noise_c")}`;
  expect(await stabilityOf(model)).toMatchObject({ state: "stable", draws: 1000, looks: 1, leader: "b", objective: "cost", open: [] });
  expect(await wordsOf(model)).toMatch(
    /^The decision is settled with 1,000 draws, at the first look: the probability that “Build” is truly/,
  );
});

// Independent draws: the difference of the means has sd 141, so 4 EUR are 0.9 standard errors at 1,000 draws and 2.8 at 10,000; to be sure takes more.
test("close together: more draws until it is settled, and as many in the run", async () => {
  const model = `${options.replace(/option c.*\n/, "")}${noise.replace(/.*noise_c.*/, "")}\n${cost("if a then 604 EUR + noise_a else 600 EUR + noise_b")}`;
  const found = await stabilityOf(model, ["--sampling", "random"]);
  expect(found).toMatchObject({ state: "stable", leader: "b" });
  expect(found.draws).toBeGreaterThan(4000);
  expect(found.looks).toBeGreaterThan(1);
  expect(found.atLeast).toBeGreaterThanOrEqual(found.needed);
  expect(found.needed).toBeGreaterThan(0.95);
});

test("not to be settled within the cap: which options cannot be told apart", async () => {
  const model = `${options}${noise}\n${cost("if a then 900 EUR + noise_a else if b then 500 EUR + noise_b else 500.01 EUR + noise_c")}`;
  const found = await stabilityOf(model, ["--cap", "5000", "--sampling", "random"]);
  expect(found).toMatchObject({ state: "unstable", draws: 5000, cap: 5000, isMemory: false });
  expect([found.leader, ...found.open].sort()).toEqual(["b", "c"]);
  expect(await wordsOf(model, ["--cap", "5000", "--sampling", "random"])).toMatch(
    /not settled with 5,000 draws, the most that were allowed: .* cannot be told from “(Build|Buy)”.* --cap 50000\.$/,
  );
});

test("an exact tie ends at once and is called one; what is common to options cancels", async () => {
  const tie = `${options}${noise}\n${cost("if a then 900 EUR + noise_a else 500 EUR + noise_b")}`;
  expect(await stabilityOf(tie)).toMatchObject({ state: "equal", draws: 1000, looks: 1, leader: "b", open: ["c"] });
  expect(await wordsOf(tie)).toBe(
    "“Build” and “Buy” are equal on “cost” in every draw, and nothing is better: no number of draws tells them apart. The run has 1,000 draws.",
  );
  const shared = `${options}quantity shock : EUR = cauchy(0, 1)\n${cost("if a then 10 EUR + shock else if b then 12 EUR + shock else 14 EUR + shock")}`;
  expect(await stabilityOf(shared)).toMatchObject({ state: "stable", leader: "a", looks: 1 });
  expect(await stabilityOf(`${options}quantity x : EUR = normal(1, 1)\n${cost("x")}`)).toMatchObject({ state: "equal", open: ["b", "c"] });
});

test("tails without a mean: said, with a remedy, at the first look", async () => {
  const model = `${options}quantity shock : EUR = cauchy(0, 100)\n${cost("if a then 10 EUR else if b then 5 EUR + shock else 12 EUR")}`;
  expect(await stabilityOf(model)).toMatchObject({ state: "unsuitable", looks: 1, problem: { reason: "infinite-variance" } });
  expect(await wordsOf(model)).toMatch(/^More draws will not settle the decision: .* heavy a tail .* truncate/);
});

const rule = "rule charter\n  forbids b, c\n  element proven met";
test.each([
  ["one option", 'option a "Wait"\nquantity x : EUR = normal(1, 1)\nobjective cost : EUR\n  minimise x', "only one option may be chosen"],
  ["no option", "quantity x : EUR = normal(1, 1)\nobjective cost : EUR\n  minimise x", "the case has no options"],
  ["no objective", `${options}quantity x : EUR\n  given option\n    a 1\n    otherwise normal(1, 1)`, "no objective"],
  ["all but one barred", `${options}${noise}\n${rule}\n${cost("if a then noise_a else noise_b")}`, "only one option may be chosen"],
  ["all barred", `${options}${noise}\n${rule.replace("b, c", "a, b, c")}\n${cost("if a then noise_a else noise_b")}`, "bar every option"],
])("%s: nothing to settle", async (_, model, words) => {
  expect(await stabilityOf(model)).toMatchObject({ state: "unsuitable", draws: 1000, open: [] });
  expect(await wordsOf(model)).toContain(words);
});

test("a barred option is not looked at, however good it is", async () => {
  const model = `${options}${noise}\nrule charter\n  forbids c\n  element proven met\n${cost("if a then 600 EUR + noise_a else if b then 300 EUR + noise_b else noise_c")}`;
  expect(await stabilityOf(model)).toMatchObject({ state: "stable", leader: "b" });
});

test("the cap is lowered to what fits the memory", async () => {
  const model = `${options}${noise}\n${cost("if a then 900 EUR + noise_a else if b then 500 EUR + noise_b else 500 EUR + noise_c")}`;
  const { out } = await outweigh(model, ["--until-stable", "--json", "--sampling", "random"], { memory: 3e6 });
  const { stability } = JSON.parse(out);
  expect(stability).toMatchObject({ state: "unstable", isMemory: true });
  expect(stability.draws).toBe(stability.cap);
  expect(stability.cap).toBeLessThan(100_000);
});

test("what does not go together is refused; the command ends when it is told to", async () => {
  const model = `${options}${noise}\n${cost("if a then noise_a else noise_b")}`;
  for (const words of [
    ["--until-stable", "--draws", "100"],
    ["--cap", "100", "--draws", "100"],
    ["--until-stable", "--shard", "1/2", "--out", "a.part"],
    ["--until-stable", "--design", "a.csv"],
    ["--cap", "3"],
  ]) {
    const { code, error } = await outweigh(model, words);
    expect([code, error]).toEqual([2, expect.stringMatching(/cannot be used with|whole number from 16/)]);
  }
  const effects = capturedEffects(nodeDisk(root));
  const compiled = compileCase(openCase(effects, {}), "case");
  effects.stop();
  await expect(untilStable(compiled, { untilStable: true }, effects)).rejects.toThrow(expect.objectContaining({ name: "Cancelled" }));
});
