/** `outweigh review` on a disk: each verdict for a case made to deserve it, the places, the JSON by its schema, and 80 columns. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { capturedEffects } from "./captured-effects.js";
import type { ReviewJson } from "./commands/review.js";
import { nodeDisk } from "./files-node.js";
import { runCli } from "./program.js";
import { columnsOf } from "./terminal.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "review-"));
});
afterEach(() => rmSync(root, { recursive: true }));

async function outweigh(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const effects = capturedEffects(nodeDisk(root));
  const code = await runCli(words, effects);
  return { code, out: effects.printed.out, error: effects.printed.error };
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, "town", name, ".."), { recursive: true });
    writeFileSync(join(root, "town", name), text);
  }
}

const fenced = (model: string) => `# Town\n\nThe town floods.\n\n\`\`\`outweigh\n${model}\n\`\`\`\n`;

/** The verdicts of one review by their codes: of standards, and of questions. */
async function verdicts(): Promise<{ readonly of: ReadonlyMap<string, string>; readonly review: ReviewJson }> {
  const { code, out } = await outweigh("review", "town", "--json");
  expect(code).toBe(0);
  const review: ReviewJson = JSON.parse(out);
  const standards = review.sets.flatMap((set) => set.standards);
  const of = new Map<string, string>();
  for (const { code: name, verdict, questions } of standards) {
    of.set(name, verdict);
    for (const question of questions) of.set(question.code, question.verdict);
  }
  return { of, review };
}

const bare = `case town
  question "Which defence?"

option hold "Carry on"
option gates "Tidal gates"

quantity surge "Surge" : m = 1 to 4 as lognormal

quantity level : m
  given option
    gates     0.4 * surge
    otherwise surge
  because surge

objective harm "Harm" : m
  minimise level`;

const careful = `case town
  question       "Which defence?"
  audience       "The council"
  author         "A. Analyst"
  commissioner   "The mayor"
  assurer        "B. Checker"
  approver       "C. Head"
  as of          2026-11-01
  baseline       hold
  bottom line    "Build the gates."
  confidence     moderate "One good source."
  sourcing       "One survey carries the case; nothing confirms it."
  limitation     "Shops are not counted."

source survey "Survey of the gauge"
  archive    sources/survey.txt
  grade      B
  descriptor "Measured by the port for thirty years."

claim surges from survey
  quote "storm surges between 1 and 4 metres"
  grade 2

option hold "Carry on"
option gates "Tidal gates"

quantity surge "Surge" : m = 1 to 4 as lognormal
  because surges

scenario high "High sea"
  sets
    surge 6 m

quantity level : m
  given option
    gates     0.4 * surge
    otherwise surge
  because surge

objective harm "Harm" : m
  minimise level

check falls "Gates never add to the harm"
  that harm[gates] <= harm[hold]

indicator gauge "The gauge at the port"
  watches "yearly maximum"
  reveals surge

forecast flood "Does the sea pass three metres by 2028?"
  by          2028-01-01
  probability 20 %
  resolves    "The gauge shows more than 3 m on any day."
  source      "Port gauge"
  because     surges`;

const prose = "\nA surge below 3.5 metres is **very likely** [{P(surge < 3.5 m)}].\n";

test("a bare case lacks what it lacks, each at its place", async () => {
  write({ "1.md": fenced(bare) });
  const { of, review } = await verdicts();
  expect(of.get("icd203-1")).toBe("not-applicable");
  expect(of.get("icd203-2/confidence")).toBe("not-met");
  expect(of.get("icd203-2/indicators")).toBe("not-met");
  expect(of.get("icd203-3/kinds")).toBe("met");
  expect(of.get("icd203-3/assumptions")).toBe("not-met");
  expect(of.get("icd203-4")).toBe("not-met");
  expect(of.get("icd203-6/message")).toBe("not-met");
  expect(of.get("icd203-7")).toBe("not-applicable");
  expect(of.get("icd203-8")).toBe("not-met");
  expect(of.get("aqua-repeatable")).toBe("met");
  expect(of.get("aqua-independent")).toBe("not-met");
  const assumption = review.sets
    .flatMap(({ standards }) => standards.flatMap(({ questions }) => questions))
    .find(({ code }) => code === "icd203-3/assumptions");
  expect(assumption?.places).toMatchObject([{ file: "1.md", line: 12, column: 10 }]);
});

test("a careful case meets them all, but for what cannot apply yet", async () => {
  write({ "1.md": fenced(careful) + prose, "sources/survey.txt": "The port has seen storm surges between 1 and 4 metres.\n" });
  expect((await outweigh("lock", "town")).code).toBe(0);
  const { of } = await verdicts();
  const unmet = [...of].filter(([, verdict]) => verdict === "not-met").map(([code]) => code);
  expect(unmet).toEqual([]);
  const notApplicable = [...of].filter(([, verdict]) => verdict === "not-applicable").map(([code]) => code);
  expect(notApplicable).toEqual([
    "icd203-4/conflicts",
    "icd203-7",
    "icd203-7/change",
    "aqua-grounded/base-rates",
    "aqua-objective/law",
    "aqua-robust/substitutes",
  ]);
});

test.each([
  ['  assurer        "B. Checker"', '  assurer        "a. analyst"', "aqua-independent/assurer"],
  ["  grade 2\n", "", "icd203-1/grades"],
  ['  descriptor "Measured by the port for thirty years."\n', "", "icd203-1/descriptors"],
  ['  sourcing       "One survey carries the case; nothing confirms it."\n', "", "icd203-1/summary"],
  ['  source      "Port gauge"\n', "", "icd203-8/resolution"],
  ["  by          2028-01-01", "  by          2026-01-01", "icd203-8/due"],
  ['  limitation     "Shops are not counted."\n', "", "aqua-documented/limitations"],
  ["  baseline       hold\n", "", "icd203-4/options"],
  ["minimise level", "minimise level - level", "aqua-uncertainty/distributions"],
])("in place of %j, %j: the question %s is not met", async (present, instead, code) => {
  expect(careful).toContain(present);
  const changed = careful.replace(present, instead);
  write({ "1.md": fenced(changed) + prose, "sources/survey.txt": "The port has seen storm surges between 1 and 4 metres.\n" });
  await outweigh("lock", "town");
  expect((await verdicts()).of.get(code)).toBe("not-met");
});

test("the JSON follows its schema, and the text fits 80 columns", async () => {
  const schema = JSON.parse(readFileSync(new URL("../../../docs/schema/review.schema.json", import.meta.url), "utf8"));
  const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
  write({ "1.md": fenced(bare) });
  const { review } = await verdicts();
  expect(validate(review), JSON.stringify(validate.errors)).toBe(true);
  const { code, out } = await outweigh("review", "town");
  expect(code).toBe(0);
  expect(Math.max(...out.split("\n").map(columnsOf))).toBeLessThanOrEqual(80);
  expect(out).toContain("What would have to be mended");
});

test("a case with errors is not reviewed", async () => {
  write({ "1.md": fenced(bare.replace("minimise level", "minimise nothing")) });
  const { code, out, error } = await outweigh("review", "town");
  expect(code).toBe(1);
  expect(out).toBe("");
  expect(error).toContain("A case with errors is not reviewed.");
});
