/** `outweigh analyse` on a disk: its text within 80 columns, its JSON by its schema, names, mistakes, and cases that cannot be analysed. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { analyses } from "@outweigh/engine";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { analysisThreads } from "./analysis-threads.js";
import { capturedEffects } from "./captured-effects.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";
import { workerThreads } from "./worker-threads.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "analyse-"));
});
afterEach(() => rmSync(root, { recursive: true }));

async function outweigh(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

function write(model: string): void {
  mkdirSync(join(root, "town"), { recursive: true });
  writeFileSync(join(root, "town/1.md"), `# Town\n\n\`\`\`outweigh\n${model}\n\`\`\`\n`);
}

const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/analyse.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false }).compile(schema);

const town = `case town
  question "Which defence leaves the town best off?"
  seed     3
  draws    4000

option hold "Carry on"
option gates "Tidal gates"
option retreat "Managed retreat"

quantity surge "Surge" : m = 1 to 4 as lognormal

quantity price "Price of the gates" : USD = 20 million to 60 million as lognormal

quantity plain "People in the plain" : people = 2,000 to 9,000 as lognormal
  because "an estimate by eye"

quantity net : USD
  given option
    hold    0 USD
    gates   surge / 1 m * plain / 1 people * 3,000 USD - price
    retreat plain / 1 people * 2,000 USD + 3 million USD

objective benefit "Net benefit" : USD
  maximise net
  target at least 5 million USD

objective moved "People moved" : people
  minimise moved_people

quantity moved_people : people
  given option
    retreat plain
    otherwise 0 people

weights council "The council"
  swing benefit 60 to 80 from -40 million USD to 60 million USD
  swing moved   20 to 40 from 9,000 people to 0 people

scenario calm "A calm sea"
  sets
    surge 1 m

futures open "Nobody knows"
  ranges
    surge 0.5 m to 6 m
    price 10 million USD to 90 million USD
  cases 1,000
`;

describe("a case with everything", () => {
  test("is told within 80 columns, every analysis under its question, without a number that is none", async () => {
    write(town);
    const { code, out, error } = await outweigh("analyse", "town");
    expect([code, error]).toEqual([0, ""]);
    for (const { name } of analyses) expect(out).toContain(`${name}: `);
    expect(Math.max(...out.split("\n").map(columnsOf))).toBeLessThanOrEqual(80);
    expect(out).not.toMatch(/NaN|undefined|Infinity|\[object|not a number/);
    expect(out).toContain("“Managed retreat” leads on “Net benefit”.");
    expect(out).toMatch(/The council/);
    expect(out).toMatch(/A calm sea/);
  });
  test("as JSON follows the schema and has no columns of draws", async () => {
    write(town);
    const { code, out } = await outweigh("analyse", "town", "--json");
    const value = JSON.parse(out);
    expect(code).toBe(0);
    expect(validate(value), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(value.analyses.map(({ name }: { name: string }) => name)).toEqual(analyses.map(({ name }) => name));
    expect(value.record.draws).toBe(16_384);
    expect(out.length).toBeLessThan(2_000_000);
  });
  test("some analyses by name, and by the name of the part that tells them", async () => {
    write(town);
    const { out } = await outweigh("analyse", "town", "sobol", "change");
    expect(out).toContain("sobol: ");
    expect(out).toContain("flip-points: ");
    expect(out).not.toContain("tornado: ");
  });
  test("the same twice", async () => {
    write(town);
    const [one, other] = [await outweigh("analyse", "town", "--json"), await outweigh("analyse", "town", "--json")];
    expect(one.out).toBe(other.out);
  });
});

describe("a thread beside the command", () => {
  const withThread = async (url: URL, isPrepared = false) => {
    write(town);
    const analyses = analysisThreads(url);
    if (isPrepared) {
      analyses.prepare();
      // Long enough for one that dies to be dead before it is given anything.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const effects = { ...capturedEffects(nodeDisk(root)), workers: { ...workerThreads(url), cores: 2, analyses } };
    const code = await runCli(["analyse", "town", "--json"], effects);
    return { code, out: effects.printed.out };
  };
  test.each([false, true])("makes the same of half of the analyses, prepared beforehand: %s", async (isPrepared) => {
    write(town);
    const { out } = await outweigh("analyse", "town", "--json");
    expect(await withThread(new URL("../dist/analysis-thread.js", import.meta.url), isPrepared)).toEqual({ code: 0, out });
  });
  test.each([false, true])("that dies leaves its work to the command, prepared beforehand: %s", async (isPrepared) => {
    write(town);
    const { out } = await outweigh("analyse", "town", "--json");
    writeFileSync(join(root, "dies.mjs"), "process.exit(3);");
    expect(await withThread(pathToFileURL(join(root, "dies.mjs")), isPrepared)).toEqual({ code: 0, out });
  });
});

describe("mistakes and cases that have no answer", () => {
  test("an analysis that does not exist, with one near to it", async () => {
    write(town);
    const { code, error } = await outweigh("analyse", "town", "sobbol");
    expect(code).toBe(2);
    expect(error).toMatch(/no analysis called “sobbol”/);
    expect(error.replace(/\s+/g, " ")).toContain("Near to it: sobol");
  });
  test("a case with errors is refused, as JSON too", async () => {
    write(town.replace("surge / 1 m", "surg / 1 m"));
    const { code, error } = await outweigh("analyse", "town");
    expect(code).toBe(1);
    expect(error).toContain("A case with errors is not analysed.");
    const { out } = await outweigh("analyse", "town", "--json");
    const value = JSON.parse(out);
    expect(validate(value), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(value.state).toBe("refused");
  });
  const bad: readonly (readonly [string, string, RegExp])[] = [
    [
      "one option",
      "option a\n\nquantity x : USD = 1 USD to 2 USD as normal\n\nobjective o : USD\n  maximise x\n",
      /too few that may be chosen/,
    ],
    ["no objective", "option a\noption b\n\nquantity x : USD = 1 USD to 2 USD as normal\n", /no objective/],
    [
      "nothing uncertain",
      "option a\noption b\n\nquantity x : USD\n  given option\n    a 1 USD\n    b 2 USD\n\nobjective o : USD\n  maximise x\n",
      /Nothing uncertain reaches/,
    ],
    [
      "all barred",
      "option a\noption b\n\nquantity x : USD = 1 USD to 2 USD as normal\n\nobjective o : USD\n  maximise x\n\nrule r\n  forbids a, b\n",
      /Every option is barred/,
    ],
    [
      "the same under all options",
      "option a\noption b\n\nquantity x : USD = 1 USD to 2 USD as normal\n\nobjective o : USD\n  maximise x\n",
      /“a” and “b” are level, and no number of draws will part them/,
    ],
    [
      "a benefit without a mean",
      "option a\noption b\n\nquantity y : USD = cauchy(0 USD, 1 USD)\n\nquantity x : USD\n  given option\n    a 0 USD\n    b y\n\nobjective o : USD\n  maximise x\n",
      /The draws of “b” have so heavy a tail/,
    ],
  ];
  test.each(bad)("%s: every analysis says something, and nothing throws", async (_, model, words) => {
    write(`case t\n  question "Which?"\n\n${model}`);
    const { code, out, error } = await outweigh("analyse", "town");
    expect([code, error.match(/mistake in Outweigh/)]).toEqual([0, null]);
    expect(out.replace(/\s+/g, " ")).toMatch(words);
    expect(out).not.toMatch(/NaN|undefined|\[object/);
  });
  test("few draws are said to be few", async () => {
    write(town);
    const { out } = await outweigh("analyse", "town", "value-of-information", "--draws", "100");
    expect(out).toMatch(/too few draws for it \(100 of\s512\)/);
  });
});
